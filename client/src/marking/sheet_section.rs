//! One section of a sheet: its scores, when to choose which, and its boxes for writing. Its heading is decided by the
//! page that shows it.

use accord_shared::framework::{Commentary, Framework, Scored, Section, TargetId};
use accord_shared::schema::Prose;
use leptos::prelude::*;

use super::descriptors::{descriptors, grade_criteria};
use super::gaps::comment_id;
use super::sheet::{ROUND, Sheet, TextBox};
use super::target_row::target_row;
use crate::ui::media_holds;

/// Everything of a section that is filled in. `aside` stands between the buttons of a target and its comment.
pub fn section_body(
    sheet: Sheet,
    framework: &Framework,
    section: &Section,
    aside: &dyn Fn(&TargetId) -> Option<AnyView>,
) -> AnyView {
    let open = Signal::stored(false);
    let rows = section.targets().map(|target| target_row(sheet, framework, target, open, aside(&target.id())));
    let rows = rows.collect_view();
    let criteria = grade_criteria(framework, section);
    let guidance = section.guidance.clone().map(|how| view! { <p class="room-hint">{how}</p> });
    let scores = match section.scored {
        Scored::Section => {
            view! { {descriptors(framework, section, media_holds("(min-width: 60em)"))} {rows} {criteria} }.into_any()
        }
        Scored::Descriptors => view! { {criteria} <div class="mark-rows">{rows}</div> }.into_any(),
    };
    view! {
        {guidance}
        {scores}
        <div class="form-boxes">{boxes(sheet, section)}</div>
    }
    .into_any()
}

/// The boxes for writing about the section. Where its one mark may demand a comment, the last box is the place for it.
fn boxes(sheet: Sheet, section: &Section) -> Vec<AnyView> {
    let whole = section.targets().find(|target| target.descriptor.is_none());
    let last = section.commentary.last().copied();
    let one = |box_of: Commentary| {
        let demanded = whole.filter(|_| Some(box_of) == last).map(|target| comment_id(&target.id()));
        let label = match (section.scored, box_of) {
            (Scored::Descriptors, Commentary::Comments) => "Comments on the section",
            _ => box_of.title(),
        };
        sheet.texts.area(TextBox {
            root: Prose::from(box_of).private(&section.id, ROUND),
            id: demanded.unwrap_or_else(|| format!("{box_of:?}-{}", section.id).to_lowercase()),
            label: label.to_owned(),
            hint: MaybeProp::default(),
            rows: if section.scored == Scored::Section { 3 } else { 2 },
        })
    };
    section.commentary.iter().copied().map(one).collect()
}
