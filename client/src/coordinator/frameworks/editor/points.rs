//! The points of a scale: what each is called, its shape, what it is worth, and when to choose it.

use accord_shared::fit::Limit;
use accord_shared::framework::{Framework, Point};
use leptos::prelude::*;

use super::change;
use super::fields::{line, lines, number, select, text, typed_criteria};
use super::find;
use super::lists::{after, take_away};
use super::state::Editor;
use crate::coordinator::frameworks::words;
use crate::ui::{Button, ButtonKind, Field, FieldKind, announce};

/// The points of a scale, in order. They have no ids, so all are made again when one comes or goes.
pub fn points(editor: Editor, id: &str) -> AnyView {
    let (key, of) = (id.to_owned(), id.to_owned());
    let values = editor.keys(move |framework| {
        find::scale(framework, &of)
            .map_or_else(Vec::new, |scale| scale.points.iter().map(|one| one.value.to_string()).collect())
    });
    let rows = {
        let id = key.clone();
        move || {
            let many = values.with(Vec::len);
            (0..many).map(|at| point(editor, &id, at)).collect_view()
        }
    };
    let add = move || {
        editor.reshape(|framework| change::add_point(framework, &key));
        let last = editor
            .read(|framework| find::scale(framework, &key).map_or(0, |scale| scale.points.len().saturating_sub(1)));
        announce("A point was added.");
        after(format!("{}-word", stem(&key, last)));
    };
    view! {
        <fieldset class="editor-group" id=format!("edit-points-{id}") tabindex="-1">
            <legend>"Points, in order"</legend>
            <ol class="editor-points">{rows}</ol>
            <Button on_press=add>"Add a point"</Button>
        </fieldset>
    }
    .into_any()
}

fn stem(id: &str, at: usize) -> String {
    format!("edit-point-{id}-{at}")
}

fn at_place<'a>(framework: &'a mut Framework, id: &str, at: usize) -> Option<&'a mut Point> {
    change::scale(framework, id)?.points.get_mut(at)
}

fn point(editor: Editor, id: &str, at: usize) -> AnyView {
    let stem = stem(id, at);
    let key = StoredValue::new(id.to_owned());
    let word = text(editor, line(format!("{stem}-word"), "Word"), move |framework| {
        at_place(framework, &key.get_value(), at).map(|point| &mut point.word)
    });
    let symbol = select(
        editor,
        line(format!("{stem}-symbol"), "Shape"),
        words::SYMBOLS.map(|symbol| (symbol, words::symbol(symbol))).to_vec(),
        move |framework| {
            let point = key.with_value(|id| find::scale(framework, id).and_then(|scale| scale.points.get(at)));
            point.map(|point| point.symbol).unwrap_or_default()
        },
        move |framework, symbol| {
            if let Some(point) = at_place(framework, &key.get_value(), at) {
                point.symbol = symbol;
            }
        },
    );
    let marks = number(
        editor,
        line(format!("{stem}-marks"), "Marks"),
        true,
        move |framework| key.with_value(|id| find::scale(framework, id)?.points.get(at)?.marks),
        move |framework, marks| {
            if let Some(point) = at_place(framework, &key.get_value(), at) {
                point.marks = marks;
            }
        },
    );
    let criteria = typed_criteria(editor, lines(format!("{stem}-criteria"), "When to choose it (optional)", 2), {
        move |framework| at_place(framework, &key.get_value(), at).map(|point| &mut point.criteria)
    });
    let name = format!("point {}", at + 1);
    let about = name.clone();
    view! {
        <li><div class="editor-point" role="group" aria-label=name>
            <div class="editor-point-fields">{value(editor, key, at)} {word} {symbol} {marks}</div>
            {criteria}
            <Button kind=ButtonKind::Quiet about=about on_press=move || remove(editor, &key.get_value(), at)>"Remove"</Button>
        </div></li>
    }
    .into_any()
}

/// The value, which is taken when the field is left, because a half-typed one could be another point's.
fn value(editor: Editor, key: StoredValue<String>, at: usize) -> AnyView {
    let id = format!("{}-value", key.with_value(|id| stem(id, at)));
    let now =
        move || editor.read(|framework| key.with_value(|id| Some(find::scale(framework, id)?.points.get(at)?.value)));
    let value = RwSignal::new(now().map(|value| value.to_string()).unwrap_or_default());
    let error = RwSignal::new(None::<String>);
    let take = move || {
        let Ok(number) = value.with_untracked(|text| text.trim().parse::<i64>()) else {
            error.set(Some("Write a whole number. The value before is kept.".to_owned()));
            return;
        };
        if now() == Some(number) {
            error.set(None);
            return;
        }
        let id = key.get_value();
        match editor.edit(|framework| change::set_value(framework, &id, at, number)) {
            Some(Err(why)) => error.set(Some(why.to_owned())),
            Some(Ok(())) => editor.reshape(|_| ()).unwrap_or_default(),
            None => {}
        }
    };
    view! {
        <div class="editor-contents" on:change=move |_| take()>
            <Field id=id label="Value" kind=FieldKind::Code value=value limit=Limit::LINE error=error />
        </div>
    }
    .into_any()
}

fn remove(editor: Editor, id: &str, at: usize) {
    let id = id.to_owned();
    let next = format!("edit-points-{id}");
    let name = editor.read(|framework| {
        let scale = find::scale(framework, &id);
        scale.and_then(|scale| Some(words::point(scale, scale.points.get(at)?.value))).unwrap_or_default()
    });
    let goes = "Its words go with it, the line at it, and the comments that it demands.";
    take_away(editor, format!("the point “{name}”"), Some(goes), next, move |editor| {
        editor.reshape(|framework| change::remove_point(framework, &id, at));
    });
}
