//! A native drop-down list: better than radio buttons for seven things or more, or inside a row.

use leptos::prelude::*;

use super::field::described_by;
use super::{Choice, FieldFrame};

/// A drop-down list.
#[component]
pub fn Select<T: Clone + PartialEq + Send + Sync + 'static>(
    /// Its element id.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// Whether only screen readers get the label.
    #[prop(optional)]
    label_hidden: bool,
    /// What to know before choosing.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong, and what to do.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What can be chosen; may change, such as the names of people who were just typed in.
    #[prop(into)]
    choices: Signal<Vec<Choice<T>>>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<T>,
    /// What choosing does.
    #[prop(into)]
    on_choose: Callback<T>,
) -> impl IntoView {
    let own_id = id.clone();
    let described = move || described_by(&own_id, hint.with(Option::is_some), error.with(Option::is_some));
    let options = move || {
        let value = value.get();
        choices.with(|choices| {
            let option = |(place, choice): (usize, &Choice<T>)| {
                view! { <option value=place.to_string() prop:selected=choice.value == value>{choice.label.clone()}</option> }
            };
            choices.iter().enumerate().map(option).collect_view()
        })
    };
    let choose = move |event: leptos::ev::Event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        if let Some(value) =
            place.and_then(|place| choices.with_untracked(|all| all.get(place).map(|one| one.value.clone())))
        {
            on_choose.run(value);
        }
    };
    view! {
        <FieldFrame id=id.clone() label=label label_hidden=label_hidden hint=hint error=error>
            <select
                class="field-input field-select"
                id=id
                aria-describedby=described
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                on:change=choose
            >
                {options}
            </select>
        </FieldFrame>
    }
    .into_any()
}
