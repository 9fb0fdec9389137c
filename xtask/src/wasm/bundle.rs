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
use super::{PROGRAMS, remove_folder, split, styles};
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
        let (scripts, wasm) = bind(&modules.join(program.module()), stem, folder, &assets)?;
        let boot = write_hashed(&assets, &format!("{stem}-boot"), "js", boot(&scripts[0], &wasm).as_bytes())?;
        let names = Names { css: css.clone(), boot, scripts, wasm };
        fs::write(folder.join(program.page), page(&template, &names)?)?;
    }
    Ok(())
}

/// Cuts a module and runs wasm-bindgen on what comes first. Gives the names of the scripts, the one that starts the
/// module before the one that fetches what comes later, and of the module.
fn bind(module: &Path, stem: &str, folder: &Path, assets: &Path) -> Result<(Vec<String>, String)> {
    let raw = folder.join("bindgen");
    fs::create_dir_all(&raw)?;
    let plain_glue = format!("{stem}.js");
    let cut = split::cut(module, &plain_glue, &raw)?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(&cut.first).out_name(stem).typescript(false).keep_debug(false);
    // The modules that come later share the table of functions, which it would otherwise keep to itself.
    bindgen
        .web(true)?
        .keep_lld_exports(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true);
    bindgen.generate(&raw).context("wasm-bindgen refused the module")?;

    let wasm = write_hashed(assets, stem, "wasm", &fs::read(raw.join(format!("{stem}_bg.wasm")))?)?;
    let mut loader = cut.loader.clone();
    // What turns out to hold nothing is not fetched either.
    for (name, module) in cut.later.iter().filter(|(name, _)| cut.loader.contains(name.as_str())) {
        let hashed = write_hashed(assets, &part_name(stem, name), "wasm", module)?;
        loader = renamed(&loader, name, &hashed)?;
    }
    let mut glue = fs::read_to_string(raw.join(&plain_glue))?;
    let snippets = raw.join("snippets");
    if snippets.is_dir() {
        // Snippets are scripts of dependencies; the folder gets the hash, their names stay.
        let folder = format!("snippets-{}", hash_of_folder(&snippets)?);
        glue = glue.replace("./snippets/", &format!("./{folder}/"));
        remove_folder(&assets.join(&folder))?;
        fs::rename(&snippets, assets.join(folder))?;
    }
    remove_folder(&raw)?;
    Ok((write_scripts(assets, stem, &glue, &loader)?, wasm))
}

/// What a module that comes later is called: after the part that it holds, or by number where several parts share it.
fn part_name(stem: &str, module: &str) -> String {
    format!("{stem}-{}", module.trim_start_matches("split_").trim_end_matches(".wasm"))
}

/// Writes the script that starts a program and, where it has modules that come later, the one that fetches them. They
/// import each other, so that neither can have the hash of the other's final text in its own: both get the hash of both.
fn write_scripts(assets: &Path, stem: &str, glue: &str, loader: &str) -> Result<Vec<String>> {
    if !glue.contains(split::LOADER) {
        return Ok(vec![write_hashed(assets, stem, "js", glue.as_bytes())?]);
    }
    let hash = short_hash(format!("{glue}{loader}").as_bytes());
    let (glue_name, loader_name) = (format!("{stem}-{hash}.js"), format!("{stem}-later-{hash}.js"));
    // Only where it is fetched from: the module goes on asking for it by the name that it was cut with.
    let fetched = |name: &str| format!(" from \"./{name}\"");
    let glue = glue.replace(&fetched(split::LOADER), &fetched(&loader_name));
    ensure!(glue.contains(&fetched(&loader_name)), "the script of {stem} must fetch its loader");
    fs::write(assets.join(&glue_name), glue)?;
    fs::write(assets.join(&loader_name), renamed(loader, &format!("{stem}.js"), &glue_name)?)?;
    Ok(vec![glue_name, loader_name])
}

/// A script with the name of a file that it loads replaced by another.
fn renamed(script: &str, name: &str, hashed: &str) -> Result<String> {
    let (name, hashed) = (format!("\"./{name}\""), format!("\"./{hashed}\""));
    ensure!(script.matches(&name).count() == 1, "the loader must name {name} once");
    Ok(script.replace(&name, &hashed))
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
    /// Those that the boot script imports, and they each other.
    scripts: Vec<String>,
    wasm: String,
}

/// The page with its assets named; all of them are asked for at once and not one after the other.
fn page(template: &str, names: &Names) -> Result<String> {
    ensure!(
        template.matches(PLACEHOLDER).count() == 1,
        "client/index.html must have `{PLACEHOLDER}` once, in its head"
    );
    let Names { css, boot, scripts, wasm } = names;
    let preloads: String =
        scripts.iter().map(|script| format!("<link rel=\"modulepreload\" href=\"/assets/{script}\">\n    ")).collect();
    let head = format!(
        "<link rel=\"stylesheet\" href=\"/assets/{css}\">\n    \
         <link rel=\"preload\" href=\"/assets/{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n    \
         {preloads}<script type=\"module\" src=\"/assets/{boot}\"></script>"
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
        let scripts = vec![name("js"), name("later.js")];
        Names { css: name("css"), boot: name("boot.js"), scripts, wasm: name("wasm") }
    }

    #[test]
    fn page_names_every_asset_and_holds_no_inline_script() {
        let page = page(&format!("<head>{PLACEHOLDER}</head>"), &names()).unwrap();
        for asset in ["x-0.css", "x-0.boot.js", "x-0.js", "x-0.later.js", "x-0.wasm"] {
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
    fn scripts_find_each_other_under_a_name_that_follows_both() {
        let folder = tempfile::tempdir().unwrap();
        let glue = format!("import * as later from \"./{}\"", split::LOADER);
        let write = |loader: &str| write_scripts(folder.path(), "a", &glue, loader).unwrap();
        let names = write("import { initSync } from \"./a.js\"; one");
        let read = |name: &String| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(read(&names[0]), format!("import * as later from \"./{}\"", names[1]));
        assert_eq!(read(&names[1]), format!("import {{ initSync }} from \"./{}\"; one", names[0]));
        let others = write("import { initSync } from \"./a.js\"; two");
        assert!(names.iter().all(|name| !others.contains(name)), "{names:?} {others:?}");
    }

    #[test]
    fn a_program_without_later_modules_has_one_script() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(write_scripts(folder.path(), "a", "start", "").unwrap().len(), 1);
    }

    #[test]
    fn name_follows_content() {
        let folder = tempfile::tempdir().unwrap();
        let first = write_hashed(folder.path(), "a", "css", b"one").unwrap();
        assert_eq!(first, write_hashed(folder.path(), "a", "css", b"one").unwrap());
        assert_ne!(first, write_hashed(folder.path(), "a", "css", b"two").unwrap());
    }
}
