//! The real program with a file to convert, on a short leash.

use std::path::Path;
use std::process::{Command, Output};

use accord_shared::framework::Framework;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_accord-under-test");

/// Processor time for one file, and address space for the whole program, whose own code takes about a third of it.
const LEASH: &str = "ulimit -t 2 && ulimit -v 524288 && exec \"$@\"";

/// Gives a file of this name and content to `accord convert`.
fn convert(name: &str, bytes: &[u8]) -> Output {
    let folder = tempfile::tempdir().expect("a folder for the file");
    let file = folder.path().join(Path::new(name).file_name().expect("a name for the file"));
    std::fs::write(&file, bytes).expect("the file is written");
    Command::new("sh").args(["-c", LEASH, "sh", PROGRAM, "convert"]).arg(&file).output().expect("the program starts")
}

/// The framework that a file is converted to.
pub fn taken(name: &str, bytes: &[u8]) -> Framework {
    let output = convert(name, bytes);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name} was refused: {said}");
    let text = String::from_utf8(output.stdout).expect("a framework file is UTF-8");
    let framework = Framework::from_json(&text).expect("what is printed is a framework file");
    assert_eq!(framework.to_json(), text);
    framework
}

/// Expects that a file is refused in an orderly way, that nothing of it is printed, and that the reason contains each
/// of the given parts.
pub fn refused(name: &str, bytes: &[u8], parts: &[&str]) {
    let output = convert(name, bytes);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{name} ({} bytes): {}: {said}", bytes.len(), output.status);
    assert_eq!(output.stdout, b"", "{name} was refused and printed");
    assert!(said.starts_with("accord: nothing was imported.\n"), "{name}: {said}");
    for part in parts {
        assert!(said.contains(part), "{name}\nsaid     {said}\nexpected {part}");
    }
    assert!(said.lines().count() <= 52 && said.len() < 20_000, "{name} is refused at too great a length");
}
