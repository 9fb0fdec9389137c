//! The working of a result in words: what was added up, what was left out, and by which rule.

use super::super::{Marking, TargetId, Unit};
use super::Tally;
use crate::words::{NOT_APPLICABLE, RATHER_NOT};

/// Ids named in one sentence before the rest are only counted.
const IDS_NAMED_MAX: usize = 10;

/// How the figures of a tally came about.
pub(super) fn words(marking: Marking, tally: &Tally) -> String {
    let figures = match marking {
        Marking::Judgement {} => judgement(tally),
        Marking::Total { unit, .. } => total(unit, tally),
        Marking::Scaled { out_of } => scaled(out_of, tally),
    };
    let mut parts = vec![figures];
    let full = tally.not_applicable - tally.left_out;
    if tally.left_out > 0 {
        parts.push(format!("{}: left out ({})", lower(NOT_APPLICABLE), rows(tally.left_out)));
    }
    if full > 0 {
        parts.push(format!("{}: earns full marks ({})", lower(NOT_APPLICABLE), rows(full)));
    }
    match marking {
        _ if tally.abstained == 0 => {}
        Marking::Judgement {} => parts.push(format!("{}: left out ({})", lower(RATHER_NOT), rows(tally.abstained))),
        Marking::Total { .. } | Marking::Scaled { .. } => parts.push(format!("{} not judged", rows(tally.abstained))),
    }
    let known = parts.join(", ");
    match tally.missing.len() {
        0 => known,
        all if all == tally.rows as usize => format!("nothing scored yet ({})", rows(tally.rows)),
        _ => format!("so far {known}; not scored yet: {}", named(&tally.missing)),
    }
}

fn judgement(tally: &Tally) -> String {
    let given: Vec<_> = tally.counts.iter().filter(|point| point.count > 0).collect();
    match given.as_slice() {
        [only] if tally.rows == 1 => format!("{} {}", only.value, only.word),
        [] if tally.scored == 0 => "no judgement".to_owned(),
        [] => format!("{} judged", rows(tally.scored)),
        several => several.iter().map(|p| format!("{} × {}", p.count, p.word)).collect::<Vec<_>>().join(", "),
    }
}

fn total(unit: Unit, tally: &Tally) -> String {
    let sum = tally.marks.unwrap_or_default();
    if sum.available == 0 {
        return "no row counts: no total".to_owned();
    }
    let unit = match unit {
        Unit::Marks => "marks",
        Unit::Met => "met",
    };
    let percent = tally.percent.as_ref().map(|p| format!(": {}%", p.shown)).unwrap_or_default();
    format!("{} of {} {unit}{percent}", sum.awarded, sum.available)
}

fn scaled(out_of: u32, tally: &Tally) -> String {
    let sum = tally.marks.unwrap_or_default();
    match &tally.score {
        Some(score) => format!("{} of {}: {} of {out_of}", sum.awarded, sum.available, score.shown),
        None if sum.available == 0 => "no row counts: no total".to_owned(),
        None if tally.abstained > 0 && tally.is_complete() => {
            format!("{} of {} marks, no score", sum.awarded, sum.available)
        }
        None => format!("{} of {}", sum.awarded, sum.available),
    }
}

/// What a mark is called, in the middle of a sentence.
fn lower(word: &str) -> String {
    word.to_lowercase()
}

fn rows(count: u32) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}

fn named(ids: &[TargetId]) -> String {
    let first: Vec<&str> = ids.iter().take(IDS_NAMED_MAX).map(TargetId::as_str).collect();
    match ids.len().saturating_sub(IDS_NAMED_MAX) {
        0 => first.join(", "),
        rest => format!("{} and {rest} more", first.join(", ")),
    }
}
