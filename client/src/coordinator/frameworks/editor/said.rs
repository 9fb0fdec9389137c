//! Problems in words: the sentences beside a control, with a large first letter.

use crate::coordinator::frameworks::editor::state::Editor;
use leptos::prelude::*;

/// What is said about one place, beside it. The place ends with a colon.
pub fn said_about(editor: Editor, place: String) -> AnyView {
    let said = Memo::new(move |_| {
        editor.problems.with(|problems| {
            let own = problems.iter().filter_map(|problem| problem.strip_prefix(&place));
            own.map(|said| said.trim().to_owned()).collect::<Vec<_>>()
        })
    });
    (move || {
        let one = |said: String| view! { <p class="field-error"><span class="visually-hidden">"To mend: "</span>{first_large(&said)}</p> };
        said.get().into_iter().map(one).collect_view()
    })
    .into_any()
}

/// The text with its first letter large.
pub fn first_large(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_large() {
        assert_eq!(first_large("the title is empty."), "The title is empty.");
        assert_eq!(first_large(""), "");
    }
}
