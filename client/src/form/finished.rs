//! After handing in: the totals, a note while the other assessor is still working, and the link to the record.

use accord_shared::framework::{Framework, Marking};
use accord_shared::mark::Marks;
use accord_shared::panel::Way;
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::components::A;

use super::hand_in::total_table;
use super::model::so_far;
use super::side_by_side::BesideSections;
use crate::seat::correct::CorrectRecord;
use crate::seat::room::Room;
use crate::ui::{ButtonKind, ButtonLink, Notice, NoticeKind};

/// The own form is handed in; the other is not.
#[component]
pub fn Waiting() -> impl IntoView {
    let room = expect_context::<Room>();
    let you = room.you();
    let other = room.stage.with_untracked(|stage| match &stage.way {
        Way::Moderated { auditor, .. } if *auditor == you => "the moderator",
        _ => "the auditor",
    });
    view! {
        <Notice kind=NoticeKind::Done title="Handed in">
            <p>{format!("Your form is kept and can no longer be changed. This is now waiting for {other}.")}</p>
            <p>"When both forms are in they stand here side by side. You can close this page; your link brings you back."</p>
        </Notice>
    }
}

/// Somebody who does not judge, before there is anything to see.
#[component]
pub fn Onlooker() -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Info>
            <p>"You do not judge this plan. What comes of it stands here once it is finished."</p>
        </Notice>
    }
}

/// The record is closed.
#[component]
pub fn Done() -> impl IntoView {
    let room = expect_context::<Room>();
    let framework = room.framework();
    let review = room.review.get_untracked();
    let record = Route::Record(&room.you(), &review, None).to_string();
    let marks = room.memo(|facts| {
        let agreed = facts.review.sections.iter().filter_map(|section| section.agreed.as_ref());
        agreed.flat_map(|agreed| agreed.marks.clone()).collect::<Marks>()
    });
    let came_to = marks.with_untracked(|marks| came_to(&framework, marks));
    let several = room.panel.with_untracked(|panel| panel.agenda.len() > 1);
    let back = several.then(|| view! { <A href=Route::Form(&room.you(), None).to_string()>"Back to all drafts"</A> });
    let moderated = room.stage.with_untracked(|stage| matches!(stage.way, Way::Moderated { .. }));
    let both = moderated.then(|| view! { <BesideSections /> });
    view! {
        <Notice kind=NoticeKind::Done title=if moderated { "Finished" } else { "Handed in" }>
            <p>"This plan is judged. The record is closed and can no longer change; a correction makes a new version."</p>
        </Notice>
        {came_to}
        <div class="cluster">
            <ButtonLink href=record kind=ButtonKind::Primary>"Read the record"</ButtonLink>
            {back}
        </div>
        <CorrectRecord words=if moderated { BOTH_OPEN_AGAIN } else { OPENS_AGAIN } />
        {both}
    }
}

/// What a correction of one assessor's record does.
const OPENS_AGAIN: &str = "This version stays as it is. Your form opens again as you handed it in, and what you hand in \
    then becomes a new version that names this one.";

/// What a correction of a moderated record does.
const BOTH_OPEN_AGAIN: &str = "This version stays as it is. Both forms open again as they were handed in. Once both are \
    handed in again and you finish, a new version is made that names this one. Let the auditor know.";

/// The judgement, in words, or as totals where marks are added up.
fn came_to(framework: &Framework, marks: &Marks) -> AnyView {
    if !matches!(framework.marking, Marking::Judgement {}) {
        let lines = so_far::lines(framework, marks);
        let lines = Memo::new(move |_| lines.clone());
        return view! { <div>{total_table(lines)}</div> }.into_any();
    }
    let rows = framework.sections.iter().filter_map(|section| {
        let scale = framework.scale(&section.scale)?;
        let words =
            section.targets().filter_map(|target| Some(accord_shared::words::mark(scale, *marks.get(&target.id())?)));
        let words = words.collect::<Vec<_>>().join("; ");
        Some(view! { <div><dt>{section.heading()}</dt><dd><strong>{words}</strong></dd></div> })
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }.into_any()
}
