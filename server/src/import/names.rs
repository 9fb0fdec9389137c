//! Titles and ids for what a list leaves unnamed, made from the file's name and the sections' titles.

use std::collections::BTreeSet;

use super::limits::NAME_CHARS_MAX;

/// How long an id that is made from a title may be; it leaves room for a row's number behind a section's.
const STEM_CHARS_MAX: usize = 28;

/// What stands behind the last dot of a file's name, in small letters; empty without one.
pub(super) fn extension(name: &str) -> String {
    last_part(name).rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

/// The file's name as people should read it: without its folder, its ending, and anything that is not for the eye.
pub(super) fn title(name: &str) -> String {
    let file = last_part(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words: Vec<&str> =
        stem.split(|c: char| c.is_whitespace() || c == '_').filter(|word| !word.is_empty()).collect();
    let plain: String = words.join(" ").chars().filter(|c| !is_invisible(*c)).take(NAME_CHARS_MAX).collect();
    let plain = plain.trim();
    if plain.is_empty() { "Imported framework".to_owned() } else { plain.to_owned() }
}

/// An id made from a title: its letters and digits in small, with hyphens between; `fallback` if none are left.
pub(super) fn id(title: &str, fallback: &str) -> String {
    let mut id = String::new();
    for letter in title.chars() {
        if letter.is_ascii_alphanumeric() {
            id.push(letter.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') && !matches!(letter, '\'' | '’') {
            id.push('-');
        }
        if id.len() == STEM_CHARS_MAX {
            break;
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { fallback.to_owned() } else { id.to_owned() }
}

/// Ids that are each given out once.
#[derive(Debug, Default)]
pub(super) struct SectionIds(BTreeSet<String>);

impl SectionIds {
    /// The id of a section: its title if that is a short code such as `H1`, else one that is made from it, with a
    /// number behind it where another section has the same.
    pub(super) fn next(&mut self, title: &str, position: usize) -> String {
        let is_code = title.len() <= 4 && title.chars().all(|c| c.is_ascii_alphanumeric());
        let stem = if is_code { title.to_owned() } else { id(title, &format!("section-{position}")) };
        let numbered = (2..).map(|n| format!("{stem}-{n}"));
        let free = std::iter::once(stem.clone()).chain(numbered).find(|id| self.0.insert(id.to_ascii_lowercase()));
        free.unwrap_or(stem)
    }
}

fn last_part(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// Control characters, and those that turn the direction of the text around them or have no width.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_readable_part_of_the_files_name() {
        assert_eq!(title("Our_local form.xlsx"), "Our local form");
        assert_eq!(title("../../etc/passwd"), "passwd");
        assert_eq!(title(r"C:\plans\spring.audit.csv"), "spring.audit");
        assert_eq!(title("a\u{202e}b\u{7}c.csv"), "abc");
        assert_eq!(title(".csv"), "Imported framework");
        assert_eq!(title(&"a".repeat(300)).len(), NAME_CHARS_MAX);
        assert_eq!(extension("dir.csv/list"), "");
        assert_eq!(extension("List.XLSX"), "xlsx");
    }

    #[test]
    fn ids_follow_the_grammar_and_are_given_out_once() {
        assert_eq!(id("The child’s views & wishes", "x"), "the-childs-views-wishes");
        assert_eq!(id("ŷ – ŵ", "imported"), "imported");
        assert!(id(&"long words ".repeat(20), "x").len() <= STEM_CHARS_MAX);
        let mut ids = SectionIds::default();
        let given: Vec<_> = ["H1", "h1", "Views", "VIEWS", "Views!", "語"]
            .iter()
            .enumerate()
            .map(|(at, title)| ids.next(title, at + 1))
            .collect();
        assert_eq!(given, ["H1", "h1-2", "views", "views-2", "views-3", "section-6"]);
    }
}
