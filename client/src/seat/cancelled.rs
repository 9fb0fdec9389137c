//! That the panel was cancelled: in the room and above a form.

use leptos::prelude::*;

use crate::seat::room::Room;
use crate::ui::{Notice, NoticeKind};

/// That the panel was cancelled, why, and whom to ask; nothing as long as it was not.
#[component]
pub fn Cancelled() -> impl IntoView {
    let room = expect_context::<Room>();
    let cancelled = Memo::new(move |_| room.panel.with(|panel| panel.since.cancelled.clone()));
    move || {
        cancelled.get().map(|cancelled| {
            view! {
                <Notice kind=NoticeKind::Warning title="This panel was cancelled">
                    <p class="as-written" translate="no" lang="en-GB">{cancelled.reason}</p>
                    <p>"You can ask " <span class="as-written" translate="no" lang="en-GB">{cancelled.ask}</span> "."</p>
                    <p>"Nothing more can be done here. What you wrote is kept, and you can still read it."</p>
                </Notice>
            }
        })
    }
}
