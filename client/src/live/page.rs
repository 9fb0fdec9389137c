//! Events of the page for the connection: it is shown or left, the network comes or goes, time has passed.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget, VisibilityState};

/// The shortest time that a timer is set for, so that a mistake in what is due cannot keep the page busy.
const TIMER_MS_MIN: i64 = 10;
/// The longest, far below what browsers can count.
const TIMER_MS_MAX: i64 = 60_000;

/// What happens to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageEvent {
    /// Somebody looks at it, or the network is back.
    Awake,
    /// Nobody looks at it.
    Hidden,
    /// The network is gone.
    Offline,
    /// It is left, perhaps for the browser's cache.
    Left,
    /// It came back out of the browser's cache.
    Back,
}

/// A callback of the browser.
pub type Handler = Closure<dyn FnMut(Event)>;

/// The page's events, told until this is dropped.
pub struct PageEvents {
    listeners: Vec<(EventTarget, &'static str, Handler)>,
}

impl PageEvents {
    /// Begins to tell.
    pub fn listen(tell: impl Fn(PageEvent) + Clone + 'static) -> Self {
        let mut events = Self { listeners: Vec::new() };
        let Some(window) = web_sys::window() else { return events };
        for (name, event) in [
            ("online", PageEvent::Awake),
            ("offline", PageEvent::Offline),
            ("pagehide", PageEvent::Left),
            ("pageshow", PageEvent::Back),
        ] {
            let tell = tell.clone();
            events.add(window.clone().into(), name, move || tell(event));
        }
        if let Some(document) = window.document() {
            let shown = document.clone();
            events.add(document.into(), "visibilitychange", move || {
                let visible = shown.visibility_state() == VisibilityState::Visible;
                tell(if visible { PageEvent::Awake } else { PageEvent::Hidden });
            });
        }
        events
    }

    fn add(&mut self, target: EventTarget, name: &'static str, tell: impl Fn() + 'static) {
        let closure = Handler::new(move |_| tell());
        // Fails only for listeners that are not functions.
        let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        self.listeners.push((target, name, closure));
    }
}

impl Drop for PageEvents {
    fn drop(&mut self) {
        for (target, name, closure) in &self.listeners {
            let _ = target.remove_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        }
    }
}

/// How long to wait from `now` until `at`, in the browser's way of saying it.
#[must_use]
pub fn wait_ms(at: i64, now: i64) -> u32 {
    let wait = at.saturating_sub(now).clamp(TIMER_MS_MIN, TIMER_MS_MAX);
    u32::try_from(wait).unwrap_or(u32::MAX)
}

/// The browser's milliseconds since 1970.
#[must_use]
pub fn now_ms() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds since 1970 stay far below 2^53")]
    let now = js_sys::Date::now() as i64;
    now
}

/// A number that nobody can guess or repeat.
#[must_use]
pub fn random() -> u32 {
    let mut bytes = [0; 4];
    // A browser without secure randomness cannot run this page at all; zeros would only make an id that collides.
    let _ = getrandom::fill(&mut bytes);
    u32::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_bounded_on_both_sides() {
        assert_eq!(wait_ms(i64::MIN, 0), 10);
        assert_eq!(wait_ms(1_500, 1_000), 500);
        assert_eq!(wait_ms(i64::MAX, 0), 60_000);
    }
}
