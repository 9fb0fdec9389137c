//! The part of the form about the meeting itself.

use accord_shared::fit::Limit;
use accord_shared::panel::PanelKind;
use leptos::prelude::*;

use super::entered::Form;
use crate::coordinator::meets_fields::MeetsPart;
use crate::ui::{Choice, Field, FieldKind, RadioGroup, RadioLayout};

/// Title, day, time, place, kind and locality.
#[component]
pub fn MeetingPart(form: Form) -> impl IntoView {
    let kinds = vec![
        Choice::new(PanelKind::Service, "Service").with_hint("Within one service."),
        Choice::new(PanelKind::Locality, "Locality").with_hint("One part of your area, usually with one plan."),
        Choice::new(PanelKind::Countywide, "Countywide")
            .with_hint("Your whole area, usually a plan from each locality."),
        Choice::new(PanelKind::External, "External").with_hint("With people from outside of your area."),
    ];
    view! {
        <fieldset class="form-part">
            <legend class="form-part-title"><h2>"The meeting"</h2></legend>
            <div class="form-part-body">
                <Field id="title" label="Title" hint="Everyone sees it, such as “Countywide panel, autumn term”." value=form.title limit=Limit::LINE error=form.error("title") />
                <Field id="held_on" label="Day" kind=FieldKind::Day value=form.held_on limit=Limit::LINE error=form.error("held_on") />
                <MeetsPart fields=form.meets told=form.told />
                <RadioGroup
                    id="kind"
                    legend="What kind of panel is it?"
                    choices=kinds
                    value=Signal::derive(move || Some(form.kind.get()))
                    on_choose=move |kind| form.kind.set(kind)
                    layout=RadioLayout::Columns
                    error=form.error("kind")
                />
                <Field id="locality" label="Locality (optional)" hint="The part of your area. Leave it empty for the whole area." value=form.locality limit=Limit::LINE error=form.error("locality") />
            </div>
        </fieldset>
    }
    .into_any()
}
