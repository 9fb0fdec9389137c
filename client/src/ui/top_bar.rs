//! The bar at the top of every page, with Accord's own sign, and the link that skips it.

use leptos::prelude::*;
use leptos_router::components::A;

use super::focus_id;

/// The link that keyboard users meet first: past the bar, to the element with the id `main`.
#[component]
pub fn SkipLink() -> impl IntoView {
    let skip = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus_id("main");
    };
    view! { <a class="skip-link" href="#main" on:click=skip>"Skip to the main content"</a> }
}

/// The bar: the sign of Accord, and what a page puts beside it.
#[component]
pub fn TopBar(
    /// Where the sign leads; nowhere in a room, which one does not leave by accident.
    #[prop(optional, into)]
    home: Option<String>,
    /// Whether it spans the whole window, as in a room.
    #[prop(optional)]
    wide: bool,
    /// What stands beside the sign.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let sign = match home {
        Some(home) => view! { <A href=home attr:class="top-bar-sign">{sign()}</A> }.into_any(),
        None => view! { <span class="top-bar-sign">{sign()}</span> }.into_any(),
    };
    view! {
        <header class="top-bar" class:top-bar-wide=wide>
            <div class="top-bar-inside">{sign} {children.map(|children| view! { <div class="top-bar-beside">{children()}</div> })}</div>
        </header>
    }
    .into_any()
}

/// Two circles that meet, and the name.
fn sign() -> impl IntoView {
    view! {
        <svg class="top-bar-mark" viewBox="0 0 32 24" aria-hidden="true" focusable="false">
            <path class="top-bar-mark-shared" d="M16 5.070a8 8 0 0 1 0 13.860a8 8 0 0 1 0-13.860z"></path>
            <path class="top-bar-mark-line" d="M12 4a8 8 0 1 1 0 16a8 8 0 1 1 0-16zM20 4a8 8 0 1 1 0 16a8 8 0 1 1 0-16z"></path>
        </svg>
        <span class="top-bar-name">"Accord"</span>
    }
}
