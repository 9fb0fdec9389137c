//! Canonical JSON and its hash: one value has exactly one text, whoever writes it.
//!
//! The form is that of RFC 8785 for the values that Accord keeps: keys sorted, no white space,
//! shortest escapes, and integers only, so that no two programs can disagree about a number. What
//! is hashed (frameworks, records) is decided by its owner.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The greatest integer that every JSON reader keeps exactly: 2^53 - 1.
pub const INTEGER_MAX: u64 = 9_007_199_254_740_991;

/// Why a value has no canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A number with a fraction, or one beyond [`INTEGER_MAX`].
    #[error("{0} is not an integer that every reader keeps exactly")]
    NotAnExactInteger(String),
    /// The value cannot be written as JSON at all, such as a map whose keys are not text.
    #[error("the value cannot be written as JSON: {0}")]
    NotJson(String),
}

/// The canonical JSON of a value.
pub fn canonical_json(value: &Value) -> Result<String, CanonicalError> {
    let mut text = String::new();
    write(value, &mut text)?;
    Ok(text)
}

/// The canonical JSON of anything that can be written as JSON.
pub fn canonical_json_of<T: Serialize>(value: &T) -> Result<String, CanonicalError> {
    let value = serde_json::to_value(value).map_err(|e| CanonicalError::NotJson(e.to_string()))?;
    canonical_json(&value)
}

/// The SHA-256 of a text, as 64 lower-case hexadecimal digits.
#[must_use]
pub fn sha256_hex(text: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(text.as_bytes()))
}

fn write(value: &Value, out: &mut String) -> Result<(), CanonicalError> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => out.push_str(&exact_integer(number)?),
        Value::String(text) => write_text(text, out)?,
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(map) => {
            // Sorted here and by UTF-16 units, as RFC 8785 asks: the order in which the map hands
            // out its keys depends on a feature flag that any crate of the build may set.
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            out.push('{');
            for (at, (key, item)) in entries.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_text(key, out)?;
                out.push(':');
                write(item, out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

fn exact_integer(number: &serde_json::Number) -> Result<String, CanonicalError> {
    let size = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
    match size {
        Some(size) if size <= INTEGER_MAX => Ok(number.to_string()),
        _ => Err(CanonicalError::NotAnExactInteger(number.to_string())),
    }
}

fn write_text(text: &str, out: &mut String) -> Result<(), CanonicalError> {
    let quoted = serde_json::to_string(text).map_err(|e| CanonicalError::NotJson(e.to_string()))?;
    out.push_str(&quoted);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_and_white_space_is_gone() {
        let value: Value = serde_json::from_str(r#" { "b" : [1, -2, null], "a": {"z": true, "é": "x\ny"} } "#).unwrap();
        assert_eq!(canonical_json(&value).unwrap(), r#"{"a":{"z":true,"é":"x\ny"},"b":[1,-2,null]}"#);
    }

    #[test]
    fn the_order_of_keys_is_that_of_utf16_units() {
        // The emoji is above U+FB33 as a character and below it as UTF-16 units (RFC 8785, 3.2.3).
        let value = json!({"\u{fb33}": 1, "\u{1f600}": 2, "a": 3});
        assert_eq!(canonical_json(&value).unwrap(), "{\"a\":3,\"\u{1f600}\":2,\"\u{fb33}\":1}");
    }

    #[test]
    fn only_exact_integers_have_a_canonical_form() {
        for bad in [json!(1.5), json!(1.0), json!(INTEGER_MAX + 1), json!([i64::MIN])] {
            assert!(matches!(canonical_json(&bad), Err(CanonicalError::NotAnExactInteger(_))), "{bad}");
        }
        assert_eq!(canonical_json(&json!(INTEGER_MAX)).unwrap(), "9007199254740991");
    }

    #[test]
    fn control_characters_take_the_shortest_escape() {
        assert_eq!(canonical_json(&json!("\u{8}\t\u{1f}\"\\/")).unwrap(), r#""\b\t\u001f\"\\/""#);
    }

    #[test]
    fn the_hash_is_that_of_the_standard() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256_hex(""), empty);
    }
}
