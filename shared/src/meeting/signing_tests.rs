//! Signing: what an agency has signed is its own until the record closes.

use super::tests::{Drafts, carry_out_with, meeting};
use super::*;
use crate::panel::Agency;
use crate::stage::SignAnswer;
use crate::testing::{panel, person_id};

fn review() -> ReviewId {
    ReviewId::new("r1").unwrap()
}

/// A meeting at which the first review is being signed.
fn signing() -> Meeting {
    let mut meeting = meeting();
    carry_out_with(&mut meeting, "chair", Command::OpenSigning { review: review() }, &Drafts::none()).unwrap();
    meeting
}

fn command(meeting: &Meeting, agency: Agency, answer: SignAnswer) -> Command {
    let content_sha256 = meeting.stage().review(&review()).unwrap().content_sha256.clone().unwrap();
    Command::Sign { review: review(), agency, answer, content_sha256 }
}

fn sign(meeting: &mut Meeting, who: &str, agency: Agency, answer: SignAnswer) -> Result<(), Denied> {
    let command = command(meeting, agency, answer);
    carry_out_with(meeting, who, command, &Drafts::none())
}

fn answer_of(meeting: &Meeting, agency: Agency) -> Option<SignAnswer> {
    meeting.stage().review(&review())?.signatures.get(&agency).map(|signature| signature.answer.clone())
}

fn reservation(text: &str) -> SignAnswer {
    SignAnswer::Reservation { text: text.to_owned() }
}

#[test]
fn a_signature_is_not_replaced_by_not_there_to_sign() {
    for answer in [SignAnswer::Agree, reservation("Ask the family next time")] {
        let mut meeting = signing();
        let agency = Agency::ParentCarerForum;
        sign(&mut meeting, "parent", agency, answer.clone()).unwrap();
        assert_eq!(sign(&mut meeting, "chair", agency, SignAnswer::NotPresent), Err(Denied::AlreadySigned));
        assert_eq!(answer_of(&meeting, agency), Some(answer));
    }
}

#[test]
fn the_chairs_own_agency_is_no_exception() {
    let mut meeting = signing();
    sign(&mut meeting, "scribe", Agency::SendService, SignAnswer::Agree).unwrap();
    assert_eq!(sign(&mut meeting, "chair", Agency::SendService, SignAnswer::NotPresent), Err(Denied::AlreadySigned));
}

#[test]
fn who_was_noted_as_not_there_may_still_come_and_sign() {
    let mut meeting = signing();
    sign(&mut meeting, "chair", Agency::EducationSetting, SignAnswer::NotPresent).unwrap();
    sign(&mut meeting, "school", Agency::EducationSetting, SignAnswer::Agree).unwrap();
    assert_eq!(answer_of(&meeting, Agency::EducationSetting), Some(SignAnswer::Agree));
}

#[test]
fn an_agency_may_change_what_it_says_until_the_record_closes() {
    let mut meeting = signing();
    let agency = Agency::EducationSetting;
    for answer in [SignAnswer::Agree, reservation("The hours are not given"), SignAnswer::Agree] {
        sign(&mut meeting, "school", agency, answer.clone()).unwrap();
        assert_eq!(answer_of(&meeting, agency), Some(answer));
    }
    let late = command(&meeting, agency, reservation("Too late"));
    for agency in panel().agencies() {
        if answer_of(&meeting, agency).is_none() {
            sign(&mut meeting, "chair", agency, SignAnswer::NotPresent).unwrap();
        }
    }
    carry_out_with(&mut meeting, "chair", Command::Close { review: review() }, &Drafts::none()).unwrap();
    assert_eq!(carry_out_with(&mut meeting, "school", late, &Drafts::none()), Err(Denied::RecordClosed));
}

#[test]
fn a_colleague_does_not_sign_over_what_they_have_not_seen() {
    let mut meeting = signing();
    let seen = meeting.stage().version;
    let command = command(&meeting, Agency::SendService, SignAnswer::Agree);
    sign(&mut meeting, "scribe", Agency::SendService, reservation("Section F is thin")).unwrap();
    let at_once = Envelope { op: OpId::new("late").unwrap(), seen, command };
    let decided = meeting.decide(&person_id("chair"), &at_once, Time(9), &Drafts::none());
    assert_eq!(decided, Err(Denied::OutOfDate));
    let looked = Envelope { seen: meeting.stage().version, ..at_once };
    assert!(meeting.decide(&person_id("chair"), &looked, Time(9), &Drafts::none()).is_ok());
}

#[test]
fn a_note_that_nobody_was_there_does_not_hold_up_who_signs_meanwhile() {
    let mut meeting = signing();
    let seen = meeting.stage().version;
    let command = command(&meeting, Agency::EducationSetting, SignAnswer::Agree);
    sign(&mut meeting, "chair", Agency::EducationSetting, SignAnswer::NotPresent).unwrap();
    let at_once = Envelope { op: OpId::new("late").unwrap(), seen, command };
    assert!(meeting.decide(&person_id("school"), &at_once, Time(9), &Drafts::none()).is_ok());
}

#[test]
fn a_record_that_nobody_signed_does_not_close() {
    let mut meeting = signing();
    for agency in panel().agencies() {
        sign(&mut meeting, "chair", agency, SignAnswer::NotPresent).unwrap();
    }
    let close = Command::Close { review: review() };
    assert_eq!(carry_out_with(&mut meeting, "chair", close, &Drafts::none()), Err(Denied::SignaturesMissing));
}
