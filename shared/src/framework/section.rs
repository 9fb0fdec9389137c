//! Sections and their descriptors: what a reviewer reads and gives a mark to.
//!
//! Whether a mark counts towards a total, and how, is in `mark.rs`; the words for marks are in
//! `scale.rs`.

use serde::{Deserialize, Serialize};

use super::id::{DescriptorId, ScaleId, SectionId, TargetId};
use super::is_false;
use super::scale::Origin;

/// The most letters and digits by which people call a section.
const LETTERS_MAX: usize = 4;

/// One section of a framework, in the printed order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Section {
    /// The section's name inside its framework, such as `H1`. It never changes between versions.
    pub id: SectionId,
    /// The heading, such as "Outcomes".
    pub title: String,
    /// One short sentence that tells a parent what the section is.
    pub plain: String,
    /// Where the source has it.
    pub source: String,
    /// True for the judgement on the whole, which comes after the sections.
    #[serde(default, skip_serializing_if = "is_false")]
    pub overall: bool,
    /// The scale of its marks. Invariant: a scale of the same framework.
    pub scale: ScaleId,
    /// What is given a mark: the section, or each of its descriptors.
    pub scored: Scored,
    /// Whether "not applicable" may be chosen, and what it does to a total.
    pub not_applicable: NotApplicable,
    /// Whether the source offers "not applicable" here, or it was added: it holds for the section and its rows.
    #[serde(default, skip_serializing_if = "Origin::is_reworded")]
    pub not_applicable_origin: Origin,
    /// How to mark the section, where the source gives a rule for all of its rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<String>,
    /// The boxes of shared writing that belong to the section.
    pub commentary: Vec<Commentary>,
    /// The values whose choice demands a comment beside the mark.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comment_demanded: Vec<i64>,
    /// What good looks like, in the printed order.
    pub descriptors: Vec<Descriptor>,
    /// The marks that the source prints for the section. Invariant: what its rows add up to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed_marks: Option<u32>,
}

/// One descriptor of good practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Descriptor {
    /// The descriptor's name inside its framework, such as `A.1`. It never changes between versions.
    pub id: DescriptorId,
    /// What good looks like, in plain English.
    pub text: String,
    /// Annex and row in the framework's source, such as "Annex A, Section A, row 1".
    pub source: String,
    /// Whether the source says it, implies it, or does not have it.
    #[serde(default, skip_serializing_if = "Origin::is_reworded")]
    pub origin: Origin,
    /// When it applies, where it does not always, such as "Year 9 and above".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// How to mark it, where the source gives a rule for this row alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<String>,
    /// What "not applicable" does in this row, where that differs from its section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<NotApplicable>,
}

/// What in a section is given a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Scored {
    /// One mark for the section; its descriptors say what to look for.
    Section,
    /// One mark for each descriptor.
    Descriptors,
}

/// Whether "not applicable" may be chosen. To abstain is another thing, see `Abstaining`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum NotApplicable {
    /// It may not be chosen: this always applies.
    NotOffered,
    /// It may be chosen and counts neither in the marks awarded nor in the marks available.
    LeftOut,
    /// It may be chosen and earns what the best point earns.
    FullMarks,
}

/// A box of shared writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Commentary {
    /// What is strong.
    Strengths,
    /// What needs to improve.
    Areas,
    /// Why this judgement.
    Rationale,
    /// Anything, where the source has one box only.
    Comments,
}

impl Commentary {
    /// The heading of the box.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Strengths => "Strengths",
            Self::Areas => "Areas for improvement",
            Self::Rationale => "Why this judgement",
            Self::Comments => "Comments",
        }
    }
}

/// One thing that is given a mark: a section, or one of its descriptors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target<'a> {
    /// The section it belongs to, or is.
    pub section: &'a Section,
    /// The descriptor, where descriptors are scored.
    pub descriptor: Option<&'a Descriptor>,
}

impl Target<'_> {
    /// The id under which its mark is kept.
    #[must_use]
    pub fn id(&self) -> TargetId {
        match self.descriptor {
            Some(descriptor) => TargetId::from(&descriptor.id),
            None => TargetId::from(&self.section.id),
        }
    }

    /// The id as text, without a copy.
    #[must_use]
    pub fn id_str(&self) -> &str {
        match self.descriptor {
            Some(descriptor) => descriptor.id.as_str(),
            None => self.section.id.as_str(),
        }
    }

    /// What "not applicable" does here.
    #[must_use]
    pub fn not_applicable(&self) -> NotApplicable {
        self.descriptor.and_then(|d| d.not_applicable).unwrap_or(self.section.not_applicable)
    }
}

impl Section {
    /// What is given a mark in this section, in the printed order.
    pub fn targets(&self) -> impl Iterator<Item = Target<'_>> {
        let whole = (self.scored == Scored::Section).then_some(Target { section: self, descriptor: None });
        let rows = if self.scored == Scored::Descriptors { self.descriptors.as_slice() } else { &[] };
        whole.into_iter().chain(rows.iter().map(|d| Target { section: self, descriptor: Some(d) }))
    }

    /// The letters by which people call the section, such as `H1`; `None` where its id is only a name for programs.
    #[must_use]
    pub fn letters(&self) -> Option<&str> {
        letters(&self.id).filter(|_| !self.overall)
    }

    /// The letters that stand before the title in a heading; `None` where the title says them already, or where there
    /// are none.
    #[must_use]
    pub fn letters_before_title(&self) -> Option<&str> {
        self.letters().filter(|letters| !begins_with(&self.title, letters))
    }

    /// "B Special educational needs", or the title alone: how a list or a table names the section.
    #[must_use]
    pub fn heading(&self) -> String {
        match self.letters_before_title() {
            Some(letters) => format!("{letters} {}", self.title),
            None => self.title.clone(),
        }
    }

    /// "Section B: Special educational needs", or the title alone: the heading of what is all about the section.
    #[must_use]
    pub fn page_heading(&self) -> String {
        match self.letters_before_title() {
            Some(letters) => format!("Section {letters}: {}", self.title),
            None => self.title.clone(),
        }
    }

    /// "Section B", "“Outcomes”" or "The overall judgement": how a sentence begins with the section.
    #[must_use]
    pub fn named_first(&self) -> String {
        match self.letters() {
            Some(letters) => format!("Section {letters}"),
            None if self.overall => "The overall judgement".to_owned(),
            None => format!("“{}”", self.title),
        }
    }

    /// The same in the middle of a sentence.
    #[must_use]
    pub fn named(&self) -> String {
        match self.letters() {
            Some(letters) => format!("section {letters}"),
            None if self.overall => "the overall judgement".to_owned(),
            None => self.named_first(),
        }
    }

    /// True where a mark in this section may be "not applicable" for at least one target.
    #[must_use]
    pub fn offers_not_applicable(&self) -> bool {
        self.targets().any(|t| t.not_applicable() != NotApplicable::NotOffered)
    }
}

/// What [`Section::heading`] says of a section of which only id and title are at hand, such as one of a closed record.
#[must_use]
pub fn heading_of(id: &SectionId, title: &str) -> String {
    match letters(id).filter(|letters| !begins_with(title, letters)) {
        Some(letters) => format!("{letters} {title}"),
        None => title.to_owned(),
    }
}

fn letters(id: &SectionId) -> Option<&str> {
    let is_code =
        |id: &str| id.len() <= LETTERS_MAX && id.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    Some(id.as_str()).filter(|id| is_code(id))
}

/// Whether a title says the letters itself, as in "B: Special educational needs".
fn begins_with(title: &str, letters: &str) -> bool {
    title.strip_prefix(letters).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::super::{builtin, builtin_framework};
    use super::heading_of;

    fn names(framework: &str, section: usize) -> (String, String, String) {
        let framework = builtin_framework(framework).expect("shipped");
        let section = &framework.sections[section];
        (section.heading(), section.named(), section.named_first())
    }

    fn check(framework: &str, section: usize, heading: &str, named: &str, first: &str) {
        assert_eq!(names(framework, section), (heading.to_owned(), named.to_owned(), first.to_owned()));
    }

    #[test]
    fn sections_are_called_by_their_letters_where_they_have_some() {
        check("essex-full", 1, "E Outcomes", "section E", "Section E");
        check("essex-full", 12, "Overall quality of the plan", "the overall judgement", "The overall judgement");
        // Its title begins with the letter, which is not said twice.
        check("bradford-quality-form", 4, "D: Social care needs", "section D", "Section D");
        check("weighted-audit-plan", 1, "Strengths", "“Strengths”", "“Strengths”");
        check("warrington", 0, "Part 1: Accessibility", "“Part 1: Accessibility”", "“Part 1: Accessibility”");
    }

    #[test]
    fn no_shipped_heading_says_its_letters_twice() {
        for framework in builtin() {
            for section in &framework.sections {
                let (id, heading, page) = (&section.id, section.heading(), section.page_heading());
                let place = format!("{} {id}: {heading} / {page}", framework.id);
                assert!(heading.ends_with(&section.title) && page.ends_with(&section.title), "{place}");
                let Some(letters) = section.letters() else {
                    assert_eq!((&heading, &page), (&section.title, &section.title), "{place}");
                    continue;
                };
                let said =
                    |words: &str| words.split(|c: char| !c.is_alphanumeric()).filter(|word| *word == letters).count();
                let by_title = said(&section.title);
                assert_eq!((said(&heading), said(&page)), (by_title.max(1), by_title.max(1)), "{place}");
                assert_eq!(heading_of(id, &section.title), heading, "{place}");
            }
        }
    }
}
