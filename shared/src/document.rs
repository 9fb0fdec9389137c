//! The documents of a panel and their addresses on the wire. Which document there is says already who may write it;
//! what stands in one is [`crate::schema`], who may read or write it is [`crate::policy`].

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

use crate::id::{PanelId, ParticipantId, ReviewId};
use crate::panel::Agency;

/// One document, or the room itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Document {
    /// `p/<panel>`: no text, only commands, the stage and presence.
    Room(PanelId),
    /// `r/<review>/notes`: shared commentary, proposed themes and actions.
    Notes(ReviewId),
    /// `r/<review>/record`: rationales, final themes and actions.
    Record(ReviewId),
    /// `r/<review>/ballot/<participant>`: one person's draft marks and private reasons.
    Ballot(ReviewId, ParticipantId),
    /// `r/<review>/view/<agency>`: one agency's short view of the plan as a whole.
    View(ReviewId, Agency),
}

/// Why a text is not the address of a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "not the address of a document: p/<panel>, r/<review>/notes, r/<review>/record, r/<review>/ballot/<participant> or r/<review>/view/<agency>"
)]
pub struct BadAddress;

impl Document {
    /// The review that the document belongs to; `None` for the room.
    #[must_use]
    pub fn review(&self) -> Option<&ReviewId> {
        match self {
            Self::Room(_) => None,
            Self::Notes(review) | Self::Record(review) | Self::Ballot(review, _) | Self::View(review, _) => {
                Some(review)
            }
        }
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Room(panel) => write!(f, "p/{panel}"),
            Self::Notes(review) => write!(f, "r/{review}/notes"),
            Self::Record(review) => write!(f, "r/{review}/record"),
            Self::Ballot(review, participant) => write!(f, "r/{review}/ballot/{participant}"),
            Self::View(review, agency) => write!(f, "r/{review}/view/{}", agency.slug()),
        }
    }
}

impl FromStr for Document {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let id = |part: &str| ReviewId::new(part).map_err(|_| BadAddress);
        match text.split('/').collect::<Vec<_>>().as_slice() {
            ["p", panel] => Ok(Self::Room(PanelId::new(*panel).map_err(|_| BadAddress)?)),
            ["r", review, "notes"] => Ok(Self::Notes(id(review)?)),
            ["r", review, "record"] => Ok(Self::Record(id(review)?)),
            ["r", review, "ballot", person] => {
                Ok(Self::Ballot(id(review)?, ParticipantId::new(*person).map_err(|_| BadAddress)?))
            }
            ["r", review, "view", agency] => Ok(Self::View(id(review)?, Agency::from_slug(agency).ok_or(BadAddress)?)),
            _ => Err(BadAddress),
        }
    }
}

impl TryFrom<String> for Document {
    type Error = BadAddress;
    fn try_from(text: String) -> Result<Self, BadAddress> {
        text.parse()
    }
}

impl From<Document> for String {
    fn from(document: Document) -> String {
        document.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_they_are_written() {
        let (r, p) = (ReviewId::new("rev1").unwrap(), ParticipantId::new("per1").unwrap());
        for document in [
            Document::Room(PanelId::new("pan1").unwrap()),
            Document::Notes(r.clone()),
            Document::Record(r.clone()),
            Document::Ballot(r.clone(), p),
            Document::View(r, Agency::ParentCarerForum),
        ] {
            assert_eq!(document.to_string().parse::<Document>().unwrap(), document);
        }
        for bad in ["", "p/", "r/x", "r/x/notes/", "r/x/ballot", "r/X/notes", "r/x/view/nobody", "r/../notes"] {
            assert_eq!(bad.parse::<Document>(), Err(BadAddress), "{bad:?}");
        }
    }
}
