//! All sections by grade on the room screen: the most divided first, as on everybody's own board, then those that nobody
//! has scored yet.

use accord_shared::agreement::spread;
use accord_shared::framework::{Framework, Point, Scale, Scored, SectionId};
use accord_shared::words::{self, SIDE_BY_SIDE_MAX};
use leptos::prelude::*;

use super::fit::Fit;
use crate::marking::grade_mark::{GradeFace, GradeMark, symbol_class};
use crate::room::model::board::rows_sentence;
use crate::room::model::sections::{SectionState, board_order, decided_in_doubt, spreads, state};
use crate::seat::facts::Facts;
use crate::seat::room::Room;
use crate::words::grammar::count;

/// So many sections have room in large type.
const LARGE_SECTIONS_MAX: usize = 14;

/// One section of the board.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    title: String,
    scores: Scores,
    state: SectionState,
    /// Whether those decide who are in doubt of their scores.
    in_doubt: bool,
}

/// What is known of the scores of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Scores {
    /// How many gave each point of the board's scale, and how many gave none.
    Counts(Vec<usize>, usize),
    /// The same in words, where the section has another scale or rows of its own.
    Words(String),
    /// Not revealed.
    None,
}

/// The scale whose points are the columns: the one of every section with one mark; `None` where there are several, or more
/// points than columns have room.
fn columns(framework: &Framework) -> Option<&Scale> {
    let mut scales = framework.sections.iter().filter(|section| section.scored == Scored::Section);
    let first = &scales.next()?.scale;
    let scale = framework.scale(first).filter(|scale| scale.points.len() <= SIDE_BY_SIDE_MAX)?;
    scales.all(|section| section.scale == *first).then_some(scale)
}

fn lines(facts: Facts<'_>) -> Vec<Line> {
    let revealed = board_order(facts);
    let waiting = facts.review.sections.iter().map(|section| section.id.clone()).filter(|id| !revealed.contains(id));
    let all: Vec<SectionId> = revealed.iter().cloned().chain(waiting).collect();
    all.iter().filter_map(|id| line(facts, id)).collect()
}

fn line(facts: Facts<'_>, id: &SectionId) -> Option<Line> {
    let section = facts.framework.section(id)?;
    let stage = facts.review.section(id)?;
    let scores = match facts.last_round(id) {
        None => Scores::None,
        Some(round) => {
            let target = section.targets().next().filter(|_| section.scored == Scored::Section);
            let one = target.and_then(|target| spread(facts.framework, round, &target.id()));
            match (one, columns(facts.framework)) {
                (Some(spread), Some(_)) => {
                    let other = spread.not_applicable + spread.abstained + spread.missing;
                    Scores::Counts(spread.counts.iter().map(|(_, people)| *people).collect(), other)
                }
                (Some(one), None) => Scores::Words(words::spread(facts.framework.scale_of(id)?, &one)),
                (None, _) => Scores::Words(rows_sentence(&spreads(facts.framework, round))),
            }
        }
    };
    let in_doubt = decided_in_doubt(facts, id) > 0;
    Some(Line { title: section.heading(), scores, state: state(facts, stage), in_doubt })
}

/// The board.
#[component]
pub fn ScreenBoard() -> impl IntoView {
    let room = expect_context::<Room>();
    let framework = room.framework();
    let rows = room.memo(lines);
    let fit = Fit::following(move || rows.track());
    let points: Vec<Point> = columns(&framework).map(|scale| scale.points.clone()).unwrap_or_default();
    let scale = columns(&framework).cloned();
    let heads = points.iter().map(|point| {
        let number = scale.as_ref().and_then(|scale| words::number(scale, point.value)).unwrap_or_default();
        view! {
            <th scope="col" class="screen-grade">
                <GradeMark symbol=point.symbol number=number word=point.word.clone() face=GradeFace::Full />
            </th>
        }
    });
    let heads = heads.collect_view();
    let other = (!points.is_empty()).then(|| view! { <th scope="col" class="screen-grade">"No score"</th> });
    let span = if points.is_empty() { 1 } else { points.len() + 1 };
    let scored = points.is_empty().then(|| view! { <th scope="col">"Scores"</th> });
    let colours: Vec<&'static str> = points.iter().map(|point| symbol_class(point.symbol)).collect();
    let row = move |line: Line| {
        view! {
            <tr>
                <th scope="row">{line.title}</th>
                {cells(line.scores, &colours, span)}
                <td><span class=line.state.class()>{line.state.words()}</span> {line.in_doubt.then_some("; the unsure decide")}</td>
            </tr>
        }
    };
    let many = move || rows.with(|rows| rows.len() > LARGE_SECTIONS_MAX);
    let more = move || match fit.left_out.get() {
        0 => String::new(),
        left => format!("And {} on your own screens.", count(left, "more section", "more sections")),
    };
    view! {
        <h2 class="visually-hidden">"All sections, most divided first"</h2>
        <div class="screen-fit" tabindex="0" node_ref=fit.frame>
            <table class="screen-table" class:screen-table-small=many>
                <caption class="visually-hidden">"All sections by grade, the most divided first"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Section"</th>
                        {heads}
                        {other}
                        {scored}
                        <th scope="col">"State"</th>
                    </tr>
                </thead>
                <tbody data-fits="">{move || rows.get().into_iter().map(row.clone()).collect_view()}</tbody>
            </table>
        </div>
        <p class="screen-more">{more}</p>
    }
}

fn cells(scores: Scores, colours: &[&'static str], span: usize) -> AnyView {
    match scores {
        Scores::Counts(counts, other) => {
            let cells = counts.into_iter().zip(colours).map(|(people, colour)| {
                let class = if people > 0 { format!("screen-cell {colour}") } else { String::new() };
                view! { <td class="screen-grade">{(people > 0).then(|| view! { <span class=class>{people}</span> })}</td> }
            });
            let other = (other > 0).then_some(other);
            view! { {cells.collect_view()} <td class="screen-grade">{other}</td> }.into_any()
        }
        Scores::Words(words) => view! { <td colspan=span.to_string()>{words}</td> }.into_any(),
        Scores::None => view! { <td colspan=span.to_string()></td> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::Room;
    use accord_shared::framework::builtin_framework;

    #[test]
    fn sections_come_most_divided_first_and_then_those_without_a_score() {
        let mut room = Room::new();
        room.scored("A", [2, 2, 2, 2]);
        room.scored("B", [1, 4, 2, 2]);
        let rounds = room.rounds();
        let lines = lines(room.facts(&rounds));
        let titles: Vec<&str> = lines.iter().take(3).map(|line| line.title.as_str()).collect();
        assert_eq!(titles, ["B Special educational needs", "A Views, interests and aspirations", "E Outcomes"]);
        assert_eq!(lines[0].scores, Scores::Counts(vec![1, 2, 0, 1], 0));
        assert_eq!((&lines[2].scores, lines.len()), (&Scores::None, 13));
    }

    #[test]
    fn grades_are_columns_only_where_they_are_few_and_the_same_for_all() {
        let points = |id: &str| columns(builtin_framework(id).expect("shipped")).map(|scale| scale.points.len());
        assert_eq!(points("essex-full"), Some(4));
        assert_eq!(points("warrington"), None);
        assert_eq!(points("bradford-criteria"), None);
    }
}
