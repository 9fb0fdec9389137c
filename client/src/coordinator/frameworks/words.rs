//! The names of the parts of a framework, and its rules in words. Pure.

use accord_shared::framework::{
    Better, Framework, Marking, NotApplicable, Origin, Scale, Scored, Section, Subject, Symbol, Unit,
};
use accord_shared::mark::Mark;
use accord_shared::words;

/// The rules for "not applicable", as choices.
pub const RULES: [(NotApplicable, &str); 3] = [
    (NotApplicable::NotOffered, "Cannot be chosen"),
    (NotApplicable::LeftOut, "Counts neither for nor against"),
    (NotApplicable::FullMarks, "Earns full marks"),
];

/// What is judged.
#[must_use]
pub const fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Plan => "Plans",
        Subject::Advice => "Advice",
    }
}

/// What "not applicable" does.
#[must_use]
pub const fn not_applicable(rule: NotApplicable) -> &'static str {
    match rule {
        NotApplicable::NotOffered => "“Not applicable” cannot be chosen.",
        NotApplicable::LeftOut => "“Not applicable” can be chosen. It counts neither for nor against.",
        NotApplicable::FullMarks => "“Not applicable” can be chosen. It earns full marks.",
    }
}

/// Where a wording comes from.
#[must_use]
pub const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Reworded => "The source says it",
        Origin::Inferred => "The source’s totals need it",
        Origin::Own => "Our own",
    }
}

/// What a shape is called.
#[must_use]
pub const fn symbol(symbol: Symbol) -> &'static str {
    match symbol {
        Symbol::Plain => "No shape",
        Symbol::Star => "Star",
        Symbol::Disc => "Filled circle",
        Symbol::Triangle => "Triangle",
        Symbol::Square => "Square",
        Symbol::Diamond => "Diamond",
        Symbol::HalfDisc => "Half-filled circle",
        Symbol::Ring => "Empty circle",
        Symbol::Tick => "Tick",
        Symbol::Cross => "Cross",
    }
}

/// Every shape, in the order in which they are offered.
pub const SYMBOLS: [Symbol; 10] = [
    Symbol::Plain,
    Symbol::Star,
    Symbol::Disc,
    Symbol::Triangle,
    Symbol::Square,
    Symbol::Diamond,
    Symbol::HalfDisc,
    Symbol::Ring,
    Symbol::Tick,
    Symbol::Cross,
];

/// A section's heading, also while it has no title yet.
#[must_use]
pub fn heading(section: &Section) -> String {
    let untitled = "(no title yet)";
    match section.letters() {
        _ if !section.title.trim().is_empty() => section.page_heading(),
        Some(letters) => format!("Section {letters}: {untitled}"),
        None => untitled.to_owned(),
    }
}

/// A point of a scale, such as "3 Requires improvement".
#[must_use]
pub fn point(scale: &Scale, value: i64) -> String {
    words::mark(scale, Mark::Score(value))
}

/// When marks on a scale are to be reconciled.
#[must_use]
pub fn agreement(scale: &Scale) -> String {
    let apart = match scale.agreement.apart {
        1 => "Scores that differ are talked about".to_owned(),
        apart => format!("Scores {apart} or more points apart are talked about"),
    };
    match scale.agreement.line {
        None => format!("{apart}."),
        Some(line) => format!(
            "{apart}, and so are scores on both sides of the line between {} and {}.",
            point(scale, line.good_enough),
            point(scale, line.below)
        ),
    }
}

/// Which marks of a section demand a comment; `None` where none does.
#[must_use]
pub fn comments(scale: &Scale, section: &Section) -> Option<String> {
    let demanded: Vec<String> = section.comment_demanded.iter().map(|value| point(scale, *value)).collect();
    (!demanded.is_empty()).then(|| format!("A comment is needed with {}.", demanded.join(", ")))
}

/// Which way a scale runs.
#[must_use]
pub const fn better(better: Better) -> &'static str {
    match better {
        Better::Lower => "The lowest value is the best, as with grades",
        Better::Higher => "The highest value is the best, as with marks",
    }
}

/// What is given a score.
#[must_use]
pub const fn scored(scored: Scored) -> &'static str {
    match scored {
        Scored::Section => "The section as a whole gets one score",
        Scored::Descriptors => "Each row gets a score",
    }
}

/// How marks become totals.
#[must_use]
pub fn totals(framework: &Framework) -> String {
    let most = |unit: &str| {
        framework
            .marks_available()
            .map(|most| format!(" The most that can be reached is {most} {unit}."))
            .unwrap_or_default()
    };
    match framework.marking {
        Marking::Judgement {} => "Scores are judgements. They are never added up or averaged.".to_owned(),
        Marking::Total { unit, percentages } => {
            let unit = match unit {
                Unit::Marks => "marks",
                Unit::Met => "criteria met",
            };
            let shown = if percentages { " Totals are shown as percentages as well." } else { "" };
            format!("The {unit} of all rows are added up, for each section and in all.{}{shown}", most(unit))
        }
        Marking::Scaled { out_of } => format!(
            "The marks of all rows are added up, and their share of the marks that could be reached becomes a score out of {out_of}.{}",
            most("marks")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use accord_shared::framework::builtin_framework;

    #[test]
    fn rules_are_said_in_words() {
        let essex = builtin_framework("essex-full").unwrap();
        assert_eq!(
            agreement(&essex.scales[0]),
            "Scores 2 or more points apart are talked about, and so are scores on both sides of the line between 2 Good and 3 Requires improvement."
        );
        assert_eq!(totals(essex), "Scores are judgements. They are never added up or averaged.");
        assert_eq!(comments(&essex.scales[0], &essex.sections[0]), None);
        assert_eq!(heading(&essex.sections[1]), "Section E: Outcomes");
        let mut untitled = essex.sections[1].clone();
        untitled.title = " ".into();
        assert_eq!(heading(&untitled), "Section E: (no title yet)");
        let weighted = builtin_framework("weighted-audit-plan").unwrap();
        assert!(totals(weighted).contains("a score out of 20. The most"), "{}", totals(weighted));
    }
}
