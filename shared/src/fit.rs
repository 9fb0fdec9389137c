//! How much text fits into what, and the sentence about a text that is too long. No text is ever cut: code that takes one
//! in asks its [`Limit`], and what does not fit is refused or kept aside, with the sentence beside it.
//!
//! The server checks by the same limits as the client warns by. A browser's own `maxlength` cuts without a word, so that
//! no field has one.

use std::fmt;

use crate::framework::limits::{TEXT_CHARS_MAX, TITLE_CHARS_MAX, VERSION_CHARS_MAX};
use crate::panel::CALL_CHARS_MAX;

/// The longest title, name, post or reference, in characters.
const LINE_CHARS_MAX: usize = 120;
/// The longest note on where a plan can be read, in characters.
const NOTE_CHARS_MAX: usize = 500;
/// The longest feedback to an author, in characters: two pages.
const FEEDBACK_CHARS_MAX: usize = 6_000;
/// The longest reason that a person gives with a command, in characters: about two pages.
pub const REASON_CHARS_MAX: usize = 4_000;
/// The longest shared text, in UTF-16 units: about ten pages.
pub const TEXT_UNITS_MAX: u32 = 20_000;
/// The longest plain value in a map of a document, in characters: a line of a table.
const VALUE_CHARS_MAX: usize = 500;
/// The longest text that a field takes which Accord only reads something out of, such as a message with a link in it or a
/// list of people: more than forty people with their posts come to.
const PASTED_CHARS_MAX: usize = 20_000;

/// How long a text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    most: usize,
    count: Count,
}

/// What counts as a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    /// A character of Unicode.
    Chars,
    /// A UTF-16 unit, as browsers and Y documents count: most emoji are two.
    Units,
    /// A character of Unicode in the longest line.
    CharsOfLine,
}

impl Limit {
    /// A name, a post, a reference, a title: one line that a coordinator enters.
    pub const LINE: Self = Self::chars(LINE_CHARS_MAX);
    /// Where a plan can be read.
    pub const NOTE: Self = Self::chars(NOTE_CHARS_MAX);
    /// The link to a call.
    pub const CALL: Self = Self::chars(CALL_CHARS_MAX);
    /// What the author of a plan is told.
    pub const FEEDBACK: Self = Self::chars(FEEDBACK_CHARS_MAX);
    /// The reason for a step of a meeting, a dissent, or a reservation.
    pub const REASON: Self = Self::chars(REASON_CHARS_MAX);
    /// A text that people write in a meeting or a form.
    pub const TEXT: Self = Self { most: TEXT_UNITS_MAX as usize, count: Count::Units };
    /// A plain field of an action.
    pub const VALUE: Self = Self::chars(VALUE_CHARS_MAX);
    /// A title or a word of a framework.
    pub const FRAMEWORK_TITLE: Self = Self::chars(TITLE_CHARS_MAX);
    /// A longer text of a framework.
    pub const FRAMEWORK_TEXT: Self = Self::chars(TEXT_CHARS_MAX);
    /// The name of a version.
    pub const VERSION: Self = Self::chars(VERSION_CHARS_MAX);
    /// What is pasted to be read and not kept.
    pub const PASTED: Self = Self::chars(PASTED_CHARS_MAX);

    const fn chars(most: usize) -> Self {
        Self { most, count: Count::Chars }
    }

    /// The same for each line of a list, whose lines may be many.
    #[must_use]
    pub const fn in_each_line(self) -> Self {
        Self { most: self.most, count: Count::CharsOfLine }
    }

    /// The most characters that fit.
    #[must_use]
    pub const fn most(self) -> usize {
        self.most
    }

    /// How long a text is, as this limit counts.
    #[must_use]
    pub fn length(self, text: &str) -> usize {
        match self.count {
            Count::Chars => text.chars().count(),
            Count::Units => text.chars().map(char::len_utf16).sum(),
            Count::CharsOfLine => text.lines().map(|line| line.trim().chars().count()).max().unwrap_or_default(),
        }
    }

    /// Whether a text fits.
    #[must_use]
    pub fn fits(self, text: &str) -> bool {
        // No text has more characters than bytes, and most are short.
        text.len() <= self.most || self.length(text) <= self.most
    }

    /// By how much a text is too long; `None` where it fits.
    #[must_use]
    pub fn too_long(self, text: &str) -> Option<TooLong> {
        if self.fits(text) { None } else { self.too_long_after(0, text) }
    }

    /// The same for a text that comes to one of this length.
    #[must_use]
    pub fn too_long_after(self, length: usize, text: &str) -> Option<TooLong> {
        let over = (length + self.length(text)).saturating_sub(self.most);
        (over > 0).then_some(TooLong { over, most: self.most, in_line: self.count == Count::CharsOfLine })
    }
}

/// A text is too long. Shown, it is a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    /// By how many characters.
    pub over: usize,
    /// How many fit.
    pub most: usize,
    in_line: bool,
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.in_line { "A line is" } else { "This is" };
        write!(f, "{what} {} too long: up to {} fit.", characters(self.over), grouped(self.most))
    }
}

/// "1 character", "40,000 characters".
#[must_use]
pub fn characters(count: usize) -> String {
    if count == 1 { "1 character".to_owned() } else { format!("{} characters", grouped(count)) }
}

/// A number with a comma after each thousand.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_fits_up_to_its_last_character() {
        let limit = Limit::chars(3);
        assert_eq!(limit.too_long("é😀ü"), None);
        assert_eq!(limit.too_long("é😀üx").map(|one| one.over), Some(1));
        assert!(Limit::TEXT.fits(&"x".repeat(20_000)));
        assert!(Limit::TEXT.fits(&"😀".repeat(10_000)), "counted as browsers count");
        assert!(!Limit::TEXT.fits(&"😀".repeat(10_001)));
    }

    #[test]
    fn the_sentence_says_how_much_and_how_much_fits() {
        let sentence = |limit: Limit, length: usize| limit.too_long(&"x".repeat(length)).map(|one| one.to_string());
        assert_eq!(sentence(Limit::TEXT, 60_000).unwrap(), "This is 40,000 characters too long: up to 20,000 fit.");
        assert_eq!(sentence(Limit::LINE, 121).unwrap(), "This is 1 character too long: up to 120 fit.");
        assert_eq!(sentence(Limit::LINE, 120), None);
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn of_a_list_the_longest_line_counts() {
        let list = format!("short\n{}\n", "x".repeat(203));
        let titles = Limit::FRAMEWORK_TITLE.in_each_line();
        let told = titles.too_long(&list).map(|one| one.to_string());
        assert_eq!(told.unwrap(), "A line is 3 characters too long: up to 200 fit.");
        assert_eq!(titles.too_long(&"x\n".repeat(1_000)), None);
    }
}
