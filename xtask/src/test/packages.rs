//! What the browser tests need of the system: a Chromium and Node.js, both from Debian.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::shell;

/// Installs what is missing, or says what to type.
pub fn provision() -> Result<()> {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    let packages = missing.join(" ");
    if !shell::is_root() || shell::find_program(&["apt-get"]).is_none() {
        bail!(
            "some Debian packages are missing, and installing them needs root. Type:\n\n    \
             sudo apt-get update && sudo apt-get install --no-install-recommends {packages}\n"
        );
    }
    eprintln!("Installing {packages}");
    apt_get(&["update"])?;
    apt_get(&[["install", "--yes", "--no-install-recommends"].as_slice(), &missing].concat())
}

/// The browser: what `CHROMIUM` names, or the one on the `PATH`.
pub fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    named.or_else(|| shell::find_program(&["chromium", "chromium-browser", "google-chrome"]))
}

fn missing() -> Vec<&'static str> {
    let mut packages = Vec::new();
    if chromium().is_none() {
        // Without any font a page has no text to look at.
        packages.extend(["chromium", "fonts-dejavu-core"]);
    }
    if shell::find_program(&["node"]).is_none() {
        packages.push("nodejs");
    }
    if shell::find_program(&["npm"]).is_none() {
        packages.push("npm");
    }
    packages
}

fn apt_get(args: &[&str]) -> Result<()> {
    let mut command = Command::new("apt-get");
    command.arg("-qq").args(args).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    shell::run(&mut command).context("Debian's packages could not be installed")
}
