//! Reading the secret out of a personal link or a set-up link that somebody pasted, and putting links into a text to
//! send. Pure.

use accord_shared::route::{Page, Route};

/// The shortest text that is taken for a secret: 128 bits are 22 characters.
const SECRET_CHARS_MIN: usize = 20;

/// Where a pasted link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pasted {
    /// To a panel.
    Join(String),
    /// To setting Accord up.
    SetUp(String),
}

impl Pasted {
    /// The address inside Accord.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Join(secret) => format!("{}#{secret}", Route::Join),
            Self::SetUp(secret) => format!("{}#{secret}", Route::SetUp),
        }
    }
}

/// Reads a pasted text: a whole link, perhaps with words around it, or the secret alone.
#[must_use]
pub fn read(text: &str) -> Option<Pasted> {
    let words = text.split_whitespace().map(|word| word.trim_matches(['<', '>', '"', '“', '”', ',', '.', '(', ')']));
    let mut links = words.filter_map(|word| match word.split_once('#') {
        Some((address, secret)) if is_secret(secret) => {
            let set_up = address.trim_end_matches('/').ends_with(Page::SetUp.pattern());
            Some(if set_up { Pasted::SetUp(secret.to_owned()) } else { Pasted::Join(secret.to_owned()) })
        }
        Some(_) => None,
        None => is_secret(word).then(|| Pasted::Join(word.to_owned())),
    });
    links.next()
}

fn is_secret(text: &str) -> bool {
    text.len() >= SECRET_CHARS_MIN && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// One person's link, for the text in which all are copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToSend {
    /// Whose it is.
    pub name: String,
    /// The person's agency and post; nothing for the room screen.
    pub place: String,
    /// The link.
    pub url: String,
}

impl ToSend {
    /// Whose link it is, in a few words.
    #[must_use]
    pub fn label(&self) -> String {
        if self.place.is_empty() { self.name.clone() } else { format!("{} ({})", self.name, self.place) }
    }
}

/// Everyone's links as one text, a person to a paragraph.
#[must_use]
pub fn all_as_text(panel: &str, links: &[ToSend]) -> String {
    let mut text = format!("Personal links for {panel}. Send each person their own link and nobody else’s.\n");
    for link in links {
        text.push_str(&format!("\n{}\n{}\n", link.label(), link.url));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "mFz3Qk_9sL-2aXbC7dEfGh";

    #[test]
    fn a_link_is_found_in_what_was_pasted() {
        let join = Some(Pasted::Join(SECRET.into()));
        for text in [
            format!("https://accord.example/join#{SECRET}"),
            format!("  http://127.0.0.1:8080/join/#{SECRET}\n"),
            format!("Here is your link: <https://accord.example/join#{SECRET}>. See you there"),
            SECRET.to_owned(),
        ] {
            assert_eq!(read(&text), join, "{text}");
        }
        assert_eq!(read(&format!("http://localhost:8080/setup#{SECRET}")), Some(Pasted::SetUp(SECRET.into())));
    }

    #[test]
    fn what_is_no_link_is_not_taken_for_one() {
        for text in ["", "https://accord.example/join", "https://accord.example/join#short", "join us at ten o’clock"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn all_links_stand_with_their_people() {
        let link = ToSend { name: "Ann Lee".into(), place: "Health".into(), url: "https://x/join#1".into() };
        let text = all_as_text("Autumn", &[link]);
        assert!(text.starts_with("Personal links for Autumn."));
        assert!(text.ends_with("\nAnn Lee (Health)\nhttps://x/join#1\n"));
    }
}
