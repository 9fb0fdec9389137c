//! The page of themes and actions: what was proposed, and the final table that goes on the record.

use accord_shared::document::Document;
use accord_shared::id::ItemId;
use accord_shared::schema::{ItemField, ItemKind};
use leptos::prelude::*;

use super::fields::{ItemDue, ItemLine, ItemSection};
use super::items::Items;
use super::proposals::Proposals;
use crate::seat::place::PLACE_HEADING;
use crate::seat::room::Room;
use crate::seat::text::Words;
use crate::ui::{Button, ButtonKind, Notice, NoticeKind};

/// The page of themes and actions.
#[component]
pub fn ActionsView() -> impl IntoView {
    let room = expect_context::<Room>();
    let document = Document::Record(room.review.get_untracked());
    let record = Items::new(room, document.clone());
    let may_write = Memo::new(move |_| room.why_not_write(&document).is_none());
    let takes = room.writes_record();
    let about = move || {
        if takes.get() {
            "You write the final table. Take a proposal into it, or add a line of your own."
        } else {
            "The chair and the scribe write the final table; everyone can propose below."
        }
    };
    view! {
        <article class="room-actions stack stack-wide">
            <h2 class="room-section-heading" id=PLACE_HEADING tabindex="-1">"Themes and actions"</h2>
            <section class="stack" aria-labelledby="room-final-title">
                <h3 id="room-final-title">"For the record"</h3>
                <p class="room-hint">{about}</p>
                <Final record=record may_write=may_write kind=ItemKind::Theme />
                <Final record=record may_write=may_write kind=ItemKind::Action />
            </section>
            <section class="stack" aria-labelledby="room-proposed-title">
                <h3 id="room-proposed-title">"Proposed so far"</h3>
                {move || {
                    let record = may_write.get().then_some(record);
                    view! { <Proposals section=None record=record /> }
                }}
            </section>
        </article>
    }
}

/// The final themes, or the final actions.
#[component]
fn Final(
    /// The record's items.
    record: Items,
    /// Whether this person writes them.
    may_write: Memo<bool>,
    /// Themes or actions.
    kind: ItemKind,
) -> impl IntoView {
    let ids = record.of_kind(kind);
    let none = Memo::new(move |_| ids.with(Vec::is_empty));
    let (title, nothing, add) = match kind {
        ItemKind::Theme => ("Themes", "There are no themes yet.", "Add a theme"),
        ItemKind::Action => ("Actions", "There are no actions yet.", "Add an action"),
    };
    let row = move |id: ItemId| match kind {
        ItemKind::Theme => view! { <ThemeRow record=record id=id may_write=may_write /> }.into_any(),
        ItemKind::Action => view! { <ActionRow record=record id=id may_write=may_write /> }.into_any(),
    };
    view! {
        <div class="stack">
            <h4>{title}</h4>
            <Show when=move || none.get()><Notice kind=NoticeKind::Info><p>{nothing}</p></Notice></Show>
            <ol class="room-items"><For each=move || ids.get() key=Clone::clone children=row /></ol>
            <Show when=move || may_write.get()>
                <Button on_press=move || { record.add(kind, None); }>{add}</Button>
            </Show>
        </div>
    }
}

/// One final theme.
#[component]
fn ThemeRow(
    /// The record's items.
    record: Items,
    /// Which.
    id: ItemId,
    /// Whether this person writes it.
    may_write: Memo<bool>,
) -> impl IntoView {
    view! {
        <li class="room-item">
            <Words binding=record.about(&id) label="Theme" rows=2 may_write=may_write />
            <ItemSection record=record id=id.clone() may_write=may_write />
            <RowButtons record=record id=id may_write=may_write what="theme" />
        </li>
    }
}

/// One final action.
#[component]
fn ActionRow(
    /// The record's items.
    record: Items,
    /// Which.
    id: ItemId,
    /// Whether this person writes it.
    may_write: Memo<bool>,
) -> impl IntoView {
    view! {
        <li class="room-item">
            <Words binding=record.about(&id) label="Main area for development" rows=2 may_write=may_write />
            <Words binding=record.action(&id) label="Improvement action" rows=2 may_write=may_write />
            <div class="columns">
                <ItemLine record=record id=id.clone() field=ItemField::Body label="Owning body" may_write=may_write />
                <ItemLine record=record id=id.clone() field=ItemField::Owner label="Person or post" may_write=may_write />
                <ItemDue record=record id=id.clone() may_write=may_write />
                <ItemSection record=record id=id.clone() may_write=may_write />
            </div>
            <RowButtons record=record id=id may_write=may_write what="action" />
        </li>
    }
}

/// Moving and taking away.
#[component]
fn RowButtons(
    /// The record's items.
    record: Items,
    /// Which.
    id: ItemId,
    /// Whether this person writes it.
    may_write: Memo<bool>,
    /// What it is, for the words on the buttons.
    what: &'static str,
) -> impl IntoView {
    let id = StoredValue::new(id);
    let shift = move |down: bool| id.with_value(|id| record.shift(id, down));
    let about = format!("this {what}");
    view! {
        <Show when=move || may_write.get()>
            <div class="cluster cluster-tight">
                <Button kind=ButtonKind::Quiet about=about.clone() on_press=move || shift(false)>"Move up"</Button>
                <Button kind=ButtonKind::Quiet about=about.clone() on_press=move || shift(true)>"Move down"</Button>
                <Button kind=ButtonKind::Quiet about=about.clone() on_press=move || id.with_value(|id| record.set_removed(id, true))>"Take away"</Button>
            </div>
        </Show>
    }
}
