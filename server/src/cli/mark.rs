//! `accord mark`: what a filled form comes to.

use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

use accord_shared::framework::limits::FILE_BYTES_MAX;
use accord_shared::framework::marking::Tally;
use accord_shared::framework::{Framework, Marked, builtin, builtin_framework};
use anyhow::{Context as _, anyhow};
use clap::Args;

/// Marks a filled form and prints the result with its working.
#[derive(Debug, Args)]
pub struct Mark {
    /// The framework; `accord frameworks` lists them
    framework_id: String,
    /// The form, as docs/forms.md describes it; - reads it from standard input
    form: PathBuf,
    /// The result as one JSON object
    #[arg(long)]
    json: bool,
}

impl Mark {
    /// Reads the form, marks it and writes the result.
    ///
    /// # Errors
    /// When there is no such framework, or when the form cannot be read or is refused; nothing is written then.
    pub fn run(&self, out: &mut impl Write) -> anyhow::Result<()> {
        let framework = builtin_framework(&self.framework_id).ok_or_else(|| self.unknown())?;
        let marked = self.mark(framework).map_err(|error| anyhow!(super::plain(&format!("{error:#}"))))?;
        let text = if self.json { serde_json::to_string(&marked)? + "\n" } else { for_people(framework, &marked)? };
        super::write(out, &text)
    }

    fn mark(&self, framework: &Framework) -> anyhow::Result<Marked> {
        let bytes = super::read(&self.form, FILE_BYTES_MAX)?;
        let text = String::from_utf8(bytes).context("the form is not UTF-8 text")?;
        let text = text.trim_start_matches('\u{feff}');
        Ok(framework.mark(&framework.read_form(text)?))
    }

    fn unknown(&self) -> anyhow::Error {
        let known: Vec<&str> = builtin().iter().map(|framework| framework.id.as_str()).collect();
        anyhow!("there is no framework {}. There are: {}", super::plain(&self.framework_id), known.join(", "))
    }
}

fn for_people(framework: &Framework, marked: &Marked) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    writeln!(text, "{}, version {}", framework.title, marked.version)?;
    let tallies = || marked.sections.iter().chain(&marked.groups).chain([&marked.total]);
    let width = tallies().map(|tally| tally.id.chars().count()).max().unwrap_or(0);
    write_block(&mut text, "Sections", &marked.sections, width)?;
    write_block(&mut text, "Subtotals", &marked.groups, width)?;
    write_block(&mut text, "In all", std::slice::from_ref(&marked.total), width)?;
    Ok(text)
}

fn write_block(text: &mut String, heading: &str, tallies: &[Tally], width: usize) -> std::fmt::Result {
    if tallies.is_empty() {
        return Ok(());
    }
    writeln!(text, "\n{heading}")?;
    for tally in tallies {
        writeln!(text, "  {:width$}  {}", tally.id, tally.title)?;
        writeln!(text, "  {:width$}    {}", "", tally.working)?;
    }
    Ok(())
}
