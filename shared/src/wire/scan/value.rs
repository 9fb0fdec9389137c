//! Reading past one value of a map entry, to any depth that the rules allow, without recursion.

use super::ScanError;
use crate::wire::lib0::Reader;
use crate::wire::limits::{MAP_KEY_BYTES_MAX, VALUE_LEVELS_MAX};

/// The fewest bytes of a value: its kind.
pub(super) const VALUE_BYTES_MIN: usize = 1;

/// The fewest bytes of an object's member: an empty key and a value.
const MEMBER_BYTES_MIN: usize = 2;

/// Kinds of values, as lib0 numbers them.
mod kind {
    pub const UNDEFINED: u8 = 127;
    pub const NULL: u8 = 126;
    pub const INTEGER: u8 = 125;
    pub const FLOAT32: u8 = 124;
    pub const FLOAT64: u8 = 123;
    pub const BIGINT: u8 = 122;
    pub const FALSE: u8 = 121;
    pub const TRUE: u8 = 120;
    pub const STRING: u8 = 119;
    pub const OBJECT: u8 = 118;
    pub const ARRAY: u8 = 117;
}

/// An array or an object that has been entered.
#[derive(Clone, Copy, Default)]
struct Level {
    left: usize,
    keyed: bool,
}

/// Reads past one value that nests at most `levels_max` arrays and objects.
pub(super) fn skip(reader: &mut Reader<'_>, levels_max: usize) -> Result<(), ScanError> {
    let levels_max = levels_max.min(VALUE_LEVELS_MAX);
    let mut levels = [Level::default(); VALUE_LEVELS_MAX];
    let mut depth = 0;
    loop {
        if let Some(entered) = enter_or_skip(reader)? {
            if depth == levels_max {
                return Err(ScanError::ValueTooDeep);
            }
            levels[depth] = entered;
            depth += 1;
        }
        // Leave all that is finished, and stop in front of the next value.
        while depth > 0 && levels[depth - 1].left == 0 {
            depth -= 1;
        }
        if depth == 0 {
            return Ok(());
        }
        let level = &mut levels[depth - 1];
        level.left -= 1;
        if level.keyed && reader.string()?.len() > MAP_KEY_BYTES_MAX {
            return Err(ScanError::KeyTooLong);
        }
    }
}

/// Reads a scalar whole, or an array or object up to its first member.
fn enter_or_skip(reader: &mut Reader<'_>) -> Result<Option<Level>, ScanError> {
    match reader.byte()? {
        kind::UNDEFINED | kind::NULL | kind::FALSE | kind::TRUE => {}
        kind::INTEGER => {
            reader.var_int()?;
        }
        kind::FLOAT32 => {
            let bits = u32::from_be_bytes(fixed(reader)?);
            finite(f32::from_bits(bits).is_finite())?;
        }
        kind::FLOAT64 => {
            let bits = u64::from_be_bytes(fixed(reader)?);
            finite(f64::from_bits(bits).is_finite())?;
        }
        kind::BIGINT => {
            reader.bytes(size_of::<i64>())?;
        }
        kind::STRING => {
            reader.string()?;
        }
        kind::OBJECT => {
            let left = reader.count(MEMBER_BYTES_MIN)?;
            return Ok(Some(Level { left, keyed: true }));
        }
        kind::ARRAY => {
            let left = reader.count(VALUE_BYTES_MIN)?;
            return Ok(Some(Level { left, keyed: false }));
        }
        unknown => return Err(ScanError::ValueKind(unknown)),
    }
    Ok(None)
}

fn fixed<const N: usize>(reader: &mut Reader<'_>) -> Result<[u8; N], ScanError> {
    let mut bytes = [0; N];
    bytes.copy_from_slice(reader.bytes(N)?);
    Ok(bytes)
}

fn finite(is_finite: bool) -> Result<(), ScanError> {
    if is_finite { Ok(()) } else { Err(ScanError::NumberNotFinite) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::ReadError;

    #[track_caller]
    fn check(bytes: &[u8], levels_max: usize, expected: Result<(), ScanError>) {
        let mut reader = Reader::new(bytes);
        let result = skip(&mut reader, levels_max).and_then(|()| Ok(reader.finish()?));
        assert_eq!(result, expected, "{bytes:?} to {levels_max} levels");
    }

    #[test]
    fn every_scalar_is_passed() {
        let integer = [125, 0x84, 0x01];
        let bigint = [122, 0, 0, 0, 0, 0, 0, 0, 1];
        let float64 = [123, 0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a];
        let scalars: [&[u8]; 9] = [
            &[127],
            &[126],
            &[121],
            &[120],
            &[119, 2, b'h', b'i'],
            &integer,
            &[124, 0x40, 0x80, 0, 0],
            &float64,
            &bigint,
        ];
        for scalar in scalars {
            check(scalar, 0, Ok(()));
            for end in 0..scalar.len() {
                check(&scalar[..end], 0, Err(ReadError::Truncated.into()));
            }
        }
    }

    #[test]
    fn nesting_stops_at_the_level_that_the_rules_give() {
        let object_of_array = [118, 2, 1, b'a', 117, 2, 120, 126, 1, b'b', 121];
        check(&object_of_array, 2, Ok(()));
        check(&object_of_array, 1, Err(ScanError::ValueTooDeep));
        check(&object_of_array, 0, Err(ScanError::ValueTooDeep));
        check(&[117, 2, 117, 0, 117, 0], 2, Ok(()));
        check(&[117, 0], 1, Ok(()));
    }

    #[test]
    fn a_hundred_thousand_levels_are_refused_whatever_the_rules_ask_for() {
        let nested: Vec<u8> = [117, 1].repeat(100_000);
        check(&nested, usize::MAX, Err(ScanError::ValueTooDeep));
        let nested: Vec<u8> = [118, 1, 0].repeat(100_000);
        check(&nested, usize::MAX, Err(ScanError::ValueTooDeep));
    }

    #[test]
    fn what_json_cannot_say_is_refused() {
        check(&[124, 0x7f, 0xc0, 0, 0], 0, Err(ScanError::NumberNotFinite));
        check(&[123, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0], 0, Err(ScanError::NumberNotFinite));
        check(&[116, 1, 0], 0, Err(ScanError::ValueKind(116)));
        check(&[0], 0, Err(ScanError::ValueKind(0)));
    }

    #[test]
    fn counts_and_keys_are_bounded() {
        let claim = [0xff, 0xff, 0xff, 0xff, 0x0f];
        for container in [117, 118] {
            check(&[&[container], &claim[..], &[126; 8]].concat(), 1, Err(ReadError::CountBeyondBytes.into()));
        }
        let mut long_key = vec![118, 1, 0x81, 0x01];
        long_key.extend([b'k'; MAP_KEY_BYTES_MAX + 1]);
        long_key.push(126);
        check(&long_key, 1, Err(ScanError::KeyTooLong));
    }
}
