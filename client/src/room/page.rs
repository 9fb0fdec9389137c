//! The two pages of a meeting: each fetches the seat and the framework and opens the connection. The room then draws its
//! frame, the room screen what comes later under its name.

use leptos::prelude::*;

use super::frame::RoomFrame;
use super::later::Screen;
use crate::seat::open::{Opens, WithLink};
use crate::seat::room::provide_screen;

/// The room of one seat, whose id is in the address.
#[component]
pub fn RoomPage() -> impl IntoView {
    view! { <WithLink opens=Opens::Room inside=|| view! { <RoomFrame /> }.into_any() /> }
}

/// The room screen of one seat, whose id is in the address.
#[component]
pub fn ScreenPage() -> impl IntoView {
    provide_screen();
    view! { <WithLink opens=Opens::Screen inside=|| view! { <Screen /> }.into_any() /> }
}
