//! Native radio buttons in a `fieldset`. The whole row of each is its label, at least 44 px high, 56 px on a phone.

use leptos::prelude::*;

use super::field::described_by;
use super::{Choice, fresh_id};

/// How the rows are laid out. A narrow screen always has them one below the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RadioLayout {
    /// One below the other.
    #[default]
    Stacked,
    /// Side by side in columns of the same width, as many as fit.
    Columns,
}

impl RadioLayout {
    const fn class(self) -> &'static str {
        match self {
            Self::Stacked => "radio-rows",
            Self::Columns => "radio-rows radio-rows-columns",
        }
    }
}

/// A choice of one among several.
#[component]
pub fn RadioGroup<T: Clone + PartialEq + Send + Sync + 'static>(
    /// The element id of the group; an error summary leads to it.
    #[prop(into)]
    id: String,
    /// The question.
    #[prop(into)]
    legend: Signal<String>,
    /// Whether only screen readers get the question, because a heading beside it asks it.
    #[prop(optional)]
    legend_hidden: bool,
    /// What to know before choosing.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong, and what to do.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What can be chosen. It stays the same while the group is on the page.
    choices: Vec<Choice<T>>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<Option<T>>,
    /// What choosing does.
    #[prop(into)]
    on_choose: Callback<T>,
    /// Whether nothing can be chosen now; say why beside it.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// How the rows are laid out.
    #[prop(optional)]
    layout: RadioLayout,
) -> impl IntoView {
    let values = StoredValue::new(choices.iter().map(|choice| choice.value.clone()).collect::<Vec<_>>());
    let chosen = Signal::derive(move || {
        value.with(|value| {
            value.as_ref().and_then(|value| values.with_value(|all| all.iter().position(|one| one == value)))
        })
    });
    let choose = Callback::new(move |place: usize| {
        if let Some(value) = values.with_value(|all| all.get(place).cloned()) {
            on_choose.run(value);
        }
    });
    let faces = choices.into_iter().map(|choice| Choice { value: (), ..choice.without_value() }).collect();
    let group = Group { id, legend, legend_hidden, hint, error, chosen, choose, disabled, layout };
    fieldset(group, faces)
}

impl<T> Choice<T> {
    fn without_value(self) -> Choice<()> {
        Choice { value: (), label: self.label, hint: self.hint }
    }
}

/// The group without the type of its values, so that it is compiled once.
struct Group {
    id: String,
    legend: Signal<String>,
    legend_hidden: bool,
    hint: MaybeProp<String>,
    error: Signal<Option<String>>,
    chosen: Signal<Option<usize>>,
    choose: Callback<usize>,
    disabled: Signal<bool>,
    layout: RadioLayout,
}

fn fieldset(group: Group, choices: Vec<Choice<()>>) -> AnyView {
    let Group { id, legend, legend_hidden, hint, error, layout, disabled, .. } = &group;
    let (hint, error, legend, disabled) = (*hint, *error, *legend, *disabled);
    let (hint_id, error_id, own_id) = (format!("{id}-hint"), format!("{id}-error"), id.clone());
    let described = move || described_by(&own_id, hint.with(Option::is_some), error.with(Option::is_some));
    let name = fresh_id("choice");
    let rows = choices.into_iter().enumerate().map(|(place, choice)| row(&group, &name, place, choice)).collect_view();
    view! {
        <fieldset
            class="radio-group"
            class:field-wrong=move || error.with(Option::is_some)
            id=id.clone()
            tabindex="-1"
            aria-describedby=described
            disabled=disabled
        >
            <legend class="radio-legend" class:visually-hidden=*legend_hidden>{move || legend.get()}</legend>
            {move || hint.get().map(|hint| view! { <p class="field-hint" id=hint_id.clone()>{hint}</p> })}
            {move || {
                error.get().map(|error| {
                    view! { <p class="field-error" id=error_id.clone()><span class="visually-hidden">"Error: "</span>{error}</p> }
                })
            }}
            <div class=layout.class()>{rows}</div>
        </fieldset>
    }
    .into_any()
}

fn row(group: &Group, name: &str, place: usize, choice: Choice<()>) -> AnyView {
    let (chosen, choose) = (group.chosen, group.choose);
    let id = format!("{}-{place}", group.id);
    let hint_id = format!("{id}-hint");
    let described = choice.hint.is_some().then(|| hint_id.clone());
    view! {
        <div class="radio-row" class:radio-row-chosen=move || chosen.get() == Some(place)>
            <input
                type="radio"
                class="radio-input"
                name=name.to_owned()
                id=id.clone()
                prop:checked=move || chosen.get() == Some(place)
                aria-describedby=described
                on:change=move |_| choose.run(place)
            />
            <label class="radio-label" for=id>{choice.label}</label>
            {choice.hint.map(|hint| view! { <span class="radio-hint" id=hint_id>{hint}</span> })}
        </div>
    }
    .into_any()
}
