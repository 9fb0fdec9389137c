//! Which compiler can build for wasm: it needs the standard library for that target, or its sources.
//!
//! Tried in this order: the active toolchain has the target; rustup can add it; Debian's `rustc-web` with
//! `rust-web-src` is installed, or unpacked privately by an earlier run, or can be (see `debian.rs`).

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::debian;
use crate::shell;

/// The target triple of the browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Set to `rustup` or `debian`, it takes that way and no other; for testing each on a machine that has both.
const FORCE: &str = "ACCORD_WASM_TOOLCHAIN";

/// A way to compile for [`TARGET`].
pub enum Toolchain {
    /// The active toolchain has the target's standard library.
    Active,
    /// Debian's compiler, which builds the standard library from its sources.
    Debian(debian::Compiler),
}

impl Toolchain {
    /// Adds what this way needs to a `cargo build` for [`TARGET`].
    pub fn apply(&self, command: &mut Command) -> Result<()> {
        match self {
            Self::Active => {}
            Self::Debian(compiler) => {
                command.arg("-Zbuild-std=std,panic_abort").arg("-Zbuild-std-features=optimize_for_size");
                // Cargo's `-Z` and the compiler's are for nightly; this is how Debian builds wasm with a stable one.
                command.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", &compiler.rustc);
                command.env("LD_LIBRARY_PATH", &compiler.libraries);
                let path = env::var_os("PATH").unwrap_or_default();
                let folders = compiler.linker_folder.iter().cloned().chain(env::split_paths(&path));
                command.env("PATH", env::join_paths(folders).context("a folder of the PATH cannot be used")?);
            }
        }
        Ok(())
    }
}

/// Finds a way, or makes one.
pub fn find() -> Result<Toolchain> {
    let force = env::var(FORCE).unwrap_or_default();
    if force != "debian" && active_has_target() {
        return Ok(Toolchain::Active);
    }
    if force != "rustup"
        && let Some(compiler) = debian::installed()?
    {
        return Ok(Toolchain::Debian(compiler));
    }
    if force != "debian" && rustup_adds_target() {
        return Ok(Toolchain::Active);
    }
    if force != "rustup" && debian::can_provision() {
        return Ok(Toolchain::Debian(debian::provision()?));
    }
    bail!(
        "this machine's Rust cannot build for wasm, and neither rustup nor Debian's packages could be used to \
         change that. Type:\n\n    rustup target add {TARGET}\n"
    )
}

fn active_has_target() -> bool {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let Ok(folder) = shell::output(Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET])) else {
        return false;
    };
    let Ok(entries) = PathBuf::from(folder.trim()).read_dir() else {
        return false;
    };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libcore-") && name.ends_with(".rlib")
    })
}

fn rustup_adds_target() -> bool {
    if shell::find_program(&["rustup"]).is_none() {
        return false;
    }
    eprintln!("rustup target add {TARGET}");
    let added = shell::run(Command::new("rustup").args(["target", "add", TARGET]));
    if let Err(error) = &added {
        eprintln!("rustup could not add the target ({error}); trying Debian's packages.");
    }
    added.is_ok() && active_has_target()
}
