//! The list of what is wrong with a form, above it: it takes the focus when it appears and leads to each field.

use leptos::html;
use leptos::prelude::*;

use super::focus_id;

/// One thing that is wrong with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The element id of the control to put right; empty where there is none.
    pub id: String,
    /// What to do. The same sentence stands beside the control.
    pub sentence: String,
}

/// The list of what is wrong; nothing while the list is empty. It takes the focus each time that `problems` is set.
#[component]
pub fn ErrorSummary(
    /// What is wrong.
    #[prop(into)]
    problems: Signal<Vec<Problem>>,
) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let any = problems.with(|problems| !problems.is_empty());
        if let (true, Some(frame)) = (any, frame.get()) {
            // An element of the page can always be focused; where it cannot, the list is still there to be read.
            let _ = frame.focus();
        }
    });
    view! {
        <Show when=move || problems.with(|problems| !problems.is_empty())>
            <div class="error-summary" tabindex="-1" aria-labelledby="error-summary-title" role="group" node_ref=frame>
                <h2 class="error-summary-title" id="error-summary-title">"There is a problem"</h2>
                <ul class="error-summary-list">
                    {move || problems.get().into_iter().map(|problem| view! { <li>{item(problem)}</li> }).collect_view()}
                </ul>
            </div>
        </Show>
    }
    .into_any()
}

fn item(Problem { id, sentence }: Problem) -> AnyView {
    if id.is_empty() {
        return sentence.into_any();
    }
    let href = format!("#{id}");
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus_id(&id);
    };
    view! { <a href=href on:click=go>{sentence}</a> }.into_any()
}
