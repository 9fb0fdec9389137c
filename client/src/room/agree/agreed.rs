//! The agreed judgement of a section: what it is, how it was agreed, who dissents, its rationale, and the kind question to
//! whoever saw it very differently.

use accord_shared::command::Command;
use accord_shared::document::Document;
use accord_shared::fit::Limit;
use accord_shared::framework::SectionId;
use accord_shared::mark::Marks;
use accord_shared::schema::Prose;
use accord_shared::stage::Agreed;
use accord_shared::words::how_agreed;
use leptos::prelude::*;

use super::dissent::DissentQuestion;
use super::mark_list::mark_list;
use crate::marking::limits::Limits;
use crate::room::model::tally::{Dissent, dissents};
use crate::seat::command::{Asker, Refusal};
use crate::seat::facts::Facts;
use crate::seat::room::Room;
use crate::seat::text::OwnText;
use crate::ui::{Button, ButtonKind, Disclosure, TextArea, fresh_id, why_not};
use crate::words::beyond::beyond_view;
use crate::words::marks::marks_words;

/// The agreed judgement of a section.
#[component]
pub fn AgreedView(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let (chair, writes) = (room.is_chair(), room.writes_record());
    let words = {
        let section = section.clone();
        room.memo(move |facts| agreed_words(facts, &section).unwrap_or_default())
    };
    let rows = {
        let section = section.clone();
        let marks = room.memo({
            let section = section.clone();
            move |facts| {
                let agreed = facts.review.section(&section).and_then(|section| section.agreed.as_ref());
                agreed.map(|agreed| agreed.marks.clone()).unwrap_or_default()
            }
        });
        move || mark_list(&room.framework(), &section, &marks.get(), &Marks::new())
    };
    let beyond = {
        let section = section.clone();
        let beyond = room.memo(move |facts| {
            facts.review.section(&section).and_then(|section| section.agreed.as_ref()?.beyond.clone())
        });
        move || beyond_view(&room.framework(), beyond.get().as_ref())
    };
    let dissents = {
        let section = section.clone();
        room.memo(move |facts| dissents_now(facts, &section))
    };
    let rationale = {
        let section = section.clone();
        move || view! { <Rationale section=section.clone() writes=writes.get() /> }
    };
    let reopen = {
        let section = section.clone();
        move || chair.get().then(|| view! { <Reopen section=section.clone() /> })
    };
    view! {
        <section class="room-agreed" aria-labelledby="room-agreed-title">
            <h3 class="room-agreed-title" id="room-agreed-title">"Agreed: " {move || words.get().0}</h3>
            <p>{move || words.get().1}</p>
            {rows}
            {beyond}
            <Limits section=section.clone() />
            {move || dissent_list(&dissents.get()).map(|list| view! { <h4 class="room-dissents-title">"Dissent on the record"</h4> {list} })}
            <DissentQuestion section=section />
            {rationale}
            {reopen}
        </section>
    }
}

fn agreed_words(facts: Facts<'_>, section: &SectionId) -> Option<(String, String)> {
    let agreed = facts.review.section(section)?.agreed.as_ref()?;
    Some((marks_words(facts.framework, section, &agreed.marks), how_words(agreed)))
}

/// How a judgement was agreed, and why without some answers.
pub fn how_words(agreed: &Agreed) -> String {
    match &agreed.without {
        Some(why) => format!("{}. Settled without some answers: {why}", how_agreed(agreed.how)),
        None => format!("{}.", how_agreed(agreed.how)),
    }
}

fn dissents_now(facts: Facts<'_>, section: &SectionId) -> Vec<Dissent> {
    let stage = facts.review.section(section);
    let agreed = stage.and_then(|stage| Some(dissents(facts, stage.agreed.as_ref()?, &stage.dissents)));
    agreed.unwrap_or_default()
}

/// Dissents with their reasons; `None` where there are none.
pub fn dissent_list(dissents: &[Dissent]) -> Option<AnyView> {
    let lines = dissents.iter().map(|dissent| {
        view! { <li><strong translate="no">{dissent.who.clone()}</strong>": " <span class="as-written" translate="no" lang="en-GB">{dissent.reason.clone()}</span></li> }
    });
    let lines = lines.collect_view();
    (!dissents.is_empty()).then(|| view! { <ul class="room-dissents">{lines}</ul> }.into_any())
}

/// The rationale: written by chair or scribe, read by everyone.
#[component]
fn Rationale(
    /// Which section.
    section: SectionId,
    /// Whether this person writes it.
    writes: bool,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let document = Document::Record(room.review.get_untracked());
    let root = Prose::Reason.shared(&section);
    if writes {
        let hint = "For the record. The shared notes of the section are kept beside it.";
        return view! { <OwnText document=document root=root label="Why the panel judges it so" hint=hint rows=4 /> }
            .into_any();
    }
    let text = RwSignal::from(room.link().text(&document, &root).text());
    let words = move || {
        text.with(|text| {
            if text.trim().is_empty() {
                "The chair or the scribe has not written it yet.".to_owned()
            } else {
                text.clone()
            }
        })
    };
    view! {
        <div class="room-rationale">
            <h4 class="room-rationale-title">"Why the panel judges it so"</h4>
            <p class="as-written" translate="no" lang="en-GB">{words}</p>
        </div>
    }
    .into_any()
}

/// The chair takes an agreed section back to the table.
#[component]
fn Reopen(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let asker = Asker::new(room);
    let reason = RwSignal::new(String::new());
    let why_not = why_not(reason, Limit::REASON, "Say why it is opened again.");
    let reopen = move || {
        let (review, reason) = (room.review.get_untracked(), reason.get_untracked());
        asker.ask(Command::Reopen { review, section: section.clone(), reason });
    };
    view! {
        <Disclosure summary="Open this section again">
            <TextArea id=fresh_id("reopen") label="Why?" value=reason limit=Limit::REASON rows=2 hint="The reason goes on the record, with what was agreed until now and every dissent from it." />
            <Button kind=ButtonKind::Secondary busy=asker.busy why_not=why_not on_press=reopen>"Open it again"</Button>
            <Refusal asker=asker />
        </Disclosure>
    }
}
