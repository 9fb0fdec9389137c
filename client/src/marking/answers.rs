//! What a framework asks besides its marks: details of the plan or advice at the beginning, questions at the end.

use accord_shared::framework::{Detail, DetailKind, Framework, Question};
use accord_shared::schema::answer_root;
use leptos::prelude::*;

use super::own_form::OwnForm;
use crate::live::{BoundTextArea, Edit, TextBinding};
use crate::seat::text::OwnText;
use crate::ui::{Choice, FieldFrame, Select};

/// The details of the plan or advice; nothing where the framework asks for none.
pub fn details(form: OwnForm, framework: &Framework) -> Option<AnyView> {
    let fields = framework.details.iter().map(|one| detail(form, one)).collect_view();
    (!framework.details.is_empty()).then(|| {
        view! {
            <section class="form-section" aria-labelledby="details">
                <div class="form-section-head"><h2 id="details">"Details"</h2></div>
                <div class="columns form-details">{fields}</div>
            </section>
        }
        .into_any()
    })
}

/// The questions on the whole; nothing where the framework has none.
pub fn questions(form: OwnForm, framework: &Framework) -> Option<AnyView> {
    let texts = framework.questions.iter().map(|one| question(form, one)).collect_view();
    (!framework.questions.is_empty()).then(|| {
        view! {
            <section class="form-section" aria-labelledby="questions">
                <div class="form-section-head"><h2 id="questions">"Questions on the whole"</h2></div>
                {texts}
            </section>
        }
        .into_any()
    })
}

/// Everything that is asked besides the marks, each with its answer as it stands.
pub fn asked(form: OwnForm, framework: &Framework) -> Vec<(String, ArcRwSignal<String>)> {
    let answer = |id| form.room.link().text(&form.ballot(), &answer_root(id)).text();
    framework.asked().map(|(id, asked)| (asked.clone(), answer(id))).collect()
}

fn question(form: OwnForm, question: &Question) -> AnyView {
    let root = answer_root(&question.id);
    let hint = (!question.prompts.is_empty()).then(|| question.prompts.join(" "));
    view! { <OwnText document=form.ballot() root=root label=question.text.clone() hint=hint rows=3 /> }.into_any()
}

fn detail(form: OwnForm, detail: &Detail) -> AnyView {
    let binding = form.room.link().text(&form.ballot(), &answer_root(&detail.id));
    let id = format!("detail-{}", detail.id);
    let label = detail.title.clone();
    match detail.kind {
        DetailKind::Text => view! {
            <FieldFrame id=id.clone() label=label>
                <BoundTextArea binding=binding id=id rows=1 described_by=Signal::stored(None::<String>) />
            </FieldFrame>
        }
        .into_any(),
        DetailKind::Date => {
            let text = RwSignal::from(binding.text());
            let choose = move |event| replace(&binding, event_target_value(&event));
            view! {
                <FieldFrame id=id.clone() label=label>
                    <input class="field-input field-input-day" type="date" id=id prop:value=move || text.get() on:change=choose />
                </FieldFrame>
            }
            .into_any()
        }
        DetailKind::Choice => {
            let text = RwSignal::from(binding.text());
            let none = Choice::new(String::new(), "Choose");
            let choices: Vec<_> =
                std::iter::once(none).chain(detail.choices.iter().map(|one| Choice::new(one.clone(), one))).collect();
            let binding = StoredValue::new(binding);
            let choose = move |one| binding.with_value(|binding| replace(binding, one));
            view! { <Select id=id label=label choices=Signal::stored(choices) value=text on_choose=choose /> }
                .into_any()
        }
    }
}

/// Writes a text anew that is only ever chosen as a whole: a day, or one of several choices.
fn replace(binding: &TextBinding, with: String) {
    let units = binding.text().with_untracked(|text| text.encode_utf16().count());
    // Where nothing can be written, the line about saving says why.
    let _ = binding.edit(&Edit { at: 0, delete: u32::try_from(units).unwrap_or(u32::MAX), insert: with });
    binding.flush();
}
