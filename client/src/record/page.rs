//! The page of a record: fetches the version that is closed, or, before that, the draft as it stands, and puts around it
//! what one can do with it. Made to be read, printed and kept.

use accord_shared::api::RecordRef;
use accord_shared::framework::Framework;
use accord_shared::id::{ParticipantId, ReviewId};
use accord_shared::panel::{Panel, Way};
use accord_shared::record::{Record, RecordContent, RecordFile, SignatureRecord};
use accord_shared::route::Route;
use accord_shared::stage::SignAnswer;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::running_head::provide_running_head;
use super::tail;
use super::view::RecordView;
use crate::net::{Failure, api};
use crate::seat::place::{Place, query};
use crate::ui::when::{day_in_words, moment_in_words};
use crate::ui::{Button, Notice, NoticeKind, Page, PageWidth, TopBar};
use crate::words::grammar::list;

/// Everything that the page shows.
#[derive(Clone)]
struct Found {
    panel: Panel,
    framework: Framework,
    versions: Vec<RecordRef>,
    shown: Shown,
}

/// A closed record, or a draft of one.
#[derive(Clone)]
enum Shown {
    Closed(Box<RecordFile>),
    Draft(Box<RecordContent>),
}

/// The record of one review, for one seat; both are in the address, and the version may be.
#[component]
pub fn RecordPage() -> impl IntoView {
    let (params, queries) = (use_params_map(), use_query_map());
    let address = Memo::new(move |_| {
        let seat = params.with(|params| params.get("seat").and_then(|id| ParticipantId::new(id).ok()))?;
        let review = params.with(|params| params.get("review").and_then(|id| ReviewId::new(id).ok()))?;
        let version = queries.with(|query| query.get_str("version").and_then(|version| version.parse::<u32>().ok()));
        Some((seat, review, version))
    });
    let found = RwSignal::new(None::<Result<Found, Failure>>);
    Effect::new(move |_| {
        found.set(None);
        if let Some((seat, review, version)) = address.get() {
            spawn_local(async move {
                found.try_set(Some(fetch(&seat, &review, version).await));
            });
        }
    });
    let body = move || {
        match (found.get(), address.get_untracked()) {
        (Some(Ok(found)), Some((seat, review, _))) => page(found, &seat, &review),
        (Some(Err(failure)), _) => view! {
            <Page title="The record cannot be opened now"><Notice kind=NoticeKind::Warning><p>{failure.sentence}</p></Notice></Page>
        }
        .into_any(),
        (None, _) | (Some(Ok(_)), None) => view! { <p class="room-loading" role="status">"Opening the record…"</p> }.into_any(),
    }
    };
    view! {
        <div class="shell record-page">
            <TopBar />
            <main class="shell-main" id="main" tabindex="-1">{body}</main>
        </div>
    }
}

async fn fetch(seat: &ParticipantId, review: &ReviewId, version: Option<u32>) -> Result<Found, Failure> {
    let view = api::seat(seat).await?;
    let framework = api::framework(&view.panel.framework, &view.panel.framework_version).await?;
    let framework = framework.worded(view.panel.face.as_deref());
    let versions = api::records(seat, review).await?;
    let shown = match version.or_else(|| versions.iter().map(|one| one.version).max()) {
        Some(version) => Shown::Closed(Box::new(api::record(seat, review, version).await?)),
        None => Shown::Draft(Box::new(api::content(seat, review).await?)),
    };
    Ok(Found { panel: view.panel, framework, versions, shown })
}

fn page(found: Found, seat: &ParticipantId, review: &ReviewId) -> AnyView {
    let Found { panel, framework, versions, shown } = found;
    let is_panel = panel.way == Way::Panel;
    let (content, signatures, head, tail, version) = match shown {
        Shown::Closed(file) => {
            let RecordFile { record, sha256 } = *file;
            let (head, version) = (closed_head(&record, is_panel), record.version);
            let tail = view! { {tail::signatures(&record, is_panel)} {tail::check_sum(&record, &sha256)} };
            (record.content, record.signatures, head, Some(tail), Some(version))
        }
        Shown::Draft(content) => (*content, Vec::new(), draft_head(), None, None),
    };
    let download = version.map(|version| api::record_download(seat, review, version));
    let title = format!("Record of plan {}", content.review.case_ref);
    let kicker = format!("{}, {}", content.panel.title, day_in_words(&content.panel.held_on));
    let which = version.map_or_else(|| "draft".to_owned(), |version| format!("version {version}"));
    provide_running_head(&format!("{title}, {which}: {kicker}"));
    let (back, back_words) = if is_panel {
        (format!("{}{}", Route::Room(seat), query(review, &Place::SignOff)), "Back to the room")
    } else {
        (Route::Form(seat, Some(review)).to_string(), "Back to the form")
    };
    let print = || {
        // A browser that cannot print has its own way to say so.
        let _ = window().print();
    };
    let download = download.map(|href| {
        view! { <a class="button button-secondary" href=href download="" rel="external">"Download the data file"</a> }
    });
    let versions = version_list(&versions, seat, review);
    view! {
        <Page title=title kicker=kicker width=PageWidth::Wide>
            <div class="cluster screen-only">
                <a class="button button-secondary" href=back rel="external">{back_words}</a>
                <Button on_press=print>"Print"</Button>
                {download}
            </div>
            {head}
            <RecordView content=content framework=framework panel=panel signatures=signatures />
            {tail}
            {versions}
        </Page>
    }
    .into_any()
}

fn draft_head() -> AnyView {
    view! {
        <Notice kind=NoticeKind::Info title="A draft">
            <p>"This is the record as it stands now. Nobody has signed it, and it can still change."</p>
        </Notice>
    }
    .into_any()
}

fn closed_head(record: &Record, is_panel: bool) -> AnyView {
    let closed =
        format!("Version {}, closed {} by {}.", record.version, moment_in_words(record.closed_at), record.closed_by);
    let signed = is_panel.then(|| signed_words(&record.signatures));
    let correction = record.correction.clone().map(|why| view! { <p>"It corrects the version before: " {why}</p> });
    view! { <div class="record-closed"><p>{closed} " " {signed}</p> {correction}</div> }.into_any()
}

/// "Signed for Health and SEND service. Nobody of Social care was there to sign."
fn signed_words(signatures: &[SignatureRecord]) -> String {
    let (absent, signed): (Vec<_>, Vec<_>) =
        signatures.iter().partition(|signature| signature.answer == SignAnswer::NotPresent);
    let name = |signature: &&SignatureRecord| match signature.answer {
        SignAnswer::Reservation { .. } => format!("{} (with a reservation)", signature.agency.name()),
        SignAnswer::Agree | SignAnswer::NotPresent => signature.agency.name().to_owned(),
    };
    let [signed, absent] = [signed, absent].map(|all| list(&all.iter().map(name).collect::<Vec<_>>()));
    let mut words = Vec::new();
    if !signed.is_empty() {
        words.push(format!("Signed for {signed}."));
    }
    if !absent.is_empty() {
        words.push(format!("Nobody was there to sign for {absent}."));
    }
    words.join(" ")
}

fn version_list(versions: &[RecordRef], seat: &ParticipantId, review: &ReviewId) -> Option<AnyView> {
    let lines = versions.iter().map(|version| {
        let href = Route::Record(seat, review, Some(version.version)).to_string();
        let why = version.reason.clone().map(|why| format!(": {why}"));
        view! { <li><a href=href>"Version " {version.version}</a> ", " {moment_in_words(version.closed_at)} {why}</li> }
    });
    let lines = lines.collect_view();
    (versions.len() > 1).then(|| {
        view! { <section class="record-part screen-only"><h2>"All versions"</h2><ul class="bullets">{lines}</ul></section> }.into_any()
    })
}
