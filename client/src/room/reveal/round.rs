//! What a reveal shows: for each thing that was marked the people in rows per grade, the figures in words, the same as a
//! table, the reasons that were given, and the earlier rounds.

use accord_shared::framework::{SectionId, Symbol};
use accord_shared::mark::Mark;
use accord_shared::stage::Round;
use leptos::prelude::*;

use super::arrival::SCORES;
use super::reasons::Reasons;
use super::rows::rows_view;
use crate::marking::grade_mark::{GradeFace, GradeMark, symbol_class};
use crate::marking::moved::{moved_lines, moved_view};
use crate::marking::revealed::{Chip, GradeRow, TargetReveal, reveal, said};
use crate::room::reveal::parts::{chip_view, own_words, standing_line};
use crate::seat::facts::rounds_of;
use crate::seat::room::Room;
use crate::ui::{Disclosure, Table};

/// The revealed rounds of a section, the last one first and open, the earlier ones folded.
#[component]
pub fn RevealView(
    /// Which section.
    section: SectionId,
    /// Whether the last one is folded as well, because another is being scored.
    #[prop(optional)]
    folded: bool,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let found = {
        let section = section.clone();
        Memo::new(move |_| {
            let review = room.review.get();
            room.rounds.with(|rounds| {
                rounds_of(rounds, &review, &section).into_iter().map(|round| round.round).collect::<Vec<_>>()
            })
        })
    };
    let agreed = {
        let section = section.clone();
        room.memo(move |facts| facts.review.section(&section).is_some_and(|section| section.agreed.is_some()))
    };
    // Of a revealed round nothing ever changes, so that each is drawn once.
    let one = move |number: u32| {
        let review = room.review.get_untracked();
        room.rounds.with_untracked(|rounds| {
            rounds_of(rounds, &review, &section)
                .into_iter()
                .find(|round| round.round == number)
                .map(|round| (*round).clone())
        })
    };
    move || {
        let numbers = found.get();
        let (last, earlier) = if folded { (None, numbers.as_slice()) } else { last_of(&numbers) };
        let newest = last.and_then(&one).map(|round| view! { <RoundView round=round settled=agreed newest=true /> });
        let earlier = earlier.iter().rev().filter_map(|number| one(*number)).map(|round| {
            view! { <Disclosure summary=format!("Round {}, before", round.round)><RoundView round=round settled=true /></Disclosure> }
        });
        (!numbers.is_empty()).then(|| view! { <div class="room-reveal">{newest} {earlier.collect_view()}</div> })
    }
}

/// The last round, and the ones before it.
fn last_of(numbers: &[u32]) -> (Option<u32>, &[u32]) {
    numbers.split_last().map_or((None, numbers), |(last, earlier)| (Some(*last), earlier))
}

/// One revealed round.
#[component]
fn RoundView(
    /// Which.
    round: Round,
    /// Whether it calls for nothing any more.
    #[prop(into)]
    settled: Signal<bool>,
    /// Whether it was revealed last and is open: its heading is where people are brought to.
    #[prop(optional)]
    newest: bool,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let framework = room.framework();
    let (shown, said) =
        room.panel.with_untracked(|panel| (reveal(panel, &framework, &round), said(panel, &framework, &round)));
    let moved = room.rounds.with_untracked(|rounds| {
        let known = rounds_of(rounds, &round.review, &round.section);
        let before = known.into_iter().rfind(|known| known.round < round.round)?;
        let lines = room.panel.with_untracked(|panel| moved_lines(panel, &framework, before, &round));
        moved_view(&lines, before.round)
    });
    let title = if round.round > 1 { format!("Scores, round {}", round.round) } else { "Scores".to_owned() };
    let without = round
        .without
        .clone()
        .map(|why| view! { <p class="room-hint">"Revealed before everyone was ready: " {why}</p> });
    let has_rows = shown.iter().any(|target| target.title.is_some());
    let targets = if has_rows {
        rows_view(room, shown, &round, settled)
    } else {
        let targets =
            shown.into_iter().map(|target| view! { <TargetView target=target round=round.clone() settled=settled /> });
        targets.collect_view().into_any()
    };
    view! {
        <section class="room-round">
            <h3 class="room-round-title" id=newest.then_some(SCORES) tabindex="-1">{title}</h3>
            {without}
            {targets}
            {moved}
            {(!has_rows || !said.is_empty()).then(|| view! { <Reasons said=said /> })}
        </section>
    }
}

/// One thing that was given marks.
#[component]
fn TargetView(
    /// What it looks like.
    target: TargetReveal,
    /// The round.
    round: Round,
    /// Whether it calls for nothing any more.
    settled: Signal<bool>,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let own = own_words(room, &target, &round);
    let rows = target.rows.iter().cloned().map(|row| view! { <RevealRow row=row /> }).collect_view();
    let table = {
        let rows = target.rows.clone();
        move || reveal_table(&rows)
    };
    view! {
        <div class="room-target">
            {standing_line(target.standing, target.sentence, target.settled, settled)}
            <ul class="room-reveal-rows">{rows}</ul>
            <p class="room-figures">{target.figures} " " {own}</p>
            {target.doubt.map(|doubt| view! { <p class="room-doubt">{doubt}</p> })}
            <Disclosure summary="Show as a table">{table()}</Disclosure>
        </div>
    }
}

/// One row: a point of the scale and the people who chose it.
#[component]
fn RevealRow(
    /// The row.
    row: GradeRow,
) -> impl IntoView {
    let class = if row.line_below { "room-reveal-row room-reveal-row-line" } else { "room-reveal-row" };
    let count = row.chips.len();
    // Who had no score in is told in the table; here it would only be noise.
    let shown = if row.mark.is_some() { row.chips } else { Vec::new() };
    let chips = shown.into_iter().map(|chip| view! { <li>{chip_view(chip)}</li> }).collect_view();
    let head = match row.mark.and_then(Mark::score) {
        Some(value) => {
            let number = value.to_string();
            let (number, word) = match row.label.strip_prefix(&format!("{number} ")) {
                Some(word) => (number, word.to_owned()),
                None => (String::new(), row.label),
            };
            view! { <GradeMark symbol=row.symbol number=number word=word face=GradeFace::Full /> }.into_any()
        }
        None => view! { <span class="room-reveal-other">{row.label}</span> }.into_any(),
    };
    let colour = if row.symbol == Symbol::Plain { "" } else { symbol_class(row.symbol) };
    view! {
        <li class=class>
            <span class="room-reveal-label">{head}</span>
            <ul class=format!("room-reveal-chips {colour}")>{chips}</ul>
            <span class="room-reveal-count">
                {count} <span class="visually-hidden">{if count == 1 { " person" } else { " people" }}</span>
                {row.median.then(|| view! { <span class="room-reveal-middle">"middle"</span> })}
            </span>
        </li>
    }
}

/// The same as a table.
fn reveal_table(rows: &[GradeRow]) -> AnyView {
    let line = |row: &GradeRow| {
        let who = row.chips.iter().map(Chip::label).collect::<Vec<_>>().join("; ");
        view! {
            <tr>
                <th scope="row">{row.label.clone()}</th>
                <td class="table-number">{row.chips.len()}</td>
                <td>{who}</td>
            </tr>
        }
    };
    let lines = rows.iter().map(line).collect_view();
    view! {
        <Table caption="Who gave which score" caption_hidden=true>
            <thead>
                <tr><th scope="col">"Score"</th><th scope="col">"How many"</th><th scope="col">"Who"</th></tr>
            </thead>
            <tbody>{lines}</tbody>
        </Table>
    }
    .into_any()
}
