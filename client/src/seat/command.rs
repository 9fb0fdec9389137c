//! Sends a command to the room, and keeps its outcome: whether the answer is still awaited, and why it was refused.

use accord_shared::command::Command;
use accord_shared::message::Outcome;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::room::Room;
use crate::ui::{Notice, NoticeKind, alert};

/// One control's way to ask for something. Copying it is free.
#[derive(Clone, Copy)]
pub struct Asker {
    room: Room,
    /// Whether an answer is awaited.
    pub busy: RwSignal<bool>,
    /// Why the last thing was refused.
    pub refused: RwSignal<Option<String>>,
}

impl Asker {
    /// A way to ask for something.
    pub fn new(room: Room) -> Self {
        Self { room, busy: RwSignal::new(false), refused: RwSignal::new(None) }
    }

    /// Asks for something.
    pub fn ask(self, command: Command) {
        self.ask_then(command, || {});
    }

    /// Asks for something, and goes on once it is done and kept.
    pub fn ask_then(self, command: Command, then: impl FnOnce() + 'static) {
        self.busy.set(true);
        self.refused.set(None);
        let link = self.room.link();
        spawn_local(async move {
            let outcome = link.command(command).await;
            // The control may have left the page in the meantime; its signals are then gone.
            self.busy.try_set(false);
            match outcome {
                Outcome::Done { .. } => then(),
                Outcome::Refused { sentence, .. } => {
                    alert(&sentence);
                    self.refused.try_set(Some(sentence));
                }
            }
        });
    }
}

/// Why the last thing was refused, beside the control that asked for it.
#[component]
pub fn Refusal(
    /// Whose.
    asker: Asker,
) -> impl IntoView {
    move || asker.refused.get().map(|sentence| view! { <Notice kind=NoticeKind::Wrong><p>{sentence}</p></Notice> })
}
