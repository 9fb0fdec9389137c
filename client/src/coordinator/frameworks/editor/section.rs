//! One section in the editor: what it is, how it is scored, what people write about it, and its rows.

use accord_shared::framework::{Commentary, NotApplicable, Origin, Scored};
use leptos::prelude::*;

use super::change;
use super::fields::{fold, line, lines, number, optional_text, select, select_of, text, tick};
use super::find;
use super::rows::rows;
use super::said::said_about;
use super::state::Editor;
use crate::coordinator::frameworks::words;
use crate::ui::Choice;

/// What can be changed about a section.
pub fn body(editor: Editor, id: &str) -> AnyView {
    let stem = format!("edit-section-{id}");
    let key = StoredValue::new(id.to_owned());
    let title = text(editor, line(format!("{stem}-title"), "Heading"), move |framework| {
        key.with_value(|id| change::section(framework, id)).map(|section| &mut section.title)
    });
    let plain = lines(format!("{stem}-plain"), "What it is, in one short sentence", 2)
        .hint("For a parent who reads it for the first time.");
    let plain = text(editor, plain, move |framework| {
        key.with_value(|id| change::section(framework, id)).map(|section| &mut section.plain)
    });
    view! {
        {said_about(editor, format!("Section {id}:"))}
        {title}
        {plain}
        <div class="columns">{scale(editor, key)} {scored(editor, key)} {not_applicable(editor, key)}</div>
        <div class="columns">{commentary(editor, key)} {demanded(editor, key)}</div>
        {rows(editor, id)}
        {fold(format!("{stem}-more"), "Source and printed marks".into(), RwSignal::new(false), move || more(editor, key))}
    }
    .into_any()
}

fn scale(editor: Editor, key: StoredValue<String>) -> AnyView {
    let all = editor.derived(|framework| {
        framework.scales.iter().map(|scale| (scale.id.clone(), scale.title.clone())).collect::<Vec<_>>()
    });
    let choices = Signal::derive(move || {
        all.get().into_iter().map(|(id, title)| Choice::new(Some(id), title)).collect::<Vec<_>>()
    });
    select_of(
        editor,
        line(format!("edit-section-{}-scale", key.get_value()), "Scale"),
        choices,
        move |framework| key.with_value(|id| find::section(framework, id).map(|section| section.scale.clone())),
        move |framework, scale| {
            if let Some(scale) = scale {
                key.with_value(|id| change::use_scale(framework, id, &scale));
            }
        },
    )
}

fn scored(editor: Editor, key: StoredValue<String>) -> AnyView {
    select(
        editor,
        line(format!("edit-section-{}-scored", key.get_value()), "What is scored"),
        [Scored::Section, Scored::Descriptors].map(|scored| (scored, words::scored(scored))).to_vec(),
        move |framework| {
            key.with_value(|id| find::section(framework, id).map_or(Scored::Section, |section| section.scored))
        },
        move |framework, scored| {
            key.with_value(|id| {
                change::forget_printed(framework, id);
                if let Some(section) = change::section(framework, id) {
                    section.scored = scored;
                }
            });
        },
    )
}

fn not_applicable(editor: Editor, key: StoredValue<String>) -> AnyView {
    select(
        editor,
        line(format!("edit-section-{}-not-applicable", key.get_value()), "“Not applicable”"),
        words::RULES.to_vec(),
        move |framework| {
            key.with_value(|id| {
                find::section(framework, id).map_or(NotApplicable::LeftOut, |section| section.not_applicable)
            })
        },
        move |framework, rule| {
            if let Some(section) = key.with_value(|id| change::section(framework, id)) {
                (section.not_applicable, section.not_applicable_origin) = (rule, Origin::Own);
            }
        },
    )
}

fn commentary(editor: Editor, key: StoredValue<String>) -> AnyView {
    let all = [Commentary::Strengths, Commentary::Areas, Commentary::Rationale, Commentary::Comments];
    let boxes = all.map(|one| {
        tick(
            editor,
            line(format!("edit-section-{}-{one:?}", key.get_value()), one.title()),
            move |framework| {
                key.with_value(|id| {
                    find::section(framework, id).is_some_and(|section| section.commentary.contains(&one))
                })
            },
            move |framework, ticked| {
                if let Some(section) = key.with_value(|id| change::section(framework, id)) {
                    let before = std::mem::take(&mut section.commentary);
                    let wanted = |each: &Commentary| if *each == one { ticked } else { before.contains(each) };
                    section.commentary = all.into_iter().filter(wanted).collect();
                }
            },
        )
    });
    view! {
        <fieldset class="editor-group">
            <legend>"Boxes for writing"</legend>
            {boxes.into_iter().collect_view()}
        </fieldset>
    }
    .into_any()
}

/// Which marks demand a comment: a box for each point of the section's scale, made again when the points change.
fn demanded(editor: Editor, key: StoredValue<String>) -> AnyView {
    let points = editor.derived(move |framework| {
        let scale = key.with_value(|id| find::section(framework, id).map(|section| section.scale.clone()));
        let scale = scale.and_then(|scale| find::scale(framework, scale.as_str()));
        scale.map_or_else(Vec::new, |scale| {
            scale.points.iter().map(|point| (point.value, words::point(scale, point.value))).collect()
        })
    });
    let boxes = move || {
        let one = |(value, words): (i64, String)| {
            tick(
                editor,
                line(format!("edit-section-{}-demands-{value}", key.get_value()), words),
                move |framework| {
                    key.with_value(|id| {
                        find::section(framework, id).is_some_and(|section| section.comment_demanded.contains(&value))
                    })
                },
                move |framework, ticked| key.with_value(|id| change::demand_comment(framework, id, value, ticked)),
            )
        };
        points.get().into_iter().map(one).collect_view()
    };
    view! {
        <fieldset class="editor-group">
            <legend>"A comment is required with"</legend>
            {boxes}
        </fieldset>
    }
    .into_any()
}

fn more(editor: Editor, key: StoredValue<String>) -> AnyView {
    let stem = format!("edit-section-{}", key.get_value());
    let source = text(editor, line(format!("{stem}-source"), "Where the source has it"), move |framework| {
        key.with_value(|id| change::section(framework, id)).map(|section| &mut section.source)
    });
    let field = move || {
        editor.track_shape();
        number(
            editor,
            line(
                format!("edit-section-{}-printed", key.get_value()),
                "Its greatest total as your source prints it (optional)",
            )
            .hint("It is emptied when you add or remove rows."),
            true,
            move |framework| key.with_value(|id| find::section(framework, id)?.printed_marks),
            move |framework, number| {
                if let Some(section) = key.with_value(|id| change::section(framework, id)) {
                    section.printed_marks = number;
                }
            },
        )
    };
    let guidance = optional_text(
        editor,
        lines(format!("{stem}-guidance"), "How to score it (optional)", 2).hint("Said once, above all of its rows."),
        move |framework| key.with_value(|id| change::section(framework, id)).map(|section| &mut section.guidance),
    );
    view! {
        {guidance}
        {source}
        <div>{field}</div>
        <p class="soft small">{format!("Its id in the file: {}. It stays the same in every version.", key.get_value())}</p>
    }
    .into_any()
}
