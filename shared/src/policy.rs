//! Who may do what in which phase: the one place with such rules. The server asks [`decide`] at the gate that every
//! frame and request passes; the client asks the same function only to disable a control and to explain why.
//!
//! Whether a command makes sense in itself (a mark that is on the scale, a reason that is given) is not decided here
//! but in [`crate::meeting`]. What each command needs is a row of `policy/rule.rs`; documents are decided on here,
//! and what the coordinator may change of a panel in `policy/change.rs`.

mod change;
mod denied;
mod rule;
#[cfg(test)]
pub(crate) mod tests;

use crate::command::Command;
use crate::document::Document;
use crate::id::ParticipantId;
use crate::panel::{Agency, Participant, Seat, Way};
use crate::stage::{ReviewPhase, ReviewStage, Stage};

pub use change::may_change;
pub use denied::Denied;
pub use rule::{InSection, Rule, Ways, When, Who, rule};

/// Somebody in the room, with all that the rules look at.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a person may hold any of the offices at once")]
pub struct Actor {
    /// Who.
    pub id: ParticipantId,
    /// For which agency.
    pub agency: Agency,
    /// At the table for what.
    pub seat: Seat,
    /// Holds the chair.
    pub is_chair: bool,
    /// Is the deputy.
    pub is_deputy: bool,
    /// Is the scribe.
    pub is_scribe: bool,
    /// Was taken off the panel.
    pub removed: bool,
}

impl Actor {
    /// The actor that a participant is in this stage of the meeting.
    #[must_use]
    pub fn of(person: &Participant, stage: &Stage) -> Self {
        Self {
            id: person.id.clone(),
            agency: person.agency,
            seat: person.seat,
            is_chair: stage.offices.chair == person.id,
            is_deputy: stage.offices.deputy.as_ref() == Some(&person.id),
            is_scribe: stage.offices.scribe.as_ref() == Some(&person.id),
            removed: person.removed,
        }
    }

    fn has_voice(&self) -> bool {
        matches!(self.seat, Seat::Member | Seat::NonScoring)
    }

    /// Whether this person writes the record: the chair and the scribe do.
    #[must_use]
    pub fn writes_record(&self) -> bool {
        self.is_chair || self.is_scribe
    }
}

/// What an actor wants to do.
#[derive(Debug, Clone, Copy)]
pub enum Action<'a> {
    /// Have a command carried out.
    Do(&'a Command),
    /// Read a document and follow its changes.
    Read(&'a Document),
    /// Change a document.
    Write(&'a Document),
}

/// Decides whether the actor may do it now.
///
/// # Errors
/// Why not, as [`Denied`].
pub fn decide(actor: &Actor, action: Action<'_>, stage: &Stage) -> Result<(), Denied> {
    if actor.removed {
        return Err(Denied::NotFound);
    }
    match action {
        Action::Read(document) => may_read(actor, document, stage),
        Action::Write(document) => may_write(actor, document, stage),
        Action::Do(_) if stage.cancelled => Err(Denied::Cancelled),
        Action::Do(command) => rule::may_do(actor, command, stage),
    }
}

fn may_read(actor: &Actor, document: &Document, stage: &Stage) -> Result<(), Denied> {
    let review = match document.review() {
        Some(id) => Some(stage.review(id).ok_or(Denied::NotFound)?),
        None => None,
    };
    let may = match (document, review) {
        (Document::Room(_), _) => true,
        (Document::Notes(_), _) => actor.seat != Seat::Screen,
        // The room screen shows the themes and actions that the panel keeps.
        (Document::Record(_), _) => true,
        // The owner's devices and nobody else, ever: not the chair, not after the reveal.
        (Document::Ballot(_, owner), Some(review)) => {
            (*owner == actor.id && actor.seat == Seat::Member) || may_see_audit(actor, owner, review, stage)
        }
        (Document::Ballot(..), None) => false,
        (Document::View(_, agency), Some(review)) => {
            let writes_it = actor.has_voice() && actor.agency == *agency;
            writes_it || (actor.seat != Seat::Screen && review.views_published.contains(agency))
        }
        (Document::View(..), None) => false,
    };
    if may { Ok(()) } else { Err(Denied::NotFound) }
}

/// A moderator who was set up to see the audit sees it once it is handed in and no longer changes.
fn may_see_audit(actor: &Actor, owner: &ParticipantId, review: &ReviewStage, stage: &Stage) -> bool {
    audit_shown_to(&stage.way, &actor.id).is_some_and(|auditor| owner == auditor)
        && review.handed_in.contains_key(owner)
}

/// Whose audit this person is shown once it is handed in; none where the moderation is blind.
#[must_use]
pub fn audit_shown_to<'a>(way: &'a Way, who: &ParticipantId) -> Option<&'a ParticipantId> {
    match way {
        Way::Moderated { auditor, moderator, sees_audit: true, .. } => (moderator == who).then_some(auditor),
        Way::Moderated { .. } | Way::Alone { .. } | Way::Panel => None,
    }
}

fn may_write(actor: &Actor, document: &Document, stage: &Stage) -> Result<(), Denied> {
    may_read(actor, document, stage)?;
    if stage.cancelled {
        return Err(Denied::Cancelled);
    }
    let Some(review) = document.review() else {
        return Err(Denied::NoVoice);
    };
    let review = stage.review(review).ok_or(Denied::NotFound)?;
    if !actor.has_voice() {
        return Err(Denied::NoVoice);
    }
    match document {
        Document::Record(_) if !actor.writes_record() => return Err(Denied::NotTheScribe),
        Document::View(_, agency) if *agency != actor.agency => return Err(Denied::NotYourAgency),
        Document::Ballot(_, owner) if *owner != actor.id => return Err(Denied::HandedIn),
        Document::Ballot(_, owner) if review.handed_in.contains_key(owner) => return Err(Denied::HandedIn),
        Document::Room(_) | Document::Notes(_) | Document::Record(_) | Document::Ballot(..) | Document::View(..) => {}
    }
    still_open(review)
}

fn still_open(review: &ReviewStage) -> Result<(), Denied> {
    match review.phase {
        ReviewPhase::Open => Ok(()),
        ReviewPhase::Signing => Err(Denied::BeingSigned),
        ReviewPhase::Closed => Err(Denied::RecordClosed),
    }
}
