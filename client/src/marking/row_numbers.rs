//! Sections in which each row has a mark of its own: the numbers by which people call rows, and what a ballot still lacks.

use accord_shared::framework::{Section, TargetId};
use accord_shared::meeting::{Gap, Lacks};

use crate::words::grammar::{count, list};

/// The most rows that a sentence names; more are only counted.
const NAMED_MAX: usize = 6;

/// The number of a row in its section, from 1, as it is printed beside the row.
pub fn number(section: &Section, target: &TargetId) -> Option<usize> {
    section.targets().position(|row| row.id_str() == target.as_str()).map(|place| place + 1)
}

/// "row 4", "rows 2, 5 and 7", "9 rows".
pub fn rows_words(numbers: &[usize]) -> String {
    let all: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    match numbers {
        [one] => format!("row {one}"),
        many if many.len() <= NAMED_MAX => format!("rows {}", list(&all)),
        many => count(many.len(), "row", "rows"),
    }
}

/// What a ballot still lacks in a section with rows: "No score yet in rows 2 and 5. A comment is missing in row 4."
/// Nothing where it lacks nothing.
pub fn lacking(section: &Section, gaps: &[Gap]) -> Option<String> {
    let of = |what: Lacks| -> Vec<usize> {
        gaps.iter().filter(|gap| gap.what == what).filter_map(|gap| number(section, &gap.target)).collect()
    };
    let (marks, comments) = (of(Lacks::Mark), of(Lacks::Comment));
    let mut sentences = Vec::new();
    if marks.len() == section.targets().count() {
        sentences.push("No row has a score yet.".to_owned());
    } else if !marks.is_empty() {
        sentences.push(format!("No score yet in {}.", rows_words(&marks)));
    }
    if !comments.is_empty() {
        sentences.push(format!("Please say why in {}.", rows_words(&comments)));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use accord_shared::framework::builtin_framework;

    fn check(marks: &[&str], comments: &[&str], wanted: Option<&str>) {
        let framework = builtin_framework("weighted-audit-plan").expect("shipped");
        let section = &framework.sections[0];
        let gap = |what: Lacks| {
            move |id: &&str| Gap { section: section.id.clone(), target: TargetId::new(*id).expect("an id"), what }
        };
        let gaps: Vec<Gap> =
            marks.iter().map(gap(Lacks::Mark)).chain(comments.iter().map(gap(Lacks::Comment))).collect();
        assert_eq!(lacking(section, &gaps).as_deref(), wanted);
    }

    #[test]
    fn what_is_lacking_is_said_by_the_numbers_of_the_rows() {
        check(&[], &[], None);
        check(&["views.2"], &[], Some("No score yet in row 2."));
        check(&["views.1", "views.3"], &["views.4"], Some("No score yet in rows 1 and 3. Please say why in row 4."));
        check(&["views.1", "views.2", "views.3", "views.4"], &[], Some("No row has a score yet."));
    }

    #[test]
    fn many_rows_are_counted() {
        assert_eq!(rows_words(&[1, 2, 3, 4, 5, 6, 7]), "7 rows");
    }
}
