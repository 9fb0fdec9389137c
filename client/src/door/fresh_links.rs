//! The links that the server has just made: kept until the page is loaded again, and nowhere else.

use accord_shared::api::FreshLink;
use accord_shared::id::ParticipantId;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The links that the server has just made. It keeps only their hashes, so they are here until the page is loaded
/// again, and nowhere else.
#[derive(Debug, Clone, Copy)]
pub struct FreshLinks(RwSignal<BTreeMap<ParticipantId, String>>);

impl FreshLinks {
    /// No links.
    pub fn new() -> Self {
        Self(RwSignal::new(BTreeMap::new()))
    }

    /// The links of this browser's page.
    pub fn here() -> Self {
        expect_context::<Self>()
    }

    /// Keeps some more; a newer link of a person takes the place of the older one.
    pub fn add(self, links: impl IntoIterator<Item = FreshLink>) {
        self.0.update(|all| all.extend(links.into_iter().map(|link| (link.participant, link.url))));
    }

    /// The link of a person, if it was made just now.
    pub fn of(self, person: &ParticipantId) -> Option<String> {
        self.0.with(|all| all.get(person).cloned())
    }

    /// Forgets the link of a person: it does not work any more.
    pub fn forget(self, person: &ParticipantId) {
        self.0.update(|all| {
            all.remove(person);
        });
    }

    /// Forgets all of them, when the coordinator signs out.
    pub fn clear(self) {
        self.0.update(BTreeMap::clear);
    }
}
