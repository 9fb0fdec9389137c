//! The audit and the moderation side by side, section by section, with what differs marked by a picture and a word. The
//! moderator settles from here, and finishes; everyone else reads.

use accord_shared::framework::SectionId;
use accord_shared::moderation::Outcome;
use accord_shared::panel::Way;
use leptos::prelude::*;

use super::model::side_by_side::{Beside, Row, Said, beside, mark_words, outcome_words, overall};
use super::model::stage::is_moderator;
use super::settle::{Finish, SettleSection};
use crate::seat::room::Room;
use crate::ui::{Checkbox, Icon, IconName, Notice, NoticeKind, Table, Tag, TagKind};

/// Both forms, while the review is open.
#[component]
pub fn BesideView() -> impl IntoView {
    let room = expect_context::<Room>();
    let you = room.you();
    let (moderates, changes) = room.stage.with_untracked(|stage| {
        let changes = matches!(stage.way, Way::Moderated { changes_grade: true, .. });
        (is_moderator(&stage.way, &you), changes)
    });
    let words = match (moderates, changes) {
        (true, true) => "Both forms are in. Settle each section on which you differ, and finish.",
        (true, false) => {
            "Both forms are in. Your moderation is feedback, and the audit’s judgement stands. Read both, and finish."
        }
        (false, true) => "Both forms are in. The moderator now settles where the two differ.",
        (false, false) => "Both forms are in. The moderation is feedback, and the audit’s judgement stands.",
    };
    view! {
        <Notice kind=NoticeKind::Info><p>{words}</p></Notice>
        <BesideSections />
        {moderates.then(|| view! { <Finish /> })}
    }
}

/// The outcome over all, the filter, and every section.
#[component]
pub fn BesideSections() -> impl IntoView {
    let room = expect_context::<Room>();
    let whole = room.memo(overall);
    let only = RwSignal::new(false);
    let sections = room.framework().sections.iter().map(|section| section.id.clone()).collect::<Vec<_>>();
    let sections = sections.into_iter().map(|id| view! { <SectionBeside id=id /> }).collect_view();
    view! {
        <section class="stack" aria-labelledby="beside-title">
            <h2 id="beside-title">"Audit and moderation"</h2>
            {move || whole.get().map(|whole| view! { <p class="beside-overall"><strong>"Overall: "</strong>{tag(whole)}" "{outcome_words(whole)}</p> })}
            <Checkbox id="only-differences" label="Show only differences" checked=only on_change=move |on| only.set(on) />
            <div class="beside" class:beside-only=move || only.get()>{sections}</div>
        </section>
    }
}

/// An outcome in a word.
fn tag(outcome: Outcome) -> AnyView {
    let kind = match outcome {
        Outcome::Upheld => TagKind::Neutral,
        Outcome::Upgraded => TagKind::Done,
        Outcome::Downgraded => TagKind::Attention,
        Outcome::NotComparable => TagKind::Stopped,
    };
    view! { <Tag kind=kind>{outcome.word()}</Tag> }.into_any()
}

/// One section; it is drawn again when it is settled, and for nothing else.
#[component]
fn SectionBeside(
    /// Which section.
    id: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let both = room.memo(move |facts| beside(facts, &id));
    move || both.get().map(|both| section(room, both))
}

fn section(room: Room, both: Beside) -> AnyView {
    let title_id = format!("beside-{}", both.id);
    let labelled_by = title_id.clone();
    let differ = both.differ();
    let class = if differ == 0 { "form-section beside-same" } else { "form-section" };
    let judged = match (differ, both.settled) {
        (0, _) => "Both judged it the same.".to_owned(),
        (_, false) => format!("{} To be settled.", outcome_words(both.outcome)),
        (_, true) => outcome_words(both.outcome).to_owned(),
    };
    let rows = both.rows.iter().map(|row| line(room, &both.id, row)).collect_view();
    let wrote = wrote(&both);
    let heading = both.heading.clone();
    let (outcome, caption) = (both.outcome, format!("Both judgements: {heading}"));
    let settle = (!both.settled && differ > 0).then(|| view! { <SettleSection both=both /> });
    view! {
        <section class=class aria-labelledby=labelled_by>
            <div class="form-section-head">
                <h3 id=title_id tabindex="-1">{heading}</h3>
                <p>{tag(outcome)} " " {judged}</p>
            </div>
            <Table caption=caption caption_hidden=true stacks=true>
                <thead role="rowgroup">
                    <tr role="row">
                        {["What was judged", "Audit", "Moderation", "Difference"]
                            .map(|name| view! { <th scope="col" role="columnheader">{name}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </Table>
            {wrote}
            {settle}
        </section>
    }
    .into_any()
}

fn line(room: Room, section: &SectionId, row: &Row) -> AnyView {
    let framework = room.framework();
    let said = |said: &Said| {
        let comment = (!said.comment.is_empty())
            .then(|| view! { <span class="beside-comment as-written" translate="no" lang="en-GB">{said.comment.clone()}</span> });
        view! { <strong>{mark_words(&framework, section, said.mark)}</strong> {comment} }
    };
    let changes = room.stage.with_untracked(|stage| matches!(stage.way, Way::Moderated { changes_grade: true, .. }));
    let settled = row.settled.filter(|_| row.differs() && changes).map(|mark| {
        view! { <span class="beside-settled">"Settled: " {mark_words(&framework, section, Some(mark))}</span> }
    });
    let (class, difference) = if row.differs() {
        ("beside-row beside-row-differs", view! { <Icon name=IconName::Warning /> " Differs" }.into_any())
    } else {
        ("beside-row", view! { <Icon name=IconName::Tick /> " Same" }.into_any())
    };
    let number = row.number.map(|number| format!("{number}. "));
    view! {
        <tr role="row" class=class>
            <th scope="row" role="rowheader">{number}{row.text.clone()}</th>
            <td role="cell" data-label="Audit">{said(&row.audit)}</td>
            <td role="cell" data-label="Moderation">{said(&row.moderation)}</td>
            <td role="cell" data-label="Difference"><span class="beside-difference">{difference}</span>{settled}</td>
        </tr>
    }
    .into_any()
}

/// What both wrote about the section as a whole.
fn wrote(both: &Beside) -> Option<AnyView> {
    let texts = [("Audit", &both.audit_wrote), ("Moderation", &both.moderation_wrote)];
    let any = texts.iter().any(|(_, texts)| !texts.is_empty());
    let columns = texts.map(|(who, texts)| {
        let texts = if texts.is_empty() { "Nothing written.".to_owned() } else { texts.join("\n") };
        view! { <div><h4>{who}": in writing"</h4><p class="as-written" translate="no" lang="en-GB">{texts}</p></div> }
    });
    any.then(|| view! { <div class="columns">{columns.collect_view()}</div> }.into_any())
}
