//! The compressed siblings, `x.js.br` and `x.js.gz`, that the server hands out as they are.
//!
//! Compressing as hard as it goes takes half a minute, once per build instead of once per visitor; a file that has
//! not changed since the last build keeps its siblings. A quick build has the cheapest gzip and nothing else.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, anyhow};
use brotli::enc::BrotliEncoderParams;
use flate2::write::GzEncoder;

use super::Effort;
use super::fingerprint::collect;

/// Kinds of file that get smaller; pictures and fonts are compressed already.
const COMPRESSIBLE: [&str; 8] = ["html", "js", "css", "wasm", "svg", "json", "txt", "webmanifest"];

/// A file that a browser loads, and how large it is on its way.
pub struct Size {
    /// The path below the folder, with a leading slash.
    path: String,
    raw_bytes: u64,
    /// As large as the file itself where it is not compressed.
    packed_bytes: u64,
}

/// Writes the siblings of every file in a folder; `previous` is the folder of the last build.
pub fn siblings(folder: &Path, previous: &Path, effort: Effort) -> Result<Vec<Size>> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    thread::scope(|scope| {
        let threads: Vec<_> =
            files.iter().map(|file| scope.spawn(move || sibling(folder, file, previous, effort))).collect();
        let finished = threads.into_iter().map(|thread| thread.join().map_err(|_| anyhow!("compression panicked"))?);
        finished.collect()
    })
}

fn sibling(folder: &Path, file: &Path, previous: &Path, effort: Effort) -> Result<Size> {
    let name = file.strip_prefix(folder)?;
    let content = fs::read(file)?;
    let mut packed_bytes = content.len() as u64;
    if file.extension().is_some_and(|end| COMPRESSIBLE.iter().any(|kind| end == *kind)) {
        packed_bytes = match effort {
            Effort::Small => pack(file, &previous.join(name), &content)?,
            Effort::Quick => write(&with_suffix(file, "gz"), &gzip(&content, flate2::Compression::fast())?)?,
        };
    }
    Ok(Size { path: format!("/{}", name.display()), raw_bytes: content.len() as u64, packed_bytes })
}

/// Packs as small as it gets, and says how small. What the last build packed as small is taken from there.
fn pack(file: &Path, old: &Path, content: &[u8]) -> Result<u64> {
    let (brotli, gzip) = match known(old, content) {
        Some(pair) => pair,
        None => (brotli(content)?, gzip(content, flate2::Compression::best())?),
    };
    write(&with_suffix(file, "gz"), &gzip)?;
    write(&with_suffix(file, "br"), &brotli)
}

/// The siblings of the same file in the last build, if it was the same and was packed as small as it gets, which only
/// then includes brotli.
fn known(old: &Path, content: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let same = fs::read(old).is_ok_and(|old| old == content);
    if !same {
        return None;
    }
    Some((fs::read(with_suffix(old, "br")).ok()?, fs::read(with_suffix(old, "gz")).ok()?))
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let params = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &params).context("brotli failed")?;
    Ok(compressed)
}

fn gzip(content: &[u8], level: flate2::Compression) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

/// Writes a file, and says how large it is.
fn write(file: &Path, content: &[u8]) -> Result<u64> {
    fs::write(file, content)?;
    Ok(content.len() as u64)
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

/// Prints what a browser has to load, file by file and in all.
pub fn print(sizes: &[Size]) {
    eprintln!("\n{:>11} {:>11}  file", "raw bytes", "packed");
    for size in sizes {
        eprintln!("{:>11} {:>11}  {}", size.raw_bytes, size.packed_bytes, size.path);
    }
    let raw_bytes: u64 = sizes.iter().map(|size| size.raw_bytes).sum();
    let packed_bytes: u64 = sizes.iter().map(|size| size.packed_bytes).sum();
    eprintln!("{raw_bytes:>11} {packed_bytes:>11}  in all ({} KB on the way)", packed_bytes.div_ceil(1000));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn siblings_hold_the_same_content() {
        let folder = tempfile::tempdir().unwrap();
        let content = "Accord ".repeat(500);
        fs::write(folder.path().join("a.css"), &content).unwrap();
        let sizes = siblings(folder.path(), Path::new("nowhere"), Effort::Small).unwrap();

        let mut unpacked = String::new();
        let gzip = fs::read(folder.path().join("a.css.gz")).unwrap();
        flate2::read::GzDecoder::new(&gzip[..]).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, content);
        let mut unpacked = Vec::new();
        let brotli = fs::read(folder.path().join("a.css.br")).unwrap();
        brotli::BrotliDecompress(&mut &brotli[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, content.as_bytes());
        assert!(sizes[0].packed_bytes < sizes[0].raw_bytes);
    }

    #[test]
    fn siblings_of_an_unchanged_file_are_kept() {
        let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (folder, name, content) in [(&old, "a.js", "same"), (&old, "a.js.br", "kept"), (&old, "a.js.gz", "kept")] {
            fs::write(folder.path().join(name), content).unwrap();
        }
        fs::write(new.path().join("a.js"), "same").unwrap();
        siblings(new.path(), old.path(), Effort::Small).unwrap();
        assert_eq!(fs::read(new.path().join("a.js.br")).unwrap(), b"kept");
    }

    #[test]
    fn a_small_build_keeps_nothing_of_a_quick_one() {
        let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for folder in [&old, &new] {
            fs::write(folder.path().join("a.js"), "same ".repeat(99)).unwrap();
        }
        siblings(old.path(), Path::new("nowhere"), Effort::Quick).unwrap();
        assert!(!old.path().join("a.js.br").exists());
        siblings(new.path(), old.path(), Effort::Small).unwrap();
        let packed = |folder: &tempfile::TempDir| fs::read(folder.path().join("a.js.gz")).unwrap();
        assert!(new.path().join("a.js.br").exists());
        assert_ne!(packed(&new), packed(&old), "the cheapest gzip was kept");
    }

    #[test]
    fn pictures_get_no_siblings() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.png"), "x").unwrap();
        siblings(folder.path(), Path::new("nowhere"), Effort::Small).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
