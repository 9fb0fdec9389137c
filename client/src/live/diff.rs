//! Differences between two texts, counted as browsers and Y documents count: in UTF-16 units.
//!
//! A text field says only what it holds now; this file works out what was typed. Nothing here knows of documents or of
//! the browser.

/// One replacement in a text: at `at`, `delete` units give way to `insert`. Invariant: it never cuts a character in two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where it begins, in UTF-16 units.
    pub at: u32,
    /// How many UTF-16 units go.
    pub delete: u32,
    /// What comes instead.
    pub insert: String,
}

impl Edit {
    /// Whether the edit leaves every text as it was.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.delete == 0 && self.insert.is_empty()
    }

    /// Where a place in the text lies once `self` has been made. A place inside what was deleted moves to its start;
    /// a place where something was inserted stays before it.
    #[must_use]
    pub fn carry(&self, place: u32) -> u32 {
        let end = self.at + self.delete;
        if place >= end && place > self.at { place - self.delete + units(&self.insert) } else { place.min(self.at) }
    }

    /// The same change after `others` have been made one after the other.
    #[must_use]
    pub fn carried_over(&self, others: &[Self]) -> Self {
        let (mut start, mut end) = (self.at, self.at + self.delete);
        for other in others {
            start = other.carry(start);
            end = other.carry(end).max(start);
        }
        Self { at: start, delete: end - start, insert: self.insert.clone() }
    }
}

/// How many UTF-16 units the text has.
#[must_use]
pub fn units(text: &str) -> u32 {
    let units = text.chars().map(char::len_utf16).sum::<usize>();
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// The place itself or, where it is inside a character, the one behind that; at most the text's end.
#[must_use]
pub fn whole(text: &str, place: u32) -> u32 {
    units(&text[..byte_at(text, place)])
}

/// The one edit that turns `old` into `new`. Where several would, the caret says which: what stands behind it after
/// typing was there before.
#[must_use]
pub fn diff(old: &str, new: &str, caret: Option<u32>) -> Edit {
    let behind_caret = caret.map_or(0, |caret| new.len() - byte_at(new, caret));
    let behind = common_end(old, new, behind_caret);
    let before = common_start(&old[..old.len() - behind], &new[..new.len() - behind]);
    // The caret only chooses between equals: what more is the same at the end stays too.
    let more = common_end(&old[before..old.len() - behind], &new[before..new.len() - behind], usize::MAX);
    let (old_end, new_end) = (old.len() - behind - more, new.len() - behind - more);
    Edit { at: units(&old[..before]), delete: units(&old[before..old_end]), insert: new[before..new_end].to_owned() }
}

/// The text as a text field shows it: every line break is one line feed.
#[must_use]
pub fn shown(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// An edit of [`shown`]`(text)` as an edit of `text` itself, whose line breaks may be two units long.
#[must_use]
pub fn unshown(text: &str, edit: &Edit) -> Edit {
    if !text.contains('\r') {
        return edit.clone();
    }
    let start = unshown_place(text, edit.at);
    let end = unshown_place(text, edit.at + edit.delete);
    Edit { at: start, delete: end - start, insert: edit.insert.clone() }
}

fn unshown_place(text: &str, place: u32) -> u32 {
    let (mut seen, mut raw) = (0, 0);
    let mut chars = text.chars().peekable();
    while seen < place {
        let Some(c) = chars.next() else { break };
        raw += len_units(c);
        if c == '\r' && chars.peek() == Some(&'\n') {
            // The pair is shown as one, counted when its second half comes by.
            continue;
        }
        seen += len_units(c);
    }
    raw
}

/// The byte where a place lies; a place inside a character or behind the text moves to the next place that is none.
fn byte_at(text: &str, place: u32) -> usize {
    let mut seen = 0;
    for (byte, c) in text.char_indices() {
        if seen >= place {
            return byte;
        }
        seen += len_units(c);
    }
    text.len()
}

/// How many bytes two texts have in common at the start, in whole characters.
fn common_start(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum()
}

/// How many bytes two texts have in common at the end, in whole characters and at most so many bytes.
fn common_end(a: &str, b: &str, bytes_max: usize) -> usize {
    let mut bytes = 0;
    for (x, y) in a.chars().rev().zip(b.chars().rev()) {
        if x != y || bytes + x.len_utf8() > bytes_max {
            break;
        }
        bytes += x.len_utf8();
    }
    bytes
}

fn len_units(c: char) -> u32 {
    if c.len_utf16() == 1 { 1 } else { 2 }
}

#[cfg(test)]
impl Edit {
    /// The text after the edit. An edit that does not fit is cut to what does.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let start = byte_at(text, self.at);
        let end = byte_at(text, self.at.saturating_add(self.delete));
        let mut result = String::with_capacity(text.len() + self.insert.len());
        result.push_str(&text[..start]);
        result.push_str(&self.insert);
        result.push_str(&text[end..]);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the edit is, checked to do what it says.
    fn check(old: &str, new: &str, caret: Option<u32>) -> (u32, u32, String) {
        let edit = diff(old, new, caret);
        assert_eq!(edit.apply(old), new, "{old:?} to {new:?} by {edit:?}");
        (edit.at, edit.delete, edit.insert)
    }

    #[test]
    fn typing_deleting_and_replacing_are_found() {
        assert_eq!(check("", "a", Some(1)), (0, 0, "a".into()));
        assert_eq!(check("held", "hello", Some(5)), (3, 1, "lo".into()));
        assert_eq!(check("one two", "one", Some(3)), (3, 4, String::new()));
        assert_eq!(check("one two three", "one 2 three", None), (4, 3, "2".into()));
        assert!(diff("same", "same", Some(2)).is_nothing());
    }

    #[test]
    fn the_caret_says_where_among_equal_letters() {
        assert_eq!(check("aaaa", "aaaaa", Some(2)), (1, 0, "a".into()));
        assert_eq!(check("aaaa", "aaaaa", None), (4, 0, "a".into()));
        assert_eq!(check("aaaa", "aaa", Some(1)), (1, 1, String::new()));
    }

    #[test]
    fn a_caret_far_from_the_change_does_not_widen_it() {
        assert_eq!(check("one two three", "one 2 three", Some(11)), (4, 3, "2".into()));
        assert_eq!(check("one two three", "one 2 three", Some(0)), (4, 3, "2".into()));
    }

    #[test]
    fn characters_of_two_units_are_never_cut() {
        // The two faces differ in their second unit only.
        assert_eq!(check("a😀b", "a😃b", None), (1, 2, "😃".into()));
        assert_eq!(check("😀😀", "😀😀😀", Some(2)), (0, 0, "😀".into()));
        assert_eq!(check("né", "nè", Some(2)), (1, 1, "è".into()));
        assert_eq!(units("a😀é"), 4);
        assert_eq!([0, 1, 2, 3, 9].map(|place| whole("a😀", place)), [0, 1, 3, 3, 3]);
    }

    #[test]
    fn places_are_carried_over_an_edit() {
        let edit = Edit { at: 3, delete: 2, insert: "xyz".into() };
        let carried: Vec<u32> = (0..=7).map(|place| edit.carry(place)).collect();
        assert_eq!(carried, [0, 1, 2, 3, 3, 6, 7, 8]);
        let insert = Edit { at: 3, delete: 0, insert: "x".into() };
        assert_eq!([2, 3, 4].map(|place| insert.carry(place)), [2, 3, 5]);
    }

    #[test]
    fn an_edit_made_while_others_were_held_lands_where_it_was_meant() {
        let old = "one two three";
        let others =
            [Edit { at: 0, delete: 0, insert: "zero ".into() }, Edit { at: 12, delete: 1, insert: String::new() }];
        let mine = diff(old, "one TWO three", None).carried_over(&others);
        let theirs = others.iter().fold(old.to_owned(), |text, edit| edit.apply(&text));
        assert_eq!(mine.apply(&theirs), "zero one TWOthree");
    }

    #[test]
    fn line_breaks_of_two_units_are_counted_once_in_the_field() {
        let raw = "a\r\nb\rc";
        assert_eq!(shown(raw), "a\nb\nc");
        let edit = diff(&shown(raw), "a\nbX\nc", Some(4));
        assert_eq!(unshown(raw, &edit).apply(raw), "a\r\nbX\rc");
        let gone = diff(&shown(raw), "ab\nc", Some(1));
        assert_eq!(unshown(raw, &gone).apply(raw), "ab\rc");
    }
}
