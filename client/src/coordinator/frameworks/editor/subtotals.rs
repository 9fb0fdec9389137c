//! The part of the editor about subtotals over several sections.

use accord_shared::framework::{Framework, Group, SectionId};
use leptos::prelude::*;

use super::change;
use super::fields::{line, number, text, tick};
use super::ids;
use super::lists::{Part, after, deeds, parts, take_away};
use super::said::said_about;
use super::state::Editor;
use crate::coordinator::frameworks::words;
use crate::ui::{Button, announce};

/// All subtotals.
pub fn groups(editor: Editor) -> AnyView {
    let keys = editor.keys(|framework| framework.groups.iter().map(|group| group.id.to_string()).collect());
    let add = move || {
        let id = editor.fresh(|_, used| ids::numbered("subtotal-", used));
        let Ok(group) = SectionId::new(id.clone()) else { return };
        let group = Group { id: group, title: String::new(), sections: Vec::new(), printed_marks: None };
        editor.reshape(|framework| framework.groups.push(group));
        announce("A subtotal was added.");
        after(format!("edit-group-{id}-title"));
    };
    view! {
        <section class="card editor-part" aria-labelledby="part-groups">
            <h2 id="part-groups" tabindex="-1">"Subtotals"</h2>
            <p class="soft">"A subtotal puts several sections together, such as “Provision” for sections F and G. A section is in one at most. Most frameworks need none."</p>
            {parts(keys, "editor-list", move |id| group(editor, keys, id))}
            <Button on_press=add>"Add a subtotal"</Button>
        </section>
    }
    .into_any()
}

fn found<'a>(framework: &'a Framework, id: &str) -> Option<&'a Group> {
    framework.groups.iter().find(|group| group.id.as_str() == id)
}

fn group(editor: Editor, keys: Memo<Vec<String>>, id: String) -> AnyView {
    let stem = format!("edit-group-{id}");
    let part = Part { key: id.clone(), among: keys, noun: "subtotal", stem: stem.clone() };
    let name = part.title();
    let key = StoredValue::new(id.clone());
    let shift = Callback::new(move |(at, up): (usize, bool)| {
        editor.reshape(|framework| change::shift(&mut framework.groups, at, up));
    });
    let remove = Callback::new(move |()| {
        let id = key.get_value();
        take_away(editor, name.get_untracked(), Some("Its sections stay."), "part-groups".to_owned(), move |editor| {
            editor.reshape(|framework| framework.groups.retain(|group| group.id.as_str() != id));
        });
    });
    let title = text(editor, line(format!("{stem}-title"), "What people call it"), move |framework| {
        key.with_value(|id| change::group(framework, id)).map(|group| &mut group.title)
    });
    let printed = move || {
        editor.track_shape();
        number(
            editor,
            line(
                format!("edit-group-{}-printed", key.get_value()),
                "Its greatest total as your source prints it (optional)",
            ),
            true,
            move |framework| key.with_value(|id| found(framework, id)?.printed_marks),
            move |framework, number| {
                if let Some(group) = key.with_value(|id| change::group(framework, id)) {
                    group.printed_marks = number;
                }
            },
        )
    };
    view! {
        <li><div class="editor-row" role="group" aria-labelledby=format!("{stem}-name")>
            <div class="editor-item-head">
                <h3 class="editor-row-title" id=format!("{stem}-name")>{name}</h3>
                {deeds(&part, name.into(), Some(shift), remove)}
            </div>
            {said_about(editor, format!("Group {id}:"))}
            {title}
            {members(editor, key)}
            <div>{printed}</div>
        </div></li>
    }
    .into_any()
}

fn members(editor: Editor, key: StoredValue<String>) -> AnyView {
    let all = editor.derived(|framework| {
        framework.sections.iter().map(|section| (section.id.to_string(), words::heading(section))).collect::<Vec<_>>()
    });
    let boxes = move || {
        let one = |(section, words): (String, String)| {
            let (get, set) = (section.clone(), section.clone());
            tick(
                editor,
                line(format!("edit-group-{}-{section}", key.get_value()), words),
                move |framework| {
                    let group = key.with_value(|id| found(framework, id));
                    group.is_some_and(|group| group.sections.iter().any(|one| one.as_str() == get))
                },
                move |framework, inside| key.with_value(|id| change::put_into_group(framework, id, &set, inside)),
            )
        };
        all.get().into_iter().map(one).collect_view()
    };
    view! {
        <fieldset class="editor-group">
            <legend>"Sections that it adds up"</legend>
            {boxes}
        </fieldset>
    }
    .into_any()
}
