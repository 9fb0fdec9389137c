//! The draft as assessors will see it, on the page of the editor.

use leptos::prelude::*;

use super::fields::fold;
use super::state::Editor;
use crate::coordinator::frameworks::as_assessors_see_it::form;

/// The form as assessors will see it, drawn again at each pause while it is open.
pub fn preview(editor: Editor) -> AnyView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            editor.check();
        }
    });
    let content = move || {
        let drawn = move || {
            editor.paused.track();
            open.get().then(|| editor.read(form))
        };
        view! { <p class="soft">"You can try it out. Nothing that you choose or write here is kept."</p> <div>{drawn}</div> }.into_any()
    };
    view! {
        <section class="editor-part" aria-labelledby="part-preview">
            <h2 id="part-preview" tabindex="-1">"As assessors will see it"</h2>
            {fold("preview".to_owned(), "Show the form".into(), open, content)}
        </section>
    }
    .into_any()
}
