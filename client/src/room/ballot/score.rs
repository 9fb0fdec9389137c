//! The own ballot of a section: the score, the private reasons, and "I'm ready"; and once one is ready, who is still
//! outstanding. It is bound to this person's ballot document alone, and no change of the stage makes it again while its
//! round is open.

use accord_shared::framework::{Commentary, Scored, SectionId};
use accord_shared::panel::Visibility;
use accord_shared::schema::Prose;
use accord_shared::stage::SectionPhase;
use leptos::prelude::*;

use super::open_marks::OpenMarks;
use super::ready::ReadyFoot;
use super::rows::BallotRows;
use super::waiting::WaitingView;
use crate::marking::descriptors::GradeCriteria;
use crate::marking::own_ballot::OwnMarks;
use crate::marking::sheet::Sheet;
use crate::marking::target_row::target_row;
use crate::room::model::news::naming_words;
use crate::seat::beside::is_inside;
use crate::seat::room::Room;
use crate::seat::text::OwnText;
use crate::ui::{Disclosure, Icon, IconName, Notice, NoticeKind};

/// The element id of what is filled in.
const WORK: &str = "room-ballot-work";

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
    let open_round = room.phase_and_round(&section);
    let is_over = Memo::new(move |_| open_round.get() != (SectionPhase::Scoring, round));
    let closed = Signal::derive(move || is_over.get() || why_not.with(Option::is_some));
    let ready = own_ready(room, &section);
    let changing = RwSignal::new(false);
    keep_whoever_writes(ready, changing);
    let folded = Memo::new(move |_| ready.get() && !changing.get() && !is_over.get());
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
    let waited = StoredValue::new(section.clone());
    let why_label = if has_rows { "Anything on the section as a whole?" } else { "Why?" };
    let hint = if is_open { "Everyone sees this after the reveal." } else { "Only you see this until the reveal." };
    view! {
        <section class="room-ballot" aria-labelledby="room-ballot-title">
            <h3 class="room-ballot-title" id="room-ballot-title"><Icon name=if is_open { IconName::Eye } else { IconName::Lock } /> {title}</h3>
            <Show when=move || folded.get()>
                <WaitingView section=waited.get_value() round=round own=own changing=changing />
            </Show>
            <div class="room-ballot-work" id=WORK hidden=move || folded.get()>
                {again}
                {move || why_not.get().map(|why| view! { <p class="room-hint">{why}</p> })}
                {found.guidance.clone().map(|how| view! { <p class="room-hint">{how}</p> })}
                {scores}
                <GradeCriteria section=section.clone() />
                <OwnText document=ballot.clone() root=why label=why_label hint=format!("{hint} {}", naming_words(naming)) />
                {more}
            </div>
            {is_open.then(|| view! { <OpenMarks section=section.clone() /> })}
            <ReadyFoot section=section round=round own=own />
        </section>
    }
    .into_any()
}

/// Whether this person has said "ready" in a section.
fn own_ready(room: Room, section: &SectionId) -> Memo<bool> {
    let (you, stage) = (room.you(), room.section(section));
    Memo::new(move |_| stage.with(|stage| stage.as_ref().is_some_and(|stage| stage.ready.contains(&you))))
}

/// Whoever says "ready" on one device does not take away what they are writing on another; and whoever is no longer ready
/// has the ballot before them.
fn keep_whoever_writes(ready: Memo<bool>, changing: RwSignal<bool>) {
    Effect::new(move |before: Option<bool>| {
        let ready = ready.get();
        if before != Some(ready) {
            let writes = document().active_element().is_some_and(|active| is_inside(&active, WORK));
            changing.set(ready && writes);
        }
        ready
    });
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
