//! The chair's next step, through a whole meeting.

use super::*;
use crate::seat::fixture::{Room, section, who};
use accord_shared::command::Command;
use accord_shared::framework::TargetId;
use accord_shared::mark::Mark;
use accord_shared::stage::{Consent, SignAnswer};

const SECTIONS: [&str; 12] = ["A", "E", "B", "C", "D", "F", "G", "H1", "H2", "I", "J", "K"];

fn check(room: &Room, place: &Place, label: &str) {
    let rounds = room.rounds();
    assert_eq!(next_step(room.facts(&rounds), place).label, label);
}

fn at(id: &str) -> Place {
    Place::Section(section(id))
}

#[test]
fn the_meeting_begins_with_opening_everything() {
    let room = Room::new();
    check(&room, &at("A"), "Open all 12 sections for scoring");
}

#[test]
fn the_section_in_view_is_revealed_before_others() {
    let mut room = Room::new();
    room.open(&["A", "E"]);
    room.mark("nurse", "E", 2);
    check(&room, &at("A"), "0 of 4 are ready in section A: reveal now?");
    check(&room, &Place::Board, "1 of 4 are ready in section E: reveal now?");
}

#[test]
fn sections_where_everyone_is_ready_are_revealed_together() {
    let mut room = Room::new();
    room.open(&["A", "E", "B"]);
    for at in ["A", "E"] {
        for by in ["chair", "parent", "school", "nurse"] {
            room.mark(by, at, 2);
        }
    }
    check(&room, &at("B"), "Reveal the 2 sections where everyone is ready");
    room.reveal(&["A"]);
    check(&room, &at("E"), "Reveal section E");
}

#[test]
fn after_the_reveal_the_same_is_accepted_and_the_most_divided_discussed() {
    let mut room = Room::new();
    room.scored("A", [2, 2, 2, 2]);
    room.scored("E", [1, 4, 2, 2]);
    check(&room, &at("A"), "Accept section A, where everyone agreed");
    room.say("chair", Command::AcceptSame { review: room.review() });
    check(&room, &Place::Board, "Go to section E, the most divided");
    check(&room, &at("E"), "");
    let marks = [(TargetId::from(section("E")), Mark::Score(2))].into();
    room.say("chair", Command::Propose { review: room.review(), section: section("E"), marks });
    check(&room, &at("E"), "Agree 2 Good for section E now?");
    for by in ["chair", "parent", "school", "nurse"] {
        room.say(by, Command::Respond { review: room.review(), section: section("E"), consent: Consent::Agree });
    }
    check(&room, &at("E"), "Agree 2 Good for section E");
    room.say("chair", Command::Settle { review: room.review(), section: section("E"), without: None });
    check(&room, &at("E"), "Open the other 10 sections for scoring");
}

#[test]
fn settling_the_section_in_view_comes_before_revealing_another() {
    let mut room = Room::new();
    room.scored("A", [1, 4, 2, 2]);
    room.open(&["E"]);
    check(&room, &at("A"), "");
    let marks = [(TargetId::from(section("A")), Mark::Score(2))].into();
    room.say("chair", Command::Propose { review: room.review(), section: section("A"), marks });
    check(&room, &at("A"), "Agree 2 Good for section A now?");
    check(&room, &at("E"), "0 of 4 are ready in section E: reveal now?");
}

#[test]
fn the_end_is_overall_actions_check_sign_close_and_the_next_plan() {
    let mut room = Room::new();
    for id in SECTIONS {
        room.scored(id, [2, 2, 2, 2]);
    }
    room.say("chair", Command::AcceptSame { review: room.review() });
    check(&room, &at("K"), "Open the overall judgement for scoring");
    room.scored("overall", [2, 2, 2, 2]);
    check(&room, &at("K"), "Accept the overall judgement, where everyone agreed");
    room.say("chair", Command::AcceptSame { review: room.review() });
    check(&room, &at("K"), "Go to themes and actions");
    check(&room, &Place::Actions, "Check what will be signed");
    check(&room, &Place::SignOff, "Open signing");
    room.say("chair", Command::OpenSigning { review: room.review() });
    check(&room, &at("K"), "Go to the signatures");
    check(&room, &Place::SignOff, "");
    for by in ["chair", "parent", "school", "nurse"] {
        let agency = room.meeting.panel().participant(&who(by)).unwrap().agency;
        let content_sha256 = room.meeting.stage().review(&room.review()).unwrap().content_sha256.clone().unwrap();
        room.say(by, Command::Sign { review: room.review(), agency, answer: SignAnswer::Agree, content_sha256 });
    }
    check(&room, &Place::SignOff, "Close the record");
    room.say("chair", Command::Close { review: room.review() });
    check(&room, &Place::SignOff, "Take up the next plan, EX-two");
}
