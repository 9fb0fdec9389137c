//! Opening a seat: fetches it with its framework, opens the connection, and shows what is inside.

use crate::live::RoomLink;
use crate::net::{Failure, FailureKind, api};
use crate::seat::room::Room;
use crate::ui::{Button, ButtonKind, Notice, NoticeKind, Page};
use accord_shared::id::ParticipantId;
use accord_shared::panel::Way;
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

/// Where the loading stands.
#[derive(Clone)]
pub enum Loaded {
    NotYet,
    Failed(Failure),
    Open(StoredValue<RoomLink, LocalStorage>),
}

/// What a page opens for a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// The room of a panel.
    Room,
    /// Its screen.
    Screen,
    /// The form of an assessor.
    Form,
}

impl Opens {
    const fn name(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Screen => "room screen",
            Self::Form => "form",
        }
    }

    /// Where a person is sent whose plans are judged in the other way: a panel has a room, assessors have forms.
    const fn elsewhere<'a>(self, way: &Way, seat: &'a ParticipantId) -> Option<Route<'a>> {
        match (self, way) {
            (Self::Room, Way::Alone { .. } | Way::Moderated { .. }) => Some(Route::Form(seat, None)),
            (Self::Form, Way::Panel) => Some(Route::Room(seat)),
            (Self::Room, Way::Panel) | (Self::Form, Way::Alone { .. } | Way::Moderated { .. }) | (Self::Screen, _) => {
                None
            }
        }
    }
}

/// Opens the connection of the seat in the address, and shows what is inside once it is there. The connection closes
/// when the page is left.
#[component]
pub fn WithLink(
    /// What the page opens.
    opens: Opens,
    /// What is inside; it finds the [`Room`] in its context.
    inside: fn() -> AnyView,
) -> impl IntoView {
    let params = use_params_map();
    let seat = Memo::new(move |_| params.with(|params| params.get("seat").and_then(|id| ParticipantId::new(id).ok())));
    let loaded = RwSignal::new(Loaded::NotYet);
    // The connection belongs to the page, whichever attempt opened it.
    let owner = StoredValue::new(Owner::current());
    let load = move || {
        loaded.set(Loaded::NotYet);
        let Some(seat) = seat.get_untracked() else { return };
        let owner = owner.get_value();
        spawn_local(async move {
            let found = fetch(&seat, opens).await;
            let next = match (found, owner) {
                (Ok(Some(link)), Some(owner)) => Loaded::Open(owner.with(|| StoredValue::new_local(link))),
                (Ok(_), _) => return,
                (Err(failure), _) => Loaded::Failed(failure),
            };
            loaded.try_set(next);
        });
    };
    Effect::new(move |_| {
        seat.track();
        load();
    });
    move || match loaded.get() {
        Loaded::NotYet => {
            view! { <p class="room-loading" role="status">{format!("Opening the {}…", opens.name())}</p> }.into_any()
        }
        Loaded::Failed(failure) => {
            view! { <CannotOpen what=opens.name() failure=failure again=Callback::new(move |()| load()) /> }.into_any()
        }
        Loaded::Open(link) => {
            on_cleanup(move || link.with_value(RoomLink::close));
            provide_context(Room::new(link.get_value()));
            inside()
        }
    }
}

/// Fetches what the page needs and opens the connection; `None` when the person is sent elsewhere.
pub async fn fetch(seat: &ParticipantId, opens: Opens) -> Result<Option<RoomLink>, Failure> {
    let view = api::seat(seat).await?;
    if let Some(other) = opens.elsewhere(&view.panel.way, seat) {
        // It is of the other program, so that its page is loaded; a browser that refuses has told its user so.
        let _ = window().location().replace(&other.to_string());
        return Ok(None);
    }
    let framework = api::framework(&view.panel.framework, &view.panel.framework_version).await?;
    let framework = framework.worded(view.panel.face.as_deref());
    Ok(Some(RoomLink::open(view, framework)))
}

/// Why the room or form cannot be opened, and what to do.
#[component]
pub fn CannotOpen(
    /// What it is called.
    what: &'static str,
    /// What went wrong.
    failure: Failure,
    /// Tries again.
    again: Callback<()>,
) -> impl IntoView {
    let to_do = match failure.kind {
        FailureKind::SignedOut | FailureKind::NotFound => {
            "Open the personal link that you were sent once more. If it does not work any longer, ask for a new one."
        }
        FailureKind::Offline | FailureKind::Refused | FailureKind::Broken => "Nothing that you wrote is lost.",
    };
    view! {
        <Page title=format!("The {what} cannot be opened now")>
            <Notice kind=NoticeKind::Warning>
                <p>{failure.sentence}</p>
                <p>{to_do}</p>
            </Notice>
            <Button kind=ButtonKind::Primary on_press=again>"Try again"</Button>
        </Page>
    }
}
