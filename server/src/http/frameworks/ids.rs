//! Which ids an area's own frameworks may have. Ids that differ only in capitals are the same; no own framework has that
//! of a shipped one; the next version of an own framework has the id of the last.

use accord_shared::framework::limits::ID_CHARS_MAX;
use accord_shared::framework::{FrameworkId, builtin};
use accord_shared::id::AreaId;

use crate::http::App;
use crate::store::StoreError;

/// An id that no framework has, because the address of one would be that of the drafts.
const RESERVED: &str = "drafts";

/// The ids that an area has given out.
pub(super) struct Ids {
    pub drafts: Vec<FrameworkId>,
    pub published: Vec<FrameworkId>,
}

impl Ids {
    /// Those of an area as they are now.
    pub async fn of(app: &App, area: &AreaId) -> Result<Self, StoreError> {
        let drafts = app.store.drafts(area).await?.into_iter().map(|draft| draft.id).collect();
        let published = app.store.published(area).await?.into_iter().map(|(id, _)| id).collect();
        Ok(Self { drafts, published })
    }

    /// Whether a new draft may have this id: nobody has it, or only the published versions that it is to follow.
    pub fn allow(&self, id: &FrameworkId) -> bool {
        let is_other = |other: &FrameworkId| same(other, id.as_str()) && other != id;
        is_name(id.as_str())
            && !is_shipped(id)
            && !self.drafts.iter().any(|draft| same(draft, id.as_str()))
            && !self.published.iter().any(is_other)
    }

    /// The id itself if nobody has it, else with the first number behind it with which nobody has it.
    pub fn free(&self, id: &FrameworkId) -> FrameworkId {
        let stem = if is_name(id.as_str()) { id.as_str() } else { "framework" };
        let numbered = (2..).map(|number| {
            let end = format!("-{number}");
            // Ids are ASCII, so that every place in one is between two letters.
            let room = stem.len().min(ID_CHARS_MAX - end.len());
            format!("{}{end}", &stem[..room])
        });
        let mut ids = std::iter::once(stem.to_owned()).chain(numbered).filter_map(|text| FrameworkId::new(text).ok());
        ids.find(|id| self.is_unknown(id)).unwrap_or_else(|| id.clone())
    }

    fn is_unknown(&self, id: &FrameworkId) -> bool {
        let mut own = self.drafts.iter().chain(&self.published);
        !is_shipped(id) && !own.any(|other| same(other, id.as_str()))
    }
}

/// Whether a shipped framework has the id.
pub(super) fn is_shipped(id: &FrameworkId) -> bool {
    builtin().iter().any(|framework| same(&framework.id, id.as_str()))
}

/// Whether a text can be the id of an own framework or the name of its version, which stand in addresses and in the
/// names of files.
pub(super) fn is_name(text: &str) -> bool {
    FrameworkId::new(text).is_ok()
        && text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && !text.eq_ignore_ascii_case(RESERVED)
}

fn same(id: &FrameworkId, text: &str) -> bool {
    id.as_str().eq_ignore_ascii_case(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> FrameworkId {
        FrameworkId::new(text).unwrap()
    }

    #[test]
    fn an_id_is_had_once_whatever_its_capitals() {
        let ids = Ids { drafts: vec![id("Written")], published: vec![id("Ours"), id("ours-2")] };
        for (wanted, allowed, free) in [
            ("new", true, "new"),
            ("Ours", true, "Ours-3"),
            ("ours", false, "ours-3"),
            ("written", false, "written-2"),
            ("Written", false, "Written-2"),
            ("essex-full", false, "essex-full-2"),
            ("Essex-Full", false, "Essex-Full-2"),
            ("drafts", false, "framework"),
            ("..", false, "framework"),
        ] {
            assert_eq!((ids.allow(&id(wanted)), ids.free(&id(wanted))), (allowed, id(free)), "{wanted}");
        }
        let long = id(&"a".repeat(ID_CHARS_MAX));
        let ids = Ids { drafts: vec![long.clone()], published: Vec::new() };
        assert_eq!(ids.free(&long).as_str(), format!("{}-2", "a".repeat(ID_CHARS_MAX - 2)));
    }
}
