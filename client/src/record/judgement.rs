//! A judgement in the words of the record: what was agreed, how, and who dissented.

use crate::words::grammar::count;
use crate::words::marks::marks_words;
use accord_shared::framework::{Framework, SectionId};
use accord_shared::record::AgreedRecord;
use accord_shared::words::how_agreed;
use leptos::prelude::*;

/// The agreed marks in words, or what they come to where each row has its own.
pub fn judgement_words(agreed: &AgreedRecord, section: &SectionId, framework: &Framework) -> String {
    let words = marks_words(framework, section, &agreed.marks);
    if words.is_empty() { agreed.words.values().cloned().collect::<Vec<_>>().join("; ") } else { words }
}

/// How a judgement came to be agreed, with the answers counted.
pub fn how(agreed: &AgreedRecord) -> AnyView {
    let mut said = vec![
        count(agreed.agree, "agrees", "agree"),
        count(agreed.can_live_with_it, "can live with it", "can live with it"),
    ];
    if agreed.silent > 0 {
        said.push(count(agreed.silent, "did not answer", "did not answer"));
    }
    let answered = agreed.agree + agreed.can_live_with_it + agreed.silent + agreed.dissents.len() > 0;
    let said = answered.then(|| format!(" ({})", said.join(", ")));
    let without = agreed.without.clone().map(|why| view! { <p>"Settled without some answers: " {why}</p> });
    view! { <p>{how_agreed(agreed.how)} {said} "."</p> {without} }.into_any()
}

/// Every dissent from a judgement; nothing where there is none.
pub fn dissents(agreed: &AgreedRecord) -> Option<AnyView> {
    let lines = agreed.dissents.iter().map(|dissent| {
        view! { <li><strong>{dissent.by.clone()} " (" {dissent.agency.name()} ")"</strong> ": " <span class="as-written">{dissent.reason.clone()}</span></li> }
    });
    let lines = lines.collect_view();
    (!agreed.dissents.is_empty()).then(|| view! { <ul class="bullets">{lines}</ul> }.into_any())
}
