//! One row of a form that is filled in row by row: what is asked, and below it native radio buttons on one line, so that
//! Tab leads from row to row and the arrows choose. Where the choices are numbers, their keys choose as well.

use leptos::children::ViewFn;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::ui::{focus_id, fresh_id};

/// One thing to choose in a row.
#[derive(Clone)]
pub struct Cell<T> {
    /// What is chosen.
    pub value: T,
    /// What people read in the cell.
    pub label: String,
    /// What a screen reader says, where that is more.
    pub name: Option<String>,
    /// A picture before the label, hidden from screen readers.
    pub picture: Option<ViewFn>,
    /// Whether it is no point of the scale and stands apart from those.
    pub apart: bool,
}

/// A row of radio buttons.
#[component]
pub fn MarkRow<T: Clone + PartialEq + Send + Sync + 'static>(
    /// The element id of the row.
    #[prop(into)]
    id: String,
    /// The row's number in its section.
    number: usize,
    /// What is asked.
    #[prop(into)]
    legend: String,
    /// What to know before choosing.
    #[prop(optional_no_strip)]
    hint: Option<String>,
    /// What can be chosen.
    cells: Vec<Cell<T>>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<Option<T>>,
    /// What choosing does.
    #[prop(into)]
    on_choose: Callback<T>,
    /// Whether nothing can be chosen now; say why beside it.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What belongs to the row below its buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let values = StoredValue::new(cells.iter().map(|cell| cell.value.clone()).collect::<Vec<_>>());
    let chosen = Memo::new(move |_| {
        value.with(|value| values.with_value(|all| all.iter().position(|one| Some(one) == value.as_ref())))
    });
    let choose = Callback::new(move |place: usize| {
        if let Some(value) = values.with_value(|all| all.get(place).cloned()) {
            on_choose.run(value);
        }
    });
    let faces = cells.into_iter().map(|cell| Face {
        label: cell.label,
        name: cell.name,
        picture: cell.picture,
        apart: cell.apart,
    });
    let row = Row { id, number, legend, hint, chosen, choose, disabled };
    fieldset(row, faces.collect(), children.map(|children| children().into_any()))
}

/// A cell without the type of its value, so that the row is compiled once.
struct Face {
    label: String,
    name: Option<String>,
    picture: Option<ViewFn>,
    apart: bool,
}

struct Row {
    id: String,
    number: usize,
    legend: String,
    hint: Option<String>,
    chosen: Memo<Option<usize>>,
    choose: Callback<usize>,
    disabled: Signal<bool>,
}

fn fieldset(row: Row, faces: Vec<Face>, below: Option<AnyView>) -> AnyView {
    let name = fresh_id("row");
    let press = by_number(&row, &faces);
    let long = faces.iter().filter(|face| !face.apart).count() > SHORT_POINTS_MAX;
    let wordy = faces.iter().any(|face| !face.apart && face.label.chars().count() > SHORT_LETTERS_MAX);
    let (mut points, mut apart) = (Vec::new(), Vec::new());
    for (place, face) in faces.into_iter().enumerate() {
        let side = if face.apart { &mut apart } else { &mut points };
        side.push(cell(&row, &name, place, face));
    }
    let Row { id, number, legend, hint, disabled, .. } = row;
    let hint_id = format!("{id}-hint");
    let described = hint.is_some().then(|| hint_id.clone());
    view! {
        <div class="mark-row">
            <fieldset class="mark-row-group" id=id tabindex="-1" aria-describedby=described disabled=disabled on:keydown=press>
                <legend class="mark-row-legend"><span class="mark-row-number">{number}". "</span>{legend}</legend>
                {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
                <div class="mark-row-cells">
                    <div class="mark-row-points" class:mark-row-points-many=long class:mark-row-points-wordy=wordy>{points}</div>
                    <div class="mark-row-apart">{apart}</div>
                </div>
            </fieldset>
            {below}
        </div>
    }
    .into_any()
}

/// The most points whose words have room on one line of a phone.
const SHORT_POINTS_MAX: usize = 5;

/// The most letters of a point that stand beside its button on a phone.
const SHORT_LETTERS_MAX: usize = 8;

fn cell(row: &Row, name: &str, place: usize, face: Face) -> AnyView {
    let (chosen, choose) = (row.chosen, row.choose);
    let id = cell_id(&row.id, place);
    let picture =
        face.picture.map(|picture| view! { <span class="mark-cell-picture" aria-hidden="true">{picture.run()}</span> });
    let words = match face.name {
        Some(name) => view! {
            <span aria-hidden="true">{face.label}</span>
            <span class="visually-hidden">{name}</span>
        }
        .into_any(),
        None => face.label.into_any(),
    };
    view! {
        <div class="mark-cell">
            <input
                type="radio"
                class="mark-cell-input"
                name=name.to_owned()
                id=id.clone()
                prop:checked=move || chosen.get() == Some(place)
                on:change=move |_| choose.run(place)
            />
            <label class="mark-cell-label" for=id>{picture} {words}</label>
        </div>
    }
    .into_any()
}

fn cell_id(row: &str, place: usize) -> String {
    format!("{row}-{place}")
}

/// The keys 0 to 9 choose the cell with that number, and 1 with 0 right behind it the one with 10.
fn by_number(row: &Row, faces: &[Face]) -> impl Fn(KeyboardEvent) + 'static {
    let labels: Vec<String> = faces.iter().map(|face| number_of(&face.label)).collect();
    let (id, choose, disabled) = (row.id.clone(), row.choose, row.disabled);
    let before = StoredValue::new(String::new());
    move |event| {
        let key = event.key();
        let digit = key.len() == 1 && key.chars().all(|c| c.is_ascii_digit());
        let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
        if !digit || !plain || disabled.get_untracked() {
            before.set_value(String::new());
            return;
        }
        let both = before.with_value(|before| format!("{before}{key}"));
        let place = |wanted: &str| labels.iter().position(|label| label == wanted);
        if let Some(place) = place(&both).or_else(|| place(&key)) {
            event.prevent_default();
            choose.run(place);
            focus_id(&cell_id(&id, place));
        }
        before.set_value(key);
    }
}

/// The number with which a label begins; empty where it does not begin with one.
fn number_of(label: &str) -> String {
    label.chars().take_while(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use crate::marking::row::number_of;

    #[test]
    fn only_labels_that_begin_with_a_number_have_a_key() {
        assert_eq!(["10", "2 Good", "Yes", ""].map(number_of), ["10", "2", "", ""]);
    }
}
