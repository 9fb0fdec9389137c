//! Looking for a secret in bytes, in whatever coat it may have crossed a boundary.

use std::collections::BTreeSet;

use accord_server::peer::Answer;
use data_encoding::{BASE64, HEXLOWER, HEXUPPER};

/// Shortest coat that is looked for: a shorter one would be found in any long row of digits.
const COAT_BYTES_MIN: usize = 8;

/// The forms in which a text may stand in bytes; of a very short one only those that could not come about by chance.
///
/// # Panics
/// Never: every text is JSON.
#[must_use]
pub fn coats(secret: &str) -> Vec<(&'static str, Vec<u8>)> {
    let escaped: String = secret
        .encode_utf16()
        .map(|unit| match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
            _ => format!("\\u{unit:04x}"),
        })
        .collect();
    let json = serde_json::to_string(secret).expect("a text is JSON");
    let percent: String = secret
        .bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect();
    let mut coats = vec![
        ("raw", secret.as_bytes().to_vec()),
        ("JSON", json.trim_matches('"').as_bytes().to_vec()),
        ("escaped JSON", escaped.into_bytes()),
        ("percent-encoded", percent.into_bytes()),
        ("hex", HEXLOWER.encode(secret.as_bytes()).into_bytes()),
        ("HEX", HEXUPPER.encode(secret.as_bytes()).into_bytes()),
        ("UTF-16", secret.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ];
    // In base64 the same bytes look different at each of three places; what their neighbours colour is left out.
    for shift in 0..3 {
        let mut padded = vec![0; shift];
        padded.extend(secret.as_bytes());
        let encoded = BASE64.encode(&padded);
        let sound = &encoded[shift.div_ceil(3) * 4..(padded.len() / 3) * 4];
        coats.push(("base64", sound.as_bytes().to_vec()));
        coats.push(("base64 for addresses", sound.replace('+', "-").replace('/', "_").into_bytes()));
    }
    let plain = coats[0].1.clone();
    coats.retain(|(_, coat)| *coat == plain || coat.len() >= COAT_BYTES_MIN);
    coats
}

/// The coat in which a secret stands in the bytes, if it does.
#[must_use]
pub fn find_secret(bytes: &[u8], secret: &str) -> Option<&'static str> {
    coats(secret).into_iter().find(|(_, coat)| holds(bytes, coat)).map(|(name, _)| name)
}

/// Looks for secrets in bytes, through each row of them once: most answers are the same for everybody.
#[derive(Debug)]
pub struct Search {
    secrets: Vec<String>,
    seen: BTreeSet<Vec<u8>>,
}

impl Search {
    /// A search for these.
    #[must_use]
    pub fn of(secrets: impl IntoIterator<Item = String>) -> Self {
        Self { secrets: secrets.into_iter().collect(), seen: BTreeSet::new() }
    }

    /// Looks through bytes that come from a place.
    ///
    /// # Panics
    /// When a secret stands in them.
    #[track_caller]
    pub fn bytes(&mut self, place: &str, bytes: &[u8]) {
        if !self.seen.insert(bytes.to_vec()) {
            return;
        }
        for secret in &self.secrets {
            let coat = find_secret(bytes, secret);
            assert_eq!(coat, None, "{secret:?} stands in {place}: {}", String::from_utf8_lossy(bytes));
        }
    }

    /// Looks through answers and their headers.
    ///
    /// # Panics
    /// When a secret stands in one of them.
    #[track_caller]
    pub fn answers(&mut self, who: &str, answers: &[Answer]) {
        for answer in answers {
            self.bytes(&format!("{} for {who}", answer.asked), &answer.body);
            let headers: Vec<String> = answer.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
            self.bytes(&format!("the headers of {} for {who}", answer.asked), headers.join("\n").as_bytes());
        }
    }
}

/// Whether the bytes stand in these, looked for at each place of their first byte.
fn holds(mut bytes: &[u8], wanted: &[u8]) -> bool {
    while let Some(place) = bytes.iter().position(|byte| Some(byte) == wanted.first()) {
        if bytes[place..].starts_with(wanted) {
            return true;
        }
        bytes = &bytes[place + 1..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "cañary \"zwölf\" 7781";

    #[test]
    fn a_secret_is_found_in_each_of_its_coats_and_not_where_it_is_not() {
        for (name, coat) in coats(SECRET) {
            let mut bytes = b"before ".to_vec();
            bytes.extend(&coat);
            bytes.extend(b" after");
            assert!(find_secret(&bytes, SECRET).is_some(), "{name}");
        }
        assert_eq!(find_secret(b"nothing of the kind", SECRET), None);
    }

    #[test]
    fn base64_of_a_longer_text_is_found_wherever_the_secret_stands_in_it() {
        for before in ["", "x", "xy", "xyz"] {
            let whole = BASE64.encode(format!("{before}{SECRET} and more").as_bytes());
            assert_eq!(find_secret(whole.as_bytes(), SECRET), Some("base64"), "{whole}");
        }
    }
}
