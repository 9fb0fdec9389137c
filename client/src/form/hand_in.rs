//! How far the form is, what it comes to so far, and handing it in. What is handed in is what the server keeps: while
//! something is on its way, the command waits for it.

use accord_shared::command::Command;
use leptos::prelude::*;

use super::model::so_far;
use super::model::so_far::Line;
use crate::live::Saved;
use crate::marking::answers;
use crate::marking::gaps::{problems, progress};
use crate::marking::own_form::OwnForm;
use crate::seat::command::{Asker, Refusal};
use crate::seat::saved_line::SavedLine;
use crate::ui::{Button, ButtonKind, ErrorSummary, Notice, Problem, Table, focus_id};

/// The end of the form, and the line that stays in view.
#[component]
pub fn HandIn(
    /// The form.
    form: OwnForm,
    /// Whether it has the framework's details and questions.
    asks: bool,
) -> impl IntoView {
    let framework = form.room.framework();
    let all = framework.targets().count();
    let words = Memo::new(move |_| form.gaps.with(|gaps| progress(all, gaps)));
    let lines = {
        let framework = framework.clone();
        Memo::new(move |_| form.marks.with(|marks| so_far::lines(&framework, marks)))
    };
    let sum = move || lines.with(|lines| lines.last().map(|line| line.words.clone()));
    let go = Callback::new(move |()| {
        if let Some(next) = form.gaps.with_untracked(|gaps| problems(&framework, gaps).into_iter().next()) {
            focus_id(&next.id);
        }
    });
    let lacks = Memo::new(move |_| form.gaps.with(|gaps| !gaps.is_empty()));
    let long = all > 1;
    let jump = move || {
        (long && lacks.get())
            .then(|| view! { <Button kind=ButtonKind::Quiet on_press=go>"Go to what is next"</Button> })
    };
    view! {
        <section class="form-section" aria-labelledby="hand-in-title">
            <div class="form-section-head">
                <h2 id="hand-in-title">{if long { "Check and hand in" } else { "Hand in" }}</h2>
            </div>
            {total_table(lines)}
            {asks.then(|| unanswered(form))}
            <Check form=form />
        </section>
        <div class="form-progress">
            <p class="form-progress-words"><strong>{move || words.get()}</strong></p>
            {move || sum().map(|sum| view! { <p class="form-progress-sum figures">"Total: " {sum}</p> })}
            {jump}
            <SavedLine />
        </div>
    }
    .into_any()
}

/// What is asked besides the marks and has no answer yet. It may stay so; the record then says it.
fn unanswered(form: OwnForm) -> AnyView {
    let asked = answers::asked(form.sheet.texts, &form.room.framework());
    let open = Memo::new(move |_| {
        let open = asked.iter().filter(|(_, answer)| answer.with(|answer| answer.trim().is_empty()));
        open.map(|(asked, _)| asked.clone()).collect::<Vec<_>>()
    });
    let line = |asked: String| view! { <li>{asked}</li> };
    (move || {
        open.with(|open| !open.is_empty()).then(|| {
            view! {
                <Notice title="Not answered yet">
                    <ul class="bullets"><For each=move || open.get() key=Clone::clone children=line /></ul>
                    <p>"You can hand in without these. The record then says that they have no answer."</p>
                </Notice>
            }
        })
    })
    .into_any()
}

/// Looks for gaps, leads to them, and hands in when there are none.
#[component]
fn Check(form: OwnForm) -> impl IntoView {
    let room = form.room;
    let found = RwSignal::new(Vec::<Problem>::new());
    let asker = Asker::new(room);
    let wanted = RwSignal::new(false);
    let not_yet = Signal::derive(move || {
        let why = room.saved.with(|saved| match saved {
            Saved::Offline { .. } => {
                Some("You are offline. Everything is kept here; hand in when you are connected again.")
            }
            Saved::Unfit { .. } => Some("A text did not fit, and is not saved. Shorten it and add it, or let it go."),
            Saved::AllSaved | Saved::Saving | Saved::Reload | Saved::Ended(_) => None,
        });
        why.map(str::to_owned)
    });
    Effect::new(move |_| {
        if wanted.get() && room.saved.with(|saved| *saved == Saved::AllSaved) {
            wanted.set(false);
            asker.ask(Command::HandIn { review: room.review.get_untracked() });
        }
    });
    let busy = Signal::derive(move || asker.busy.get() || wanted.get());
    let press = move || {
        let gaps = form.gaps.get_untracked();
        found.set(problems(&room.framework(), &gaps));
        wanted.set(gaps.is_empty());
    };
    view! {
        <ErrorSummary problems=found title="Something is still missing" />
        <p>"Handing in is final: what you hand in stays as it is."</p>
        <div class="button-large">
            <Button kind=ButtonKind::Primary busy=busy why_not=not_yet on_press=press>"Hand in"</Button>
        </div>
        <Refusal asker=asker />
    }
    .into_any()
}

/// What each section and the whole come to; `None` where grades are never added up. Only figures that change are written
/// again.
pub fn total_table(lines: Memo<Vec<Line>>) -> Option<AnyView> {
    let row = |(place, line): (usize, &Line)| {
        let class = if line.total { "form-total" } else { "" };
        let words = move || lines.with(|lines| lines.get(place).map(|line| line.words.clone()));
        view! {
            <tr role="row" class=class>
                <th scope="row" role="rowheader">{line.title.clone()}</th>
                <td role="cell" class="figures" data-label="Figures">{words}</td>
            </tr>
        }
    };
    let rows = lines.with_untracked(|lines| lines.iter().enumerate().map(row).collect_view());
    (!rows.is_empty()).then(|| {
        view! {
            <Table caption="What it comes to" stacks=true>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">"Of what"</th>
                        <th scope="col" role="columnheader">"Figures"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </Table>
        }
        .into_any()
    })
}
