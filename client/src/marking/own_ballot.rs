//! One person's own marks: their ballot as the controls read and write it. Nobody else's ballot can be reached from here.

use accord_shared::document::Document;
use accord_shared::framework::{Section, SectionId, TargetId};
use accord_shared::mark::{Mark, Marks, Sureness};
use accord_shared::meeting::{Gap, gaps};
use accord_shared::schema::{Draft, Prose, comment_root, mark_key, sure_key};
use leptos::prelude::*;

use crate::live::MapBinding;
use crate::seat::room::Room;

/// The own ballot of one plan. Copying it is free.
#[derive(Clone, Copy)]
pub struct OwnMarks {
    document: StoredValue<Document>,
    map: StoredValue<MapBinding, LocalStorage>,
}

impl OwnMarks {
    /// This person's own ballot; `None` where they cast none.
    pub fn new(room: Room, ballot: &Document) -> Option<Self> {
        let scores = room.scores().get_untracked();
        scores.then(|| Self {
            document: StoredValue::new(ballot.clone()),
            map: StoredValue::new_local(room.link().map(ballot)),
        })
    }

    /// The document that it is written in.
    pub fn document(self) -> Document {
        self.document.get_value()
    }

    /// The mark of one target in one round, as it stands.
    pub fn mark(self, target: &TargetId, round: u32) -> Signal<Option<Mark>> {
        let cell = self.map.with_value(|map| map.cell(&mark_key(target, round)));
        Signal::derive(move || cell.with(|value| value.as_ref().and_then(crate::live::MapValue::mark)))
    }

    /// How sure this person is of the mark of one target in one round.
    pub fn sure(self, target: &TargetId, round: u32) -> Signal<Option<Sureness>> {
        let cell = self.map.with_value(|map| map.cell(&sure_key(target, round)));
        Signal::derive(move || cell.with(|value| value.as_ref().and_then(crate::live::MapValue::sureness)))
    }

    /// Says how sure this person is, or takes it back.
    pub fn choose_sure(self, target: &TargetId, round: u32, sure: Option<Sureness>) {
        let key = sure_key(target, round);
        self.map.with_value(|map| match sure {
            Some(sure) => map.set(&key, sure.slug()),
            None => map.remove(&key),
        });
    }

    /// What this person's ballot of a section still lacks in one round.
    pub fn gaps(self, room: Room, section: &SectionId, round: u32) -> Memo<Vec<Gap>> {
        let (framework, drafted) = (room.framework(), self.drafted(room, section, round));
        Memo::new(move |_| gaps(&framework, &drafted.section, &drafted.now()))
    }

    /// Chooses a mark, or takes it back.
    pub fn choose(self, target: &TargetId, round: u32, mark: Option<Mark>) {
        let key = mark_key(target, round);
        self.map.with_value(|map| match mark {
            Some(mark) => map.set(&key, mark),
            None => map.remove(&key),
        });
    }

    /// The marks of a whole section in one round.
    pub fn of_section(self, room: Room, section: &SectionId, round: u32) -> Memo<Marks> {
        let cells: Vec<_> = targets(room, section).into_iter().map(|id| (id.clone(), self.mark(&id, round))).collect();
        Memo::new(move |_| cells.iter().filter_map(|(id, mark)| Some((id.clone(), mark.get()?))).collect())
    }

    /// Everything that it says of a section in one round.
    pub fn drafted(self, room: Room, section: &SectionId, round: u32) -> Drafted {
        let document = self.document();
        let text = |root: String| room.link().text(&document, &root).text();
        let comments = targets(room, section).into_iter().map(|id| (id.clone(), text(comment_root(&id, round))));
        Drafted {
            section: section.clone(),
            marks: self.of_section(room, section, round),
            comments: comments.collect(),
            texts: Prose::ALL.map(|prose| text(prose.private(section, round))),
        }
    }
}

fn targets(room: Room, section: &SectionId) -> Vec<TargetId> {
    let framework = room.framework();
    framework.section(section).into_iter().flat_map(Section::targets).map(|target| target.id()).collect()
}

/// What an own ballot says of one section, as it stands.
pub struct Drafted {
    /// Which section.
    pub section: SectionId,
    /// Its marks.
    pub marks: Memo<Marks>,
    comments: Vec<(TargetId, ArcRwSignal<String>)>,
    texts: [ArcRwSignal<String>; 3],
}

impl Drafted {
    /// The draft now; it follows everything that it is made of.
    pub fn now(&self) -> Draft {
        let [strengths, areas, reason] = self.texts.each_ref().map(Get::get);
        let comments = self.comments.iter().map(|(target, text)| (target.clone(), text.get())).collect();
        Draft { marks: self.marks.get(), comments, strengths, areas, reason, ..Draft::default() }
    }
}
