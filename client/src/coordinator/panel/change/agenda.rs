//! The agenda: plans come, change places, and leave with a reason as long as nobody has begun with them.

use accord_shared::api::{AddToAgenda, OrderAgenda, PanelView, TakeAway};
use accord_shared::fit::Limit;
use accord_shared::id::ReviewId;
use accord_shared::panel::Review;
use accord_shared::plan::PlanStage;
use leptos::prelude::*;

use super::super::Shown;
use super::{Outcome, Saving};
use crate::coordinator::plan_fields::{PlanChoice, PlanRow, kept_plans};
use crate::coordinator::refusals::ToldAbove;
use crate::net::api::changes as api;
use crate::ui::{Button, ButtonKind, Dialog, Disclosure, ErrorSummary, Fitting, Icon, IconName, TextArea, focus_id};
use crate::words::people::plan as plan_words;

/// What a plan on the agenda shows.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Item {
    review: Review,
    place: usize,
    last: bool,
    begun: bool,
}

fn items(view: &PanelView) -> Vec<Item> {
    let count = view.panel.agenda.len();
    let item = |(place, review): (usize, &Review)| Item {
        review: review.clone(),
        place,
        last: place + 1 == count,
        begun: view.now.begun.contains(&review.id),
    };
    view.panel.agenda.iter().enumerate().map(item).collect()
}

/// The plans with what can be done about each, and the form for one more.
#[component]
pub fn Agenda(shown: Shown, view: RwSignal<PanelView>) -> impl IntoView {
    let saving = Saving::new(shown);
    let leaving = RwSignal::new(None::<Review>);
    let all = Memo::new(move |_| view.with(items));
    let ids = Memo::new(move |_| all.with(|all| all.iter().map(|item| item.review.id.clone()).collect::<Vec<_>>()));
    let move_to = move |id: ReviewId, to: usize| {
        let (panel, seen, mut order) = view.with_untracked(|view| {
            let order: Vec<ReviewId> = view.panel.agenda.iter().map(|review| review.id.clone()).collect();
            (view.panel.id.clone(), view.now.seen, order)
        });
        let Some(from) = order.iter().position(|other| *other == id) else { return };
        order.swap(from, to);
        let request = async move { api::order_plans(&panel, &OrderAgenda { seen, order }).await };
        // Moving a row takes the focus off it.
        let then = move || request_animation_frame(move || focus_id(&row_id(&id)));
        saving.send(request, |_| String::new(), then);
    };
    let move_to = Callback::new(move |(id, to)| move_to(id, to));
    view! {
        <div class="stack">
            <ErrorSummary problems=saving.told.problems />
            <ol class="plan-list">
                <For each=move || ids.get() key=Clone::clone let:id>
                    <Line id=id all=all move_to=move_to leaving=leaving />
                </For>
            </ol>
            <Show when=move || all.with(Vec::is_empty)><p>"No plan is on the agenda yet."</p></Show>
            <Outcome saving=saving />
            <Leave shown=shown view=view leaving=leaving outer=saving />
            <AddPlan shown=shown view=view />
        </div>
    }
    .into_any()
}

/// The element id of a plan's heading.
fn row_id(id: &ReviewId) -> String {
    format!("agenda-{id}")
}

#[component]
fn Line(
    id: ReviewId,
    all: Memo<Vec<Item>>,
    move_to: Callback<(ReviewId, usize)>,
    leaving: RwSignal<Option<Review>>,
) -> impl IntoView {
    let key = id.clone();
    let item = Memo::new(move |_| all.with(|all| all.iter().find(|item| item.review.id == key).cloned()));
    let row = row_id(&id);
    move || {
        let Some(Item { review, place, last, begun }) = item.get() else { return ().into_any() };
        let name = format!("plan {}", review.case_ref);
        let words = plan_words(&review);
        let case_ref = review.case_ref.clone();
        let (up, down) = (id.clone(), id.clone());
        view! {
            <li class="plan-item">
                <div class="split">
                    <h3 id=row.clone() tabindex="-1" translate="no">{case_ref}</h3>
                    <div class="cluster cluster-tight">
                        {(place > 0).then(|| view! {
                            <Button kind=ButtonKind::Quiet about=name.clone() on_press=move || move_to.run((up.clone(), place - 1))>
                                <Icon name=IconName::Up />"Move up"
                            </Button>
                        })}
                        {(!last).then(|| view! {
                            <Button kind=ButtonKind::Quiet about=name.clone() on_press=move || move_to.run((down.clone(), place + 1))>
                                <Icon name=IconName::Down />"Move down"
                            </Button>
                        })}
                        {(!begun).then(|| view! {
                            <Button kind=ButtonKind::Quiet about=name.clone() on_press=move || leaving.set(Some(review.clone()))>
                                "Take off the agenda"
                            </Button>
                        })}
                    </div>
                </div>
                <p>{words}</p>
                {begun.then(|| view! { <p class="soft">"Something has been opened, scored or written in it, so it stays."</p> })}
            </li>
        }
        .into_any()
    }
}

/// Asks why a plan is taken off the agenda.
#[component]
fn Leave(
    shown: Shown,
    view: RwSignal<PanelView>,
    leaving: RwSignal<Option<Review>>,
    /// The agenda's own saving, which says that it is done.
    outer: Saving,
) -> impl IntoView {
    let saving = Saving::new(shown);
    let reason = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if leaving.with(Option::is_some) {
            saving.told.clear();
            reason.set(String::new());
            open.set(true);
        }
    });
    let title = Signal::derive(move || {
        let case_ref = leaving.with(|leaving| leaving.as_ref().map(|review| review.case_ref.clone()));
        format!("Take {} off the agenda?", case_ref.unwrap_or_default())
    });
    let go = move || {
        let Some(review) = leaving.get_untracked() else { return };
        let (panel, seen) = view.with_untracked(|view| (view.panel.id.clone(), view.now.seen));
        let form = TakeAway { seen, reason: reason.get_untracked() };
        let request = async move { api::take_away(&panel, &review.id, &form).await };
        let then = move || {
            open.set(false);
            outer.done.set(saving.done.get_untracked());
            request_animation_frame(|| focus_id("change"));
        };
        saving.send(request, |_| "leave-reason".to_owned(), then);
    };
    // Closed by any means, the same plan can be asked about again.
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            leaving.set(None);
        }
        now
    });
    view! {
        <Dialog title=title open=open close_label="Keep it">
            <p>"Everyone in the room sees that it is gone, and reads your reason."</p>
            <Fitting fits=saving.told.fits>
                <ErrorSummary problems=saving.told.problems />
                <TextArea id="leave-reason" label="Why?" rows=2 value=reason limit=Limit::REASON error=saving.told.error("leave-reason") />
            </Fitting>
            <Button kind=ButtonKind::Danger busy=saving.busy on_press=go>"Take it off the agenda"</Button>
        </Dialog>
    }
    .into_any()
}

/// One plan more.
#[component]
fn AddPlan(shown: Shown, view: RwSignal<PanelView>) -> impl IntoView {
    let saving = Saving::new(shown);
    let row = PlanRow::new(0, PlanStage::Final);
    let kept = kept_plans();
    let send = Callback::new(move |warnings_seen: bool| {
        let (panel, seen) = view.with_untracked(|view| (view.panel.id.clone(), view.now.seen));
        let form = AddToAgenda { seen, review: row.for_agenda(), warnings_seen };
        let request = async move { api::add_plan(&panel, &form).await };
        let id_of = move |field: &str| row.id(field.rsplit('.').next().unwrap_or_default());
        let then = move || {
            row.plan.set(None);
            for text in [row.case_ref, row.where_to_read, row.locality] {
                text.set(String::new());
            }
        };
        saving.send(request, id_of, then);
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send.run(false);
    };
    view! {
        <Disclosure summary="Add a plan">
            <form class="stack" novalidate=true on:submit=submit>
                <Fitting fits=saving.told.fits>
                    <ToldAbove told=saving.told go_on="This is not personal data: add the plan" on_go_on=move || send.run(true) />
                    <PlanChoice row=row told=saving.told kept=kept />
                </Fitting>
                <Button submit=true busy=saving.busy>"Add this plan"</Button>
                <Outcome saving=saving />
            </form>
        </Disclosure>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::super::super::tests_support::view_of;
    use super::*;

    #[test]
    fn a_plan_knows_its_place_and_whether_it_was_begun() {
        let mut view = view_of(&["Ann"], 2);
        view.now.begun.push(view.panel.agenda[0].id.clone());
        let items = items(&view);
        let told: Vec<_> = items.iter().map(|item| (item.place, item.last, item.begun)).collect();
        assert_eq!(told, [(0, false, true), (1, true, false)]);
    }
}
