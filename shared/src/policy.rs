//! Who may do what in which phase: the one place with such rules. The server asks [`decide`] at the gate that every
//! frame and request passes; the client asks the same function only to disable a control and to explain why.
//!
//! Whether a command makes sense in itself (a mark that is on the scale, a reason that is given) is not decided here
//! but in [`crate::meeting`].

#[cfg(test)]
pub(crate) mod tests;

use crate::command::Command;
use crate::document::Document;
use crate::id::ParticipantId;
use crate::panel::{Agency, Participant, Seat, Way};
use crate::stage::{ReviewPhase, ReviewStage, SectionPhase, SectionStage, SignAnswer, Signature, Stage};

/// Somebody in the room, with all that the rules look at.
#[derive(Debug, Clone, PartialEq, Eq)]
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
}

/// What somebody wants to do.
#[derive(Debug, Clone, Copy)]
pub enum Action<'a> {
    /// Have a command carried out.
    Do(&'a Command),
    /// Read a document and follow its changes.
    Read(&'a Document),
    /// Change a document.
    Write(&'a Document),
}

/// Why not. Each has a stable code for programs and a sentence for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// No such thing, or none that this person may know of (404).
    NotFound,
    /// Only the chair may (403).
    NotTheChair,
    /// Only the chair or the scribe may (403).
    NotTheScribe,
    /// Only the deputy may (403).
    NotTheDeputy,
    /// Only the moderator may (403).
    NotTheModerator,
    /// Only the assessor may (403).
    NotTheAssessor,
    /// Observers and the room screen only read (403).
    NoVoice,
    /// This person casts no ballot (403).
    NoBallot,
    /// It speaks for another agency (403).
    NotYourAgency,
    /// The section is not open for scoring (409).
    NotScoring,
    /// The section is not revealed (409).
    NotRevealed,
    /// The section has no agreed judgement yet (409).
    NotAgreed,
    /// The section was opened already (409).
    AlreadyOpen,
    /// There is no proposal to answer (409).
    NoProposal,
    /// The review is being signed; nothing in it changes (409).
    BeingSigned,
    /// The record is closed and never changes (409).
    RecordClosed,
    /// The review is not being signed (409).
    NotSigning,
    /// The review is not closed (409).
    NotClosed,
    /// The chair is in the room (409).
    ChairIsHere,
    /// The overall judgement comes after the sections (409).
    OverallComesLast,
    /// The section or review changed since the person decided (409).
    OutOfDate,
    /// A reason is needed (422).
    ReasonNeeded,
    /// A text is too long (422).
    TooLong,
    /// One section allows no more of it (409).
    TooOften,
    /// The mark is not on the scale (422).
    BadMark,
    /// Someone who cannot hold the office (422).
    CannotHoldOffice,
    /// No section has only equal ballots (409).
    NothingToAccept,
    /// What is being signed is not what the person read (409).
    ContentChanged,
    /// An agency has not signed (409).
    SignaturesMissing,
    /// Somebody of the agency has signed, so that the chair cannot note that nobody was there to (409).
    AlreadySigned,
    /// The command names nothing to do (422).
    Empty,
    /// This is for panels, and the review is judged by assessors; or the other way round (409).
    OtherWay,
    /// The form was handed in and no longer changes (409).
    HandedIn,
    /// The other form has not been handed in (409).
    NotHandedIn,
    /// A mark or a demanded comment is missing from the form (422).
    Incomplete,
}

impl Denied {
    /// Every denial, for the protocol's table and its test.
    pub const ALL: [Self; 35] = [
        Self::NotFound,
        Self::NotTheChair,
        Self::NotTheScribe,
        Self::NotTheDeputy,
        Self::NotTheModerator,
        Self::NotTheAssessor,
        Self::NoVoice,
        Self::NoBallot,
        Self::NotYourAgency,
        Self::NotScoring,
        Self::NotRevealed,
        Self::NotAgreed,
        Self::AlreadyOpen,
        Self::NoProposal,
        Self::BeingSigned,
        Self::RecordClosed,
        Self::NotSigning,
        Self::NotClosed,
        Self::ChairIsHere,
        Self::OverallComesLast,
        Self::OutOfDate,
        Self::ReasonNeeded,
        Self::TooLong,
        Self::TooOften,
        Self::BadMark,
        Self::CannotHoldOffice,
        Self::NothingToAccept,
        Self::ContentChanged,
        Self::SignaturesMissing,
        Self::AlreadySigned,
        Self::Empty,
        Self::OtherWay,
        Self::HandedIn,
        Self::NotHandedIn,
        Self::Incomplete,
    ];

    /// The stable code and the sentence for people.
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => ("not-found", "There is nothing here that you can open."),
            Self::NotTheChair => ("not-the-chair", "Only the chair can do this."),
            Self::NotTheScribe => ("not-the-scribe", "Only the chair or the scribe can write the record."),
            Self::NotTheDeputy => ("not-the-deputy", "Only the deputy can take the chair."),
            Self::NotTheModerator => ("not-the-moderator", "Only the moderator can do this."),
            Self::NotTheAssessor => ("not-the-assessor", "Only the assessor can do this."),
            Self::NoVoice => ("no-voice", "You are here to read, so you cannot change anything."),
            Self::NoBallot => ("no-ballot", "You do not score in this meeting."),
            Self::NotYourAgency => ("not-your-agency", "Only people from that agency can do this."),
            Self::NotScoring => ("not-scoring", "This section is not open for scoring."),
            Self::NotRevealed => ("not-revealed", "The scores of this section have not been revealed."),
            Self::NotAgreed => ("not-agreed", "This section has no agreed judgement yet."),
            Self::AlreadyOpen => ("already-open", "This section has been opened already."),
            Self::NoProposal => ("no-proposal", "There is no proposal to answer yet."),
            Self::BeingSigned => (
                "being-signed",
                "This review is being signed, so nothing in it can change. The chair can stop the signing.",
            ),
            Self::RecordClosed => ("record-closed", "The record is closed. A correction makes a new version."),
            Self::NotSigning => ("not-signing", "This review is not being signed."),
            Self::NotClosed => ("not-closed", "This review has not been closed."),
            Self::ChairIsHere => ("chair-is-here", "The chair is in the room and can hand over."),
            Self::OverallComesLast => {
                ("overall-comes-last", "The overall judgement opens once every section has been revealed.")
            }
            Self::OutOfDate => {
                ("out-of-date", "This changed while you were deciding. Look again and repeat it if you still want to.")
            }
            Self::ReasonNeeded => ("reason-needed", "Please give a reason."),
            Self::TooLong => ("too-long", "That text is too long. Please shorten it."),
            Self::TooOften => {
                ("too-often", "This has been done as often as one section allows. Go on with what there is.")
            }
            Self::BadMark => ("bad-mark", "That score is not one this section can have."),
            Self::CannotHoldOffice => ("cannot-hold-office", "That person cannot hold this office."),
            Self::NothingToAccept => ("nothing-to-accept", "No revealed section has the same score from everyone."),
            Self::ContentChanged => (
                "content-changed",
                "What is being signed has changed since you read it. Read it again before you sign.",
            ),
            Self::SignaturesMissing => (
                "signatures-missing",
                "Every agency has to sign, or be noted as not there to sign, before the record closes. At least one has to sign.",
            ),
            Self::AlreadySigned => (
                "already-signed",
                "This agency has signed. To change what it says, one of its own people signs again, or you stop the signing.",
            ),
            Self::Empty => ("empty", "There was nothing to do."),
            Self::OtherWay => ("other-way", "This review is not judged in that way."),
            Self::HandedIn => ("handed-in", "This form has been handed in, so it can no longer change."),
            Self::NotHandedIn => ("not-handed-in", "The other assessor has not handed in yet."),
            Self::Incomplete => {
                ("incomplete", "Something in the form is still missing. Check it and hand it in again.")
            }
        }
    }

    /// The stable code, in kebab case.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.words().0
    }

    /// The sentence for people.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        self.words().1
    }
}

impl std::fmt::Display for Denied {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.sentence())
    }
}

impl std::error::Error for Denied {}

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
        Action::Do(command) => may_do(actor, command, stage),
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
    match &stage.way {
        Way::Moderated { auditor, moderator, sees_audit: true, .. } => {
            owner == auditor && actor.id == *moderator && review.handed_in.contains_key(auditor)
        }
        Way::Moderated { .. } | Way::Alone { .. } | Way::Panel => false,
    }
}

fn may_write(actor: &Actor, document: &Document, stage: &Stage) -> Result<(), Denied> {
    may_read(actor, document, stage)?;
    let Some(review) = document.review() else {
        return Err(Denied::NoVoice);
    };
    let review = stage.review(review).ok_or(Denied::NotFound)?;
    if !actor.has_voice() {
        return Err(Denied::NoVoice);
    }
    match document {
        Document::Record(_) if !(actor.is_chair || actor.is_scribe) => {
            return Err(Denied::NotTheScribe);
        }
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

fn may_do(actor: &Actor, command: &Command, stage: &Stage) -> Result<(), Denied> {
    let review = match command.review() {
        Some(id) => Some(stage.review(id).ok_or(Denied::NotFound)?),
        None => None,
    };
    which_way(command, stage)?;
    who_may(actor, command, stage)?;
    if let Some(review) = review {
        when_may(command, review)?;
        for id in command.sections() {
            section_may(command, review.section(id).ok_or(Denied::NotFound)?)?;
        }
    }
    Ok(())
}

/// Panels reveal, reconcile and sign; assessors hand in and moderate.
fn which_way(command: &Command, stage: &Stage) -> Result<(), Denied> {
    let is_panel = stage.way == Way::Panel;
    let fits = match command {
        Command::HandIn { .. } => !is_panel,
        Command::Moderate { .. } | Command::Finish { .. } => matches!(stage.way, Way::Moderated { .. }),
        Command::Open { .. }
        | Command::Ready { .. }
        | Command::Reveal { .. }
        | Command::NewRound { .. }
        | Command::Propose { .. }
        | Command::Respond { .. }
        | Command::Settle { .. }
        | Command::AcceptSame { .. }
        | Command::Reopen { .. }
        | Command::RecordDissent { .. }
        | Command::PublishView { .. }
        | Command::OpenSigning { .. }
        | Command::BackToDiscussion { .. }
        | Command::Sign { .. }
        | Command::Close { .. } => is_panel,
        Command::Correct { .. }
        | Command::TakeUp { .. }
        | Command::Attend { .. }
        | Command::SetTimer { .. }
        | Command::HandOver { .. }
        | Command::TakeChair
        | Command::NameDeputy { .. }
        | Command::NameScribe { .. } => true,
    };
    if fits { Ok(()) } else { Err(Denied::OtherWay) }
}

/// The person's side of the rule.
fn who_may(actor: &Actor, command: &Command, stage: &Stage) -> Result<(), Denied> {
    if !actor.has_voice() {
        return Err(Denied::NoVoice);
    }
    match command {
        Command::TakeUp { .. }
        | Command::Open { .. }
        | Command::Reveal { .. }
        | Command::NewRound { .. }
        | Command::Propose { .. }
        | Command::Settle { .. }
        | Command::AcceptSame { .. }
        | Command::Reopen { .. }
        | Command::Attend { .. }
        | Command::SetTimer { .. }
        | Command::HandOver { .. }
        | Command::NameDeputy { .. }
        | Command::NameScribe { .. }
        | Command::OpenSigning { .. }
        | Command::BackToDiscussion { .. }
        | Command::Close { .. }
        | Command::Sign { answer: SignAnswer::NotPresent, .. } => {
            if actor.is_chair {
                Ok(())
            } else {
                Err(Denied::NotTheChair)
            }
        }
        Command::Correct { .. } => may_correct(actor, stage),
        Command::TakeChair if !actor.is_deputy => Err(Denied::NotTheDeputy),
        // Nobody is promoted by a lost connection: the deputy asks, and only while the chair is away.
        Command::TakeChair if stage.here.contains(&stage.offices.chair) => Err(Denied::ChairIsHere),
        Command::HandIn { .. } if !stage.way.hands_in(&actor.id) => Err(Denied::NoBallot),
        Command::Moderate { .. } | Command::Finish { .. } if !is_moderator(actor, stage) => {
            Err(Denied::NotTheModerator)
        }
        Command::Ready { .. } if actor.seat != Seat::Member => Err(Denied::NoBallot),
        Command::Sign { agency, answer: SignAnswer::Agree | SignAnswer::Reservation { .. }, .. }
            if *agency != actor.agency =>
        {
            Err(Denied::NotYourAgency)
        }
        Command::HandIn { review } => match stage.review(review) {
            Some(review) if review.handed_in.contains_key(&actor.id) => Err(Denied::HandedIn),
            _ => Ok(()),
        },
        Command::Moderate { .. }
        | Command::Finish { .. }
        | Command::TakeChair
        | Command::Ready { .. }
        | Command::Sign { .. }
        | Command::Respond { .. }
        | Command::RecordDissent { .. }
        | Command::PublishView { .. } => Ok(()),
    }
}

/// Whoever ends a review opens it again: the chair, the assessor, or the moderator.
fn may_correct(actor: &Actor, stage: &Stage) -> Result<(), Denied> {
    match &stage.way {
        Way::Panel if !actor.is_chair => Err(Denied::NotTheChair),
        Way::Alone { assessor } if *assessor != actor.id => Err(Denied::NotTheAssessor),
        Way::Moderated { moderator, .. } if *moderator != actor.id => Err(Denied::NotTheModerator),
        Way::Panel | Way::Alone { .. } | Way::Moderated { .. } => Ok(()),
    }
}

fn is_moderator(actor: &Actor, stage: &Stage) -> bool {
    matches!(&stage.way, Way::Moderated { moderator, .. } if *moderator == actor.id)
}

/// The review's side of the rule.
fn when_may(command: &Command, review: &ReviewStage) -> Result<(), Denied> {
    match command {
        Command::TakeUp { .. } | Command::Attend { .. } => Ok(()),
        Command::BackToDiscussion { .. } | Command::Sign { .. } | Command::Close { .. } => {
            being_signed(review)?;
            not_signed_over(command, review)
        }
        Command::Correct { .. } => match review.phase {
            ReviewPhase::Closed => Ok(()),
            ReviewPhase::Open | ReviewPhase::Signing => Err(Denied::NotClosed),
        },
        Command::Open { .. }
        | Command::Ready { .. }
        | Command::Reveal { .. }
        | Command::NewRound { .. }
        | Command::Propose { .. }
        | Command::Respond { .. }
        | Command::Settle { .. }
        | Command::AcceptSame { .. }
        | Command::Reopen { .. }
        | Command::RecordDissent { .. }
        | Command::PublishView { .. }
        | Command::HandIn { .. }
        | Command::Moderate { .. }
        | Command::Finish { .. }
        | Command::OpenSigning { .. } => still_open(review),
        Command::SetTimer { .. }
        | Command::HandOver { .. }
        | Command::TakeChair
        | Command::NameDeputy { .. }
        | Command::NameScribe { .. } => Ok(()),
    }
}

fn being_signed(review: &ReviewStage) -> Result<(), Denied> {
    match review.phase {
        ReviewPhase::Signing => Ok(()),
        ReviewPhase::Open => Err(Denied::NotSigning),
        ReviewPhase::Closed => Err(Denied::RecordClosed),
    }
}

/// What an agency has signed is its own: the chair cannot put "not there to sign" in its place.
fn not_signed_over(command: &Command, review: &ReviewStage) -> Result<(), Denied> {
    match command {
        Command::Sign { agency, answer: SignAnswer::NotPresent, .. }
            if review.signatures.get(agency).is_some_and(Signature::is_the_agencys) =>
        {
            Err(Denied::AlreadySigned)
        }
        _ => Ok(()),
    }
}

/// The section's side of the rule.
fn section_may(command: &Command, section: &SectionStage) -> Result<(), Denied> {
    let (phase, otherwise) = match command {
        Command::Open { .. } => (SectionPhase::Reading, Denied::AlreadyOpen),
        Command::Ready { .. } | Command::Reveal { .. } => (SectionPhase::Scoring, Denied::NotScoring),
        Command::NewRound { .. }
        | Command::Propose { .. }
        | Command::Respond { .. }
        | Command::Settle { .. }
        | Command::Moderate { .. } => (SectionPhase::Revealed, Denied::NotRevealed),
        Command::Reopen { .. } | Command::RecordDissent { .. } => (SectionPhase::Agreed, Denied::NotAgreed),
        Command::TakeUp { .. }
        | Command::AcceptSame { .. }
        | Command::PublishView { .. }
        | Command::Attend { .. }
        | Command::SetTimer { .. }
        | Command::HandOver { .. }
        | Command::TakeChair
        | Command::NameDeputy { .. }
        | Command::NameScribe { .. }
        | Command::OpenSigning { .. }
        | Command::BackToDiscussion { .. }
        | Command::Sign { .. }
        | Command::Close { .. }
        | Command::HandIn { .. }
        | Command::Finish { .. }
        | Command::Correct { .. } => return Ok(()),
    };
    if section.phase != phase {
        return Err(otherwise);
    }
    match command {
        Command::Respond { .. } | Command::Settle { .. } if section.proposal.is_none() => Err(Denied::NoProposal),
        _ => Ok(()),
    }
}
