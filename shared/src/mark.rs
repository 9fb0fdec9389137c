//! A mark: what one person says of one thing that a framework asks about.
//!
//! Not applicable and abstained are marks; a missing mark is the absence of one (`Option::None`), and is never a
//! number. What a mark is worth is the framework's business, not this file's.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;

use crate::framework::{Framework, NotApplicable, TargetId};

/// One mark. On the wire and at rest: an integer, `"na"` or `"abstain"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// A point of the scale, by its value.
    Score(i64),
    /// The question does not apply to this plan.
    NotApplicable,
    /// The person would rather not judge this.
    Abstain,
}

/// The marks of one ballot or proposal for one section: one for each target that got one.
pub type Marks = BTreeMap<TargetId, Mark>;

impl Mark {
    /// The value of a score; `None` for the other two.
    #[must_use]
    pub fn score(self) -> Option<i64> {
        match self {
            Self::Score(value) => Some(value),
            Self::NotApplicable | Self::Abstain => None,
        }
    }

    /// Whether the framework has this target and lets it have this mark.
    #[must_use]
    pub fn fits(self, framework: &Framework, target: &TargetId) -> bool {
        let Some(target) = framework.target(target) else {
            return false;
        };
        match self {
            Self::Score(value) => {
                framework.scale_of(&target.section.id).is_some_and(|scale| scale.point(value).is_some())
            }
            Self::NotApplicable => target.not_applicable() != NotApplicable::NotOffered,
            Self::Abstain => framework.abstaining.is_offered(),
        }
    }
}

impl Serialize for Mark {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Score(value) => to.serialize_i64(*value),
            Self::NotApplicable => to.serialize_str("na"),
            Self::Abstain => to.serialize_str("abstain"),
        }
    }
}

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Raw {
            Score(i64),
            Word(String),
        }
        match Raw::deserialize(from)? {
            Raw::Score(value) => Ok(Self::Score(value)),
            Raw::Word(word) if word == "na" => Ok(Self::NotApplicable),
            Raw::Word(word) if word == "abstain" => Ok(Self::Abstain),
            Raw::Word(_) => Err(serde::de::Error::custom("a mark is an integer, \"na\" or \"abstain\"")),
        }
    }
}

/// How sure somebody is of a mark. It is said beside the mark, kept private with it and revealed with it. To say nothing
/// of it is the absence of this (`Option::None`), and is not "sure".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Sureness {
    /// Sure.
    Sure,
    /// Fairly sure.
    Fairly,
    /// Unsure.
    Unsure,
    /// What is judged is outside the person's expertise.
    Outside,
}

/// What people said of the marks of one ballot for one section.
pub type Surenesses = BTreeMap<TargetId, Sureness>;

impl Sureness {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Sure, Self::Fairly, Self::Unsure, Self::Outside];

    /// The word that stands in a ballot.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Fairly => "fairly",
            Self::Unsure => "unsure",
            Self::Outside => "outside",
        }
    }

    /// What a word in a ballot says.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.slug() == slug)
    }

    /// Whether the mark may be one that its owner would not insist on.
    #[must_use]
    pub const fn is_doubtful(self) -> bool {
        matches!(self, Self::Unsure | Self::Outside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_written_plainly_and_read_back() {
        for (mark, text) in [(Mark::Score(-2), "-2"), (Mark::NotApplicable, "\"na\""), (Mark::Abstain, "\"abstain\"")] {
            assert_eq!(serde_json::to_string(&mark).unwrap(), text);
            assert_eq!(serde_json::from_str::<Mark>(text).unwrap(), mark);
        }
        for bad in ["2.5", "\"n/a\"", "null", "true"] {
            assert!(serde_json::from_str::<Mark>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_word_in_a_ballot_is_read_as_it_was_written() {
        for sure in Sureness::ALL {
            assert_eq!(Sureness::from_slug(sure.slug()), Some(sure));
            assert_eq!(serde_json::to_value(sure).unwrap(), sure.slug());
        }
        assert_eq!(Sureness::from_slug("very"), None);
    }
}
