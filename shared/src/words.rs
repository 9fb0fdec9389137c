//! The sentences that client, record and documents share, so that a mark or a spread is said in one way everywhere.

use crate::agreement::{Spread, Standing};
use crate::framework::Scale;
use crate::mark::Mark;
use crate::stage::HowAgreed;

/// A mark in words: "2 Good", "Not applicable", "Abstained".
#[must_use]
pub fn mark(scale: &Scale, mark: Mark) -> String {
    match mark {
        Mark::Score(value) => match scale.word(value) {
            Some(word) if word != value.to_string() => format!("{value} {word}"),
            _ => value.to_string(),
        },
        Mark::NotApplicable => "Not applicable".to_owned(),
        Mark::Abstain => "Abstained".to_owned(),
    }
}

/// The middle mark in words: "3 Requires improvement", or "between 2 Good and 3 Requires improvement".
#[must_use]
pub fn median(scale: &Scale, spread: &Spread) -> Option<String> {
    let (low, high) = spread.median?;
    let word = |value| mark(scale, Mark::Score(value));
    Some(if low == high { word(low) } else { format!("between {} and {}", word(low), word(high)) })
}

/// What a section's ballots call for, in one sentence.
#[must_use]
pub fn standing(scale: &Scale, spread: &Spread) -> String {
    let word = |value: i64| scale.word(value).unwrap_or_default().to_owned();
    let range = spread.range.map(|(first, last)| (word(first), word(last)));
    match (spread.standing(), range) {
        (Standing::NoScores, _) => "Nobody scored this section".to_owned(),
        (Standing::Same, None) => "Everyone who marked it said it does not apply".to_owned(),
        (Standing::Same, Some((first, _))) => format!("Everyone who scored said {first}"),
        (Standing::Close, Some((first, last))) => format!("Close: scores are {first} or {last}"),
        (Standing::NeedsReconciling, Some((first, last))) => {
            let mut sentence = if first == last {
                format!("Needs reconciling: some said {first}")
            } else {
                format!("Needs reconciling: scores range from {first} to {last}")
            };
            if let Some(line) = scale.agreement.line.filter(|_| spread.across_the_line) {
                let (good, below) = (word(line.good_enough), word(line.below));
                sentence.push_str(&format!(", on both sides of the line between {good} and {below}"));
            }
            if spread.not_applicable > 0 {
                sentence.push_str(", and some said it does not apply");
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
