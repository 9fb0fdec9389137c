//! A draft as a file, also one that is no framework, and taking a draft away.

use accord_shared::api::FrameworkDraft;
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use serde_json::Value;

use super::editor::saving::body;
use super::editor::state::{Asked, Editor};
use crate::net::api::frameworks as api;
use crate::ui::{Button, ButtonKind, Notice, NoticeKind, Page, PageWidth, alert, announce};
use crate::words::grammar::count;

/// A link that saves the draft as it is here as a file.
pub fn download(editor: Editor, words: &'static str) -> AnyView {
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

/// The file of the draft, and taking the draft away.
pub fn aside(editor: Editor) -> AnyView {
    let navigate = use_navigate();
    let then = Callback::new(move |()| {
        let navigate = navigate.clone();
        let id = editor.saving.id.get_value();
        leptos::task::spawn_local(async move {
            match api::delete_draft(&id).await {
                Ok(()) => {
                    editor.saving.forget();
                    announce("The draft is deleted.");
                    navigate(&Route::Frameworks.to_string(), NavigateOptions::default());
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
    let limits = editor.derived(|framework| framework.limits.len());
    let limits = move || {
        (limits.get() > 0).then(|| {
            let words = format!("{} on judgements: what it says stays as it is. To change it, download the file, change it, and import it.", count(limits.get(), "limit", "limits"));
            view! { <p class="soft">{words}</p> }
        })
    };
    view! {
        <section class="editor-part" aria-labelledby="part-file">
            <h2 id="part-file" tabindex="-1">"The draft as a file"</h2>
            {glossary}
            {limits}
            <div class="cluster">
                {download(editor, "Download the draft")}
                <Button kind=ButtonKind::Danger on_press=ask>"Delete this draft"</Button>
            </div>
        </section>
    }
    .into_any()
}

/// A draft whose file is no framework: it came by another way than this page.
#[component]
pub fn Unreadable(draft: FrameworkDraft, why: String) -> impl IntoView {
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
                Ok(()) => navigate(&Route::Frameworks.to_string(), NavigateOptions::default()),
                Err(failure) => alert(&failure.sentence),
            }
        });
    });
    view! {
        <Page title="This draft cannot be edited here" lede="Its file is not a framework yet. Download it, mend it, and import it again; or delete it." width=PageWidth::Wide>
            <Notice kind=NoticeKind::Wrong title="What is wrong"><p class="as-written" translate="no" lang="en-GB">{why}</p><ul class="bullets">{problems}</ul></Notice>
            <div class="cluster">
                <a href=address download=name rel="external">"Download the draft"</a>
                <Button kind=ButtonKind::Danger busy=busy on_press=delete>"Delete this draft"</Button>
            </div>
            <pre class="as-written small" translate="no" lang="en-GB">{text}</pre>
        </Page>
    }
}
