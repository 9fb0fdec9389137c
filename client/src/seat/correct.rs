//! Corrections: the way to a new version of a closed record, and the word that one is being made.

use accord_shared::command::Command;
use leptos::prelude::*;

use super::reason_dialog::{Question, ReasonDialog};
use super::room::Room;
use crate::ui::{Button, Notice, NoticeKind};

/// Opens the review again for a correction; nothing for those who may not.
#[component]
pub fn CorrectRecord(
    /// What it does, in a sentence or two.
    words: &'static str,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let question = RwSignal::new(None::<Question>);
    let command = move |reason: String| Command::Correct { review: room.review.get_untracked(), reason };
    let may = Memo::new(move |_| room.why_not(&command(String::new())).is_none());
    let ask = move || {
        question.set(Some(Question {
            title: "Correct the record?".to_owned(),
            words: vec![words.to_owned()],
            label: "What is wrong with it?".to_owned(),
            button: "Open it for a correction".to_owned(),
            make: Callback::new(command),
        }));
    };
    view! {
        <Show when=move || may.get()>
            <div><Button on_press=ask>"Correct the record in a new version"</Button></div>
            <ReasonDialog question=question />
        </Show>
    }
}

/// Says which version is being corrected, and why; nothing while none is.
#[component]
pub fn Correcting() -> impl IntoView {
    let room = expect_context::<Room>();
    let why = room.memo(|facts| Some((facts.review.versions, facts.review.correcting.clone()?)));
    move || {
        why.get().map(|(version, why)| {
            view! {
                <Notice kind=NoticeKind::Info title=format!("A correction of version {version}")>
                    <p class="as-written" translate="no" lang="en-GB">{why}</p>
                </Notice>
            }
        })
    }
}
