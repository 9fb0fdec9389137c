//! "I'm ready": the one bit that a person sets about their own ballot.

use accord_shared::command::Command;
use accord_shared::framework::{Scored, SectionId};
use accord_shared::meeting::{Gap, Lacks};
use leptos::prelude::*;

use crate::marking::own_ballot::OwnMarks;
use crate::marking::row_numbers as rows;
use crate::seat::command::{Asker, Refusal};
use crate::seat::room::Room;
use crate::ui::{Button, ButtonKind, Icon, IconName};

/// The "I'm ready" button of a section.
#[component]
pub fn ReadyToggle(
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
        Signal::derive(move || room.why_not(&command(true)))
    };
    let framework = room.framework();
    let has_rows = framework.section(&section).is_some_and(|section| section.scored == Scored::Descriptors);
    let lacking = Memo::new(move |_| {
        let section = framework.section(&section)?;
        gaps.with(|gaps| if has_rows { rows::lacking(section, gaps) } else { lacking_score(gaps) })
    });
    let beside = move || match (ready.get(), lacking.get()) {
        (true, None) => {
            "The others see that you are ready, and nothing else. You can change your score until the reveal."
                .to_owned()
        }
        (true, Some(lacks)) => format!("You are ready. {lacks} You can still change that until the reveal."),
        (false, Some(lacks)) => lacks,
        (false, None) => {
            "Your score counts even if you do not press this; it tells the chair that you need no more time.".to_owned()
        }
    };
    view! {
        <div class="room-ready">
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
            <p class="room-hint">{beside}</p>
            <Refusal asker=asker />
        </div>
    }
}

/// What is lacking where the section has one mark.
fn lacking_score(gaps: &[Gap]) -> Option<String> {
    gaps.first().map(|gap| match gap.what {
        Lacks::Mark => "Choose a score first, or say that you would rather not score this.".to_owned(),
        Lacks::Comment => "Please say why you chose this score.".to_owned(),
    })
}
