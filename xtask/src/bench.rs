//! `cargo xtask bench`: hands over to the programs that measure. What a browser sees is measured by Node.js against the
//! program for production, everything else by the measuring program of the `tests` crate.

use anyhow::Result;

use crate::test::browser;
use crate::{dist, paths, shell};

/// Measures. `room` is the way into the room, in a browser; other names are those of the `tests` crate.
pub fn bench(args: &[String]) -> Result<()> {
    if let Some((name, rest)) = args.split_first()
        && name == "room"
    {
        dist::dist()?;
        return browser::bench(&paths::dist_program(), rest);
    }
    let mut command = shell::cargo_locked("run");
    command.args(["--release", "--package", "accord-tests", "--bin", "bench", "--"]).args(args);
    shell::run(&mut command)
}
