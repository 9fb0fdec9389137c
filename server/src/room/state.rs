//! The state of a room: the meeting, its documents, who is connected and what each has open. What comes in is an
//! [`Event`], what goes out an [`Effect`]; `step.rs` turns the one into the others.

use std::collections::BTreeMap;

use accord_shared::api::PanelNow;
use accord_shared::document::Document;
use accord_shared::framework::{Framework, SectionId};
use accord_shared::id::{CoordinatorId, OpId, ParticipantId, ReviewId, Time};
use accord_shared::meeting::{Meeting, Outside};
use accord_shared::message::{FromRoom, OpenBallot};
use accord_shared::panel::{Agency, Naming, Panel, PanelChange, Visibility, Way};
use accord_shared::policy::{self, Action, Denied};
use accord_shared::record::{RecordContent, Written};
use accord_shared::schema::{self, Draft, Prose, VIEW};
use accord_shared::stage::{ReviewPhase, SectionPhase};
use accord_shared::wire::{Address, Frame, Scope};
use yrs::Transact;

use super::ConnId;
use super::live::Live;
use super::presence::Present;
use crate::store::{LoadedPanel, Row, StoredDocument};

/// What comes into a room.
#[derive(Debug)]
pub enum Event {
    /// A socket opened.
    Connected {
        /// Which.
        conn: ConnId,
        /// Whose.
        who: ParticipantId,
        /// A fresh id, in case it is the person's first arrival.
        op: OpId,
    },
    /// A socket said something.
    Said {
        /// Which.
        conn: ConnId,
        /// What.
        frame: Frame,
    },
    /// A socket is gone.
    Gone {
        /// Which.
        conn: ConnId,
    },
    /// The coordinator asks for a change of the panel.
    Change(Box<AskedChange>),
    /// Somebody's sessions ended.
    SignedOut {
        /// Whose.
        who: ParticipantId,
    },
    /// Time went by.
    Tick,
}

/// A change of the panel that a coordinator of its area asks for.
#[derive(Debug, Clone)]
pub struct AskedChange {
    /// Who asks.
    pub by: CoordinatorId,
    /// Names the intention.
    pub op: OpId,
    /// Up to which change the coordinator has seen the panel; `None` where the change does not rest on that.
    pub seen: Option<u64>,
    /// What is asked for.
    pub change: PanelChange,
}

/// What a coordinator has to know to change a panel.
#[derive(Debug, Clone)]
pub struct SetUp {
    /// The panel.
    pub panel: Panel,
    /// Its framework.
    pub framework: Framework,
    /// Where the meeting stands, as far as it matters for that.
    pub now: PanelNow,
}

/// What goes out of a room. Effects are carried out in order; what comes after a `Store` waits until it is durable.
pub enum Effect {
    /// Write these rows together.
    Store(Vec<Row>),
    /// Say this to a socket.
    Send(ConnId, Frame),
    /// Close a socket.
    Close(ConnId, CloseCode),
    /// Answer the coordinator: the decision that the change was, or why it was refused.
    Changed(Result<u64, Denied>),
}

/// Why the server closes a socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseCode {
    /// The person may not be here any more (4403).
    Forbidden,
    /// The socket has not kept to the limits (1008).
    Limits,
    /// The client is too far behind; it reconnects and catches up (1013).
    Behind,
    /// The server stops; the client reconnects (1012).
    Restart,
    /// The store has failed; what was not acknowledged is to be sent again (1013).
    NotStored,
}

impl CloseCode {
    /// The code on the wire and the reason beside it.
    #[must_use]
    pub const fn on_the_wire(self) -> (u16, &'static str) {
        match self {
            Self::Forbidden => (4403, "Forbidden"),
            Self::Limits => (1008, "Too many messages"),
            Self::Behind => (1013, "Too far behind"),
            Self::Restart => (1012, "The server restarts"),
            Self::NotStored => (1013, "Nothing can be saved just now"),
        }
    }
}

/// One open document of one socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Open {
    pub document: Document,
    pub address: Address,
    pub scope: Scope,
    /// Whether the client still owes an answer to our step 1.
    pub asked: bool,
}

/// One socket.
#[derive(Debug)]
pub(super) struct Conn {
    pub who: ParticipantId,
    /// By address as the client wrote it, because two providers on one socket may share a document.
    pub open: BTreeMap<String, Open>,
}

/// A room.
pub struct Room {
    pub(super) meeting: Meeting,
    pub(super) documents: BTreeMap<Document, Live>,
    pub(super) conns: BTreeMap<ConnId, Conn>,
    pub(super) present: BTreeMap<Document, Present>,
    /// In an open review: what the room was last told of the marks of a section.
    pub(super) told: BTreeMap<(ReviewId, SectionId), Vec<OpenBallot>>,
    pub(super) empty_since: Option<Time>,
    /// What the step that is being taken brings about, in order; empty between steps.
    pub(super) out: Vec<Effect>,
}

impl Room {
    /// The room as it was stored.
    #[must_use]
    pub fn load(panel: LoadedPanel, documents: Vec<StoredDocument>, now: Time) -> Self {
        let mut meeting = Meeting::new(panel.made, panel.framework);
        for decision in &panel.decisions {
            meeting.apply(decision);
        }
        let documents = documents.into_iter().map(|stored| (stored.document.clone(), Live::load(stored))).collect();
        let mut room = Self {
            meeting,
            documents,
            conns: BTreeMap::new(),
            present: BTreeMap::new(),
            told: BTreeMap::new(),
            empty_since: Some(now),
            out: Vec::new(),
        };
        // Nobody is connected yet; each connection is sent the state when it comes.
        for review in room.meeting.panel().agenda.iter().map(|review| review.id.clone()).collect::<Vec<_>>() {
            room.open_marks_news(&review);
        }
        room
    }

    /// In an open review: the sections being scored whose marks are not what the room was last told, as they are now.
    pub(super) fn open_marks_news(&mut self, review: &ReviewId) -> Vec<FromRoom> {
        let panel = self.meeting.panel();
        let Some(stage) = self.meeting.stage().review(review) else { return Vec::new() };
        if panel.visibility != Visibility::Open {
            return Vec::new();
        }
        let mut news = Vec::new();
        for section in stage.sections.iter().filter(|section| section.phase == SectionPhase::Scoring) {
            let ballots = panel.scorers().map(|person| OpenBallot {
                agency: person.agency,
                participant: (panel.naming == Naming::Names).then(|| person.id.clone()),
                marks: self.draft(&person.id, review, &section.id, section.round).marks,
            });
            let mut marks: Vec<OpenBallot> = ballots.filter(|ballot| !ballot.marks.is_empty()).collect();
            // Within an agency the order must not name people either.
            marks.sort();
            let key = (review.clone(), section.id.clone());
            if self.told.get(&key).map_or(!marks.is_empty(), |told| *told != marks) {
                news.push((key, marks));
            }
        }
        self.told.extend(news.iter().cloned());
        let message = |((review, section), marks)| FromRoom::OpenMarks { review, section, marks };
        news.into_iter().map(message).collect()
    }

    /// The meeting.
    #[must_use]
    pub fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    /// What a coordinator has to know to change the panel.
    #[must_use]
    pub fn set_up(&self) -> SetUp {
        let (panel, stage) = (self.meeting.panel(), self.meeting.stage());
        let begun = stage.reviews.iter().filter(|review| review.is_begun(&stage.way) || self.has_writing(&review.id));
        let closed = stage.reviews.iter().filter(|review| review.phase == ReviewPhase::Closed).count();
        let now = PanelNow {
            seen: self.meeting.set_up_at(),
            offices: stage.offices.clone(),
            here: stage.here.clone(),
            begun: begun.map(|review| review.id.clone()).collect(),
            closed: closed > 0 && closed == stage.reviews.len(),
            of_plan: None,
        };
        SetUp { panel: panel.clone(), framework: self.meeting.framework().clone(), now }
    }

    /// Since when nobody has been connected.
    #[must_use]
    pub fn empty_since(&self) -> Option<Time> {
        self.empty_since
    }

    /// How many of the stored documents could not be read.
    #[must_use]
    pub fn broken_documents(&self) -> usize {
        self.documents.values().filter(|live| live.is_broken()).count()
    }

    /// A review as it stands, or as it is being signed.
    #[must_use]
    pub fn content(&self, review: &ReviewId) -> Option<RecordContent> {
        match self.meeting.frozen(review) {
            Some(frozen) => Some(frozen.clone()),
            // Of forms that are being filled in nobody is shown anything, the other assessor least of all.
            None if self.meeting.panel().way != Way::Panel => None,
            None => self.meeting.content(review, &self.written(review)),
        }
    }

    /// Whether a person may be in this room at all.
    pub(super) fn may_be_here(&self, who: &ParticipantId) -> bool {
        self.scope(who, &Document::Room(self.meeting.panel().id.clone())).is_some()
    }

    /// What a person may do with a document now; `None` when they may not even know of it.
    pub(super) fn scope(&self, who: &ParticipantId, document: &Document) -> Option<Scope> {
        if let Document::Room(panel) = document
            && *panel != self.meeting.panel().id
        {
            return None;
        }
        let actor = self.meeting.actor(who).ok()?;
        let stage = self.meeting.stage();
        policy::decide(&actor, Action::Read(document), stage).ok()?;
        let writes = policy::decide(&actor, Action::Write(document), stage).is_ok();
        Some(if writes { Scope::ReadWrite } else { Scope::Readonly })
    }
}

/// The drafts and texts in the room's documents.
impl Outside for Room {
    fn has_writing(&self, review: &ReviewId) -> bool {
        let theirs = self.documents.iter().filter(|(document, _)| document.review() == Some(review));
        // What cannot be read may hold something.
        theirs.into_iter().any(|(_, live)| live.is_broken() || !schema::is_blank(live.doc()))
    }

    fn draft(&self, who: &ParticipantId, review: &ReviewId, section: &SectionId, round: u32) -> Draft {
        match self.documents.get(&Document::Ballot(review.clone(), who.clone())) {
            Some(live) => schema::read_draft(self.meeting.framework(), live.doc(), section, round),
            None => Draft::default(),
        }
    }

    fn written(&self, review: &ReviewId) -> Written {
        let texts = |document: &Document| -> BTreeMap<String, String> {
            let Some(live) = self.documents.get(document) else { return BTreeMap::new() };
            let txn = live.doc().transact();
            let roots =
                self.meeting.framework().sections.iter().flat_map(|s| Prose::ALL.map(|prose| prose.shared(&s.id)));
            roots
                .map(|root| (root.clone(), schema::read_text(&txn, &root)))
                .filter(|(_, text)| !text.is_empty())
                .collect()
        };
        let record = Document::Record(review.clone());
        let answers = match &self.meeting.panel().way {
            Way::Panel => Document::Notes(review.clone()),
            Way::Alone { assessor: who } | Way::Moderated { auditor: who, .. } => {
                Document::Ballot(review.clone(), who.clone())
            }
        };
        let view = |agency: Agency| {
            let live = self.documents.get(&Document::View(review.clone(), agency))?;
            Some((agency, schema::read_text(&live.doc().transact(), VIEW)))
        };
        Written {
            notes: texts(&Document::Notes(review.clone())),
            record: texts(&record),
            items: self
                .documents
                .get(&record)
                .map(|live| schema::read_items(&live.doc().transact()))
                .unwrap_or_default(),
            views: Agency::ALL.into_iter().filter_map(view).collect(),
            answers: self
                .documents
                .get(&answers)
                .map(|live| schema::read_answers(self.meeting.framework(), live.doc()))
                .unwrap_or_default(),
        }
    }
}
