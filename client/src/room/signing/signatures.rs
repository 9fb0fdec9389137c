//! The signatures: each agency says whether it agrees, over the very content that the person has read.

use accord_shared::command::Command;
use accord_shared::fit::Limit;
use accord_shared::panel::Agency;
use accord_shared::record::hash_of;
use accord_shared::stage::{SignAnswer, Signature};
use leptos::prelude::*;

use super::content::{Content, DraftLink, WithContent, check};
use crate::room::model::tally::person;
use crate::seat::command::{Asker, Refusal};
use crate::seat::reason_dialog::{Question, ReasonDialog};
use crate::seat::room::Room;
use crate::ui::{Button, ButtonKind, Disclosure, TextArea, fresh_id, why_not};
use crate::words::agency_chip::AgencyChip;

/// The page of signing.
#[component]
pub fn Signing(
    /// What is being signed.
    content: Content,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let chair = room.is_chair();
    let hash = Memo::new(move |_| content.found.with(|found| found.as_ref()?.as_ref().ok().map(hash_of)));
    let agencies = room.memo(|facts| facts.review.to_sign.clone());
    let row = move |agency: Agency| view! { <AgencySignature agency=agency hash=hash /> };
    view! {
        <p class="room-section-plain">
            "Everything is frozen: what you read here is what you sign. One person signs for each agency."
        </p>
        <DraftLink />
        <section class="stack" aria-labelledby="room-signatures-title">
            <h3 id="room-signatures-title">"Signatures"</h3>
            <ul class="room-items"><For each=move || agencies.get() key=|agency| *agency children=row /></ul>
        </section>
        <Show when=move || chair.get()><StopSigning /></Show>
        <WithContent content=content inside=check />
        <p class="room-hint">"Check sum of what is signed; it changes with every letter (SHA-256): " <code class="record-hash" translate="no">{move || hash.get()}</code></p>
    }
}

/// One agency's signature, or the way to it.
#[component]
fn AgencySignature(
    /// Which agency.
    agency: Agency,
    /// The hash of what this person has read.
    hash: Memo<Option<String>>,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let signed = room.memo(move |facts| {
        let signature = facts.review.signatures.get(&agency)?;
        Some((answer_words(signature), person(facts, &signature.by)))
    });
    let mine = Memo::new(move |_| room.me().is_some_and(|me| me.has_voice() && me.agency == agency));
    let chair = room.is_chair();
    let its_own = room.memo(move |facts| facts.review.signatures.get(&agency).is_some_and(Signature::is_the_agencys));
    let said = move || match signed.get() {
        Some((words, who)) => Some(view! { <p><strong>{words}</strong> ", " {who}</p> }.into_any()),
        None if mine.get() => None,
        None => Some(view! { <p class="room-hint">"Not signed yet."</p> }.into_any()),
    };
    // What the chair notes meanwhile does not take away the form that somebody is writing in.
    let form = move || match (mine.get(), its_own.get()) {
        (false, _) => None,
        (true, false) => Some(view! { <Sign agency=agency hash=hash /> }.into_any()),
        (true, true) => Some(
            view! { <Disclosure summary="Change what your agency says"><Sign agency=agency hash=hash /></Disclosure> }
                .into_any(),
        ),
    };
    view! {
        <li class="room-item">
            <p class="room-item-kind"><AgencyChip agency=agency full=true /></p>
            {said}
            {form}
            <Show when=move || chair.get() && signed.with(Option::is_none)>
                <NotPresent agency=agency hash=hash />
            </Show>
        </li>
    }
}

fn answer_words(signature: &Signature) -> String {
    match &signature.answer {
        SignAnswer::Agree => "Agrees".to_owned(),
        SignAnswer::Reservation { text } => format!("Agrees, with a reservation: {text}"),
        SignAnswer::NotPresent => "Noted as not there to sign".to_owned(),
    }
}

/// The two ways to sign for the user's agency.
#[component]
fn Sign(
    /// Which agency.
    agency: Agency,
    /// The hash of what this person has read.
    hash: Memo<Option<String>>,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let asker = Asker::new(room);
    let (reserving, text) = (RwSignal::new(false), RwSignal::new(String::new()));
    let sign = Callback::new(move |answer: SignAnswer| {
        if let Some(content_sha256) = hash.get_untracked() {
            asker.ask(Command::Sign { review: room.review.get_untracked(), agency, answer, content_sha256 });
        }
    });
    let unread =
        Signal::derive(move || hash.with(Option::is_none).then(|| "The record is still being read.".to_owned()));
    let why_not = why_not(text, Limit::REASON, "Say what the reservation is.");
    view! {
        <div class="stack">
            <div class="cluster">
                <Button kind=ButtonKind::Primary busy=asker.busy why_not=unread about=agency.name() on_press=move || sign.run(SignAnswer::Agree)>
                    "Sign: we agree"
                </Button>
                <Button on_press=move || reserving.update(|open| *open = !*open)>"Sign with a reservation"</Button>
            </div>
            <Show when=move || reserving.get()>
                <TextArea id=fresh_id("reservation") label="Your agency’s reservation" value=text limit=Limit::REASON rows=3 hint="It stands in the record beside your signature." />
                <Button busy=asker.busy why_not=why_not on_press=move || sign.run(SignAnswer::Reservation { text: text.get_untracked() })>
                    "Sign with this reservation"
                </Button>
            </Show>
            <Refusal asker=asker />
        </div>
    }
}

/// The chair notes that nobody of an agency was there to sign.
#[component]
fn NotPresent(
    /// Which agency.
    agency: Agency,
    /// The hash of what this person has read.
    hash: Memo<Option<String>>,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let asker = Asker::new(room);
    let note = move || {
        if let Some(content_sha256) = hash.get_untracked() {
            let (review, answer) = (room.review.get_untracked(), SignAnswer::NotPresent);
            asker.ask(Command::Sign { review, agency, answer, content_sha256 });
        }
    };
    view! {
        <Button kind=ButtonKind::Quiet busy=asker.busy about=agency.name() on_press=note>"Note as not there to sign"</Button>
        <Refusal asker=asker />
    }
}

/// The chair goes back to discussion.
#[component]
fn StopSigning() -> impl IntoView {
    let room = expect_context::<Room>();
    let question = RwSignal::new(None::<Question>);
    let ask = move || {
        let review = room.review.get_untracked();
        question.set(Some(Question {
            title: "Stop the signing?".to_owned(),
            words: vec![
                "The review opens for discussion again. Signatures given so far fall, and are asked for anew."
                    .to_owned(),
            ],
            label: "Why?".to_owned(),
            button: "Stop the signing".to_owned(),
            make: Callback::new(move |reason| Command::BackToDiscussion { review: review.clone(), reason }),
        }));
    };
    view! {
        <div><Button on_press=ask>"Stop the signing and go back to discussion"</Button></div>
        <ReasonDialog question=question />
    }
}
