//! As much of a list as there is room for. What has no room is left out whole and counted; nothing is ever cut.

use leptos::prelude::*;
use leptos::web_sys::Element;
use wasm_bindgen::JsCast;

/// A frame in which only those children of its list are shown that have room. The list has the attribute `data-fits`.
#[derive(Clone, Copy)]
pub struct Fit {
    /// The frame, which has the height that there is.
    pub frame: NodeRef<leptos::html::Div>,
    /// How many children are left out.
    pub left_out: RwSignal<usize>,
}

impl Fit {
    /// Looks again whenever what `follow` reads has changed, and when the window has.
    pub fn following(follow: impl Fn() + 'static) -> Self {
        let fit = Self { frame: NodeRef::new(), left_out: RwSignal::new(0) };
        Effect::new(move |_| {
            follow();
            fit.frame.track();
            // The list is drawn by then, and nobody has seen it yet.
            request_animation_frame(move || fit.look());
        });
        let resized = window_event_listener(leptos::ev::resize, move |_| fit.look());
        on_cleanup(move || resized.remove());
        fit
    }

    fn look(self) {
        let Some(frame) = self.frame.try_get_untracked().flatten() else { return };
        // The selector is a constant that browsers understand.
        let Ok(Some(list)) = frame.query_selector("[data-fits]") else { return };
        let rows = list.children();
        let rows: Vec<Element> = (0..rows.length()).filter_map(|place| rows.item(place)).collect();
        for row in &rows {
            hide(row, false);
        }
        let bottom = frame.get_bounding_client_rect().bottom();
        // Half a pixel is the rounding of a browser and no line of text.
        let fits = |row: &Element| row.get_bounding_client_rect().bottom() <= bottom + 0.5;
        let room = rows.iter().position(|row| !fits(row)).unwrap_or(rows.len());
        rows[room..].iter().for_each(|row| hide(row, true));
        self.left_out.try_set(rows.len() - room);
    }
}

fn hide(element: &Element, hidden: bool) {
    if let Some(element) = element.dyn_ref::<leptos::web_sys::HtmlElement>() {
        element.set_hidden(hidden);
    }
}
