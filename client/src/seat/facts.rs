//! The facts that the plain functions of the pages read: panel, framework, stage and rounds, borrowed.

use accord_shared::framework::{Framework, Section, SectionId};
use accord_shared::id::ReviewId;
use accord_shared::panel::Panel;
use accord_shared::stage::{ReviewStage, Round, Stage};

/// Everything that the functions of this module look at, borrowed for as long as they look.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The panel as it is set up.
    pub panel: &'a Panel,
    /// The framework that is used.
    pub framework: &'a Framework,
    /// Where the meeting stands.
    pub stage: &'a Stage,
    /// What has been revealed so far.
    pub rounds: &'a [Round],
    /// The review on this person's screen.
    pub review: &'a ReviewStage,
}

impl<'a> Facts<'a> {
    /// The facts about one review; `None` when the meeting has no such review.
    pub fn of(
        panel: &'a Panel,
        framework: &'a Framework,
        stage: &'a Stage,
        rounds: &'a [Round],
        review: &ReviewId,
    ) -> Option<Self> {
        Some(Self { panel, framework, stage, rounds, review: stage.review(review)? })
    }

    /// The revealed rounds of a section, oldest first.
    pub fn rounds_of(&self, section: &SectionId) -> Vec<&'a Round> {
        rounds_of(self.rounds, &self.review.id, section)
    }

    /// The round of a section that was revealed last.
    pub fn last_round(&self, section: &SectionId) -> Option<&'a Round> {
        self.rounds_of(section).pop()
    }

    /// Whether a section is the judgement on the whole.
    pub fn is_overall(&self, section: &SectionId) -> bool {
        self.framework.section(section).is_some_and(|section| section.overall)
    }
}

/// The revealed rounds of a section, oldest first. The same round may have come twice; it is given once.
pub fn rounds_of<'a>(rounds: &'a [Round], review: &ReviewId, section: &SectionId) -> Vec<&'a Round> {
    let mut found: Vec<&Round> =
        rounds.iter().filter(|round| &round.review == review && &round.section == section).collect();
    found.sort_by_key(|round| round.round);
    found.dedup_by_key(|round| round.round);
    found
}

/// "section B", "“Outcomes”" or "the overall judgement": how a sentence speaks of a section.
pub fn section_name(framework: &Framework, section: &SectionId) -> String {
    framework.section(section).map_or_else(|| format!("section {section}"), Section::named)
}

/// The same at the beginning of a sentence.
pub fn section_name_first(framework: &Framework, section: &SectionId) -> String {
    framework.section(section).map_or_else(|| format!("Section {section}"), Section::named_first)
}
