//! What replaces the ballot of a person who is ready: what they gave, who is still outstanding by agency, and the way
//! back to the ballot, which can be changed until the reveal.

use accord_shared::framework::SectionId;
use leptos::prelude::*;

use crate::marking::own_ballot::OwnMarks;
use crate::room::model::waiting::{Waiting, away_words, waiting};
use crate::seat::room::Room;
use crate::ui::Button;
use crate::words::agency_chip::AgencyChip;
use crate::words::marks::marks_words;

/// The waiting.
#[component]
pub fn WaitingView(
    /// Which section.
    section: SectionId,
    /// Which round.
    round: u32,
    /// The own marks.
    own: OwnMarks,
    /// Whether the ballot is wanted back.
    changing: RwSignal<bool>,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let marks = own.of_section(room, &section, round);
    let outstanding = {
        let section = section.clone();
        room.memo(move |facts| {
            facts.review.section(&section).map(|section| waiting(facts, section)).unwrap_or_default()
        })
    };
    let yours = move || {
        let words = marks.with(|marks| marks_words(&room.framework(), &section, marks));
        let score =
            if words.is_empty() { "You have given no score.".to_owned() } else { format!("Your score: {words}.") };
        format!("You are ready. {score}")
    };
    view! {
        <div class="room-waiting">
            <p class="room-waiting-own">
                <strong>{yours}</strong>
                " "
                <Button on_press=move || changing.set(true)>"Look at it or change it"</Button>
            </p>
            <h4 class="room-waiting-title">{move || outstanding.with(title)}</h4>
            <ul class="room-waiting-agencies">
                {move || outstanding.with(|waiting| waiting.scoring.iter().map(|(agency, people)| {
                    let still = if *people == 1 { "1 person is still scoring".to_owned() } else { format!("{people} people are still scoring") };
                    view! { <li><AgencyChip agency=*agency full=true /> " " {still}</li> }
                }).collect_view())}
            </ul>
            {move || outstanding.with(apart).into_iter().map(|words| view! { <p class="room-hint">{words}</p> }).collect_view()}
        </div>
    }
}

fn title(waiting: &Waiting) -> String {
    let (ready, reached) = (waiting.ready, waiting.reached());
    if waiting.scoring.is_empty() {
        "Everyone who is here is ready: the chair can reveal".to_owned()
    } else {
        format!("{ready} of {reached} are ready; the room waits for")
    }
}

fn apart(waiting: &Waiting) -> Vec<String> {
    away_words(&waiting.away).into_iter().chain(waiting.apart()).collect()
}
