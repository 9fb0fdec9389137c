//! The texts of a scale's criteria.

use accord_shared::framework::{Criteria, Origin};

/// The sentence of a point's criteria as a text, and back: what the area writes is its own.
pub fn with_text(before: Option<&Criteria>, text: String) -> Option<Criteria> {
    if text.trim().is_empty() {
        return None;
    }
    let origin = before.filter(|before| before.text == text).map_or(Origin::Own, |before| before.origin);
    Some(Criteria { text, origin })
}
