//! One section of a form: its heading, and what is filled in for it.

use accord_shared::framework::{Framework, Section};
use leptos::prelude::*;

use super::audit::audit_of;
use crate::marking::own_form::OwnForm;
use crate::marking::sheet_section::section_body;

/// One section of the form.
pub fn section(form: OwnForm, framework: &Framework, section: &Section) -> AnyView {
    let title_id = format!("section-{}", section.id);
    let labelled_by = title_id.clone();
    view! {
        <section class="form-section" aria-labelledby=labelled_by>
            <div class="form-section-head">
                <h2 id=title_id>{section.heading()}</h2>
                <p class="soft">{section.plain.clone()}</p>
            </div>
            {section_body(form.sheet, framework, section, &|target| audit_of(form, target))}
        </section>
    }
    .into_any()
}
