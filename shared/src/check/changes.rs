//! Whether what a coordinator changes of a panel is acceptable.

use super::{
    check_agenda_length, check_participant, check_review, error, is_day, line, looks_personal_in_note, optional_line,
    review_warnings,
};
use crate::api::{AddToAgenda, CancelPanel, ChangeMeeting, ChangePerson, CopyPanel, FieldError, NewParticipant};
use crate::fit::Limit;
use crate::panel::{Meets, call_host, is_time};

/// Checks when in the day people meet, and where.
pub(super) fn check_meets(errors: &mut Vec<FieldError>, meets: &Meets) {
    let Meets { begins, ends, place, call } = meets;
    for (field, time) in [("begins", begins), ("ends", ends)] {
        if !time.is_empty() && !is_time(time) {
            errors.push(error(field, "Give the time as hours and minutes, such as 10:00."));
        }
    }
    if begins.is_empty() && !ends.is_empty() {
        errors.push(error("begins", "Say when it begins, or leave both times empty."));
    } else if is_time(begins) && is_time(ends) && ends <= begins {
        errors.push(error("ends", "Give an end that is later than the beginning."));
    }
    optional_line(errors, "place", place);
    let call = call.trim();
    if let Some(too_long) = Limit::CALL.too_long(call) {
        errors.push(error("call", &too_long.to_string()));
    } else if !call.is_empty() && call_host(call).is_none() {
        errors
            .push(error("call", "Paste the whole link to the call. It begins with https:// and has no spaces in it."));
    }
}

/// Checks what a meeting is called, when it is and where.
#[must_use]
pub fn check_meeting(form: &ChangeMeeting) -> Vec<FieldError> {
    heading(&form.title, &form.held_on, &form.meets)
}

fn heading(title: &str, held_on: &str, meets: &Meets) -> Vec<FieldError> {
    let mut errors = Vec::new();
    line(&mut errors, "title", title, "Give the panel a title.");
    if !is_day(held_on) {
        errors.push(error("held_on", "Give the day of the meeting as year, month and day."));
    }
    check_meets(&mut errors, meets);
    errors
}

/// What in a title looks as if it named a child; to be confirmed before it is saved.
#[must_use]
pub fn meeting_warnings(title: &str) -> Vec<FieldError> {
    looks_personal_in_note(title).map(|like| error("title", like.sentence())).into_iter().collect()
}

/// Checks a plan that is about to be put on the agenda; what is wrong is named as in a list of one.
#[must_use]
pub fn check_addition(form: &AddToAgenda) -> Vec<FieldError> {
    let mut errors = Vec::new();
    check_review(&mut errors, 0, &form.review);
    errors
}

/// What in it looks as if it named a child.
#[must_use]
pub fn addition_warnings(form: &AddToAgenda) -> Vec<FieldError> {
    review_warnings(0, &form.review)
}

/// Checks who a person is said to be.
#[must_use]
pub fn check_person(form: &ChangePerson) -> Vec<FieldError> {
    let ChangePerson { seen: _, name, agency, post, seat } = form.clone();
    check_participant("", &NewParticipant { name, agency, post, seat })
}

/// Checks a reason that people read.
#[must_use]
pub fn check_reason(reason: &str, empty: &str) -> Vec<FieldError> {
    if reason.trim().is_empty() {
        vec![error("reason", empty)]
    } else {
        let too_long = Limit::REASON.too_long(reason.trim());
        too_long.map(|too_long| error("reason", &too_long.to_string())).into_iter().collect()
    }
}

/// Checks the cancelling of a panel.
#[must_use]
pub fn check_cancelling(form: &CancelPanel) -> Vec<FieldError> {
    let mut errors = check_reason(&form.reason, "Say why the panel is cancelled. Everyone who was invited reads it.");
    line(&mut errors, "ask", &form.ask, "Say whom people can ask.");
    errors
}

/// Checks the copy of a panel.
#[must_use]
pub fn check_copy(form: &CopyPanel) -> Vec<FieldError> {
    let mut errors = heading(&form.title, &form.held_on, &form.meets);
    check_agenda_length(&mut errors, form.agenda.len());
    for (place, review) in form.agenda.iter().enumerate() {
        check_review(&mut errors, place, review);
    }
    errors
}

/// What in the copy of a panel looks as if it named a child.
#[must_use]
pub fn copy_warnings(form: &CopyPanel) -> Vec<FieldError> {
    let plans = form.agenda.iter().enumerate().flat_map(|(place, review)| review_warnings(place, review));
    meeting_warnings(&form.title).into_iter().chain(plans).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(meets: Meets, wrong: &[&str]) {
        let mut errors = Vec::new();
        check_meets(&mut errors, &meets);
        assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), wrong);
    }

    #[test]
    fn when_and_where_may_be_left_open_and_must_hold_together() {
        let times = |begins: &str, ends: &str| Meets { begins: begins.into(), ends: ends.into(), ..Meets::default() };
        check(Meets::default(), &[]);
        check(times("10:00", ""), &[]);
        check(times("10:00", "12:00"), &[]);
        check(times("", "12:00"), &["begins"]);
        check(times("12:00", "12:00"), &["ends"]);
        check(times("9", "10:00"), &["begins"]);
        check(Meets { call: "https://meet.example.org/x".into(), ..Meets::default() }, &[]);
        check(Meets { call: "http://meet.example.org/x".into(), ..Meets::default() }, &["call"]);
        check(Meets { place: "x".repeat(Limit::LINE.most() + 1), ..Meets::default() }, &["place"]);
    }

    #[test]
    fn a_cancelling_says_why_and_whom_to_ask() {
        let form = |reason: &str, ask: &str| CancelPanel { reason: reason.into(), ask: ask.into() };
        let wrong = |form| check_cancelling(&form).into_iter().map(|error| error.field).collect::<Vec<_>>();
        assert_eq!(wrong(form("The hall is flooded.", "Dana Reed, 01234 567890")), Vec::<String>::new());
        assert_eq!(wrong(form(" ", "")), ["reason", "ask"]);
    }
}
