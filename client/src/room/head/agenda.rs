//! The plans of the agenda, where there is more than one: which is on the table, and which one looks at.

use accord_shared::stage::ReviewPhase;
use leptos::prelude::*;

use crate::seat::room::Room;
use crate::ui::as_it_is;

/// Links to the plans; nothing where there is only one.
#[component]
pub fn AgendaSwitch() -> impl IntoView {
    let room = expect_context::<Room>();
    let plans = Memo::new(move |_| {
        room.panel
            .with(|panel| panel.agenda.iter().map(|plan| (plan.id.clone(), plan.case_ref.clone())).collect::<Vec<_>>())
    });
    move || {
        let plans = plans.get();
        (plans.len() > 1).then(|| {
            let links = plans.into_iter().map(|(id, case_ref)| {
                let href = {
                    let id = id.clone();
                    move || room.place.with(|place| room.href_of(&id, place))
                };
                let here = {
                    let id = id.clone();
                    move || room.review.with(|review| *review == id)
                };
                let state = move || {
                    room.stage.with(|stage| match stage.review(&id).map(|review| review.phase) {
                        Some(ReviewPhase::Closed) => " (closed)",
                        Some(ReviewPhase::Signing) => " (being signed)",
                        Some(ReviewPhase::Open) | None if stage.current.as_ref() == Some(&id) => " (on the table)",
                        Some(ReviewPhase::Open) | None => "",
                    })
                };
                view! {
                    <li>
                        <a class="room-agenda-plan" href=href data-noscroll="" aria-current=move || here().then_some("true")>{as_it_is(case_ref)} {state}</a>
                    </li>
                }
            });
            view! {
                <nav class="room-agenda" aria-label="Plans on the agenda">
                    <ol class="room-agenda-plans">{links.collect_view()}</ol>
                </nav>
            }
        })
    }
}
