//! The page of one draft: the editor, or what is wrong with a draft that is no framework.

use accord_shared::api::FrameworkDraft;
use accord_shared::framework::{Framework, FrameworkId};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde_json::Value;

use super::about::about;
use super::confirm::Question;
use super::details_and_questions::{details, questions};
use super::preview::preview;
use super::saving::{Saved, Saving};
use super::scales::scales;
use super::sections::sections;
use super::state::Editor;
use super::subtotals::groups;
use super::to_mend::to_mend;
use super::totals::marking;
use crate::coordinator::frameworks::file::{Unreadable, aside, download};
use crate::coordinator::frameworks::publish::Publish;
use crate::coordinator::not_found::NotFoundPage;
use crate::door::session::{Session, SignedOut};
use crate::net::api as server;
use crate::net::api::frameworks as api;
use crate::net::{Failure, FailureKind};
use crate::ui::{Button, ButtonKind, Icon, IconName, Notice, NoticeKind, Page, PageWidth};

/// The page of one draft.
#[component]
pub fn DraftPage() -> impl IntoView {
    let params = use_params_map();
    // So that the coordinator's name stands in the bar.
    Session::here().who();
    let id = Memo::new(move |_| params.with(|params| FrameworkId::new(params.get("id")?).ok()));
    let shown = RwSignal::new(None::<Result<FrameworkDraft, Failure>>);
    let load = Callback::new(move |()| {
        shown.set(None);
        let Some(id) = id.get() else { return };
        leptos::task::spawn_local(async move {
            let answer = api::draft(&id).await;
            shown.try_set(Some(answer));
        });
    });
    Effect::new(move |_| load.run(()));
    move || match shown.get() {
        _ if id.with(Option::is_none) => view! { <NotFoundPage /> }.into_any(),
        None => view! { <Page title="Draft" width=PageWidth::Wide><p class="soft">"Loading the draft…"</p></Page> }
            .into_any(),
        Some(Ok(draft)) => match read(&draft) {
            Ok(framework) => view! { <EditorPage draft=draft framework=framework load=load /> }.into_any(),
            Err(why) => view! { <Unreadable draft=draft why=why /> }.into_any(),
        },
        Some(Err(failure)) => match failure.kind {
            FailureKind::NotFound => view! { <NotFoundPage /> }.into_any(),
            FailureKind::SignedOut => view! { <Page title="Draft"><SignedOut /></Page> }.into_any(),
            FailureKind::Offline | FailureKind::Refused | FailureKind::Broken => view! {
                <Page title="Draft">
                    <Notice kind=NoticeKind::Wrong><p>{failure.sentence}</p></Notice>
                    <Button kind=ButtonKind::Primary on_press=load>"Try again"</Button>
                </Page>
            }
            .into_any(),
        },
    }
}

/// The draft as a framework. Its version is given when it is published.
fn read(draft: &FrameworkDraft) -> Result<Framework, String> {
    let mut body = draft.body.clone();
    if let Value::Object(fields) = &mut body {
        fields.insert("id".to_owned(), draft.id.as_str().into());
        fields.entry("version").or_insert_with(|| "1".into());
    }
    serde_json::from_value(body).map_err(|error| error.to_string())
}

#[component]
fn EditorPage(draft: FrameworkDraft, framework: Framework, load: Callback<()>) -> impl IntoView {
    let FrameworkDraft { id, revision, problems, published, .. } = draft;
    let editor = Editor::new(framework, problems, Saving::new(id.clone(), revision));
    keep_to_the_end(editor);
    reserve_published(editor, id, published.clone());
    let title = editor.derived(|framework| match framework.title.trim() {
        "" => "Framework without a title".to_owned(),
        title => title.to_owned(),
    });
    let lede = "Only coordinators of your area see this draft. Change what you like, look at it as assessors will, and publish it when it is ready.";
    view! {
        <Page title=title kicker="Draft of your own framework" lede=lede width=PageWidth::Wide>
            <div class="editor" on:focusout=move |_| editor.saving.save()>
                {move || (editor.saving.saved.get() == Saved::Stale).then(|| stale(editor, load))}
                {to_mend(editor)}
                {about(editor)}
                {sections(editor)}
                {scales(editor)}
                {marking(editor)}
                {groups(editor)}
                {details(editor)}
                {questions(editor)}
                {preview(editor)}
                {aside(editor)}
                <div class="editor-bar" role="region" aria-label="Save and publish">
                    {saved_line(editor)}
                    <Button on_press=move || { editor.check(); editor.saving.save(); }>"Save draft"</Button>
                    <Publish editor=editor published=published />
                </div>
            </div>
            <Question editor=editor />
        </Page>
    }
}

/// Sends what is not sent yet when the page is left inside of Accord, and has the browser ask when it is left otherwise.
fn keep_to_the_end(editor: Editor) {
    let handle = window_event_listener(leptos::ev::beforeunload, move |event| {
        if editor.saving.is_unsaved() {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        editor.saving.save();
        handle.remove();
    });
}

/// What is new must not get an id that a published version has given to something else.
fn reserve_published(editor: Editor, id: FrameworkId, published: Vec<String>) {
    leptos::task::spawn_local(async move {
        for version in published {
            // Without the version's ids, new ones are only less surely new; nothing else depends on it.
            if let Ok(framework) = server::framework(&id, &version).await {
                editor.reserve(&framework);
            }
        }
    });
}

/// The one truthful line about saving.
fn saved_line(editor: Editor) -> AnyView {
    let saved = editor.saving.saved;
    let icon = move || match saved.get() {
        Saved::All => view! { <Icon name=IconName::Tick /> }.into_any(),
        Saved::Changed | Saved::Saving => ().into_any(),
        Saved::Not(_) | Saved::Stale => view! { <Icon name=IconName::Warning /> }.into_any(),
    };
    let wrong = move || saved.with(|saved| matches!(saved, Saved::Not(_) | Saved::Stale));
    view! { <p class="editor-saved" class:editor-saved-wrong=wrong>{icon} <span>{move || saved.with(Saved::words)}</span></p> }
        .into_any()
}

/// Somebody else was quicker.
fn stale(editor: Editor, load: Callback<()>) -> AnyView {
    view! {
        <Notice kind=NoticeKind::Wrong title="This draft was changed in another window or by somebody else.">
            <p>"What you changed here since then is not saved. Download it if you want to keep it, then load the newer draft."</p>
            <div class="cluster">
                {download(editor, "Download what is here")}
                <Button kind=ButtonKind::Primary on_press=load>"Load the newer draft"</Button>
            </div>
        </Notice>
    }
    .into_any()
}
