//! The part of the editor that lists the sections in their order; each opens to be changed.

use accord_shared::framework::{Commentary, Framework, NotApplicable, Origin, Scored, Section, SectionId};
use leptos::prelude::*;

use super::change;
use super::fields::{fold, opened};
use super::find;
use super::ids;
use super::lists::{Part, after, deeds, parts, take_away};
use super::section::body;
use super::state::Editor;
use crate::coordinator::frameworks::editor::places::fold_id;
use crate::coordinator::frameworks::words;
use crate::ui::{Button, announce};
use crate::words::grammar::count;

/// All sections.
pub fn sections(editor: Editor) -> AnyView {
    let keys = editor.keys(|framework| framework.sections.iter().map(|section| section.id.to_string()).collect());
    // The judgement on the whole comes last, and nothing changes places with it.
    let ordinary = editor.keys(|framework| {
        framework.sections.iter().filter(|one| !one.overall).map(|section| section.id.to_string()).collect()
    });
    let no_overall = editor.derived(|framework| framework.sections.iter().all(|section| !section.overall));
    view! {
        <section class="card editor-part" aria-labelledby="part-sections">
            <h2 id="part-sections" tabindex="-1">"Sections and rows"</h2>
            {parts(keys, "editor-list", move |id| section(editor, ordinary, id))}
            <div class="cluster">
                <Button on_press=move || add(editor, false)>"Add a section"</Button>
                {move || no_overall.get().then(|| view! { <Button on_press=move || add(editor, true)>"Add an overall judgement"</Button> })}
            </div>
        </section>
    }
    .into_any()
}

fn add(editor: Editor, overall: bool) {
    let make = |framework: &Framework, used: &_| {
        if overall { ids::numbered("overall-", used) } else { ids::of_section(framework, used) }
    };
    let id = editor.fresh(make);
    let Ok(section_id) = SectionId::new(id.clone()) else { return };
    editor.reshape(|framework| {
        let Some(section) = new_section(framework, section_id, overall) else { return };
        let end = framework.sections.iter().position(|section| section.overall).unwrap_or(framework.sections.len());
        framework.printed_marks = None;
        framework.sections.insert(end, section);
    });
    editor.open.update(|open| {
        open.insert(fold_id(&id));
    });
    announce("A section was added.");
    after(format!("edit-section-{id}-title"));
}

/// A new section is like the one before it; nothing without a scale.
fn new_section(framework: &Framework, id: SectionId, overall: bool) -> Option<Section> {
    let like = framework.sections.iter().rfind(|section| !section.overall);
    let scale = like.map(|section| section.scale.clone()).or_else(|| Some(framework.scales.first()?.id.clone()))?;
    let scored = if overall { Scored::Section } else { like.map_or(Scored::Section, |section| section.scored) };
    Some(Section {
        id,
        title: if overall { "Overall judgement".to_owned() } else { String::new() },
        plain: if overall { "How good all of it is, taken together.".to_owned() } else { String::new() },
        source: "Our own".to_owned(),
        overall,
        scale,
        scored,
        not_applicable: if overall {
            NotApplicable::NotOffered
        } else {
            like.map_or(NotApplicable::LeftOut, |one| one.not_applicable)
        },
        not_applicable_origin: Origin::Own,
        guidance: None,
        commentary: like.map_or_else(|| vec![Commentary::Comments], |section| section.commentary.clone()),
        comment_demanded: like.map(|section| section.comment_demanded.clone()).unwrap_or_default(),
        descriptors: Vec::new(),
        printed_marks: None,
    })
}

fn section(editor: Editor, ordinary: Memo<Vec<String>>, id: String) -> AnyView {
    let stem = format!("edit-section-{id}");
    let overall = editor.read(|framework| find::section(framework, &id).is_some_and(|section| section.overall));
    let part = Part { key: id.clone(), among: ordinary, noun: "section", stem: stem.clone() };
    let of = |look: fn(&Section) -> String| {
        let id = id.clone();
        editor.derived(move |framework| find::section(framework, &id).map_or_else(String::new, look))
    };
    let title = of(words::heading);
    let rows = of(|section| format!("Change this section ({})", count(section.descriptors.len(), "row", "rows")));
    let shift = Callback::new(move |(at, up): (usize, bool)| {
        editor.reshape(|framework| change::shift(&mut framework.sections, at, up));
    });
    let remove = {
        let id = id.clone();
        Callback::new(move |()| remove(editor, &id))
    };
    let fold_id = fold_id(&id);
    let open = opened(editor, fold_id.clone());
    view! {
        <li class="editor-item">
            <div class="editor-item-head">
                <h3>{title}</h3>
                {deeds(&part, title.into(), (!overall).then_some(shift), remove)}
            </div>
            {fold(fold_id, rows.into(), open, move || body(editor, &id))}
        </li>
    }
    .into_any()
}

fn remove(editor: Editor, id: &str) {
    let (name, rows) = editor.read(|framework| {
        find::section(framework, id)
            .map_or_else(Default::default, |section| (words::heading(section), section.descriptors.len()))
    });
    let goes = format!("Its {} go with it. Versions that are published keep it.", count(rows, "row", "rows"));
    let id = id.to_owned();
    take_away(editor, name, Some(&goes), "part-sections".to_owned(), move |editor| {
        editor.reshape(|framework| change::remove_section(framework, &id));
    });
}
