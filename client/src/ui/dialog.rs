//! A modal dialog: the browser's own `<dialog>`, which keeps the focus inside, closes on Escape and gives the focus
//! back to where it was.

use leptos::html;
use leptos::prelude::*;

use super::{Button, ButtonKind};

/// A modal dialog that is open while `open` says so. Its content is made again each time that it opens.
#[component]
pub fn Dialog(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is open; closing it by any means sets this to false.
    open: RwSignal<bool>,
    /// The words on the button that closes it.
    #[prop(optional, into)]
    close_label: Option<String>,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let title_id = crate::ui::fresh_id("dialog");
    Effect::new(move |_| {
        let Some(element) = dialog.get() else { return };
        match (open.get(), element.open()) {
            (true, false) => {
                // Fails only for a dialog that is not in the page, which then cannot be seen either.
                let _ = element.show_modal();
            }
            (false, true) => element.close(),
            (true, true) | (false, false) => {}
        }
    });
    let close_label = StoredValue::new(close_label.unwrap_or_else(|| "Close".into()));
    let children = StoredValue::new(children);
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby=title_id.clone() on:close=move |_| open.set(false)>
            <div class="dialog-head">
                <h2 class="dialog-title" id=title_id.clone() tabindex="-1" autofocus=true>{move || title.get()}</h2>
                <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>{close_label.get_value()}</Button>
            </div>
            <Show when=move || open.get()>
                <div class="dialog-body">{children.with_value(|children| children())}</div>
            </Show>
        </dialog>
    }
    .into_any()
}
