//! What good looks like in a section: its descriptors, with the meaning of each term one tap away.

use accord_shared::framework::{Descriptor, Framework, Scored, Section, SectionId};
use leptos::prelude::*;

use super::choices::point_mark;
use super::glossary::{Piece, pieces};
use super::grade_mark::GradeFace;
use super::limits::Limits;
use crate::seat::room::Room;
use crate::ui::fresh_id;

/// The descriptors of a section, which fold away.
#[component]
pub fn Descriptors(
    /// Which section.
    section: SectionId,
    /// Whether they are unfolded at first, where they do not stand in the ballot as well.
    open: bool,
) -> impl IntoView {
    let framework = expect_context::<Room>().framework();
    let found = framework.section(&section)?;
    Some(descriptors(&framework, found, open))
}

/// The same for a framework that is at hand.
pub fn descriptors(framework: &Framework, section: &Section, open: bool) -> AnyView {
    let mut seen = Vec::new();
    let rows = section.descriptors.iter().map(|descriptor| {
        let cut = pieces(&descriptor.text, &framework.glossary, &mut seen);
        row(descriptor, cut, section.origin_beside(descriptor))
    });
    let rows = rows.collect_view();
    // Where the rows have marks, they stand in the ballot; here they have the meaning of their terms besides.
    let open = open && section.scored == Scored::Section;
    view! {
        <details class="disclosure room-descriptors" open=open>
            <summary class="disclosure-summary">"What good looks like"</summary>
            <div class="disclosure-body"><ol class="room-descriptor-rows">{rows}</ol></div>
        </details>
    }
    .into_any()
}

/// When to choose which grade, what of the section is not in the source, and what limits it; nothing where there is nothing
/// to say.
#[component]
pub fn GradeCriteria(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let framework = expect_context::<Room>().framework();
    let criteria = framework.section(&section).and_then(|found| grade_criteria(&framework, found)).map(|criteria| {
        view! {
            <details class="disclosure">
                <summary class="disclosure-summary">"When to choose which score"</summary>
                <div class="disclosure-body">{criteria}</div>
            </details>
        }
    });
    view! { {criteria} <Limits section=section /> }
}

/// When to choose which grade and what is not in the source, unfolded, for a framework that is at hand. It is no stop for
/// Tab, which goes from row to row.
pub fn grade_criteria(framework: &Framework, section: &Section) -> Option<AnyView> {
    let scale = framework.scale(&section.scale)?;
    let rows = scale.points.iter().filter_map(|point| {
        let criteria = point.criteria.as_ref()?.text.clone();
        Some(criteria_row(point_mark(scale, point, GradeFace::Full), criteria))
    });
    let rows = rows.collect_view();
    let added = framework.not_in_the_source(section).into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let rows = (!rows.is_empty()).then(|| view! { <dl class="room-criteria">{rows}</dl> });
    let added = (!added.is_empty()).then(|| view! { <ul class="bullets room-hint">{added}</ul> });
    (rows.is_some() || added.is_some()).then(|| view! { {rows} {added} }.into_any())
}

fn criteria_row(point: AnyView, criteria: String) -> impl IntoView {
    view! {
        <div class="room-criteria-row">
            <dt>{point}</dt>
            <dd>{criteria}</dd>
        </div>
    }
}

fn row(descriptor: &Descriptor, cut: Vec<Piece>, added: Option<&'static str>) -> impl IntoView + use<> {
    let meaning = RwSignal::new(None::<(String, String)>);
    let meaning_id = fresh_id("meaning");
    let words = cut.into_iter().map(|piece| match piece {
        Piece::Words(words) => words.into_any(),
        Piece::Term { words, meaning: means } => term(words, means, meaning, meaning_id.clone()),
    });
    let words = words.collect_view();
    let condition =
        descriptor.condition.clone().map(|when| view! { <span class="room-descriptor-when">{when}": "</span> });
    let guidance = descriptor.guidance.clone().map(|how| view! { <p class="room-descriptor-guidance">{how}</p> });
    view! {
        <li class="room-descriptor">
            <p>{condition}{words}</p>
            {guidance}
            {added.map(|said| view! { <p class="room-descriptor-guidance">{said}</p> })}
            <p class="room-meaning" id=meaning_id hidden=move || meaning.with(Option::is_none)>
                {move || meaning.get().map(|(term, means)| view! { <strong>{term}</strong>": "{means} })}
            </p>
        </li>
    }
}

/// A term in a text: a button that shows its meaning below the text, and hides it again.
fn term(words: String, means: String, meaning: RwSignal<Option<(String, String)>>, shown_in: String) -> AnyView {
    let label = words.clone();
    let shown = {
        let words = words.clone();
        move || meaning.with(|shown| shown.as_ref().is_some_and(|(term, _)| *term == words))
    };
    let press = {
        let shown = shown.clone();
        move |_| meaning.set((!untrack(&shown)).then(|| (words.clone(), means.clone())))
    };
    view! {
        <button
            type="button"
            class="room-term"
            aria-expanded=move || if shown() { "true" } else { "false" }
            aria-controls=shown_in
            on:click=press
        >
            {label}
        </button>
    }
    .into_any()
}
