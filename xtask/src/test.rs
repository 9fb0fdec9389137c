//! `cargo xtask test`: everything that must hold, cheapest first, ending at the first thing that does not.

pub mod browser;
mod packages;

use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::wasm::Effort;
use crate::{run, shell, wasm};

/// One step: its short name, what it does in words, and the doing.
struct Step {
    name: &'static str,
    what: &'static str,
    run: fn() -> Result<()>,
}

const STEPS: [Step; 8] = [
    Step { name: "packages", what: "Looking for the tools that the tests need", run: packages::provision },
    Step { name: "fmt", what: "Format", run: fmt },
    Step { name: "clippy", what: "Clippy, without warnings", run: clippy },
    Step { name: "doc", what: "Documentation, without warnings", run: doc },
    Step { name: "unit", what: "Unit, protocol and architecture tests", run: unit },
    Step { name: "wasm", what: "Browser client", run: || wasm::wasm(Effort::Small) },
    Step { name: "server", what: "Server for the browser tests", run: run::build_server },
    Step { name: "browser", what: "Browser tests", run: browser::run },
];

/// Runs all steps, or with `--only a,b` those named.
pub fn test(args: &[String]) -> Result<()> {
    let wanted = match args {
        [] => STEPS.iter().collect(),
        [flag] if flag == "--list" => {
            for step in &STEPS {
                println!("{:<9} {}", step.name, step.what);
            }
            return Ok(());
        }
        [flag, names] if flag == "--only" => named(names)?,
        _ => bail!("usage: cargo xtask test [--list | --only STEP,STEP]"),
    };
    let start = Instant::now();
    for step in &wanted {
        shell::step(step.what, step.run)
            .with_context(|| format!("`cargo xtask test` stopped at step `{}`", step.name))?;
    }
    let names: Vec<&str> = wanted.iter().map(|step| step.name).collect();
    println!("\nAll steps passed ({}) in {}.", names.join(", "), shell::readable(start.elapsed()));
    Ok(())
}

fn named(names: &str) -> Result<Vec<&'static Step>> {
    let find = |name: &str| STEPS.iter().find(|step| step.name == name);
    names.split(',').map(|name| find(name).with_context(|| format!("there is no step `{name}`; see --list"))).collect()
}

fn fmt() -> Result<()> {
    shell::run(shell::cargo().args(["fmt", "--all", "--check"])).context("`cargo fmt --all` puts it right")
}

fn clippy() -> Result<()> {
    shell::run(shell::cargo_locked("clippy").args(["--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn doc() -> Result<()> {
    shell::run(shell::cargo_locked("doc").args(["--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
}

fn unit() -> Result<()> {
    shell::run(shell::cargo_locked("test").arg("--workspace"))
}
