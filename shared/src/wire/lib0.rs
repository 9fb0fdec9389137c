//! The primitives under every frame and update: variable-length integers, strings and buffers as lib0 has them.
//!
//! Reading never panics and never allocates: a declared length only ever narrows a slice that is already there.
//! Numbers must be in their shortest form, so that one value has one encoding. Limits on what is read belong to
//! the callers, `codec` and `scan`.

use crate::wire::limits::INTEGER_MAX;

/// Why bytes could not be read as lib0 primitives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The bytes end inside a value.
    #[error("the bytes end inside a value")]
    Truncated,
    /// Bytes follow the last value.
    #[error("bytes follow the last value")]
    TrailingBytes,
    /// An integer is larger than `INTEGER_MAX`.
    #[error("an integer is beyond 2^53 - 1")]
    IntegerTooLarge,
    /// An integer is written in more bytes than it needs.
    #[error("an integer is not in its shortest form")]
    IntegerNotShortest,
    /// A string is not valid UTF-8.
    #[error("a string is not UTF-8")]
    NotUtf8,
    /// A count declares more items than the remaining bytes could hold.
    #[error("a count is larger than the bytes could hold")]
    CountBeyondBytes,
}

/// Reads lib0 primitives from the front of a slice.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Starts at the first of `bytes`.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// How many bytes have not been read.
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.rest.len()
    }

    /// Succeeds if everything has been read.
    ///
    /// # Errors
    /// When bytes are left.
    pub fn finish(self) -> Result<(), ReadError> {
        if self.rest.is_empty() { Ok(()) } else { Err(ReadError::TrailingBytes) }
    }

    /// Reads one byte.
    ///
    /// # Errors
    /// When no byte is left.
    pub fn byte(&mut self) -> Result<u8, ReadError> {
        let (first, rest) = self.rest.split_first().ok_or(ReadError::Truncated)?;
        self.rest = rest;
        Ok(*first)
    }

    /// Reads exactly `len` bytes.
    ///
    /// # Errors
    /// When fewer are left.
    pub fn bytes(&mut self, len: usize) -> Result<&'a [u8], ReadError> {
        let (taken, rest) = self.rest.split_at_checked(len).ok_or(ReadError::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    /// Reads an unsigned integer of at most `INTEGER_MAX`.
    ///
    /// # Errors
    /// When the bytes end inside it, or it is larger, or longer than it needs to be.
    pub fn var_uint(&mut self) -> Result<u64, ReadError> {
        self.continue_integer(0, 0)
    }

    /// Reads a signed integer whose magnitude is at most `INTEGER_MAX`; negative zero reads as zero.
    ///
    /// # Errors
    /// When the bytes end inside it, or it is larger, or longer than it needs to be.
    pub fn var_int(&mut self) -> Result<i64, ReadError> {
        let first = self.byte()?;
        let low = u64::from(first & 0x3f);
        let magnitude = if first & 0x80 == 0 { low } else { self.continue_integer(low, 6)? };
        let magnitude = i64::try_from(magnitude).map_err(|_| ReadError::IntegerTooLarge)?;
        Ok(if first & 0x40 == 0 { magnitude } else { -magnitude })
    }

    /// Reads seven bits a byte, lowest first, above the `shift_bits` bits of `value` that are known already.
    fn continue_integer(&mut self, mut value: u64, mut shift_bits: u32) -> Result<u64, ReadError> {
        loop {
            let byte = self.byte()?;
            // Beyond this shift, bits would fall off the end; any such number is too large anyway.
            if shift_bits > 56 {
                return Err(ReadError::IntegerTooLarge);
            }
            value |= u64::from(byte & 0x7f) << shift_bits;
            if value > INTEGER_MAX {
                return Err(ReadError::IntegerTooLarge);
            }
            if byte & 0x80 == 0 {
                if byte == 0 && shift_bits > 0 {
                    return Err(ReadError::IntegerNotShortest);
                }
                return Ok(value);
            }
            shift_bits += 7;
        }
    }

    /// Reads a length and that many bytes.
    ///
    /// # Errors
    /// When the length cannot be read, or fewer bytes follow.
    pub fn buf(&mut self) -> Result<&'a [u8], ReadError> {
        let len = self.var_uint()?;
        let len = usize::try_from(len).map_err(|_| ReadError::Truncated)?;
        self.bytes(len)
    }

    /// Reads a length in bytes and that much UTF-8.
    ///
    /// # Errors
    /// When the length cannot be read, fewer bytes follow, or they are not UTF-8.
    pub fn string(&mut self) -> Result<&'a str, ReadError> {
        std::str::from_utf8(self.buf()?).map_err(|_| ReadError::NotUtf8)
    }

    /// Reads how many items follow, each of at least `item_bytes_min` bytes, and refuses more than can follow.
    ///
    /// # Errors
    /// When the number cannot be read, or more items are declared than can follow.
    pub fn count(&mut self, item_bytes_min: usize) -> Result<usize, ReadError> {
        let count = self.var_uint()?;
        let most = self.remaining() / item_bytes_min.max(1);
        match usize::try_from(count) {
            Ok(count) if count <= most => Ok(count),
            _ => Err(ReadError::CountBeyondBytes),
        }
    }
}

/// Appends lib0 primitives to a growing buffer.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Starts empty.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Everything written.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Appends an unsigned integer in its shortest form.
    pub fn var_uint(&mut self, mut value: u64) {
        while value > 0x7f {
            self.bytes.push((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push((value & 0x7f) as u8);
    }

    /// Appends a length and the bytes.
    pub fn buf(&mut self, bytes: &[u8]) {
        self.var_uint(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }

    /// Appends a length in bytes and the UTF-8 of `text`.
    pub fn string(&mut self, text: &str) {
        self.buf(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn uint(bytes: &[u8]) -> Result<u64, ReadError> {
        let mut reader = Reader::new(bytes);
        let value = reader.var_uint()?;
        reader.finish()?;
        Ok(value)
    }

    fn int(bytes: &[u8]) -> Result<i64, ReadError> {
        let mut reader = Reader::new(bytes);
        let value = reader.var_int()?;
        reader.finish()?;
        Ok(value)
    }

    #[test]
    fn known_integers_read_as_lib0_writes_them() {
        assert_eq!(uint(&[0xac, 0x02]), Ok(300));
        assert_eq!(uint(&[0x7f]), Ok(127));
        assert_eq!(int(&[0x00]), Ok(0));
        assert_eq!(int(&[0x40]), Ok(0));
        assert_eq!(int(&[0x41]), Ok(-1));
        assert_eq!(int(&[0x3f]), Ok(63));
        assert_eq!(int(&[0x80, 0x01]), Ok(64));
        assert_eq!(int(&[0xff, 0xff, 0xff, 0xff, 0x0f]), Ok(-i64::from(i32::MAX)));
    }

    #[test]
    fn integers_beyond_the_safe_range_are_refused() {
        let mut writer = Writer::new();
        writer.var_uint(INTEGER_MAX);
        assert_eq!(uint(&writer.into_bytes()), Ok(INTEGER_MAX));
        let mut writer = Writer::new();
        writer.var_uint(INTEGER_MAX + 1);
        assert_eq!(uint(&writer.into_bytes()), Err(ReadError::IntegerTooLarge));
        assert_eq!(uint(&[0xff; 30]), Err(ReadError::IntegerTooLarge));
        let mut zeroes_without_end = vec![0x80; 30];
        zeroes_without_end.push(0);
        assert_eq!(uint(&zeroes_without_end), Err(ReadError::IntegerTooLarge));
        assert_eq!(int(&[0xff; 30]), Err(ReadError::IntegerTooLarge));
    }

    #[test]
    fn longer_forms_than_needed_are_refused() {
        assert_eq!(uint(&[0x80, 0x00]), Err(ReadError::IntegerNotShortest));
        assert_eq!(int(&[0x81, 0x00]), Err(ReadError::IntegerNotShortest));
    }

    #[test]
    fn a_declared_length_beyond_the_bytes_is_truncation() {
        assert_eq!(Reader::new(&[0xff, 0xff, 0xff, 0xff, 0x0f, 1]).buf(), Err(ReadError::Truncated));
        let mut writer = Writer::new();
        writer.var_uint(INTEGER_MAX);
        assert_eq!(Reader::new(&writer.into_bytes()).buf(), Err(ReadError::Truncated));
    }

    #[test]
    fn a_count_is_bounded_by_the_bytes_that_follow() {
        assert_eq!(Reader::new(&[2, 0, 0, 0, 0]).count(2), Ok(2));
        assert_eq!(Reader::new(&[3, 0, 0, 0, 0]).count(2), Err(ReadError::CountBeyondBytes));
    }

    proptest! {
        #[test]
        fn written_values_read_back(number in 0..=INTEGER_MAX, text in ".{0,40}", bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut writer = Writer::new();
            writer.var_uint(number);
            writer.string(&text);
            writer.buf(&bytes);
            let written = writer.into_bytes();
            let mut reader = Reader::new(&written);
            prop_assert_eq!(reader.var_uint(), Ok(number));
            prop_assert_eq!(reader.string(), Ok(text.as_str()));
            prop_assert_eq!(reader.buf(), Ok(bytes.as_slice()));
            prop_assert_eq!(reader.finish(), Ok(()));
        }
    }
}
