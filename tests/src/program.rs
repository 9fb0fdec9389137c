//! The real program in a process of its own, to be killed without warning.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

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
    path: String,
    data: TempDir,
}

impl Program {
    /// Starts the program with an empty database; `path` is `env!("CARGO_BIN_EXE_accord-under-test")`.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start(path: &str) -> Self {
        let data = tempfile::tempdir().expect("a folder for the database");
        let started = run(path, SocketAddr::from(([127, 0, 0, 1], 0)), data.path());
        let door = Door::at(started.address);
        Self { door, setup_link: started.setup_link, child: started.child, path: path.to_owned(), data }
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
        let started = run(&self.path, self.door.address, self.data.path());
        assert_eq!(started.address, self.door.address, "people come back to the address that they know");
        (self.child, self.setup_link) = (started.child, started.setup_link);
    }

    /// Signs in as coordinator with the link that the program printed, and makes a panel.
    ///
    /// # Panics
    /// When the server refuses any of this.
    pub async fn table(&self, guests: Guests) -> Table {
        let link = self.setup_link.as_deref().expect("a new program prints a set-up link");
        let coordinator = Coordinator::set_up(&self.door, link, "Cora Dinham", "Test county").await;
        let made = coordinator.expect("the coordinator signs in").make_panel(&guests.panel()).await;
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
fn run(path: &str, listen: SocketAddr, data: &Path) -> Started {
    let mut command = Command::new(path);
    command.arg("serve").arg("--listen").arg(listen.to_string()).arg("--data").arg(data);
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
