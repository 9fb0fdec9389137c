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
    assert_eq!(next_step(room.facts(&rounds), place, Time(4 * 60_000)).label, label);
}

/// There is nothing to press, and the line beside says this.
fn quiet(room: &Room, place: &Place, hint: &str) {
    let rounds = room.rounds();
    let step = next_step(room.facts(&rounds), place, Time(4 * 60_000));
    assert_eq!((step.act, step.label.as_str(), step.hint.as_str()), (Act::Nothing, "", hint));
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
fn while_people_score_it_says_for_whom_the_chair_waits() {
    let mut room = Room::new();
    room.open(&["A", "E"]);
    room.mark("nurse", "E", 2);
    quiet(&room, &at("A"), "Waiting for Parents, SEND, Health and School in A, 4 min.");
    // From anywhere else it is the section with the most people ready.
    quiet(&room, &Place::Board, "Waiting for Parents, SEND and School in E, 4 min.");
    for by in ["chair", "parent"] {
        room.mark(by, "E", 2);
    }
    room.meeting.set_here(&who("school"), false);
    check(&room, &at("E"), "All 3 here are ready: reveal section E");
    quiet(&room, &at("A"), "Waiting for Parents, SEND and Health in A, 4 min. 1 person (School) is not connected now.");
    room.meeting.set_here(&who("school"), true);
    room.mark("school", "E", 2);
    check(&room, &Place::Board, "All 4 are ready: reveal section E");
}

#[test]
fn what_can_be_done_meanwhile_comes_before_waiting_for_a_section_that_is_not_in_view() {
    let mut room = Room::new();
    room.scored("A", [2, 2, 2, 2]);
    room.open(&["E"]);
    check(&room, &Place::Board, "Accept section A, where everyone agreed");
    check(&room, &at("A"), "Accept section A, where everyone agreed");
    quiet(&room, &at("E"), "Waiting for Parents, SEND, Health and School in E, 4 min.");
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
    check(&room, &at("E"), "All 4 are ready: reveal section E");
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
    room.say("chair", Command::Propose { review: room.review(), section: section("E"), marks, why: None });
    quiet(&room, &at("E"), "Waiting for answers on section E: Parents, SEND, Health and School, 4 min.");
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
    room.say("chair", Command::Propose { review: room.review(), section: section("A"), marks, why: None });
    let four = "Parents, SEND, Health and School";
    quiet(&room, &at("A"), &format!("Waiting for answers on section A: {four}, 4 min."));
    quiet(&room, &at("E"), &format!("Waiting for {four} in E, 4 min."));
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
