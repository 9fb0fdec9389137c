//! Scales: the points that a mark can take, which way is better, and where a difference matters.
//!
//! A point has a value, which is what is stored, and a word, which is what people read. Nothing
//! outside this file may assume that a greater value is better. What a point is worth in a total
//! is its `marks`; how marks become totals is in `mark.rs`.

use serde::{Deserialize, Serialize};

use super::id::ScaleId;

/// The points that a mark can take, in the order in which they are printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Scale {
    /// The scale's name inside its framework.
    pub id: ScaleId,
    /// What people call it, such as "Grade".
    pub title: String,
    /// Which way is better.
    pub better: Better,
    /// Invariant: at least two, their values strictly rising or strictly falling.
    pub points: Vec<Point>,
    /// When marks on this scale are too far apart to pass without discussion.
    pub agreement: Agreement,
    /// Other sets of words for the same points, as an area may prefer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faces: Vec<Face>,
}

/// Which way a scale runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Better {
    /// The lowest value is the best, as with grades 1 to 4.
    Lower,
    /// The highest value is the best, as with marks.
    Higher,
}

/// One point of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Point {
    /// What is stored. Invariant: unique in its scale.
    pub value: i64,
    /// What people read, such as "Requires improvement".
    pub word: String,
    /// The shape that stands for the point besides its colour.
    #[serde(default, skip_serializing_if = "Symbol::is_plain")]
    pub symbol: Symbol,
    /// When to choose this point, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Criteria>,
    /// What the point is worth where marks are added up; absent where they never are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marks: Option<u32>,
}

/// When to choose a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Criteria {
    /// The sentence.
    pub text: String,
    /// Whether it comes from the source or was written for Accord.
    #[serde(default, skip_serializing_if = "Origin::is_reworded")]
    pub origin: Origin,
}

/// Where a wording comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Origin {
    /// The source says it; the words are ours.
    #[default]
    Reworded,
    /// The source does not print it, but its printed totals only hold with it.
    Inferred,
    /// The source does not have it: it is Accord's own, or the area's own.
    Own,
}

impl Origin {
    /// True for what a source says in other words, which needs no note.
    #[must_use]
    pub fn is_reworded(&self) -> bool {
        *self == Self::Reworded
    }
}

/// A shape that can be told from the others at 12 px.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Symbol {
    /// No shape: the number stands for itself.
    #[default]
    Plain,
    /// A five-pointed star.
    Star,
    /// A filled circle.
    Disc,
    /// A filled triangle.
    Triangle,
    /// A filled square.
    Square,
    /// A filled diamond.
    Diamond,
    /// A circle half filled.
    HalfDisc,
    /// An empty circle.
    Ring,
    /// A tick.
    Tick,
    /// A cross.
    Cross,
}

impl Symbol {
    /// True where there is no shape to show.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::Plain
    }
}

/// When marks need to be reconciled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Agreement {
    /// Marks this many steps apart, or more, need reconciling. A step is one point of the scale.
    pub apart: u32,
    /// The line that matters: marks on both sides of it need reconciling however near they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<Line>,
    /// Whether the source has this rule, or it was added.
    #[serde(default, skip_serializing_if = "Origin::is_reworded")]
    pub origin: Origin,
}

/// A line between two neighbouring points of a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Line {
    /// The worst value that is still good enough.
    pub good_enough: i64,
    /// The best value that is not. Invariant: the next point after `good_enough`.
    pub below: i64,
    /// Whether the source draws this line, or it was added.
    #[serde(default, skip_serializing_if = "Origin::is_reworded")]
    pub origin: Origin,
}

/// Another set of words for the points of a scale: another face, not another scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Face {
    /// The name by which the face is chosen.
    pub id: ScaleId,
    /// What people call it.
    pub title: String,
    /// The document that uses these words.
    pub source: String,
    /// One word for each point. Invariant: as many as points, in their order.
    pub words: Vec<String>,
}

/// Words that answer a question by themselves.
const ANSWERS: [&str; 5] = ["yes", "partly", "no", "met", "not met"];

impl Scale {
    /// Whether its words are answers, such as "Yes" or "Not met", so that nobody says the number behind them.
    #[must_use]
    pub fn is_answers(&self) -> bool {
        self.points.iter().all(|point| ANSWERS.contains(&point.word.to_lowercase().as_str()))
    }

    /// The point with this value.
    #[must_use]
    pub fn point(&self, value: i64) -> Option<&Point> {
        self.points.iter().find(|p| p.value == value)
    }

    /// The word for a value.
    #[must_use]
    pub fn word(&self, value: i64) -> Option<&str> {
        Some(&self.point(value)?.word)
    }

    /// The value that a word stands for, by its own words or else by those of its faces. Capitals and spaces make no
    /// difference. Nothing where no word is meant, or where two faces mean different points by the same word.
    #[must_use]
    pub fn value_of(&self, word: &str) -> Option<i64> {
        let word = plain(word);
        if let Some(own) = self.points.iter().find(|point| plain(&point.word) == word) {
            return Some(own.value);
        }
        let worded = self.faces.iter().flat_map(|face| self.points.iter().zip(&face.words));
        let mut meant = worded.filter(|(_, said)| plain(said) == word).map(|(point, _)| point.value);
        let first = meant.next()?;
        meant.all(|other| other == first).then_some(first)
    }

    /// How good a value is: 0 for the worst point, one more for each better one.
    #[must_use]
    pub fn rank(&self, value: i64) -> Option<u32> {
        self.point(value)?;
        let worse = self.points.iter().filter(|p| match self.better {
            Better::Higher => p.value < value,
            Better::Lower => p.value > value,
        });
        u32::try_from(worse.count()).ok()
    }

    /// How many points of the scale lie between two values, counting one end.
    #[must_use]
    pub fn steps(&self, a: i64, b: i64) -> Option<u32> {
        Some(self.rank(a)?.abs_diff(self.rank(b)?))
    }

    /// Whether a value is on the good side of the line that matters; `None` where there is no line
    /// or no such point.
    #[must_use]
    pub fn is_good_enough(&self, value: i64) -> Option<bool> {
        let line = self.agreement.line?;
        Some(self.rank(value)? >= self.rank(line.good_enough)?)
    }

    /// Whether the line that matters runs between two values.
    #[must_use]
    pub fn line_between(&self, a: i64, b: i64) -> bool {
        matches!((self.is_good_enough(a), self.is_good_enough(b)), (Some(a), Some(b)) if a != b)
    }

    /// The marks that the best point earns; `None` where this scale's marks are never added up.
    #[must_use]
    pub fn marks_max(&self) -> Option<u32> {
        self.points.iter().map(|p| p.marks).collect::<Option<Vec<_>>>()?.into_iter().max()
    }
}

/// A word as it is compared: in small letters, with one space between its parts and none around them.
#[must_use]
pub fn plain(word: &str) -> String {
    word.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
