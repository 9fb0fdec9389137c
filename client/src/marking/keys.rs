//! Scoring with the keyboard alone: what each key does in a row, and the sentences that say so. Tab and the arrow keys are
//! the browser's own.

use accord_shared::framework::{Abstaining, Framework, NotApplicable, Scale};
use accord_shared::mark::Mark;
use accord_shared::words::{self, NOT_APPLICABLE, RATHER_NOT};

/// What a key does in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// Chooses this mark.
    Choose(Mark),
    /// Takes the mark back.
    TakeBack,
    /// Opens the comment.
    Comment,
}

/// The keys of one row, and the digit that was typed last: "1" and then "0" is ten.
#[derive(Debug, Clone)]
pub struct Keys {
    marks: Vec<Mark>,
    before: Option<char>,
}

impl Keys {
    /// The keys of a row that offers these marks.
    pub const fn new(marks: Vec<Mark>) -> Self {
        Self { marks, before: None }
    }

    /// What a key does, by the name that the browser gives it; None for a key of no meaning here.
    pub fn press(&mut self, key: &str) -> Option<Press> {
        let before = self.before.take();
        let mut letters = key.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else {
            return matches!(key, "Delete" | "Backspace").then_some(Press::TakeBack);
        };
        match letter {
            '0'..='9' => {
                self.before = Some(letter);
                let both = before.and_then(|before| self.numbered(&format!("{before}{letter}")));
                both.or_else(|| self.numbered(&letter.to_string())).map(Press::Choose)
            }
            'n' | 'N' => self.offered(Mark::NotApplicable),
            'r' | 'R' => self.offered(Mark::Abstain),
            'c' | 'C' => Some(Press::Comment),
            _ => None,
        }
    }

    fn offered(&self, mark: Mark) -> Option<Press> {
        self.marks.contains(&mark).then_some(Press::Choose(mark))
    }

    fn numbered(&self, digits: &str) -> Option<Mark> {
        let mark = Mark::Score(digits.parse().ok()?);
        self.marks.contains(&mark).then_some(mark)
    }
}

/// How the rows of a form are scored with the keyboard.
pub fn how_to(framework: &Framework) -> String {
    let used = |scale: &&Scale| framework.sections.iter().any(|section| section.scale == scale.id);
    let scales: Vec<&Scale> = framework.scales.iter().filter(used).collect();
    let not_applicable = framework.targets().any(|target| target.not_applicable() != NotApplicable::NotOffered);
    sentences(&scales, not_applicable, framework.abstaining)
}

/// The same for rows of one scale.
pub fn sentences(scales: &[&Scale], not_applicable: bool, abstaining: Abstaining) -> String {
    let mut said = vec!["Tab goes to the next row.".to_owned()];
    let unsaid: Vec<String> = scales.iter().filter(|scale| scale.is_answers()).map(|scale| digits(scale)).collect();
    said.push(match unsaid.as_slice() {
        [] => "A digit or the arrow keys choose a score.".to_owned(),
        some => format!("The arrow keys choose a score, and so do digits: {}.", some.join("; ")),
    });
    if scales.iter().any(|scale| scale.point(10).is_some()) {
        said.push("Type 1 and then 0 for ten.".to_owned());
    }
    if not_applicable {
        said.push(format!("N is “{NOT_APPLICABLE}”."));
    }
    let rather_not = if abstaining.is_offered() { format!("R is “{RATHER_NOT}”, ") } else { String::new() };
    said.push(format!("{rather_not}C opens the comment, and Delete takes the score back."));
    said.join(" ")
}

/// "2 for Yes, 1 for Partly, 0 for No".
fn digits(scale: &Scale) -> String {
    let one = |value: i64| format!("{value} for {}", words::short(scale, value));
    scale.points.iter().map(|point| one(point.value)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use accord_shared::framework::builtin_framework;

    fn scores(values: impl IntoIterator<Item = i64>) -> Vec<Mark> {
        values.into_iter().map(Mark::Score).collect()
    }

    #[test]
    fn one_key_gives_one_mark() {
        let mut keys = Keys::new([scores(0..=2), vec![Mark::NotApplicable, Mark::Abstain]].concat());
        for (key, wanted) in [
            ("2", Some(Press::Choose(Mark::Score(2)))),
            ("0", Some(Press::Choose(Mark::Score(0)))),
            ("7", None),
            ("n", Some(Press::Choose(Mark::NotApplicable))),
            ("R", Some(Press::Choose(Mark::Abstain))),
            ("c", Some(Press::Comment)),
            ("Delete", Some(Press::TakeBack)),
            ("Tab", None),
            ("x", None),
        ] {
            assert_eq!(keys.press(key), wanted, "{key}");
        }
    }

    #[test]
    fn one_and_zero_right_behind_it_is_ten() {
        let mut keys = Keys::new(scores(0..=10));
        let mut press = |key| keys.press(key);
        assert_eq!(press("1"), Some(Press::Choose(Mark::Score(1))));
        assert_eq!(press("0"), Some(Press::Choose(Mark::Score(10))));
        press("1");
        press("Tab");
        assert_eq!(press("0"), Some(Press::Choose(Mark::Score(0))), "another key lies between");
    }

    #[test]
    fn what_is_not_offered_has_no_key() {
        let mut keys = Keys::new(scores(0..=1));
        assert_eq!(keys.press("n"), None);
        assert_eq!(keys.press("r"), None);
    }

    #[test]
    fn the_keys_are_said_where_the_labels_do_not_say_them() {
        let of = |id| how_to(builtin_framework(id).expect("shipped"));
        assert_eq!(
            of("weighted-audit-plan"),
            "Tab goes to the next row. The arrow keys choose a score, and so do digits: 2 for Yes, 1 for Partly, 0 for \
             No. N is “Not applicable”. R is “Rather not score”, C opens the comment, and Delete takes the score back."
        );
        assert_eq!(
            of("warrington"),
            "Tab goes to the next row. A digit or the arrow keys choose a score. Type 1 and then 0 for ten. N is “Not \
             applicable”. C opens the comment, and Delete takes the score back."
        );
    }
}
