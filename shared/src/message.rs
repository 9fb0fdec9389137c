//! Accord's own messages: JSON in the protocol's stateless frames, at the address of the room (`p/<panel>`).
//! `docs/protocol.md` describes them for other programs. A message is an object with one key, its kind: a reader then
//! knows what follows and need not keep it aside to read it a second time.

use serde::{Deserialize, Serialize};

use crate::command::Envelope;
use crate::framework::SectionId;
use crate::id::{OpId, ParticipantId, ReviewId, Time};
use crate::mark::Marks;
use crate::panel::{Agency, Panel};
use crate::stage::{Round, Stage};

/// The version of these messages and of the HTTP API; a client of another version is told to reload.
pub const PROTOCOL_VERSION: u32 = 1;

/// From a person to the room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ToRoom {
    /// Have a command carried out.
    Command {
        /// The command.
        envelope: Envelope,
    },
}

/// From the room to a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FromRoom {
    /// First, and again when the coordinator changes the panel: what does not change in the meeting.
    Welcome {
        /// [`PROTOCOL_VERSION`] of the server.
        protocol: u32,
        /// Who you are.
        you: ParticipantId,
        /// The panel.
        panel: Box<Panel>,
    },
    /// Where the meeting stands; whole, on every change.
    Stage {
        /// The server's clock when it was sent.
        now: Time,
        /// The stage.
        stage: Box<Stage>,
    },
    /// Rounds that became visible; all of them to a connection that joins. The same round may come twice.
    Rounds {
        /// The rounds, oldest first.
        rounds: Vec<Round>,
    },
    /// In an open review only: the marks of a section as they stand, on every change.
    OpenMarks {
        /// Which review.
        review: ReviewId,
        /// Which section.
        section: SectionId,
        /// Who has marked what, in the order of agencies; nobody without a mark.
        marks: Vec<OpenBallot>,
    },
    /// The answer to a command.
    Answer {
        /// Which command.
        op: OpId,
        /// What became of it.
        outcome: Outcome,
    },
}

/// The marks of one person as they stand in an open review.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OpenBallot {
    /// The agency that it speaks for.
    pub agency: Agency,
    /// Whose it is; left out where the panel labels marks by agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participant: Option<ParticipantId>,
    /// The marks.
    pub marks: Marks,
}

/// What became of a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It is done and kept.
    Done {
        /// The decision that it became.
        seq: u64,
    },
    /// It was refused, and nothing has changed.
    Refused {
        /// The stable code of [`crate::policy::Denied`].
        code: String,
        /// The sentence for people.
        sentence: String,
    },
}

/// What a person shows to the others in the room, through awareness at the room's address. It says nothing about a
/// ballot: there is no field for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// Who; the server overwrites it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<ParticipantId>,
    /// Which review is open on the screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewId>,
    /// Which section is open on the screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<SectionId>,
    /// The root name of the shared text being typed in, such as `strengths/A` of the notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writing: Option<String>,
}
