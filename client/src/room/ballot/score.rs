//! The own ballot of a section: the score, the private reasons, and "I'm ready". It is bound to this person's ballot
//! document alone, and no change of the stage makes it again while its round is open.

use accord_shared::framework::{Commentary, Scored, SectionId};
use accord_shared::panel::Visibility;
use accord_shared::schema::Prose;
use leptos::prelude::*;

use super::open_marks::OpenMarks;
use super::ready::ReadyToggle;
use super::rows::BallotRows;
use crate::marking::descriptors::GradeCriteria;
use crate::marking::own_ballot::OwnMarks;
use crate::marking::sheet::Sheet;
use crate::marking::target_row::target_row;
use crate::room::model::news::naming_words;
use crate::seat::room::Room;
use crate::seat::text::OwnText;
use crate::ui::{Disclosure, Icon, IconName, Notice, NoticeKind};

/// The own ballot of a section in one round.
#[component]
pub fn Ballot(
    /// Which section.
    section: SectionId,
    /// Which round.
    round: u32,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let ballot = room.ballot_now();
    let is_open = room.panel.with_untracked(|panel| panel.visibility == Visibility::Open);
    let Some(own) = OwnMarks::new(room, &ballot) else {
        return view! { <NoBallot /> {is_open.then(|| view! { <OpenMarks section=section /> })} }.into_any();
    };
    let why_not = {
        let ballot = ballot.clone();
        Memo::new(move |_| room.why_not_write(&ballot))
    };
    let closed = Signal::derive(move || why_not.with(Option::is_some));
    let naming = room.panel.with_untracked(|panel| panel.naming);
    let title = if is_open {
        "Your score: everyone sees it as you choose"
    } else {
        "Your score, private until the chair reveals"
    };
    let again = (round > 1).then(|| view! { <p>{format!("Round {round}: score again with what you have heard. The earlier rounds stay below.")}</p> });
    let framework = room.framework();
    let Some(found) = framework.section(&section) else { return ().into_any() };
    let has_rows = found.scored == Scored::Descriptors;
    let scores = if has_rows {
        view! { <BallotRows section=section.clone() round=round own=own closed=closed /> }.into_any()
    } else {
        let sheet = Sheet::own(room, own, round);
        found.targets().map(|target| target_row(sheet, &framework, target, closed, None)).collect_view().into_any()
    };
    let why = Prose::Reason.private(&section, round);
    let more = [(Commentary::Strengths, Prose::Strengths), (Commentary::Areas, Prose::Areas)];
    let more = more.into_iter().filter(|(box_of, _)| found.commentary.contains(box_of)).map(|(box_of, prose)| {
        view! { <OwnText document=ballot.clone() root=prose.private(&section, round) label=format!("{} (private)", box_of.title()) /> }
    });
    let more: Vec<_> = more.collect();
    let more = (!more.is_empty()).then(|| {
        view! { <Disclosure summary="Add strengths and areas for improvement of your own">{more}</Disclosure> }
    });
    let why_label = if has_rows { "Anything on the section as a whole?" } else { "Why?" };
    let hint = if is_open { "Everyone sees this after the reveal." } else { "Only you see this until the reveal." };
    view! {
        <section class="room-ballot" aria-labelledby="room-ballot-title">
            <h3 class="room-ballot-title" id="room-ballot-title"><Icon name=if is_open { IconName::Eye } else { IconName::Lock } /> {title}</h3>
            {again}
            {move || why_not.get().map(|why| view! { <p class="room-hint">{why}</p> })}
            {scores}
            <GradeCriteria section=section.clone() />
            <OwnText document=ballot.clone() root=why label=why_label hint=format!("{hint} {}", naming_words(naming)) />
            {more}
            <ReadyToggle section=section.clone() round=round own=own />
            {is_open.then(|| view! { <OpenMarks section=section /> })}
        </section>
    }
    .into_any()
}

/// What stands in place of the ballot for who casts none.
#[component]
fn NoBallot() -> impl IntoView {
    let room = expect_context::<Room>();
    let voice = room.has_voice();
    let words = move || {
        if voice.get() {
            "You do not score in this meeting. The others are scoring in private now; you will see every score when the chair reveals."
        } else {
            "You are here as an observer. The others are scoring in private now; you will see every score when the chair reveals."
        }
    };
    view! { <Notice kind=NoticeKind::Info><p>{words}</p></Notice> }
}
