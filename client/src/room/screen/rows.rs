//! The scores of a section whose rows have marks of their own, on the room screen: the most divided rows first, as many as
//! have room, and how many are left.

use accord_shared::agreement::Standing;
use accord_shared::framework::{Scale, Symbol};
use accord_shared::mark::Mark;
use accord_shared::words;
use leptos::prelude::*;

use super::fit::Fit;
use crate::marking::grade_mark::{GradeFace, GradeMark};
use crate::marking::revealed::{GradeRow, TargetReveal};
use crate::seat::room::Room;
use crate::words::grammar::count;

/// A longer row is shown up to here: its number says which it is.
const ROW_CHARS_MAX: usize = 160;

/// The rows.
#[component]
pub fn Rows(
    /// What was scored.
    targets: Memo<Vec<TargetReveal>>,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let framework = room.framework();
    let ordered = Memo::new(move |_| {
        let mut rows = targets.get();
        rows.sort_by_key(|row| std::cmp::Reverse(row.division));
        rows
    });
    let fit = Fit::following(move || ordered.track());
    let line = move |row: TargetReveal| {
        let scale = framework.target(&row.id).and_then(|target| framework.scale(&target.section.scale));
        let counts = scale.map(|scale| counts_words(&row, scale)).unwrap_or_default();
        let counts = counts.into_iter().map(|(symbol, word, many)| {
            view! {
                <li class="screen-count">
                    <GradeMark symbol=symbol number="" word=word face=GradeFace::Full />
                    <span class="screen-times">"×" {many}</span>
                </li>
            }
        });
        let (number, text) = row.title.clone().unwrap_or_default();
        let divided = row.standing == Standing::NeedsReconciling;
        let class = if divided { "screen-target screen-target-divided" } else { "screen-target" };
        view! {
            <li class=class>
                <p class="screen-target-words">{number} ". " {shortened(&text)}</p>
                <ul class="screen-counts">{counts.collect_view()}</ul>
            </li>
        }
    };
    let more = move || {
        let hidden = fit.left_out.get();
        ordered.with(|rows| left_words(&rows[rows.len().saturating_sub(hidden)..]))
    };
    view! {
        <div class="screen-fit" tabindex="0" node_ref=fit.frame>
            <ol class="screen-targets" data-fits="">{move || ordered.get().into_iter().map(line.clone()).collect_view()}</ol>
        </div>
        <p class="screen-more">{more}</p>
    }
}

/// How many gave which mark in few words: "3 × Good, 2 × Compliant".
fn counts_words(target: &TargetReveal, scale: &Scale) -> Vec<(Symbol, String, usize)> {
    let rows = target.rows.iter().filter(|row| !row.chips.is_empty());
    let word = |row: &GradeRow| match row.mark {
        Some(Mark::Score(value)) => words::short(scale, value),
        Some(_) | None => row.label.clone(),
    };
    rows.map(|row| (row.symbol, word(row), row.chips.len())).collect()
}

/// "And 9 more rows: 1 needs reconciling, 2 are close, 6 are the same from everyone."
fn left_words(rows: &[TargetReveal]) -> String {
    let of = |standing: Standing| rows.iter().filter(|row| row.standing == standing).count();
    let parts = [
        (of(Standing::NeedsReconciling), "needs reconciling", "need reconciling"),
        (of(Standing::Close), "is close", "are close"),
        (of(Standing::Same), "is the same from everyone", "are the same from everyone"),
        (of(Standing::NoScores), "has no score", "have no score"),
    ];
    let said = parts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many));
    match rows.len() {
        0 => String::new(),
        many => format!("And {}: {}.", count(many, "more row", "more rows"), said.collect::<Vec<_>>().join(", ")),
    }
}

/// The beginning of a long row, up to a whole word and with the sign that it goes on.
fn shortened(text: &str) -> String {
    if text.chars().count() <= ROW_CHARS_MAX {
        return text.to_owned();
    }
    let kept: String = text.chars().take(ROW_CHARS_MAX).collect();
    let whole = kept.rsplit_once(' ').map_or(kept.as_str(), |(words, _)| words);
    format!("{whole} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_row_ends_at_a_whole_word() {
        assert_eq!(shortened("Short."), "Short.");
        let long = "word ".repeat(60);
        let short = shortened(&long);
        assert!(short.ends_with("word …") && short.chars().count() <= ROW_CHARS_MAX + 2, "{short}");
    }
}
