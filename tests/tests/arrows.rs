//! The arrows of the design: `client → shared ← server`, asked of cargo itself, and inside the server
//! `http`, `socket` → `room`, read from its sources.
//!
//! Each test names what a crate or a module must not know, directly or through others.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const BROWSER: &str = "wasm32-unknown-unknown";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The names of all packages that a package depends on; for this machine where no target is given.
fn dependencies(package: &str, target: Option<&str>) -> Vec<String> {
    let mut tree = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    tree.current_dir(root()).args(["tree", "--package", package]);
    tree.args(["--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    if let Some(target) = target {
        tree.args(["--target", target]);
    }
    let output = tree.output().expect("cargo starts");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo tree failed: {complaint}");
    let lines = String::from_utf8(output.stdout).expect("cargo prints UTF-8");
    let names = lines.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).filter(|name| name != package).collect()
}

/// Fails if a package that is refused is among the dependencies, or one that is expected is not.
fn check(package: &str, target: Option<&str>, expected: &str, refused: &[&str]) {
    let found = dependencies(package, target);
    let has = |name: &str| found.iter().any(|dependency| dependency == name);
    assert!(has(expected), "{package} does not depend on {expected}: {found:?}");
    let wrong: Vec<_> = refused.iter().filter(|name| has(name)).collect();
    assert!(wrong.is_empty(), "{package} depends on {wrong:?}");
}

#[test]
fn shared_does_no_io() {
    let doers = ["tokio", "axum", "hyper", "sqlx", "tracing", "leptos", "web-sys", "accord-server", "accord-client"];
    check("accord-shared", None, "yrs", &doers);
    check("accord-shared", Some(BROWSER), "yrs", &doers);
}

#[test]
fn client_knows_no_server() {
    let server_side = ["accord-server", "tokio-tungstenite", "axum", "hyper", "sqlx"];
    check("accord-client", Some(BROWSER), "accord-shared", &server_side);
}

#[test]
fn server_knows_no_client() {
    check("accord-server", None, "accord-shared", &["accord-client", "leptos", "web-sys"]);
}

#[test]
fn room_knows_neither_http_nor_socket() {
    let mut files = vec![root().join("server/src/room.rs")];
    let mut folders = vec![root().join("server/src/room")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the room") {
            let path = entry.expect("an entry of the room").path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    assert!(files.len() > 4, "the room has more files than {files:?}");
    for file in files {
        let source = fs::read_to_string(&file).expect("a source file is text");
        for outside in ["crate::http", "crate::socket", "axum::", "tokio_tungstenite"] {
            assert!(!source.contains(outside), "{} mentions {outside}", file.display());
        }
    }
}
