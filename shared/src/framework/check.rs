//! What a framework must satisfy beyond its shape, and the words for what is wrong with it.
//!
//! Every problem names the place and says what to do, because the person who reads it wrote the
//! file in a spreadsheet or an editor. What the shape is, is said by the types in `framework.rs`.

mod ends;
mod limiting;
mod marks;
mod scale;
mod section;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;

use super::Framework;
use super::limits::{
    GROUPS_MAX, PROBLEMS_MAX, ROWS_MAX, SCALES_MAX, SECTIONS_MAX, TEXT_CHARS_MAX, TITLE_CHARS_MAX, VERSION_CHARS_MAX,
};

/// One thing that is wrong with a framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, such as "Section B, row 2".
    pub place: String,
    /// What is wrong.
    pub wrong: String,
    /// What to do about it.
    pub remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}.", self.place, self.wrong, self.remedy)
    }
}

/// Everything that is wrong with a framework, up to [`PROBLEMS_MAX`]; empty if it holds together.
pub(super) fn check(framework: &Framework) -> Vec<Problem> {
    let mut found = Found::default();
    found.framework(framework);
    for scale in &framework.scales {
        found.scale(scale, framework);
    }
    for section in &framework.sections {
        found.section(section, framework);
    }
    found.ids(framework);
    found.groups(framework);
    found.limiting(framework);
    found.ends(framework);
    found.marks(framework);
    found.problems
}

#[derive(Default)]
struct Found {
    problems: Vec<Problem>,
}

impl Found {
    fn say(&mut self, place: &str, wrong: impl Into<String>, remedy: impl Into<String>) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(Problem { place: place.to_owned(), wrong: wrong.into(), remedy: remedy.into() });
        }
    }

    fn text(&mut self, place: &str, what: &str, text: &str, chars_max: usize) {
        let chars = text.chars().count();
        if text.trim().is_empty() {
            self.say(place, format!("{what} is empty"), format!("Write {what}, or remove it if it may be absent"));
        } else if chars > chars_max {
            self.say(place, format!("{what} has {chars} characters"), format!("Shorten it to {chars_max} or fewer"));
        } else if text.chars().any(|c| c.is_control() && c != '\n') {
            self.say(place, format!("{what} contains a control character"), "Type it again as plain text");
        }
    }

    fn count(&mut self, place: &str, what: &str, count: usize, least: usize, most: usize) {
        if count < least {
            self.say(place, format!("there are {count} {what}"), format!("Give at least {least}"));
        } else if count > most {
            self.say(place, format!("there are {count} {what}"), format!("Keep to {most} or fewer"));
        }
    }

    fn framework(&mut self, framework: &Framework) {
        let place = "The framework";
        self.text(place, "the version", &framework.version, VERSION_CHARS_MAX);
        self.text(place, "the title", &framework.title, TITLE_CHARS_MAX);
        self.text(place, "the description", &framework.about, TEXT_CHARS_MAX);
        self.text(place, "the source document", &framework.source.document, TITLE_CHARS_MAX);
        self.text(place, "the part of the source", &framework.source.part, TITLE_CHARS_MAX);
        for (what, text) in [("the publisher", &framework.source.publisher), ("the date", &framework.source.date)] {
            if let Some(text) = text {
                self.text(place, what, text, TITLE_CHARS_MAX);
            }
        }
        if let Some(note) = &framework.source.note {
            self.text(place, "the note on the source", note, TEXT_CHARS_MAX);
        }
        if let Some(service) = &framework.service {
            self.text(place, "the service", service, TITLE_CHARS_MAX);
        }
        self.count(place, "scales", framework.scales.len(), 1, SCALES_MAX);
        self.count(place, "sections", framework.sections.len(), 1, SECTIONS_MAX);
        self.count(place, "descriptors", framework.rows(), 1, ROWS_MAX);
        let first_overall = framework.sections.iter().position(|s| s.overall);
        if first_overall.is_some_and(|at| at + 1 != framework.sections.len()) {
            self.say(place, "a section comes after the overall judgement", "Put one overall section, and put it last");
        }
    }

    /// Sections, groups and descriptors share one set of ids, because marks and totals are kept by
    /// id alone; letters that differ in case only would be confused by people and by spreadsheets.
    fn ids(&mut self, framework: &Framework) {
        let mut seen = BTreeSet::new();
        let mut once = |found: &mut Self, place: &str, id: &str| {
            if !seen.insert(id.to_ascii_lowercase()) {
                found.say(place, format!("the id {id} is used twice"), "Give everything an id of its own");
            }
        };
        for section in &framework.sections {
            once(self, &format!("Section {}", section.id), section.id.as_str());
            for (at, row) in section.descriptors.iter().enumerate() {
                once(self, &format!("Section {}, row {}", section.id, at + 1), row.id.as_str());
            }
        }
        for group in &framework.groups {
            once(self, &format!("Group {}", group.id), group.id.as_str());
        }
        let mut scales = BTreeSet::new();
        for scale in &framework.scales {
            if !scales.insert(scale.id.as_str().to_ascii_lowercase()) {
                let wrong = format!("the id {} is used twice", scale.id);
                self.say(&format!("Scale {}", scale.id), wrong, "Give each scale an id of its own");
            }
        }
    }

    fn groups(&mut self, framework: &Framework) {
        self.count("The framework", "groups", framework.groups.len(), 0, GROUPS_MAX);
        let mut grouped = BTreeSet::new();
        for group in &framework.groups {
            let place = &format!("Group {}", group.id);
            self.text(place, "the title", &group.title, TITLE_CHARS_MAX);
            self.count(place, "sections", group.sections.len(), 1, SECTIONS_MAX);
            for section in &group.sections {
                if framework.section(section).is_none() {
                    self.say(place, format!("its section {section} does not exist"), "Name sections of this framework");
                } else if !grouped.insert(section) {
                    self.say(place, format!("section {section} is in two groups"), "Put each section in one group");
                }
            }
        }
    }
}
