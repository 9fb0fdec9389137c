//! The `accord` command: flags, log lines, signals and the exit code. Everything else is the library's.

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use accord_server::cli;
use accord_server::clock::Clock;
use accord_server::config::Config;
use accord_server::identity::PublicUrl;
use accord_server::log_lines;
use accord_server::random::Random;
use anyhow::Context as _;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Live panels that judge a plan together.
#[derive(Debug, Parser)]
#[command(name = "accord", version, args_conflicts_with_subcommands = true)]
struct Command {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    serve: Serve,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Runs the server; what `accord` alone does too
    Serve(Serve),
    /// Checks that a record file is what was signed
    Verify {
        /// The record file, as it was downloaded
        file: PathBuf,
    },
    /// Prints a new one-time link with which the coordinator signs in
    Link(Link),
    /// Lists the frameworks that plans and advice are judged with
    Frameworks(cli::Frameworks),
    /// Marks a filled form and prints the result with its working
    Mark(cli::Mark),
    /// Prints a list (CSV or XLSX) or a framework file as a framework file, or says what is wrong with it
    Convert(cli::Convert),
}

#[derive(Debug, Args)]
struct Serve {
    /// The address to listen on
    #[arg(long, env = "ACCORD_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The folder for the database
    #[arg(long, env = "ACCORD_DATA", default_value = "./data")]
    data: PathBuf,
    /// Where people reach the server, such as `https://accord.example.org`; needed as soon as others can
    #[arg(long, env = "ACCORD_PUBLIC_URL")]
    public_url: Option<PublicUrl>,
    /// Begin with a fictional panel and simulated colleagues, to try a whole meeting alone
    #[arg(long)]
    demo: bool,
    /// How log lines are written, to standard error; which ones, RUST_LOG says
    #[arg(long, env = "ACCORD_LOG", value_enum, default_value_t = LogForm::Text)]
    log: LogForm,
}

#[derive(Debug, Args)]
struct Link {
    /// The folder of the database
    #[arg(long, env = "ACCORD_DATA", default_value = "./data")]
    data: PathBuf,
    /// Where people reach the server
    #[arg(long, env = "ACCORD_PUBLIC_URL", default_value = "http://127.0.0.1:8080")]
    public_url: PublicUrl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LogForm {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

fn main() -> ExitCode {
    let command = Command::parse();
    let done = match command.what {
        None => run(serve(command.serve)),
        Some(What::Serve(flags)) => run(serve(flags)),
        Some(What::Verify { file }) => verify(&file),
        Some(What::Link(flags)) => run(link(flags)),
        Some(What::Frameworks(flags)) => flags.run(&mut std::io::stdout()),
        Some(What::Mark(flags)) => flags.run(&mut std::io::stdout()),
        Some(What::Convert(flags)) => flags.run(&mut std::io::stdout()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("accord: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the runtime")?.block_on(task)
}

async fn serve(flags: Serve) -> anyhow::Result<()> {
    log_to_stderr(flags.log);
    let config = Config {
        listen: flags.listen,
        data: flags.data,
        public_url: flags.public_url,
        demo: flags.demo,
        clock: Clock::system(),
        random: Random::system(),
    };
    let mut end = Signals::listen()?;
    let running = accord_server::serve(config).await?;
    announce(&running);
    end.next().await;
    println!("Stopping: saving what is open.");
    running.shutdown().await;
    Ok(())
}

/// Says what to open first, where nobody can overlook it.
fn announce(running: &accord_server::Running) {
    println!("Accord is ready at {}", running.base_url);
    if let Some(demo) = &running.demo {
        println!("\nThe demo is ready. Play the chair:\n\n    {}\n", demo.chair);
        println!("Open the same room as the parent-forum member, in a second tab:\n\n    {}\n", demo.parent);
    }
    if let Some(link) = &running.setup_link {
        println!("\nThis link makes you the coordinator; it works once, within 24 hours:\n\n    {link}\n");
    }
}

async fn link(flags: Link) -> anyhow::Result<()> {
    let link = accord_server::setup_link(&flags.data, flags.public_url.origin()).await?;
    println!("This link signs the coordinator in; it works once, within 24 hours:\n\n    {link}\n");
    Ok(())
}

fn verify(file: &std::path::Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let sound = accord_shared::record::verify(&text)?;
    println!("The record is as it was signed.\nSHA-256 {}", sound.sha256);
    Ok(())
}

fn log_to_stderr(form: LogForm) {
    use tracing_subscriber::EnvFilter;
    use tracing_subscriber::layer::SubscriberExt as _;
    use tracing_subscriber::util::SubscriberInitExt as _;
    let asked = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(log_lines::USUAL));
    let filtered = tracing_subscriber::registry().with(log_lines::filter(asked));
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    match form {
        LogForm::Text => filtered.with(lines.with_ansi(std::io::stderr().is_terminal())).init(),
        LogForm::Json => filtered.with(lines.json()).init(),
    }
}

/// The ways in which a person or the system asks the program to stop.
struct Signals {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Signals {
    fn listen() -> anyhow::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            terminate: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
                .context("cannot wait for signals")?,
        })
    }

    async fn next(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = self.terminate.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    }
}
