//! Whether plans, feedback and assessments that are about to be entered are acceptable.

use super::{check_participant, error, line, looks_personal, looks_personal_in_note, optional_line, too_long};
use crate::api::{FieldError, Judges, NewFeedback, NewParticipant, NewPlan, Redraft};
use crate::fit::Limit;
use crate::panel::Seat;

/// Checks a plan that is about to be entered.
#[must_use]
pub fn check_plan(plan: &NewPlan) -> Vec<FieldError> {
    let mut errors = Vec::new();
    line(&mut errors, "case_ref", &plan.case_ref, "Give the case a reference.");
    optional_line(&mut errors, "locality", &plan.locality);
    check_version(&mut errors, &plan.author, &plan.where_to_read);
    errors
}

/// What in a plan looks as if it named a child; to be confirmed before it is saved.
#[must_use]
pub fn plan_warnings(plan: &NewPlan) -> Vec<FieldError> {
    let case = looks_personal(&plan.case_ref).map(|like| error("case_ref", like.sentence()));
    case.into_iter().chain(version_warnings(&plan.author, &plan.where_to_read)).collect()
}

/// Checks a redraft that is about to be entered.
#[must_use]
pub fn check_redraft(redraft: &Redraft) -> Vec<FieldError> {
    let mut errors = Vec::new();
    check_version(&mut errors, &redraft.author, &redraft.where_to_read);
    errors
}

/// What in a redraft looks as if it named a child.
#[must_use]
pub fn redraft_warnings(redraft: &Redraft) -> Vec<FieldError> {
    version_warnings(&redraft.author, &redraft.where_to_read).collect()
}

fn check_version(errors: &mut Vec<FieldError>, author: &str, where_to_read: &str) {
    optional_line(errors, "author", author);
    errors.extend(too_long(Limit::NOTE, "where_to_read", where_to_read));
}

fn version_warnings(author: &str, where_to_read: &str) -> impl Iterator<Item = FieldError> {
    let fields = [("author", looks_personal_in_note(author)), ("where_to_read", looks_personal_in_note(where_to_read))];
    fields.into_iter().filter_map(|(field, like)| Some(error(field, like?.sentence())))
}

/// Checks what is about to be written to an author.
#[must_use]
pub fn check_feedback(feedback: &NewFeedback) -> Vec<FieldError> {
    if feedback.text.trim().is_empty() {
        vec![error("text", "Say what to change and why.")]
    } else {
        too_long(Limit::FEEDBACK, "text", &feedback.text).into_iter().collect()
    }
}

/// What in a feedback looks as if it named a child.
#[must_use]
pub fn feedback_warnings(feedback: &NewFeedback) -> Vec<FieldError> {
    looks_personal_in_note(&feedback.text).map(|like| error("text", like.sentence())).into_iter().collect()
}

/// Checks the people who are about to judge.
#[must_use]
pub fn check_judges(judges: &Judges) -> Vec<FieldError> {
    match judges {
        Judges::Me => Vec::new(),
        Judges::One { assessor } => check_assessor("judges.assessor.", assessor),
        Judges::Two { auditor, moderator, .. } => {
            let mut errors = check_assessor("judges.auditor.", auditor);
            errors.extend(check_assessor("judges.moderator.", moderator));
            if auditor == moderator {
                errors.push(error("judges", "Choose two different people as auditor and moderator."));
            }
            errors
        }
    }
}

fn check_assessor(prefix: &str, person: &NewParticipant) -> Vec<FieldError> {
    let mut errors = check_participant(prefix, person);
    if person.seat != Seat::Member {
        errors.push(error(&format!("{prefix}seat"), "Whoever judges scores: choose a member's seat."));
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::Agency;

    #[test]
    fn an_audit_is_not_moderated_by_the_auditor() {
        let person = |name: &str, seat| NewParticipant {
            name: name.to_owned(),
            agency: Agency::Health,
            post: String::new(),
            seat,
        };
        let two = |moderator| Judges::Two {
            auditor: person("Ana", Seat::Member),
            moderator,
            sees_audit: false,
            changes_grade: true,
        };
        let fields = |judges: &Judges| check_judges(judges).into_iter().map(|one| one.field).collect::<Vec<_>>();
        assert_eq!(fields(&two(person("Ben", Seat::Member))), [""; 0]);
        assert_eq!(fields(&two(person("Ana", Seat::Member))), ["judges"]);
        assert_eq!(fields(&two(person("Ben", Seat::Observer))), ["judges.moderator.seat"]);
        assert_eq!(fields(&Judges::One { assessor: person(" ", Seat::Member) }), ["judges.assessor.name"]);
    }

    #[test]
    fn feedback_says_something_and_warns_of_a_number() {
        let feedback = |text: &str| NewFeedback { text: text.to_owned(), warnings_seen: false };
        assert_eq!(check_feedback(&feedback(" "))[0].field, "text");
        assert_eq!(check_feedback(&feedback(&"x".repeat(6_001)))[0].field, "text");
        assert_eq!(check_feedback(&feedback("Say who provides the therapy.")), []);
        assert_eq!(feedback_warnings(&feedback("For 943 476 5919."))[0].field, "text");
    }
}
