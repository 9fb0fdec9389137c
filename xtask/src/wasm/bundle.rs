//! From the compiled modules to a folder of files that a browser can load.
//!
//! Files below `assets/` carry the hash of their content in their names and may be cached for ever. The page
//! of each program and what lies in `client/static/` keep their names. No script stands in the page itself, so
//! the strict content security policy holds.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::fingerprint::{collect, short_hash};
use super::{PROGRAMS, remove_folder, styles};
use crate::paths;

/// What `client/index.html` says in its head, for the assets to be named there.
const PLACEHOLDER: &str = "<!-- accord:assets -->";

/// Fills a new folder.
pub fn bundle(modules: &Path, folder: &Path) -> Result<()> {
    remove_folder(folder)?;
    let assets = folder.join("assets");
    fs::create_dir_all(&assets)?;
    copy_static(&paths::root().join("client/static"), folder)?;
    let css = styles::concatenated(&paths::root().join("client/styles"))?;
    let css = write_hashed(&assets, "accord", "css", css.as_bytes())?;
    let template =
        fs::read_to_string(paths::root().join("client/index.html")).context("cannot read client/index.html")?;
    for program in PROGRAMS {
        let stem = program.binary;
        let (glue, wasm) = bind(&modules.join(program.module()), stem, folder, &assets)?;
        let boot = write_hashed(&assets, &format!("{stem}-boot"), "js", boot(&glue, &wasm).as_bytes())?;
        let names = Names { css: css.clone(), boot, glue, wasm };
        fs::write(folder.join(program.page), page(&template, &names)?)?;
    }
    Ok(())
}

/// Runs wasm-bindgen; gives the names of the script that it makes and of the module.
fn bind(module: &Path, stem: &str, folder: &Path, assets: &Path) -> Result<(String, String)> {
    let raw = folder.join("bindgen");
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(stem).typescript(false).keep_debug(false);
    bindgen.web(true)?.remove_name_section(true).remove_producers_section(true).omit_default_module_path(true);
    bindgen.generate(&raw).context("wasm-bindgen refused the module")?;

    let wasm = write_hashed(assets, stem, "wasm", &fs::read(raw.join(format!("{stem}_bg.wasm")))?)?;
    let mut glue = fs::read_to_string(raw.join(format!("{stem}.js")))?;
    let snippets = raw.join("snippets");
    if snippets.is_dir() {
        // Snippets are scripts of dependencies; the folder gets the hash, their names stay.
        let folder = format!("snippets-{}", hash_of_folder(&snippets)?);
        glue = glue.replace("./snippets/", &format!("./{folder}/"));
        remove_folder(&assets.join(&folder))?;
        fs::rename(&snippets, assets.join(folder))?;
    }
    let glue = write_hashed(assets, stem, "js", glue.as_bytes())?;
    remove_folder(&raw)?;
    Ok((glue, wasm))
}

/// The script that starts the client. A browser that cannot run it shows the page's own words instead.
fn boot(glue: &str, wasm: &str) -> String {
    format!(
        "import start from \"./{glue}\";\n\
         start({{ module_or_path: new URL(\"./{wasm}\", import.meta.url) }}).catch((error) => {{\n  \
         document.getElementById(\"start-failed\")?.removeAttribute(\"hidden\");\n  \
         throw error;\n}});\n"
    )
}

/// The hashed names of what the page loads.
struct Names {
    css: String,
    boot: String,
    glue: String,
    wasm: String,
}

/// The page with its assets named; all of them are asked for at once and not one after the other.
fn page(template: &str, names: &Names) -> Result<String> {
    ensure!(
        template.matches(PLACEHOLDER).count() == 1,
        "client/index.html must have `{PLACEHOLDER}` once, in its head"
    );
    let Names { css, boot, glue, wasm } = names;
    let head = format!(
        "<link rel=\"stylesheet\" href=\"/assets/{css}\">\n    \
         <link rel=\"preload\" href=\"/assets/{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n    \
         <link rel=\"modulepreload\" href=\"/assets/{glue}\">\n    \
         <script type=\"module\" src=\"/assets/{boot}\"></script>"
    );
    Ok(template.replace(PLACEHOLDER, &head))
}

fn write_hashed(assets: &Path, stem: &str, extension: &str, content: &[u8]) -> Result<String> {
    let name = format!("{stem}-{}.{extension}", short_hash(content));
    fs::write(assets.join(&name), content)?;
    Ok(name)
}

fn copy_static(from: &Path, to: &Path) -> Result<()> {
    let mut files: Vec<PathBuf> = Vec::new();
    collect(from, &mut files)?;
    for file in files {
        let copy = to.join(file.strip_prefix(from)?);
        fs::create_dir_all(copy.parent().context("a file lies in a folder")?)?;
        fs::copy(&file, copy)?;
    }
    Ok(())
}

fn hash_of_folder(folder: &Path) -> Result<String> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    let mut all = Vec::new();
    for file in files {
        all.extend(fs::read(file)?);
    }
    Ok(short_hash(&all))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let name = |end: &str| format!("x-0.{end}");
        Names { css: name("css"), boot: name("boot.js"), glue: name("js"), wasm: name("wasm") }
    }

    #[test]
    fn page_names_every_asset_and_holds_no_inline_script() {
        let page = page(&format!("<head>{PLACEHOLDER}</head>"), &names()).unwrap();
        for asset in ["x-0.css", "x-0.boot.js", "x-0.js", "x-0.wasm"] {
            assert!(page.contains(&format!("\"/assets/{asset}\"")), "{asset} is not in {page}");
        }
        assert!(page.contains("></script>"), "the script tag has something in it: {page}");
        assert!(!page.contains(PLACEHOLDER));
    }

    #[test]
    fn page_without_the_placeholder_is_refused() {
        assert!(page("<head></head>", &names()).is_err());
    }

    #[test]
    fn name_follows_content() {
        let folder = tempfile::tempdir().unwrap();
        let first = write_hashed(folder.path(), "a", "css", b"one").unwrap();
        assert_eq!(first, write_hashed(folder.path(), "a", "css", b"one").unwrap());
        assert_ne!(first, write_hashed(folder.path(), "a", "css", b"two").unwrap());
    }
}
