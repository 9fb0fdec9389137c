//! Whether what a coordinator enters is acceptable, and whether a text looks as if it named a child.
//!
//! Accord holds a case as a reference and nothing else. What looks like an NHS number, a postcode, a date of birth or a
//! name warns before it is saved; the person decides, because a reference can look like anything.

mod changes;
mod plans;

pub use changes::{
    addition_warnings, check_addition, check_cancelling, check_copy, check_meeting, check_person, check_reason,
    copy_warnings, meeting_warnings,
};
pub use plans::{
    check_feedback, check_judges, check_plan, check_redraft, feedback_warnings, plan_warnings, redraft_warnings,
};

use crate::api::{FieldError, NewPanel, NewParticipant, NewReview, NewWay};
use crate::fit::Limit;
use crate::panel::Seat;

/// The most plans on one agenda: a countywide panel has four.
pub const AGENDA_MAX: usize = 12;
/// The most people at one panel: twenty-five, and some to observe.
pub const PARTICIPANTS_MAX: usize = 40;

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LooksLike {
    /// Ten digits whose last one checks the others.
    NhsNumber,
    /// A postcode.
    Postcode,
    /// A full date.
    FullDate,
    /// Words such as "name" or "born", or two capitalised words: a name.
    Name,
}

impl LooksLike {
    /// The sentence that warns.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NhsNumber => "This looks like an NHS number. Use a reference that only your service can look up.",
            Self::Postcode => {
                "This looks like a postcode. Use a reference that says nothing about where a child lives."
            }
            Self::FullDate => "This looks like a full date, perhaps a date of birth. Use a reference without it.",
            Self::Name => "This looks like a name. Use a reference, never a child's name or initials with a surname.",
        }
    }
}

/// What a case reference looks like, if it looks like personal data.
#[must_use]
pub fn looks_personal(text: &str) -> Option<LooksLike> {
    if has_nhs_number(text) {
        Some(LooksLike::NhsNumber)
    } else if has_postcode(text) {
        Some(LooksLike::Postcode)
    } else if has_full_date(text) {
        Some(LooksLike::FullDate)
    } else if has_name(text) {
        Some(LooksLike::Name)
    } else {
        None
    }
}

/// The same for a longer note, in which capitalised words and dates are ordinary: a date counts only beside "born".
#[must_use]
pub fn looks_personal_in_note(text: &str) -> Option<LooksLike> {
    let lower = text.to_lowercase();
    if has_nhs_number(text) {
        Some(LooksLike::NhsNumber)
    } else if has_postcode(text) {
        Some(LooksLike::Postcode)
    } else if has_full_date(text) && ["born", "birth", "dob", "d.o.b"].iter().any(|word| lower.contains(word)) {
        Some(LooksLike::FullDate)
    } else {
        None
    }
}

/// Ten digits, perhaps in groups, whose check digit (modulus 11, weights 10 to 2) holds.
fn has_nhs_number(text: &str) -> bool {
    let mut digits: Vec<u32> = Vec::new();
    let mut runs: Vec<Vec<u32>> = Vec::new();
    for c in text.chars() {
        match c.to_digit(10) {
            Some(digit) => digits.push(digit),
            None if matches!(c, ' ' | '-') && !digits.is_empty() => {}
            None => runs.push(std::mem::take(&mut digits)),
        }
    }
    runs.push(digits);
    runs.iter().any(|run| {
        run.len() == 10 && {
            let sum: u32 = run.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
            (11 - sum % 11) % 11 == run[9]
        }
    })
}

/// The shape of a postcode: one or two letters, a digit, perhaps one more digit or letter, then a digit and two letters.
fn has_postcode(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_ascii_uppercase)
        .collect();
    let whole = words.iter().any(|w| w.len() > 3 && outward(&w[..w.len() - 3]) && inward(&w[w.len() - 3..]));
    // In two parts it must be written in two parts: "EX-0142" is a reference.
    let upper = text.to_ascii_uppercase();
    whole
        || words
            .windows(2)
            .any(|pair| outward(&pair[0]) && inward(&pair[1]) && upper.contains(&format!("{} {}", pair[0], pair[1])))
}

fn outward(part: &str) -> bool {
    let letters = part.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = &part.as_bytes()[letters..];
    (1..=2).contains(&letters)
        && matches!(rest, [d] | [d, _] if d.is_ascii_digit())
        && rest.iter().all(u8::is_ascii_alphanumeric)
}

fn inward(part: &str) -> bool {
    matches!(part.as_bytes(), [d, a, b] if d.is_ascii_digit() && a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
}

/// A day, a month and a year in figures, in either order.
fn has_full_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    let separated = text.chars().any(|c| matches!(c, '/' | '.' | '-'));
    let number = |part: &str| part.parse::<u32>().unwrap_or(0);
    let (day, month) = (|n| (1..=31).contains(&n), |n| (1..=12).contains(&n));
    let year = |part: &str| matches!(part.len(), 4) && (1990..=2099).contains(&number(part));
    separated
        && parts.windows(3).any(|p| match p {
            [d, m, y] if year(y) => day(number(d)) && month(number(m)),
            [y, m, d] if year(y) => day(number(d)) && month(number(m)),
            [d, m, y] if d.len() <= 2 && m.len() <= 2 && y.len() == 2 => day(number(d)) && month(number(m)),
            _ => false,
        })
}

/// Two or more words of letters only, each beginning with a capital, or a word that announces a name.
fn has_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
    let lower = text.to_lowercase();
    let capitalised = |w: &&str| {
        let mut chars = w.chars();
        chars.next().is_some_and(char::is_uppercase)
            && w.chars().count() > 2
            && chars.all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '’'))
    };
    ["surname", "first name", "born ", "dob"].iter().any(|word| lower.contains(word))
        || words.windows(2).any(|pair| pair.iter().all(capitalised))
}

/// Checks a panel that is about to be made.
#[must_use]
pub fn check_panel(panel: &NewPanel) -> Vec<FieldError> {
    let mut errors = Vec::new();
    line(&mut errors, "title", &panel.title, "Give the panel a title.");
    if !is_day(&panel.held_on) {
        errors.push(error("held_on", "Give the day of the meeting as year, month and day."));
    }
    changes::check_meets(&mut errors, &panel.meets);
    optional_line(&mut errors, "locality", &panel.locality);
    if panel.agenda.is_empty() {
        errors.push(error("agenda", "Put at least one plan on the agenda."));
    }
    check_agenda_length(&mut errors, panel.agenda.len());
    for (place, review) in panel.agenda.iter().enumerate() {
        check_review(&mut errors, place, review);
    }
    if panel.participants.len() > PARTICIPANTS_MAX {
        errors.push(error("participants", "Invite at most 40 people to one panel."));
    }
    for (place, person) in panel.participants.iter().enumerate() {
        errors.extend(check_participant(&format!("participants.{place}."), person));
    }
    check_offices(&mut errors, panel);
    check_way(&mut errors, panel);
    errors
}

/// Assessors score, and the moderator is not the auditor.
fn check_way(errors: &mut Vec<FieldError>, panel: &NewPanel) {
    let scores = |place: usize| panel.participants.get(place).is_some_and(|person| person.seat == Seat::Member);
    match panel.way {
        NewWay::Panel => {}
        NewWay::Alone { assessor } if scores(assessor) => {}
        NewWay::Alone { .. } => errors.push(error("way", "Choose the assessor from the people who score.")),
        NewWay::Moderated { auditor, moderator, .. } if scores(auditor) && scores(moderator) => {
            if auditor == moderator {
                errors.push(error("way", "Choose two different people as auditor and moderator."));
            }
        }
        NewWay::Moderated { .. } => {
            errors.push(error("way", "Choose the auditor and the moderator from the people who score."));
        }
    }
}

fn check_offices(errors: &mut Vec<FieldError>, panel: &NewPanel) {
    let has_voice = |place: usize| {
        panel.participants.get(place).is_some_and(|person| matches!(person.seat, Seat::Member | Seat::NonScoring))
    };
    if !has_voice(panel.chair) {
        errors.push(error("chair", "Choose a chair from the people who take part."));
    }
    if panel.deputy.is_some_and(|deputy| !has_voice(deputy) || deputy == panel.chair) {
        errors.push(error("deputy", "Choose a deputy from the people who take part, other than the chair."));
    }
    if panel.scribe.is_some_and(|scribe| !has_voice(scribe)) {
        errors.push(error("scribe", "Choose a scribe from the people who take part."));
    }
    if !panel.participants.iter().any(|person| person.seat == Seat::Member) {
        errors.push(error("participants", "Invite at least one person who scores."));
    }
}

fn check_agenda_length(errors: &mut Vec<FieldError>, plans: usize) {
    if plans > AGENDA_MAX {
        errors.push(error("agenda", "Put at most 12 plans on one agenda."));
    }
}

fn check_review(errors: &mut Vec<FieldError>, place: usize, review: &NewReview) {
    line(errors, &format!("agenda.{place}.case_ref"), &review.case_ref, "Give the case a reference.");
    optional_line(errors, &format!("agenda.{place}.locality"), &review.locality);
    errors.extend(too_long(Limit::NOTE, &format!("agenda.{place}.where_to_read"), &review.where_to_read));
}

/// Checks a person who is about to be invited; `prefix` goes before the field names.
#[must_use]
pub fn check_participant(prefix: &str, person: &NewParticipant) -> Vec<FieldError> {
    let mut errors = Vec::new();
    line(&mut errors, &format!("{prefix}name"), &person.name, "Give the person a name.");
    optional_line(&mut errors, &format!("{prefix}post"), &person.post);
    errors
}

/// What in a panel looks as if it named a child; to be confirmed before it is saved.
#[must_use]
pub fn personal_warnings(panel: &NewPanel) -> Vec<FieldError> {
    let plans = panel.agenda.iter().enumerate().flat_map(|(place, review)| review_warnings(place, review));
    let title = looks_personal_in_note(&panel.title).map(|like| error("title", like.sentence()));
    title.into_iter().chain(plans).collect()
}

/// What in a plan on an agenda looks as if it named a child.
fn review_warnings(place: usize, review: &NewReview) -> Vec<FieldError> {
    let case = looks_personal(&review.case_ref).map(|like| error(&format!("agenda.{place}.case_ref"), like.sentence()));
    let note = looks_personal_in_note(&review.where_to_read)
        .map(|like| error(&format!("agenda.{place}.where_to_read"), like.sentence()));
    case.into_iter().chain(note).collect()
}

fn error(field: &str, sentence: &str) -> FieldError {
    FieldError { field: field.to_owned(), sentence: sentence.to_owned() }
}

/// What is wrong with a text that is longer than it may be.
fn too_long(limit: Limit, field: &str, text: &str) -> Option<FieldError> {
    limit.too_long(text).map(|long| error(field, &format!("{long} Shorten it.")))
}

fn line(errors: &mut Vec<FieldError>, field: &str, text: &str, empty: &str) {
    if text.trim().is_empty() {
        errors.push(error(field, empty));
    } else {
        optional_line(errors, field, text);
    }
}

fn optional_line(errors: &mut Vec<FieldError>, field: &str, text: &str) {
    if let Some(long) = too_long(Limit::LINE, field, text) {
        errors.push(long);
    } else if text.chars().any(|c| c.is_control() || is_invisible(c)) {
        errors.push(error(field, "Use ordinary characters on one line."));
    }
}

/// Characters that change the order or the look of their neighbours without being seen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether a text is a day of the calendar, `YYYY-MM-DD`, from 2000 to 2099.
#[must_use]
pub fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [y, m, d] = parts.as_slice() else {
        return false;
    };
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    if !(digits(y, 4) && digits(m, 2) && digits(d, 2)) {
        return false;
    }
    let number = |part: &str| part.parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(y), number(m), number(d));
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (2000..=2099).contains(&year) && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_pass_and_personal_data_warns() {
        for plain in ["EX-0142", "W/2026/0031", "Case 17 (north)", "NE-114 amended", "SEN 4411", "1234567890"] {
            assert_eq!(looks_personal(plain), None, "{plain}");
        }
        for (text, like) in [
            ("943 476 5919", LooksLike::NhsNumber),
            ("NHS 9434765919", LooksLike::NhsNumber),
            ("CM1 1QH", LooksLike::Postcode),
            ("sw1a1aa", LooksLike::Postcode),
            ("born 03/04/2015", LooksLike::FullDate),
            ("2015-04-03", LooksLike::FullDate),
            ("Sam Example", LooksLike::Name),
            ("surname E.", LooksLike::Name),
        ] {
            assert_eq!(looks_personal(text), Some(like), "{text}");
        }
    }

    #[test]
    fn a_note_may_hold_a_date_but_not_beside_born() {
        assert_eq!(looks_personal_in_note("Folder Autumn Panel, uploaded 03/11/2026"), None);
        assert_eq!(looks_personal_in_note("d.o.b 03/11/2012"), Some(LooksLike::FullDate));
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        for day in ["2026-11-21", "2028-02-29"] {
            assert!(is_day(day), "{day}");
        }
        for day in ["2026-02-29", "2026-13-01", "2026-1-1", "9999-01-01", "21-11-2026", "", "2026-00-10", "2026-04-31"]
        {
            assert!(!is_day(day), "{day}");
        }
    }
}
