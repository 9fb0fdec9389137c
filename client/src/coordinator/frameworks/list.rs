//! The list of frameworks: the shipped ones, the area's own, and the drafts of more.

use accord_shared::api::{DraftSummary, FrameworkSummary};
use leptos::prelude::*;
use leptos_router::components::A;

use super::copy::{CopyDialog, Original};
use super::import::ImportPart;
use super::words;
use crate::door::session::{Session, Who};
use crate::net::api;
use crate::net::api::frameworks;
use crate::net::{Failure, FailureKind};
use crate::ui::when::moment_in_words;
use crate::ui::{Button, ButtonKind, Notice, NoticeKind, Page, PageWidth, Tag, TagKind};
use crate::words::grammar::count;

/// An answer of the server, when it is there.
type Answer<T> = RwSignal<Option<Result<T, Failure>>>;

/// The page of all frameworks.
#[component]
pub fn FrameworksPage() -> impl IntoView {
    let session = Session::here();
    let who = session.who();
    let signed_in = Memo::new(move |_| who.with(|who| matches!(who, Who::Coordinator(_))));
    let all: Answer<Vec<FrameworkSummary>> = RwSignal::new(None);
    let drafts: Answer<Vec<DraftSummary>> = RwSignal::new(None);
    leptos::task::spawn_local(async move {
        let answer = api::frameworks().await;
        all.try_set(Some(answer));
    });
    Effect::new(move |_| {
        if signed_in.get() {
            leptos::task::spawn_local(async move {
                let answer = frameworks::drafts().await;
                if answer.as_ref().is_err_and(|failure| failure.kind == FailureKind::SignedOut) {
                    session.ended();
                }
                drafts.try_set(Some(answer));
            });
        }
    });
    let original = RwSignal::new(None::<Original>);
    let taken = Signal::derive(move || {
        let own = all.with(|all| match all {
            Some(Ok(all)) => all.iter().map(|one| one.id.clone()).collect(),
            _ => Vec::new(),
        });
        let drafts = drafts.with(|drafts| match drafts {
            Some(Ok(drafts)) => drafts.iter().map(|one| one.id.clone()).collect(),
            _ => Vec::new(),
        });
        own.into_iter().chain(drafts).collect::<Vec<_>>()
    });
    view! {
        <Page
            title="Frameworks"
            lede="What plans and advice are judged against. Use one as it is, or copy it and make it your own."
            width=PageWidth::Wide
        >
            {move || signed_in.get().then(|| view! { <Drafts drafts=drafts /> })}
            {move || match all.get() {
                None => view! { <p class="soft">"Loading the frameworks…"</p> }.into_any(),
                Some(Err(failure)) => view! { <Notice kind=NoticeKind::Wrong><p>{failure.sentence}</p></Notice> }.into_any(),
                Some(Ok(all)) => view! { <All all=all signed_in=signed_in original=original /> }.into_any(),
            }}
            {move || signed_in.get().then(|| view! { <ImportPart /> })}
            <CopyDialog original=original taken=taken />
        </Page>
    }
}

/// The drafts; nothing where there are none.
#[component]
fn Drafts(drafts: Answer<Vec<DraftSummary>>) -> impl IntoView {
    let item = |draft: DraftSummary| {
        let title = if draft.title.trim().is_empty() { "(no title yet)".to_owned() } else { draft.title };
        let go_on = format!("Go on editing {title}");
        view! {
            <li class="framework-item">
                <h3>{title}</h3>
                <p class="soft">{format!("Changed {}", moment_in_words(draft.changed_at))}</p>
                <p><A href=frameworks::draft_page(&draft.id) attr:aria-label=go_on>"Go on editing"</A></p>
            </li>
        }
    };
    move || match drafts.get() {
        Some(Ok(drafts)) if !drafts.is_empty() => view! {
            <section aria-labelledby="drafts-title">
                <h2 id="drafts-title">"Your drafts"</h2>
                <ul class="framework-list">{drafts.into_iter().map(item).collect_view()}</ul>
            </section>
        }
        .into_any(),
        Some(Err(failure)) => view! { <Notice kind=NoticeKind::Wrong><p>{failure.sentence}</p></Notice> }.into_any(),
        Some(Ok(_)) | None => ().into_any(),
    }
}

/// Everything that is published, the area's own first.
#[component]
fn All(all: Vec<FrameworkSummary>, signed_in: Memo<bool>, original: RwSignal<Option<Original>>) -> impl IntoView {
    let (own, shipped): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.own);
    let list = |heading: &'static str, id: &'static str, frameworks: Vec<FrameworkSummary>| {
        (!frameworks.is_empty()).then(|| {
            let items = frameworks.into_iter().map(|one| item(one, signed_in, original)).collect_view();
            view! {
                <section aria-labelledby=id>
                    <h2 id=id>{heading}</h2>
                    <ul class="framework-list">{items}</ul>
                </section>
            }
        })
    };
    view! {
        {list("Your own", "own-title", own)}
        {list("Shipped with Accord", "shipped-title", shipped)}
    }
}

fn item(one: FrameworkSummary, signed_in: Memo<bool>, original: RwSignal<Option<Original>>) -> AnyView {
    let href = frameworks::page(&one.id, &one.version);
    let copied = StoredValue::new(Original { id: one.id.clone(), title: one.title.clone() });
    let about = one.title.clone();
    let facts = format!(
        "{}. {} to score. Version {}. Source: {}.",
        words::subject(one.subject),
        count(one.rows, "thing", "things"),
        one.version,
        one.source
    );
    let copy = move || {
        let about = about.clone();
        signed_in.get().then(|| {
            view! { <Button kind=ButtonKind::Quiet about=about on_press=move || original.set(Some(copied.get_value()))>"Copy to make your own"</Button> }
        })
    };
    view! {
        <li class="framework-item">
            <div class="cluster">
                <h3><A href=href>{one.title}</A></h3>
                {one.own.then(|| view! { <Tag kind=TagKind::Active>"Your own"</Tag> })}
            </div>
            <p>{one.about}</p>
            <p class="soft small">{facts}</p>
            {copy}
        </li>
    }
    .into_any()
}
