//! Frameworks: what there is to choose from, and an area's own.

use serde::{Deserialize, Serialize};

use crate::framework::{Framework, FrameworkId, Subject};
use crate::id::Time;

/// A framework in the list to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FrameworkSummary {
    /// Its id.
    pub id: FrameworkId,
    /// Its newest published version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// What it is for, in a sentence.
    pub about: String,
    /// What is judged with it.
    pub subject: Subject,
    /// Where it comes from: council, document, date and annex.
    pub source: String,
    /// Whether the area made it or it came with Accord.
    pub own: bool,
    /// Other words for its points, by the ids under which they are chosen.
    #[serde(default)]
    pub faces: Vec<FaceSummary>,
    /// How many things are marked.
    pub rows: usize,
}

impl FrameworkSummary {
    /// The summary of a published framework.
    #[must_use]
    pub fn of(framework: &Framework, own: bool) -> Self {
        let mut faces: Vec<FaceSummary> = Vec::new();
        for face in framework.scales.iter().flat_map(|scale| &scale.faces) {
            if !faces.iter().any(|known| known.id == face.id.as_str()) {
                faces.push(FaceSummary { id: face.id.to_string(), title: face.title.clone() });
            }
        }
        Self {
            id: framework.id.clone(),
            version: framework.version.clone(),
            title: framework.title.clone(),
            about: framework.about.clone(),
            subject: framework.subject,
            source: framework.source.cited(),
            own,
            faces,
            rows: framework.targets().count(),
        }
    }
}

/// Other words for a scale's points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FaceSummary {
    /// The id by which it is chosen.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// A draft of the area's own framework in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftSummary {
    /// The id that it will be published under.
    pub id: FrameworkId,
    /// Its title.
    pub title: String,
    /// When it was last changed.
    pub changed_at: Time,
}

/// A draft of the area's own framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FrameworkDraft {
    /// The id that it will be published under.
    pub id: FrameworkId,
    /// Grows by one with each change, so that two editors do not overwrite each other unseen.
    pub revision: u32,
    /// The framework as a file has it; it may be unfinished.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub body: serde_json::Value,
    /// What must be mended before it can be published: the place and what to do. Empty when it can be.
    pub problems: Vec<String>,
    /// The versions that are published already, in that order.
    pub published: Vec<String>,
    /// The id that was asked for, where the draft could not have it; only in the answer that makes the draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_for: Option<FrameworkId>,
}

/// A framework to be copied as a draft of the area's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CopyFramework {
    /// What is copied: its newest version.
    pub from: FrameworkId,
    /// The id of the copy. The same as `from` for the next version of an own framework; in place of a shipped
    /// framework's id, the copy gets one with a number behind it.
    pub id: FrameworkId,
    /// The title of the copy.
    pub title: String,
}

/// A draft to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeDraft {
    /// The revision that was changed.
    pub revision: u32,
    /// The framework as a file has it; it may be unfinished. Its `id` is the draft's or absent, and its `version` counts
    /// for nothing: publishing gives it both.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub body: serde_json::Value,
}

/// A draft to be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishDraft {
    /// The revision that was looked at.
    pub revision: u32,
    /// The version's name, such as `2026.1`: letters a to z, digits, dots, hyphens and underscores, beginning with a
    /// letter or digit; none that was published before.
    pub version: String,
}
