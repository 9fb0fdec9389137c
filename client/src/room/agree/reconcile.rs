//! After the reveal of a section: discuss, score again in private, or put a judgement to the panel, answer it, and settle
//! it.

use accord_shared::framework::{SectionId, TargetId};
use accord_shared::mark::{Mark, Marks};
use leptos::prelude::*;

use super::agreed::dissent_list;
use super::mark_list::mark_list;
use super::propose::Propose;
use super::respond::AnswerProposal;
use super::settle::Settle;
use crate::marking::limits::Limits;
use crate::marking::revealed::reveal;
use crate::room::model::tally::{Tally, tally};
use crate::seat::command::{Asker, Refusal};
use crate::seat::facts::Facts;
use crate::seat::room::Room;
use crate::ui::Button;
use crate::words::beyond::beyond_view;
use crate::words::marks::marks_words;

/// What the panel can do with a revealed section.
#[component]
pub fn Reconcile(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let chair = room.is_chair();
    let stage = room.section(&section);
    let proposed =
        Memo::new(move |_| stage.with(|stage| stage.as_ref()?.proposal.as_ref().map(|proposal| proposal.id.clone())));
    let before = {
        let section = section.clone();
        move || {
            let section = section.clone();
            let again = section.clone();
            if chair.get() {
                view! { <NewRound section=again /> <Propose section=section /> }.into_any()
            } else {
                view! {
                    <p class="room-hint">"The chair can start another private round or propose a judgement. Until then, talk it through."</p>
                }
                .into_any()
            }
        }
    };
    let proposal = {
        let section = section.clone();
        move || proposed.get().map(|_| view! { <ProposalView section=section.clone() /> })
    };
    view! {
        <section class="room-reconcile" aria-labelledby="room-reconcile-title">
            <h3 class="room-reconcile-title" id="room-reconcile-title">"Settle this section"</h3>
            <Limits section=section />
            {proposal}
            {before}
        </section>
    }
}

/// The judgement before the panel: what it is, who says what to it, the user's answer, and the chair's settling.
#[component]
fn ProposalView(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let (chair, voice) = (room.is_chair(), room.has_voice());
    let words = {
        let section = section.clone();
        room.memo(move |facts| {
            let proposal = facts.review.section(&section).and_then(|section| section.proposal.as_ref());
            proposal.map(|proposal| marks_words(facts.framework, &section, &proposal.marks)).unwrap_or_default()
        })
    };
    let rows = {
        let section = section.clone();
        let marks = room.memo({
            let section = section.clone();
            move |facts| proposed_marks(facts, &section)
        });
        move || {
            let (marks, divided) = marks.get();
            mark_list(&room.framework(), &section, &marks, &divided)
        }
    };
    let beyond = {
        let section = section.clone();
        let beyond = room.memo(move |facts| {
            facts.review.section(&section).and_then(|section| section.proposal.as_ref()?.beyond.clone())
        });
        move || beyond_view(&room.framework(), beyond.get().as_ref())
    };
    let tally = {
        let section = section.clone();
        room.memo(move |facts| facts.review.section(&section).map(|section| tally(facts, section)).unwrap_or_default())
    };
    let answer = {
        let section = section.clone();
        move || voice.get().then(|| view! { <AnswerProposal section=section.clone() /> })
    };
    view! {
        <div class="room-proposal">
            <p class="room-proposal-words">"The chair proposes: " <strong>{move || words.get()}</strong></p>
            {rows}
            {beyond}
            <p class="room-tally">{move || tally.with(Tally::words)}</p>
            {move || tally.with(|tally| dissent_list(&tally.dissents))}
            {answer}
            {move || chair.get().then(|| view! { <Settle section=section.clone() tally=tally /> })}
        </div>
    }
}

/// What is proposed, and those marks of it on which the ballots were not all the same.
fn proposed_marks(facts: Facts<'_>, section: &SectionId) -> (Marks, Marks) {
    let proposal = facts.review.section(section).and_then(|section| section.proposal.as_ref());
    let marks = proposal.map(|proposal| proposal.marks.clone()).unwrap_or_default();
    let rows = facts.last_round(section).map(|round| reveal(facts.panel, facts.framework, round)).unwrap_or_default();
    let as_given = |target: &TargetId, mark: Mark| rows.iter().any(|row| row.id == *target && row.same == Some(mark));
    let divided = marks.iter().filter(|(target, mark)| !as_given(target, **mark));
    let divided = divided.map(|(target, mark)| (target.clone(), *mark)).collect();
    (marks, divided)
}

/// Another private round.
#[component]
fn NewRound(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let asker = Asker::new(room);
    let ask = move || {
        asker.ask(accord_shared::command::Command::NewRound {
            review: room.review.get_untracked(),
            section: section.clone(),
        });
    };
    view! {
        <div class="room-new-round">
            <Button busy=asker.busy on_press=ask>"Score again in private"</Button>
            <Refusal asker=asker />
        </div>
    }
}
