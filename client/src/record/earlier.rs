//! The judgements in a record that were agreed in a section before it was opened again.

use accord_shared::framework::{Framework, Scored, Section, SectionId};
use accord_shared::record::{AgreedBeforeRecord, AgreedRecord, SectionRecord};
use leptos::prelude::*;

use super::judgement::{dissents, how, judgement_words};
use crate::ui::when::moment_in_words;

/// Everything that was agreed in a section before, oldest first; `None` where it was never opened again.
pub fn agreed_before(section: &SectionRecord, framework: &Framework, title: &'static str) -> Option<AnyView> {
    let parts = section.agreed_before.iter().map(|before| one(before, &section.id, framework)).collect_view();
    (!section.agreed_before.is_empty())
        .then(|| view! { <div class="record-text"><h4>{title}</h4>{parts}</div> }.into_any())
}

fn one(before: &AgreedBeforeRecord, id: &SectionId, framework: &Framework) -> AnyView {
    let words = judgement_words(&before.agreed, id, framework);
    let rows = framework.section(id).and_then(|section| rows(&before.agreed, section));
    let dissents = dissents(&before.agreed).map(|list| view! { <p>"Dissent from it:"</p> {list} });
    let (by, at) = (before.reopened_by.clone(), moment_in_words(before.reopened_at));
    view! {
        <div class="record-before">
            <p><strong>{words}</strong></p>
            {how(&before.agreed, framework)}
            {rows}
            {dissents}
            <p>"Opened again " {at} " by " {by} " because: " <span class="as-written" translate="no" lang="en-GB">{before.reason.clone()}</span></p>
        </div>
    }
    .into_any()
}

/// What had been agreed row by row; `None` where the section has one mark.
fn rows(agreed: &AgreedRecord, section: &Section) -> Option<AnyView> {
    if section.scored != Scored::Descriptors {
        return None;
    }
    let lines = section.targets().filter_map(|target| {
        let mark = agreed.words.get(&target.id())?.clone();
        let text = target.descriptor.map(|descriptor| descriptor.text.clone()).unwrap_or_default();
        Some(view! { <li><strong>{mark}</strong> ": " {text}</li> })
    });
    Some(view! { <ol>{lines.collect_view()}</ol> }.into_any())
}
