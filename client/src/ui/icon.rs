//! The few pictures that go with words. They never stand alone: a screen reader does not see them.

use leptos::prelude::*;

/// A picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconName {
    /// Done, ready.
    Tick,
    /// Take away, close.
    Cross,
    /// Add.
    Plus,
    /// Towards the top.
    Up,
    /// Towards the bottom.
    Down,
    /// Private.
    Lock,
    /// Everyone sees it.
    Eye,
    /// Look out.
    Warning,
    /// To know.
    Info,
    /// Copy.
    Copy,
    /// Time.
    Clock,
    /// A document.
    Page,
    /// No connection.
    Offline,
}

/// The outline of a picture in a square of 24 by 24, to be drawn as a line.
const fn outline(name: IconName) -> &'static str {
    match name {
        IconName::Tick => "M4 13l5 5L20 6",
        IconName::Cross => "M6 6l12 12M18 6L6 18",
        IconName::Plus => "M12 4v16M4 12h16",
        IconName::Up => "M12 20V5M6 11l6-6 6 6",
        IconName::Down => "M12 4v15M6 13l6 6 6-6",
        IconName::Lock => "M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4",
        IconName::Eye => "M2 12c5-8 15-8 20 0c-5 8-15 8-20 0zM12 9a3 3 0 1 1 0 6a3 3 0 1 1 0-6z",
        IconName::Warning => "M12 3l10 18H2zM12 10v5M12 18v.5",
        IconName::Info => "M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18zM12 11v6M12 7v.5",
        IconName::Copy => "M9 9h11v12H9zM5 15H4V3h11v2",
        IconName::Clock => "M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18zM12 7v5l4 2",
        IconName::Page => "M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h7",
        IconName::Offline => {
            "M4 20L20 4M7 9a9 9 0 0 1 6-2M18.500 9.500L20 11M4 11l2-2M9 15a5 5 0 0 1 2.500-1.500M12 19v.5"
        }
    }
}

/// A picture that goes with words.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=outline(name)></path>
        </svg>
    }
}
