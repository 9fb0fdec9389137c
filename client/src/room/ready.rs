//! "I'm ready": the one bit that a person sets about their own ballot.

use accord_shared::command::Command;
use accord_shared::framework::SectionId;
use leptos::prelude::*;

use super::ask::{Asker, Refusal};
use super::context::Room;
use super::marks::OwnMarks;
use crate::ui::{Button, ButtonKind, Icon, IconName};

/// The "I'm ready" button of a section.
#[component]
pub fn ReadyToggle(
    /// Which section.
    section: SectionId,
    /// Which round.
    round: u32,
    /// The own marks.
    own: OwnMarks,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let asker = Asker::new(room);
    let you = room.you();
    let stage = room.section(&section);
    let ready = Memo::new(move |_| stage.with(|stage| stage.as_ref().is_some_and(|stage| stage.ready.contains(&you))));
    let marks = own.of_section(room, &section, round);
    let command = {
        let section = section.clone();
        move |ready: bool| Command::Ready { review: room.review.get_untracked(), section: section.clone(), ready }
    };
    let why_not = {
        let command = command.clone();
        Signal::derive(move || room.why_not(&command(true)))
    };
    let targets = room.framework().section(&section).map_or(0, |section| section.targets().count());
    let beside = move || match (ready.get(), marks.with(|marks| marks.len() < targets)) {
        (true, false) => {
            "The others see that you are ready, and nothing else. You can change your score until the reveal."
        }
        (true, true) => "You are ready without a score. You can still choose one until the reveal.",
        (false, true) => "Choose a score first, or say that you would rather not score this.",
        (false, false) => {
            "Your score counts even if you do not press this; it tells the chair that you need no more time."
        }
    };
    view! {
        <div class="room-ready">
            <Button
                kind=ButtonKind::Primary
                pressed=Signal::derive(move || Some(ready.get()))
                busy=asker.busy
                why_not=why_not
                on_press=move || asker.ask(command(!ready.get_untracked()))
            >
                {move || ready.get().then(|| view! { <Icon name=IconName::Tick /> })}
                "I’m ready"
            </Button>
            <p class="room-hint">{beside}</p>
            <Refusal asker=asker />
        </div>
    }
}
