//! What is to be mended before a draft can be published: a list above the editor that leads to each place, and the same
//! sentences at the place.

use accord_shared::framework::Framework;
use leptos::prelude::*;

use super::editor::Editor;
use super::order::after;
use super::{rows, scales, sections};
use crate::ui::{Button, ButtonKind};

/// Where a problem leads: the fold to open first, if any, and the control.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Way {
    fold: Option<String>,
    control: String,
}

/// Where the place at the beginning of a problem is on the page.
fn way(problem: &str, framework: &Framework) -> Way {
    let place = problem.split(": ").next().unwrap_or_default();
    let (first, rest) = place.split_once(", ").unwrap_or((place, ""));
    let to = |control: &str| Way { fold: None, control: control.to_owned() };
    match first.split_once(' ') {
        Some(("Section", id)) => {
            let number = rest.strip_prefix("row ").and_then(|number| number.parse::<usize>().ok());
            let row = number.and_then(|number| sections::found(framework, id)?.descriptors.get(number.checked_sub(1)?));
            let control = row.map_or_else(|| format!("edit-section-{id}-title"), |row| rows::text_id(row.id.as_str()));
            Way { fold: Some(sections::fold_id(id)), control }
        }
        Some(("Scale", id)) => Way { fold: Some(scales::fold_id(id)), control: format!("{}-title", scales::stem(id)) },
        Some(("Group", id)) => to(&format!("edit-group-{id}-title")),
        Some(("Detail", id)) => to(&format!("edit-detail-{id}-title")),
        Some(("Question", id)) => to(&format!("edit-question-{id}-text")),
        _ if problem.contains("marks are printed") || problem.contains("scaled to") => to("part-marking"),
        _ => to("about-title"),
    }
}

fn go(editor: Editor, problem: &str) {
    let way = editor.read(|framework| way(problem, framework));
    if let Some(fold) = way.fold {
        // Said anew even when it was said before, because it may have been closed since.
        editor.open.update(|open| {
            open.remove(&fold);
        });
        request_animation_frame(move || {
            editor.open.update(|open| {
                open.insert(fold);
            });
            request_animation_frame(move || after(way.control));
        });
        return;
    }
    after(way.control);
}

/// The list of what is to be mended; nothing when nothing is.
pub fn to_mend(editor: Editor) -> AnyView {
    let problems = Memo::new(move |_| editor.problems.get());
    let items = move || {
        let item = |problem: String| {
            let there = problem.clone();
            view! {
                <li>
                    <span>{problem}</span>" "
                    <Button kind=ButtonKind::Quiet about=there.clone() on_press=move || go(editor, &there)>"Go there"</Button>
                </li>
            }
        };
        problems.get().into_iter().map(item).collect_view()
    };
    view! {
        <section class="editor-mend" aria-labelledby="part-mend" hidden=move || problems.with(Vec::is_empty)>
            <h2 id="part-mend" tabindex="-1">"To mend before publishing"</h2>
            <p>"You can save the draft as it is, and go on later."</p>
            <ul class="bullets">{items}</ul>
        </section>
    }
    .into_any()
}

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

fn first_large(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use accord_shared::framework::{FrameworkError, builtin_framework};

    #[test]
    fn each_problem_leads_to_its_control() {
        let mut essex = builtin_framework("essex-full").unwrap().clone();
        essex.title.clear();
        essex.scales[0].points[1].word.clear();
        essex.sections[1].plain.clear();
        essex.sections[2].descriptors[1].text.clear();
        essex.printed_marks = Some(3);
        let Err(FrameworkError::Problems(problems)) = essex.clone().checked() else { panic!("it has problems") };
        let row = essex.sections[2].descriptors[1].id.as_str();
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let controls: Vec<String> = said.iter().map(|problem| way(problem, &essex).control).collect();
        let expected =
            ["about-title", "edit-scale-grade-title", "edit-section-E-title", &rows::text_id(row), "part-marking"];
        assert_eq!(controls, expected, "{said:?}");
        assert_eq!(way(&said[2], &essex).fold, Some(sections::fold_id("E")));
    }

    #[test]
    fn a_sentence_begins_large() {
        assert_eq!(first_large("the title is empty."), "The title is empty.");
        assert_eq!(first_large(""), "");
    }
}
