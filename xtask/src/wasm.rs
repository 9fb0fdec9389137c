//! `cargo xtask wasm`: the browser client, from Rust sources to the `dist/` folder that the server embeds.
//!
//! sources → cargo → cut into what comes first and what comes later → wasm-bindgen → hashed names → brotli and gzip →
//! swapped into `dist/`. Each stage is a file in `wasm/`. Nothing is done when no source has changed since the last time.

mod bundle;
mod cargo;
mod compress;
mod debian;
mod fingerprint;
mod split;
mod styles;
mod toolchain;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};

use crate::{paths, shell};

/// A program of the client: the binary of the crate, and the page that starts it.
pub struct Program {
    binary: &'static str,
    page: &'static str,
}

/// The client's programs.
pub const PROGRAMS: [Program; 2] =
    [Program { binary: "desk", page: "index.html" }, Program { binary: "room", page: "room.html" }];

impl Program {
    /// The file name of its module as cargo builds it.
    fn module(&self) -> String {
        format!("{}.wasm", self.binary)
    }
}

/// What a build is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// For production: as small as it gets.
    Small,
    /// For this machine: built soon, and several times as large.
    Quick,
}

impl Effort {
    /// What `cargo xtask wasm` is asked for.
    pub fn from_args(args: &[String]) -> Result<Self> {
        match args {
            [] => Ok(Self::Small),
            [quick] if quick == "--quick" => Ok(Self::Quick),
            _ => bail!("`cargo xtask wasm` takes nothing but `--quick`"),
        }
    }

    /// The profile of cargo.
    const fn profile(self) -> &'static str {
        match self {
            Self::Small => "wasm",
            Self::Quick => "wasm-quick",
        }
    }
}

/// Makes `dist/` current.
pub fn wasm(effort: Effort) -> Result<()> {
    wasm_beside(effort, || Ok(()))
}

/// Makes `dist/` current, and does something else at the same time. Until both are done `dist/` stays as it was.
pub fn wasm_beside(effort: Effort, other: impl FnOnce() -> Result<()> + Send) -> Result<()> {
    let work = paths::target().join("wasm");
    fs::create_dir_all(&work)?;
    // Two runs at once would build the same folder.
    let lock = File::create(work.join("xtask.lock"))?;
    lock.lock().context("cannot lock target/wasm/xtask.lock")?;

    let fingerprint = fingerprint::of_sources(effort.profile())?;
    if fingerprint::is_current(&fingerprint, &work) {
        eprintln!("The browser client is up to date.");
        return other();
    }
    let (made, done) = thread::scope(|scope| {
        let other = scope.spawn(other);
        let made = make(effort, &work);
        (made, other.join().unwrap_or_else(|_| Err(anyhow!("what was done beside the client panicked"))))
    });
    let (fresh, sizes) = made?;
    done?;
    swap(&fresh, &paths::dist(), &work.join("dist-old"))?;
    fingerprint::record(&fingerprint, &work)?;
    compress::print(&sizes);
    Ok(())
}

/// Builds and packs into a new folder.
fn make(effort: Effort, work: &Path) -> Result<(PathBuf, Vec<compress::Size>)> {
    let modules = shell::step("Building the browser client (minutes the first time)", || {
        let toolchain = toolchain::find()?;
        cargo::build(&toolchain, work, effort.profile())
    })?;
    let fresh = work.join("dist-new");
    let sizes = shell::step("Packing the browser client", || {
        bundle::bundle(&modules, &fresh)?;
        compress::siblings(&fresh, &paths::dist(), effort)
    })?;
    Ok((fresh, sizes))
}

/// Replaces the old folder with the new one by renaming, so that no half-written folder is ever served.
fn swap(fresh: &Path, dist: &Path, old: &Path) -> Result<()> {
    remove_folder(old)?;
    if dist.exists() {
        fs::rename(dist, old)?;
    }
    fs::rename(fresh, dist).with_context(|| format!("cannot move the packed client to {}", dist.display()))?;
    remove_folder(old)
}

/// Removes a folder that may not be there.
fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}
