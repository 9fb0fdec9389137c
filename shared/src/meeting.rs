//! The meeting: the state that its decisions add up to. [`Meeting::decide`] turns a command into a decision or a
//! refusal and changes nothing; [`Meeting::apply`] adds a decision and cannot fail. Replaying the kept decisions in
//! order gives the same meeting again.
//!
//! Pure: the clock and the draft ballots are handed in. Who may do what when is [`crate::policy`]. How sections are opened
//! and revealed is in `meeting/scoring.rs`, how they are settled in `meeting/settling.rs`, what is signed and closed in
//! `meeting/signing.rs`, what is judged without a panel in `meeting/assess.rs`, and what the coordinator changes in
//! `meeting/changing.rs`.

#[cfg(test)]
mod agreed_before_tests;
mod assess;
#[cfg(test)]
mod assess_tests;
mod changing;
#[cfg(test)]
mod changing_tests;
mod content;
mod effect;
#[cfg(test)]
mod limiting_tests;
#[cfg(test)]
mod random_tests;
mod scoring;
mod settling;
mod signing;
#[cfg(test)]
mod signing_tests;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::command::{By, Command, Decision, Envelope, Happened};
use crate::fit::{Limit, REASON_CHARS_MAX, TEXT_UNITS_MAX};
use crate::framework::{Framework, SectionId};
use crate::id::{OpId, ParticipantId, ReviewId, Time};
use crate::panel::{Panel, Seat};
use crate::policy::{self, Action, Actor, Denied};
use crate::record::{RecordContent, Written};
use crate::schema::Draft;
use crate::stage::{Consent, Round, SectionStage, Stage};

use changing::Past;

pub use assess::{Gap, Lacks, gaps};
pub use changing::not_begun;
pub use scoring::agencies_not_ready;
pub use settling::{all_same, not_answered, same_marks};

/// The most rounds of one section.
pub const ROUNDS_MAX: u32 = 20;
/// The most times that one section is opened again: as often as it can be scored again.
pub const AGREED_BEFORE_MAX: usize = ROUNDS_MAX as usize;
/// The longest clock, and the most that is set aside for a section, in minutes: a working day.
pub const TIMER_MINUTES_MAX: u32 = 8 * 60;

/// What a decision needs from outside the meeting; asked for only when the decision turns on it.
pub trait Outside {
    /// The draft of one person for one section and round, as it stands now.
    fn draft(&self, who: &ParticipantId, review: &ReviewId, section: &SectionId, round: u32) -> Draft;
    /// What the documents of a review say now.
    fn written(&self, review: &ReviewId) -> Written;
    /// Whether anybody has written or marked anything in a review.
    fn has_writing(&self, review: &ReviewId) -> bool;
}

/// A panel at work.
#[derive(Debug, Clone)]
pub struct Meeting {
    panel: Panel,
    framework: Framework,
    stage: Stage,
    rounds: BTreeMap<(ReviewId, SectionId), Vec<Round>>,
    ops: BTreeMap<OpId, (By, u64)>,
    /// What is being signed, for the reviews in that phase.
    frozen: BTreeMap<ReviewId, RecordContent>,
    /// What is known of the past beside the stage.
    past: Past,
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
    /// A meeting at which nothing has happened, of the panel as it was made.
    #[must_use]
    pub fn new(panel: Panel, framework: Framework) -> Self {
        let framework = framework.worded(panel.face.as_deref());
        let stage = Stage {
            version: 0,
            way: panel.way.clone(),
            offices: panel.offices.clone(),
            arrived: BTreeMap::new(),
            here: BTreeSet::new(),
            current: panel.agenda.first().map(|review| review.id.clone()),
            attention: None,
            timer: None,
            time_box: None,
            reviews: panel.agenda.iter().map(|review| not_begun(&framework, &panel.way, &review.id)).collect(),
            cancelled: false,
        };
        let (rounds, ops, frozen) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { panel, framework, stage, rounds, ops, frozen, past: Past::default() }
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

    /// The decision that a person came for the first time; `None` if they came before or are a screen.
    #[must_use]
    pub fn arrival(&self, who: &ParticipantId, op: OpId, now: Time) -> Option<Decision> {
        let person = self.panel.participant(who)?;
        let first = person.seat != Seat::Screen && !self.stage.arrived.contains_key(who);
        (first && !self.stage.cancelled)
            .then(|| self.decision(op, who, now, vec![Happened::Arrived { who: who.clone() }]))
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
            let same = matches!(who, By::Person(who) if who == by);
            return if same { Ok(Verdict::Before(*seq)) } else { Err(Denied::NotFound) };
        }
        policy::decide(&self.actor(by)?, Action::Do(&envelope.command), &self.stage)?;
        self.check_current(&envelope.command, envelope.seen)?;
        let happened = self.outcome(by, envelope, now, outside)?;
        Ok(Verdict::New(self.decision(envelope.op.clone(), by, now, happened)))
    }

    fn decision(&self, op: OpId, by: &ParticipantId, at: Time, happened: Vec<Happened>) -> Decision {
        Decision { seq: self.stage.version + 1, op, by: By::Person(by.clone()), at, happened }
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
            Command::Propose { review, section, marks, why } => {
                self.check_marks(&section, &marks)?;
                let beyond = self.beyond(&review, &section, &marks, why)?;
                one(Happened::Proposed { review, section, marks, beyond })
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
            Command::SetTimer { minutes } | Command::SetTimeBox { minutes } if minutes > TIMER_MINUTES_MAX => {
                Err(Denied::TooLong)
            }
            Command::SetTimer { minutes } => one(Happened::TimerSet { minutes }),
            Command::SetTimeBox { minutes } => one(Happened::TimeBoxSet { minutes }),
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
                self.check_limits(&review)?;
                let content = self.content(&review, &outside.written(&review)).ok_or(Denied::NotFound)?;
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

    fn check_office(&self, to: &ParticipantId) -> Result<(), Denied> {
        match self.panel.participant(to) {
            Some(person) if person.has_voice() => Ok(()),
            _ => Err(Denied::CannotHoldOffice),
        }
    }
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
