//! Text that is never translated: a reference, a name, a number with a meaning, a person's own words. A browser
//! that translates the page leaves it as it is.

use leptos::prelude::*;

/// A text that is never translated.
pub fn as_it_is(text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    view! { <span translate="no">{text}</span> }.into_any()
}

/// Words in which a part is never translated, such as the reference in "Plan EX-0142: amended".
pub fn as_it_is_in(words: &str, part: &str) -> AnyView {
    match split(words, part) {
        Some((before, after)) => {
            let (before, after) = (before.to_owned(), after.to_owned());
            view! { {before} {as_it_is(part)} {after} }.into_any()
        }
        None => words.to_owned().into_any(),
    }
}

fn split<'a>(words: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    if part.is_empty() { None } else { words.split_once(part) }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_part_is_found_once_or_not_at_all() {
        assert_eq!(split("Plan EX-0142: amended", "EX-0142"), Some(("Plan ", ": amended")));
        assert_eq!(split("Welcome", "Ann"), None);
        assert_eq!(split("Welcome", ""), None);
    }
}
