//! What a screen reader says without being asked. The two regions stand in `index.html` from the beginning, because
//! a region that is added together with its text is not read.

use leptos::prelude::*;

/// Says a sentence when the person pauses: a phase that changed, something copied, something saved. One sentence for
/// several things at once; never one for each keystroke.
pub fn announce(text: &str) {
    say("live-polite", text);
}

/// Says a sentence at once: only for what the person has to know before going on.
pub fn alert(text: &str) {
    say("live-alert", text);
}

fn say(id: &'static str, text: &str) {
    let Some(region) = document().get_element_by_id(id) else { return };
    // The same sentence twice is no change to a screen reader, so the region is emptied in between.
    region.set_text_content(None);
    let text = text.to_owned();
    request_animation_frame(move || region.set_text_content(Some(&text)));
}
