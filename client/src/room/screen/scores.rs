//! The room screen after a reveal: the scores of one section, large. People stand in the row of their grade as agencies
//! and never by name, whatever the panel chose for its own screens: the room is larger than the panel.

use accord_shared::framework::{Scored, SectionId, Symbol};
use accord_shared::mark::Mark;
use accord_shared::meeting::not_answered;
use accord_shared::panel::Agency;
use accord_shared::stage::{Beyond, Consent, SectionPhase};
use accord_shared::words::how_agreed;
use leptos::prelude::*;

use super::fit::Fit;
use super::rows::Rows;
use super::section_head::SectionHead;
use crate::marking::grade_mark::{GradeFace, GradeMark, symbol_class};
use crate::marking::revealed::{Chip, GradeRow, TargetReveal, reveal};
use crate::seat::facts::Facts;
use crate::seat::room::Room;
use crate::words::agency_chip::AgencyChip;
use crate::words::grammar::{count, list};
use crate::words::marks::marks_words;

/// So many rows have room in large type; more are set smaller.
const LARGE_ROWS_MAX: usize = 5;
/// So many groups of people stand beside each other in a row of large type.
const GROUPS_IN_A_LINE: usize = 5;
/// A scale with more points shows only those that somebody gave.
const POINTS_SHOWN_MAX: usize = 6;

/// The scores of a section, and what became of them.
#[component]
pub fn Scores(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let by_row = room.framework().section(&section).is_some_and(|known| known.scored == Scored::Descriptors);
    let targets = {
        let section = section.clone();
        room.memo(move |facts| {
            facts.last_round(&section).map(|round| reveal(facts.panel, facts.framework, round)).unwrap_or_default()
        })
    };
    let round = {
        let section = section.clone();
        room.memo(move |facts| facts.last_round(&section).map_or(1, |round| round.round))
    };
    let scores = if by_row {
        view! { <Rows targets=targets /> }.into_any()
    } else {
        view! { <Spread targets=targets /> }.into_any()
    };
    let title = move || match round.get() {
        1 => "Scores".to_owned(),
        many => format!("Scores, round {many}"),
    };
    view! {
        <SectionHead section=section.clone() plain=false />
        <Outcome section=section targets=targets by_row=by_row />
        <h3 class="visually-hidden">{title}</h3>
        {scores}
    }
}

/// What the scores call for, what is proposed, or what was agreed: the sentence above them.
#[component]
fn Outcome(
    /// Which section.
    section: SectionId,
    /// What was scored.
    targets: Memo<Vec<TargetReveal>>,
    /// Whether each row has marks of its own: then the rows say what they call for.
    by_row: bool,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let said = room.memo(move |facts| outcome(facts, &section));
    let calls = move || targets.with(|all| all.first().filter(|_| !by_row).map(|one| one.sentence.clone()));
    move || match said.get() {
        Some(Said { title, how }) => view! {
            <div class="screen-outcome">
                <p class="screen-outcome-words">{title}</p>
                <p>{how}</p>
            </div>
        }
        .into_any(),
        None => calls().map(|words| view! { <p class="screen-outcome">{words}</p> }).into_any(),
    }
}

/// What is proposed or agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    title: String,
    how: String,
}

/// What is proposed or agreed in a section; `None` while people only talk.
fn outcome(facts: Facts<'_>, id: &SectionId) -> Option<Said> {
    let section = facts.review.section(id)?;
    let words = |marks| marks_words(facts.framework, id, marks);
    if let Some(agreed) = section.agreed.as_ref().filter(|_| section.phase == SectionPhase::Agreed) {
        let at_once = agreed.consents.iter().filter(|(_, consent)| matches!(consent, Consent::Dissent { .. }));
        let dissents = at_once.filter(|(who, _)| !section.dissents.contains_key(*who)).count() + section.dissents.len();
        let mut how = format!("{}.", how_agreed(agreed.how));
        if dissents > 0 {
            how.push_str(&format!(" {} on the record.", count(dissents, "dissent", "dissents")));
        }
        how.push_str(&beyond(agreed.beyond.as_ref()));
        return Some(Said { title: format!("Agreed: {}", words(&agreed.marks)), how });
    }
    let proposal = section.proposal.as_ref()?;
    let of = |wanted: fn(&Consent) -> bool| proposal.consents.values().filter(|consent| wanted(consent)).count();
    let answers = [
        (of(|consent| matches!(consent, Consent::Agree)), "agrees", "agree"),
        (of(|consent| matches!(consent, Consent::CanLiveWithIt)), "can live with it", "can live with it"),
        (of(|consent| matches!(consent, Consent::Dissent { .. })), "dissents", "dissent"),
        (not_answered(facts.panel, facts.stage, section).len(), "has to answer", "have to answer"),
    ];
    let said: Vec<String> =
        answers.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many)).collect();
    let how = format!("{}.{}", list(&said), beyond(proposal.beyond.as_ref()));
    Some(Said { title: format!("The chair proposes: {}", words(&proposal.marks)), how })
}

/// That a judgement goes beyond what was scored or what the framework allows; why is on everyone's own screen.
fn beyond(beyond: Option<&Beyond>) -> String {
    let Some(beyond) = beyond else { return String::new() };
    let unscored = (!beyond.unscored.is_empty()).then_some(" It is outside what was scored.");
    let overruled = (!beyond.overruled.is_empty()).then_some(" It overrules a limit of the framework.");
    unscored.into_iter().chain(overruled).collect()
}

/// People in rows per grade.
#[component]
fn Spread(
    /// The one thing that was scored.
    targets: Memo<Vec<TargetReveal>>,
) -> impl IntoView {
    let fit = Fit::following(move || targets.track());
    let rows = move || targets.with(|all| all.first().map(shown_rows).unwrap_or_default());
    let class = move || if is_large(&rows()) { "screen-spread" } else { "screen-spread screen-spread-small" };
    let more = move || match fit.left_out.get() {
        0 => String::new(),
        many => format!("{} more, on your own screens.", count(many, "row", "rows")),
    };
    view! {
        <div class="screen-fit" tabindex="0" node_ref=fit.frame>
            <ul class=class data-fits="">{move || rows().into_iter().map(row_view).collect_view()}</ul>
        </div>
        <p class="screen-more">{more}</p>
    }
}

/// The rows of a spread that the screen shows: on a long scale those that somebody chose.
fn shown_rows(target: &TargetReveal) -> Vec<GradeRow> {
    let points = target.rows.iter().filter(|row| row.mark.and_then(Mark::score).is_some()).count();
    let all = points <= POINTS_SHOWN_MAX;
    target.rows.iter().filter(|row| all || !row.chips.is_empty()).cloned().collect()
}

/// Whether the rows have room in large type.
fn is_large(rows: &[GradeRow]) -> bool {
    let lines: usize = rows.iter().map(|row| by_agency(&row.chips).len().div_ceil(GROUPS_IN_A_LINE).max(1)).sum();
    rows.len() <= LARGE_ROWS_MAX && lines <= LARGE_ROWS_MAX
}

/// The agencies behind a mark, each with how many of it gave it. The names that a chip may have are left behind here.
fn by_agency(chips: &[Chip]) -> Vec<(Agency, usize)> {
    let of = |agency: Agency| chips.iter().filter(|chip| chip.agency == agency).count();
    Agency::ALL.into_iter().map(|agency| (agency, of(agency))).filter(|(_, n)| *n > 0).collect()
}

fn row_view(row: GradeRow) -> impl IntoView {
    let class = if row.line_below { "screen-row screen-row-line" } else { "screen-row" };
    let colour = if row.symbol == Symbol::Plain { "" } else { symbol_class(row.symbol) };
    let people = row.chips.len();
    let chips = by_agency(&row.chips).into_iter().map(|(agency, many)| {
        let times = (many > 1).then(|| view! { <span class="screen-times">"×" {many}</span> });
        view! { <li class="screen-chip"><AgencyChip agency=agency /> {times}</li> }
    });
    let chips = chips.collect_view();
    let head = match row.mark.and_then(Mark::score) {
        Some(value) => {
            let number = value.to_string();
            let (number, word) = match row.label.strip_prefix(&format!("{number} ")) {
                Some(word) => (number, word.to_owned()),
                None => (String::new(), row.label),
            };
            view! { <GradeMark symbol=row.symbol number=number word=word face=GradeFace::Full /> }.into_any()
        }
        None => row.label.into_any(),
    };
    view! {
        <li class=class>
            <span class="screen-row-label">{head}</span>
            <ul class=format!("screen-chips {colour}")>{chips}</ul>
            <span class="screen-row-count">
                {people}
                <span class="visually-hidden">{if people == 1 { " person" } else { " people" }}</span>
                {row.median.then(|| view! { <span class="screen-middle">" middle"</span> })}
            </span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::{Room, section};
    use accord_shared::command::Command;
    use accord_shared::framework::TargetId;

    fn said(room: &Room, at: &str) -> Option<(String, String)> {
        let rounds = room.rounds();
        outcome(room.facts(&rounds), &section(at)).map(|said| (said.title, said.how))
    }

    fn consent(room: &mut Room, by: &str, consent: Consent) {
        room.say(by, Command::Respond { review: room.review(), section: section("E"), consent });
    }

    #[test]
    fn the_screen_counts_answers_and_names_nobody() {
        let mut room = Room::new();
        room.scored("E", [2, 4, 3, 3]);
        assert_eq!(said(&room, "E"), None, "while people talk there is nothing to say");
        let marks = [(TargetId::from(section("E")), Mark::Score(3))].into();
        room.say("chair", Command::Propose { review: room.review(), section: section("E"), marks, why: None });
        consent(&mut room, "chair", Consent::Agree);
        consent(&mut room, "parent", Consent::Dissent { reason: "Nobody asked us.".to_owned() });
        let (title, how) = said(&room, "E").unwrap();
        assert_eq!(title, "The chair proposes: 3 Requires improvement");
        assert_eq!(how, "1 agrees, 1 dissents and 2 have to answer.");
        consent(&mut room, "school", Consent::CanLiveWithIt);
        consent(&mut room, "nurse", Consent::Agree);
        room.say("chair", Command::Settle { review: room.review(), section: section("E"), without: None });
        let (title, how) = said(&room, "E").unwrap();
        assert_eq!(title, "Agreed: 3 Requires improvement");
        assert_eq!(how, "Agreed, with dissent on the record. 1 dissent on the record.");
    }

    #[test]
    fn names_do_not_reach_the_screen_and_a_long_scale_shows_what_was_given() {
        let mut room = Room::new();
        room.scored("E", [2, 4, 3, 3]);
        let shown = reveal(room.meeting.panel(), room.meeting.framework(), &room.rounds()[0]);
        let named = shown[0].rows.iter().flat_map(|row| &row.chips).all(|chip| chip.name.is_some());
        assert!(named, "the panel of the test reveals names");
        let groups: Vec<_> = shown[0].rows.iter().map(|row| by_agency(&row.chips)).collect();
        assert_eq!(groups[2], [(Agency::Health, 1), (Agency::EducationSetting, 1)]);
        assert_eq!(shown_rows(&shown[0]).len(), 4);
        assert!(is_large(&shown_rows(&shown[0])));
        let mut long = shown[0].clone();
        long.rows.extend(shown[0].rows.clone());
        assert_eq!(shown_rows(&long).len(), 6, "the empty points of a long scale are left out");
    }
}
