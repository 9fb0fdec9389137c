//! Which section the room screen is about, in large type.

use accord_shared::framework::{Section, SectionId};
use leptos::prelude::*;

use crate::seat::room::Room;

/// A longer title is set smaller.
const LARGE_CHARS_MAX: usize = 60;
/// A longer explanation is no sentence that one reads from the back of a room, and is left to people's own screens.
const PLAIN_CHARS_MAX: usize = 200;

/// The heading of a section and, if wanted, the sentence that tells a parent what it is.
#[component]
pub fn SectionHead(
    /// Which section.
    section: SectionId,
    /// Whether the sentence is wanted.
    plain: bool,
) -> impl IntoView {
    let framework = expect_context::<Room>().framework();
    let known = framework.section(&section);
    let title = known.map(Section::heading).unwrap_or_default();
    let large = title.chars().count() <= LARGE_CHARS_MAX;
    let class = if large { "screen-section" } else { "screen-section screen-section-long" };
    let sentence = known.map(|section| section.plain.clone());
    let sentence = sentence.filter(|words| plain && words.chars().count() <= PLAIN_CHARS_MAX);
    view! {
        <div class="screen-lead">
            <h2 class=class>{title}</h2>
            {sentence.map(|words| view! { <p class="screen-plain">{words}</p> })}
        </div>
    }
}
