//! The rows of a section: what good looks like, one sentence to a row.

use accord_shared::fit::Limit;
use accord_shared::framework::{Descriptor, DescriptorId, Framework, NotApplicable, Origin, Scored, Section};
use leptos::prelude::*;

use super::change;
use super::fields::{fold, line, lines, optional_text, select, text};
use super::find;
use super::ids;
use super::lists::{Part, after, deeds, parts, take_away};
use super::said::said_about;
use super::state::Editor;
use crate::coordinator::frameworks::editor::places::text_id;
use crate::coordinator::frameworks::words;
use crate::ui::{Button, announce};

/// All rows of a section.
pub fn rows(editor: Editor, section: &str) -> AnyView {
    let of = section.to_owned();
    let keys = editor.keys(move |framework| {
        find::section(framework, &of)
            .map_or_else(Vec::new, |section| section.descriptors.iter().map(|row| row.id.to_string()).collect())
    });
    let title_id = title_id(section);
    let key = section.to_owned();
    let about = {
        let of = key.clone();
        editor.derived(move |framework| {
            format!("to {}", find::section(framework, &of).map(Section::named).unwrap_or_default())
        })
    };
    let add = {
        let section = key.clone();
        move || add(editor, &section)
    };
    view! {
        <section aria-labelledby=title_id.clone()>
            <h4 id=title_id.clone() tabindex="-1">"Rows: what good looks like"</h4>
            {parts(keys, "editor-rows", move |id| row(editor, &key, keys, id))}
            <Button about=about on_press=add>"Add a row"</Button>
        </section>
    }
    .into_any()
}

fn title_id(section: &str) -> String {
    format!("edit-section-{section}-rows")
}

fn add(editor: Editor, section: &str) {
    let id = editor.fresh(|_, used| ids::numbered(&format!("{section}."), used));
    let Ok(row_id) = DescriptorId::new(id.clone()) else { return };
    editor.reshape(|framework| {
        change::forget_printed(framework, section);
        if let Some(section) = change::section(framework, section) {
            section.descriptors.push(Descriptor {
                id: row_id,
                text: String::new(),
                source: "Our own".to_owned(),
                origin: Origin::Own,
                condition: None,
                guidance: None,
                not_applicable: None,
            });
        }
    });
    announce("A row was added.");
    after(text_id(&id));
}

fn seen<'a>(framework: &'a Framework, section: &str, id: &str) -> Option<&'a Descriptor> {
    find::section(framework, section)?.descriptors.iter().find(|row| row.id.as_str() == id)
}

fn row(editor: Editor, section: &str, keys: Memo<Vec<String>>, id: String) -> AnyView {
    let stem = format!("edit-row-{id}");
    let part = Part { key: id.clone(), among: keys, noun: "row", stem: stem.clone() };
    let title = part.title();
    let said = {
        let section = section.to_owned();
        Memo::new(move |_| title.with(|title| format!("Section {section}, {title}:")))
    };
    let about = {
        let of = section.to_owned();
        editor.derived(move |framework| {
            let section = find::section(framework, &of).map(Section::named).unwrap_or_default();
            title.with(|title| format!("{title} of {section}"))
        })
    };
    let shift = {
        let section = section.to_owned();
        Callback::new(move |(at, up): (usize, bool)| {
            editor.reshape(|framework| {
                change::section(framework, &section).map(|section| change::shift(&mut section.descriptors, at, up))
            });
        })
    };
    let remove = {
        let (section, part) = (section.to_owned(), part.clone());
        Callback::new(move |()| remove(editor, &section, &part))
    };
    let section = StoredValue::new(section.to_owned());
    let field = {
        let id = id.clone();
        text(editor, lines(text_id(&id), "What good looks like", 2), move |framework| {
            change::row(framework, &id).map(|row| &mut row.text)
        })
    };
    let title_id = format!("{stem}-title");
    view! {
        <li><div class="editor-row" role="group" aria-labelledby=title_id.clone()>
            <div class="editor-item-head">
                <h5 class="editor-row-title" id=title_id.clone()>{title}</h5>
                {deeds(&part, about.into(), Some(shift), remove)}
            </div>
            {move || said_about(editor, said.get())}
            {field}
            {fold(format!("{stem}-more"), "More about this row".into(), RwSignal::new(false), move || more(editor, section, &id))}
        </div></li>
    }
    .into_any()
}

fn remove(editor: Editor, section: &str, part: &Part) {
    let (section, id) = (section.to_owned(), part.key.clone());
    let text = editor.read(|framework| seen(framework, &section, &id).map_or_else(String::new, |row| row.text.clone()));
    let name = part.title().get_untracked();
    let sentence = (!text.trim().is_empty()).then(|| format!("“{text}” Versions that are published keep it."));
    let next = title_id(&section);
    take_away(editor, name, sentence.as_deref(), next, move |editor| {
        editor.reshape(|framework| change::remove_row(framework, &section, &id));
    });
}

fn more(editor: Editor, section: StoredValue<String>, id: &str) -> AnyView {
    let stem = format!("edit-row-{id}");
    let key = StoredValue::new(id.to_owned());
    let condition = line(format!("{stem}-condition"), "When it applies (optional)")
        .hint("Such as “Year 9 and above”.")
        .limit(Limit::FRAMEWORK_TEXT);
    let condition = optional_text(editor, condition, move |framework| {
        key.with_value(|id| change::row(framework, id)).map(|row| &mut row.condition)
    });
    let guidance = lines(format!("{stem}-guidance"), "How to score this row (optional)", 2);
    let guidance = optional_text(editor, guidance, move |framework| {
        key.with_value(|id| change::row(framework, id)).map(|row| &mut row.guidance)
    });
    let source = text(editor, line(format!("{stem}-source"), "Where it comes from"), move |framework| {
        key.with_value(|id| change::row(framework, id)).map(|row| &mut row.source)
    });
    let of = move |framework: &Framework| {
        section.with_value(|section| key.with_value(|id| seen(framework, section, id).cloned()))
    };
    let origin = select(
        editor,
        line(format!("{stem}-origin"), "Who says it"),
        [Origin::Reworded, Origin::Inferred, Origin::Own].map(|origin| (origin, words::origin(origin))).to_vec(),
        move |framework| of(framework).map(|row| row.origin).unwrap_or_default(),
        move |framework, origin| {
            if let Some(row) = key.with_value(|id| change::row(framework, id)) {
                row.origin = origin;
            }
        },
    );
    let scored = editor.derived(move |framework| {
        section
            .with_value(|id| find::section(framework, id).is_some_and(|section| section.scored == Scored::Descriptors))
            || of(framework).is_some_and(|row| row.not_applicable.is_some())
    });
    view! {
        {condition}
        {guidance}
        {move || scored.get().then(|| own_rule(editor, section, key))}
        <div class="columns">{source} {origin}</div>
        <p class="soft small">{format!("Its id in the file: {id}. It stays the same in every version.")}</p>
    }
    .into_any()
}

fn own_rule(editor: Editor, section: StoredValue<String>, key: StoredValue<String>) -> AnyView {
    let mut choices: Vec<(Option<NotApplicable>, &str)> = vec![(None, "As in the rest of the section")];
    choices.extend(words::RULES.map(|(rule, words)| (Some(rule), words)));
    select(
        editor,
        line(format!("edit-row-{}-not-applicable", key.get_value()), "“Not applicable” in this row"),
        choices,
        move |framework| {
            section.with_value(|section| key.with_value(|id| seen(framework, section, id)?.not_applicable))
        },
        move |framework, rule| {
            if let Some(row) = key.with_value(|id| change::row(framework, id)) {
                row.not_applicable = rule;
            }
        },
    )
}
