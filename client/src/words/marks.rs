//! Marks and counts of marks in words.

use accord_shared::framework::{Framework, Marking, Scored, SectionId, Tally, Unit};
use accord_shared::mark::Marks;
use accord_shared::words;

/// The marks of a section in words: "2 Good", or what they come to where each row has its own: "15 of 18 marks".
pub fn marks_words(framework: &Framework, section: &SectionId, marks: &Marks) -> String {
    let (Some(scale), Some(found)) = (framework.scale_of(section), framework.section(section)) else {
        return String::new();
    };
    if found.scored == Scored::Section {
        return marks.values().next().map_or_else(String::new, |mark| words::mark(scale, *mark));
    }
    let rows = found.targets().count();
    if marks.is_empty() {
        return String::new();
    }
    if marks.len() < rows {
        return format!("{} of {rows} rows scored", marks.len());
    }
    let marked = framework.mark(marks);
    let tally = marked.sections.iter().find(|tally| tally.id == section.as_str());
    tally.map_or_else(String::new, |tally| tally_words(framework.marking, tally))
}

/// What the rows of a section come to, in few words.
pub fn tally_words(marking: Marking, tally: &Tally) -> String {
    let sum = tally.marks.unwrap_or_default();
    match (marking, &tally.score) {
        (Marking::Judgement {}, _) => {
            let given = tally.counts.iter().filter(|point| point.count > 0);
            given.map(|point| format!("{} × {}", point.count, point.word)).collect::<Vec<_>>().join(", ")
        }
        _ if sum.available == 0 => "No row counts".to_owned(),
        (Marking::Scaled { out_of }, Some(score)) => format!("{} of {out_of}", score.shown),
        (Marking::Total { unit: Unit::Met, .. }, _) => format!("{} of {} met", sum.awarded, sum.available),
        (Marking::Total { .. } | Marking::Scaled { .. }, _) => format!("{} of {} marks", sum.awarded, sum.available),
    }
}
