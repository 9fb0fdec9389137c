//! Making a panel: one form, sent once. What is wrong, and what looks like personal data, the server says; this page
//! leads to the fields.

mod entered;
mod meeting;
mod paste;
mod people;
mod plans;
mod settings;
mod who_judges;

use accord_shared::api::{FrameworkSummary, PanelMade};
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::new_panel::entered::Form;
use super::refusals::ToldAbove;
use crate::door::fresh_links::FreshLinks;
use crate::door::session::{Session, SignedOut, Who};
use crate::net::api;
use crate::net::{Failure, FailureKind};
use crate::ui::{Button, ButtonKind, Fitting, Notice, NoticeKind, Page, PageWidth, announce};

/// The page on which a coordinator makes a panel.
#[component]
pub fn NewPanelPage() -> impl IntoView {
    let who = Session::here().who();
    let form = Form::new();
    let frameworks = RwSignal::new(None::<Result<Vec<FrameworkSummary>, Failure>>);
    leptos::task::spawn_local(async move {
        let answer = api::frameworks().await;
        frameworks.try_set(Some(answer));
    });
    let nobody = Memo::new(move |_| who.with(|who| *who == Who::Nobody));
    view! {
        <Page
            title="Make a panel"
            lede="A panel is one meeting. When it is made you get a personal link for each person. You can add people later."
            width=PageWidth::Wide
            wrong=form.told.wrong()
        >
            {move || if nobody.get() { view! { <SignedOut /> }.into_any() } else { view! { <PanelForm form=form frameworks=frameworks /> }.into_any() }}
        </Page>
    }
}

#[component]
fn PanelForm(form: Form, frameworks: RwSignal<Option<Result<Vec<FrameworkSummary>, Failure>>>) -> impl IntoView {
    let sending = RwSignal::new(false);
    let (links, session, navigate) = (FreshLinks::here(), Session::here(), use_navigate());
    let send = Callback::new(move |warnings_seen: bool| {
        if sending.get_untracked() || !form.told.all_fit() {
            return;
        }
        sending.set(true);
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            let (panel, places) = form.entered(warnings_seen);
            let answer = api::make_panel(&panel).await;
            sending.try_set(false);
            match answer {
                Ok(PanelMade { panel, links: fresh }) => {
                    links.add(fresh);
                    announce("The panel is made.");
                    navigate(
                        &Route::Panel(&panel.id).to_string(),
                        NavigateOptions { replace: true, ..Default::default() },
                    );
                }
                Err(failure) if failure.kind == FailureKind::SignedOut => session.ended(),
                Err(failure) => form.refused(failure, &places),
            }
        });
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send.run(false);
    };
    view! {
        <form class="stack stack-wide" novalidate=true on:submit=submit>
            <Fitting fits=form.told.fits>
                <ToldAbove told=form.told go_on="This is not personal data: make the panel" on_go_on=move || send.run(true) />
                <meeting::MeetingPart form=form />
                <plans::PlansPart form=form />
                {move || match frameworks.get() {
                    Some(Err(failure)) => view! { <Notice kind=NoticeKind::Wrong><p>{failure.sentence}</p></Notice> }.into_any(),
                    Some(Ok(frameworks)) => view! { <settings::HowPart form=form frameworks=frameworks /> }.into_any(),
                    None => ().into_any(),
                }}
                <people::PeoplePart form=form />
                <people::OfficesPart form=form />
                <div class="button-large">
                    <Button kind=ButtonKind::Primary submit=true busy=sending>"Make the panel"</Button>
                </div>
            </Fitting>
        </form>
    }
}
