//! The moderator's part: the judgement of each section on which the two differ, and finishing.

use accord_shared::command::Command;
use accord_shared::framework::TargetId;
use accord_shared::mark::{Mark, Marks};
use accord_shared::message::Outcome;
use accord_shared::panel::Way;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::model::side_by_side::{Beside, beside, unsettled};
use super::model::stage::is_moderator;
use crate::marking::choices::{Chooser, choices};
use crate::seat::command::{Asker, Refusal};
use crate::seat::room::Room;
use crate::ui::{Button, ButtonKind, Select, alert, focus_id};

/// Settles one section: row by row, or at once by either of the two judgements.
#[component]
pub fn SettleSection(
    /// The section as both judged it.
    both: Beside,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let you = room.you();
    if !room.stage.with_untracked(|stage| is_moderator(&stage.way, &you)) {
        return None;
    }
    let asker = Asker::new(room);
    let chosen: Vec<(TargetId, RwSignal<Mark>)> = both
        .rows
        .iter()
        .filter_map(|row| Some((row.target.clone(), RwSignal::new(row.moderation.mark.or(row.audit.mark)?))))
        .collect();
    let fields = both.rows.iter().filter(|row| row.differs()).filter_map(|row| {
        let value = chosen.iter().find(|(target, _)| *target == row.target)?.1;
        let label = match row.number {
            Some(number) => format!("Settled judgement of row {number}"),
            None => "Settled judgement".to_owned(),
        };
        let framework = room.framework();
        let choices = choices(&framework, framework.target(&row.target)?, Chooser::Person);
        let id = format!("settle-{}", row.target);
        Some(view! { <Select id=id label=label choices=Signal::stored(choices) value=value on_choose=move |mark| value.set(mark) /> })
    });
    let fields = fields.collect_view();
    let section = both.id.clone();
    let settle = Callback::new(move |marks: Marks| {
        let id = format!("beside-{section}");
        let command = Command::Moderate { review: room.review.get_untracked(), section: section.clone(), marks };
        // The section is drawn again; its heading says how it was settled.
        asker.ask_then(command, move || request_animation_frame(move || focus_id(&id)));
    });
    let (audit, mine) = (both.marks(|row| row.audit.mark), both.marks(|row| row.moderation.mark));
    let own = move || settle.run(chosen.iter().map(|(target, mark)| (target.clone(), mark.get_untracked())).collect());
    let about = both.heading.clone();
    Some(view! {
        <div class="settle">
            <div class="columns">{fields}</div>
            <div class="cluster">
                <Button kind=ButtonKind::Primary busy=asker.busy about=about.clone() on_press=own>"Settle"</Button>
                <Button busy=asker.busy about=about.clone() on_press=move || settle.run(audit.clone())>"Keep the audit"</Button>
                <Button busy=asker.busy about=about on_press=move || settle.run(mine.clone())>"Use mine"</Button>
            </div>
            <Refusal asker=asker />
        </div>
    })
}

/// Which of the two judgements is used for everything that is left.
#[derive(Clone, Copy)]
enum Side {
    Audit,
    Moderation,
}

/// The end of a moderation.
#[component]
pub fn Finish() -> impl IntoView {
    let room = expect_context::<Room>();
    let asker = Asker::new(room);
    let left = room.memo(unsettled);
    let why_not = Signal::derive(move || {
        left.with(|left| !left.is_empty()).then(|| "Settle every section on which you differ first.".to_owned())
    });
    let all = move |side: Side| {
        asker.busy.set(true);
        spawn_local(settle_all(room, asker, side));
    };
    let rest = move || {
        (left.with(Vec::len) > 1).then(|| {
            view! {
                <p>{format!("{} sections are not settled yet.", left.with_untracked(Vec::len))}</p>
                <div class="cluster">
                    <Button busy=asker.busy on_press=move || all(Side::Audit)>"Keep the audit in all of them"</Button>
                    <Button busy=asker.busy on_press=move || all(Side::Moderation)>"Use mine in all of them"</Button>
                </div>
            }
        })
    };
    let changes = room.stage.with_untracked(|stage| matches!(stage.way, Way::Moderated { changes_grade: true, .. }));
    let words = if changes {
        "Finishing closes the record with the judgements as they are settled."
    } else {
        "Finishing closes the record: the audit’s judgements stand, with your moderation beside them."
    };
    let finish = move || asker.ask(Command::Finish { review: room.review.get_untracked() });
    view! {
        <section class="form-section" aria-labelledby="finish-title">
            <div class="form-section-head"><h2 id="finish-title">"Finish"</h2></div>
            {rest}
            <p>{words}</p>
            <div class="button-large">
                <Button kind=ButtonKind::Primary busy=asker.busy why_not=why_not on_press=finish>"Finish"</Button>
            </div>
            <Refusal asker=asker />
        </section>
    }
}

/// Settles what is left, one section after the other, until it is done or one is refused.
async fn settle_all(room: Room, asker: Asker, side: Side) {
    let review = room.review.get_untracked();
    for section in room.facts_now(unsettled) {
        let Some(both) = room.facts_now(|facts| beside(facts, &section)) else { continue };
        let marks = both.marks(|row| match side {
            Side::Audit => row.audit.mark,
            Side::Moderation => row.moderation.mark,
        });
        let command = Command::Moderate { review: review.clone(), section, marks };
        if let Outcome::Refused { sentence, .. } = room.link().command(command).await {
            alert(&sentence);
            asker.refused.try_set(Some(sentence));
            break;
        }
    }
    asker.busy.try_set(false);
}
