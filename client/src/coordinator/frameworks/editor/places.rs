//! The element ids of the editor's parts, so that a list of problems can lead to them.

/// The element id of a section's fold.
pub fn fold_id(id: &str) -> String {
    format!("edit-section-{id}-fold")
}

/// The element id of a row's text.
pub fn text_id(id: &str) -> String {
    format!("edit-row-{id}-text")
}
