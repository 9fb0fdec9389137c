//! A panel as its coordinator sees it: what to do next, everyone's link, the plans and their closed records. What
//! happens in the meeting is not seen from here.

mod add_person;
mod change;
mod change_person;
pub mod links;
mod next;
mod people;
mod plans;

#[cfg(test)]
mod tests_support;

use accord_shared::api::{FrameworkSummary, PanelView};
use accord_shared::id::PanelId;
use accord_shared::panel::{Naming, Panel, Visibility, Way};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::not_found::NotFoundPage;
use crate::door::session::{Session, SignedOut};
use crate::net::api;
use crate::net::{Failure, FailureKind};
use crate::ui::{Button, ButtonKind, Notice, NoticeKind, Page, PageWidth, announce};
use crate::words::meets::{call_link, when};
use crate::words::people::kind;
use crate::words::people::who_judges;

/// The panel on this page, and a way to fetch it again after a change.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    id: Memo<Option<PanelId>>,
    view: RwSignal<Option<Result<PanelView, Failure>>>,
}

impl Shown {
    /// Asks the server for the panel again; what is shown stays until the answer is there.
    pub fn refresh(self) {
        let Some(id) = self.id.get_untracked() else { return };
        leptos::task::spawn_local(async move {
            let answer = api::panel(&id).await;
            self.view.try_set(Some(answer));
        });
    }
}

/// The page of one panel.
#[component]
pub fn PanelPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("panel").and_then(|id| PanelId::new(id).ok())));
    let shown = Shown { id, view: RwSignal::new(None) };
    // So that the coordinator's name stands in the bar.
    Session::here().who();
    Effect::new(move |_| {
        id.track();
        shown.view.set(None);
        shown.refresh();
    });
    // Only another panel or another kind of answer draws the page again; a refreshed panel changes what is in it.
    let state = Memo::new(move |_| match (id.get(), &*shown.view.read()) {
        (None, _) => State::Missing,
        (_, None) => State::Loading,
        (_, Some(Ok(_))) => State::There,
        (_, Some(Err(failure))) => match failure.kind {
            FailureKind::NotFound => State::Missing,
            FailureKind::SignedOut => State::SignedOut,
            FailureKind::Offline | FailureKind::Refused | FailureKind::Broken => {
                State::Failed(failure.sentence.clone())
            }
        },
    });
    move || match state.get() {
        State::Missing => view! { <NotFoundPage /> }.into_any(),
        State::SignedOut => view! { <Page title="Panel"><SignedOut /></Page> }.into_any(),
        State::Loading => {
            view! { <Page title="Panel" width=PageWidth::Wide><p class="soft">"Loading the panel…"</p></Page> }
                .into_any()
        }
        State::Failed(sentence) => view! {
            <Page title="Panel">
                <Notice kind=NoticeKind::Wrong><p>{sentence}</p></Notice>
                <Button kind=ButtonKind::Primary on_press=move || shown.refresh()>"Try again"</Button>
            </Page>
        }
        .into_any(),
        State::There => view! { <PanelContent shown=shown /> }.into_any(),
    }
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Loading,
    There,
    Missing,
    SignedOut,
    Failed(String),
}

#[component]
fn PanelContent(shown: Shown) -> impl IntoView {
    let Some(Ok(first)) = shown.view.get_untracked() else { return ().into_any() };
    let last = RwSignal::new(first);
    // A refresh that failed leaves what was there before.
    Effect::new(move |_| {
        if let Some(Ok(now)) = shown.view.get() {
            last.set(now);
        }
    });
    let panel = Memo::new(move |_| last.with(|view| view.panel.clone()));
    let lede = move || {
        panel.with(|panel| {
            let mut words = vec![when(&panel.held_on, &panel.meets)];
            words.extend([&panel.meets.place, &panel.locality].into_iter().filter(|one| !one.is_empty()).cloned());
            words.join(", ")
        })
    };
    let frameworks = RwSignal::new(Vec::new());
    leptos::task::spawn_local(async move {
        if let Ok(all) = api::frameworks().await {
            frameworks.try_set(all);
        }
    });
    let check = move || {
        shown.refresh();
        announce("Checked again.");
    };
    view! {
        <Page
            title=Signal::derive(move || panel.with(|panel| panel.title.clone()))
            kicker=kind(panel.with_untracked(|panel| panel.kind))
            lede=Signal::derive(lede)
            width=PageWidth::Wide
        >
            {move || panel.with(|panel| call_link(&panel.meets)).map(|link| view! { <p>{link}</p> })}
            {move || last.with(next::next_step).view()}
            <links::LinksToSend panel=panel />
            <section class="stack" aria-labelledby="people">
                <div class="split">
                    <h2 id="people" tabindex="-1">"People and their links"</h2>
                    <Button kind=ButtonKind::Quiet on_press=check>"Check again who has come in"</Button>
                </div>
                <people::PeopleTable shown=shown view=last />
                <add_person::AddPerson shown=shown panel=panel />
            </section>
            <section class="stack" aria-labelledby="plans">
                <h2 id="plans">"Plans and records"</h2>
                <plans::Plans view=last />
            </section>
            <change::ChangePanel shown=shown view=last />
            <section class="stack" aria-labelledby="how">
                <h2 id="how">"How it runs"</h2>
                {move || panel.with(|panel| how(panel, frameworks.get()))}
            </section>
        </Page>
    }
    .into_any()
}

fn how(panel: &Panel, frameworks: Vec<FrameworkSummary>) -> AnyView {
    // Until the list is there, and where it does not hold the framework any more, the id has to do.
    let framework = frameworks
        .into_iter()
        .find(|one| one.id == panel.framework)
        .map_or_else(|| panel.framework.to_string(), |one| one.title);
    let framework =
        view! { <div><dt>"Framework"</dt><dd>{framework} ", version " {panel.framework_version.clone()}</dd></div> };
    if panel.way != Way::Panel {
        let who = who_judges(panel).join(" ");
        return view! { <dl class="facts">{framework}<div><dt>"Who judges"</dt><dd>{who}</dd></div></dl> }.into_any();
    }
    let visibility = match panel.visibility {
        Visibility::Blind => "Private until the chair reveals",
        Visibility::Open => "Open: everyone sees each score as it is chosen",
    };
    let naming = match panel.naming {
        Naming::Agencies => "By agency",
        Naming::Names => "By name and agency",
    };
    view! {
        <dl class="facts">
            {framework}
            <div><dt>"Who judges"</dt><dd>"A panel"</dd></div>
            <div><dt>"Scores"</dt><dd>{visibility}</dd></div>
            <div><dt>"Labels of revealed scores"</dt><dd>{naming}</dd></div>
        </dl>
    }
    .into_any()
}
