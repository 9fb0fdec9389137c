//! `accord frameworks`: what there is to judge plans and advice with.

use std::fmt::Write as _;
use std::io::Write;

use accord_shared::framework::{Framework, Section, builtin};
use clap::Args;
use serde::Serialize;

use super::installed::Folder;
use crate::store::Installed;

/// Lists the frameworks that came with this program, and the newest version of each that was published in a folder.
#[derive(Debug, Args)]
pub struct Frameworks {
    /// One JSON object for each framework, each on a line of its own
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    folder: Folder,
}

/// A framework in the listing; `docs/forms.md` describes it.
#[derive(Debug, Serialize)]
struct Listing<'a> {
    id: &'a str,
    version: &'a str,
    title: &'a str,
    source: String,
    sections: Vec<ListedSection<'a>>,
    /// `None` where grades are judgements and are never added up.
    marks_available: Option<u32>,
}

/// A section in the listing.
#[derive(Debug, Serialize)]
struct ListedSection<'a> {
    id: &'a str,
    title: &'a str,
    descriptors: usize,
    marks_available: Option<u32>,
}

impl Frameworks {
    /// Writes the listing.
    ///
    /// # Errors
    /// When a database is there and cannot be read, or when the listing cannot be written.
    pub fn run(&self, out: &mut impl Write) -> anyhow::Result<()> {
        let mut text = String::new();
        let installed = self.folder.read(Installed::All)?;
        for framework in builtin().iter().chain(&installed) {
            let listing = listing(framework);
            if self.json {
                text.push_str(&serde_json::to_string(&listing)?);
                text.push('\n');
            } else {
                write_for_people(&mut text, &listing)?;
            }
        }
        super::write(out, &super::plain(&text))
    }
}

fn listing(framework: &Framework) -> Listing<'_> {
    let section = |section: &'_ Section| framework.marks_available_in(section);
    Listing {
        id: framework.id.as_str(),
        version: &framework.version,
        title: &framework.title,
        source: framework.source.cited(),
        sections: framework
            .sections
            .iter()
            .map(|s| ListedSection {
                id: s.id.as_str(),
                title: &s.title,
                descriptors: s.descriptors.len(),
                marks_available: section(s),
            })
            .collect(),
        marks_available: framework.marks_available(),
    }
}

fn write_for_people(text: &mut String, listing: &Listing<'_>) -> std::fmt::Result {
    let rows: usize = listing.sections.iter().map(|section| section.descriptors).sum();
    let many = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    let marks = match listing.marks_available {
        Some(marks) => format!("{marks} marks"),
        None => "judged, not added up".to_owned(),
    };
    writeln!(text, "{}  {}", listing.id, listing.version)?;
    writeln!(text, "    {}", listing.title)?;
    writeln!(text, "    {}, {}, {marks}", many(listing.sections.len(), "section"), many(rows, "descriptor"))?;
    writeln!(text, "    Source: {}", listing.source)
}
