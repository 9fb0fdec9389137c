//! One's own answer to a proposal: agree, can live with it, or dissent with a reason.

use accord_shared::command::Command;
use accord_shared::fit::Limit;
use accord_shared::framework::SectionId;
use accord_shared::stage::Consent;
use leptos::prelude::*;

use crate::seat::command::{Asker, Refusal};
use crate::seat::room::Room;
use crate::ui::{Button, ButtonKind, TextArea, fresh_id, why_not};

/// The three answers.
#[component]
pub fn AnswerProposal(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let asker = Asker::new(room);
    let you = room.you();
    let stage = room.section(&section);
    let mine = Memo::new(move |_| stage.with(|stage| stage.as_ref()?.proposal.as_ref()?.consents.get(&you).cloned()));
    let (dissenting, reason) = (RwSignal::new(false), RwSignal::new(String::new()));
    let answer = Callback::new(move |consent: Consent| {
        let review = room.review.get_untracked();
        asker.ask_then(Command::Respond { review, section: section.clone(), consent }, move || {
            dissenting.try_set(false);
        });
    });
    let agrees = Signal::derive(move || Some(mine.get() == Some(Consent::Agree)));
    let lives = Signal::derive(move || Some(mine.get() == Some(Consent::CanLiveWithIt)));
    let dissents = Signal::derive(move || Some(matches!(mine.get(), Some(Consent::Dissent { .. }))));
    view! {
        <div class="room-answer" role="group" aria-label="Your answer to the proposal">
            <Button kind=ButtonKind::Secondary pressed=agrees busy=asker.busy on_press=move || answer.run(Consent::Agree)>"Agree"</Button>
            <Button pressed=lives busy=asker.busy on_press=move || answer.run(Consent::CanLiveWithIt)>"Can live with it"</Button>
            <Button pressed=dissents busy=asker.busy on_press=move || dissenting.update(|open| *open = !*open)>"Dissent, with a reason"</Button>
        </div>
        <Show when=move || dissenting.get()>
            <DissentForm reason=reason busy=asker.busy send=Callback::new(move |reason| answer.run(Consent::Dissent { reason })) />
        </Show>
        <Refusal asker=asker />
    }
}

/// Why one dissents; goes on the record with name and agency.
#[component]
pub fn DissentForm(
    /// What is typed.
    reason: RwSignal<String>,
    /// Whether an answer is awaited.
    busy: RwSignal<bool>,
    /// Sends the reason.
    send: Callback<String>,
) -> impl IntoView {
    let why_not = why_not(reason, Limit::REASON, "Say why, in a sentence or two.");
    let hint = "It goes on the record with your name and agency, and the judgement can still be agreed.";
    view! {
        <div class="room-dissent-form">
            <TextArea id=fresh_id("dissent") label="Why do you see it differently?" value=reason limit=Limit::REASON rows=3 hint=hint />
            <Button busy=busy why_not=why_not on_press=move || send.run(reason.get_untracked())>"Put my dissent on the record"</Button>
        </div>
    }
}
