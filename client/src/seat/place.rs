//! Where in the room a person looks, and how the address of the page says it.

use accord_shared::framework::{Framework, SectionId};
use accord_shared::id::ReviewId;

/// A place in the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// One section of the framework.
    Section(SectionId),
    /// What is asked about the plan or advice before it is scored.
    Details,
    /// The own ballot of the whole plan.
    Scores,
    /// All sections side by side, the most divided first.
    Board,
    /// The agencies' views of the plan as a whole.
    Views,
    /// The framework's questions on the whole.
    Questions,
    /// Themes and actions.
    Actions,
    /// The check page and the signatures.
    SignOff,
}

impl Place {
    /// The place as the address names it.
    pub fn name(&self) -> String {
        match self {
            Self::Section(section) => format!("section-{section}"),
            Self::Details => "details".to_owned(),
            Self::Scores => "scores".to_owned(),
            Self::Board => "board".to_owned(),
            Self::Views => "views".to_owned(),
            Self::Questions => "questions".to_owned(),
            Self::Actions => "actions".to_owned(),
            Self::SignOff => "sign".to_owned(),
        }
    }

    /// The place that the address names.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "details" => Some(Self::Details),
            "scores" => Some(Self::Scores),
            "board" => Some(Self::Board),
            "views" => Some(Self::Views),
            "questions" => Some(Self::Questions),
            "actions" => Some(Self::Actions),
            "sign" => Some(Self::SignOff),
            _ => SectionId::new(name.strip_prefix("section-")?).ok().map(Self::Section),
        }
    }

    /// The section, where the place is one.
    pub fn section(&self) -> Option<&SectionId> {
        match self {
            Self::Section(section) => Some(section),
            Self::Details
            | Self::Scores
            | Self::Board
            | Self::Views
            | Self::Questions
            | Self::Actions
            | Self::SignOff => None,
        }
    }

    /// What the place is called; a section is called by the framework.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Section(_) => "",
            Self::Details => "Before you score",
            Self::Scores => "My scores",
            Self::Board => "All sections",
            Self::Views => "Views on the plan",
            Self::Questions => "Questions on the whole",
            Self::Actions => "Themes and actions",
            Self::SignOff => "Check and sign",
        }
    }

    /// Whether a review with this framework has the place.
    pub fn is_in(&self, framework: &Framework) -> bool {
        match self {
            Self::Section(id) => framework.section(id).is_some(),
            Self::Details => framework.details_asked(false).next().is_some(),
            Self::Questions => !framework.questions.is_empty() || framework.details_asked(true).next().is_some(),
            Self::Scores | Self::Board | Self::Views | Self::Actions | Self::SignOff => true,
        }
    }
}

/// The part of the address after the path that leads to a place.
pub fn query(review: &ReviewId, place: &Place) -> String {
    format!("?plan={review}&at={}", place.name())
}

/// The id of the heading of the place that one looks at.
pub const PLACE_HEADING: &str = "room-place";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_an_address_that_leads_back() {
        let section = Place::Section(SectionId::new("H1").unwrap());
        for place in [
            section,
            Place::Details,
            Place::Scores,
            Place::Board,
            Place::Views,
            Place::Questions,
            Place::Actions,
            Place::SignOff,
        ] {
            assert_eq!(Place::from_name(&place.name()), Some(place));
        }
        for bad in ["", "section-", "section-../x", "elsewhere"] {
            assert_eq!(Place::from_name(bad), None, "{bad:?}");
        }
    }
}
