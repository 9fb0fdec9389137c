//! `cargo xtask run`: build what is not current, then become the server.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result};

use crate::wasm::Effort;
use crate::{paths, shell, wasm};

/// Builds client and server, and starts the server with these arguments.
///
/// The development profile compiles in minutes and not in a quarter of an hour, and shares its artefacts with
/// `cargo xtask test`; its server reads `dist/` from the disk. `cargo xtask dist` is the one for production.
pub fn run(args: &[String]) -> Result<()> {
    wasm::wasm(Effort::Small)?;
    build_server()?;
    // The server takes this process's place, so that Ctrl+C reaches it alone and it can end in good order.
    let error = Command::new(paths::server_dev()).arg("serve").args(args).current_dir(paths::root()).exec();
    Err(error).context("cannot start the server")
}

/// Builds the server of the development profile.
pub fn build_server() -> Result<()> {
    shell::step("Building the server (minutes the first time)", || {
        shell::run(shell::cargo_locked("build").args(["--package", "accord-server", "--bin", "accord"]))
    })
}
