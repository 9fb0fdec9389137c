//! From the scores on the table to an agreed judgement: what may be proposed, who has answered, and how it was agreed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Meeting, check_reason, some};
use crate::beyond::{overruled, overruled_by, unexplained, unscored, without_explained};
use crate::command::Happened;
use crate::framework::{Framework, SectionId};
use crate::id::{ParticipantId, ReviewId, Time};
use crate::mark::{Mark, Marks};
use crate::panel::Panel;
use crate::policy::Denied;
use crate::stage::{Agreed, Beyond, Consent, HowAgreed, ReviewStage, Round, SectionPhase, SectionStage, Stage};

impl Meeting {
    pub(super) fn check_marks(&self, section: &SectionId, marks: &Marks) -> Result<(), Denied> {
        let section = self.framework.section(section).ok_or(Denied::NotFound)?;
        let wanted: BTreeSet<_> = section.targets().map(|target| target.id()).collect();
        let given: BTreeSet<_> = marks.keys().cloned().collect();
        let sound = marks.iter().all(|(target, mark)| *mark != Mark::Abstain && mark.fits(&self.framework, target));
        if wanted == given && sound { Ok(()) } else { Err(Denied::BadMark) }
    }

    /// What a proposal goes beyond, with the reason that is then asked for; `None` where it goes beyond nothing.
    pub(super) fn beyond(
        &self,
        review: &ReviewId,
        section: &SectionId,
        marks: &Marks,
        why: Option<String>,
    ) -> Result<Option<Beyond>, Denied> {
        let stage = self.stage.review(review).ok_or(Denied::NotFound)?;
        let unscored = self.rounds_of(review, section).last().map(|round| unscored(round, marks)).unwrap_or_default();
        let overruled = overruled(&self.framework, stage, section, marks);
        if unscored.is_empty() && overruled.is_empty() {
            return Ok(None);
        }
        let reason = why.unwrap_or_default();
        check_reason(&reason).map_err(|denied| match denied {
            Denied::ReasonNeeded if overruled.is_empty() => Denied::NobodyScoredItSo,
            Denied::ReasonNeeded => Denied::LimitOverruled,
            other => other,
        })?;
        Ok(Some(Beyond { unscored, overruled, reason }))
    }

    /// Refuses to go on with judgements that overrule a limiting judgement although nobody has said why.
    pub(super) fn check_limits(&self, review: &ReviewId) -> Result<(), Denied> {
        let stage = self.stage.review(review).ok_or(Denied::NotFound)?;
        let explained = |section: &SectionStage| unexplained(&self.framework, stage, &section.id).is_empty();
        if stage.sections.iter().all(explained) { Ok(()) } else { Err(Denied::LimitOverruled) }
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
        // What it rests on may have been agreed since it was proposed.
        let stage = self.stage.review(review).ok_or(Denied::NotFound)?;
        let overruled = overruled(&self.framework, stage, id, &proposal.marks);
        if !without_explained(overruled, proposal.beyond.as_ref()).is_empty() {
            return Err(Denied::LimitOverruled);
        }
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

    pub(super) fn accept_same(
        &self,
        by: &ParticipantId,
        review: &ReviewId,
        now: Time,
    ) -> Result<Vec<Happened>, Denied> {
        let stage = self.stage.review(review).ok_or(Denied::NotFound)?;
        let accepted = all_same(&self.framework, stage, |id| self.rounds_of(review, id).last());
        let settled = accepted.into_iter().map(|(section, marks)| {
            let round = stage.section(&section).map_or(0, |section| section.round);
            let agreed = Agreed::at_once(marks, HowAgreed::SameBallots, round, by, now);
            Happened::Settled { review: review.clone(), section, agreed }
        });
        some(settled.collect()).map_err(|_| Denied::NothingToAccept)
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

/// The revealed sections that everyone scored alike, with their marks: what can be accepted at once. What would overrule a
/// limiting judgement is not among them, since nobody would have said why.
pub fn all_same<'a>(
    framework: &Framework,
    review: &ReviewStage,
    last_round: impl Fn(&SectionId) -> Option<&'a Round>,
) -> Vec<(SectionId, Marks)> {
    let revealed = review.sections.iter().filter(|section| section.phase == SectionPhase::Revealed);
    let same = |section: &SectionStage| Some((section.id.clone(), same_marks(framework, last_round(&section.id)?)?));
    let mut found: Vec<(SectionId, Marks)> = revealed.filter_map(same).collect();
    let agreed = review.sections.iter().filter_map(|section| section.agreed.as_ref()).map(|agreed| &agreed.marks);
    let judged: Marks = agreed.chain(found.iter().map(|(_, marks)| marks)).flat_map(Clone::clone).collect();
    found.retain(|(section, _)| overruled_by(framework, section, &judged).is_empty());
    found
}

/// The marks that every scorer of a round gave alike; `None` when they differ, when fewer than two people scored, or
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
