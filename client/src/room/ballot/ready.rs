//! The foot of a ballot, which stays in view: "I'm ready", the one bit that a person sets about their own ballot, and the
//! way on to the next section that they have not done.

use accord_shared::command::Command;
use accord_shared::framework::{Scored, SectionId};
use accord_shared::meeting::{Gap, Lacks};
use accord_shared::stage::{ReviewStage, SectionPhase};
use leptos::prelude::*;

use crate::live::Saved;
use crate::marking::own_ballot::OwnMarks;
use crate::marking::row_numbers;
use crate::seat::command::{Asker, Refusal};
use crate::seat::place::Place;
use crate::seat::room::Room;
use crate::ui::{Button, ButtonKind, Icon, IconName};

/// The foot with the "I'm ready" buttons of a section.
#[component]
pub fn ReadyFoot(
    /// Which section.
    section: SectionId,
    /// Which round.
    round: u32,
    /// The own marks.
    own: OwnMarks,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let asker = Asker::new(room);
    let you = room.you();
    let stage = room.section(&section);
    let ready = Memo::new(move |_| stage.with(|stage| stage.as_ref().is_some_and(|stage| stage.ready.contains(&you))));
    let gaps = own.gaps(room, &section, round);
    let command = {
        let section = section.clone();
        move |ready: bool| Command::Ready { review: room.review.get_untracked(), section: section.clone(), ready }
    };
    let why_not = {
        let command = command.clone();
        Memo::new(move |_| room.why_not(&command(true)))
    };
    let next = next_section(room, &section);
    let framework = room.framework();
    let has_rows = framework.section(&section).is_some_and(|section| section.scored == Scored::Descriptors);
    let lacking = Memo::new(move |_| {
        let section = framework.section(&section)?;
        gaps.with(|gaps| if has_rows { row_numbers::lacking(section, gaps) } else { lacking_score(gaps) })
    });
    let onward = {
        let command = command.clone();
        move || {
            let Some(next) = next.get_untracked() else { return };
            let review = room.review.get_untracked();
            let go = move || room.go(&review, &Place::Section(next));
            // Offline nothing stops: what was said is kept, and said once there is a connection.
            let offline = room.saved.with_untracked(|saved| matches!(saved, Saved::Offline { .. }));
            if ready.get_untracked() || why_not.with_untracked(Option::is_some) {
                go();
            } else if offline {
                asker.ask(command(true));
                go();
            } else {
                asker.ask_then(command(true), go);
            }
        }
    };
    let onward = StoredValue::new(onward);
    let onward_words = move || {
        let name = next.get().map(|next| room.section_name(&next)).unwrap_or_default();
        let can = !ready.get() && why_not.with(Option::is_none);
        if can { format!("I’m ready, next: {name}") } else { format!("Next: {name}") }
    };
    let has_next = Memo::new(move |_| next.with(Option::is_some));
    // The button keeps its place and the focus while what it weighs changes.
    let weight = move || if has_next.get() { "room-ready-toggle room-ready-second" } else { "room-ready-toggle" };
    view! {
        <div class="room-foot room-ready">
            <div class="room-ready-buttons">
                <Show when=move || has_next.get()>
                    <Button kind=ButtonKind::Primary busy=asker.busy on_press=move || onward.with_value(|onward| onward())>{onward_words}</Button>
                </Show>
                <span class=weight>
                    <Button
                        kind=ButtonKind::Primary
                        pressed=Signal::derive(move || Some(ready.get()))
                        busy=asker.busy
                        why_not=why_not
                        on_press=move || asker.ask(command(!ready.get_untracked()))
                    >
                        {move || ready.get().then(|| view! { <Icon name=IconName::Tick /> })}
                        "I’m ready"
                    </Button>
                </span>
            </div>
            <p class="room-hint">{move || beside(ready.get(), lacking.get())}</p>
            <Refusal asker=asker />
        </div>
    }
}

/// What stands beside the buttons.
fn beside(ready: bool, lacking: Option<String>) -> String {
    match (ready, lacking) {
        (true, None) => "The others see that you are ready, and nothing else.".to_owned(),
        (true, Some(lacks)) => format!("You are ready. {lacks}"),
        (false, Some(lacks)) => lacks,
        (false, None) => {
            "Your score counts even if you do not press this; it says that you need no more time.".to_owned()
        }
    }
}

/// The next section, in the printed order and then from the beginning, that is open for scoring and in which this person has
/// not said "ready".
fn next_section(room: Room, section: &SectionId) -> Memo<Option<SectionId>> {
    let (you, section) = (room.you(), section.clone());
    Memo::new(move |_| {
        room.review_stage(|review: &ReviewStage| {
            let here = review.sections.iter().position(|stage| stage.id == section)?;
            let (before, after) = review.sections.split_at(here);
            let mut others = after.iter().skip(1).chain(before);
            let next = others.find(|stage| stage.phase == SectionPhase::Scoring && !stage.ready.contains(&you));
            next.map(|stage| stage.id.clone())
        })
    })
}

/// What is lacking where the section has one mark.
fn lacking_score(gaps: &[Gap]) -> Option<String> {
    gaps.first().map(|gap| match gap.what {
        Lacks::Mark => "Choose a score first, or say that you would rather not score this.".to_owned(),
        Lacks::Comment => "Please say why you chose this score.".to_owned(),
    })
}
