//! One person's own marks: their ballot as the controls read and write it. Nobody else's ballot can be reached from here.

use accord_shared::document::Document;
use accord_shared::framework::{Section, SectionId, TargetId};
use accord_shared::mark::{Mark, Marks};
use accord_shared::meeting::{Gap, gaps};
use accord_shared::schema::{Draft, Prose, comment_root, mark_key};
use leptos::prelude::*;

use crate::live::MapBinding;
use crate::seat::room::Room;

/// The own ballot of one plan. Copying it is free.
#[derive(Clone, Copy)]
pub struct OwnMarks {
    map: StoredValue<MapBinding, LocalStorage>,
}

impl OwnMarks {
    /// This person's own ballot; nothing where they cast none.
    pub fn new(room: Room, ballot: &Document) -> Option<Self> {
        let scores = room.scores().get_untracked();
        scores.then(|| Self { map: StoredValue::new_local(room.link().map(ballot)) })
    }

    /// The mark of one target in one round, as it stands.
    pub fn mark(self, target: &TargetId, round: u32) -> Signal<Option<Mark>> {
        let cell = self.map.with_value(|map| map.cell(&mark_key(target, round)));
        Signal::derive(move || cell.with(|value| value.as_ref().and_then(crate::live::MapValue::mark)))
    }

    /// What this person's ballot of a section still lacks in one round.
    pub fn gaps(self, room: Room, section: &SectionId, round: u32) -> Memo<Vec<Gap>> {
        let (framework, ballot) = (room.framework(), room.ballot_now());
        let text = |root: String| room.link().text(&ballot, &root).text();
        let targets = framework.section(section).into_iter().flat_map(Section::targets);
        let comments: Vec<_> = targets.map(|target| (target.id(), text(comment_root(&target.id(), round)))).collect();
        let [strengths, areas, reason] = Prose::ALL.map(|prose| text(prose.private(section, round)));
        let (marks, section) = (self.of_section(room, section, round), section.clone());
        Memo::new(move |_| {
            let comments = comments.iter().map(|(id, text)| (id.clone(), text.get()));
            let draft = Draft {
                marks: marks.get(),
                comments: comments.collect(),
                strengths: strengths.get(),
                areas: areas.get(),
                reason: reason.get(),
            };
            gaps(&framework, &section, &draft)
        })
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
        let framework = room.framework();
        let targets =
            framework.section(section).map(|section| section.targets().map(|target| target.id()).collect::<Vec<_>>());
        let cells: Vec<_> =
            targets.unwrap_or_default().into_iter().map(|id| (id.clone(), self.mark(&id, round))).collect();
        Memo::new(move |_| cells.iter().filter_map(|(id, mark)| Some((id.clone(), mark.get()?))).collect())
    }
}
