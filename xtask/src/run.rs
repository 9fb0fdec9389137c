//! `cargo xtask run`: build what is not current, then become the server.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result};

use crate::wasm::Effort;
use crate::{paths, shell, wasm};

/// Builds client and server at the same time, and starts the server with these arguments.
///
/// Both profiles are made to be built soon: the client is large, and the server shares its artefacts with
/// `cargo xtask test` and reads `dist/` from the disk. `cargo xtask dist` makes the small and fast ones for production.
pub fn run(args: &[String]) -> Result<()> {
    wasm::wasm_beside(Effort::Quick, build_server)?;
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
