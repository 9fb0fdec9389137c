//! `cargo xtask dist`: the one self-contained program.

use std::fs;

use anyhow::{Context, Result};

use crate::wasm::Effort;
use crate::{paths, shell, wasm};

/// Builds with the release profile, the client embedded, and says where the program is.
pub fn dist() -> Result<()> {
    wasm::wasm(Effort::Small)?;
    shell::step("Building the program for production (minutes the first time)", || {
        shell::run(shell::cargo_locked("build").args(["--release", "--package", "accord-server", "--bin", "accord"]))
    })?;
    let program = paths::dist_program();
    fs::create_dir_all(paths::target().join("dist"))?;
    let built = paths::target().join("release/accord");
    // Removed first: a copy over a program that is running would be refused.
    fs::remove_file(&program).or_else(|error| if program.exists() { Err(error) } else { Ok(()) })?;
    let bytes = fs::copy(&built, &program).with_context(|| format!("cannot copy {}", built.display()))?;
    #[expect(clippy::cast_precision_loss, reason = "it is printed with one decimal")]
    let megabytes = bytes as f64 / 1e6;
    println!("{} ({megabytes:.1} MB)", program.display());
    Ok(())
}
