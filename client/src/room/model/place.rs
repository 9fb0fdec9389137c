//! Where in the room a person looks, and how the address of the page says it.

use accord_shared::framework::SectionId;
use accord_shared::id::ReviewId;

/// A place in the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// One section of the framework.
    Section(SectionId),
    /// All sections side by side, the most divided first.
    Board,
    /// The agencies' views of the plan as a whole.
    Views,
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
            Self::Board => "board".to_owned(),
            Self::Views => "views".to_owned(),
            Self::Actions => "actions".to_owned(),
            Self::SignOff => "sign".to_owned(),
        }
    }

    /// The place that the address names.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "board" => Some(Self::Board),
            "views" => Some(Self::Views),
            "actions" => Some(Self::Actions),
            "sign" => Some(Self::SignOff),
            _ => SectionId::new(name.strip_prefix("section-")?).ok().map(Self::Section),
        }
    }

    /// The section, where the place is one.
    pub fn section(&self) -> Option<&SectionId> {
        match self {
            Self::Section(section) => Some(section),
            Self::Board | Self::Views | Self::Actions | Self::SignOff => None,
        }
    }
}

/// The part of the address after the path that leads to a place.
pub fn query(review: &ReviewId, place: &Place) -> String {
    format!("?plan={review}&at={}", place.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_an_address_that_leads_back() {
        let section = Place::Section(SectionId::new("H1").unwrap());
        for place in [section, Place::Board, Place::Views, Place::Actions, Place::SignOff] {
            assert_eq!(Place::from_name(&place.name()), Some(place));
        }
        for bad in ["", "section-", "section-../x", "elsewhere"] {
            assert_eq!(Place::from_name(bad), None, "{bad:?}");
        }
    }
}
