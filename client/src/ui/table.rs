//! A table with its caption, in a frame that scrolls sideways on its own when it is too wide for the screen.

use leptos::prelude::*;

/// A table. The children are its `thead` and `tbody`.
#[component]
pub fn Table(
    /// What it shows.
    #[prop(into)]
    caption: Signal<String>,
    /// Whether only screen readers get the caption, because a heading above it says the same.
    #[prop(optional)]
    caption_hidden: bool,
    /// Whether its rows become small sheets on a phone instead of scrolling sideways. Every row and cell then needs its
    /// `role`, and every cell its `data-label`, because a browser forgets what a table is when it lays it out otherwise.
    #[prop(optional)]
    stacks: bool,
    /// The head and the body.
    children: Children,
) -> impl IntoView {
    let id = crate::ui::fresh_id("table");
    view! {
        <div
            class="table-frame"
            role=(!stacks).then_some("region")
            tabindex=(!stacks).then_some("0")
            aria-labelledby=(!stacks).then(|| id.clone())
        >
            <table class="table" class:table-stacks=stacks role=stacks.then_some("table")>
                <caption class="table-caption" id=id.clone()><span class:visually-hidden=caption_hidden>{move || caption.get()}</span></caption>
                {children()}
            </table>
        </div>
    }
    .into_any()
}
