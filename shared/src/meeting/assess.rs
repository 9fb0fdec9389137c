//! Reviews that are judged by assessors and not by a panel: one alone hands in and is done; an auditor and a moderator
//! each hand in, then both forms are on the table and the moderator settles where they differ. A correction gives every
//! form back.

use super::{Meeting, Outside, ROUNDS_MAX};
use crate::command::Happened;
use crate::framework::{Framework, SectionId, TargetId};
use crate::id::{ParticipantId, ReviewId, Time};
use crate::mark::Marks;
use crate::moderation;
use crate::panel::Way;
use crate::policy::Denied;
use crate::record::{RecordFile, SignatureRecord};
use crate::schema::Draft;
use crate::stage::{Agreed, CastBallot, HowAgreed, Round, SectionPhase, SectionStage, SignAnswer};

/// Where an assessor's form stands in the ballot. A correction goes on with the same form, so that what was handed in
/// before is there to be changed; each handing in makes a round of its own.
const FORM: u32 = 1;

/// Something that a form still lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// In which section.
    pub section: SectionId,
    /// For which target.
    pub target: TargetId,
    /// What.
    pub what: Lacks,
}

/// What is lacking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacks {
    /// A mark; "rather not" counts as one.
    Mark,
    /// The comment that this mark demands.
    Comment,
}

/// What the draft of a section still lacks before it can be handed in.
#[must_use]
pub fn gaps(framework: &Framework, section: &SectionId, draft: &Draft) -> Vec<Gap> {
    let Some(known) = framework.section(section) else { return Vec::new() };
    let said = |target: &TargetId| {
        let row = draft.comments.get(target).is_some_and(|comment| !comment.trim().is_empty());
        let whole = [&draft.strengths, &draft.areas, &draft.reason].iter().any(|text| !text.trim().is_empty());
        row || (target.as_str() == section.as_str() && whole)
    };
    let lack = |target: TargetId| {
        let what = match draft.marks.get(&target) {
            None => Lacks::Mark,
            Some(mark) if framework.demands_comment(&target, *mark) && !said(&target) => Lacks::Comment,
            Some(_) => return None,
        };
        Some(Gap { section: section.clone(), target, what })
    };
    known.targets().filter_map(|target| lack(target.id())).collect()
}

impl Meeting {
    pub(super) fn hand_in(
        &self,
        by: &ParticipantId,
        review: &ReviewId,
        now: Time,
        outside: &impl Outside,
    ) -> Result<Vec<Happened>, Denied> {
        let stage = self.stage.review(review).ok_or(Denied::NotFound)?;
        for section in &stage.sections {
            let draft = outside.draft(by, review, &section.id, FORM);
            if !gaps(&self.framework, &section.id, &draft).is_empty() {
                return Err(Denied::Incomplete);
            }
        }
        let mut happened = vec![Happened::HandedIn { review: review.clone() }];
        let waiting = self.panel.scorers().any(|person| {
            person.id != *by && self.stage.way.hands_in(&person.id) && !stage.handed_in.contains_key(&person.id)
        });
        if waiting {
            return Ok(happened);
        }
        for section in &stage.sections {
            let round = self.form_round(review, section, now, outside);
            let settled = self.settled_at_once(&round, by, now);
            happened.push(Happened::Revealed { round });
            happened.extend(settled.map(|agreed| Happened::Settled {
                review: review.clone(),
                section: section.id.clone(),
                agreed,
            }));
        }
        if matches!(self.stage.way, Way::Alone { .. }) {
            let file = self.assessed_record(by, review, &happened, now, outside)?;
            happened.push(Happened::Closed { review: review.clone(), file: Box::new(file) });
        }
        Ok(happened)
    }

    /// The forms of everybody who hands in, for one section.
    fn form_round(&self, review: &ReviewId, stage: &SectionStage, now: Time, outside: &impl Outside) -> Round {
        let (section, round) = (&stage.id, stage.round);
        let mut ballots: Vec<CastBallot> = self
            .panel
            .scorers()
            .filter(|person| self.stage.way.hands_in(&person.id))
            .map(|person| CastBallot::of(person, outside.draft(&person.id, review, section, FORM)))
            .collect();
        ballots.sort_by(|a, b| (a.agency, &a.participant).cmp(&(b.agency, &b.participant)));
        Round { review: review.clone(), section: section.clone(), round, at: now, without: None, ballots }
    }

    /// The judgement that follows from the forms alone, where one does.
    fn settled_at_once(&self, round: &Round, by: &ParticipantId, now: Time) -> Option<Agreed> {
        let marks_of = |who: &ParticipantId| {
            round
                .ballots
                .iter()
                .find(|ballot| ballot.participant.as_ref() == Some(who))
                .map(|ballot| ballot.marks.clone())
        };
        let (marks, how) = match &self.stage.way {
            Way::Panel => return None,
            Way::Alone { assessor } => (marks_of(assessor)?, HowAgreed::OneAssessor),
            Way::Moderated { auditor, changes_grade: false, .. } => (marks_of(auditor)?, HowAgreed::Moderated),
            Way::Moderated { auditor, moderator, .. } => {
                let (audit, again) = (marks_of(auditor)?, marks_of(moderator)?);
                if audit != again {
                    return None;
                }
                (audit, HowAgreed::SameBallots)
            }
        };
        Some(Agreed::at_once(marks, how, round.round, by, now))
    }

    pub(super) fn moderate(
        &self,
        by: &ParticipantId,
        review: &ReviewId,
        section: &SectionId,
        marks: Marks,
        now: Time,
    ) -> Result<Vec<Happened>, Denied> {
        let known = self.framework.section(section).ok_or(Denied::NotFound)?;
        let fits = marks.iter().all(|(target, mark)| mark.fits(&self.framework, target));
        if !fits || marks.len() != known.targets().count() || known.targets().any(|t| !marks.contains_key(&t.id())) {
            return Err(Denied::BadMark);
        }
        let round = self.section(review, section)?.round;
        let agreed = Agreed::at_once(marks, HowAgreed::Moderated, round, by, now);
        Ok(vec![Happened::Settled { review: review.clone(), section: section.clone(), agreed }])
    }

    pub(super) fn finish(
        &self,
        by: &ParticipantId,
        review: &ReviewId,
        now: Time,
        outside: &impl Outside,
    ) -> Result<Vec<Happened>, Denied> {
        let stage = self.stage.review(review).ok_or(Denied::NotFound)?;
        if self.panel.scorers().any(|p| self.stage.way.hands_in(&p.id) && !stage.handed_in.contains_key(&p.id)) {
            return Err(Denied::NotHandedIn);
        }
        if stage.sections.iter().any(|section| section.phase != SectionPhase::Agreed) {
            return Err(Denied::NotAgreed);
        }
        let file = self.assessed_record(by, review, &[], now, outside)?;
        Ok(vec![Happened::Closed { review: review.clone(), file: Box::new(file) }])
    }

    /// Whether the forms of a review may be opened again for a correction; always so for a panel, which has none.
    pub(super) fn check_forms_may_open(&self, review: &ReviewId) -> Result<(), Denied> {
        let stage = self.stage.review(review).ok_or(Denied::NotFound)?;
        let used_up = stage.sections.iter().any(|section| section.round >= ROUNDS_MAX);
        if self.stage.way != Way::Panel && used_up { Err(Denied::TooOften) } else { Ok(()) }
    }

    /// The record as it will stand once `happened` has happened.
    fn assessed_record(
        &self,
        by: &ParticipantId,
        review: &ReviewId,
        happened: &[Happened],
        now: Time,
        outside: &impl Outside,
    ) -> Result<RecordFile, Denied> {
        let mut after = self.clone();
        let op = crate::id::OpId::from_random([0; 10]);
        let decision = self.decision(op, by, now, happened.to_vec());
        if !happened.is_empty() {
            after.apply(&decision);
        }
        let content = after.content(review, &outside.written(review)).ok_or(Denied::NotFound)?;
        let stage = after.stage.review(review).ok_or(Denied::NotFound)?;
        let signature = |(who, at): (&ParticipantId, &Time)| {
            let person = self.panel.participant(who)?;
            let by = self.panel.name_and_post(who);
            Some(SignatureRecord { agency: person.agency, by, answer: SignAnswer::Agree, at: *at })
        };
        let signatures = stage.handed_in.iter().filter_map(signature).collect();
        after.next_version(by, review, content, signatures, now)
    }

    /// How the moderator's judgement of a section stands to the audit's: what was agreed where moderation changes the
    /// grade, else what the moderator's own form says.
    #[must_use]
    pub fn moderation_of(&self, review: &ReviewId, section: &SectionId) -> Option<moderation::Compared> {
        let Way::Moderated { auditor, moderator, changes_grade, .. } = &self.stage.way else { return None };
        let round = self.rounds_of(review, section).last()?;
        let of = |who: &ParticipantId| round.ballots.iter().find(|ballot| ballot.participant.as_ref() == Some(who));
        let (audit, again) = (&of(auditor)?.marks, &of(moderator)?.marks);
        let agreed = self.stage.section(review, section)?.agreed.as_ref();
        let judged = match agreed {
            Some(agreed) if *changes_grade => &agreed.marks,
            _ => again,
        };
        moderation::compare(self.framework.scale_of(section)?, audit, judged)
    }
}
