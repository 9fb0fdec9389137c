//! Whether the client must be built again: one hash over everything that goes into it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::PROGRAMS;
use crate::paths;

/// What the client is made of, seen from the repository's root.
const SOURCES: [&str; 7] =
    ["client", "shared", "xtask/src/wasm", "xtask/src/wasm.rs", "Cargo.toml", "Cargo.lock", ".cargo/config.toml"];

/// The name of the file, in the work folder, that says what `dist/` was made from.
const RECORD: &str = "dist.fingerprint";

/// The hash over the names and contents of all sources, and the profile.
pub fn of_sources(profile: &str) -> Result<String> {
    let mut files = Vec::new();
    for source in SOURCES {
        collect(&paths::root().join(source), &mut files)?;
    }
    let mut hash = Sha256::new();
    hash.update(profile);
    for file in files {
        let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        hash.update(file.as_os_str().as_encoded_bytes());
        hash.update(Sha256::digest(&content));
    }
    Ok(hex(&hash.finalize()))
}

/// Whether `dist/` is there, was made from these sources, and is still the one that was made.
pub fn is_current(fingerprint: &str, work: &Path) -> bool {
    let recorded = fs::read_to_string(work.join(RECORD)).unwrap_or_default();
    page_hash().is_ok_and(|page| recorded == format!("{fingerprint} {page}"))
}

/// Notes what `dist/` was made from.
pub fn record(fingerprint: &str, work: &Path) -> Result<()> {
    fs::write(work.join(RECORD), format!("{fingerprint} {}", page_hash()?))?;
    Ok(())
}

/// The pages name all hashed assets, so their hash stands for the whole of `dist/`.
fn page_hash() -> Result<String> {
    let mut pages = Vec::new();
    for program in PROGRAMS {
        pages.extend(fs::read(paths::dist().join(program.page))?);
    }
    Ok(short_hash(&pages))
}

/// Sixteen hexadecimal digits that stand for a file's content in its name.
pub fn short_hash(content: &[u8]) -> String {
    hex(&Sha256::digest(content))[..16].to_owned()
}

/// All files below a path, in the order of their names; the path itself if it is a file.
pub fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
    }
    if !path.is_dir() {
        return Ok(());
    }
    let mut entries: Vec<PathBuf> =
        fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    entries.sort();
    entries.iter().try_for_each(|entry| collect(entry, files))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
