//! The browser tests: Node.js modules that drive a real Chromium against the real program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};

use super::packages;
use crate::{paths, shell};

/// Runs every test file against the program of the development profile.
pub fn run() -> Result<()> {
    let mut node = node(&paths::server_dev())?;
    node.args(["--test", "--test-reporter=spec"]).args(test_files()?);
    shell::run(&mut node)
}

/// Measures the way into the room with this program.
pub fn bench(program: &Path, args: &[String]) -> Result<()> {
    let mut node = node(program)?;
    node.arg("bench.mjs").args(args);
    shell::run(&mut node)
}

/// Node.js in the folder of the browser tests, with the modules that the lock file names.
fn node(program: &Path) -> Result<Command> {
    if !modules_are_current() {
        let mut npm = Command::new("npm");
        npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(paths::browser_tests()).stdin(Stdio::null());
        shell::run(&mut npm)?;
    }
    let chromium =
        packages::chromium().context("there is no Chromium; `cargo xtask test --only packages` finds one")?;
    let mut node = Command::new("node");
    node.current_dir(paths::browser_tests());
    node.env("ACCORD_BIN", program).env("CHROMIUM", chromium).stdin(Stdio::null());
    Ok(node)
}

/// Given by name: not every version of Node.js finds them by a pattern.
fn test_files() -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(paths::browser_tests())?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    ensure!(!files.is_empty(), "there is no browser test in {}", paths::browser_tests().display());
    Ok(files)
}

/// Whether npm has installed since the lock file was last written.
fn modules_are_current() -> bool {
    let time = |name: &str| -> Option<SystemTime> {
        fs::metadata(paths::browser_tests().join(name)).and_then(|file| file.modified()).ok()
    };
    let installed = time("node_modules/.package-lock.json");
    installed.is_some() && installed >= time("package-lock.json")
}
