//! The answers of one person besides their marks: details of the plan or advice at the beginning, questions and the other
//! details at the end. Those of a whole panel are the room's.

use accord_shared::framework::{Detail, DetailKind, Framework, Question};
use accord_shared::schema::answer_root;
use leptos::prelude::*;

use super::sheet::{TextBox, Texts};
use crate::ui::{Choice, FieldFrame, Select};

/// The details that are asked at the beginning, or those that are asked at the end, a field each.
pub fn details(texts: Texts, framework: &Framework, at_end: bool) -> AnyView {
    framework.details_asked(at_end).map(|one| detail(texts, one)).collect_view().into_any()
}

/// The questions on the whole, a box each.
pub fn questions(texts: Texts, framework: &Framework) -> AnyView {
    framework.questions.iter().map(|one| question(texts, one)).collect_view().into_any()
}

/// Everything that is asked besides the marks, each with its answer as it stands.
pub fn asked(texts: Texts, framework: &Framework) -> Vec<(String, ArcRwSignal<String>)> {
    framework.asked().map(|(id, asked)| (asked.clone(), texts.text(&answer_root(id)))).collect()
}

/// The element id of an answer.
fn answer_id(id: &impl std::fmt::Display) -> String {
    format!("answer-{id}")
}

fn question(texts: Texts, question: &Question) -> AnyView {
    let hint = (!question.prompts.is_empty()).then(|| question.prompts.join(" "));
    texts.area(TextBox {
        root: answer_root(&question.id),
        id: answer_id(&question.id),
        label: question.text.clone(),
        hint: hint.into(),
        rows: 3,
    })
}

fn detail(texts: Texts, detail: &Detail) -> AnyView {
    let (root, id, label) = (answer_root(&detail.id), answer_id(&detail.id), detail.title.clone());
    let text = RwSignal::from(texts.text(&root));
    let write = {
        let root = root.clone();
        Callback::new(move |answer: String| texts.replace(&root, answer))
    };
    match detail.kind {
        DetailKind::Text => texts.line(&root, id, label),
        DetailKind::Date => day(id, label, text, write),
        DetailKind::Choice => one_of(id, label, &detail.choices, text, write),
    }
}

/// A day, with the browser's own calendar.
pub fn day(id: String, label: String, text: RwSignal<String>, write: Callback<String>) -> AnyView {
    view! {
        <FieldFrame id=id.clone() label=label>
            <input
                class="field-input field-input-day"
                type="date"
                id=id
                prop:value=text
                on:change=move |event| write.run(event_target_value(&event))
            />
        </FieldFrame>
    }
    .into_any()
}

/// One of several choices, or none yet.
pub fn one_of(
    id: String,
    label: String,
    choices: &[String],
    text: RwSignal<String>,
    write: Callback<String>,
) -> AnyView {
    let none = Choice::new(String::new(), "Not said yet");
    let choices: Vec<Choice<String>> =
        std::iter::once(none).chain(choices.iter().map(|choice| Choice::new(choice.clone(), choice.clone()))).collect();
    view! { <Select id=id label=label choices=Signal::stored(choices) value=text on_choose=write /> }.into_any()
}
