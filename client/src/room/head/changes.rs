//! What the coordinator changes while people are in the room: when and where they meet, and a quiet line about the latest
//! change.

use accord_shared::panel::ChangeNote;
use leptos::prelude::*;

use crate::seat::room::Room;
use crate::ui::when::moment_in_words;
use crate::ui::{Button, ButtonKind, Icon, IconName, announce};
use crate::words::meets::meets_line;

/// When and where people meet.
#[component]
pub fn RoomMeets() -> impl IntoView {
    let room = expect_context::<Room>();
    let meets = Memo::new(move |_| room.panel.with(|panel| (panel.held_on.clone(), panel.meets.clone())));
    view! { <p class="room-meets">{move || meets.with(|(held_on, meets)| meets_line(held_on, meets))}</p> }
}

/// The latest change, until the person has read it, with all earlier ones behind it. A change that comes while the page
/// is open is said once when the person pauses.
#[component]
pub fn WhatChanged() -> impl IntoView {
    let room = expect_context::<Room>();
    let changes = Memo::new(move |_| room.panel.with(|panel| panel.since.changes.clone()));
    let read = RwSignal::new(0_u64);
    Effect::new(move |before: Option<u64>| {
        let last = changes.with(|all| all.last().map_or(0, |note| note.seq));
        if let Some(before) = before.filter(|before| last > *before) {
            let news = changes.with_untracked(|all| {
                let new = all.iter().filter(|note| note.seq > before);
                new.map(|note| note.words.clone()).collect::<Vec<_>>()
            });
            announce(&news.join(" "));
        }
        last
    });
    let shown = move || changes.with(|all| all.last().cloned()).filter(|last| last.seq > read.get());
    move || {
        shown().map(|last| {
            let seq = last.seq;
            let earlier = changes.with_untracked(|all| all.iter().rev().skip(1).cloned().collect::<Vec<_>>());
            view! {
                <section class="room-changed" aria-label="What the coordinator changed">
                    <Icon name=IconName::Info />
                    <div class="room-changed-words">
                        <p>{line(last)}</p>
                        {(!earlier.is_empty()).then(|| view! {
                            <details class="room-changed-earlier">
                                <summary>"What was changed before"</summary>
                                <ul class="bullets">{earlier.into_iter().map(|note| view! { <li>{line(note)}</li> }).collect_view()}</ul>
                            </details>
                        })}
                    </div>
                    <Button kind=ButtonKind::Quiet about="what was changed" on_press=move || read.set(seq)>"I have read this"</Button>
                </section>
            }
        })
    }
}

fn line(note: ChangeNote) -> AnyView {
    view! { {note.words} " " <span class="soft">{moment_in_words(note.at)}</span> }.into_any()
}
