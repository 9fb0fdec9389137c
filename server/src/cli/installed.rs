//! The frameworks that an area published, as the subcommands find them in the folder of a server.

use std::path::PathBuf;

use accord_shared::framework::Framework;
use anyhow::Context as _;
use clap::Args;

use crate::store::{Installed, is_there, read_beside};

/// Where installed frameworks are looked for.
#[derive(Debug, Args)]
pub(super) struct Folder {
    /// The folder of the database with the frameworks that were published; it need not be there
    #[arg(long, env = "ACCORD_DATA", default_value = "./data")]
    data: PathBuf,
}

impl Folder {
    /// The published frameworks that are asked for; none where there is no database. A server may be at work in the
    /// folder, and is not disturbed.
    pub(super) fn read(&self, which: Installed<'_>) -> anyhow::Result<Vec<Framework>> {
        if !is_there(&self.data) {
            return Ok(Vec::new());
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let read = runtime.context("cannot start the runtime")?.block_on(read_beside(&self.data, which));
        read.with_context(|| format!("cannot read the database in {}", super::plain(&self.data.to_string_lossy())))
    }
}
