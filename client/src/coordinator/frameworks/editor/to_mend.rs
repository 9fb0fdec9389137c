//! Problems that block publishing: a list with links above the editor, and the same sentences beside each control.

use accord_shared::framework::Framework;
use leptos::prelude::*;

use super::lists::after;
use super::state::Editor;
use super::{find, places, scales};
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
            let row = number.and_then(|number| find::section(framework, id)?.descriptors.get(number.checked_sub(1)?));
            let control =
                row.map_or_else(|| format!("edit-section-{id}-title"), |row| places::text_id(row.id.as_str()));
            Way { fold: Some(places::fold_id(id)), control }
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
        // Announced again even when it was before, because it may have been closed since.
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

/// The list of problems; nothing when there are none.
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
            ["about-title", "edit-scale-grade-title", "edit-section-E-title", &places::text_id(row), "part-marking"];
        assert_eq!(controls, expected, "{said:?}");
        assert_eq!(way(&said[2], &essex).fold, Some(places::fold_id("E")));
    }
}
