//! The steps of a meeting in a row, with the one that it has reached. They show and do not lead anywhere.

use leptos::prelude::*;

/// The steps, in order, and the one reached.
#[component]
pub fn PhaseSteps(
    /// What the steps are called.
    labels: Vec<&'static str>,
    /// Which one is reached: a place in `labels`, from 0.
    #[prop(into)]
    current: Signal<usize>,
) -> impl IntoView {
    let count = labels.len();
    let steps = labels.into_iter().enumerate().map(|(place, label)| {
        let class = move || match place.cmp(&current.get()) {
            std::cmp::Ordering::Less => "phase-step phase-step-done",
            std::cmp::Ordering::Equal => "phase-step phase-step-current",
            std::cmp::Ordering::Greater => "phase-step",
        };
        let state = move || (place < current.get()).then(|| view! { <span class="visually-hidden">" (done)"</span> });
        view! {
            <li class=class aria-current=move || (place == current.get()).then_some("step")>
                <span class="phase-step-number">{place + 1}</span>
                <span class="phase-step-label">{label} {state}</span>
                <span class="phase-step-of" aria-hidden="true">{format!("step {} of {count}", place + 1)}</span>
            </li>
        }
    });
    view! { <section class="phase-steps-frame" aria-label="Steps of the meeting"><ol class="phase-steps">{steps.collect_view()}</ol></section> }
        .into_any()
}
