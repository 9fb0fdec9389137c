//! What the framework asks in words: details of the plan or advice before it is scored, and questions on the whole at the
//! end. Everyone with a voice writes the answers, and they go on the record.

use accord_shared::document::Document;
use accord_shared::framework::{Detail, DetailKind, Question, Subject};
use accord_shared::schema::answer_root;
use leptos::prelude::*;

use crate::marking::answers::{day, one_of};
use crate::marking::sheet::Texts;
use crate::seat::place::PLACE_HEADING;
use crate::seat::place::Place;
use crate::seat::room::Room;
use crate::seat::text::SharedText;
use crate::ui::fresh_id;
use crate::ui::when::day_in_words;

/// The page of details, asked before anything is scored.
#[component]
pub fn DetailsView() -> impl IntoView {
    let room = expect_context::<Room>();
    let framework = room.framework();
    let fields = framework.details_asked(false).map(|detail| detail_field(room, detail)).collect_view();
    let about = match framework.subject {
        Subject::Plan => "Facts about the plan itself, asked before it is scored.",
        Subject::Advice => "Facts about the advice itself, asked before it is scored.",
    };
    asked(room, Place::Details.title(), about, fields.into_any())
}

/// The page of questions on the whole, asked at the end.
#[component]
pub fn QuestionsView() -> impl IntoView {
    let room = expect_context::<Room>();
    let framework = room.framework();
    let questions = framework.questions.iter().map(question_field).collect_view();
    let details = framework.details_asked(true).map(|detail| detail_field(room, detail)).collect_view();
    let fields = view! { {questions} {details} };
    asked(room, Place::Questions.title(), "Answered in words, by the panel together.", fields.into_any())
}

fn asked(room: Room, title: &'static str, about: &'static str, fields: AnyView) -> AnyView {
    let notes = Document::Notes(room.review.get_untracked());
    let why_not = Memo::new(move |_| room.why_not_write(&notes));
    view! {
        <article class="stack stack-wide">
            <h2 class="room-section-heading" id=PLACE_HEADING tabindex="-1">{title}</h2>
            <p class="room-section-plain">{about} " Everyone in the room can write here, and the answers go on the record."</p>
            {move || why_not.get().map(|why| view! { <p class="room-hint">{why}</p> })}
            <div class="stack stack-wide">{fields}</div>
        </article>
    }
    .into_any()
}

fn question_field(question: &Question) -> AnyView {
    let prompts = question.prompts.iter().map(|prompt| view! { <li>{prompt.clone()}</li> }).collect_view();
    let prompts = (!question.prompts.is_empty()).then(|| view! { <ul class="bullets room-hint">{prompts}</ul> });
    view! {
        <div class="stack">
            <SharedText root=answer_root(&question.id) label=question.text.clone() />
            {prompts}
        </div>
    }
    .into_any()
}

fn detail_field(room: Room, detail: &Detail) -> AnyView {
    let root = answer_root(&detail.id);
    if detail.kind == DetailKind::Text {
        return view! { <SharedText root=root label=detail.title.clone() rows=2 /> }.into_any();
    }
    let notes = Document::Notes(room.review.get_untracked());
    let ready = RwSignal::from(room.link().text(&notes, &root).ready());
    let texts = Texts::of(room, notes.clone());
    let text = RwSignal::from(texts.text(&root));
    let open = Memo::new(move |_| ready.get() && room.why_not_write(&notes).is_none());
    let (label, kind, choices) = (detail.title.clone(), detail.kind, detail.choices.clone());
    let write = Callback::new(move |answer: String| texts.replace(&root, answer));
    let field = move || {
        if !open.get() {
            let words =
                move || text.with(|text| if kind == DetailKind::Date { day_in_words(text) } else { text.clone() });
            view! { <p><span class="room-hint">{label.clone()} ": "</span>{words}</p> }.into_any()
        } else if kind == DetailKind::Date {
            day(fresh_id("answer"), label.clone(), text, write)
        } else {
            one_of(fresh_id("answer"), label.clone(), &choices, text, write)
        }
    };
    view! { <div>{field}</div> }.into_any()
}
