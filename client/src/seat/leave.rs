//! Leaving on a computer that others use too: the seat is given up in this browser, and nothing of it stays here.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::room::Room;
use crate::live::Saved;
use crate::ui::{Button, ButtonKind, alert};

/// "Leave on this device". Waits until everything is saved, because what is not would be lost with the seat.
#[component]
pub fn LeaveDevice() -> impl IntoView {
    let room = expect_context::<Room>();
    let busy = RwSignal::new(false);
    let why_not = Signal::derive(move || {
        let unsaved = room.saved.with(|saved| *saved != Saved::AllSaved);
        unsaved.then(|| "You can leave once all your changes are saved.".to_owned())
    });
    let leave = Callback::new(move |()| {
        busy.set(true);
        let link = room.link();
        spawn_local(async move {
            if let Err(failure) = link.sign_out().await {
                alert(&failure.sentence);
                busy.try_set(false);
            }
        });
    });
    view! {
        <div class="room-leave">
            <Button kind=ButtonKind::Quiet busy=busy why_not=why_not on_press=leave>"Leave on this device"</Button>
            <p class="room-hint">"Use this on a computer that others use too. Your link brings you back."</p>
        </div>
    }
}
