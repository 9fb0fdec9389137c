//! Other words for the points of a scale, such as "Gold, Silver, Bronze": a coordinator who makes a panel chooses among
//! them.

use accord_shared::framework::{Face, Framework, ScaleId};
use leptos::prelude::*;

use super::change;
use super::fields::{line, text};
use super::find;
use super::ids;
use super::lists::{after, parts, take_away};
use super::state::Editor;
use crate::coordinator::frameworks::words;
use crate::ui::{Button, ButtonKind, announce};

/// The other words of a scale.
pub fn faces(editor: Editor, id: &str) -> AnyView {
    let (key, of) = (id.to_owned(), id.to_owned());
    let keys = editor.keys(move |framework| {
        find::scale(framework, &of)
            .map_or_else(Vec::new, |scale| scale.faces.iter().map(|face| face.id.to_string()).collect())
    });
    let add = {
        let scale = key.clone();
        move || {
            let id = editor.fresh(|_, used| ids::numbered("words-", used));
            let Ok(face) = ScaleId::new(id.clone()) else { return };
            editor.reshape(|framework| {
                if let Some(scale) = change::scale(framework, &scale) {
                    let words = scale.points.iter().map(|point| point.word.clone()).collect();
                    scale.faces.push(Face { id: face, title: String::new(), source: "Our own".to_owned(), words });
                }
            });
            announce("Another set of words was added.");
            after(format!("edit-face-{id}-title"));
        }
    };
    view! {
        <fieldset class="editor-group" id=format!("edit-faces-{id}") tabindex="-1">
            <legend>"Other words for the same points (optional)"</legend>
            {parts(keys, "editor-list", move |face| one(editor, &key, face))}
            <Button on_press=add>"Add other words"</Button>
        </fieldset>
    }
    .into_any()
}

fn way<'a>(framework: &'a mut Framework, scale: &str, id: &str) -> Option<&'a mut Face> {
    change::scale(framework, scale)?.faces.iter_mut().find(|face| face.id.as_str() == id)
}

fn one(editor: Editor, scale: &str, id: String) -> AnyView {
    let (scale, id) = (StoredValue::new(scale.to_owned()), StoredValue::new(id));
    let stem = id.with_value(|id| format!("edit-face-{id}"));
    let title = text(editor, line(format!("{stem}-title"), "What people call these words"), move |framework| {
        way(framework, &scale.get_value(), &id.get_value()).map(|face| &mut face.title)
    });
    let source = text(editor, line(format!("{stem}-source"), "Where they come from"), move |framework| {
        way(framework, &scale.get_value(), &id.get_value()).map(|face| &mut face.source)
    });
    // Points come, go and change places, and the words with them.
    let fields = move || {
        editor.track_shape();
        let points = editor.read(|framework| {
            let points = scale.with_value(|id| {
                find::scale(framework, id)
                    .map(|scale| scale.points.iter().map(|point| words::point(scale, point.value)).collect::<Vec<_>>())
            });
            points.unwrap_or_default()
        });
        let field = |(at, point): (usize, String)| {
            let id_of_field = id.with_value(|id| format!("edit-face-{id}-{at}"));
            text(editor, line(id_of_field, format!("In place of “{point}”")), move |framework| {
                way(framework, &scale.get_value(), &id.get_value()).and_then(|face| face.words.get_mut(at))
            })
        };
        points.into_iter().enumerate().map(field).collect_view()
    };
    let remove = move || {
        let name =
            editor.look(|framework| way(framework, &scale.get_value(), &id.get_value()).map(|face| face.title.clone()));
        let name = format!("the words “{}”", name.flatten().unwrap_or_default());
        let next = format!("edit-faces-{}", scale.get_value());
        let (scale, id) = (scale.get_value(), id.get_value());
        take_away(editor, name, Some("The points keep their own words."), next, move |editor| {
            editor.reshape(|framework| {
                if let Some(scale) = change::scale(framework, &scale) {
                    scale.faces.retain(|face| face.id.as_str() != id);
                }
            });
        });
    };
    view! {
        <li><div class="editor-point" role="group" aria-label="Other words">
            <div class="columns">{title} {source}</div>
            <div class="columns">{fields}</div>
            <Button kind=ButtonKind::Quiet about="these words" on_press=remove>"Remove"</Button>
        </div></li>
    }
    .into_any()
}
