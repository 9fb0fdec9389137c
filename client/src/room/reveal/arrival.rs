//! The reveal comes to people. Who is not writing is brought to the scores; who is writing gets one quiet line beside what
//! they write, and keeps focus, caret and place. What is revealed of a plan that is not on the screen is said at the bottom.

use accord_shared::framework::SectionId;
use accord_shared::id::ReviewId;
use accord_shared::stage::Stage;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::room::model::news::revealed;
use crate::seat::beside::{Beside, Line, is_inside, written_in};
use crate::seat::facts::{section_name, section_name_first};
use crate::seat::place::{PLACE_HEADING, Place};
use crate::seat::room::Room;
use crate::ui::{focus_id, media_holds};
use crate::words::grammar::{capital, list};

/// The element id of the pane in which a section is judged.
pub const PANE: &str = "room-pane";

/// The element id of the heading of the scores that were revealed last.
pub const SCORES: &str = "room-scores";

/// Who says the lines of this file.
const FROM: &str = "reveal";
const FROM_OTHER_PLAN: &str = "reveal-of-another-plan";

/// How many sections a sentence names one by one.
const NAMED_MAX: usize = 3;

/// Has every reveal come to this person, for as long as the room is open.
pub fn follow_reveals(room: Room) {
    let beside = expect_context::<Beside>();
    // What was said and not looked at yet; one line tells of all of it.
    let missed = StoredValue::new(Vec::<SectionId>::new());
    Effect::new(move |before: Option<Stage>| {
        let stage = room.stage.get();
        let news = before.map(|before| revealed(&before, &stage)).unwrap_or_default();
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            news.into_iter().partition(|(review, _)| *review == room.review.get_untracked());
        if let Some((review, section)) = elsewhere.first() {
            of_another_plan(room, beside, review, section);
        }
        if !here.is_empty() {
            let sections = here.into_iter().map(|(_, section)| section).collect();
            come(room, beside, missed, sections);
        }
        stage
    });
    // Whoever comes to the scores by another way has not missed them any more.
    Effect::new(move |_| {
        let place = room.place.get();
        let left = missed.try_update_value(|missed| {
            missed.retain(|section| place.section() != Some(section) && place != Place::Board);
            missed.is_empty()
        });
        if left == Some(true) {
            beside.take_back(FROM);
        }
    });
}

fn come(room: Room, beside: Beside, missed: StoredValue<Vec<SectionId>>, sections: Vec<SectionId>) {
    let there = room.place.with_untracked(|place| place.section().is_some_and(|at| sections.contains(at)));
    match written_in() {
        // The pane itself asks whoever writes in it.
        Some(field) if there && is_inside(&field, PANE) => {}
        Some(_) => {
            missed.update_value(|missed| missed.extend(sections));
            let all = missed.get_value();
            let words = revealed_words(room, &all);
            let button = if all.len() > 1 && !there { "Show all sections" } else { "Show the scores" };
            let press = Callback::new(move |()| {
                missed.set_value(Vec::new());
                if !there {
                    room.go(&room.review.get_untracked(), &place_of(&all));
                }
                bring_scores(true);
            });
            beside.say(Line { from: FROM, words, button, press });
        }
        None => {
            if !there {
                room.go(&room.review.get_untracked(), &place_of(&sections));
            }
            bring_scores(false);
        }
    }
}

fn of_another_plan(room: Room, beside: Beside, review: &ReviewId, section: &SectionId) {
    let case_ref = room.panel.with_untracked(|panel| panel.review(review).map(|plan| plan.case_ref.clone()));
    let name = section_name_first(&room.framework(), section);
    let words = format!("{name} of plan {} has been revealed.", case_ref.unwrap_or_default());
    let (review, place) = (review.clone(), Place::Section(section.clone()));
    let press = Callback::new(move |()| {
        room.go(&review, &place);
        bring_scores(true);
    });
    beside.say(Line { from: FROM_OTHER_PLAN, words, button: "Show the scores", press });
}

/// Where the scores of these sections are seen.
fn place_of(sections: &[SectionId]) -> Place {
    match sections {
        [one] => Place::Section(one.clone()),
        _ => Place::Board,
    }
}

/// "Section E has been revealed.", "12 sections have been revealed."
fn revealed_words(room: Room, sections: &[SectionId]) -> String {
    let framework = room.framework();
    match sections {
        [one] => format!("{} has been revealed.", section_name_first(&framework, one)),
        few if few.len() <= NAMED_MAX => {
            let names: Vec<String> = few.iter().map(|section| section_name(&framework, section)).collect();
            format!("{} have been revealed.", capital(&list(&names)))
        }
        many => format!("{} sections have been revealed.", many.len()),
    }
}

/// Brings the scores into view once they are drawn. The focus goes with them where it was lost, came with the place, or is
/// asked for; from anything else that has it, it stays where it is.
pub fn bring_scores(take_focus: bool) {
    // The first frame draws what is new and gives the focus to the heading of a new place; this comes after both.
    request_animation_frame(move || {
        request_animation_frame(move || {
            let active = document().active_element();
            let unheld = active.is_none_or(|active| active.tag_name() == "BODY" || active.id() == PLACE_HEADING);
            if unheld || take_focus {
                focus_id(SCORES);
            }
            let pane = document().get_element_by_id(PANE).and_then(|pane| pane.dyn_into::<HtmlElement>().ok());
            if let Some(pane) = pane {
                pane.set_scroll_top(0);
                scroll_to(&pane);
            }
        });
    });
}

/// Scrolls the page to an element, without movement for those who asked for none. Where panes scroll by themselves, the
/// page has nothing to scroll.
fn scroll_to(element: &HtmlElement) {
    let still = media_holds("(prefers-reduced-motion: reduce)");
    let how = ScrollIntoViewOptions::new();
    how.set_behavior(if still { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    how.set_block(ScrollLogicalPosition::Start);
    element.scroll_into_view_with_scroll_into_view_options(&how);
}
