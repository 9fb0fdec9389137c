//! Compiling the client crate to wasm modules, one for each of its programs.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::PROGRAMS;
use super::toolchain::{TARGET, Toolchain};
use crate::shell;

/// The client's crate.
const CRATE: &str = "accord-client";

/// Builds with a profile and gives the folder of the modules.
///
/// The target folder is one of its own: another compiler's artefacts do not mix with those of the native
/// builds, and both can run at once.
pub fn build(toolchain: &Toolchain, target_dir: &Path, profile: &str) -> Result<PathBuf> {
    let mut command = shell::cargo_locked("build");
    command
        .args(["--package", CRATE, "--bins", "--profile", profile, "--target", TARGET, "--target-dir"])
        .arg(target_dir);
    toolchain.apply(&mut command)?;
    shell::run(&mut command)?;
    let modules = target_dir.join(TARGET).join(profile);
    for program in PROGRAMS {
        ensure!(modules.join(program.module()).is_file(), "cargo built no {}", program.module());
    }
    Ok(modules)
}
