//! The real program in a process of its own, to be killed without warning.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use accord_server::peer::{Coordinator, Door};
use tempfile::TempDir;

use crate::table::{Guests, Table};

/// The program, running.
pub struct Program {
    /// The way to it.
    pub door: Door,
    /// The one-time link that it printed, if it printed one.
    pub setup_link: Option<String>,
    child: Child,
    call: Vec<String>,
    data: TempDir,
}

/// What a program has used so far, as the system counts it.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// Processor time of the program, however loaded the machine was.
    pub cpu: Duration,
    /// The most memory that it has had at once.
    pub peak_bytes: u64,
}

impl Program {
    /// Starts the program with an empty database; `path` is `env!("CARGO_BIN_EXE_accord-under-test")`.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start(path: &str) -> Self {
        Self::call(vec![path.to_owned()])
    }

    /// The same within limits that the shell sets, such as `ulimit -v 524288`.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start_within(limits: &str, path: &str) -> Self {
        let limited = format!("{limits} && exec \"$@\"");
        Self::call(["sh", "-c", &limited, "sh", path].map(str::to_owned).to_vec())
    }

    fn call(call: Vec<String>) -> Self {
        let data = tempfile::tempdir().expect("a folder for the database");
        let started = run(&call, SocketAddr::from(([127, 0, 0, 1], 0)), data.path());
        let door = Door::at(started.address);
        Self { door, setup_link: started.setup_link, child: started.child, call, data }
    }

    /// Ends the process at once, as a power cut would, and waits until it is gone.
    ///
    /// # Panics
    /// When it cannot be killed.
    pub fn kill(&mut self) {
        self.child.kill().expect("the program can be killed");
        self.child.wait().expect("the program ends");
    }

    /// Starts the program again under the address that it had, after [`Program::kill`].
    ///
    /// # Panics
    /// When it does not start.
    pub fn start_again(&mut self) {
        let started = run(&self.call, self.door.address, self.data.path());
        assert_eq!(started.address, self.door.address, "people come back to the address that they know");
        (self.child, self.setup_link) = (started.child, started.setup_link);
    }

    /// What the program has used so far.
    ///
    /// # Panics
    /// When it does not run, or the system does not say.
    #[must_use]
    pub fn usage(&self) -> Usage {
        let read = |file: &str| {
            let file = format!("/proc/{}/{file}", self.child.id());
            std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"))
        };
        // After the name, which ends at the last bracket, come the fields from the third on; the 14th and 15th are the
        // hundredths of a second in the program and in the system.
        let stat = read("stat");
        let fields: Vec<&str> = stat.rsplit_once(')').expect("a name in brackets").1.split_whitespace().collect();
        let hundredths: u64 = fields[11..13].iter().map(|field| field.parse::<u64>().expect("a number")).sum();
        let status = read("status");
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
        let kibibytes: u64 = peak.trim().trim_end_matches(" kB").parse().expect("a number of kB");
        Usage { cpu: Duration::from_millis(hundredths * 10), peak_bytes: kibibytes * 1024 }
    }

    /// Signs in as coordinator with the link that the program printed.
    ///
    /// # Panics
    /// When the server refuses it.
    pub async fn coordinator(&self) -> Coordinator {
        let link = self.setup_link.as_deref().expect("a new program prints a set-up link");
        let coordinator = Coordinator::set_up(&self.door, link, "Cora Dinham", "Test county").await;
        coordinator.expect("the coordinator signs in")
    }

    /// Signs in as coordinator, and makes a panel.
    ///
    /// # Panics
    /// When the server refuses any of this.
    pub async fn table(&self, guests: Guests) -> Table {
        let made = self.coordinator().await.make_panel(&guests.panel()).await;
        Table { door: self.door.clone(), made: made.expect("the panel is made"), seed: None }
    }

    /// The folder of the database.
    #[must_use]
    pub fn data(&self) -> &Path {
        self.data.path()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // A program that has ended already cannot be killed, and need not be.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A program that is ready, and what it said of itself.
struct Started {
    child: Child,
    address: SocketAddr,
    setup_link: Option<String>,
}

/// Starts the program and reads what it prints until it is ready.
fn run(call: &[String], listen: SocketAddr, data: &Path) -> Started {
    let mut command = Command::new(&call[0]);
    command.args(&call[1..]).arg("serve").arg("--listen").arg(listen.to_string()).arg("--data").arg(data);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
    let out = child.stdout.take().expect("its output is piped");
    let mut lines = BufReader::new(out).lines().map(|line| line.expect("the program prints text"));
    let address = lines.find_map(|line| line.strip_prefix(READY).and_then(|address| address.parse().ok()));
    let address = address.expect("the program says where it is before it ends");
    // On a first start the link follows, and an empty line after it; later there is nothing more.
    let setup_link = if std::fs::metadata(data.join(MARK)).is_ok() {
        None
    } else {
        std::fs::write(data.join(MARK), "").expect("the folder can be written");
        lines.find_map(|line| line.contains("/setup#").then(|| line.trim().to_owned()))
    };
    Started { child, address, setup_link }
}

/// What the program prints before its address when it is ready.
const READY: &str = "Accord is ready at http://";
/// The file by which the rig knows that the program has been started in a folder before.
const MARK: &str = "started";
