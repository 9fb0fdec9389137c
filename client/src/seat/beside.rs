//! A quiet line beside the text that somebody is writing: it says what happened elsewhere, with a button that leads there.
//! It moves neither caret nor focus nor what one looks at, and it is not read out: whoever says something says it once.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::ui::{Button, ButtonKind};

/// What a person writes in. A box that only shows a text is none.
const FIELDS: &str = "textarea:not([readonly]), select, input[type=text], input[type=date]";

/// What has to be said.
#[derive(Clone)]
pub struct Line {
    /// Who says it; saying another line takes the place of the one before.
    pub from: &'static str,
    /// What happened.
    pub words: String,
    /// What the button leads to.
    pub button: &'static str,
    /// What the button does.
    pub press: Callback<()>,
}

/// A line and the text box that it stands beside; nothing for one that stands at the bottom of the page.
type Placed = (Line, Option<String>);

/// The lines that are said now. Copying it is free.
#[derive(Clone, Copy)]
pub struct Beside {
    lines: RwSignal<Vec<Placed>>,
}

impl Beside {
    /// Gives everything inside a place to say such lines.
    pub fn provide() -> Self {
        let beside = Self { lines: RwSignal::new(Vec::new()) };
        provide_context(beside);
        beside
    }

    /// Says a line beside what the person writes in; at the bottom where there is no box of ours.
    pub fn say(self, line: Line) {
        let field = written_in().map(|field| field.id()).filter(|id| !id.is_empty() && has_place(id));
        self.lines.update(|lines| {
            lines.retain(|(said, _)| said.from != line.from);
            lines.push((line, field));
        });
    }

    /// Takes a line back.
    pub fn take_back(self, from: &'static str) {
        let said = self.lines.try_with_untracked(|lines| lines.iter().any(|(line, _)| line.from == from));
        if said == Some(true) {
            self.lines.update(|lines| lines.retain(|(line, _)| line.from != from));
        }
    }

    fn at(self, field: Option<&str>) -> Vec<Line> {
        self.lines.with(|lines| {
            let here = lines.iter().filter(|(_, at)| at.as_deref() == field);
            here.map(|(line, _)| line.clone()).collect()
        })
    }
}

/// What the person is in the middle of writing in. A button that was ticked or chosen keeps the focus, and whoever ticked it
/// is not writing; nor is whoever has just given a reason in a dialogue, which goes by itself.
pub fn written_in() -> Option<HtmlElement> {
    let active = document().active_element()?;
    // The selectors are constants that browsers understand.
    let writes = active.matches(FIELDS).unwrap_or(false) && active.closest("dialog").ok().flatten().is_none();
    writes.then(|| active.dyn_into().ok()).flatten()
}

/// Whether a line can stand beside the text box with this id.
fn has_place(field: &str) -> bool {
    document().get_element_by_id(&place_id(field)).is_some()
}

fn place_id(field: &str) -> String {
    format!("{field}-beside")
}

/// Where lines beside a text box stand.
#[component]
pub fn LinesBeside(
    /// The element id of the box; nothing for the place at the bottom of the page.
    #[prop(optional_no_strip)]
    field: Option<String>,
) -> impl IntoView {
    let beside = use_context::<Beside>()?;
    let id = field.as_deref().map(place_id);
    let lines = move || {
        let line = |line: Line| {
            let press = move || {
                beside.take_back(line.from);
                line.press.run(());
            };
            view! {
                <p class="line-beside">
                    <span class="line-beside-words">{line.words}</span> " "
                    <Button kind=ButtonKind::Quiet on_press=press>{line.button}</Button>
                </p>
            }
        };
        beside.at(field.as_deref()).into_iter().map(line).collect_view()
    };
    Some(view! { <div class="lines-beside" id=id>{lines}</div> })
}

/// Whether an element lies inside of the one with this id.
pub fn is_inside(element: &Element, id: &str) -> bool {
    document().get_element_by_id(id).is_some_and(|outer| outer.contains(Some(element)))
}
