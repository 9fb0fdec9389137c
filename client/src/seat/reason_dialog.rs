//! A dialogue that asks for a reason before something is done, and says why it asks.

use accord_shared::command::Command;
use accord_shared::fit::Limit;
use leptos::prelude::*;

use super::command::{Asker, Refusal};
use crate::ui::{Button, ButtonKind, Dialog, TextArea, fresh_id, why_not};

/// What is asked, and what is done with the answer.
#[derive(Clone)]
pub struct Question {
    /// The heading.
    pub title: String,
    /// What to know before answering, a paragraph each.
    pub words: Vec<String>,
    /// The label of the reason.
    pub label: String,
    /// The words on the button that does it.
    pub button: String,
    /// The command that it becomes.
    pub make: Callback<String, Command>,
}

/// The dialogue; it is open while there is a question.
#[component]
pub fn ReasonDialog(
    /// The question, if there is one.
    question: RwSignal<Option<Question>>,
) -> impl IntoView {
    let room = expect_context::<crate::seat::room::Room>();
    let asker = Asker::new(room);
    let reason = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let asked = question.with(Option::is_some);
        if asked {
            reason.set(String::new());
            asker.refused.set(None);
        }
        open.set(asked);
    });
    // Escape closes the dialogue itself; the question then goes as well.
    Effect::new(move |before: Option<bool>| {
        let is_open = open.get();
        if before == Some(true) && !is_open {
            question.set(None);
        }
        is_open
    });
    let title = Signal::derive(move || {
        question.with(|question| question.as_ref().map(|q| q.title.clone()).unwrap_or_default())
    });
    let why_not = why_not(reason, Limit::REASON, "Please give a reason.");
    let send = move || {
        if let Some(asked) = question.get_untracked() {
            asker.ask_then(asked.make.run(reason.get_untracked()), move || {
                open.try_set(false);
            });
        }
    };
    let body = move || {
        question.get_untracked().map(|asked| {
            let words = asked.words.into_iter().map(|words| view! { <p>{words}</p> }).collect_view();
            view! {
                <div class="stack">
                    {words}
                    <TextArea id=fresh_id("reason") label=asked.label value=reason limit=Limit::REASON rows=3 />
                    <Button kind=ButtonKind::Primary busy=asker.busy why_not=why_not on_press=send>{asked.button}</Button>
                    <Refusal asker=asker />
                </div>
            }
        })
    };
    view! { <Dialog title=title open=open>{body}</Dialog> }
}
