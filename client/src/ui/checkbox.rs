//! A native check box with its label and hint.

use leptos::prelude::*;

/// A check box.
#[component]
pub fn Checkbox(
    /// Its element id.
    #[prop(into)]
    id: String,
    /// What people read.
    #[prop(into)]
    label: Signal<String>,
    /// What it means, in a sentence.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// What ticking and unticking does.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let described = {
        let hint_id = hint_id.clone();
        move || hint.with(Option::is_some).then(|| hint_id.clone())
    };
    view! {
        <div class="checkbox">
            <input
                type="checkbox"
                class="checkbox-input"
                id=id.clone()
                prop:checked=checked
                aria-describedby=described
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <label class="checkbox-label" for=id>{move || label.get()}</label>
            {move || hint.get().map(|hint| view! { <span class="checkbox-hint" id=hint_id.clone()>{hint}</span> })}
        </div>
    }
    .into_any()
}
