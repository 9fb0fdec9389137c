//! Filling a form in with the keyboard alone: in a row, a digit chooses that mark, N means "does not apply", C opens the
//! comment, and Delete takes the mark back. One listener on the form serves all of its rows, and so does one for the
//! choices themselves.

use accord_shared::framework::TargetId;
use accord_shared::mark::Mark;
use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement};
use wasm_bindgen::JsCast;

use super::marks_as_text::mark_of;
use super::own_form::OwnForm;

/// What was typed last: in which row, and which digit. "1" and then "0" is ten.
pub type LastDigit = StoredValue<Option<(TargetId, char)>>;

/// A choice was made somewhere in the form.
pub fn chosen(form: OwnForm, event: &Event) {
    let Some(input) = choice(event) else { return };
    if let (Some(target), Some(mark)) = (target_of(&input), mark_of(&input.value())) {
        form.choose(&target, Some(mark));
    }
}

/// A key was pressed somewhere in the form.
pub fn pressed(form: OwnForm, last: LastDigit, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let Some(input) = choice(event) else { return };
    let Some(target) = target_of(&input) else { return };
    let key = event.key();
    let mut letters = key.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else {
        last.set_value(None);
        if matches!(key.as_str(), "Delete" | "Backspace") {
            event.prevent_default();
            form.choose(&target, None);
        }
        return;
    };
    match letter {
        '0'..='9' => {
            event.prevent_default();
            digit(&input, &target, letter, last);
        }
        'n' | 'N' => choose_value(&input, "na"),
        'c' | 'C' => open_comment(event, &input),
        _ => {}
    }
}

fn digit(input: &HtmlInputElement, target: &TargetId, digit: char, last: LastDigit) {
    let before = last.get_value().filter(|(row, _)| row == target).map(|(_, digit)| digit);
    last.set_value(Some((target.clone(), digit)));
    let ten = before == Some('1') && digit == '0';
    let value = if ten && find(input, "10").is_some() { "10".to_owned() } else { digit.to_string() };
    choose_value(input, &value);
}

/// Chooses another of the same row, as a click on it would.
fn choose_value(input: &HtmlInputElement, value: &str) {
    if let Some(wanted) = find(input, value) {
        // Only what is on the page can be focused, and it is.
        let _ = wanted.focus();
        wanted.click();
    }
}

fn find(input: &HtmlInputElement, value: &str) -> Option<HtmlInputElement> {
    let row = row_of(input)?;
    row.query_selector(&format!("input[value='{value}']")).ok().flatten()?.dyn_into().ok()
}

fn open_comment(event: &Event, input: &HtmlInputElement) {
    let opener = row_of(input).and_then(|row| row.query_selector(".assess-row-opener").ok().flatten());
    if let Some(opener) = opener.and_then(|opener| opener.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        opener.click();
    }
}

/// The radio button of a mark that an event came from.
fn choice(event: &Event) -> Option<HtmlInputElement> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    (input.type_() == "radio").then_some(input)
}

fn row_of(input: &Element) -> Option<Element> {
    input.closest("[data-target]").ok().flatten()
}

fn target_of(input: &Element) -> Option<TargetId> {
    TargetId::new(row_of(input)?.get_attribute("data-target")?).ok()
}

/// Makes the radio buttons of a row show a mark.
pub fn show(row: &Element, mark: Option<Mark>) {
    let wanted = mark.map(crate::marking::marks_as_text::value_of);
    let Ok(inputs) = row.query_selector_all("input[type=radio]") else { return };
    for place in 0..inputs.length() {
        if let Some(input) = inputs.get(place).and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
            input.set_checked(wanted.as_deref() == Some(input.value().as_str()));
        }
    }
}
