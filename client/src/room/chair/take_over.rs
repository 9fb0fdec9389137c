//! When the chair is not in the room: who can take over, and for the deputy the button that does it. Nobody is promoted
//! by a lost connection.

use accord_shared::command::Command;
use leptos::prelude::*;
use std::time::Duration;

use crate::seat::command::{Asker, Refusal};
use crate::seat::room::Room;
use crate::ui::{Button, Notice, NoticeKind};

/// A shorter absence is a page being loaded again.
const GRACE: Duration = Duration::from_secs(8);

/// The notice; nothing while the chair is here.
#[component]
pub fn ChairAway() -> impl IntoView {
    let room = expect_context::<Room>();
    let away = Memo::new(move |_| room.stage.with(|stage| !stage.here.contains(&stage.offices.chair)));
    let shown = RwSignal::new(false);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    on_cleanup(stop);
    Effect::new(move |_| {
        stop();
        if away.get() {
            let show = move || {
                shown.try_set(true);
            };
            waiting.set_value(set_timeout_with_handle(show, GRACE).ok());
        } else {
            shown.set(false);
        }
    });
    view! { <Show when=move || shown.get()><Away /></Show> }
}

/// Who is away, and who can take over.
#[component]
fn Away() -> impl IntoView {
    let room = expect_context::<Room>();
    let asker = Asker::new(room);
    let you = room.you();
    let is_deputy = Memo::new(move |_| room.stage.with(|stage| stage.offices.deputy.as_ref() == Some(&you)));
    let words = room.memo(|facts| {
        let name = |id| facts.panel.participant(id).map_or("Someone", |person| person.name.as_str());
        let offices = &facts.stage.offices;
        let chair = name(&offices.chair);
        let came = facts.stage.arrived.contains_key(&offices.chair);
        let away = if came {
            format!("{chair}, the chair, has lost the connection.")
        } else {
            format!("{chair}, the chair, is not here yet.")
        };
        let over = match &offices.deputy {
            Some(deputy) => format!("{} can take the chair as deputy.", name(deputy)),
            None => {
                "There is no deputy; wait for the chair, or ask your coordinator, who can name somebody who is here."
                    .to_owned()
            }
        };
        format!("{away} {over} Everything goes on being saved.")
    });
    let take = move || asker.ask(Command::TakeChair);
    view! {
        <Notice kind=NoticeKind::Warning>
            <p>{move || words.get()}</p>
            <Show when=move || is_deputy.get()>
                <Button busy=asker.busy on_press=take>"Take the chair"</Button>
            </Show>
            <Refusal asker=asker />
        </Notice>
    }
}
