//! One's own form as it stands: its marks, its texts, and what it still lacks. All of it is in the person's own ballot.

use accord_shared::document::Document;
use accord_shared::framework::{SectionId, TargetId};
use accord_shared::id::ReviewId;
use accord_shared::mark::{Mark, Marks};
use accord_shared::meeting::{Gap, gaps};
use accord_shared::schema::{Draft, Prose, comment_root};
use leptos::prelude::*;
use std::collections::BTreeMap;

use super::marks_as_text::ROUND;
use super::own_ballot::OwnMarks;
use crate::seat::room::Room;

/// The own form of one review. Copying it is free.
#[derive(Clone, Copy)]
pub struct OwnForm {
    /// Where it belongs.
    pub room: Room,
    own: OwnMarks,
    ballot: StoredValue<Document>,
    /// Every mark so far.
    pub marks: Memo<Marks>,
    /// What is still lacking.
    pub gaps: Memo<Vec<Gap>>,
}

impl OwnForm {
    /// The form of the review in the address; nothing for somebody who casts no ballot.
    pub fn new(room: Room) -> Option<Self> {
        Self::of(room, &room.review.get_untracked())
    }

    /// The form of any review.
    pub fn of(room: Room, review: &ReviewId) -> Option<Self> {
        let ballot = Document::Ballot(review.clone(), room.you());
        let own = OwnMarks::new(room, &ballot)?;
        let drafts: Vec<Drafted> =
            room.framework().sections.iter().map(|section| Drafted::new(room, own, &ballot, &section.id)).collect();
        let by_section: Vec<Memo<Marks>> = drafts.iter().map(|draft| draft.marks).collect();
        let framework = room.framework();
        let lacking = move |_: Option<&Vec<Gap>>| {
            drafts.iter().flat_map(|draft| gaps(&framework, &draft.section, &draft.now())).collect()
        };
        Some(Self {
            room,
            own,
            ballot: StoredValue::new(ballot),
            marks: Memo::new(move |_| by_section.iter().flat_map(|marks| marks.get()).collect()),
            gaps: Memo::new(lacking),
        })
    }

    /// The document that it is written in.
    pub fn ballot(self) -> Document {
        self.ballot.get_value()
    }

    /// Whether what it held before has arrived.
    pub fn ready(self) -> ArcRwSignal<bool> {
        let first = self.room.framework().sections.first().map(|section| Prose::Reason.private(&section.id, ROUND));
        self.room.link().text(&self.ballot(), &first.unwrap_or_default()).ready()
    }

    /// The mark of one target, as it stands.
    pub fn mark(self, target: &TargetId) -> Signal<Option<Mark>> {
        self.own.mark(target, ROUND)
    }

    /// The comment on one target, as it stands.
    pub fn comment(self, target: &TargetId) -> ArcRwSignal<String> {
        self.room.link().text(&self.ballot(), &comment_root(target, ROUND)).text()
    }

    /// Chooses a mark, or takes it back.
    pub fn choose(self, target: &TargetId, mark: Option<Mark>) {
        let before = self.marks.with_untracked(|marks| marks.get(target).copied());
        if before != mark {
            self.own.choose(target, ROUND, mark);
        }
    }
}

/// What the own ballot says of one section.
struct Drafted {
    section: SectionId,
    marks: Memo<Marks>,
    comments: BTreeMap<TargetId, ArcRwSignal<String>>,
    texts: [ArcRwSignal<String>; 3],
}

impl Drafted {
    fn new(room: Room, own: OwnMarks, ballot: &Document, section: &SectionId) -> Self {
        let text = |root: &str| room.link().text(ballot, root).text();
        let framework = room.framework();
        let targets = framework.section(section).into_iter().flat_map(|section| section.targets());
        Self {
            section: section.clone(),
            marks: own.of_section(room, section, ROUND),
            comments: targets.map(|target| (target.id(), text(&comment_root(&target.id(), ROUND)))).collect(),
            texts: Prose::ALL.map(|prose| text(&prose.private(section, ROUND))),
        }
    }

    fn now(&self) -> Draft {
        let [strengths, areas, reason] = self.texts.each_ref().map(Get::get);
        let comments = self.comments.iter().map(|(target, text)| (target.clone(), text.get())).collect();
        Draft { marks: self.marks.get(), comments, strengths, areas, reason }
    }
}
