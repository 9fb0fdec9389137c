//! The one truthful line about saving. Saved means kept by the server, never a guess.

use leptos::prelude::*;

use super::room::Room;
use crate::live::Saved;
use crate::live::saved::words;
use crate::ui::{Button, ButtonKind, Icon, IconName, announce};

/// The line about saving.
#[component]
pub fn SavedLine() -> impl IntoView {
    let room = expect_context::<Room>();
    let saved = Memo::new(move |_| room.saved.get());
    let class = move || match saved.get() {
        Saved::AllSaved | Saved::Saving => "room-saved",
        Saved::Offline { .. } => "room-saved room-saved-offline",
        Saved::Unfit { .. } | Saved::Reload | Saved::Ended(_) => "room-saved room-saved-ended",
    };
    let icon = move || match saved.get() {
        Saved::AllSaved => view! { <Icon name=IconName::Tick /> }.into_any(),
        Saved::Saving => ().into_any(),
        Saved::Offline { .. } => view! { <Icon name=IconName::Offline /> }.into_any(),
        Saved::Unfit { .. } | Saved::Reload | Saved::Ended(_) => view! { <Icon name=IconName::Warning /> }.into_any(),
    };
    let reload = move || {
        (saved.get() == Saved::Reload).then(|| {
            let again = || {
                // Cannot fail in a page that was loaded from a server.
                let _ = window().location().reload();
            };
            view! { <Button kind=ButtonKind::Quiet on_press=again>"Load it"</Button> }
        })
    };
    view! { <p class=class>{icon} <span>{move || words(&saved.get())}</span> {reload}</p> }
}

/// Says when the connection goes and comes back; not each time that something is saved, which is all the time.
pub fn announce_saving(room: Room) {
    let saved = room.saved;
    Effect::new(move |before: Option<bool>| {
        let offline = saved.with(|saved| !matches!(saved, Saved::AllSaved | Saved::Saving | Saved::Unfit { .. }));
        match before {
            Some(false) if offline => announce(&saved.with_untracked(words)),
            Some(true) if !offline => announce("You are connected again. Your changes are being saved."),
            _ => {}
        }
        offline
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_what_is_so() {
        assert_eq!(words(&Saved::AllSaved), "All changes saved");
        assert_eq!(words(&Saved::Offline { kept: 1 }), "Offline: 1 change kept here");
        assert_eq!(words(&Saved::Offline { kept: 3 }), "Offline: 3 changes kept here");
    }
}
