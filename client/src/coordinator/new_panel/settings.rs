//! The part of the form about how the meeting runs: what the plan is judged against, by whom, and who sees which mark
//! when.

use accord_shared::api::FrameworkSummary;
use accord_shared::framework::FrameworkId;
use accord_shared::panel::{Naming, Visibility};
use leptos::prelude::*;

use super::entered::Form;
use super::who_judges as way;
use crate::ui::{Choice, RadioGroup, RadioLayout, Select};

/// Framework and its words, who judges, and for a panel blind or open and how revealed marks are labelled.
#[component]
pub fn HowPart(form: Form, frameworks: Vec<FrameworkSummary>) -> impl IntoView {
    if form.framework.with_untracked(Option::is_none) {
        form.framework.set(frameworks.first().map(|framework| framework.id.clone()));
    }
    let about = {
        let frameworks = frameworks.clone();
        Signal::derive(move || {
            let chosen = form.framework.get();
            frameworks
                .iter()
                .find(|one| Some(&one.id) == chosen.as_ref())
                .map(|one| format!("{} Source: {}.", one.about, one.source))
        })
    };
    let faces = faces(form, frameworks.clone());
    let choices: Vec<Choice<Option<FrameworkId>>> = frameworks
        .into_iter()
        .map(|one| Choice::new(Some(one.id), format!("{} (version {})", one.title, one.version)))
        .collect();
    view! {
        <fieldset class="form-part">
            <legend class="form-part-title"><h2>"How it runs"</h2></legend>
            <div class="form-part-body">
                <Select
                    id="framework"
                    label="Framework"
                    hint=about
                    choices=Signal::stored(choices)
                    value=form.framework
                    on_choose=move |framework| {
                        form.face.set(None);
                        form.framework.set(framework);
                    }
                    error=form.error("framework")
                />
                {faces}
                {way::judged(form.way)}
                <Show when=move || form.way.is_panel()>
                    {visibility(form)}
                    {naming(form)}
                </Show>
            </div>
        </fieldset>
    }
    .into_any()
}

/// Other words for the points of the scale, where the framework has some.
fn faces(form: Form, frameworks: Vec<FrameworkSummary>) -> AnyView {
    let choices = Memo::new(move |_| {
        let chosen = form.framework.get();
        let found = frameworks.iter().find(|one| Some(&one.id) == chosen.as_ref());
        found
            .map(|one| one.faces.iter().map(|face| (face.id.clone(), face.title.clone())).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let options = Signal::derive(move || {
        let own = Choice::new(None, "The framework’s own");
        let others = choices.get().into_iter().map(|(id, title)| Choice::new(Some(id), title));
        std::iter::once(own).chain(others).collect::<Vec<_>>()
    });
    view! {
        <Show when=move || choices.with(|choices| !choices.is_empty())>
            <Select
                id="face"
                label="Words for the grades"
                hint="Other words for the same grades; what they mean does not change."
                choices=options
                value=form.face
                on_choose=move |face| form.face.set(face)
                error=form.error("face")
            />
        </Show>
    }
    .into_any()
}

fn visibility(form: Form) -> impl IntoView {
    let choices = vec![
        Choice::new(Visibility::Blind, "Private until the reveal (recommended)")
            .with_hint("Nobody sees another person’s score before the chair reveals, not even the chair or you."),
        Choice::new(Visibility::Open, "Open")
            .with_hint("Everyone sees each score as it is chosen. People tend to follow whoever is first. The record says that scoring was open."),
    ];
    view! {
        <RadioGroup
            id="visibility"
            legend="When are scores seen?"
            hint="This cannot be changed once the panel is made."
            choices=choices
            value=Signal::derive(move || Some(form.visibility.get()))
            on_choose=move |visibility| form.visibility.set(visibility)
            layout=RadioLayout::Columns
            error=form.error("visibility")
        />
    }
}

fn naming(form: Form) -> impl IntoView {
    let choices = vec![
        Choice::new(Naming::Agencies, "By agency (recommended)")
            .with_hint("“Health” stands beside a score, and no name."),
        Choice::new(Naming::Names, "By name and agency")
            .with_hint("Everyone sees who gave which score, also in the record."),
    ];
    view! {
        <RadioGroup
            id="naming"
            legend="How are revealed scores labelled?"
            choices=choices
            value=Signal::derive(move || Some(form.naming.get()))
            on_choose=move |naming| form.naming.set(naming)
            layout=RadioLayout::Columns
            error=form.error("naming")
        />
    }
}
