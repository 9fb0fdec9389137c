//! One style sheet from many plain files, in the order of the layers.
//!
//! A file lies in the folder of its layer below `client/styles/` and holds plain rules: the `@layer` around
//! them is written here. Within a layer files follow each other by name.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::fingerprint::collect;

/// Later layers win over earlier ones, whatever the selectors.
const LAYERS: [&str; 5] = ["settings", "base", "objects", "components", "utilities"];

/// The whole style sheet; empty but for the order of layers when there is no file yet.
pub fn concatenated(styles: &Path) -> Result<String> {
    let mut sheet = format!("@layer {};\n", LAYERS.join(", "));
    let mut files = Vec::new();
    collect(styles, &mut files)?;
    files.retain(|file| file.extension().is_some_and(|end| end == "css"));
    for file in &files {
        let inside = file.strip_prefix(styles)?;
        let known = LAYERS.iter().any(|layer| inside.starts_with(layer));
        ensure!(known, "{} lies in no layer's folder ({})", file.display(), LAYERS.join(", "));
    }
    for layer in LAYERS {
        for file in files.iter().filter(|file| file.starts_with(styles.join(layer))) {
            let rules = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
            sheet.push_str(&layered(layer, &without_comments(&rules)));
        }
    }
    Ok(sheet)
}

/// The rules in their layer. A file that opens layers itself is left as it is.
fn layered(layer: &str, rules: &str) -> String {
    let rules = rules.trim();
    if rules.contains("@layer") { format!("{rules}\n") } else { format!("@layer {layer} {{\n{rules}\n}}\n") }
}

/// Leaves out `/* … */`, but not within a string, and lines left empty.
fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut quote = None;
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        let mut length = next.len_utf8();
        match quote {
            Some(_) if next == '\\' => length += rest[length..].chars().next().map_or(0, char::len_utf8),
            Some(open) if next == open => quote = None,
            None if next == '"' || next == '\'' => quote = Some(next),
            _ => {}
        }
        kept.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    kept.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[(&str, &str)]) -> Result<String> {
        let folder = tempfile::tempdir()?;
        for (name, rules) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().context("in a folder")?)?;
            fs::write(path, rules)?;
        }
        concatenated(folder.path())
    }

    #[test]
    fn files_come_in_the_order_of_layers_then_names() {
        let sheet =
            check(&[("components/b.css", ".b{}"), ("components/a.css", ".a{}"), ("base/z.css", "body{}")]).unwrap();
        let place = |rule: &str| sheet.find(rule).unwrap();
        assert!(place("body{}") < place(".a{}") && place(".a{}") < place(".b{}"), "{sheet}");
        assert!(sheet.contains("@layer components {\n.a{}\n}"), "{sheet}");
    }

    #[test]
    fn file_outside_the_layers_is_refused() {
        assert!(check(&[("loose.css", "a{}")]).is_err());
    }

    #[test]
    fn comments_go_and_strings_stay() {
        assert_eq!(without_comments("a { /* why\n */ content: \"/* x \\\" */\" }"), "a {  content: \"/* x \\\" */\" }");
        assert_eq!(without_comments("/* only */"), "");
    }
}
