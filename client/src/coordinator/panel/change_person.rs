//! Changing a person's details, in a dialog above the list of people.

use accord_shared::api::{ChangePerson, NewParticipant, PanelView};
use accord_shared::id::ParticipantId;
use accord_shared::panel::Seat;
use leptos::prelude::*;

use super::Shown;
use super::change::Saving;
use crate::coordinator::person_fields::{PersonFields, PersonRow};
use crate::net::api::changes as api;
use crate::ui::{Button, ButtonKind, Dialog, ErrorSummary, Fitting, focus_id};

/// The key of the row, apart from that of the person who is being added.
const KEY: u32 = 1;

/// The dialog; open while `who` says about whom.
#[component]
pub fn ChangePersonDialog(
    shown: Shown,
    view: RwSignal<PanelView>,
    who: RwSignal<Option<ParticipantId>>,
    /// What was saved last, to be said beside the list.
    done: RwSignal<Option<String>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if who.with(Option::is_some) {
            open.set(true);
        }
    });
    // Closed by any means, the same person can be asked about again.
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            who.set(None);
        }
        now
    });
    let title = Signal::derive(move || {
        let id = who.get();
        let name = view.with(|view| id.and_then(|id| view.panel.participant(&id).map(|person| person.name.clone())));
        format!("Change {}", name.unwrap_or_default())
    });
    view! {
        <Dialog title=title open=open close_label="Cancel">
            <Form shown=shown view=view who=who open=open done=done />
        </Dialog>
    }
    .into_any()
}

#[component]
fn Form(
    shown: Shown,
    view: RwSignal<PanelView>,
    who: RwSignal<Option<ParticipantId>>,
    open: RwSignal<bool>,
    done: RwSignal<Option<String>>,
) -> impl IntoView {
    let id = who.get_untracked()?;
    let person = view.with_untracked(|view| view.panel.participant(&id).cloned())?;
    let saving = Saving::new(shown);
    let row = PersonRow::new(KEY, person.agency);
    row.name.set(person.name);
    row.post.set(person.post);
    row.seat.set(person.seat);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (panel, seen) = view.with_untracked(|view| (view.panel.id.clone(), view.now.seen));
        let NewParticipant { name, agency, post, seat } = row.entered();
        let (id, form) = (id.clone(), ChangePerson { seen, name, agency, post, seat });
        let request = async move { api::person(&panel, &id, &form).await };
        let then = move || {
            done.set(saving.done.get_untracked());
            open.set(false);
            request_animation_frame(|| focus_id("people"));
        };
        saving.send(request, move |field| row.id(field), then);
    };
    let error = Callback::new(move |id: String| saving.told.sentence(&id));
    let screen = person.seat == Seat::Screen;
    Some(view! {
        <form class="stack" novalidate=true on:submit=submit>
            <Fitting fits=saving.told.fits>
                <ErrorSummary problems=saving.told.problems />
                <p>"The link stays the same. What this person did before stays on the record as they were then."</p>
                <PersonFields row=row error=error without_seat=screen />
            </Fitting>
            {(!screen).then(|| view! {
                <p class="soft">"Whoever does not score any longer is left out of the next reveal. What they have scored is kept, and counts again if they score again."</p>
            })}
            <Button kind=ButtonKind::Primary submit=true busy=saving.busy>"Save this person"</Button>
        </form>
    })
}
