//! The start page: their panels for a coordinator; for everyone else what Accord is, and the way to their own link.

use accord_shared::api::PanelSummary;
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::door::paste_link::PasteLink;
use crate::door::session::{Session, Who};
use crate::net::Failure;
use crate::net::api;
use crate::ui::when::day_in_words;
use crate::ui::{ButtonKind, ButtonLink, Notice, NoticeKind, Page, PageWidth, Table, Tag, TagKind};
use crate::words::grammar::count;
use crate::words::people::kind;

/// The start page.
#[component]
pub fn HomePage() -> impl IntoView {
    let who = Session::here().who();
    let signed_in = Memo::new(move |_| who.with(|who| matches!(who, Who::Coordinator(_))));
    move || {
        if signed_in.get() {
            return view! { <Panels /> }.into_any();
        }
        match who.get() {
            Who::Asking => view! { <Page title="Accord"><p class="soft">"Loading…"</p></Page> }.into_any(),
            Who::Unknown(sentence) => view! {
                <Page title="Accord">
                    <Notice kind=NoticeKind::Wrong><p>{sentence}</p></Notice>
                </Page>
            }
            .into_any(),
            Who::Nobody | Who::Coordinator(_) => view! { <Welcome /> }.into_any(),
        }
    }
}

/// What Accord is, for somebody who came without a link.
#[component]
fn Welcome() -> impl IntoView {
    view! {
        <Page
            title="Many views, one fair judgement"
            lede="Accord is where the people around a child’s education, health and care plan judge together how good the plan is."
            width=PageWidth::Wide
        >
            <ol class="welcome-steps">
                <li>
                    <h2 class="welcome-step-title">"Score in private"</h2>
                    <p>"Each person reads the plan and scores it alone. Nobody else sees a score, not even the chair."</p>
                </li>
                <li>
                    <h2 class="welcome-step-title">"Reveal together"</h2>
                    <p>"All scores appear at once, and the panel talks about the parts that divide it."</p>
                </li>
                <li>
                    <h2 class="welcome-step-title">"Agree, or say why not"</h2>
                    <p>"What the panel agrees, and who sees it differently, becomes the signed record."</p>
                </li>
            </ol>
            <div class="welcome-below">
                <section class="card">
                    <h2>"Were you invited to a panel?"</h2>
                    <p>"Open the personal link that you were sent. You need no account and no password."</p>
                    <PasteLink />
                </section>
                // It only shows in a picture what the steps above say in words.
                <picture class="welcome-picture">
                    <source srcset="/reveal-dark.svg" media="(prefers-color-scheme: dark)" />
                    <img src="/reveal.svg" alt="" width="420" height="300" />
                </picture>
            </div>
        </Page>
    }
}

/// The coordinator's panels.
#[component]
fn Panels() -> impl IntoView {
    let panels = RwSignal::new(None::<Result<Vec<PanelSummary>, Failure>>);
    leptos::task::spawn_local(async move {
        let answer = api::panels().await;
        panels.try_set(Some(answer));
    });
    view! {
        <Page title="Your panels" width=PageWidth::Wide>
            <ButtonLink href=Route::NewPanel.to_string() kind=ButtonKind::Primary>"Make a panel"</ButtonLink>
            {move || match panels.get() {
                None => view! { <p class="soft">"Loading your panels…"</p> }.into_any(),
                Some(Err(failure)) => view! { <Notice kind=NoticeKind::Wrong><p>{failure.sentence}</p></Notice> }.into_any(),
                Some(Ok(panels)) if panels.is_empty() => view! { <NoPanels /> }.into_any(),
                Some(Ok(panels)) => view! { <PanelTable panels=panels /> }.into_any(),
            }}
        </Page>
    }
}

#[component]
fn NoPanels() -> impl IntoView {
    view! {
        <section class="card prose">
            <h2>"You have no panels yet"</h2>
            <p>"A panel is one meeting. To make one you need:"</p>
            <ul>
                <li>"the day of the meeting"</li>
                <li>"a reference for each plan, and where people can read it"</li>
                <li>"the names and agencies of the people who come."</li>
            </ul>
            <p>"You then get a personal link for each person, to send in your own e-mail."</p>
        </section>
    }
}

#[component]
fn PanelTable(panels: Vec<PanelSummary>) -> impl IntoView {
    let rows = panels.into_iter().map(|panel| {
        let (all, closed) = (panel.reviews, panel.closed);
        let (tag, words) = match closed {
            _ if panel.cancelled => (TagKind::Stopped, "Cancelled".to_owned()),
            0 => (TagKind::Neutral, "Not closed".to_owned()),
            _ if closed == all => (TagKind::Done, "All closed".to_owned()),
            _ => (TagKind::Active, format!("{closed} of {all} closed")),
        };
        view! {
            <tr role="row">
                <th scope="row" role="rowheader"><A href=Route::Panel(&panel.id).to_string()>{panel.title}</A></th>
                <td role="cell" data-label="Day">{day_in_words(&panel.held_on)}</td>
                <td role="cell" data-label="Kind">{kind(panel.kind)}</td>
                <td role="cell" class="table-short" data-label="Plans">{count(all, "plan", "plans")}</td>
                <td role="cell" class="table-short" data-label="People">{count(panel.participants, "person", "people")}</td>
                <td role="cell" data-label="Records"><Tag kind=tag>{words}</Tag></td>
            </tr>
        }
    });
    view! {
        <Table caption="Your panels" caption_hidden=true stacks=true>
            <thead role="rowgroup">
                <tr role="row">
                    {["Panel", "Day", "Kind", "Plans", "People", "Records"]
                        .map(|name| view! { <th scope="col" role="columnheader">{name}</th> })
                        .collect_view()}
                </tr>
            </thead>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </Table>
    }
}
