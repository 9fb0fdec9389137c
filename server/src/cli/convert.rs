//! `accord convert`: a list in a spreadsheet as a framework file, or what is wrong with it.

use std::io::Write;
use std::path::PathBuf;

use anyhow::anyhow;
use clap::Args;

use crate::import::limits::UPLOAD_BYTES_MAX;
use crate::import::{RowError, framework};

/// Reads a framework or a list (JSON, CSV or XLSX), checks it as an import would, and prints it as a framework file.
#[derive(Debug, Args)]
pub struct Convert {
    /// The file, as docs/frameworks.md describes it; - reads it from standard input
    file: PathBuf,
}

impl Convert {
    /// Reads the file and writes the framework; keeps nothing.
    ///
    /// # Errors
    /// When the file cannot be read, or with everything that is wrong in it; nothing is written then.
    pub fn run(&self, out: &mut impl Write) -> anyhow::Result<()> {
        let bytes = super::read(&self.file, UPLOAD_BYTES_MAX)?;
        // Standard input has no name, and so decides neither the kind of the file nor the title of a list.
        let name = self.file.file_name().filter(|name| *name != "-");
        let name = name.map(|name| name.to_string_lossy()).unwrap_or_default();
        let framework = framework(&bytes, &name).map_err(|errors| refused(&errors))?;
        super::write(out, &framework.to_json())
    }
}

fn refused(errors: &[RowError]) -> anyhow::Error {
    let said: Vec<String> = errors.iter().map(|error| super::plain(&error.to_string())).collect();
    anyhow!("nothing was imported.\n{}", said.join("\n"))
}
