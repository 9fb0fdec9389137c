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

impl Problem {
    /// A problem with the control that has this element id; with none if it is empty.
    pub fn new(id: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { id: id.into(), sentence: sentence.into() }
    }
}

/// The list of what is wrong; nothing while the list is empty. It takes the focus each time that `problems` is set.
#[component]
pub fn ErrorSummary(
    /// What is wrong.
    #[prop(into)]
    problems: Signal<Vec<Problem>>,
    /// The heading.
    #[prop(into, default = "There is a problem".into())]
    title: String,
    /// Whether it only asks to look again.
    #[prop(optional)]
    warning: bool,
    /// What stands below the list, such as a way to go on all the same.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let any = problems.with(|problems| !problems.is_empty());
        if let (true, Some(frame)) = (any, frame.get()) {
            // An element of the page can always be focused; where it cannot, the list is still there to be read.
            let _ = frame.focus();
        }
    });
    let title_id = StoredValue::new(crate::ui::fresh_id("summary"));
    let title = StoredValue::new(title);
    let below = StoredValue::new(children);
    view! {
        <Show when=move || problems.with(|problems| !problems.is_empty())>
            <div
                class="error-summary"
                class:error-summary-warning=warning
                tabindex="-1"
                aria-labelledby=title_id.get_value()
                role="group"
                node_ref=frame
            >
                <h2 class="error-summary-title" id=title_id.get_value()>{title.get_value()}</h2>
                <ul class="error-summary-list">
                    {move || problems.get().into_iter().map(|problem| view! { <li>{item(problem)}</li> }).collect_view()}
                </ul>
                {below.with_value(|below| below.as_ref().map(|below| below()))}
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
