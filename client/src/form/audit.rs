//! The audit that a moderator may see beside the own form.

use crate::live::MapValue;
use crate::marking::own_form::OwnForm;
use crate::marking::sheet::ROUND;
use crate::ui::{Icon, IconName};
use accord_shared::document::Document;
use accord_shared::framework::TargetId;
use accord_shared::policy;
use accord_shared::schema::{comment_root, mark_key};
use leptos::prelude::*;

/// What the audit says of a target, for a moderator who may see it; it comes once the audit is handed in.
pub fn audit_of(form: OwnForm, target: &TargetId) -> Option<AnyView> {
    let room = form.room;
    let auditor = room.stage.with_untracked(|stage| policy::audit_shown_to(&stage.way, &room.you()).cloned())?;
    let audit = Document::Ballot(room.review.get_untracked(), auditor);
    let cell = room.link().map(&audit).cell(&mark_key(target, ROUND));
    let comment = room.link().text(&audit, &comment_root(target, ROUND)).text();
    let framework = room.framework();
    let target = target.clone();
    let said = move || {
        let mark = cell.with(|cell| cell.as_ref().and_then(MapValue::mark))?;
        let section = framework.target(&target)?.section.id.clone();
        let mark = crate::form::model::side_by_side::mark_words(&framework, &section, Some(mark));
        let comment = comment.get();
        let comment = (!comment.trim().is_empty()).then(|| format!(" – {}", comment.trim()));
        Some(view! {
            <p class="form-audit"><Icon name=IconName::Page />" "<strong>"Audit: "{mark}</strong><span class="as-written" translate="no" lang="en-GB">{comment}</span></p>
        })
    };
    Some(said.into_any())
}
