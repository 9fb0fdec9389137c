//! `accord mark`: what a filled form comes to.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

use accord_shared::framework::limits::FILE_BYTES_MAX;
use accord_shared::framework::marking::Tally;
use accord_shared::framework::{Framework, Marked, builtin, builtin_framework, builtin_version};
use anyhow::{Context as _, anyhow};
use clap::Args;

use super::installed::Folder;
use crate::store::Installed;

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
    /// The version of the framework; without it, the newest
    #[arg(long)]
    version: Option<String>,
    #[command(flatten)]
    folder: Folder,
}

impl Mark {
    /// Reads the form, marks it and writes the result.
    ///
    /// # Errors
    /// When there is no such framework, or when the form cannot be read or is refused; nothing is written then.
    pub fn run(&self, out: &mut impl Write) -> anyhow::Result<()> {
        let framework = self.framework()?;
        let marked = self.mark(&framework).map_err(|error| anyhow!(super::plain(&format!("{error:#}"))))?;
        let text = if self.json { serde_json::to_string(&marked)? + "\n" } else { for_people(&framework, &marked)? };
        super::write(out, &super::plain(&text))
    }

    /// The shipped framework, for which no database is opened, or the installed one.
    fn framework(&self) -> anyhow::Result<Cow<'static, Framework>> {
        let shipped = match &self.version {
            Some(version) => builtin_version(&self.framework_id, version),
            None => builtin_framework(&self.framework_id),
        };
        if let Some(shipped) = shipped {
            return Ok(Cow::Borrowed(shipped));
        }
        let installed = self.folder.read(match &self.version {
            Some(version) => Installed::Version(&self.framework_id, version),
            None => Installed::Newest(&self.framework_id),
        })?;
        match installed.into_iter().next() {
            Some(framework) => Ok(Cow::Owned(framework)),
            None => Err(self.unknown()?),
        }
    }

    fn mark(&self, framework: &Framework) -> anyhow::Result<Marked> {
        let bytes = super::read(&self.form, FILE_BYTES_MAX)?;
        let text = String::from_utf8(bytes).context("the form is not UTF-8 text")?;
        let text = text.trim_start_matches('\u{feff}');
        Ok(framework.mark(&framework.read_form(text)?))
    }

    fn unknown(&self) -> anyhow::Result<anyhow::Error> {
        let installed = self.folder.read(Installed::All)?;
        let known: Vec<&str> = builtin().iter().chain(&installed).map(|framework| framework.id.as_str()).collect();
        let version = self.version.as_ref().map(|version| format!(", version {version}")).unwrap_or_default();
        let wanted = super::plain(&format!("{}{version}", self.framework_id));
        Ok(anyhow!("there is no framework {wanted}. There are: {}", known.join(", ")))
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
