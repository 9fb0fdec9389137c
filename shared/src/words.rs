//! The sentences that client, record and documents share, so that a mark or a spread is said in one way everywhere.

use std::collections::BTreeSet;

use crate::agreement::{Spread, Standing};
use crate::doubt::Doubt;
use crate::framework::{Framework, LimitingJudgement, Scale, TargetId};
use crate::mark::{Mark, Sureness};
use crate::moves::Moved;
use crate::schema::Prose;
use crate::stage::{CastBallot, HowAgreed, Overruled};

/// The most points of a scale whose words have room side by side.
pub const SIDE_BY_SIDE_MAX: usize = 5;

/// What a mark is called that says: this does not apply to this plan.
pub const NOT_APPLICABLE: &str = "Not applicable";

/// What a mark is called that says: I would rather not score this.
pub const RATHER_NOT: &str = "Rather not score";

/// What stands where somebody could have given a mark, and gave none.
pub const NO_SCORE: &str = "No score";

/// A mark in words: "2 Good", "Yes", "Not applicable", "Rather not score".
#[must_use]
pub fn mark(scale: &Scale, mark: Mark) -> String {
    match mark {
        Mark::Score(value) => match (number(scale, value), scale.word(value)) {
            (None, Some(word)) => word.to_owned(),
            (Some(number), Some(word)) if word != number => format!("{number} {word}"),
            _ => value.to_string(),
        },
        Mark::NotApplicable => NOT_APPLICABLE.to_owned(),
        Mark::Abstain => RATHER_NOT.to_owned(),
    }
}

/// The number that stands before the word of a point; `None` where the word is an answer, or says the number itself.
#[must_use]
pub fn number(scale: &Scale, value: i64) -> Option<String> {
    let number = value.to_string();
    let said = |word: &str| word != number && word.split(|c: char| !c.is_alphanumeric()).any(|part| part == number);
    (!scale.is_answers() && !scale.word(value).is_some_and(said)).then_some(number)
}

/// The shortest words for a point, for where many stand side by side: "Yes", "2 Good", or "7" of ten.
#[must_use]
pub fn short(scale: &Scale, value: i64) -> String {
    if scale.points.len() > SIDE_BY_SIDE_MAX { value.to_string() } else { mark(scale, Mark::Score(value)) }
}

/// The middle mark in words: "3 Requires improvement", or "between 2 Good and 3 Requires improvement".
#[must_use]
pub fn median(scale: &Scale, spread: &Spread) -> Option<String> {
    let (low, high) = spread.median?;
    let word = |value| short(scale, value);
    Some(if low == high { word(low) } else { format!("between {} and {}", word(low), word(high)) })
}

/// How sure somebody is, as one chooses it and as it stands beside a mark.
#[must_use]
pub const fn sureness(sure: Sureness) -> &'static str {
    match sure {
        Sureness::Sure => "Sure",
        Sureness::Fairly => "Fairly sure",
        Sureness::Unsure => "Unsure",
        Sureness::Outside => "Outside my expertise",
    }
}

/// The same beside somebody else's mark; `None` for anyone who is neither unsure nor outside their expertise.
#[must_use]
pub const fn in_doubt(sure: Sureness) -> Option<&'static str> {
    match sure {
        Sureness::Unsure => Some("unsure"),
        Sureness::Outside => Some("outside their expertise"),
        Sureness::Sure | Sureness::Fairly => None,
    }
}

/// Who is in doubt of a target's marks, and whether they decide: "1 is unsure, for 2 it is outside their expertise.
/// Without them everyone who scored said Good."; `None` where nobody is.
#[must_use]
pub fn doubt(scale: &Scale, doubt: &Doubt) -> Option<String> {
    let unsure = match doubt.unsure {
        0 => None,
        1 => Some("1 person is unsure".to_owned()),
        many => Some(format!("{many} people are unsure")),
    };
    let outside = match doubt.outside {
        0 => None,
        1 => Some("for 1 person it is outside their expertise".to_owned()),
        many => Some(format!("for {many} people it is outside their expertise")),
    };
    let who: Vec<String> = unsure.into_iter().chain(outside).collect();
    if who.is_empty() {
        return None;
    }
    let mut sentence = format!("{}.", capital(&who.join(", and ")));
    if doubt.decides() {
        let how = how_far_apart(scale, &doubt.others);
        let middle = match (doubt.all.standing() == doubt.others.standing(), median(scale, &doubt.others)) {
            (true, Some(middle)) => format!("; the middle would be {middle}"),
            _ => String::new(),
        };
        sentence.push_str(&format!(" They decide here: without them {how}{middle}."));
    }
    Some(sentence)
}

/// Where a mark came from and where it went: "from 2 Good to 3 Requires improvement", or "stays at 2 Good".
#[must_use]
pub fn moved(scale: &Scale, moved: &Moved) -> String {
    let said = |marks: &[Option<Mark>]| {
        let words: Vec<String> =
            marks.iter().map(|one| one.map_or_else(|| NO_SCORE.to_lowercase(), |one| mark(scale, one))).collect();
        if words.is_empty() { NO_SCORE.to_lowercase() } else { words.join(" and ") }
    };
    if moved.is_another_mark() {
        format!("from {} to {}", said(&moved.from), said(&moved.to))
    } else {
        format!("stays at {}", said(&moved.to))
    }
}

/// The label of a text of a ballot where several are listed; `None` before the reason.
#[must_use]
pub const fn label(prose: Prose) -> Option<&'static str> {
    match prose {
        Prose::Reason => None,
        Prose::Strengths => Some("Strengths"),
        Prose::Areas => Some("Areas for improvement"),
    }
}

/// The texts of a ballot on a section as a whole, each with its label.
pub fn wrote(ballot: &CastBallot) -> impl Iterator<Item = String> {
    ballot.texts().map(|(prose, text)| match label(prose) {
        Some(label) => format!("{label}: {text}"),
        None => text.to_owned(),
    })
}

/// What a section's ballots call for, in one sentence.
#[must_use]
pub fn standing(scale: &Scale, spread: &Spread) -> String {
    let how = how_far_apart(scale, spread);
    match spread.standing() {
        Standing::NeedsReconciling => format!("Needs reconciling: {how}"),
        Standing::Close => format!("Close: {how}"),
        Standing::NoScores | Standing::Same => capital(&how),
    }
}

/// How a section's ballots lie, in one sentence: what is left to say once it is agreed.
#[must_use]
pub fn spread(scale: &Scale, spread: &Spread) -> String {
    capital(&how_far_apart(scale, spread))
}

/// A limiting judgement in one sentence: "The overall judgement is no better than Requires improvement while section F is
/// Inadequate."
#[must_use]
pub fn limit(framework: &Framework, limit: &LimitingJudgement) -> String {
    let value = |target: &TargetId, value: i64| {
        let scale = framework.target(target).and_then(|target| framework.scale(&target.section.scale));
        scale.map_or_else(|| value.to_string(), |scale| plain(scale, value))
    };
    let condition = &limit.condition;
    let names: Vec<String> = condition.any_of.iter().map(|target| target_name(framework, target)).collect();
    let (worst, level) = match condition.any_of.first() {
        Some(first) => {
            let scale = framework.target(first).and_then(|target| framework.scale(&target.section.scale));
            let rank = scale.and_then(|scale| scale.rank(condition.or_worse));
            (rank == Some(0), value(first, condition.or_worse))
        }
        None => (true, condition.or_worse.to_string()),
    };
    format!(
        "{} is no better than {} while {} is {level}{}.",
        capital(&target_name(framework, &limit.target)),
        value(&limit.target, limit.no_better_than),
        names.join(" or "),
        if worst { "" } else { " or worse" },
    )
}

/// "section F", "the overall judgement" or "row 2 of section F": how a sentence speaks of what is given a mark.
#[must_use]
pub fn target_name(framework: &Framework, id: &TargetId) -> String {
    let Some(target) = framework.target(id) else { return id.to_string() };
    let section = target.section.named();
    match target.section.targets().position(|one| one.descriptor.is_some() && one.id_str() == id.as_str()) {
        Some(row) => format!("row {} of {section}", row + 1),
        None => section,
    }
}

/// What is told of a judgement that goes beyond what was scored or what is allowed, a sentence each; the reason stands
/// beside them.
#[must_use]
pub fn beyond(framework: &Framework, unscored: &BTreeSet<TargetId>, overruled: &Overruled) -> Vec<String> {
    let rows = unscored.iter().any(|id| framework.target(id).is_some_and(|target| target.descriptor.is_some()));
    let scored = match (unscored.len(), rows) {
        (0, _) => None,
        (_, false) => Some("It is outside what was scored: nobody scored it so.".to_owned()),
        (_, true) => {
            let printed = framework.targets().filter(|target| unscored.contains(target.id_str()));
            let numbers: Vec<String> = printed
                .filter_map(|target| target.section.targets().position(|one| one.id_str() == target.id_str()))
                .map(|place| (place + 1).to_string())
                .collect();
            let what = if numbers.len() == 1 { "row" } else { "rows" };
            Some(format!("It is outside what was scored: nobody scored {what} {} so.", numbers.join(", ")))
        }
    };
    let limits = overruled.values().map(|limit| format!("It overrules a limit of the framework: {limit}"));
    scored.into_iter().chain(limits).collect()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The word of a point, which alone reads best in a sentence, unless words are as many as numbers.
fn plain(scale: &Scale, value: i64) -> String {
    match scale.word(value) {
        Some(word) if scale.points.len() <= SIDE_BY_SIDE_MAX => word.to_owned(),
        _ => value.to_string(),
    }
}

fn how_far_apart(scale: &Scale, spread: &Spread) -> String {
    let word = |value: i64| plain(scale, value);
    let range = spread.range.map(|(first, last)| (word(first), word(last)));
    match (spread.standing(), range) {
        (Standing::NoScores, _) => "nobody gave a score".to_owned(),
        (Standing::Same, None) => format!("everyone who scored said “{NOT_APPLICABLE}”"),
        (Standing::Same, Some((first, _))) => format!("everyone who scored said {first}"),
        (Standing::Close, Some((first, last))) => {
            if spread.steps_apart == 1 {
                format!("scores are {first} or {last}")
            } else {
                format!("scores range from {first} to {last}")
            }
        }
        (Standing::NeedsReconciling, Some((first, last))) => {
            let mut sentence = if first == last {
                format!("some said {first}")
            } else {
                format!("scores range from {first} to {last}")
            };
            if let Some(line) = scale.agreement.line.filter(|_| spread.across_the_line) {
                let (good, below) = (word(line.good_enough), word(line.below));
                sentence.push_str(&format!(", on both sides of the line between {good} and {below}"));
            }
            if spread.not_applicable > 0 {
                sentence.push_str(&format!(", and some said “{NOT_APPLICABLE}”"));
            }
            sentence
        }
        (Standing::Close | Standing::NeedsReconciling, None) => String::new(),
    }
}

/// How a judgement was agreed, in words.
#[must_use]
pub const fn how_agreed(how: HowAgreed) -> &'static str {
    match how {
        HowAgreed::SameBallots => "Everyone who scored gave the same score",
        HowAgreed::Consensus => "Everyone agreed or could live with it",
        HowAgreed::WithDissent => "Agreed, with dissent on the record",
        HowAgreed::NotAllAnswered => "Agreed by those who answered",
        HowAgreed::OneAssessor => "Judged by one assessor",
        HowAgreed::Moderated => "Judged again by a moderator",
    }
}

/// The same for a line of a table.
#[must_use]
pub const fn how_agreed_short(how: HowAgreed) -> &'static str {
    match how {
        HowAgreed::SameBallots => "Same scores",
        HowAgreed::Consensus => "Consensus",
        HowAgreed::WithDissent => "With dissent",
        HowAgreed::NotAllAnswered => "Some did not answer",
        HowAgreed::OneAssessor => "One assessor",
        HowAgreed::Moderated => "Moderated",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::{Framework, builtin_framework};

    fn framework(id: &str) -> Framework {
        builtin_framework(id).expect("shipped").clone()
    }

    #[test]
    fn a_number_is_said_only_where_people_say_it() {
        for (id, value, long, brief) in [
            ("essex-full", 2, "2 Good", "2 Good"),
            ("weighted-audit-plan", 1, "Partly", "Partly"),
            ("bradford-criteria", 0, "Not met", "Not met"),
            ("bradford-quality-form", 0, "0 Not compliant", "0 Not compliant"),
            ("warrington", 3, "Yes, 3 of 10", "3"),
            ("warrington", 10, "10 Yes", "10"),
            ("warrington", 0, "0 No", "0"),
        ] {
            let framework = framework(id);
            let scale = &framework.scales[0];
            assert_eq!((mark(scale, Mark::Score(value)), short(scale, value)), (long.to_owned(), brief.to_owned()));
        }
    }

    #[test]
    fn a_limit_is_one_sentence() {
        let mut framework = framework("essex-full");
        let limit = |any_of: &[&str], or_worse: i64| {
            let json = serde_json::json!({
                "id": "x", "while": {"any_of": any_of, "or_worse": or_worse}, "target": "overall", "no_better_than": 3,
                "source": "none"
            });
            serde_json::from_value::<LimitingJudgement>(json).unwrap()
        };
        assert_eq!(
            super::limit(&framework, &limit(&["F"], 4)),
            "The overall judgement is no better than Requires improvement while section F is Inadequate."
        );
        assert_eq!(
            super::limit(&framework, &limit(&["F", "I"], 3)),
            "The overall judgement is no better than Requires improvement while section F or section I is Requires \
             improvement or worse."
        );
        framework.sections[0].scored = crate::framework::Scored::Descriptors;
        let row = TargetId::from(&framework.sections[0].descriptors[1].id);
        assert_eq!(target_name(&framework, &row), "row 2 of section A");
        let beyond = beyond(&framework, &[row].into(), &Overruled::new());
        assert_eq!(beyond, ["It is outside what was scored: nobody scored row 2 so."]);
    }

    #[test]
    fn doubt_is_said_with_what_the_others_alone_would_come_to() {
        let framework = framework("essex-full");
        let scale = &framework.scales[0];
        let spread = |marks: &[i64]| Spread::of(scale, marks.iter().map(|value| Some(Mark::Score(*value))));
        let say = |unsure, outside, all: &[i64], others: &[i64]| {
            doubt(scale, &Doubt { unsure, outside, all: spread(all), others: spread(others) })
        };
        assert_eq!(say(0, 0, &[2, 3], &[2, 3]), None);
        assert_eq!(say(1, 0, &[2, 2, 2], &[2, 2]).unwrap(), "1 person is unsure.");
        assert_eq!(
            say(2, 1, &[2, 2, 3, 4, 4], &[2, 2]).unwrap(),
            "2 people are unsure, and for 1 person it is outside their expertise. \
             They decide here: without them everyone who scored said Good."
        );
        assert_eq!(
            say(0, 1, &[1, 2, 4], &[2, 4]).unwrap(),
            "For 1 person it is outside their expertise. They decide here: without them scores range from Good to \
             Inadequate, on both sides of the line between Good and Requires improvement; the middle would be between 2 \
             Good and 4 Inadequate."
        );
        assert!(say(1, 0, &[2], &[]).unwrap().ends_with("without them nobody gave a score."));
    }

    #[test]
    fn a_move_says_where_from_and_where_to() {
        let framework = framework("essex-full");
        let say = |from: &[Option<i64>], to: &[Option<i64>]| {
            let marks = |values: &[Option<i64>]| values.iter().map(|value| value.map(Mark::Score)).collect();
            let (from, to) = (marks(from), marks(to));
            let agency = crate::panel::Agency::Health;
            moved(&framework.scales[0], &Moved { agency, participant: None, from, to, why: Vec::new() })
        };
        assert_eq!(say(&[Some(2)], &[Some(3)]), "from 2 Good to 3 Requires improvement");
        assert_eq!(say(&[None], &[Some(3)]), "from no score to 3 Requires improvement");
        assert_eq!(say(&[], &[Some(3)]), "from no score to 3 Requires improvement");
        assert_eq!(
            say(&[Some(2), Some(3)], &[Some(2), Some(2)]),
            "from 2 Good and 3 Requires improvement to 2 Good and 2 Good"
        );
        assert_eq!(say(&[Some(2)], &[Some(2)]), "stays at 2 Good");
    }

    #[test]
    fn scores_out_of_ten_are_compared_by_their_numbers() {
        let framework = framework("warrington");
        let scale = &framework.scales[0];
        let say = |marks: [i64; 2]| standing(scale, &Spread::of(scale, marks.map(|value| Some(Mark::Score(value)))));
        assert_eq!(say([6, 7]), "Close: scores are 6 or 7");
        assert_eq!(say([6, 8]), "Close: scores range from 6 to 8");
        assert_eq!(say([2, 9]), "Needs reconciling: scores range from 2 to 9");
        assert_eq!(
            say([0, 1]),
            "Needs reconciling: scores range from 0 to 1, on both sides of the line between 1 and 0"
        );
        let settled = spread(scale, &Spread::of(scale, [2, 9].map(|value| Some(Mark::Score(value)))));
        assert_eq!(settled, "Scores range from 2 to 9", "what is agreed calls for nothing");
    }
}
