//! Proposed themes and actions, which everyone with a voice may write at any time: those of one section, or all of them.

use accord_shared::document::Document;
use accord_shared::framework::SectionId;
use accord_shared::id::ItemId;
use accord_shared::schema::ItemKind;
use leptos::prelude::*;

use super::items::Items;
use crate::seat::room::Room;
use crate::seat::text::Words;
use crate::ui::{Button, ButtonKind, focus_id};

/// The proposals of a section, with the buttons that add one; or of the whole plan.
#[component]
pub fn Proposals(
    /// Which section; nothing for all of them.
    #[prop(optional_no_strip)]
    section: Option<SectionId>,
    /// The final table, where this person may take proposals into it.
    #[prop(optional_no_strip)]
    record: Option<Items>,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let document = Document::Notes(room.review.get_untracked());
    let items = Items::new(room, document.clone());
    let may_write = Memo::new(move |_| room.why_not_write(&document).is_none());
    let ids = {
        let section = section.clone();
        Memo::new(move |_| {
            items.all.with(|all| {
                let of_here = all.iter().filter(|item| section.is_none() || item.section == section);
                of_here.map(|item| item.id.clone()).collect::<Vec<_>>()
            })
        })
    };
    let row = move |id: ItemId| view! { <Proposal items=items id=id may_write=may_write record=record /> };
    let add = move |kind: ItemKind| {
        let section = section.clone();
        move || {
            if let Some(id) = items.add(kind, section.as_ref()) {
                // One goes on writing in what one has just added.
                request_animation_frame(move || focus_id(&element_id(&id)));
            }
        }
    };
    let (theme, action) = (add(ItemKind::Theme), add(ItemKind::Action));
    view! {
        <ul class="room-items"><For each=move || ids.get() key=Clone::clone children=row /></ul>
        <Show when=move || may_write.get()>
            <div class="cluster">
                <Button on_press=theme.clone()>"Propose a theme"</Button>
                <Button on_press=action.clone()>"Propose an action"</Button>
            </div>
        </Show>
    }
}

/// The element id of the first text of a proposal.
fn element_id(id: &ItemId) -> String {
    format!("proposal-{id}")
}

/// One proposal.
#[component]
fn Proposal(
    /// The proposals.
    items: Items,
    /// Which.
    id: ItemId,
    /// Whether this person may write.
    may_write: Memo<bool>,
    /// The final table, where this person may take proposals into it.
    record: Option<Items>,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let facts = items.all.with_untracked(|all| all.iter().find(|item| item.id == id).cloned());
    let kind = facts.as_ref().and_then(|facts| facts.kind).unwrap_or(ItemKind::Theme);
    let place = facts
        .and_then(|facts| facts.section)
        .map_or_else(|| "the plan as a whole".to_owned(), |id| room.section_name(&id));
    let (name, about_label) = match kind {
        ItemKind::Theme => ("Theme", "What keeps coming up?"),
        ItemKind::Action => ("Action", "What needs to get better?"),
    };
    let about = items.about(&id);
    let action = (kind == ItemKind::Action).then(|| {
        view! { <Words binding=items.action(&id) label="What should be done?" rows=2 may_write=may_write /> }
    });
    let taken = {
        let id = id.clone();
        Memo::new(move |_| record.is_some_and(|record| record.all.with(|all| all.iter().any(|item| item.id == id))))
    };
    let take = {
        let id = id.clone();
        move || {
            if let Some(record) = record {
                record.take_in(items, &id);
            }
        }
    };
    let remove = {
        let id = id.clone();
        move || items.set_removed(&id, true)
    };
    let about_id = element_id(&id);
    let for_record = move || {
        let take = take.clone();
        record.map(|_| {
            if taken.get() {
                view! { <span class="room-hint">"In the record"</span> }.into_any()
            } else {
                view! { <Button on_press=take>"Take into the record"</Button> }.into_any()
            }
        })
    };
    view! {
        <li class="room-item">
            <p class="room-item-kind"><strong>{name}</strong> ", " {place}</p>
            <Words id=about_id binding=about label=about_label rows=2 may_write=may_write />
            {action}
            <div class="cluster">
                {for_record}
                <Show when=move || may_write.get()>
                    <Button kind=ButtonKind::Quiet on_press=remove.clone()>"Take this proposal away"</Button>
                </Show>
            </div>
        </li>
    }
}
