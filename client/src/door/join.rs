//! Arriving by a personal link: it is looked at first, and used only when its owner presses the button, so that a
//! program that opens links in messages does not use it up.

use accord_shared::api::Invitation;
use accord_shared::panel::{Cancelled, Seat, Visibility, Way};
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::paste_link::PasteLink;
use crate::net::api;
use crate::net::{Failure, FailureKind};
use crate::ui::{Button, ButtonKind, Notice, NoticeKind, Page, alert, as_it_is};
use crate::words::grammar::count;
use crate::words::meets::{call_link, when};

/// A person arrives.
#[component]
pub fn JoinPage() -> impl IntoView {
    let location = use_location();
    // The secret stays in the address until it is used, so that the page can be loaded again.
    let token = Memo::new(move |_| location.hash.get().trim_start_matches('#').to_owned());
    let invitation = RwSignal::new(None::<Result<Invitation, Failure>>);
    Effect::new(move |_| {
        let token = token.get();
        invitation.set(None);
        if !token.is_empty() {
            leptos::task::spawn_local(async move {
                let answer = api::invitation(&token).await;
                invitation.try_set(Some(answer));
            });
        }
    });
    move || {
        match (token.with(String::is_empty), invitation.get()) {
        (true, _) => view! {
            <Page title="Join a panel" lede="Open the personal link that you were sent. You need no account and no password.">
                <PasteLink />
                <section class="prose">
                    <h2>"If you have no link"</h2>
                    <p>"Ask the coordinator for your personal link, or ask the chair in the room, who can reach the coordinator. A new one is made in a moment, and opens on any phone or laptop."</p>
                    <p>"The code on the room screen leads everyone to this page. It cannot let you in by itself: your scores are yours alone, and only your own link says who you are."</p>
                </section>
            </Page>
        }
        .into_any(),
        (false, None) => view! { <Page title="Join a panel"><p class="soft">"Looking at your link…"</p></Page> }.into_any(),
        (false, Some(Ok(invitation))) => welcome(invitation, token),
        (false, Some(Err(failure))) => not_in(failure),
    }
    }
}

/// Why a link leads nowhere, and what to do.
fn not_in(failure: Failure) -> AnyView {
    if failure.kind == FailureKind::Offline || failure.kind == FailureKind::Broken {
        return view! {
            <Page title="Your link could not be checked">
                <Notice kind=NoticeKind::Wrong><p>{failure.sentence}</p></Notice>
                <Button kind=ButtonKind::Primary on_press=reload>"Try again"</Button>
            </Page>
        }
        .into_any();
    }
    view! {
        <Page
            title="This link does not work any more"
            lede="It may have been replaced by a newer one, have run out, or have been cut short on its way to you."
        >
            <div class="prose">
                <p>"This is nothing that you did. Please:"</p>
                <ul>
                    <li>"look for a newer message with a link, or"</li>
                    <li>"ask the person who invited you to send you a new link."</li>
                </ul>
            </div>
            <section class="card">
                <h2>"Do you have another link?"</h2>
                <PasteLink />
            </section>
        </Page>
    }
    .into_any()
}

fn reload() {
    // A browser that cannot load the page again has nothing better to offer.
    let _ = window().location().reload();
}

fn welcome(invitation: Invitation, token: Memo<String>) -> AnyView {
    let place = if invitation.post.is_empty() {
        invitation.agency.name().to_owned()
    } else {
        format!("{}, {}", invitation.agency.name(), invitation.post)
    };
    let screen = invitation.seat == Seat::Screen;
    let mut meeting = format!("{}, {}", invitation.panel_title, when(&invitation.held_on, &invitation.meets));
    if !invitation.meets.place.is_empty() {
        meeting = format!("{meeting}, {}", invitation.meets.place);
    }
    if let Some(cancelled) = invitation.cancelled {
        return called_off(&invitation.name, cancelled, meeting);
    }
    if screen {
        return view! {
            <Page title="The room screen" kicker=meeting>
                <p>"Open this on the computer that is connected to the projector. It shows where the meeting stands, and nothing private."</p>
                <GoIn token=token />
            </Page>
        }
        .into_any();
    }
    view! {
        <Page title=format!("Welcome, {}", invitation.name) kept=invitation.name.clone() kicker=meeting lede=place>
            {if invitation.way == Way::Panel { about(&invitation) } else { about_form(&invitation) }}
            {call_link(&invitation.meets).map(|link| view! { <p>"Where people meet online: " {link}</p> })}
            <GoIn token=token />
            <p class="soft">"Not " {as_it_is(invitation.name.clone())} "? Then this link was sent to you by mistake: please close the page and tell the person who sent it."</p>
        </Page>
    }
    .into_any()
}

/// That the meeting does not take place, why, and whom to ask. Nobody goes in any more.
fn called_off(name: &str, cancelled: Cancelled, meeting: String) -> AnyView {
    view! {
        <Page title="This meeting was cancelled" kicker=meeting lede=format!("{name}, there is nothing that you need to do.")>
            <Notice kind=NoticeKind::Info title="Why">
                <p class="as-written" translate="no" lang="en-GB">{cancelled.reason}</p>
            </Notice>
            <p>"If you have a question, ask " <span class="as-written" translate="no" lang="en-GB">{cancelled.ask}</span> "."</p>
            <p class="soft">"What you may have written is kept and stays private. You will get a new link if there is another meeting."</p>
        </Page>
    }
    .into_any()
}

/// What this is, what will happen and how long it takes.
fn about(invitation: &Invitation) -> AnyView {
    let plans = match invitation.reviews {
        1 => "a child’s education, health and care plan (EHC plan)".to_owned(),
        many => format!("{many} education, health and care plans (EHC plans)"),
    };
    let scores = invitation.seat == Seat::Member;
    let how_long = if invitation.reviews == 1 {
        "Allow about an hour.".to_owned()
    } else {
        format!("Allow about an hour for each of the {}.", count(invitation.reviews, "plan", "plans"))
    };
    let private = match (invitation.seat, invitation.visibility) {
        (Seat::Member, Visibility::Blind) => Some((
            NoticeKind::Private,
            "Your score is private until the chair reveals.",
            "Nobody else can see it before, not even the chair. Then all scores appear at the same moment.",
        )),
        (Seat::Member, Visibility::Open) => Some((
            NoticeKind::Warning,
            "In this meeting scores are open.",
            "Everyone in the room sees a score as soon as it is chosen.",
        )),
        _ => None,
    };
    view! {
        <p>
            "You are invited to a meeting where people from different agencies judge together how good " {plans}
            {if invitation.reviews == 1 { " is. " } else { " are. " }} "They judge the plan, never the child or the family."
        </p>
        {private.map(|(kind, title, text)| view! { <Notice kind=kind title=title><p>{text}</p></Notice> })}
        <section class="prose">
            <h2>"What will happen"</h2>
            {if scores { scoring_steps().into_any() } else { reading_steps(invitation.seat).into_any() }}
            <p>{how_long} " Everything is saved as you go, and you can come back with the same link on this device or another."</p>
        </section>
    }
    .into_any()
}

/// The same for somebody who judges alone, or as auditor or moderator.
fn about_form(invitation: &Invitation) -> AnyView {
    let plans = match invitation.reviews {
        1 => "a child’s education, health and care plan (EHC plan) is".to_owned(),
        many => format!("{many} education, health and care plans (EHC plans) are"),
    };
    let you = &invitation.participant;
    let part = match &invitation.way {
        Way::Moderated { auditor, .. } if auditor == you => {
            "You judge first, as the auditor. A moderator judges the same again, and then both of you see the two side by side."
        }
        Way::Moderated { moderator, sees_audit: true, .. } if moderator == you => {
            "An auditor judges first. You judge the same again, as the moderator, and see what the audit says."
        }
        Way::Moderated { moderator, .. } if moderator == you => {
            "You judge, as the moderator, what an auditor judges too. Neither sees the other’s form before both are handed in."
        }
        Way::Alone { assessor } if assessor == you => "You judge alone.",
        Way::Moderated { .. } | Way::Alone { .. } | Way::Panel => {
            "You do not judge yourself: you can read what came of it once it is finished."
        }
    };
    let steps = invitation.way.hands_in(you).then(|| {
        view! {
            <ol>
                <li><strong>"Read"</strong>" the plan, and what a good one looks like."</li>
                <li><strong>"Judge"</strong>" in the form. It is saved as you go, and you can go on with the same link on another device."</li>
                <li><strong>"Hand in"</strong>" when nothing is missing. After that it does not change."</li>
            </ol>
        }
    });
    view! {
        <p>"You are asked to help judge how good " {plans} ". The plan is judged, never the child or the family."</p>
        <section class="prose">
            <h2>"What you do"</h2>
            <p>{part}</p>
            {steps}
        </section>
    }
    .into_any()
}

fn scoring_steps() -> impl IntoView {
    view! {
        <ol>
            <li><strong>"Read"</strong>" the plan, and what a good one looks like."</li>
            <li><strong>"Score"</strong>" each section on your own, and say why if you want to. You may leave out what you cannot judge."</li>
            <li><strong>"Reveal"</strong>": all scores appear together. You talk about where they differ, and may score again."</li>
            <li><strong>"Agree"</strong>", or keep your own view: it goes into the record with your reason."</li>
            <li><strong>"Sign"</strong>" the record for your agency."</li>
        </ol>
    }
}

fn reading_steps(seat: Seat) -> impl IntoView {
    let own = if seat == Seat::Observer {
        "You are here to observe: you can follow everything after each reveal, and change nothing."
    } else {
        "You take part in the discussion, the notes and the decisions, and do not score."
    };
    view! {
        <p>{own}</p>
        <ol>
            <li>"People read the plan and score each section in private."</li>
            <li>"The chair reveals, and all scores appear together."</li>
            <li>"The panel talks about where they differ, and agrees."</li>
            <li>"Each agency signs the record."</li>
        </ol>
    }
}

/// The button that uses the link.
#[component]
fn GoIn(token: Memo<String>) -> impl IntoView {
    let going = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let go = move || {
        going.set(true);
        problem.set(None);
        leptos::task::spawn_local(async move {
            match api::join(&token.get_untracked()).await {
                Ok(seat) => {
                    let face = match (seat.seat, &seat.way) {
                        (Seat::Screen, _) => Route::Screen(&seat.participant),
                        (_, Way::Panel) => Route::Room(&seat.participant),
                        (_, Way::Alone { .. } | Way::Moderated { .. }) => Route::Form(&seat.participant, None),
                    };
                    // The room is another program, so the browser loads it. Replacing takes the secret out of the history.
                    let gone = window().location().replace(&face.to_string());
                    if gone.is_ok() {
                        return;
                    }
                }
                Err(failure) => {
                    alert(&failure.sentence);
                    problem.try_set(Some(failure.sentence));
                }
            }
            going.try_set(false);
        });
    };
    view! {
        {move || problem.get().map(|sentence| view! { <Notice kind=NoticeKind::Wrong><p>{sentence}</p></Notice> })}
        <div class="button-large">
            <Button kind=ButtonKind::Primary busy=going on_press=go>"Go in"</Button>
        </div>
    }
}
