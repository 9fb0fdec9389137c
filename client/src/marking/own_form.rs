//! The user's own form: a whole ballot at once, and its gaps.

use accord_shared::document::Document;
use accord_shared::id::ReviewId;
use accord_shared::mark::Marks;
use accord_shared::meeting::{Gap, gaps};
use accord_shared::schema::Prose;
use leptos::prelude::*;

use super::own_ballot::{Drafted, OwnMarks};
use super::sheet::{ROUND, Sheet};
use crate::seat::room::Room;

/// The own form of one review. Copying it is free.
#[derive(Clone, Copy)]
pub struct OwnForm {
    /// Where it belongs.
    pub room: Room,
    /// What it is filled in on.
    pub sheet: Sheet,
    /// Every mark so far.
    pub marks: Memo<Marks>,
    /// What is still lacking.
    pub gaps: Memo<Vec<Gap>>,
    own: OwnMarks,
}

impl OwnForm {
    /// The form of the review in the address; `None` for somebody who casts no ballot.
    pub fn new(room: Room) -> Option<Self> {
        Self::of(room, &room.review.get_untracked())
    }

    /// The form of any review.
    pub fn of(room: Room, review: &ReviewId) -> Option<Self> {
        let own = OwnMarks::new(room, &Document::Ballot(review.clone(), room.you()))?;
        let framework = room.framework();
        let drafts: Vec<Drafted> =
            framework.sections.iter().map(|section| own.drafted(room, &section.id, ROUND)).collect();
        let by_section: Vec<Memo<Marks>> = drafts.iter().map(|draft| draft.marks).collect();
        let lacking = move |_: Option<&Vec<Gap>>| {
            drafts.iter().flat_map(|draft| gaps(&framework, &draft.section, &draft.now())).collect()
        };
        Some(Self {
            room,
            sheet: Sheet::own(room, own, ROUND),
            marks: Memo::new(move |_| by_section.iter().flat_map(|marks| marks.get()).collect()),
            gaps: Memo::new(lacking),
            own,
        })
    }

    /// The document that it is written in.
    pub fn ballot(self) -> Document {
        self.own.document()
    }

    /// Whether what it held before has arrived.
    pub fn ready(self) -> ArcRwSignal<bool> {
        let first = self.room.framework().sections.first().map(|section| Prose::Reason.private(&section.id, ROUND));
        self.room.link().text(&self.ballot(), &first.unwrap_or_default()).ready()
    }
}
