//! The page of the room: fetches the seat and the framework, opens the connection, and hands both to the frame.

use leptos::prelude::*;

use super::frame::RoomFrame;
use crate::seat::open::{Opens, WithLink};

/// The room of one seat, whose id is in the address.
#[component]
pub fn RoomPage() -> impl IntoView {
    view! { <WithLink opens=Opens::Room inside=|| view! { <RoomFrame /> }.into_any() /> }
}
