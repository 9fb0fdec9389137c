//! The part of the editor about scales: which way they run, their points, when marks are too far apart, and other words.

use accord_shared::framework::{Agreement, Better, Line, Origin, Point, Scale, ScaleId, Symbol};
use leptos::prelude::*;

use super::change;
use super::fields::{fold, line, opened, select, select_of, text};
use super::find;
use super::ids;
use super::lists::{Part, after, deeds, parts, take_away};
use super::points::points;
use super::state::Editor;
use super::wordings::faces;
use crate::coordinator::frameworks::words;
use crate::ui::{Button, Choice, announce};

/// All scales.
pub fn scales(editor: Editor) -> AnyView {
    let keys = editor.keys(|framework| framework.scales.iter().map(|scale| scale.id.to_string()).collect());
    let add = move || {
        let id = editor.fresh(|_, used| ids::numbered("scale-", used));
        let Ok(scale_id) = ScaleId::new(id.clone()) else { return };
        editor.reshape(|framework| framework.scales.push(new_scale(scale_id)));
        editor.open.update(|open| {
            open.insert(fold_id(&id));
        });
        announce("A scale was added.");
        after(format!("{}-title", stem(&id)));
    };
    view! {
        <section class="card editor-part" aria-labelledby="part-scales">
            <h2 id="part-scales" tabindex="-1">"Scales"</h2>
            <p class="soft">"What people choose from when they score, and when scores are too far apart to pass without talking. Say this before the meeting: everyone sees the rule."</p>
            {parts(keys, "editor-list", move |id| scale(editor, keys, id))}
            <Button on_press=add>"Add a scale"</Button>
        </section>
    }
    .into_any()
}

/// What the element ids of a scale's controls begin with.
pub fn stem(id: &str) -> String {
    format!("edit-scale-{id}")
}

/// The element id of a scale's fold.
pub fn fold_id(id: &str) -> String {
    format!("{}-fold", stem(id))
}

/// Yes, partly or no, to begin with.
fn new_scale(id: ScaleId) -> Scale {
    let point = |value: u32, word: &str, symbol| Point {
        value: i64::from(value),
        word: word.to_owned(),
        symbol,
        criteria: None,
        marks: Some(value),
    };
    Scale {
        id,
        title: "New scale".to_owned(),
        better: Better::Higher,
        points: vec![
            point(2, "Yes", Symbol::Tick),
            point(1, "Partly", Symbol::HalfDisc),
            point(0, "No", Symbol::Cross),
        ],
        agreement: Agreement { apart: 2, line: None, origin: Origin::Own },
        faces: Vec::new(),
    }
}

fn scale(editor: Editor, keys: Memo<Vec<String>>, id: String) -> AnyView {
    let stem = stem(&id);
    let part = Part { key: id.clone(), among: keys, noun: "scale", stem: stem.clone() };
    let title = {
        let id = id.clone();
        editor
            .derived(move |framework| find::scale(framework, &id).map_or_else(String::new, |scale| scale.title.clone()))
    };
    let rule = {
        let id = id.clone();
        editor.derived(move |framework| find::scale(framework, &id).map_or_else(String::new, words::agreement))
    };
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
                {deeds(&part, title.into(), None, remove)}
            </div>
            <p class="soft">{rule}</p>
            {fold(fold_id, "Change this scale".into(), open, move || body(editor, &id))}
        </li>
    }
    .into_any()
}

fn remove(editor: Editor, id: &str) {
    let users =
        editor.read(|framework| framework.sections.iter().filter(|section| section.scale.as_str() == id).count());
    let name =
        editor.read(|framework| find::scale(framework, id).map_or_else(String::new, |scale| scale.title.clone()));
    if users > 0 {
        editor.ask(crate::coordinator::frameworks::editor::state::Asked {
            title: format!("The scale “{name}” is used"),
            sentence: "Sections use this scale. Give them another one first; then it can be removed.".to_owned(),
            button: "I see",
            then: Callback::new(|()| {}),
        });
        return;
    }
    let id = id.to_owned();
    take_away(
        editor,
        format!("the scale “{name}”"),
        Some("Its points, words and rule go with it."),
        "part-scales".to_owned(),
        move |editor| {
            editor.reshape(|framework| framework.scales.retain(|scale| scale.id.as_str() != id));
        },
    );
}

fn body(editor: Editor, id: &str) -> AnyView {
    let stem = stem(id);
    let key = id.to_owned();
    let title = text(editor, line(format!("{stem}-title"), "What people call it"), {
        let id = key.clone();
        move |framework| change::scale(framework, &id).map(|scale| &mut scale.title)
    });
    let better = select(
        editor,
        line(format!("{stem}-better"), "Which way is better"),
        [Better::Lower, Better::Higher].map(|better| (better, words::better(better))).to_vec(),
        {
            let id = key.clone();
            move |framework| find::scale(framework, &id).map_or(Better::Higher, |scale| scale.better)
        },
        {
            let id = key.clone();
            move |framework, better| change::set_better(framework, &id, better)
        },
    );
    view! {
        {title}
        {better}
        {points(editor, &key)}
        <fieldset class="editor-group">
            <legend>"The agreement rule"</legend>
            {apart(editor, &key)}
            {dividing_line(editor, &key)}
        </fieldset>
        {faces(editor, &key)}
    }
    .into_any()
}

fn apart(editor: Editor, id: &str) -> AnyView {
    let (of, get, set) = (id.to_owned(), id.to_owned(), id.to_owned());
    let choices = editor.derived(move |framework| find::scale(framework, &of).map_or(1, most_apart));
    let choices = Signal::derive(move || {
        let words = |apart: u32| if apart == 1 { "1 point".to_owned() } else { format!("{apart} points") };
        (1..=choices.get()).map(|apart| Choice::new(apart, words(apart))).collect::<Vec<_>>()
    });
    select_of(
        editor,
        line(format!("{}-apart", stem(id)), "Scores are talked about when they are this far apart, or more"),
        choices,
        move |framework| find::scale(framework, &get).map_or(1, |scale| scale.agreement.apart),
        move |framework, apart| {
            if let Some(scale) = change::scale(framework, &set) {
                (scale.agreement.apart, scale.agreement.origin) = (apart, Origin::Own);
            }
        },
    )
}

/// As many as there are points, so that one can choose a distance that never comes up.
fn most_apart(scale: &Scale) -> u32 {
    u32::try_from(scale.points.len()).unwrap_or(1).max(scale.agreement.apart)
}

fn dividing_line(editor: Editor, id: &str) -> AnyView {
    let (of, get, set) = (id.to_owned(), id.to_owned(), id.to_owned());
    let choices = editor.derived(move |framework| find::scale(framework, &of).map_or_else(Vec::new, lines_of));
    let choices = Signal::derive(move || {
        let mut all = vec![Choice::new(None, "No line: only the distance counts")];
        all.extend(
            choices
                .get()
                .into_iter()
                .map(|((good_enough, below), words)| Choice::new(Some((good_enough, below)), words)),
        );
        all
    });
    select_of(
        editor,
        line(format!("{}-line", stem(id)), "The line between good enough and not")
            .hint("Scores on both sides of it are talked about, however near they are."),
        choices,
        move |framework| {
            let line = find::scale(framework, &get).and_then(|scale| scale.agreement.line);
            line.map(|line| (line.good_enough, line.below))
        },
        move |framework, chosen| {
            if let Some(scale) = change::scale(framework, &set) {
                scale.agreement.line =
                    chosen.map(|(good_enough, below)| Line { good_enough, below, origin: Origin::Own });
            }
        },
    )
}

/// Every line between two neighbours, the better one first.
fn lines_of(scale: &Scale) -> Vec<((i64, i64), String)> {
    let pairs = scale.points.windows(2).filter_map(|pair| {
        let (one, other) = (pair.first()?.value, pair.get(1)?.value);
        let (good, below) = if scale.rank(one) > scale.rank(other) { (one, other) } else { (other, one) };
        Some((
            (good, below),
            format!("{} is good enough, {} is not", words::point(scale, good), words::point(scale, below)),
        ))
    });
    pairs.collect()
}
