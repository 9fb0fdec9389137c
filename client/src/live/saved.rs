//! The state of the one line about saving, and the notices beside it. Worked out by [`crate::live::engine`].

use crate::words::grammar::count;

/// Where a person's changes are. Saved means committed at the server, never a guess.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::enum_variant_names, reason = "the variants are called what the line says")]
pub enum Saved {
    /// Everything is kept at the server.
    AllSaved,
    /// Something is on its way.
    Saving,
    /// So many texts did not fit where they were put, and are in this page only.
    Unfit {
        /// How many.
        texts: usize,
    },
    /// There is no connection; so many changes wait here.
    Offline {
        /// How many changes and commands the server has not acknowledged.
        kept: usize,
    },
    /// The server is of another version than this page, which has to be loaded again.
    Reload,
    /// This page's seat is gone; the sentence says why.
    Ended(String),
}

impl Saved {
    /// Whether something is in this page only, so that it would be gone with it.
    #[must_use]
    pub fn is_in_this_page_only(&self) -> bool {
        matches!(self, Self::Unfit { .. })
    }

    /// Whether nothing will be sent any more.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Reload | Self::Ended(_))
    }
}

/// Something that a person has to know about their own changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Grows with each notice of this page, so that a list of them has keys.
    pub number: u64,
    /// What happened and what to do.
    pub sentence: String,
    /// What the person had written and the server did not take, so that it can be copied.
    pub texts: Vec<String>,
}

/// What the line says.
pub fn words(saved: &Saved) -> String {
    match saved {
        Saved::AllSaved => "All changes saved".to_owned(),
        Saved::Saving => "Saving…".to_owned(),
        Saved::Unfit { texts } => format!("Not all saved: {} did not fit", count(*texts, "text", "texts")),
        Saved::Offline { kept: 0 } => "Offline: trying to connect again".to_owned(),
        Saved::Offline { kept } => format!("Offline: {} kept here", count(*kept, "change", "changes")),
        Saved::Reload => "There is a new version of this page".to_owned(),
        Saved::Ended(sentence) => sentence.clone(),
    }
}
