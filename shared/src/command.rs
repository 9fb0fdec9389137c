//! What a person may ask for, and what happened because of it. Commands are decided by [`crate::meeting`] under
//! [`crate::policy`]; what happened is kept as append-only rows, and the stage is their sum.

use serde::{Deserialize, Serialize};

use crate::framework::SectionId;
use crate::id::{BadId, CoordinatorId, OpId, ParticipantId, ReviewId, Time};
use crate::mark::Marks;
use crate::panel::{Agency, PanelChange};
use crate::record::{RecordContent, RecordFile};
use crate::stage::{Agreed, Beyond, Consent, Round, SignAnswer};

/// A command on its way to the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// Made by the client: the same command sent twice has one effect and one answer.
    pub op: OpId,
    /// The stage version that the person decided on. A command whose section or review has changed since is refused.
    pub seen: u64,
    /// What is asked for.
    pub command: Command,
}

/// What a person may ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "do", deny_unknown_fields)]
pub enum Command {
    /// Put a review on the table.
    TakeUp {
        /// Which review.
        review: ReviewId,
    },
    /// Open sections for private scoring.
    Open {
        /// Which review.
        review: ReviewId,
        /// Which sections; each is being read now.
        sections: Vec<SectionId>,
    },
    /// Say or unsay "I'm ready" for a section.
    Ready {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
        /// The one bit.
        ready: bool,
    },
    /// Reveal every ballot of the sections at once.
    Reveal {
        /// Which review.
        review: ReviewId,
        /// Which sections; each is being scored now.
        sections: Vec<SectionId>,
        /// Why, when an agency is not ready.
        without: Option<String>,
    },
    /// Score a revealed section again in private.
    NewRound {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
    },
    /// Put a judgement to the panel.
    Propose {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
        /// The judgement.
        marks: Marks,
        /// Why, when it goes beyond what was scored.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<String>,
    },
    /// Answer the proposal.
    Respond {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
        /// The answer.
        consent: Consent,
    },
    /// Settle the proposal as the agreed judgement.
    Settle {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
        /// Why, when somebody with a voice has not answered.
        without: Option<String>,
    },
    /// Settle every revealed section whose ballots are all the same.
    AcceptSame {
        /// Which review.
        review: ReviewId,
    },
    /// Take an agreed section back to the table.
    Reopen {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
        /// Why.
        reason: String,
    },
    /// Put the sender's dissent from an agreed judgement on the record.
    RecordDissent {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
        /// Why.
        reason: String,
    },
    /// Publish the view of the sender's agency on the plan as a whole.
    PublishView {
        /// Which review.
        review: ReviewId,
    },
    /// Ask everyone to look at a section.
    Attend {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
    },
    /// Start a clock of so many minutes; 0 takes it down.
    SetTimer {
        /// Minutes from now.
        minutes: u32,
    },
    /// Set so many minutes aside for each section of every review on the agenda; 0 for none. It shows and never acts.
    SetTimeBox {
        /// Minutes for one section.
        minutes: u32,
    },
    /// Hand the chair to someone.
    HandOver {
        /// The new chair.
        to: ParticipantId,
    },
    /// Take the chair as its deputy while the chair is away.
    TakeChair,
    /// Name the deputy, or nobody.
    NameDeputy {
        /// The new deputy.
        to: Option<ParticipantId>,
    },
    /// Name the scribe, or nobody.
    NameScribe {
        /// The new scribe.
        to: Option<ParticipantId>,
    },
    /// Freeze the content of a review so that the agencies can sign it.
    OpenSigning {
        /// Which review.
        review: ReviewId,
    },
    /// Go back from signing to discussion; the signatures fall.
    BackToDiscussion {
        /// Which review.
        review: ReviewId,
        /// Why.
        reason: String,
    },
    /// Sign for the sender's agency, or, as chair, note that nobody of an agency was there to sign.
    Sign {
        /// Which review.
        review: ReviewId,
        /// For which agency.
        agency: Agency,
        /// What is said.
        answer: SignAnswer,
        /// The SHA-256 of the content that the person read.
        content_sha256: String,
    },
    /// Close the record.
    Close {
        /// Which review.
        review: ReviewId,
    },
    /// Hand in the sender's whole form, where assessors judge and not a panel.
    HandIn {
        /// Which review.
        review: ReviewId,
    },
    /// Settle a section on which auditor and moderator differ.
    Moderate {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
        /// The judgement.
        marks: Marks,
    },
    /// Close the record of a moderated review.
    Finish {
        /// Which review.
        review: ReviewId,
    },
    /// Open a closed review again to correct its record in a new version: the chair of a panel, and otherwise the assessor
    /// or the moderator. Forms open as they were handed in.
    Correct {
        /// Which review.
        review: ReviewId,
        /// Why.
        reason: String,
    },
}

impl Command {
    /// The review that the command is about, if it is about one.
    #[must_use]
    pub fn review(&self) -> Option<&ReviewId> {
        match self {
            Self::TakeUp { review }
            | Self::Open { review, .. }
            | Self::Ready { review, .. }
            | Self::Reveal { review, .. }
            | Self::NewRound { review, .. }
            | Self::Propose { review, .. }
            | Self::Respond { review, .. }
            | Self::Settle { review, .. }
            | Self::AcceptSame { review }
            | Self::Reopen { review, .. }
            | Self::RecordDissent { review, .. }
            | Self::PublishView { review }
            | Self::Attend { review, .. }
            | Self::OpenSigning { review }
            | Self::BackToDiscussion { review, .. }
            | Self::Sign { review, .. }
            | Self::Close { review }
            | Self::HandIn { review }
            | Self::Moderate { review, .. }
            | Self::Finish { review }
            | Self::Correct { review, .. } => Some(review),
            Self::SetTimer { .. }
            | Self::SetTimeBox { .. }
            | Self::HandOver { .. }
            | Self::TakeChair
            | Self::NameDeputy { .. }
            | Self::NameScribe { .. } => None,
        }
    }

    /// The sections that the command is about; none for a command on a whole review or on the meeting.
    #[must_use]
    pub fn sections(&self) -> &[SectionId] {
        match self {
            Self::Open { sections, .. } | Self::Reveal { sections, .. } => sections,
            Self::Ready { section, .. }
            | Self::NewRound { section, .. }
            | Self::Propose { section, .. }
            | Self::Respond { section, .. }
            | Self::Settle { section, .. }
            | Self::Reopen { section, .. }
            | Self::RecordDissent { section, .. }
            | Self::Moderate { section, .. }
            | Self::Attend { section, .. } => std::slice::from_ref(section),
            _ => &[],
        }
    }
}

/// One thing that happened. A decision holds one or more of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "happened")]
pub enum Happened {
    /// A person came for the first time.
    Arrived {
        /// Who.
        who: ParticipantId,
    },
    /// A review came to the table.
    TakenUp {
        /// Which review.
        review: ReviewId,
    },
    /// A private round began.
    RoundOpened {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
        /// Which round, from 1.
        round: u32,
    },
    /// A person said or unsaid "ready".
    ReadySaid {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
        /// The one bit.
        ready: bool,
    },
    /// The ballots of a section became visible.
    Revealed {
        /// The round, whole.
        round: Round,
    },
    /// A judgement was put to the panel.
    Proposed {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
        /// The judgement.
        marks: Marks,
        /// What it goes beyond, and why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        beyond: Option<Beyond>,
    },
    /// A person answered the proposal.
    Responded {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
        /// The answer.
        consent: Consent,
    },
    /// A judgement was settled.
    Settled {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
        /// The judgement and how it came about.
        agreed: Agreed,
    },
    /// An agreed section came back to the table.
    Reopened {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
        /// Why.
        reason: String,
    },
    /// A person put a dissent on the record.
    Dissented {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
        /// Why.
        reason: String,
    },
    /// An agency's view was published.
    ViewPublished {
        /// Which review.
        review: ReviewId,
        /// Whose.
        agency: Agency,
    },
    /// The chair asked everyone to look at a section.
    AttentionAsked {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
    },
    /// The clock was set or taken down.
    TimerSet {
        /// Minutes; 0 for none.
        minutes: u32,
    },
    /// The minutes for each section were set or taken away.
    TimeBoxSet {
        /// Minutes; 0 for none.
        minutes: u32,
    },
    /// The chair changed hands.
    ChairPassed {
        /// The new chair.
        to: ParticipantId,
    },
    /// The deputy changed.
    DeputyNamed {
        /// The new deputy.
        to: Option<ParticipantId>,
    },
    /// The scribe changed.
    ScribeNamed {
        /// The new scribe.
        to: Option<ParticipantId>,
    },
    /// The content was frozen for signing.
    SigningOpened {
        /// Which review.
        review: ReviewId,
        /// The content, frozen: what the agencies read is what they sign, whatever happens meanwhile.
        content: Box<RecordContent>,
    },
    /// Signing stopped and the signatures fell.
    SigningStopped {
        /// Which review.
        review: ReviewId,
        /// Why.
        reason: String,
    },
    /// An agency signed.
    Signed {
        /// Which review.
        review: ReviewId,
        /// For which agency.
        agency: Agency,
        /// What was said.
        answer: SignAnswer,
    },
    /// The record was closed.
    Closed {
        /// Which review.
        review: ReviewId,
        /// The record, whole.
        file: Box<RecordFile>,
    },
    /// A person handed in their whole form.
    HandedIn {
        /// Which review.
        review: ReviewId,
    },
    /// A closed review was opened again.
    Correcting {
        /// Which review.
        review: ReviewId,
        /// Why.
        reason: String,
    },
    /// The coordinator changed the panel.
    PanelChanged {
        /// What was changed.
        change: PanelChange,
    },
}

/// Who decided: a person at the table, or the coordinator from outside. Kept as one text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum By {
    /// A person of the panel.
    Person(ParticipantId),
    /// A coordinator of the panel's area.
    Coordinator(CoordinatorId),
}

/// What stands before the id of a coordinator; no id has a colon in it.
const COORDINATOR: &str = "coordinator:";

impl From<By> for String {
    fn from(by: By) -> Self {
        match by {
            By::Person(id) => id.into(),
            By::Coordinator(id) => format!("{COORDINATOR}{id}"),
        }
    }
}

impl TryFrom<String> for By {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, BadId> {
        match text.strip_prefix(COORDINATOR) {
            Some(id) => CoordinatorId::new(id).map(Self::Coordinator),
            None => ParticipantId::new(text).map(Self::Person),
        }
    }
}

/// One decision: the row that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its place in the meeting, from 1, without gaps: the stage version that it makes.
    pub seq: u64,
    /// The operation that asked for it.
    pub op: OpId,
    /// Who decided.
    pub by: By,
    /// When, by the server's clock.
    pub at: Time,
    /// What happened, in order.
    pub happened: Vec<Happened>,
}
