//! The parts of the editor about the details of the plan, asked before the scores, and the questions on the whole, asked
//! after them.

use accord_shared::fit::Limit;
use accord_shared::framework::{DescriptorId, Detail, DetailKind, Framework, Question};
use leptos::prelude::*;

use super::change;
use super::fields::{line, lines, select, text, text_list, tick};
use super::ids;
use super::lists::{Part, after, deeds, parts, take_away};
use super::said::said_about;
use super::state::Editor;
use crate::ui::{Button, announce};

/// What is asked besides the scores, before them or at the end.
pub fn details(editor: Editor) -> AnyView {
    let keys = editor.keys(|framework| framework.details.iter().map(|detail| detail.id.to_string()).collect());
    let add = move || {
        let id = editor.fresh(|_, used| ids::numbered("detail-", used));
        let Ok(detail) = DescriptorId::new(id.clone()) else { return };
        let (title, kind) = (String::new(), DetailKind::Text);
        let detail = Detail { id: detail, title, kind, choices: Vec::new(), at_end: false };
        editor.reshape(|framework| framework.details.push(detail));
        announce("A detail was added.");
        after(format!("edit-detail-{id}-title"));
    };
    view! {
        <section class="card editor-part" aria-labelledby="part-details">
            <h2 id="part-details" tabindex="-1">"Details of the plan or advice"</h2>
            <p class="soft">"Such as the date of the advice. Never ask for a child’s name, date of birth or NHS number."</p>
            {parts(keys, "editor-list", move |id| detail(editor, keys, id))}
            <Button on_press=add>"Add a detail"</Button>
        </section>
    }
    .into_any()
}

/// The answers that a detail can have.
const KINDS: [(DetailKind, &str); 3] =
    [(DetailKind::Text, "A few words"), (DetailKind::Date, "A day"), (DetailKind::Choice, "One of several choices")];

fn kind_of(framework: &Framework, id: &str) -> DetailKind {
    framework.details.iter().find(|detail| detail.id.as_str() == id).map_or(DetailKind::Text, |detail| detail.kind)
}

fn detail(editor: Editor, keys: Memo<Vec<String>>, id: String) -> AnyView {
    let stem = format!("edit-detail-{id}");
    let key = StoredValue::new(id.clone());
    let part = Part { key: id.clone(), among: keys, noun: "detail", stem: stem.clone() };
    let shift = Callback::new(move |(at, up): (usize, bool)| {
        editor.reshape(|framework| change::shift(&mut framework.details, at, up));
    });
    let away = move |editor: Editor| {
        let id = key.get_value();
        editor.reshape(|framework| framework.details.retain(|detail| detail.id.as_str() != id));
    };
    let title = text(editor, line(format!("{stem}-title"), "What is asked"), move |framework| {
        key.with_value(|id| change::detail(framework, id)).map(|detail| &mut detail.title)
    });
    let kind = select(
        editor,
        line(format!("{stem}-kind"), "The answer"),
        KINDS.to_vec(),
        move |framework| key.with_value(|id| kind_of(framework, id)),
        move |framework, kind| {
            if let Some(detail) = key.with_value(|id| change::detail(framework, id)) {
                detail.kind = kind;
                if kind != DetailKind::Choice {
                    detail.choices.clear();
                }
            }
        },
    );
    let at_end = tick(
        editor,
        line(format!("{stem}-end"), "Ask it at the end, after the questions"),
        move |framework| framework.details_asked(true).any(|detail| key.with_value(|id| detail.id.as_str() == id)),
        move |framework, ticked| {
            if let Some(detail) = key.with_value(|id| change::detail(framework, id)) {
                detail.at_end = ticked;
            }
        },
    );
    let is_choice = editor.derived(move |framework| key.with_value(|id| kind_of(framework, id)) == DetailKind::Choice);
    let choices = move || {
        let id = format!("edit-detail-{}-choices", key.get_value());
        text_list(editor, lines(id, "Choices, one to a line", 4).limit(Limit::FRAMEWORK_TITLE), move |framework| {
            key.with_value(|id| change::detail(framework, id)).map(|detail| &mut detail.choices)
        })
    };
    let body = view! {
        {said_about(editor, format!("Detail {id}:"))}
        <div class="columns">{title} {kind}</div>
        {at_end}
        {move || is_choice.get().then(choices)}
    };
    item(editor, part, shift, away, "part-details", body.into_any())
}

/// What is asked after the scores.
pub fn questions(editor: Editor) -> AnyView {
    let keys = editor.keys(|framework| framework.questions.iter().map(|question| question.id.to_string()).collect());
    let add = move || {
        let id = editor.fresh(|_, used| ids::numbered("question-", used));
        let Ok(question) = DescriptorId::new(id.clone()) else { return };
        let question =
            Question { id: question, text: String::new(), prompts: Vec::new(), source: "Our own".to_owned() };
        editor.reshape(|framework| framework.questions.push(question));
        announce("A question was added.");
        after(format!("edit-question-{id}-text"));
    };
    view! {
        <section class="card editor-part" aria-labelledby="part-questions">
            <h2 id="part-questions" tabindex="-1">"Questions at the end"</h2>
            <p class="soft">"On the whole plan, answered in words."</p>
            {parts(keys, "editor-list", move |id| question(editor, keys, id))}
            <Button on_press=add>"Add a question"</Button>
        </section>
    }
    .into_any()
}

fn question(editor: Editor, keys: Memo<Vec<String>>, id: String) -> AnyView {
    let stem = format!("edit-question-{id}");
    let key = StoredValue::new(id.clone());
    let part = Part { key: id.clone(), among: keys, noun: "question", stem: stem.clone() };
    let shift = Callback::new(move |(at, up): (usize, bool)| {
        editor.reshape(|framework| change::shift(&mut framework.questions, at, up));
    });
    let away = move |editor: Editor| {
        let id = key.get_value();
        editor.reshape(|framework| framework.questions.retain(|question| question.id.as_str() != id));
    };
    let asked = text(editor, lines(format!("{stem}-text"), "The question", 2), move |framework| {
        key.with_value(|id| change::question(framework, id)).map(|question| &mut question.text)
    });
    let prompts = lines(format!("{stem}-prompts"), "What to think of when answering, one to a line (optional)", 3);
    let prompts = text_list(editor, prompts, move |framework| {
        key.with_value(|id| change::question(framework, id)).map(|question| &mut question.prompts)
    });
    let source = text(editor, line(format!("{stem}-source"), "Where it comes from"), move |framework| {
        key.with_value(|id| change::question(framework, id)).map(|question| &mut question.source)
    });
    let body = view! { {said_about(editor, format!("Question {id}:"))} {asked} {prompts} {source} };
    item(editor, part, shift, away, "part-questions", body.into_any())
}

/// One detail or question with its buttons.
fn item(
    editor: Editor,
    part: Part,
    shift: Callback<(usize, bool)>,
    away: impl Fn(Editor) + Send + Sync + Copy + 'static,
    heading: &'static str,
    body: AnyView,
) -> AnyView {
    let (name, name_id) = (part.title(), format!("{}-name", part.stem));
    let remove = Callback::new(move |()| {
        take_away(editor, name.get_untracked(), Some("Versions that are published keep it."), heading.to_owned(), away);
    });
    view! {
        <li><div class="editor-row" role="group" aria-labelledby=name_id.clone()>
            <div class="editor-item-head">
                <h3 class="editor-row-title" id=name_id.clone()>{name}</h3>
                {deeds(&part, name.into(), Some(shift), remove)}
            </div>
            {body}
        </div></li>
    }
    .into_any()
}
