//! The browser client of Accord: starts the page, and says so when it has to stop.

mod app;
mod net;
mod pages;
mod room;
mod sync;
mod ui;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

fn main() {
    std::panic::set_hook(Box::new(stopped));
    let Some(root) = document().get_element_by_id("app") else { return };
    root.set_text_content(None);
    leptos::mount::mount_to(root.unchecked_into(), app::App).forget();
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
