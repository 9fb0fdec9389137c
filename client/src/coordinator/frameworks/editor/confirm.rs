//! The dialogue in which the editor asks before something is taken away.

use leptos::prelude::*;

use super::state::Editor;
use crate::ui::{Button, ButtonKind, Dialog};

/// The dialogue that asks before something is taken away.
#[component]
pub fn Question(editor: Editor) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if editor.asked.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            editor.asked.set(None);
        }
        now
    });
    let title = Signal::derive(move || {
        editor.asked.with(|asked| asked.as_ref().map_or_else(String::new, |asked| asked.title.clone()))
    });
    let body = move || {
        editor.asked.get().map(|asked| {
            let press = move || {
                open.set(false);
                let then = asked.then;
                // When the dialogue has given the focus back, it can be brought to where it belongs.
                request_animation_frame(move || then.run(()));
            };
            view! { <p>{asked.sentence}</p> <Button kind=ButtonKind::Danger on_press=press>{asked.button}</Button> }
        })
    };
    view! { <Dialog title=title open=open close_label="Cancel"><div class="stack">{body}</div></Dialog> }
}
