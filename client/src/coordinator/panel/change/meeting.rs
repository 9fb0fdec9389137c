//! The title, time and place of the meeting.

use accord_shared::api::{ChangeMeeting, PanelView};
use accord_shared::fit::Limit;
use accord_shared::panel::Meets;
use leptos::prelude::*;

use super::super::Shown;
use super::{Outcome, Saving};
use crate::coordinator::meets_fields::{MeetsFields, MeetsPart};
use crate::coordinator::plan_fields::trimmed;
use crate::coordinator::refusals::ToldAbove;
use crate::net::api::changes as api;
use crate::ui::{Button, ButtonKind, Field, FieldKind, Fitting};

/// Stands before the names of the fields in the element ids.
const PREFIX: &str = "meeting-";

/// The form. What nobody has typed over follows the panel, should it be changed elsewhere.
#[component]
pub fn MeetingForm(shown: Shown, view: RwSignal<PanelView>) -> impl IntoView {
    let saving = Saving::new(shown);
    let (title, held_on) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let fields = MeetsFields::new(PREFIX, Meets::default());
    let texts = [title, held_on, fields.begins, fields.ends, fields.place, fields.call];
    let saved = Memo::new(move |_| {
        view.with(|view| {
            let Meets { begins, ends, place, call } = view.panel.meets.clone();
            [view.panel.title.clone(), view.panel.held_on.clone(), begins, ends, place, call]
        })
    });
    Effect::new(move |before: Option<[String; 6]>| {
        let now = saved.get();
        for (place, text) in texts.into_iter().enumerate() {
            let untouched = before.as_ref().is_none_or(|before| text.with_untracked(|text| *text == before[place]));
            if untouched {
                text.set(now[place].clone());
            }
        }
        now
    });
    let send = Callback::new(move |warnings_seen: bool| {
        let (panel, seen) = view.with_untracked(|view| (view.panel.id.clone(), view.now.seen));
        let form = ChangeMeeting {
            seen,
            title: trimmed(title),
            held_on: held_on.get_untracked(),
            meets: fields.entered(),
            warnings_seen,
        };
        let request = async move { api::meeting(&panel, &form).await };
        saving.send(request, |field| format!("{PREFIX}{field}"), || ());
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send.run(false);
    };
    let error = move |field: &str| saving.told.error(format!("{PREFIX}{field}"));
    view! {
        <form class="stack" novalidate=true on:submit=submit>
            <Fitting fits=saving.told.fits>
                <ToldAbove told=saving.told go_on="This is not personal data: save it" on_go_on=move || send.run(true) />
                <Field id=format!("{PREFIX}title") label="Title" value=title limit=Limit::LINE error=error("title") />
                <Field id=format!("{PREFIX}held_on") label="Day" kind=FieldKind::Day value=held_on limit=Limit::LINE error=error("held_on") />
                <MeetsPart fields=fields told=saving.told />
            </Fitting>
            <Button kind=ButtonKind::Primary submit=true busy=saving.busy>"Save title, day, time and place"</Button>
            <Outcome saving=saving />
        </form>
    }
    .into_any()
}
