//! One section of a form: what it is, when to choose which mark, its rows or its one judgement, and its boxes for
//! writing.

use accord_shared::framework::{Commentary, Framework, Scale, Scored, Section, TargetId};
use accord_shared::mark::Mark;
use leptos::html::Div;
use leptos::prelude::*;

use super::row;
use crate::form::audit::audit_of;
use crate::marking::descriptors::Descriptors;
use crate::marking::gaps::comment_id;
use crate::marking::keys;
use crate::marking::marks_as_text::{ROUND, is_numbers, label_of};
use crate::marking::own_form::OwnForm;
use crate::room::section::notes::prose;
use crate::seat::text::OwnText;

/// One section of the form.
pub fn section(form: OwnForm, framework: &Framework, section: &Section) -> AnyView {
    let Some(scale) = framework.scale(&section.scale) else { return ().into_any() };
    let title_id = format!("section-{}", section.id);
    let labelled_by = title_id.clone();
    let marking = match section.scored {
        Scored::Section => whole(form, scale, section, &title_id),
        Scored::Descriptors => rows(form, framework, scale, section),
    };
    view! {
        <section class="form-section" aria-labelledby=labelled_by>
            <div class="form-section-head">
                <h2 id=title_id>{section.heading()}</h2>
                <p class="soft">{section.plain.clone()}</p>
            </div>
            {marking}
            {commentary(form, section)}
        </section>
    }
    .into_any()
}

/// A section that is judged as a whole.
fn whole(form: OwnForm, scale: &Scale, section: &Section, title_id: &str) -> AnyView {
    let targets = section.targets().map(|target| {
        let id = target.id();
        let group = NodeRef::<Div>::new();
        let mark = form.mark(&id);
        let demanding = section.comment_demanded.clone();
        Effect::new(move |_| {
            let mark = mark.get();
            if let Some(group) = group.get() {
                keys::show(&group, mark);
            }
        });
        let needs = move || mark.get().and_then(Mark::score).is_some_and(|value| demanding.contains(&value));
        view! {
            <div class="mark-whole" node_ref=group data-target=id.to_string()>
                <h3 class="mark-whole-title">"Your judgement"</h3>
                {row::choices(scale, target, title_id, None, "mark-choices mark-choices-grades")}
                {audit_of(form, &id)}
                {criteria(scale)}
                <p class="mark-whole-needs">{move || needs().then_some("This judgement needs a comment.")}</p>
            </div>
        }
    });
    let targets = targets.collect_view();
    view! {
        <Descriptors section=section.id.clone() />
        {targets}
    }
    .into_any()
}

/// A section whose descriptors are marked one by one.
fn rows(form: OwnForm, framework: &Framework, scale: &Scale, section: &Section) -> AnyView {
    let rows = section.targets().enumerate();
    let rows = rows.map(|(place, target)| row::row(form, framework, scale, target, place + 1)).collect_view();
    view! {
        {criteria(scale)}
        <div class="mark-rows">{rows}</div>
    }
    .into_any()
}

/// When to choose which mark, where the framework says it.
fn criteria(scale: &Scale) -> Option<AnyView> {
    let said = scale.points.iter().filter_map(|point| {
        let text = point.criteria.as_ref()?.text.clone();
        let label = label_of(scale, Mark::Score(point.value));
        let label = if is_numbers(scale) { format!("{label} {}", point.word) } else { label };
        Some(view! { <div><dt>{label}</dt><dd>{text}</dd></div> })
    });
    let said = said.collect_view();
    (!said.is_empty()).then(|| view! { <dl class="form-criteria">{said}</dl> }.into_any())
}

/// The boxes for writing about the section. Where its one mark may demand a comment, the last box is the place for it.
fn commentary(form: OwnForm, section: &Section) -> AnyView {
    let ids: Vec<TargetId> = match section.scored {
        Scored::Section => section.targets().map(|target| target.id()).collect(),
        Scored::Descriptors => Vec::new(),
    };
    let last = section.commentary.last().copied();
    let boxes = section.commentary.iter().map(|box_of: &Commentary| {
        let named = ids.first().filter(|_| Some(*box_of) == last).map(comment_id);
        let id = named.unwrap_or_else(|| crate::ui::fresh_id("text"));
        let root = prose(*box_of).private(&section.id, ROUND);
        let rows = if section.scored == Scored::Section { 3 } else { 2 };
        let label = match (section.scored, box_of) {
            (Scored::Descriptors, Commentary::Comments) => "Comments on the section",
            _ => box_of.title(),
        };
        view! { <OwnText document=form.ballot() root=root id=id label=label rows=rows /> }
    });
    view! { <div class="form-boxes">{boxes.collect_view()}</div> }.into_any()
}
