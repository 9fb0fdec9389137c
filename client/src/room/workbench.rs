//! The room as a workbench: from this size of the window on, all that one needs to judge a section is on the screen at once
//! and each pane scrolls by itself. Below it, the room is a page of one column. How close things stand is each person's own
//! setting, kept on the device.

use leptos::prelude::*;

use crate::ui::follow_media;

/// From which size on; the style sheets of the room ask the same question.
pub const WORKBENCH: &str = "(min-width: 1100px) and (min-height: 600px)";

/// Where the browser keeps the density.
const DENSITY_KEY: &str = "accord-density";

/// How close things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// With room around everything.
    #[default]
    Comfortable,
    /// Smaller type and less room, so that more is on the screen.
    Compact,
}

impl Density {
    /// Its name in the browser's storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Comfortable => "comfortable",
            Self::Compact => "compact",
        }
    }

    /// What was kept under this name; anything else is as if nothing had been kept.
    pub fn from_name(name: &str) -> Self {
        if name == Self::Compact.name() { Self::Compact } else { Self::Comfortable }
    }

    fn kept() -> Self {
        let storage = window().local_storage().ok().flatten();
        let name = storage.and_then(|storage| storage.get_item(DENSITY_KEY).ok().flatten());
        name.as_deref().map(Self::from_name).unwrap_or_default()
    }

    fn keep(self) {
        if let Ok(Some(storage)) = window().local_storage() {
            // A browser that keeps nothing asks again next time; nothing else depends on it.
            let _ = storage.set_item(DENSITY_KEY, self.name());
        }
    }
}

/// How this person's room is laid out. Copying it is free.
#[derive(Clone, Copy)]
pub struct Workbench {
    /// Whether the window has room for panes beside each other.
    pub wide: ReadSignal<bool>,
    /// How close things stand.
    pub density: RwSignal<Density>,
}

impl Workbench {
    /// Begins to follow the window, and tells everything inside of the room.
    pub fn provide() -> Self {
        let workbench = Self { wide: follow_media(WORKBENCH), density: RwSignal::new(Density::kept()) };
        provide_context(workbench);
        workbench
    }

    /// Chooses how close things stand, and keeps it on this device.
    pub fn choose(self, density: Density) {
        self.density.set(density);
        density.keep();
    }

    /// The tab stop of a pane: it can be scrolled with the keyboard where it scrolls by itself.
    pub fn pane_stop(self) -> Option<&'static str> {
        self.wide.get().then_some("0")
    }
}

#[cfg(test)]
mod tests {
    use super::Density;

    #[test]
    fn what_was_kept_comes_back_and_anything_else_is_comfortable() {
        for density in [Density::Comfortable, Density::Compact] {
            assert_eq!(Density::from_name(density.name()), density);
        }
        assert_eq!(Density::from_name("tiny"), Density::Comfortable);
    }
}
