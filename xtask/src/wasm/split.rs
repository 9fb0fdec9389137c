//! Cutting a program at the functions that the client marks with `wasm_split`: into the module that comes first, the
//! modules that are fetched when they are first wanted, and the script that fetches them.
//!
//! It works on what the linker leaves, before wasm-bindgen: the relocations that are still there say which function
//! needs which other. What only one marked function needs goes into that one's module, what several need into a module
//! that they share, and everything else stays.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use wasm_split_cli_support::{Options, transform};

/// The script that fetches the modules, as the module that comes first names it.
pub const LOADER: &str = "__wasm_split.js";

/// The kind of a module's section that is for tools.
const CUSTOM: u8 = 0;

/// A program after the cut.
pub struct Cut {
    /// The module that comes first; what wasm-bindgen is to work on.
    pub first: PathBuf,
    /// The modules that come later, by the name under which the loader asks for them.
    pub later: BTreeMap<String, Vec<u8>>,
    /// The loader.
    pub loader: String,
}

/// Cuts a module; works in a folder, where the first module stays. The loader will find wasm-bindgen's script under
/// the name `glue`.
pub fn cut(module: &Path, glue: &str, folder: &Path) -> Result<Cut> {
    let linked = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    let first = folder.join("first.wasm");
    let main_module = format!("./{glue}");
    let link_name = format!("./{LOADER}");
    let mut options = Options::new(&linked);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.main_module = &main_module;
    options.link_name = &link_name;
    // Its errors are of a kind that is not an error to others.
    let made = transform(options).map_err(|error| anyhow!("{} cannot be cut: {error:#}", module.display()))?;
    let mut later = BTreeMap::new();
    for path in made.split_modules {
        let name = path.file_name().context("a module has a name")?.to_string_lossy().into_owned();
        later.insert(name, without_custom_sections(&fs::read(&path)?)?);
    }
    Ok(Cut { first, later, loader: fs::read_to_string(folder.join(LOADER))? })
}

/// The module without names and notes for tools, which browsers do not need.
fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    let (header, mut rest) = module.split_at_checked(8).context("a module begins with eight bytes")?;
    let mut kept = header.to_vec();
    while let [id, after @ ..] = rest {
        let (length, body) = leb128(after)?;
        let size = 1 + (after.len() - body.len()) + length;
        let (section, next) = rest.split_at_checked(size).context("a section ends before it should")?;
        if *id != CUSTOM {
            kept.extend_from_slice(section);
        }
        rest = next;
    }
    Ok(kept)
}

/// A number in the variable length that modules use, and what follows it.
fn leb128(bytes: &[u8]) -> Result<(usize, &[u8])> {
    let mut value = 0;
    for (index, byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Ok((value, &bytes[index + 1..]));
        }
    }
    bail!("a section has no length")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &[u8] = b"\0asm\x01\0\0\0";

    #[test]
    fn custom_sections_go_and_others_stay() {
        let code = [10, 2, 1, 0];
        let long = [&[0, 0x81, 0x01][..], &[7; 129]].concat();
        let module = [HEADER, &[0, 1, 9], &code, &long].concat();
        assert_eq!(without_custom_sections(&module).unwrap(), [HEADER, &code].concat());
    }

    #[test]
    fn half_a_section_is_refused() {
        assert!(without_custom_sections(&[HEADER, &[10, 5, 1]].concat()).is_err());
        assert!(without_custom_sections(&[HEADER, &[10, 0xff]].concat()).is_err());
    }
}
