//! The room screen when every section is agreed: the judgements, the actions and the themes, and how far the signing is.

use accord_shared::document::Document;
use accord_shared::framework::{Section, SectionId};
use accord_shared::id::ItemId;
use accord_shared::schema::{ItemField, ItemKind};
use accord_shared::stage::ReviewPhase;
use leptos::prelude::*;

use super::fit::Fit;
use crate::room::actions::items::Items;
use crate::seat::facts::Facts;
use crate::seat::room::Room;
use crate::ui::when::date_in_words;
use crate::words::grammar::count;
use crate::words::marks::marks_words;

/// What was agreed, and what will be done.
#[component]
pub fn Closing() -> impl IntoView {
    let room = expect_context::<Room>();
    let signing = room.memo(signing_words);
    let items = move || {
        let items = Items::new(room, Document::Record(room.review.get()));
        view! { <ActionList items=items /> <ThemeList items=items /> }
    };
    view! {
        <p class="screen-signing">{move || signing.get()}</p>
        <div class="screen-closing">
            <section class="screen-part"><Judgements /></section>
            <section class="screen-part">{items}</section>
        </div>
    }
}

/// That the meeting does not take place. Why, and whom to ask, stands behind everyone's own link: it may name people.
#[component]
pub fn Cancelled() -> impl IntoView {
    view! {
        <div class="screen-lead">
            <h2 class="screen-section">"This panel was cancelled"</h2>
            <p class="screen-plain">"Your own link says why, and whom you can ask."</p>
        </div>
    }
}

/// How far the signing is, in a sentence.
fn signing_words(facts: Facts<'_>) -> String {
    match facts.review.phase {
        ReviewPhase::Open => "Everything is judged. Now the actions, and then the signatures.".to_owned(),
        ReviewPhase::Signing => {
            let (signed, all) = (facts.review.signatures.len(), facts.review.to_sign.len());
            format!("The record is being signed: {signed} of {} so far.", count(all, "agency", "agencies"))
        }
        ReviewPhase::Closed => "The record is closed. Thank you.".to_owned(),
    }
}

/// A section and what was agreed for it.
fn judged(facts: Facts<'_>) -> Vec<(String, String, bool)> {
    let words = |id: &SectionId| {
        let agreed = facts.review.section(id)?.agreed.as_ref()?;
        Some(marks_words(facts.framework, id, &agreed.marks))
    };
    let line = |section: &Section| {
        let words = words(&section.id).unwrap_or_else(|| "No agreed judgement".to_owned());
        (section.heading(), words, section.overall)
    };
    // The judgement on the whole is what people look for first.
    let (whole, sections): (Vec<_>, Vec<_>) = facts.framework.sections.iter().partition(|section| section.overall);
    whole.into_iter().chain(sections).map(line).collect()
}

/// The agreed judgements.
#[component]
fn Judgements() -> impl IntoView {
    let room = expect_context::<Room>();
    let rows = room.memo(judged);
    let fit = Fit::following(move || rows.track());
    let line = |(title, words, overall): (String, String, bool)| {
        let class = if overall { "screen-judged screen-judged-overall" } else { "screen-judged" };
        view! { <li class=class><span>{title}</span> <strong>{words}</strong></li> }
    };
    view! {
        <h2>"Agreed"</h2>
        <div class="screen-fit" tabindex="0" node_ref=fit.frame>
            <ul class="screen-list" data-fits="">{move || rows.get().into_iter().map(line).collect_view()}</ul>
        </div>
        <p class="screen-more">{move || more(fit, "judgement", "judgements")}</p>
    }
}

/// The actions of the record.
#[component]
fn ActionList(
    /// The record's items.
    items: Items,
) -> impl IntoView {
    let ids = items.of_kind(ItemKind::Action);
    let line = move |id: ItemId| {
        let (about, action) = (items.about(&id).text(), items.action(&id).text());
        let (body, owner) = (items.field(&id, ItemField::Body), items.field(&id, ItemField::Owner));
        let due = items.field(&id, ItemField::Due);
        let what = move || Some(action.get()).filter(|text| !text.trim().is_empty()).unwrap_or_else(|| about.get());
        let who = move || {
            let due = Some(due.get()).filter(|due| !due.is_empty()).map(|due| format!("by {}", date_in_words(&due)));
            let parts = [Some(body.get()), Some(owner.get()), due];
            let parts = parts.into_iter().flatten().filter(|part| !part.trim().is_empty());
            parts.collect::<Vec<_>>().join(", ")
        };
        view! { <li class="screen-item"><p>{what}</p> <p class="screen-item-who">{who}</p></li> }
    };
    list(items, ids, "Actions", "No action is in the record yet.", ("action", "actions"), line)
}

/// The themes of the record.
#[component]
fn ThemeList(
    /// The record's items.
    items: Items,
) -> impl IntoView {
    let ids = items.of_kind(ItemKind::Theme);
    let line = move |id: ItemId| {
        let about = items.about(&id).text();
        view! { <li class="screen-item"><p>{move || about.get()}</p></li> }
    };
    list(items, ids, "Themes", "No theme is in the record yet.", ("theme", "themes"), line)
}

fn list<V: IntoView + 'static>(
    items: Items,
    ids: Memo<Vec<ItemId>>,
    title: &'static str,
    none: &'static str,
    name: (&'static str, &'static str),
    line: impl Fn(ItemId) -> V + Clone + Send + 'static,
) -> impl IntoView {
    // Words that are still being typed change how much room a line takes.
    let fit = Fit::following(move || {
        for id in ids.get() {
            items.about(&id).text().track();
            items.action(&id).text().track();
        }
    });
    view! {
        <h2>{title}</h2>
        <div class="screen-fit" tabindex="0" node_ref=fit.frame>
            <ul class="screen-list" data-fits="">
                <For each=move || ids.get() key=Clone::clone children=line />
            </ul>
        </div>
        <p class="screen-more">
            {move || if ids.with(Vec::is_empty) { none.to_owned() } else { more(fit, name.0, name.1) }}
        </p>
    }
}

/// "And 3 more actions in the record."
fn more(fit: Fit, one: &str, many: &str) -> String {
    match fit.left_out.get() {
        0 => String::new(),
        left => format!("And {} in the record.", count(left, &format!("more {one}"), &format!("more {many}"))),
    }
}
