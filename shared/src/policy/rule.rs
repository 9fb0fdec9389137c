//! What the policy asks before a command: one rule each, with the four things that it looks at. A command that has no
//! rule does not compile.

use super::{Actor, Denied, still_open};
use crate::command::Command;
use crate::panel::{Agency, Seat, Way};
use crate::stage::{ReviewPhase, ReviewStage, SectionPhase, SectionStage, SignAnswer, Signature, Stage};

/// What has to hold before a command is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// By whom the plans are judged.
    pub way: Ways,
    /// Who may.
    pub who: Who,
    /// Where the review stands.
    pub when: When,
    /// Where each section stands that the command names.
    pub section: InSection,
}

/// By whom the plans are judged where a command is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ways {
    /// However it is done.
    Any,
    /// Panels reveal, reconcile and sign.
    Panel,
    /// Assessors hand in.
    Assessors,
    /// A moderator judges again.
    Moderated,
}

/// Who may. Nobody may do anything without a voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everyone with a voice.
    Voices,
    /// Everyone who casts a ballot.
    Scorers,
    /// The chair.
    Chair,
    /// The deputy, while the chair is away. Nobody is promoted by a lost connection: the deputy asks.
    DeputyAlone,
    /// The people of one agency.
    AgencysOwn(Agency),
    /// An assessor who has not handed in.
    Assessors,
    /// The moderator.
    Moderator,
    /// The person who ends a review: the chair, the assessor, or the moderator.
    Closer,
}

/// Where the review stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Anywhere, or no review is meant.
    Any,
    /// The review is open.
    Open,
    /// The review is being signed.
    Signing,
    /// The review is being signed, and nobody of this agency has. What an agency has signed is its own: the chair cannot
    /// put "not there to sign" in its place.
    SigningWithout(Agency),
    /// The record is closed.
    Closed,
}

/// Where a section stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InSection {
    /// Anywhere, or no section is meant.
    Any,
    /// It is being read.
    Reading,
    /// It is open for scoring.
    Scoring,
    /// Its scores are on the table.
    Revealed,
    /// A judgement is before the panel.
    Proposed,
    /// It is agreed.
    Agreed,
}

/// The rule of a command.
#[must_use]
pub const fn rule(command: &Command) -> Rule {
    use InSection as In;
    const fn panels(who: Who, when: When, section: InSection) -> Rule {
        Rule { way: Ways::Panel, who, when, section }
    }
    const fn anywhere(who: Who) -> Rule {
        Rule { way: Ways::Any, who, when: When::Any, section: InSection::Any }
    }
    match command {
        Command::TakeUp { .. } => anywhere(Who::Chair),
        Command::Open { .. } => panels(Who::Chair, When::Open, In::Reading),
        Command::Ready { .. } => panels(Who::Scorers, When::Open, In::Scoring),
        Command::Reveal { .. } => panels(Who::Chair, When::Open, In::Scoring),
        Command::NewRound { .. } => panels(Who::Chair, When::Open, In::Revealed),
        Command::Propose { .. } => panels(Who::Chair, When::Open, In::Revealed),
        Command::Respond { .. } => panels(Who::Voices, When::Open, In::Proposed),
        Command::Settle { .. } => panels(Who::Chair, When::Open, In::Proposed),
        Command::AcceptSame { .. } => panels(Who::Chair, When::Open, In::Any),
        Command::Reopen { .. } => panels(Who::Chair, When::Open, In::Agreed),
        Command::RecordDissent { .. } => panels(Who::Voices, When::Open, In::Agreed),
        Command::PublishView { .. } => panels(Who::Voices, When::Open, In::Any),
        Command::Attend { .. } => anywhere(Who::Chair),
        Command::SetTimer { .. } => anywhere(Who::Chair),
        Command::SetTimeBox { .. } => panels(Who::Chair, When::Any, In::Any),
        Command::HandOver { .. } => anywhere(Who::Chair),
        Command::TakeChair => anywhere(Who::DeputyAlone),
        Command::NameDeputy { .. } => anywhere(Who::Chair),
        Command::NameScribe { .. } => anywhere(Who::Chair),
        Command::OpenSigning { .. } => panels(Who::Chair, When::Open, In::Any),
        Command::BackToDiscussion { .. } => panels(Who::Chair, When::Signing, In::Any),
        Command::Sign { agency, answer: SignAnswer::NotPresent, .. } => {
            panels(Who::Chair, When::SigningWithout(*agency), In::Any)
        }
        Command::Sign { agency, answer: SignAnswer::Agree | SignAnswer::Reservation { .. }, .. } => {
            panels(Who::AgencysOwn(*agency), When::Signing, In::Any)
        }
        Command::Close { .. } => panels(Who::Chair, When::Signing, In::Any),
        Command::HandIn { .. } => {
            Rule { way: Ways::Assessors, who: Who::Assessors, when: When::Open, section: In::Any }
        }
        Command::Moderate { .. } => {
            Rule { way: Ways::Moderated, who: Who::Moderator, when: When::Open, section: In::Revealed }
        }
        Command::Finish { .. } => {
            Rule { way: Ways::Moderated, who: Who::Moderator, when: When::Open, section: In::Any }
        }
        Command::Correct { .. } => Rule { way: Ways::Any, who: Who::Closer, when: When::Closed, section: In::Any },
    }
}

pub(super) fn may_do(actor: &Actor, command: &Command, stage: &Stage) -> Result<(), Denied> {
    let review = match command.review() {
        Some(id) => Some(stage.review(id).ok_or(Denied::NotFound)?),
        None => None,
    };
    let rule = rule(command);
    rule.way.allow(&stage.way)?;
    rule.who.allow(actor, stage, review)?;
    if let Some(review) = review {
        rule.when.allow(review)?;
        for id in command.sections() {
            rule.section.allow(review.section(id).ok_or(Denied::NotFound)?)?;
        }
    }
    Ok(())
}

fn holds(condition: bool, otherwise: Denied) -> Result<(), Denied> {
    if condition { Ok(()) } else { Err(otherwise) }
}

impl Ways {
    fn allow(self, way: &Way) -> Result<(), Denied> {
        let fits = match self {
            Self::Any => true,
            Self::Panel => *way == Way::Panel,
            Self::Assessors => *way != Way::Panel,
            Self::Moderated => matches!(way, Way::Moderated { .. }),
        };
        holds(fits, Denied::OtherWay)
    }
}

impl Who {
    fn allow(self, actor: &Actor, stage: &Stage, review: Option<&ReviewStage>) -> Result<(), Denied> {
        holds(actor.has_voice(), Denied::NoVoice)?;
        match self {
            Self::Voices => Ok(()),
            Self::Scorers => holds(actor.seat == Seat::Member, Denied::NoBallot),
            Self::Chair => holds(actor.is_chair, Denied::NotTheChair),
            Self::DeputyAlone => {
                holds(actor.is_deputy, Denied::NotTheDeputy)?;
                holds(!stage.here.contains(&stage.offices.chair), Denied::ChairIsHere)
            }
            Self::AgencysOwn(agency) => holds(agency == actor.agency, Denied::NotYourAgency),
            Self::Assessors => {
                holds(stage.way.hands_in(&actor.id), Denied::NoBallot)?;
                holds(review.is_none_or(|review| !review.handed_in.contains_key(&actor.id)), Denied::HandedIn)
            }
            Self::Moderator => holds(is_moderator(actor, stage), Denied::NotTheModerator),
            Self::Closer => match &stage.way {
                Way::Panel => holds(actor.is_chair, Denied::NotTheChair),
                Way::Alone { assessor } => holds(*assessor == actor.id, Denied::NotTheAssessor),
                Way::Moderated { .. } => holds(is_moderator(actor, stage), Denied::NotTheModerator),
            },
        }
    }
}

fn is_moderator(actor: &Actor, stage: &Stage) -> bool {
    matches!(&stage.way, Way::Moderated { moderator, .. } if *moderator == actor.id)
}

impl When {
    fn allow(self, review: &ReviewStage) -> Result<(), Denied> {
        match self {
            Self::Any => Ok(()),
            Self::Open => still_open(review),
            Self::Signing => being_signed(review),
            Self::SigningWithout(agency) => {
                being_signed(review)?;
                let signed = review.signatures.get(&agency).is_some_and(Signature::is_the_agencys);
                holds(!signed, Denied::AlreadySigned)
            }
            Self::Closed => holds(review.phase == ReviewPhase::Closed, Denied::NotClosed),
        }
    }
}

fn being_signed(review: &ReviewStage) -> Result<(), Denied> {
    match review.phase {
        ReviewPhase::Signing => Ok(()),
        ReviewPhase::Open => Err(Denied::NotSigning),
        ReviewPhase::Closed => Err(Denied::RecordClosed),
    }
}

impl InSection {
    fn allow(self, section: &SectionStage) -> Result<(), Denied> {
        let is = |phase, otherwise| holds(section.phase == phase, otherwise);
        match self {
            Self::Any => Ok(()),
            Self::Reading => is(SectionPhase::Reading, Denied::AlreadyOpen),
            Self::Scoring => is(SectionPhase::Scoring, Denied::NotScoring),
            Self::Revealed => is(SectionPhase::Revealed, Denied::NotRevealed),
            Self::Proposed => {
                is(SectionPhase::Revealed, Denied::NotRevealed)?;
                holds(section.proposal.is_some(), Denied::NoProposal)
            }
            Self::Agreed => is(SectionPhase::Agreed, Denied::NotAgreed),
        }
    }
}
