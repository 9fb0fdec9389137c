//! Where things are in the checkout. Knows names only; creates nothing.

use std::path::{Path, PathBuf};

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace")
}

/// Cargo's target folder of this very build, so that a `CARGO_TARGET_DIR` is respected.
pub fn target() -> PathBuf {
    let beside_exe = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.parent()?.to_owned()));
    beside_exe.unwrap_or_else(|| root().join("target"))
}

/// What the server embeds: the page, its assets and their compressed siblings.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The server program of the development profile.
pub fn server_dev() -> PathBuf {
    target().join("debug/accord")
}

/// The program for production, self-contained.
pub fn dist_program() -> PathBuf {
    target().join("dist/accord")
}

/// The browser tests, a folder of Node.js modules.
pub fn browser_tests() -> PathBuf {
    root().join("tests/browser")
}
