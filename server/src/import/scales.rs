//! The scales that a list can name, and what each of them is.
//!
//! Those that Accord ships are taken from the shipped frameworks, so that an area's own framework reads like them.

use accord_shared::framework::{
    Agreement, Better, Commentary, Line, Marking, Origin, Point, Scale, ScaleId, Symbol, Unit, builtin_framework,
};

/// The scales that a list can name, as they are written in it; any whole number from 1 to 20 may stand for the last 10.
pub const SCALE_NAMES: [&str; 6] = ["grades 1-4", "yes/no", "yes/partly/no", "met/not met", "0-2", "marks 0-10"];

/// The best mark that can be given where marks are counted out: a scale has at most 21 points.
const MARKS_OUT_OF_MAX: u32 = 20;

/// What scores out of yes, partly and no are scaled to.
const WEIGHTED_OUT_OF: u32 = 20;

/// How the rows of a section are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// One of four grades for the section, whose rows say what to look for.
    Grade,
    /// Yes or no for each row.
    YesNo,
    /// Yes, partly or no for each row.
    YesPartlyNo,
    /// Met or not met for each row.
    Met,
    /// Not compliant, compliant or good for each row.
    Compliance,
    /// So many marks for each row, out of this.
    Marks(u32),
}

impl Answer {
    /// Reads the name of a scale: only its words and numbers matter, so that “Yes / No” and “yes or no” are the same.
    /// “n/a” behind it says nothing new, because a row of a list may always be left out as not applicable.
    pub(super) fn named(text: &str) -> Option<Self> {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !matches!(*w, "" | "or" | "to" | "and"));
        let words: Vec<&str> = words.collect();
        let not_applicable = [&["n", "a"][..], &["na"], &["not", "applicable"]];
        let words = not_applicable.into_iter().find_map(|end| words.strip_suffix(end)).unwrap_or(&words);
        let worded = [Self::Grade, Self::YesPartlyNo, Self::Met, Self::Compliance];
        if let Some(answer) = worded.into_iter().find(|answer| says(&answer.scale(), words)) {
            return Some(answer);
        }
        match words {
            ["grade" | "grades"] | ["grade" | "grades", "1", "4"] => Some(Self::Grade),
            ["yes", "no"] => Some(Self::YesNo),
            ["yes", "partly", "no"] => Some(Self::YesPartlyNo),
            ["met", "not", "met"] => Some(Self::Met),
            ["0", "2"] | ["0", "1", "2"] => Some(Self::Compliance),
            ["0", most] | ["mark" | "marks", "0", most] => {
                most.parse().ok().filter(|most| (1..=MARKS_OUT_OF_MAX).contains(most)).map(Self::Marks)
            }
            _ => None,
        }
    }

    /// The name that a list gives it.
    pub(super) fn name(self) -> String {
        match self {
            Self::Grade => SCALE_NAMES[0].to_owned(),
            Self::YesNo => SCALE_NAMES[1].to_owned(),
            Self::YesPartlyNo => SCALE_NAMES[2].to_owned(),
            Self::Met => SCALE_NAMES[3].to_owned(),
            Self::Compliance => SCALE_NAMES[4].to_owned(),
            Self::Marks(most) => format!("marks 0-{most}"),
        }
    }

    /// The scale itself.
    pub(super) fn scale(self) -> Scale {
        match self {
            Self::Grade => shipped("essex-full"),
            Self::YesPartlyNo => shipped("weighted-audit-views"),
            Self::Met => shipped("bradford-criteria"),
            Self::Compliance => shipped("bradford-quality-form"),
            Self::YesNo => counted(
                "yes-no",
                "Yes or no",
                vec![point(1, "Yes".to_owned(), Symbol::Tick), point(0, "No".to_owned(), Symbol::Cross)],
                Agreement {
                    apart: 1,
                    line: Some(Line { good_enough: 1, below: 0, origin: Origin::Own }),
                    origin: Origin::Own,
                },
            ),
            Self::Marks(most) => counted(
                &format!("marks-{most}"),
                &format!("Marks out of {most}"),
                (0..=most).map(|mark| point(mark, format!("{mark} of {most}"), Symbol::Plain)).collect(),
                Agreement { apart: (most / 3).max(1), line: None, origin: Origin::Own },
            ),
        }
    }

    /// True where the section gets one mark and its rows only say what to look for.
    pub(super) fn is_judgement(self) -> bool {
        self == Self::Grade
    }

    /// The boxes of writing that go with it.
    pub(super) fn commentary(self) -> Vec<Commentary> {
        if self.is_judgement() {
            vec![Commentary::Strengths, Commentary::Areas, Commentary::Rationale]
        } else {
            vec![Commentary::Comments]
        }
    }

    /// The values that demand a comment: whatever is less than yes where the source of the scale says so.
    pub(super) fn comment_demanded(self) -> Vec<i64> {
        if self == Self::YesPartlyNo { vec![1, 0] } else { Vec::new() }
    }
}

/// How the marks of a framework with these scales become totals.
pub(super) fn marking(answers: &[Answer]) -> Marking {
    let all = |answer: Answer| answers.iter().all(|a| *a == answer);
    if answers.iter().all(|a| a.is_judgement()) {
        Marking::Judgement {}
    } else if all(Answer::YesPartlyNo) {
        Marking::Scaled { out_of: WEIGHTED_OUT_OF }
    } else {
        Marking::Total { unit: if all(Answer::Met) { Unit::Met } else { Unit::Marks }, percentages: true }
    }
}

/// Whether these are the words of a scale's points, in one of its faces, the best or the worst first.
fn says(scale: &Scale, words: &[&str]) -> bool {
    let said = words.join(" ");
    let own: Vec<&str> = scale.points.iter().map(|point| point.word.as_str()).collect();
    let faces = scale.faces.iter().map(|face| face.words.iter().map(String::as_str).collect::<Vec<_>>());
    std::iter::once(own).chain(faces).any(|face| {
        let turned: Vec<&str> = face.iter().rev().copied().collect();
        [face, turned].iter().any(|face| face.join(" ").to_lowercase() == said)
    })
}

fn shipped(framework: &str) -> Scale {
    let scale = builtin_framework(framework).and_then(|f| f.scales.first());
    scale.cloned().expect("the shipped frameworks are part of the program, and each has a scale")
}

fn counted(id: &str, title: &str, points: Vec<Point>, agreement: Agreement) -> Scale {
    let id = ScaleId::new(id).expect("the ids above follow the grammar");
    Scale { id, title: title.to_owned(), better: Better::Higher, points, agreement, faces: Vec::new() }
}

fn point(mark: u32, word: String, symbol: Symbol) -> Point {
    Point { value: mark.into(), word, symbol, criteria: None, marks: Some(mark) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_is_known_by_its_words_however_they_are_joined() {
        for (answer, spellings) in [
            (Answer::Grade, &["grades 1-4", "Grade", "Grades 1 to 4", "grades 1–4"][..]),
            (
                Answer::Grade,
                &["Outstanding, Good, Requires improvement, Inadequate", "Gold/Silver/Bronze/Significant gaps"],
            ),
            (Answer::YesNo, &["yes/no", "Yes or No", "YES, NO", "yes/no/n/a", "yes/no (NA)"]),
            (
                Answer::YesPartlyNo,
                &[
                    "yes/partly/no",
                    "Yes - partly - no",
                    "Yes / Partly / No / Not applicable",
                    " yes , partly , no , N/A ",
                ],
            ),
            (Answer::Met, &["met/not met", "Met or not met", "Not met / met"]),
            (Answer::Compliance, &["0-2", "0, 1, 2", "0 / 1 / 2", "0–2", "Not compliant, compliant, good"]),
            (Answer::Marks(10), &["marks 0-10", "0-10", "Marks 0 to 10"]),
            (Answer::Marks(2), &["marks 0-2"]),
        ] {
            for spelling in spellings {
                assert_eq!(Answer::named(spelling), Some(answer), "{spelling}");
            }
            assert_eq!(Answer::named(&answer.name()), Some(answer));
        }
        // “1-4” may be grades or marks, and which is better differs.
        for unknown in ["", "1-4", "maybe", "marks 0-21", "marks 0-0", "marks 0-99999999999", "na", "yes"] {
            assert_eq!(Answer::named(unknown), None, "{unknown}");
        }
        for name in SCALE_NAMES {
            assert_eq!(Answer::named(name).map(Answer::name).as_deref(), Some(name));
        }
    }

    #[test]
    fn marks_are_added_up_where_they_can_be() {
        let judgement = Marking::Judgement {};
        let marks = Marking::Total { unit: Unit::Marks, percentages: true };
        assert_eq!(marking(&[Answer::Grade, Answer::Grade]), judgement);
        assert_eq!(marking(&[Answer::YesPartlyNo]), Marking::Scaled { out_of: 20 });
        assert_eq!(marking(&[Answer::Met]), Marking::Total { unit: Unit::Met, percentages: true });
        assert_eq!(marking(&[Answer::YesPartlyNo, Answer::YesNo]), marks);
        assert_eq!(marking(&[Answer::Marks(5), Answer::Compliance]), marks);
    }
}
