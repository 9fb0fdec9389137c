//! The head of each printed page after the first, which names the record.
//!
//! A browser takes the words of a page's margin from the style sheet only, and there from a custom property of the whole
//! document, because no element of a page can be in the margin of every page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

const PROPERTY: &str = "--record-running-head";

/// Has these words at the head of every printed page until the page is left.
pub fn provide_running_head(words: &str) {
    set(Some(&css_string(words)));
    on_cleanup(|| set(None));
}

fn set(value: Option<&str>) {
    let root = document().document_element();
    let Some(root) = root.and_then(|root| root.dyn_into::<leptos::web_sys::HtmlElement>().ok()) else { return };
    // Where it fails, the pages are printed without the words.
    let _ = match value {
        Some(value) => root.style().set_property(PROPERTY, value),
        None => root.style().remove_property(PROPERTY).map(|_| ()),
    };
}

/// A text as style sheets quote it. Every character that means something there is written as its number.
fn css_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        if letter == '"' || letter == '\\' || letter.is_control() {
            quoted.push_str(&format!("\\{:x} ", u32::from(letter)));
        } else {
            quoted.push(letter);
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::css_string;

    #[test]
    fn no_text_ends_the_quotation() {
        assert_eq!(css_string("Record of plan EX-0142"), "\"Record of plan EX-0142\"");
        assert_eq!(css_string("a\"b\\c\nd"), "\"a\\22 b\\5c c\\a d\"");
    }
}
