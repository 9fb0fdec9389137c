//! The controls of the editor, each bound to its place in the framework. Each control has a function from the framework to
//! the part it shows, which gives `None` once that part is removed.

use accord_shared::fit::Limit;
use accord_shared::framework::{Criteria, Framework};
use leptos::prelude::*;

use super::criteria::with_text;
use super::state::Editor;
use crate::ui::{Checkbox, Choice, Field, Select, TextArea};

/// What a field is called, and what to know before filling it in.
pub struct Said {
    id: String,
    label: String,
    hint: MaybeProp<String>,
    rows: u32,
    limit: Limit,
}

/// A field for one line with this element id and label.
pub fn line(id: impl Into<String>, label: impl Into<String>) -> Said {
    Said { id: id.into(), label: label.into(), hint: MaybeProp::default(), rows: 1, limit: Limit::FRAMEWORK_TITLE }
}

/// A field for several lines.
pub fn lines(id: impl Into<String>, label: impl Into<String>, rows: u32) -> Said {
    Said { rows, limit: Limit::FRAMEWORK_TEXT, ..line(id, label) }
}

impl Said {
    /// The same field with a hint.
    pub fn hint(mut self, hint: impl Into<MaybeProp<String>>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The same field for texts of another length than most of its kind.
    pub fn limit(mut self, limit: Limit) -> Self {
        self.limit = limit;
        self
    }
}

/// A field for a text.
pub fn text(
    editor: Editor,
    said: Said,
    way: impl for<'a> Fn(&'a mut Framework) -> Option<&'a mut String> + Clone + 'static,
) -> AnyView {
    let shown = editor.look(|framework| way(framework).map(|text| text.clone())).flatten().unwrap_or_default();
    typed(said, shown, Signal::stored(None), move |text| {
        editor.edit(|framework| {
            if let Some(place) = way(framework) {
                *place = text;
            }
        });
    })
}

/// A field for a text that may be absent: left empty, it is.
pub fn optional_text(
    editor: Editor,
    said: Said,
    way: impl for<'a> Fn(&'a mut Framework) -> Option<&'a mut Option<String>> + 'static,
) -> AnyView {
    let shown = editor.look(|framework| way(framework).and_then(|text| text.clone())).flatten().unwrap_or_default();
    typed(said, shown, Signal::stored(None), move |text| {
        editor.edit(|framework| {
            if let Some(place) = way(framework) {
                *place = (!text.trim().is_empty()).then_some(text);
            }
        });
    })
}

/// A field for when to choose a point.
pub fn typed_criteria(
    editor: Editor,
    said: Said,
    way: impl for<'a> Fn(&'a mut Framework) -> Option<&'a mut Option<Criteria>> + 'static,
) -> AnyView {
    let look = |framework: &mut Framework| way(framework).and_then(|one| one.as_ref().map(|one| one.text.clone()));
    let shown = editor.look(look).flatten().unwrap_or_default();
    typed(said, shown, Signal::stored(None), move |text| {
        editor.edit(|framework| {
            if let Some(place) = way(framework) {
                *place = with_text(place.as_ref(), text);
            }
        });
    })
}

/// A field for a list of texts, one to a line.
pub fn text_list(
    editor: Editor,
    said: Said,
    way: impl for<'a> Fn(&'a mut Framework) -> Option<&'a mut Vec<String>> + 'static,
) -> AnyView {
    let shown = editor.look(|framework| way(framework).map(|texts| texts.join("\n"))).flatten().unwrap_or_default();
    let said = Said { limit: said.limit.in_each_line(), ..said };
    typed(said, shown, Signal::stored(None), move |text| {
        editor.edit(|framework| {
            if let Some(place) = way(framework) {
                *place = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
            }
        });
    })
}

/// A field for a whole number. What is none is said beside it, and what was there before stays.
pub fn number(
    editor: Editor,
    said: Said,
    may_be_empty: bool,
    get: impl Fn(&Framework) -> Option<u32>,
    set: impl Fn(&mut Framework, Option<u32>) + 'static,
) -> AnyView {
    let shown = editor.read(get).map(|number| number.to_string()).unwrap_or_default();
    let error = RwSignal::new(None::<String>);
    typed(said, shown, error.into(), move |text| {
        let text = text.trim();
        let read = if text.is_empty() && may_be_empty { Some(None) } else { text.parse::<u32>().ok().map(Some) };
        error.set(read.is_none().then(|| "Write a whole number, such as 20. The number before is kept.".to_owned()));
        if let Some(read) = read {
            editor.edit(|framework| set(framework, read));
        }
    })
}

/// A field that hands over what is typed into it.
fn typed(said: Said, shown: String, error: Signal<Option<String>>, set: impl Fn(String) + 'static) -> AnyView {
    let value = RwSignal::new(shown);
    Effect::new(move |before: Option<()>| {
        let text = value.get();
        if before.is_some() {
            set(text);
        }
    });
    let Said { id, label, hint, rows, limit } = said;
    if rows > 1 {
        return view! { <TextArea id=id label=label hint=hint rows=rows value=value limit=limit error=error /> }
            .into_any();
    }
    view! { <Field id=id label=label hint=hint value=value limit=limit error=error /> }.into_any()
}

/// A drop-down list of things that stay the same.
pub fn select<T: Clone + PartialEq + Send + Sync + 'static>(
    editor: Editor,
    said: Said,
    choices: Vec<(T, &'static str)>,
    get: impl Fn(&Framework) -> T + Send + Sync + 'static,
    set: impl Fn(&mut Framework, T) + Send + Sync + 'static,
) -> AnyView {
    let choices: Vec<Choice<T>> = choices.into_iter().map(|(value, words)| Choice::new(value, words)).collect();
    select_of(editor, said, Signal::stored(choices), get, set)
}

/// A drop-down list of things that change.
pub fn select_of<T: Clone + PartialEq + Send + Sync + 'static>(
    editor: Editor,
    said: Said,
    choices: Signal<Vec<Choice<T>>>,
    get: impl Fn(&Framework) -> T + Send + Sync + 'static,
    set: impl Fn(&mut Framework, T) + Send + Sync + 'static,
) -> AnyView {
    let value = editor.derived(get);
    let Said { id, label, hint, .. } = said;
    let choose = move |value: T| {
        editor.edit(|framework| set(framework, value));
    };
    view! { <Select id=id label=label hint=hint choices=choices value=value on_choose=choose /> }.into_any()
}

/// A check box.
pub fn tick(
    editor: Editor,
    said: Said,
    get: impl Fn(&Framework) -> bool + Send + Sync + 'static,
    set: impl Fn(&mut Framework, bool) + Send + Sync + 'static,
) -> AnyView {
    let Said { id, label, hint, .. } = said;
    let change = move |ticked: bool| {
        editor.edit(|framework| set(framework, ticked));
    };
    view! { <Checkbox id=id label=label hint=hint checked=editor.derived(get) on_change=change /> }.into_any()
}

/// Something that is folded away, and made only when it is opened for the first time.
pub fn fold(
    id: String,
    summary: Signal<String>,
    open: RwSignal<bool>,
    content: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let made = Memo::new(move |before: Option<&bool>| open.get() || before.copied().unwrap_or(false));
    let toggled = move |event: leptos::ev::Event| {
        open.set(event_target::<leptos::web_sys::Element>(&event).has_attribute("open"));
    };
    view! {
        <details class="disclosure" id=id prop:open=open on:toggle=toggled>
            <summary class="disclosure-summary">{move || summary.get()}</summary>
            <div class="disclosure-body">{move || made.get().then(&content)}</div>
        </details>
    }
    .into_any()
}

/// Whether a fold is open, which other parts of the page may have it be.
pub fn opened(editor: Editor, fold_id: String) -> RwSignal<bool> {
    let wanted = Memo::new(move |_| editor.open.with(|open| open.contains(&fold_id)));
    let open = RwSignal::new(wanted.get_untracked());
    Effect::new(move |_| {
        if wanted.get() {
            open.set(true);
        }
    });
    open
}
