//! The page of one draft: the editor, or what is wrong with a draft that is no framework.

use accord_shared::api::FrameworkDraft;
use accord_shared::framework::{Framework, FrameworkId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};
use serde_json::Value;

use super::about::about;
use super::editor::{Asked, Editor};
use super::ends::{details, questions};
use super::fields::fold;
use super::form::form;
use super::groups::groups;
use super::marking::marking;
use super::mend::to_mend;
use super::publish::Publish;
use super::saving::{Saved, Saving, body};
use super::scales::scales;
use super::sections::sections;
use crate::net::api::{self as server, frameworks as api};
use crate::net::{Failure, FailureKind};
use crate::pages::{NotFoundPage, Session, SignedOut};
use crate::ui::{Button, ButtonKind, Dialog, Icon, IconName, Notice, NoticeKind, Page, PageWidth, alert, announce};

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
    let lede = "Nobody else sees this draft. Change what you like, look at it as assessors will, and publish it when it is ready.";
    view! {
        <Page title=title kicker="Draft of your own framework" lede=lede width=PageWidth::Wide>
            <div class="editor" on:focusout=move |_| editor.saving.save(editor)>
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
                    <Button on_press=move || { editor.check(); editor.saving.save(editor); }>"Save draft"</Button>
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
        editor.saving.save(editor);
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

/// A link that saves the draft as it is here as a file.
fn download(editor: Editor, words: &'static str) -> AnyView {
    let now = move || editor.snapshot().map(|framework| data_address(&body(&framework)));
    let address = RwSignal::new(now().unwrap_or_default());
    let name = editor.saving.id.with_value(|id| format!("accord-framework-{id}-draft.json"));
    // As it is in the moment in which the link is followed.
    let refresh = Callback::new(move |()| address.set(now().unwrap_or_default()));
    view! { <a href=address download=name rel="external" on:focus=move |_| refresh.run(()) on:mouseenter=move |_| refresh.run(())>{words}</a> }.into_any()
}

fn data_address(value: &Value) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    format!("data:application/json;charset=utf-8,{}", String::from(js_sys::encode_uri_component(&text)))
}

/// The form as assessors will see it, drawn anew at each pause while it is open.
fn preview(editor: Editor) -> AnyView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            editor.check();
        }
    });
    let content = move || {
        let drawn = move || {
            editor.paused.track();
            open.get().then(|| editor.read(form))
        };
        view! { <p class="soft">"You can try it out. Nothing that you choose or write here is kept."</p> <div>{drawn}</div> }.into_any()
    };
    view! {
        <section class="editor-part" aria-labelledby="part-preview">
            <h2 id="part-preview" tabindex="-1">"As assessors will see it"</h2>
            {fold("preview".to_owned(), "Show the form".into(), open, content)}
        </section>
    }
    .into_any()
}

/// The file of the draft, and taking the draft away.
fn aside(editor: Editor) -> AnyView {
    let navigate = use_navigate();
    let then = Callback::new(move |()| {
        let navigate = navigate.clone();
        let id = editor.saving.id.get_value();
        leptos::task::spawn_local(async move {
            match api::delete_draft(&id).await {
                Ok(()) => {
                    editor.saving.forget();
                    announce("The draft is deleted.");
                    navigate("/frameworks", NavigateOptions::default());
                }
                Err(failure) => alert(&failure.sentence),
            }
        });
    });
    let ask = move || {
        editor.ask(Asked {
            title: "Delete this draft?".to_owned(),
            sentence: "It cannot be brought back. Versions that are published stay.".to_owned(),
            button: "Delete the draft",
            then,
        });
    };
    let terms = editor.derived(|framework| framework.glossary.len());
    let glossary = move || {
        (terms.get() > 0).then(|| {
            let words = format!("The {} words that are explained in its glossary stay as they are. To change them, download the file, change it, and import it.", terms.get());
            view! { <p class="soft">{words}</p> }
        })
    };
    view! {
        <section class="editor-part" aria-labelledby="part-file">
            <h2 id="part-file" tabindex="-1">"The draft as a file"</h2>
            {glossary}
            <div class="cluster">
                {download(editor, "Download the draft")}
                <Button kind=ButtonKind::Danger on_press=ask>"Delete this draft"</Button>
            </div>
        </section>
    }
    .into_any()
}

/// The dialogue that asks before something is taken away.
#[component]
fn Question(editor: Editor) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if editor.asked.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            editor.asked.set(None);
        }
        now
    });
    let title = Signal::derive(move || {
        editor.asked.with(|asked| asked.as_ref().map_or_else(String::new, |asked| asked.title.clone()))
    });
    let body = move || {
        editor.asked.get().map(|asked| {
            let press = move || {
                open.set(false);
                let then = asked.then;
                // When the dialogue has given the focus back, it can be brought to where it belongs.
                request_animation_frame(move || then.run(()));
            };
            view! { <p>{asked.sentence}</p> <Button kind=ButtonKind::Danger on_press=press>{asked.button}</Button> }
        })
    };
    view! { <Dialog title=title open=open close_label="Cancel"><div class="stack">{body}</div></Dialog> }
}

/// A draft whose file is no framework: it came by another way than this page.
#[component]
fn Unreadable(draft: FrameworkDraft, why: String) -> impl IntoView {
    let (id, address) = (draft.id.clone(), data_address(&draft.body));
    let text = serde_json::to_string_pretty(&draft.body).unwrap_or_default();
    let name = format!("accord-framework-{id}-draft.json");
    let problems = draft.problems.into_iter().map(|problem| view! { <li>{problem}</li> }).collect_view();
    let navigate = use_navigate();
    let busy = RwSignal::new(false);
    let delete = Callback::new(move |()| {
        busy.set(true);
        let (id, navigate) = (id.clone(), navigate.clone());
        leptos::task::spawn_local(async move {
            let answer = api::delete_draft(&id).await;
            busy.try_set(false);
            match answer {
                Ok(()) => navigate("/frameworks", NavigateOptions::default()),
                Err(failure) => alert(&failure.sentence),
            }
        });
    });
    view! {
        <Page title="This draft cannot be edited here" lede="Its file is not a framework yet. Download it, mend it, and import it again; or delete it." width=PageWidth::Wide>
            <Notice kind=NoticeKind::Wrong title="What is wrong"><p class="as-written">{why}</p><ul class="bullets">{problems}</ul></Notice>
            <div class="cluster">
                <a href=address download=name rel="external">"Download the draft"</a>
                <Button kind=ButtonKind::Danger busy=busy on_press=delete>"Delete this draft"</Button>
            </div>
            <pre class="as-written small">{text}</pre>
        </Page>
    }
}
