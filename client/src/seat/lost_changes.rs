//! Notices about the user's own changes, such as text that came too late; lost text can be copied from here.

use leptos::prelude::*;

use super::did_not_fit::OutOfSight;
use super::room::Room;
use crate::ui::{Button, ButtonKind, CopyButton, Notice, NoticeKind, alert};

/// The notices, oldest first.
#[component]
pub fn OwnNotices() -> impl IntoView {
    let room = expect_context::<Room>();
    let notices = RwSignal::from(room.link().notices());
    Effect::new(move |before: Option<u64>| {
        let last = notices.with(|notices| notices.last().map(|notice| (notice.number, notice.sentence.clone())));
        match last {
            Some((number, sentence)) if before.is_none_or(|before| number > before) => {
                alert(&sentence);
                number
            }
            _ => before.unwrap_or_default(),
        }
    });
    let one = move |notice: crate::live::Notice| {
        let number = notice.number;
        let texts = notice.texts.into_iter().map(|text| {
            view! {
                <div class="room-kept-text">
                    <p class="as-written" tabindex="0" translate="no" lang="en-GB">{text.clone()}</p>
                    <CopyButton text=text label="Copy this text" />
                </div>
            }
        });
        view! {
            <Notice kind=NoticeKind::Warning>
                <p>{notice.sentence}</p>
                {texts.collect_view()}
                <Button kind=ButtonKind::Quiet on_press=move || room.link().dismiss(number)>"I have seen this"</Button>
            </Notice>
        }
    };
    view! { <OutOfSight /> <For each=move || notices.get() key=|notice| notice.number children=one /> }
}
