//! Where a coordinator downloads a closed record, and what the file is called.

use accord_shared::id::{PanelId, ReviewId};

/// The address from which a coordinator downloads a record.
pub fn download(panel: &PanelId, review: &ReviewId, version: u32) -> String {
    format!("/api/panels/{panel}/reviews/{review}/records/{version}?download=1")
}

/// A file name without anything that a file system may not like.
pub fn file_name(case_ref: &str, version: u32) -> String {
    let plain: String = case_ref.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("accord-{plain}-v{version}.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_plain() {
        assert_eq!(file_name("EX/0142 (b)", 2), "accord-EX-0142--b--v2.json");
    }
}
