//! A sheet to fill in: the marks and texts of the user's own ballot, or of a preview that is kept nowhere. Rows, answers
//! and comments are written through it, so that they are the same control wherever they stand.

use accord_shared::document::Document;
use accord_shared::fit::Limit;
use accord_shared::framework::TargetId;
use accord_shared::mark::{Mark, Marks, Sureness};
use accord_shared::panel::Way;
use accord_shared::schema::{MOVED_FROM_ROUND, comment_root, moved_root};
use leptos::prelude::*;
use std::collections::BTreeMap;

use super::own_ballot::OwnMarks;
use crate::live::Edit;
use crate::seat::room::Room;
use crate::seat::text::{OwnText, text_box};
use crate::ui::{Field, TextArea};

/// The round of those who judge without a panel.
pub const ROUND: u32 = 1;

/// What is filled in. Copying it is free.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// Its texts.
    pub texts: Texts,
    marks: SheetMarks,
    round: u32,
    /// Whether it is a ballot of a panel, which asks how sure people are.
    of_panel: bool,
}

#[derive(Clone, Copy)]
enum SheetMarks {
    Own(OwnMarks),
    Tried(RwSignal<Marks>),
}

impl Sheet {
    /// One's own ballot in one round.
    pub fn own(room: Room, own: OwnMarks, round: u32) -> Self {
        let of_panel = room.panel.with_untracked(|panel| panel.way == Way::Panel);
        Self { texts: Texts::of(room, own.document()), marks: SheetMarks::Own(own), round, of_panel }
    }

    /// A preview: what is chosen and written in it is kept nowhere.
    pub fn tried() -> Self {
        let marks = SheetMarks::Tried(RwSignal::new(Marks::new()));
        Self { texts: Texts::tried(), marks, round: ROUND, of_panel: false }
    }

    /// The mark of one target, as it stands.
    pub fn mark(self, target: &TargetId) -> Signal<Option<Mark>> {
        match self.marks {
            SheetMarks::Own(own) => own.mark(target, self.round),
            SheetMarks::Tried(marks) => {
                let target = target.clone();
                Signal::derive(move || marks.with(|marks| marks.get(&target).copied()))
            }
        }
    }

    /// Chooses a mark, or takes it back. What is chosen already is not written again.
    pub fn choose(self, target: &TargetId, mark: Option<Mark>) {
        if self.mark(target).get_untracked() == mark {
            return;
        }
        match self.marks {
            SheetMarks::Own(own) => own.choose(target, self.round, mark),
            SheetMarks::Tried(marks) => marks.update(|marks| put(marks, target, mark)),
        }
    }

    /// The mark of one target in the round before; nothing in the first.
    pub fn mark_before(self, target: &TargetId) -> Signal<Option<Mark>> {
        match self.marks {
            SheetMarks::Own(own) if self.round > 1 => own.mark(target, self.round - 1),
            SheetMarks::Own(_) | SheetMarks::Tried(_) => Signal::stored(None),
        }
    }

    /// How sure the person is of the mark of one target; `None` where nobody asks.
    pub fn sure(self, target: &TargetId) -> Option<Signal<Option<Sureness>>> {
        match self.marks {
            SheetMarks::Own(own) if self.of_panel => Some(own.sure(target, self.round)),
            SheetMarks::Own(_) | SheetMarks::Tried(_) => None,
        }
    }

    /// Says how sure the person is, or takes it back.
    pub fn choose_sure(self, target: &TargetId, sure: Option<Sureness>) {
        match self.marks {
            SheetMarks::Own(own) => own.choose_sure(target, self.round, sure),
            SheetMarks::Tried(_) => {}
        }
    }

    /// The root of why the mark of one target moved; `None` where it cannot have.
    pub fn moved_root(self, target: &TargetId) -> Option<String> {
        (self.of_panel && self.round >= MOVED_FROM_ROUND).then(|| moved_root(target, self.round))
    }

    /// The root of the comment on one target.
    pub fn comment_root(self, target: &TargetId) -> String {
        comment_root(target, self.round)
    }
}

/// Puts a mark among others, or takes it away.
pub fn put(marks: &mut Marks, target: &TargetId, mark: Option<Mark>) {
    match mark {
        Some(mark) => marks.insert(target.clone(), mark),
        None => marks.remove(target),
    };
}

/// Where texts are kept: in a document, or nowhere. Copying it is free.
#[derive(Clone, Copy)]
pub struct Texts(Kept);

#[derive(Clone, Copy)]
#[expect(
    clippy::large_enum_variant,
    reason = "a room is handles that are copied everywhere; a page holds a few of these"
)]
enum Kept {
    In(Room, StoredValue<Document>),
    Nowhere(StoredValue<BTreeMap<String, ArcRwSignal<String>>>),
}

/// A box for a text.
#[derive(Debug, Clone)]
pub struct TextBox {
    /// The root of the text.
    pub root: String,
    /// The element id.
    pub id: String,
    /// The label.
    pub label: String,
    /// What to know before writing.
    pub hint: MaybeProp<String>,
    /// How many lines it shows at first.
    pub rows: u32,
}

impl Texts {
    /// The texts of a document that nobody else writes in.
    pub fn of(room: Room, document: Document) -> Self {
        Self(Kept::In(room, StoredValue::new(document)))
    }

    /// Texts that are kept nowhere.
    pub fn tried() -> Self {
        Self(Kept::Nowhere(StoredValue::default()))
    }

    /// A text as it stands.
    pub fn text(self, root: &str) -> ArcRwSignal<String> {
        match self.0 {
            Kept::In(room, document) => room.link().text(&document.get_value(), root).text(),
            Kept::Nowhere(texts) => {
                texts.try_update_value(|texts| texts.entry(root.to_owned()).or_default().clone()).unwrap_or_default()
            }
        }
    }

    /// Replaces a text, for one that is only ever chosen as a whole.
    pub fn replace(self, root: &str, with: String) {
        match self.0 {
            Kept::In(room, document) => {
                let binding = room.link().text(&document.get_value(), root);
                let units = binding.text().with_untracked(|text| text.encode_utf16().count());
                // Where nothing can be written, the line about saving says why.
                let _ = binding.edit(&Edit { at: 0, delete: u32::try_from(units).unwrap_or(u32::MAX), insert: with });
                binding.flush();
            }
            Kept::Nowhere(_) => self.text(root).set(with),
        }
    }

    /// A box of several lines.
    pub fn area(self, text: TextBox) -> AnyView {
        let TextBox { root, id, label, hint, rows } = text;
        match self.0 {
            Kept::In(_, document) => {
                view! { <OwnText document=document.get_value() root=root id=id label=label hint=hint rows=rows /> }
                    .into_any()
            }
            Kept::Nowhere(_) => {
                let value = RwSignal::from(self.text(&root));
                view! { <TextArea id=id label=label hint=hint rows=rows value=value limit=Limit::TEXT /> }.into_any()
            }
        }
    }

    /// A box of one line.
    pub fn line(self, root: &str, id: String, label: String) -> AnyView {
        match self.0 {
            Kept::In(room, document) => {
                let binding = room.link().text(&document.get_value(), root);
                text_box(binding, id, label, MaybeProp::default(), Signal::stored(None), 1)
            }
            Kept::Nowhere(_) => {
                let value = RwSignal::from(self.text(root));
                view! { <Field id=id label=label value=value limit=Limit::TEXT /> }.into_any()
            }
        }
    }
}
