//! Ids for what is new in a framework. Results are compared by id, so one that was ever given out is not given again,
//! and what people type never changes one. Pure.

use accord_shared::framework::Framework;
use accord_shared::framework::limits::ID_CHARS_MAX;
use std::collections::BTreeSet;

/// Room for a number behind the longest stem.
const NUMBER_CHARS_MAX: usize = 6;

/// Every id inside of a framework, in small letters, because two that differ only in capitals are the same.
#[must_use]
pub fn used(framework: &Framework) -> BTreeSet<String> {
    let sections = framework.sections.iter().map(|section| section.id.as_str());
    let rows = framework.sections.iter().flat_map(|section| &section.descriptors).map(|row| row.id.as_str());
    let groups = framework.groups.iter().map(|group| group.id.as_str());
    let scales = framework.scales.iter().map(|scale| scale.id.as_str());
    let faces = framework.scales.iter().flat_map(|scale| &scale.faces).map(|face| face.id.as_str());
    let ends = framework.details.iter().map(|detail| detail.id.as_str());
    let ends = ends.chain(framework.questions.iter().map(|question| question.id.as_str()));
    sections.chain(rows).chain(groups).chain(scales).chain(faces).chain(ends).map(str::to_ascii_lowercase).collect()
}

/// A new id: the stem with the first number behind it that makes it new.
#[must_use]
pub fn numbered(stem: &str, used: &BTreeSet<String>) -> String {
    let stem = &stem[..stem.len().min(ID_CHARS_MAX - NUMBER_CHARS_MAX)];
    let mut ids = (1_u32..).map(|number| format!("{stem}{number}"));
    ids.find(|id| !used.contains(&id.to_ascii_lowercase())).unwrap_or_default()
}

/// A new section's id, which people read as its letter: the next letter where the sections have letters, else a number.
#[must_use]
pub fn of_section(framework: &Framework, used: &BTreeSet<String>) -> String {
    let letters = framework.sections.iter().filter_map(|section| match section.id.as_str().as_bytes() {
        [letter] if letter.is_ascii_uppercase() => Some(*letter),
        _ => None,
    });
    if let Some(last) = letters.max() {
        let next = (last + 1..=b'Z').map(|letter| char::from(letter).to_string());
        if let Some(id) = next.into_iter().find(|id| !used.contains(&id.to_ascii_lowercase())) {
            return id;
        }
    }
    numbered("", used)
}

/// The id of a framework with this title: its words with hyphens, and a number behind it where another has that id.
#[must_use]
pub fn of_title(title: &str, used: &BTreeSet<String>) -> String {
    let mut id = String::new();
    for letter in title.chars() {
        match letter.to_ascii_lowercase() {
            letter if letter.is_ascii_alphanumeric() => id.push(letter),
            '’' | '\'' => {}
            _ if id.ends_with('-') || id.is_empty() => {}
            _ => id.push('-'),
        }
    }
    id.truncate(ID_CHARS_MAX - NUMBER_CHARS_MAX);
    let stem = id.trim_end_matches('-');
    let stem = if stem.is_empty() { "framework" } else { stem };
    if used.contains(stem) { numbered(&format!("{stem}-"), used) } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use accord_shared::framework::{FrameworkId, builtin_framework};

    #[test]
    fn a_new_section_gets_the_next_letter_or_a_number() {
        let mut essex = builtin_framework("essex-full").unwrap().clone();
        let mut ids = used(&essex);
        assert_eq!(of_section(&essex, &ids), "L");
        ids.insert("l".to_owned());
        assert_eq!(of_section(&essex, &ids), "M", "an id that was given out is not given again");
        essex.sections.retain(|section| section.overall);
        assert_eq!(of_section(&essex, &ids), "1");
    }

    #[test]
    fn a_number_makes_an_id_new_whatever_its_capitals() {
        let ids: BTreeSet<String> = ["a.1", "a.2"].map(str::to_owned).into();
        assert_eq!(numbered("A.", &ids), "A.3");
        assert!(numbered(&"a".repeat(ID_CHARS_MAX), &ids).len() <= ID_CHARS_MAX);
    }

    #[test]
    fn a_title_becomes_an_id() {
        let ids: BTreeSet<String> = ["our-form", "drafts"].map(str::to_owned).into();
        for (title, id) in [
            ("Testshire’s full form (2026)", "testshires-full-form-2026"),
            ("  Our form ", "our-form-1"),
            ("Drafts", "drafts-1"),
            ("Ünser", "nser"),
            ("???", "framework"),
        ] {
            let made = of_title(title, &ids);
            assert_eq!(made, id, "{title}");
            assert!(FrameworkId::new(made).is_ok());
        }
        assert!(FrameworkId::new(of_title(&"long ".repeat(50), &ids)).is_ok());
    }
}
