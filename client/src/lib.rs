//! The browser client of Accord, in two programs: the room, which has to be there at once on a phone and a slow line, and
//! the desk, which has all other pages. The server knows by the address which of them a page loads.

mod app;
mod coordinator;
mod door;
mod form;
mod live;
mod marking;
mod net;
mod record;
mod room;
mod seat;
mod ui;
mod words;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Starts the room and the room screen.
pub fn start_room() {
    start(app::RoomApp);
}

/// Starts every other page.
pub fn start_desk() {
    start(app::DeskApp);
}

/// Puts the pages into the document, and says so when they have to stop.
fn start<V: IntoView + 'static>(pages: fn() -> V) {
    std::panic::set_hook(Box::new(stopped));
    let Some(root) = document().get_element_by_id("app") else { return };
    root.set_text_content(None);
    ui::translated::watch(&document());
    leptos::mount::mount_to(root.unchecked_into(), pages).forget();
}

/// After a panic nothing of the client runs any more. What people then read stands in `index.html` outside of what
/// the client draws.
fn stopped(info: &std::panic::PanicHookInfo<'_>) {
    leptos::logging::error!("{info}");
    if let Some(banner) = document().get_element_by_id("stopped") {
        // There is nobody left to tell.
        let _ = banner.remove_attribute("hidden");
    }
}
