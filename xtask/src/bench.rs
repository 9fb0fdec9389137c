//! `cargo xtask bench`: hands over to the measuring program of the `tests` crate.

use anyhow::{Result, ensure};

use crate::{paths, shell};

/// Builds it with the release profile and runs it with these arguments.
pub fn bench(args: &[String]) -> Result<()> {
    let source = paths::root().join("tests/src/bin/bench.rs");
    ensure!(source.exists(), "there is nothing to measure yet: tests/src/bin/bench.rs is not there");
    let mut command = shell::cargo_locked("run");
    command.args(["--release", "--package", "accord-tests", "--bin", "bench", "--"]).args(args);
    shell::run(&mut command)
}
