//! Every step of building, running and testing Accord.
//!
//! This file only says which command is which; each command is a file of its own. Nothing here is part of
//! the product: what a user runs is the `accord` program of the `server` crate.

mod bench;
mod dist;
mod paths;
mod run;
mod shell;
mod test;
mod wasm;

use std::process::ExitCode;

use anyhow::{Result, bail};

use wasm::Effort;

const USAGE: &str = "\
cargo xtask COMMAND

  run [-- ARGS]         build everything and start the server; ARGS go to it (--listen ADDR, --data DIR, --demo)
  test [--only STEPS]   check everything; STEPS is a list such as fmt,unit (`--list` prints them)
  dist                  leave one self-contained program for production
  wasm [--quick]        build only the browser client, into dist/; quickly, but large, while one works on it
  bench -- WHAT         measure: `room [RUNS]`, the way into the room in a browser; other names go to the tests crate
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Result<()> {
    let Some((command, rest)) = args.split_first() else {
        bail!("say which command\n\n{USAGE}");
    };
    match command.as_str() {
        "run" => run::run(after_dashes(rest)),
        "test" => test::test(rest),
        "dist" => dist::dist(),
        "wasm" => wasm::wasm(Effort::from_args(rest)?),
        "bench" => bench::bench(after_dashes(rest)),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        other => bail!("there is no command `{other}`\n\n{USAGE}"),
    }
}

/// The arguments without the `--` that parts them from xtask's own.
fn after_dashes(args: &[String]) -> &[String] {
    match args.split_first() {
        Some((first, rest)) if first == "--" => rest,
        _ => args,
    }
}
