//! The part of the form about how the meeting runs: what the plan is judged against, and who sees which mark when.

use accord_shared::api::FrameworkSummary;
use accord_shared::framework::FrameworkId;
use accord_shared::panel::{Naming, Visibility};
use leptos::prelude::*;

use super::form::Form;
use crate::ui::{Choice, RadioGroup, RadioLayout, Select};

/// Framework, blind or open, and how revealed marks are labelled.
#[component]
pub fn HowPart(form: Form, frameworks: Vec<FrameworkSummary>) -> impl IntoView {
    if form.framework.with_untracked(Option::is_none) {
        form.framework.set(frameworks.first().map(|framework| framework.id.clone()));
    }
    let about = {
        let frameworks = frameworks.clone();
        Signal::derive(move || {
            let chosen = form.framework.get();
            frameworks.iter().find(|one| Some(&one.id) == chosen.as_ref()).map(|one| one.about.clone())
        })
    };
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
                    on_choose=move |framework| form.framework.set(framework)
                    error=form.error("framework")
                />
                {visibility(form)}
                {naming(form)}
            </div>
        </fieldset>
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
