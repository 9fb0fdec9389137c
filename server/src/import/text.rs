//! The text of a file, read in the encoding that the file states and in no other.
//!
//! An encoding is never guessed: a guess that is wrong changes letters in silence. UTF-8 needs no mark, UTF-16 does;
//! anything else is refused with the line that gives it away.

use super::error::{Counted, RowError};

/// The bytes with which some programs begin UTF-8.
pub(super) const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

const REMEDY: &str = "Save the file again as “CSV UTF-8”";

/// Decodes a whole file.
pub(super) fn decode(bytes: &[u8]) -> Result<String, RowError> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => utf8(bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes))?,
    };
    match text.find('\0') {
        Some(at) => {
            let wrong = "there is a NUL character: the file is not text, or it is UTF-16 without its mark";
            Err(Counted::Lines.error(line_at(&text, at), wrong, REMEDY))
        }
        None => Ok(text),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, RowError> {
    str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let (good, bad) = bytes.split_at(error.valid_up_to());
        let line = line_at(str::from_utf8(good).unwrap_or_default(), good.len());
        let wrong = format!("the byte {:02X} is not UTF-8, and nothing says which encoding it is", bad[0]);
        Counted::Lines.error(line, wrong, REMEDY)
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, RowError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for letter in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        text.push(letter.map_err(|_| broken_utf16(&text))?);
    }
    if rest.is_empty() { Ok(text) } else { Err(broken_utf16(&text)) }
}

fn broken_utf16(before: &str) -> RowError {
    let line = line_at(before, before.len());
    Counted::Lines.error(line, "the file says that it is UTF-16, but half a character stands alone", REMEDY)
}

/// The line, counted from 1, of a place in a text; lines end in LF, CR LF or CR.
fn line_at(text: &str, at: usize) -> u32 {
    let before = &text.as_bytes()[..at];
    let ends = before.iter().zip(before.iter().skip(1).chain([&0])).filter(|pair| match pair {
        (b'\n', _) => true,
        (b'\r', next) => **next != b'\n',
        _ => false,
    });
    u32::try_from(ends.count()).map_or(u32::MAX, |ends| ends.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<&str, &str>) {
        match (decode(bytes), expected) {
            (Ok(text), expected) => assert_eq!(Ok(text.as_str()), expected),
            (Err(error), Err(said)) => assert!(error.to_string().contains(said), "{error}"),
            (Err(error), Ok(text)) => panic!("{text}: {error}"),
        }
    }

    #[test]
    fn a_stated_encoding_is_read_and_none_is_guessed() {
        check("Children’s views".as_bytes(), Ok("Children’s views"));
        check(b"\xef\xbb\xbfviews", Ok("views"));
        check(b"\xff\xfev\0\x19\x20", Ok("v’"));
        check(b"\xfe\xff\0v\xd8\x3d\xde\x00", Ok("v😀"));
        check(b"one\ntwo\r\ncaf\xe9,x\n", Err("Line 3: the byte E9 is not UTF-8"));
        check(b"one\rtwo\rit\x92s", Err("Line 3: the byte 92 is not UTF-8"));
        check(b"v\0i\0e\0w\0s\0", Err("Line 1: there is a NUL character"));
        check(b"\xff\xfea\0\n\0\x3d\xd8b\0", Err("Line 2: the file says that it is UTF-16"));
        check(b"\xff\xfea\0b", Err("half a character"));
        check(b"\xff\xfe\0\0a\0\0\0", Err("NUL character"));
    }
}
