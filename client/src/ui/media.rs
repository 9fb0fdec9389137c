//! Whether the window is as a media query wants it, followed while its size or zoom changes.

use leptos::prelude::*;

/// Whether a media query holds now.
pub fn media_holds(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|query| query.matches())
}

/// Whether a media query holds, now and after every change of the window. It is followed for as long as its owner lives.
pub fn follow_media(query: &'static str) -> ReadSignal<bool> {
    let (holds, set_holds) = signal(media_holds(query));
    // Zooming changes the size of the window in CSS pixels, so that this one event tells of both.
    let resized = window_event_listener(leptos::ev::resize, move |_| {
        let now = media_holds(query);
        if holds.try_get_untracked() != Some(now) {
            set_holds.try_set(now);
        }
    });
    on_cleanup(move || resized.remove());
    holds
}
