//! The fields for when in the day people meet and where: the same when a panel is made, changed and copied.

use accord_shared::fit::Limit;
use accord_shared::panel::Meets;
use leptos::prelude::*;

use super::plan_fields::trimmed;
use super::refusals::Told;
use crate::ui::{Field, FieldKind};

/// What was entered about time and place.
#[derive(Debug, Clone, Copy)]
pub struct MeetsFields {
    /// Stands before the names of the fields in the element ids, where a page has several such forms.
    prefix: &'static str,
    /// When it begins.
    pub begins: RwSignal<String>,
    /// When it ends.
    pub ends: RwSignal<String>,
    /// Where people meet.
    pub place: RwSignal<String>,
    /// The link to a call.
    pub call: RwSignal<String>,
}

impl MeetsFields {
    /// Fields that begin with this. Their signals live as long as their owner.
    pub fn new(prefix: &'static str, meets: Meets) -> Self {
        let [begins, ends, place, call] = [meets.begins, meets.ends, meets.place, meets.call].map(RwSignal::new);
        Self { prefix, begins, ends, place, call }
    }

    /// The element id of a control.
    pub fn id(&self, field: &str) -> String {
        format!("{}{field}", self.prefix)
    }

    /// What was entered.
    pub fn entered(&self) -> Meets {
        Meets {
            begins: trimmed(self.begins),
            ends: trimmed(self.ends),
            place: trimmed(self.place),
            call: trimmed(self.call),
        }
    }
}

/// The fields.
#[component]
pub fn MeetsPart(fields: MeetsFields, told: Told) -> impl IntoView {
    let error = |field: &'static str| told.error(fields.id(field));
    view! {
        <div class="columns">
            <Field id=fields.id("begins") label="Begins (optional)" kind=FieldKind::Time value=fields.begins limit=Limit::LINE error=error("begins") />
            <Field id=fields.id("ends") label="Ends (optional)" kind=FieldKind::Time value=fields.ends limit=Limit::LINE error=error("ends") />
        </div>
        <Field id=fields.id("place") label="Place (optional)" hint="Where people meet, such as “Room 4, County Hall”." value=fields.place limit=Limit::LINE error=error("place") />
        <Field
            id=fields.id("call")
            label="Link to a call (optional)"
            hint="Everyone who is invited sees where it leads. It begins with https://."
            kind=FieldKind::Link
            value=fields.call
            limit=Limit::CALL
            error=error("call")
        />
    }
    .into_any()
}
