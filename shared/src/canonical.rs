//! Canonical JSON and its hash: one value has exactly one text.
//!
//! The form is that of RFC 8785 for the values that Accord keeps: keys sorted, no white space,
//! shortest escapes. Invariant: what Accord hashes has no numbers but integers that every reader
//! keeps exactly, because programs differ in how they write any other. What is hashed (frameworks,
//! records) is decided by its owner.

use serde_json::Value;
use sha2::{Digest, Sha256};

/// The canonical JSON of a value. A number that is not an integer is written as it was read, so
/// that a file which somebody tampered with still has a text, and so a hash that does not match.
#[must_use]
pub fn canonical_json(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

/// The SHA-256 of a text, as 64 lower-case hexadecimal digits.
#[must_use]
pub fn sha256_hex(text: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(text.as_bytes()))
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(item, out);
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
                out.push_str(&Value::String(key.clone()).to_string());
                out.push(':');
                write(item, out);
            }
            out.push('}');
        }
        // serde_json already writes these in the one way that RFC 8785 allows.
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => out.push_str(&value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_and_white_space_is_gone() {
        let value: Value = serde_json::from_str(r#" { "b" : [1, -2, null], "a": {"z": true, "é": "x\ny"} } "#).unwrap();
        assert_eq!(canonical_json(&value), r#"{"a":{"z":true,"é":"x\ny"},"b":[1,-2,null]}"#);
    }

    #[test]
    fn the_order_of_keys_is_that_of_utf16_units() {
        // The emoji is above U+FB33 as a character and below it as UTF-16 units (RFC 8785, 3.2.3).
        let value = json!({"\u{fb33}": 1, "\u{1f600}": 2, "a": 3});
        assert_eq!(canonical_json(&value), "{\"a\":3,\"\u{1f600}\":2,\"\u{fb33}\":1}");
    }

    #[test]
    fn integers_are_written_without_a_point() {
        assert_eq!(canonical_json(&json!([0, -7, 9_007_199_254_740_991_i64])), "[0,-7,9007199254740991]");
    }

    #[test]
    fn control_characters_take_the_shortest_escape() {
        assert_eq!(canonical_json(&json!("\u{8}\t\u{1f}\"\\/")), r#""\b\t\u001f\"\\/""#);
    }

    #[test]
    fn the_hash_is_that_of_the_standard() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256_hex(""), empty);
    }
}
