//! The part of the editor about totals: how marks are added up, if they are, and what the source prints.

use accord_shared::framework::{Abstaining, Marking, Unit};
use leptos::prelude::*;

use super::change;
use super::fields::{line, number, select, tick};
use super::state::Editor;
use crate::coordinator::frameworks::words;
use crate::ui::{Choice, RadioGroup};

/// The kinds of totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Judgement,
    Total,
    Scaled,
}

const fn kind(marking: Marking) -> Kind {
    match marking {
        Marking::Judgement {} => Kind::Judgement,
        Marking::Total { .. } => Kind::Total,
        Marking::Scaled { .. } => Kind::Scaled,
    }
}

/// The rule for totals.
pub fn marking(editor: Editor) -> AnyView {
    let now = editor.derived(|framework| kind(framework.marking));
    let choices = vec![
        Choice::new(Kind::Judgement, "Scores are judgements").with_hint("They are never added up or averaged."),
        Choice::new(Kind::Total, "Marks are added up")
            .with_hint("For each section and in all. Each point of a scale says what it is worth."),
        Choice::new(Kind::Scaled, "Marks become a score")
            .with_hint("The share of the marks that could be reached, such as 16.7 of 20."),
    ];
    let choose = move |chosen: Kind| {
        editor.edit(|framework| {
            if kind(framework.marking) == chosen {
                return;
            }
            change::forget_all_printed(framework);
            framework.marking = match chosen {
                Kind::Judgement => Marking::Judgement {},
                Kind::Total => Marking::Total { unit: Unit::Marks, percentages: true },
                Kind::Scaled => Marking::Scaled { out_of: 20 },
            };
        });
    };
    let totals = editor.derived(words::totals);
    view! {
        <section class="card editor-part" aria-labelledby="part-marking">
            <h2 id="part-marking" tabindex="-1">"Totals"</h2>
            <RadioGroup
                id="marking"
                legend="How do scores become totals?"
                choices=choices
                value=Signal::derive(move || Some(now.get()))
                on_choose=choose
            />
            {move || match now.get() {
                Kind::Judgement => ().into_any(),
                Kind::Total => total(editor),
                Kind::Scaled => scaled(editor),
            }}
            {tick(
                editor,
                line("marking-abstaining", "Whoever scores may abstain").hint("A total with a gap has no score and no percentage."),
                |framework| framework.abstaining.is_offered(),
                |framework, ticked| {
                    framework.abstaining = if ticked { Abstaining::Offered } else { Abstaining::NotOffered };
                },
            )}
            <p>{totals}</p>
        </section>
    }
    .into_any()
}

fn total(editor: Editor) -> AnyView {
    view! {
        <div class="stack">
            {select(
                editor,
                line("marking-unit", "What is counted"),
                vec![(Unit::Marks, "Marks"), (Unit::Met, "Criteria that are met")],
                |framework| if let Marking::Total { unit, .. } = framework.marking { unit } else { Unit::Marks },
                |framework, chosen| {
                    if let Marking::Total { unit, .. } = &mut framework.marking {
                        *unit = chosen;
                    }
                },
            )}
            {tick(
                editor,
                line("marking-percentages", "Show each total as a percentage as well"),
                |framework| matches!(framework.marking, Marking::Total { percentages: true, .. }),
                |framework, ticked| {
                    if let Marking::Total { percentages, .. } = &mut framework.marking {
                        *percentages = ticked;
                    }
                },
            )}
            {printed(editor)}
        </div>
    }
    .into_any()
}

fn scaled(editor: Editor) -> AnyView {
    let out_of = number(
        editor,
        line("marking-out-of", "The best score"),
        false,
        |framework| if let Marking::Scaled { out_of } = framework.marking { Some(out_of) } else { None },
        |framework, number| {
            if let (Marking::Scaled { out_of }, Some(number)) = (&mut framework.marking, number) {
                *out_of = number;
            }
        },
    );
    view! { <div class="stack">{out_of} {printed(editor)}</div> }.into_any()
}

/// The greatest total as the source prints it. It is emptied when rows or points change, so it is made again then.
fn printed(editor: Editor) -> AnyView {
    let field = move || {
        number(
            editor,
            line("marking-printed", "The greatest total as your source prints it (optional)")
                .hint("Accord checks that the rows add up to it. It is emptied when you add or remove rows."),
            true,
            |framework| framework.printed_marks,
            |framework, number| framework.printed_marks = number,
        )
    };
    view! { <div>{move || { editor.track_shape(); field() }}</div> }.into_any()
}
