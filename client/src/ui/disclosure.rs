//! A heading that opens to show more: the browser's own `<details>`.

use leptos::prelude::*;

/// Something that is folded away until asked for.
#[component]
pub fn Disclosure(
    /// What people press to open it.
    #[prop(into)]
    summary: Signal<String>,
    /// Whether it is open at first.
    #[prop(optional)]
    open: bool,
    /// What is inside.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclosure" open=open>
            <summary class="disclosure-summary">{move || summary.get()}</summary>
            <div class="disclosure-body">{children()}</div>
        </details>
    }
    .into_any()
}
