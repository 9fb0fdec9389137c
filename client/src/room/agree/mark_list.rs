//! The marks of a section whose rows have marks of their own, read one below the other: what is proposed or agreed.

use accord_shared::framework::{Framework, Scored, SectionId};
use accord_shared::mark::Marks;
use accord_shared::words;
use leptos::prelude::*;

use crate::ui::Disclosure;
use crate::words::grammar::count;

/// The rows with their marks, those of `first` in view and the others folded away; `None` where the section has one mark.
pub fn mark_list(framework: &Framework, id: &SectionId, marks: &Marks, first: &Marks) -> Option<AnyView> {
    let section = framework.section(id).filter(|section| section.scored == Scored::Descriptors)?;
    let scale = framework.scale_of(id)?;
    let (mut shown, mut folded) = (Vec::new(), Vec::new());
    for (place, target) in section.targets().enumerate() {
        let mark = marks.get(&target.id()).map_or_else(|| words::NO_SCORE.to_owned(), |mark| words::mark(scale, *mark));
        let text = target.descriptor.map(|descriptor| descriptor.text.clone()).unwrap_or_default();
        let side = if first.contains_key(&target.id()) { &mut shown } else { &mut folded };
        side.push(view! { <li value=(place + 1).to_string()><strong>{mark}</strong> ": " {text}</li> });
    }
    let summary = match (shown.len(), folded.len()) {
        (0, all) => format!("Row by row ({all})"),
        (_, rest) => count(rest, "row where everyone gave the same", "rows where everyone gave the same"),
    };
    let shown = (!shown.is_empty()).then(|| view! { <ol class="room-mark-list">{shown}</ol> });
    let folded = (!folded.is_empty())
        .then(|| view! { <Disclosure summary=summary><ol class="room-mark-list">{folded}</ol></Disclosure> });
    Some(view! { {shown} {folded} }.into_any())
}
