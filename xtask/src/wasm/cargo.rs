//! Compiling the client crate to one wasm module.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::toolchain::{TARGET, Toolchain};
use crate::shell;

/// The client's crate, and so the name of its module.
const CRATE: &str = "accord-client";

/// Builds with the `wasm` profile and gives the module's path.
///
/// The target folder is one of its own: another compiler's artefacts do not mix with those of the native
/// builds, and both can run at once.
pub fn build(toolchain: &Toolchain, target_dir: &Path) -> Result<PathBuf> {
    let mut command = shell::cargo_locked("build");
    command.args(["--package", CRATE, "--profile", "wasm", "--target", TARGET, "--target-dir"]).arg(target_dir);
    toolchain.apply(&mut command)?;
    shell::run(&mut command)?;
    let module = target_dir.join(TARGET).join("wasm").join(format!("{CRATE}.wasm"));
    ensure!(module.is_file(), "cargo built no {}", module.display());
    Ok(module)
}
