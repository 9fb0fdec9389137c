//! The meeting: the state that its decisions add up to. [`Meeting::decide`] turns a command into a decision or a
//! refusal and changes nothing; [`Meeting::apply`] adds a decision and cannot fail. Replaying the kept decisions in
//! order gives the same meeting again.
//!
//! Pure: the clock and the draft ballots are handed in. Who may do what when is [`crate::policy`].

#[cfg(test)]
mod agreed_before_tests;
mod assess;
#[cfg(test)]
mod assess_tests;
mod effect;
#[cfg(test)]
mod random_tests;
#[cfg(test)]
mod signing_tests;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::command::{Command, Decision, Envelope, Happened};
use crate::fit::Limit;
use crate::framework::{Framework, SectionId};
use crate::id::{OpId, ParticipantId, ReviewId, Time};
use crate::mark::{Mark, Marks};
use crate::panel::{Agency, Panel, Participant, Seat, Way};
use crate::policy::{self, Action, Actor, Denied};
use crate::record::{self, Record, RecordContent, SignatureRecord, Written};
use crate::schema::{Draft, TEXT_UNITS_MAX};
use crate::stage::{
    Agreed, CastBallot, Consent, HowAgreed, ReviewPhase, ReviewStage, Round, SectionPhase, SectionStage, SignAnswer,
    Signature, Stage,
};

pub use assess::{Gap, Lacks, gaps};

/// The longest reason that a person gives with a command, in characters: about two pages.
pub const REASON_CHARS_MAX: usize = 4_000;
/// The longest clock, in minutes: a working day.
pub const TIMER_MINUTES_MAX: u32 = 8 * 60;

/// What a decision needs from outside the meeting; asked for only when the decision turns on it.
pub trait Outside {
    /// The draft of one person for one section and round, as it stands now.
    fn draft(&self, who: &ParticipantId, review: &ReviewId, section: &SectionId, round: u32) -> Draft;
    /// What the documents of a review say now.
    fn written(&self, review: &ReviewId) -> Written;
}

/// A panel at work.
#[derive(Debug, Clone)]
pub struct Meeting {
    panel: Panel,
    framework: Framework,
    stage: Stage,
    rounds: BTreeMap<(ReviewId, SectionId), Vec<Round>>,
    ops: BTreeMap<OpId, (ParticipantId, u64)>,
    /// What is being signed, for the reviews in that phase.
    frozen: BTreeMap<ReviewId, RecordContent>,
}

/// What [`Meeting::decide`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A new decision, not yet applied.
    New(Decision),
    /// The operation was decided before, as this decision.
    Before(u64),
}

impl Meeting {
    /// A meeting at which nothing has happened.
    ///
    /// Invariant of `panel`: the agenda is not empty.
    #[must_use]
    pub fn new(panel: Panel, framework: Framework) -> Self {
        let framework = framework.worded(panel.face.as_deref());
        // Assessors begin at once; only a panel has a chair who opens sections.
        let (phase, round) =
            if panel.way == Way::Panel { (SectionPhase::Reading, 0) } else { (SectionPhase::Scoring, 1) };
        let section = |id: &SectionId| SectionStage {
            id: id.clone(),
            phase,
            round,
            ready: BTreeSet::new(),
            opened_at: None,
            proposal: None,
            agreed: None,
            dissents: BTreeMap::new(),
            agreed_before: Vec::new(),
            changed_at: 0,
        };
        let review = |id: &ReviewId| ReviewStage {
            id: id.clone(),
            phase: ReviewPhase::Open,
            sections: framework.sections.iter().map(|s| section(&s.id)).collect(),
            views_published: BTreeSet::new(),
            content_sha256: None,
            signatures: BTreeMap::new(),
            handed_in: BTreeMap::new(),
            versions: 0,
            record_sha256: None,
            correcting: None,
            changed_at: 0,
        };
        let stage = Stage {
            version: 0,
            way: panel.way.clone(),
            offices: panel.offices.clone(),
            arrived: BTreeMap::new(),
            here: BTreeSet::new(),
            current: panel.agenda[0].id.clone(),
            attention: None,
            timer: None,
            reviews: panel.agenda.iter().map(|r| review(&r.id)).collect(),
        };
        Self { panel, framework, stage, rounds: BTreeMap::new(), ops: BTreeMap::new(), frozen: BTreeMap::new() }
    }

    /// The panel as it is set up now.
    #[must_use]
    pub fn panel(&self) -> &Panel {
        &self.panel
    }

    /// The framework, frozen for this panel.
    #[must_use]
    pub fn framework(&self) -> &Framework {
        &self.framework
    }

    /// Where the meeting stands.
    #[must_use]
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// The revealed rounds of a section, oldest first.
    #[must_use]
    pub fn rounds_of(&self, review: &ReviewId, section: &SectionId) -> &[Round] {
        self.rounds.get(&(review.clone(), section.clone())).map_or(&[], Vec::as_slice)
    }

    /// Every revealed round.
    pub fn rounds(&self) -> impl Iterator<Item = &Round> {
        self.rounds.values().flatten()
    }

    /// Takes in a change of the coordinator's: people who were added or removed. The agenda stays.
    pub fn panel_changed(&mut self, panel: Panel) {
        self.panel.participants = panel.participants;
    }

    /// Notes who is connected; not a decision.
    pub fn set_here(&mut self, who: &ParticipantId, here: bool) {
        if here {
            self.stage.here.insert(who.clone());
        } else {
            self.stage.here.remove(who);
        }
    }

    /// The actor that a participant is now.
    ///
    /// # Errors
    /// [`Denied::NotFound`] for somebody who is not at this panel.
    pub fn actor(&self, who: &ParticipantId) -> Result<Actor, Denied> {
        Ok(Actor::of(self.panel.participant(who).ok_or(Denied::NotFound)?, &self.stage))
    }

    /// The decision that a person came for the first time; nothing if they came before or are a screen.
    #[must_use]
    pub fn arrival(&self, who: &ParticipantId, op: OpId, now: Time) -> Option<Decision> {
        let person = self.panel.participant(who)?;
        let first = person.seat != Seat::Screen && !self.stage.arrived.contains_key(who);
        first.then(|| self.decision(op, who, now, vec![Happened::Arrived { who: who.clone() }]))
    }

    /// Decides on a command without changing anything.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn decide(
        &self,
        by: &ParticipantId,
        envelope: &Envelope,
        now: Time,
        outside: &impl Outside,
    ) -> Result<Verdict, Denied> {
        if let Some((who, seq)) = self.ops.get(&envelope.op) {
            return if who == by { Ok(Verdict::Before(*seq)) } else { Err(Denied::NotFound) };
        }
        policy::decide(&self.actor(by)?, Action::Do(&envelope.command), &self.stage)?;
        self.check_current(&envelope.command, envelope.seen)?;
        let happened = self.outcome(by, envelope, now, outside)?;
        Ok(Verdict::New(self.decision(envelope.op.clone(), by, now, happened)))
    }

    fn decision(&self, op: OpId, by: &ParticipantId, at: Time, happened: Vec<Happened>) -> Decision {
        Decision { seq: self.stage.version + 1, op, by: by.clone(), at, happened }
    }

    /// Refuses a command on something that has changed since the person looked.
    fn check_current(&self, command: &Command, seen: u64) -> Result<(), Denied> {
        let Some(review) = command.review().and_then(|id| self.stage.review(id)) else {
            return Ok(());
        };
        let sections = command.sections().iter().filter_map(|id| review.section(id)).map(|section| section.changed_at);
        let signed = match command {
            Command::Sign { agency, .. } => review.signatures.get(agency).filter(|signed| signed.is_the_agencys()),
            _ => None,
        };
        let signed = signed.map(|signed| signed.changed_at);
        if sections.chain(signed).chain([review.changed_at]).any(|changed_at| changed_at > seen) {
            Err(Denied::OutOfDate)
        } else {
            Ok(())
        }
    }

    fn outcome(
        &self,
        by: &ParticipantId,
        envelope: &Envelope,
        now: Time,
        outside: &impl Outside,
    ) -> Result<Vec<Happened>, Denied> {
        let one = |happened: Happened| Ok(vec![happened]);
        match envelope.command.clone() {
            Command::TakeUp { review } => one(Happened::TakenUp { review }),
            Command::Open { review, sections } => self.open(&review, &sections),
            Command::Ready { review, section, ready } => one(Happened::ReadySaid { review, section, ready }),
            Command::Reveal { review, sections, without } => self.reveal(&review, &sections, without, now, outside),
            Command::NewRound { review, section } => {
                let round = self.section(&review, &section)?.round + 1;
                if round > ROUNDS_MAX {
                    Err(Denied::TooOften)
                } else {
                    one(Happened::RoundOpened { review, section, round })
                }
            }
            Command::Propose { review, section, marks } => {
                self.check_marks(&section, &marks)?;
                one(Happened::Proposed { review, section, marks })
            }
            Command::Respond { review, section, consent } => {
                if let Consent::Dissent { reason } = &consent {
                    check_reason(reason)?;
                }
                one(Happened::Responded { review, section, consent })
            }
            Command::Settle { review, section, without } => {
                let agreed = self.settle(by, &review, &section, without, now)?;
                one(Happened::Settled { review, section, agreed })
            }
            Command::AcceptSame { review } => self.accept_same(by, &review, now),
            Command::Reopen { review, section, reason } => {
                check_reason(&reason)?;
                if self.section(&review, &section)?.agreed_before.len() >= AGREED_BEFORE_MAX {
                    return Err(Denied::TooOften);
                }
                one(Happened::Reopened { review, section, reason })
            }
            Command::RecordDissent { review, section, reason } => {
                check_reason(&reason)?;
                one(Happened::Dissented { review, section, reason })
            }
            Command::PublishView { review } => {
                let agency = self.panel.participant(by).ok_or(Denied::NotFound)?.agency;
                one(Happened::ViewPublished { review, agency })
            }
            Command::Attend { review, section } => one(Happened::AttentionAsked { review, section }),
            Command::SetTimer { minutes } if minutes > TIMER_MINUTES_MAX => Err(Denied::TooLong),
            Command::SetTimer { minutes } => one(Happened::TimerSet { minutes }),
            Command::HandOver { to } => {
                self.check_office(&to)?;
                one(Happened::ChairPassed { to })
            }
            Command::TakeChair => one(Happened::ChairPassed { to: by.clone() }),
            Command::NameDeputy { to } => {
                to.as_ref().map_or(Ok(()), |to| self.check_office(to))?;
                one(Happened::DeputyNamed { to })
            }
            Command::NameScribe { to } => {
                to.as_ref().map_or(Ok(()), |to| self.check_office(to))?;
                one(Happened::ScribeNamed { to })
            }
            Command::OpenSigning { review } => {
                let content = record::content(self, &review, &outside.written(&review)).ok_or(Denied::NotFound)?;
                one(Happened::SigningOpened { review, content: Box::new(content) })
            }
            Command::BackToDiscussion { review, reason } => {
                check_reason(&reason)?;
                one(Happened::SigningStopped { review, reason })
            }
            Command::Sign { review, agency, answer, content_sha256 } => {
                self.sign(&review, agency, answer, &content_sha256)
            }
            Command::Close { review } => self.close(by, &review, now),
            Command::HandIn { review } => self.hand_in(by, &review, now, outside),
            Command::Moderate { review, section, marks } => self.moderate(by, &review, &section, marks, now),
            Command::Finish { review } => self.finish(by, &review, now, outside),
            Command::Correct { review, reason } => {
                check_reason(&reason)?;
                self.check_forms_may_open(&review)?;
                one(Happened::Correcting { review, reason })
            }
        }
    }

    fn section(&self, review: &ReviewId, section: &SectionId) -> Result<&SectionStage, Denied> {
        self.stage.section(review, section).ok_or(Denied::NotFound)
    }

    fn is_overall(&self, section: &SectionId) -> bool {
        self.framework.section(section).is_some_and(|section| section.overall)
    }

    fn open(&self, review: &ReviewId, sections: &[SectionId]) -> Result<Vec<Happened>, Denied> {
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

    fn reveal(
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

    fn check_marks(&self, section: &SectionId, marks: &Marks) -> Result<(), Denied> {
        let section = self.framework.section(section).ok_or(Denied::NotFound)?;
        let wanted: BTreeSet<_> = section.targets().map(|target| target.id()).collect();
        let given: BTreeSet<_> = marks.keys().cloned().collect();
        let sound = marks.iter().all(|(target, mark)| *mark != Mark::Abstain && mark.fits(&self.framework, target));
        if wanted == given && sound { Ok(()) } else { Err(Denied::BadMark) }
    }

    fn settle(
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

    fn accept_same(&self, by: &ParticipantId, review: &ReviewId, now: Time) -> Result<Vec<Happened>, Denied> {
        let stage = self.stage.review(review).ok_or(Denied::NotFound)?;
        let revealed = stage.sections.iter().filter(|section| section.phase == SectionPhase::Revealed);
        let accepted = revealed.filter_map(|section| {
            let marks = self.same_marks(review, &section.id)?;
            let agreed = Agreed {
                marks,
                how: HowAgreed::SameBallots,
                round: section.round,
                consents: BTreeMap::new(),
                silent: BTreeSet::new(),
                without: None,
                by: by.clone(),
                at: now,
            };
            Some(Happened::Settled { review: review.clone(), section: section.id.clone(), agreed })
        });
        some(accepted.collect()).map_err(|_| Denied::NothingToAccept)
    }

    fn check_office(&self, to: &ParticipantId) -> Result<(), Denied> {
        match self.panel.participant(to) {
            Some(person) if person.has_voice() => Ok(()),
            _ => Err(Denied::CannotHoldOffice),
        }
    }

    fn sign(&self, review: &ReviewId, agency: Agency, answer: SignAnswer, read: &str) -> Result<Vec<Happened>, Denied> {
        let stage = self.stage.review(review).ok_or(Denied::NotFound)?;
        if stage.content_sha256.as_deref() != Some(read) {
            return Err(Denied::ContentChanged);
        }
        if !self.panel.agencies().contains(&agency) {
            return Err(Denied::NotFound);
        }
        if let SignAnswer::Reservation { text } = &answer {
            check_reason(text)?;
        }
        Ok(vec![Happened::Signed { review: review.clone(), agency, answer }])
    }

    fn close(&self, by: &ParticipantId, review: &ReviewId, now: Time) -> Result<Vec<Happened>, Denied> {
        let stage = self.stage.review(review).ok_or(Denied::NotFound)?;
        let content = self.frozen.get(review).ok_or(Denied::NotSigning)?;
        if self.panel.agencies().iter().any(|agency| !stage.signatures.contains_key(agency)) {
            return Err(Denied::SignaturesMissing);
        }
        // A record that nobody signed would be the chair's alone.
        if !stage.signatures.values().any(Signature::is_the_agencys) {
            return Err(Denied::SignaturesMissing);
        }
        let signature = |signature: &Signature| SignatureRecord {
            agency: signature.agency,
            by: record::name_and_post(&self.panel, &signature.by),
            answer: signature.answer.clone(),
            at: signature.at,
        };
        let file = record::seal(Record {
            format: record::RECORD_FORMAT,
            version: stage.versions + 1,
            correction: stage.correcting.clone(),
            previous_sha256: stage.record_sha256.clone(),
            closed_at: now,
            closed_by: record::name_and_post(&self.panel, by),
            content: content.clone(),
            content_sha256: record::hash_of(content),
            signatures: stage.signatures.values().map(signature).collect(),
        });
        Ok(vec![Happened::Closed { review: review.clone(), file: Box::new(file) }])
    }

    /// What is being signed, while it is.
    #[must_use]
    pub fn frozen(&self, review: &ReviewId) -> Option<&RecordContent> {
        self.frozen.get(review)
    }
}

impl CastBallot {
    /// A draft as it stands, cast.
    fn of(person: &Participant, draft: Draft) -> Self {
        Self {
            participant: Some(person.id.clone()),
            agency: person.agency,
            marks: draft.marks,
            comments: draft.comments,
            strengths: draft.strengths,
            areas: draft.areas,
            reason: draft.reason,
        }
    }
}

/// The most rounds of one section.
pub const ROUNDS_MAX: u32 = 20;

/// The most times that one section is opened again: as often as it can be scored again.
pub const AGREED_BEFORE_MAX: usize = ROUNDS_MAX as usize;

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

fn unique(sections: &[SectionId]) -> BTreeSet<&SectionId> {
    sections.iter().collect()
}

fn some(happened: Vec<Happened>) -> Result<Vec<Happened>, Denied> {
    if happened.is_empty() { Err(Denied::Empty) } else { Ok(happened) }
}

fn check_reason(reason: &str) -> Result<(), Denied> {
    const { assert!(REASON_CHARS_MAX < TEXT_UNITS_MAX as usize) };
    if reason.trim().is_empty() {
        Err(Denied::ReasonNeeded)
    } else if !Limit::REASON.fits(reason) {
        Err(Denied::TooLong)
    } else {
        Ok(())
    }
}
