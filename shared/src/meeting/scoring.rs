//! Private scoring: sections are opened for a round, and all ballots of a round are revealed at once.

use std::collections::BTreeSet;

use super::{Meeting, Outside, check_reason, some};
use crate::command::Happened;
use crate::framework::SectionId;
use crate::id::{ReviewId, Time};
use crate::panel::{Agency, Panel, Participant};
use crate::policy::Denied;
use crate::schema::Draft;
use crate::stage::{CastBallot, Round, SectionPhase, SectionStage, Stage};

impl Meeting {
    pub(super) fn open(&self, review: &ReviewId, sections: &[SectionId]) -> Result<Vec<Happened>, Denied> {
        let stage = self.stage.review(review).ok_or(Denied::NotFound)?;
        let behind =
            stage.sections.iter().any(|s| !self.is_overall(&s.id) && s.phase < SectionPhase::Revealed && s.round < 2);
        if behind && sections.iter().any(|section| self.is_overall(section)) {
            return Err(Denied::OverallComesLast);
        }
        let opened = unique(sections).into_iter().map(|section| Happened::RoundOpened {
            review: review.clone(),
            section: section.clone(),
            round: stage.section(section).map_or(1, |s| s.round + 1),
        });
        some(opened.collect())
    }

    pub(super) fn reveal(
        &self,
        review: &ReviewId,
        sections: &[SectionId],
        without: Option<String>,
        now: Time,
        outside: &impl Outside,
    ) -> Result<Vec<Happened>, Denied> {
        let without = without.filter(|reason| !reason.trim().is_empty());
        let mut happened = Vec::new();
        for id in unique(sections) {
            let section = self.section(review, id)?;
            let waiting = !agencies_not_ready(&self.panel, &self.stage, section).is_empty();
            if waiting {
                check_reason(without.as_deref().unwrap_or_default())?;
            }
            let mut ballots: Vec<CastBallot> = self
                .panel
                .scorers()
                .map(|person| CastBallot::of(person, outside.draft(&person.id, review, id, section.round)))
                .collect();
            ballots.sort_by(|a, b| (a.agency, &a.participant).cmp(&(b.agency, &b.participant)));
            let round = Round {
                review: review.clone(),
                section: id.clone(),
                round: section.round,
                at: now,
                without: without.clone().filter(|_| waiting),
                ballots,
            };
            happened.push(Happened::Revealed { round });
        }
        some(happened)
    }
}

impl CastBallot {
    /// A draft as it stands, cast.
    pub(super) fn of(person: &Participant, draft: Draft) -> Self {
        Self {
            participant: Some(person.id.clone()),
            agency: person.agency,
            marks: draft.marks,
            sure: draft.sure,
            comments: draft.comments,
            moved: draft.moved,
            strengths: draft.strengths,
            areas: draft.areas,
            reason: draft.reason,
        }
    }
}

/// The agencies that are not ready in an open round: those with nobody ready, or with somebody here who is not.
#[must_use]
pub fn agencies_not_ready(panel: &Panel, stage: &Stage, section: &SectionStage) -> Vec<Agency> {
    let waits = |agency: &Agency| {
        let mut scorers = panel.scorers().filter(|person| person.agency == *agency).peekable();
        scorers.peek().is_some() && {
            let scorers: Vec<_> = scorers.collect();
            let none = !scorers.iter().any(|person| section.ready.contains(&person.id));
            none || scorers.iter().any(|person| stage.here.contains(&person.id) && !section.ready.contains(&person.id))
        }
    };
    Agency::ALL.into_iter().filter(waits).collect()
}

fn unique(sections: &[SectionId]) -> BTreeSet<&SectionId> {
    sections.iter().collect()
}
