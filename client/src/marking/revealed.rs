//! A revealed round as the room looks at it: people in rows per grade, the figures in words, the reasons that were
//! given.

use accord_shared::agreement::spread;
use accord_shared::agreement::{Spread, Standing};
use accord_shared::doubt::doubt;
use accord_shared::framework::{Framework, Symbol, TargetId};
use accord_shared::mark::{Mark, Sureness};
use accord_shared::panel::{Agency, Panel};
use accord_shared::schema::Prose;
use accord_shared::stage::{CastBallot, Round};
use accord_shared::words;

use crate::words::grammar::count;

/// One person's mark on the board: by agency, and by name where the panel chose so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// Whose agency.
    pub agency: Agency,
    /// The person's name, where the panel reveals names.
    pub name: Option<String>,
    /// How sure the person is, where that was said.
    pub sure: Option<Sureness>,
}

impl Chip {
    /// What stands on the chip.
    pub fn label(&self) -> String {
        let who = match &self.name {
            Some(name) => format!("{name}, {}", self.agency.short()),
            None => self.agency.short().to_owned(),
        };
        match self.in_doubt() {
            Some(doubt) => format!("{who} ({doubt})"),
            None => who,
        }
    }

    /// What is said beside the mark of somebody who is in doubt of it.
    pub fn in_doubt(&self) -> Option<&'static str> {
        self.sure.and_then(words::in_doubt)
    }
}

/// One row of the reveal: a point of the scale and who chose it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradeRow {
    /// The mark that the row is for; `None` for those whose mark was not in.
    pub mark: Option<Mark>,
    /// The row's number and word.
    pub label: String,
    /// The shape of the grade.
    pub symbol: Symbol,
    /// Who chose it.
    pub chips: Vec<Chip>,
    /// Whether the middle of the marks lies here.
    pub median: bool,
    /// Whether the line that matters runs below this row.
    pub line_below: bool,
}

/// One thing that was given marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetReveal {
    /// Which.
    pub id: TargetId,
    /// The descriptor with its number, where descriptors are scored.
    pub title: Option<(usize, String)>,
    /// A row for each point of the scale, then those without a score as far as there are any.
    pub rows: Vec<GradeRow>,
    /// What it calls for.
    pub standing: Standing,
    /// The same in a sentence.
    pub sentence: String,
    /// The sentence once nothing is called for any more, because it is agreed or a later round took its place.
    pub settled: String,
    /// Who is in doubt of their marks, and whether they decide; `None` where nobody is. The figures count them like
    /// others.
    pub doubt: Option<String>,
    /// The figures in words.
    pub figures: String,
    /// What people wrote to this row, as "Dot Nurse (Health)" and the words.
    pub comments: Vec<(String, String)>,
    /// The mark that everyone who marked it gave.
    pub same: Option<Mark>,
    /// The mark in the middle, where the middle is one.
    pub middle: Option<Mark>,
    /// How divided it is: larger is more.
    pub division: (Standing, usize, bool, usize),
}

/// The mark that everyone who marked a target gave; `None` where they differ.
fn same(spread: &Spread) -> Option<Mark> {
    (spread.standing() == Standing::Same)
        .then(|| spread.range.map_or(Mark::NotApplicable, |(first, _)| Mark::Score(first)))
}

/// What a round looks like, one entry for each thing that was marked.
pub fn reveal(panel: &Panel, framework: &Framework, round: &Round) -> Vec<TargetReveal> {
    let Some(section) = framework.section(&round.section) else { return Vec::new() };
    let rows = section.targets().enumerate();
    rows.filter_map(|(place, target)| {
        let title = target.descriptor.map(|descriptor| (place + 1, descriptor.text.clone()));
        target_reveal(panel, framework, round, &target.id(), title)
    })
    .collect()
}

fn target_reveal(
    panel: &Panel,
    framework: &Framework,
    round: &Round,
    id: &TargetId,
    title: Option<(usize, String)>,
) -> Option<TargetReveal> {
    let scale = framework.scale_of(&round.section)?;
    let spread = spread(framework, round, id)?;
    let chips = |wanted: Option<Mark>| -> Vec<Chip> {
        let mut chips: Vec<Chip> = round
            .ballots
            .iter()
            .filter(|ballot| ballot.marks.get(id).copied() == wanted)
            .map(|ballot| chip(panel, ballot, id))
            .collect();
        chips.sort_by(|a, b| (a.agency, &a.name, a.sure).cmp(&(b.agency, &b.name, b.sure)));
        chips
    };
    let row = |mark: Option<Mark>, label: &str, symbol: Symbol| {
        let value = mark.and_then(Mark::score);
        GradeRow {
            mark,
            label: label.to_owned(),
            symbol,
            chips: chips(mark),
            median: value.is_some()
                && spread.median.is_some_and(|(low, high)| value == Some(low) || value == Some(high)),
            line_below: scale.agreement.line.is_some_and(|line| {
                // The line is drawn below whichever of its two points is printed first.
                let place = |value: i64| scale.points.iter().position(|point| point.value == value);
                let first = if place(line.good_enough) < place(line.below) { line.good_enough } else { line.below };
                value == Some(first)
            }),
        }
    };
    let points = scale.points.iter().map(|point| {
        let mark = Mark::Score(point.value);
        row(Some(mark), &words::mark(scale, mark), point.symbol)
    });
    let without = [
        (Some(Mark::NotApplicable), words::NOT_APPLICABLE),
        (Some(Mark::Abstain), words::RATHER_NOT),
        (None, words::NO_SCORE),
    ];
    let others = without.map(|(mark, label)| row(mark, label, Symbol::Plain));
    let rows = points.chain(others.into_iter().filter(|row| !row.chips.is_empty())).collect();
    let figures = figures(scale, &spread);
    Some(TargetReveal {
        id: id.clone(),
        title,
        rows,
        standing: spread.standing(),
        sentence: words::standing(scale, &spread),
        settled: words::spread(scale, &spread),
        doubt: doubt(framework, round, id).and_then(|doubt| words::doubt(scale, &doubt)),
        figures,
        comments: comments(panel, round, id),
        same: same(&spread),
        middle: spread.median.filter(|(low, high)| low == high).map(|(middle, _)| Mark::Score(middle)),
        division: spread.division(),
    })
}

/// "4 scores, from 2 Good to 4 Inadequate, in the middle 3 Requires improvement. 1 person gave no score."
fn figures(scale: &accord_shared::framework::Scale, spread: &Spread) -> String {
    let mut words_of = count(spread.scored(), "score", "scores");
    let word = |value| words::short(scale, value);
    match spread.range {
        Some((first, last)) if first != last => {
            words_of.push_str(&format!(", from {} to {}", word(first), word(last)));
            if let Some(median) = words::median(scale, spread) {
                words_of.push_str(&format!("; the middle is {median}"));
            }
        }
        Some((only, _)) => words_of.push_str(&format!(", {}", word(only))),
        None => {}
    }
    let mut sentence = format!("{words_of}.");
    for (n, one, many) in [
        (spread.not_applicable, "1 person says “Not applicable”.", "people say “Not applicable”."),
        (spread.abstained, "1 person would rather not score it.", "people would rather not score it."),
        (spread.missing, "1 person gave no score.", "people gave no score."),
    ] {
        match n {
            0 => {}
            1 => sentence.push_str(&format!(" {one}")),
            n => sentence.push_str(&format!(" {n} {many}")),
        }
    }
    sentence
}

/// What people wrote to one target, by agency.
fn comments(panel: &Panel, round: &Round, id: &TargetId) -> Vec<(String, String)> {
    let wrote = |ballot: &CastBallot| {
        let text = ballot.comments.get(id)?.trim();
        (!text.is_empty()).then(|| (ballot.agency, who_wrote(panel, ballot), text.to_owned()))
    };
    let mut comments: Vec<_> = round.ballots.iter().filter_map(wrote).collect();
    comments.sort();
    comments.into_iter().map(|(_, who, text)| (who, text)).collect()
}

/// "Health", or "Dot Nurse (Health)".
fn who_wrote(panel: &Panel, ballot: &CastBallot) -> String {
    name(panel, ballot)
        .map_or_else(|| ballot.agency.name().to_owned(), |name| format!("{name} ({})", ballot.agency.name()))
}

fn chip(panel: &Panel, ballot: &CastBallot, id: &TargetId) -> Chip {
    Chip { agency: ballot.agency, name: name(panel, ballot), sure: ballot.sure.get(id).copied() }
}

fn name(panel: &Panel, ballot: &CastBallot) -> Option<String> {
    let person = panel.participant(ballot.participant.as_ref()?)?;
    Some(person.name.clone())
}

/// The text of a person with their mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// "Health", or "Dot Nurse (Health)".
    pub who: String,
    /// The agency.
    pub agency: Agency,
    /// The person's marks in words.
    pub marks: String,
    /// What was written, the reason first.
    pub texts: Vec<(Prose, String)>,
}

/// What people wrote with their marks, by agency; those who wrote nothing are left out.
pub fn said(panel: &Panel, framework: &Framework, round: &Round) -> Vec<Said> {
    let mut said: Vec<Said> = round
        .ballots
        .iter()
        .filter(|ballot| ballot.texts().next().is_some())
        .map(|ballot| Said {
            who: who_wrote(panel, ballot),
            agency: ballot.agency,
            marks: crate::words::marks::marks_words(framework, &round.section, &ballot.marks),
            texts: ballot.texts().map(|(prose, text)| (prose, text.to_owned())).collect(),
        })
        .collect();
    said.sort_by(|a, b| (a.agency, &a.who).cmp(&(b.agency, &b.who)));
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::{Room, section};
    use accord_shared::panel::Naming;

    #[test]
    fn people_stand_in_the_row_of_their_mark() {
        let mut room = Room::new();
        room.scored("E", [2, 4, 3, 3]);
        let rounds = room.rounds();
        let shown = reveal(room.meeting.panel(), room.meeting.framework(), &rounds[0]);
        let [target] = shown.as_slice() else { panic!("{shown:?}") };
        let rows: Vec<(String, Vec<String>, bool, bool)> = target
            .rows
            .iter()
            .map(|row| (row.label.clone(), row.chips.iter().map(Chip::label).collect(), row.median, row.line_below))
            .collect();
        let row = |label: &str, chips: &[&str], median, line| {
            (label.to_owned(), chips.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>(), median, line)
        };
        assert_eq!(
            rows,
            [
                row("1 Outstanding", &[], false, false),
                row("2 Good", &["Ada Chair, SEND"], false, true),
                row("3 Requires improvement", &["Dot Nurse, Health", "Cal School, School"], true, false),
                row("4 Inadequate", &["Bea Parent, Parents"], false, false),
            ]
        );
        assert_eq!(target.standing, Standing::NeedsReconciling);
        assert_eq!(target.figures, "4 scores, from 2 Good to 4 Inadequate; the middle is 3 Requires improvement.");
    }

    #[test]
    fn a_mark_that_was_not_in_is_a_row_of_its_own() {
        let mut room = Room::new();
        room.open(&["A"]);
        room.mark("nurse", "A", 2);
        room.mark("school", "A", 2);
        room.reveal(&["A"]);
        let shown = reveal(room.meeting.panel(), room.meeting.framework(), &room.rounds()[0]);
        let last = shown[0].rows.last().unwrap();
        assert_eq!((last.label.as_str(), last.mark, last.chips.len()), ("No score", None, 2));
        assert_eq!(shown[0].figures, "2 scores, 2 Good. 2 people gave no score.");
    }

    #[test]
    fn no_name_is_shown_where_marks_are_by_agency() {
        let mut room = Room::new();
        room.scored("E", [2, 4, 3, 3]);
        let round = room.rounds()[0].for_room(Naming::Agencies);
        let shown = reveal(room.meeting.panel(), room.meeting.framework(), &round);
        assert!(shown[0].rows.iter().flat_map(|row| &row.chips).all(|chip| chip.name.is_none()));
    }

    #[test]
    fn only_those_who_wrote_something_are_quoted() {
        let mut room = Room::new();
        room.scored("E", [2, 4, 3, 3]);
        let mut round = room.rounds()[0].clone();
        assert_eq!(round.section, section("E"));
        assert_eq!(said(room.meeting.panel(), room.meeting.framework(), &round), []);
        let nurse = round.ballots.iter_mut().find(|ballot| ballot.agency == Agency::Health).unwrap();
        nurse.reason = " No measure of progress ".to_owned();
        let quotes = said(room.meeting.panel(), room.meeting.framework(), &round);
        let [quote] = quotes.as_slice() else { panic!("{quotes:?}") };
        assert_eq!((quote.who.as_str(), quote.marks.as_str()), ("Dot Nurse (Health)", "3 Requires improvement"));
        assert_eq!(quote.texts, [(Prose::Reason, "No measure of progress".to_owned())]);
    }
}
