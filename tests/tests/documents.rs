//! What the documents name is there: files, links, commands of the project and of the program, and every crate.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The documents that lead somewhere; those of `docs` are found beside them.
const DOCUMENTS: [&str; 5] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "STYLE.md", "CHANGELOG.md"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Each document by its path, with its text.
fn documents() -> Vec<(PathBuf, String)> {
    let pages = fs::read_dir(root().join("docs")).expect("a folder of pages");
    let pages = pages.map(|entry| Path::new("docs").join(entry.expect("an entry").file_name()));
    let pages = pages.filter(|path| path.extension().is_some_and(|end| end == "md"));
    let all: Vec<PathBuf> = DOCUMENTS.iter().map(PathBuf::from).chain(pages).collect();
    assert!(all.len() > 7, "there are pages: {all:?}");
    all.into_iter().map(|path| (path.clone(), read(&path))).collect()
}

/// What follows each place where this stands.
fn after<'a>(text: &'a str, what: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(what).map(move |(at, _)| &text[at + what.len()..])
}

/// What is written `like this`, outside of blocks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split("```").step_by(2).flat_map(|prose| prose.split('`').skip(1).step_by(2))
}

/// The heading as a link would name it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_link_leads_to_a_file_and_a_heading_that_are_there() {
    let mut links = 0;
    for (path, text) in documents() {
        for link in after(&text, "](").filter_map(|rest| rest.split(')').next()) {
            if link.contains("://") {
                continue;
            }
            links += 1;
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.with_file_name(file) };
            assert!(root().join(&target).exists(), "{} links to {link}", path.display());
            let has = |heading: &str| read(&target).lines().any(|l| l.starts_with('#') && anchor(l) == heading);
            assert!(heading.is_empty() || has(heading), "{} links to {link}", path.display());
        }
    }
    assert!(links > 8, "there are links");
}

#[test]
fn every_file_that_is_named_by_its_path_is_there() {
    let ends = [".rs", ".md", ".toml", ".sql", ".mjs", ".css"];
    let mut files = 0;
    for (path, text) in documents().into_iter().filter(|(path, _)| DOCUMENTS.map(Path::new).contains(&path.as_path())) {
        let is_path = |name: &&str| {
            name.contains('/') && !name.contains(['<', ' ']) && ends.iter().any(|end| name.ends_with(end))
        };
        for name in quoted(&text).filter(is_path) {
            files += 1;
            let inside = ["", "shared/src", "server/src", "client/src"].map(|folder| root().join(folder).join(name));
            assert!(inside.iter().any(|file| file.exists()), "{} names {name}", path.display());
        }
    }
    assert!(files > 15, "files are named: {files}");
}

/// The names between these marks in a source file, such as the arms of a match over commands.
fn names_in(source: &str, begin: &str, end: &str) -> BTreeSet<String> {
    let is_name = |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let names = after(source, begin).filter_map(|rest| rest.split_once(end).map(|(name, _)| name));
    names.filter(is_name).map(str::to_owned).collect()
}

#[test]
fn every_command_and_step_of_xtask_that_is_named_is_there() {
    let commands = names_in(&read("xtask/src/main.rs"), "        \"", "\" =>");
    let steps = names_in(&read("xtask/src/test.rs"), "name: \"", "\"");
    assert!(commands.contains("run") && steps.contains("fmt"), "{commands:?} {steps:?}");
    let mut named = 0;
    for (path, text) in documents() {
        for call in after(&text, "cargo xtask ").filter_map(|rest| rest.split(['`', '#', '\n']).next()) {
            named += 1;
            let place = format!("{} names cargo xtask {call}", path.display());
            let words: Vec<&str> = call.split_whitespace().collect();
            let word = words.first().unwrap_or(&"");
            assert!(commands.contains(*word) || *word == "--help", "{place}");
            for pair in words.windows(2).filter(|pair| pair[0] == "--only") {
                assert!(pair[1].split(',').all(|step| steps.contains(step)), "{place}");
            }
        }
    }
    assert!(named > 8, "commands are named: {named}");
}

#[test]
fn every_command_of_the_program_that_is_named_is_there() {
    let mut named = BTreeSet::new();
    for (_, text) in documents() {
        let calls = after(&text, "`accord ").map(|rest| rest.split(['`', ' ', '\n']).next().unwrap_or_default());
        named.extend(calls.map(str::to_owned));
    }
    assert!(named.contains("verify"), "{named:?}");
    for command in named {
        let answer = Command::new(env!("CARGO_BIN_EXE_accord-under-test")).args([command.as_str(), "--help"]).output();
        assert!(answer.expect("the program starts").status.success(), "there is no accord {command}");
    }
}

/// The crates in the sections of a manifest whose heads end in this; those of the project itself are left out.
fn crates(manifest: &str, section: &str) -> BTreeSet<String> {
    let mut inside = false;
    let mut names = BTreeSet::new();
    for line in read(manifest).lines() {
        if line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with(section);
        } else if let Some((name, _)) = line.split_once(" =").or_else(|| line.split_once(".workspace")) {
            let is_crate = inside && !name.starts_with([' ', '#']) && !name.starts_with("accord-");
            names.extend(is_crate.then(|| name.trim_end_matches(".workspace").to_owned()));
        }
    }
    names
}

#[test]
fn every_crate_is_used_and_its_reason_is_written_down() {
    let listed = crates("Cargo.toml", "workspace.dependencies");
    let members = ["shared", "server", "client", "tests", "xtask"].map(|member| format!("{member}/Cargo.toml"));
    let used: BTreeSet<String> = members.iter().flat_map(|member| crates(member, "dependencies")).collect();
    let idle: Vec<_> = listed.difference(&used).collect();
    assert!(idle.is_empty() && listed.len() > 40, "no crate uses {idle:?}");

    let text = read("ARCHITECTURE.md");
    let table = text.split_once("\n## Dependencies\n").expect("a chapter on dependencies").1;
    let rows = table.lines().filter(|line| line.starts_with("| ")).skip(1);
    let cells = rows.map(|row| row.trim_start_matches("| ").split(" |").next().unwrap_or_default());
    let names = cells.flat_map(|cell| cell.trim_end_matches(" (tests only)").split(", "));
    let packages = read("tests/browser/package.json");
    let of_browsers =
        |name: &&str| packages.contains(&format!("\"{name}\"")) || packages.contains(&format!("npm:{name}@"));
    let reasons: BTreeSet<String> = names.filter(|name| !of_browsers(name)).map(str::to_owned).collect();
    assert_eq!(reasons, used, "the table of ARCHITECTURE.md, and what the manifests name");
}
