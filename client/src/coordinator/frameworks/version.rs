//! One version of a framework, as assessors will see it. A published version can be looked at, downloaded and copied,
//! and never changed.

use accord_shared::api::CopyFramework;
use accord_shared::framework::{Framework, FrameworkId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::as_assessors_see_it::form;
use super::copy::{CopyDialog, Original};
use super::words;
use crate::coordinator::not_found::NotFoundPage;
use crate::door::session::{Session, Who};
use crate::net::api;
use crate::net::api::frameworks;
use crate::net::{Failure, FailureKind};
use crate::ui::{
    Button, ButtonKind, Icon, IconName, Notice, NoticeKind, Page, PageWidth, Tag, TagKind, alert, announce,
};

/// The page of one version.
#[component]
pub fn FrameworkPage() -> impl IntoView {
    let params = use_params_map();
    let at = Memo::new(move |_| {
        params.with(|params| Some((FrameworkId::new(params.get("id")?).ok()?, params.get("version")?)))
    });
    let shown = RwSignal::new(None::<Result<Framework, Failure>>);
    Effect::new(move |_| {
        shown.set(None);
        let Some((id, version)) = at.get() else { return };
        leptos::task::spawn_local(async move {
            let answer = api::framework(&id, &version).await;
            shown.try_set(Some(answer));
        });
    });
    move || match shown.get() {
        _ if at.with(Option::is_none) => view! { <NotFoundPage /> }.into_any(),
        None => {
            view! { <Page title="Framework" width=PageWidth::Wide><p class="soft">"Loading the framework…"</p></Page> }
                .into_any()
        }
        Some(Ok(framework)) => view! { <Shown framework=framework /> }.into_any(),
        Some(Err(failure)) if failure.kind == FailureKind::NotFound => view! { <NotFoundPage /> }.into_any(),
        Some(Err(failure)) => view! {
            <Page title="Framework"><Notice kind=NoticeKind::Wrong><p>{failure.sentence}</p></Notice></Page>
        }
        .into_any(),
    }
}

#[component]
fn Shown(framework: Framework) -> impl IntoView {
    let who = Session::here().who();
    let signed_in = Memo::new(move |_| who.with(|who| matches!(who, Who::Coordinator(_))));
    let taken = RwSignal::new(Vec::<FrameworkId>::new());
    let own = RwSignal::new(false);
    let original = RwSignal::new(None::<Original>);
    let copied = StoredValue::new(Original { id: framework.id.clone(), title: framework.title.clone() });
    Effect::new(move |_| {
        if signed_in.get() {
            leptos::task::spawn_local(async move {
                let (Ok(all), Ok(drafts)) = (api::frameworks().await, frameworks::drafts().await) else { return };
                let id = copied.try_with_value(|copied| copied.id.clone());
                own.try_set(all.iter().any(|one| one.own && Some(&one.id) == id.as_ref()));
                let ids = all.into_iter().map(|one| one.id).chain(drafts.into_iter().map(|one| one.id));
                taken.try_set(ids.collect());
            });
        }
    });
    let deeds = move || {
        signed_in.get().then(|| {
            view! {
                {move || own.get().then(|| view! { <NextVersion original=copied /> })}
                <Button on_press=move || original.set(Some(copied.get_value()))>"Copy to make your own"</Button>
            }
        })
    };
    let file = frameworks::file(&framework.id, &framework.version);
    let facts = format!("{}. Source: {}.", words::subject(framework.subject), framework.source.cited());
    let note = framework.source.note.clone().map(|note| view! { <p class="soft">{note}</p> });
    view! {
        <Page title=framework.title.clone() kicker=format!("Framework, version {}", framework.version) lede=framework.about.clone() width=PageWidth::Wide>
            <div class="stack stack-tight">
                <p>{move || own.get().then(|| view! { <Tag kind=TagKind::Active>"Your own"</Tag>" " })} "This version is published and never changes. " {facts}</p>
                {note}
            </div>
            <div class="cluster">
                <a href=file download="" rel="external"><Icon name=IconName::Page /> " Download the file"</a>
                {deeds}
            </div>
            <section class="stack" aria-labelledby="form-title">
                <h2 id="form-title">"The form as assessors see it"</h2>
                <p class="soft">"You can try it out. Nothing that you choose or write here is kept."</p>
                {form(&framework)}
            </section>
            <CopyDialog original=original taken=taken />
        </Page>
    }
}

/// Makes the draft of the next version of an own framework, or goes on with the one that there is.
#[component]
fn NextVersion(original: StoredValue<Original>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let press = Callback::new(move |()| {
        busy.set(true);
        let (Original { id, title }, navigate) = (original.get_value(), navigate.clone());
        leptos::task::spawn_local(async move {
            let made = match frameworks::draft(&id).await {
                Err(failure) if failure.kind == FailureKind::NotFound => {
                    frameworks::copy(&CopyFramework { from: id.clone(), id, title }).await
                }
                answer => answer,
            };
            busy.try_set(false);
            match made {
                Ok(draft) => {
                    announce("You can change the draft of the next version now.");
                    navigate(&frameworks::draft_page(&draft.id), NavigateOptions::default());
                }
                Err(failure) => alert(&failure.sentence),
            }
        });
    });
    view! { <Button kind=ButtonKind::Primary busy=busy on_press=press>"Make the next version"</Button> }
}
