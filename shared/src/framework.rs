//! Frameworks: a versioned list of sections and their descriptors, a scale for each, and the rule
//! that turns marks into totals.
//!
//! A framework is data: one JSON file, read by [`Framework::from_json`], which refuses a file that
//! does not hold together and says which row to look at. The shipped ones are in [`builtin()`]. What
//! a filled form comes to is worked out in [`marking`]. Who may mark what and when is
//! not decided here.

pub mod builtin;
mod check;
mod draft;
pub mod form;
pub mod fraction;
pub mod id;
pub mod limiting;
pub mod limits;
pub mod marking;
mod provenance;
mod read;
pub mod scale;
pub mod section;
pub mod source;

use serde::{Deserialize, Serialize};

pub use builtin::{builtin, framework as builtin_framework, version as builtin_version, versions as builtin_versions};
pub use check::Problem;
pub use form::{FormError, MarkError};
pub use fraction::{Fraction, percent_shown};
pub use id::{DescriptorId, FrameworkId, IdError, LimitId, ScaleId, SectionId, TargetId};
pub use limiting::{Condition, LimitingJudgement};
pub use marking::{Figure, Marked, PointCount, Sum, Tally};
pub use read::FrameworkError;
pub use scale::{Agreement, Better, Criteria, Face, Line, Origin, Point, Scale, Symbol};
pub use section::{Commentary, Descriptor, NotApplicable, Scored, Section, Target, heading_of};
pub use source::Source;

/// The number of the format that this program reads and writes.
pub const FORMAT: u32 = 1;

/// One version of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Framework {
    /// Invariant: [`FORMAT`].
    pub format: u32,
    /// The same in every version.
    pub id: FrameworkId,
    /// Which version this is. A published version never changes.
    pub version: String,
    /// What people call it.
    pub title: String,
    /// What it is for, in a sentence or two.
    pub about: String,
    /// What is judged with it.
    pub subject: Subject,
    /// The service whose advice is judged, where the form is for one service only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Where it comes from.
    pub source: Source,
    /// The scales that its sections use.
    pub scales: Vec<Scale>,
    /// What is asked about the plan or advice itself before it is marked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Detail>,
    /// The sections, in the printed order.
    pub sections: Vec<Section>,
    /// Subtotals over several sections, in the printed order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// How good one thing can be judged while another is judged badly.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<LimitingJudgement>,
    /// How marks become totals.
    pub marking: Marking,
    /// Whether whoever judges may abstain.
    #[serde(default, skip_serializing_if = "Abstaining::is_offered")]
    pub abstaining: Abstaining,
    /// What the source prints as the greatest total. Invariant: what the rows add up to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed_marks: Option<u32>,
    /// Questions on the whole, asked at the end and answered in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// The meaning of terms that a newcomer may not know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub glossary: Vec<Term>,
}

/// What is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Subject {
    /// One version of an EHC plan.
    Plan,
    /// A written report from one service that fed a plan.
    Advice,
}

/// Whether whoever judges may abstain from a mark. Where a source prints its totals and knows no abstaining, a total with
/// a gap in it is no total, so that such a form offers it only where an area has chosen to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Abstaining {
    /// It may be chosen for everything that is marked.
    #[default]
    Offered,
    /// It may not be chosen.
    NotOffered,
}

impl Abstaining {
    /// True where it may be chosen.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        *self == Self::Offered
    }
}

/// One thing asked about the plan or advice: before it is marked, or at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Detail {
    /// The name under which the answer is kept.
    pub id: DescriptorId,
    /// What is asked.
    pub title: String,
    /// What an answer looks like.
    pub kind: DetailKind,
    /// The choices, where one is to be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// True where it is asked at the end, after the marks and the questions on the whole.
    #[serde(default, skip_serializing_if = "is_false")]
    pub at_end: bool,
}

/// What an answer to a detail looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DetailKind {
    /// A few words.
    Text,
    /// A day.
    Date,
    /// One of the choices.
    Choice,
}

/// A subtotal over several sections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Group {
    /// The name of the subtotal inside its framework.
    pub id: SectionId,
    /// What people call it.
    pub title: String,
    /// The sections that it adds up. Invariant: no section is in two groups.
    pub sections: Vec<SectionId>,
    /// The greatest subtotal as the source prints it. Invariant: what the rows add up to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed_marks: Option<u32>,
}

/// How marks become totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Marking {
    /// Grades are judgements and are never added up or averaged.
    Judgement {},
    /// The marks of all rows are added up, by section, by group and in all.
    Total {
        /// What is counted.
        unit: Unit,
        /// Whether each total is also shown as a percentage.
        percentages: bool,
    },
    /// The marks awarded as a share of the marks available, scaled to a round figure.
    Scaled {
        /// The best score.
        out_of: u32,
    },
}

/// What a total counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Unit {
    /// Marks: "15 of 18 marks".
    Marks,
    /// Criteria met: "4 of 5 met".
    Met,
}

/// A question on the whole, answered in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Question {
    /// The name under which the answer is kept.
    pub id: DescriptorId,
    /// The question.
    pub text: String,
    /// What to think of when answering.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prompts: Vec<String>,
    /// Where the source has it.
    pub source: String,
}

/// A term and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Term {
    /// The term as it is met in the text.
    pub term: String,
    /// Other spellings of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// What it means, in plain English.
    pub meaning: String,
}

impl Framework {
    /// The same framework with the words of a face on its points; a scale without that face keeps its own.
    #[must_use]
    pub fn worded(mut self, face: Option<&str>) -> Self {
        for scale in &mut self.scales {
            let Some(chosen) = scale.faces.iter().find(|known| Some(known.id.as_str()) == face) else { continue };
            for (point, word) in scale.points.iter_mut().zip(&chosen.words) {
                point.word.clone_from(word);
            }
        }
        self
    }

    /// Whether any of its scales has this face.
    #[must_use]
    pub fn has_face(&self, face: &str) -> bool {
        self.scales.iter().flat_map(|scale| &scale.faces).any(|known| known.id.as_str() == face)
    }

    /// The section with this id.
    #[must_use]
    pub fn section(&self, id: &SectionId) -> Option<&Section> {
        self.sections.iter().find(|s| &s.id == id)
    }

    /// The scale with this id.
    #[must_use]
    pub fn scale(&self, id: &ScaleId) -> Option<&Scale> {
        self.scales.iter().find(|s| &s.id == id)
    }

    /// The scale of a section's marks.
    #[must_use]
    pub fn scale_of(&self, section: &SectionId) -> Option<&Scale> {
        self.scale(&self.section(section)?.scale)
    }

    /// Everything that is given a mark, in the printed order.
    pub fn targets(&self) -> impl Iterator<Item = Target<'_>> {
        self.sections.iter().flat_map(Section::targets)
    }

    /// The details that are asked before the marks, or those that are asked at the end.
    pub fn details_asked(&self, at_end: bool) -> impl Iterator<Item = &Detail> {
        self.details.iter().filter(move |detail| detail.at_end == at_end)
    }

    /// Everything that is asked besides the marks, in the printed order: details, questions, and the details at the end.
    pub fn asked(&self) -> impl Iterator<Item = (&DescriptorId, &String)> {
        let details = |at_end| self.details_asked(at_end).map(|detail| (&detail.id, &detail.title));
        let questions = self.questions.iter().map(|question| (&question.id, &question.text));
        details(false).chain(questions).chain(details(true))
    }

    /// What is given a mark under this id.
    #[must_use]
    pub fn target(&self, id: &TargetId) -> Option<Target<'_>> {
        self.targets().find(|t| t.id_str() == id.as_str())
    }

    /// How many descriptors there are, over all sections.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.sections.iter().map(|s| s.descriptors.len()).sum()
    }

    /// The greatest marks that a section's rows can earn; `None` where marks are never added up.
    #[must_use]
    pub fn marks_available_in(&self, section: &Section) -> Option<u32> {
        if matches!(self.marking, Marking::Judgement {}) {
            return None;
        }
        let each = self.scale(&section.scale)?.marks_max()?;
        each.checked_mul(u32::try_from(section.targets().count()).ok()?)
    }

    /// The greatest marks that the whole form can earn; `None` where marks are never added up.
    #[must_use]
    pub fn marks_available(&self) -> Option<u32> {
        self.sections.iter().try_fold(0_u32, |sum, s| sum.checked_add(self.marks_available_in(s)?))
    }

    /// Whether marks are added up, here or in their parts.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        !matches!(self.marking, Marking::Judgement {})
    }

    /// What a term means, by its own or another spelling.
    #[must_use]
    pub fn meaning(&self, term: &str) -> Option<&str> {
        let is = |spelling: &String| spelling.eq_ignore_ascii_case(term);
        let entry = self.glossary.iter().find(|t| is(&t.term) || t.also.iter().any(is))?;
        Some(&entry.meaning)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over by reference")]
fn is_false(value: &bool) -> bool {
    !value
}
