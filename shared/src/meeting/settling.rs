//! From the scores on the table to an agreed judgement: what may be proposed, who has answered, and how it was agreed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Meeting, check_reason, some};
use crate::beyond::{Beyond, unscored};
use crate::command::Happened;
use crate::framework::{Framework, SectionId};
use crate::id::{ParticipantId, ReviewId, Time};
use crate::mark::{Mark, Marks};
use crate::panel::Panel;
use crate::policy::Denied;
use crate::stage::{Agreed, Consent, HowAgreed, Round, SectionPhase, SectionStage, Stage};

impl Meeting {
    pub(super) fn check_marks(&self, section: &SectionId, marks: &Marks) -> Result<(), Denied> {
        let section = self.framework.section(section).ok_or(Denied::NotFound)?;
        let wanted: BTreeSet<_> = section.targets().map(|target| target.id()).collect();
        let given: BTreeSet<_> = marks.keys().cloned().collect();
        let sound = marks.iter().all(|(target, mark)| *mark != Mark::Abstain && mark.fits(&self.framework, target));
        if wanted == given && sound { Ok(()) } else { Err(Denied::BadMark) }
    }

    /// What a proposal goes beyond, with the reason that is then asked for; nothing where it goes beyond nothing.
    pub(super) fn beyond(
        &self,
        review: &ReviewId,
        section: &SectionId,
        marks: &Marks,
        why: Option<String>,
    ) -> Result<Option<Beyond>, Denied> {
        let unscored = self.rounds_of(review, section).last().map(|round| unscored(round, marks)).unwrap_or_default();
        if unscored.is_empty() {
            return Ok(None);
        }
        let reason = why.unwrap_or_default();
        check_reason(&reason).map_err(|denied| match denied {
            Denied::ReasonNeeded => Denied::NobodyScoredItSo,
            other => other,
        })?;
        Ok(Some(Beyond { unscored, reason }))
    }

    pub(super) fn settle(
        &self,
        by: &ParticipantId,
        review: &ReviewId,
        id: &SectionId,
        without: Option<String>,
        now: Time,
    ) -> Result<Agreed, Denied> {
        let section = self.section(review, id)?;
        let proposal = section.proposal.as_ref().ok_or(Denied::NoProposal)?;
        let silent = self.not_answered(section);
        let dissent = proposal.consents.values().any(|consent| matches!(consent, Consent::Dissent { .. }));
        let without = without.filter(|_| !silent.is_empty());
        if !silent.is_empty() {
            check_reason(without.as_deref().unwrap_or_default())?;
        }
        let how = match (dissent, silent.is_empty()) {
            (true, _) => HowAgreed::WithDissent,
            (false, true) => HowAgreed::Consensus,
            (false, false) => HowAgreed::NotAllAnswered,
        };
        Ok(Agreed {
            marks: proposal.marks.clone(),
            beyond: proposal.beyond.clone(),
            how,
            round: section.round,
            consents: proposal.consents.clone(),
            silent,
            without,
            by: by.clone(),
            at: now,
        })
    }

    /// Who has a voice, came to the meeting, and has not answered the proposal of a section.
    #[must_use]
    pub fn not_answered(&self, section: &SectionStage) -> BTreeSet<ParticipantId> {
        not_answered(&self.panel, &self.stage, section)
    }

    /// The marks that every scorer of the last round gave alike; nothing when they differ, when fewer than two people
    /// scored, or when somebody left part of the section out.
    #[must_use]
    pub fn same_marks(&self, review: &ReviewId, section: &SectionId) -> Option<Marks> {
        same_marks(&self.framework, self.rounds_of(review, section).last()?)
    }

    pub(super) fn accept_same(
        &self,
        by: &ParticipantId,
        review: &ReviewId,
        now: Time,
    ) -> Result<Vec<Happened>, Denied> {
        let stage = self.stage.review(review).ok_or(Denied::NotFound)?;
        let revealed = stage.sections.iter().filter(|section| section.phase == SectionPhase::Revealed);
        let accepted = revealed.filter_map(|section| {
            let marks = self.same_marks(review, &section.id)?;
            let agreed = Agreed::at_once(marks, HowAgreed::SameBallots, section.round, by, now);
            Some(Happened::Settled { review: review.clone(), section: section.id.clone(), agreed })
        });
        some(accepted.collect()).map_err(|_| Denied::NothingToAccept)
    }
}

impl Agreed {
    /// A judgement that nobody was asked about, because it follows from what was handed in.
    pub(super) fn at_once(marks: Marks, how: HowAgreed, round: u32, by: &ParticipantId, at: Time) -> Self {
        let (consents, silent) = (BTreeMap::new(), BTreeSet::new());
        Self { marks, beyond: None, how, round, consents, silent, without: None, by: by.clone(), at }
    }
}

/// Who has a voice, came to the meeting, and has not answered the proposal of a section.
#[must_use]
pub fn not_answered(panel: &Panel, stage: &Stage, section: &SectionStage) -> BTreeSet<ParticipantId> {
    let answered =
        |who: &ParticipantId| section.proposal.as_ref().is_some_and(|proposal| proposal.consents.contains_key(who));
    let came = panel.participants.iter().filter(|person| person.has_voice() && stage.arrived.contains_key(&person.id));
    came.filter(|person| !answered(&person.id)).map(|person| person.id.clone()).collect()
}

/// The marks that every scorer of a round gave alike; nothing when they differ, when fewer than two people scored, or
/// when somebody left part of the section out.
#[must_use]
pub fn same_marks(framework: &Framework, round: &Round) -> Option<Marks> {
    let targets = framework.section(&round.section)?.targets().count();
    let abstained = |marks: &Marks| !marks.is_empty() && marks.values().all(|mark| *mark == Mark::Abstain);
    let mut ballots =
        round.ballots.iter().map(|ballot| &ballot.marks).filter(|marks| !marks.is_empty() && !abstained(marks));
    let first = ballots.next()?;
    let rest: Vec<_> = ballots.collect();
    let whole = first.len() == targets && first.values().all(|mark| *mark != Mark::Abstain);
    (whole && !rest.is_empty() && rest.iter().all(|marks| *marks == first)).then(|| first.clone())
}
