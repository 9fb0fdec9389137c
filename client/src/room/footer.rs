//! What stays at the bottom of the room: what the chair asks of everyone, what one has to know, the chair's bar, and on a
//! phone the phase and the connection.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DomRect, Element, HtmlElement, ResizeObserver};

use super::chair::attention::AttentionNotice;
use super::chair::take_over::ChairAway;
use super::later::ChairBar;
use super::model::steps::{Step, step};
use crate::live::Saved;
use crate::seat::beside::LinesBeside;
use crate::seat::lost_changes::OwnNotices;
use crate::seat::room::Room;
use crate::seat::saved_line::SavedLine;
use crate::ui::{Notice, NoticeKind};

/// The element id of the bottom.
const BOTTOM: &str = "room-bottom";

/// What the style sheets call the height of the bottom, above which other things stick to the edge of the window.
const BOTTOM_HEIGHT: &str = "--room-bottom";

/// The room between what has the focus and the bottom, in CSS pixels.
const CLEARANCE_PX: f64 = 12.0;

/// Scrolls what has the focus up where the bottom or the foot of a ballot lies over it: over any part of it when it was
/// just reached, else only when nothing of it can be seen.
pub fn keep_in_sight(just_reached: bool) {
    let Some(active) = document().active_element() else { return };
    // Whoever points at something sees it, and it must not move from under the pointer. The selector is a constant.
    if just_reached && !active.matches(":focus-visible").unwrap_or(false) {
        return;
    }
    // A heading that is only gone to, or a pane that fills the height, is nothing to scroll to.
    if active.has_attribute("tabindex") {
        return;
    }
    let Some(edge) = edge_below(&active) else { return };
    let box_of = active.get_bounding_client_rect();
    let behind = if just_reached { box_of.bottom() } else { box_of.top() } + CLEARANCE_PX - edge;
    // What is taller than the window is shown from its beginning.
    let by = (box_of.bottom() + CLEARANCE_PX - edge).min(box_of.top() - CLEARANCE_PX);
    if behind <= 0.0 || by <= 0.0 {
        return;
    }
    // The pane that it stands in scrolls first, where it scrolls by itself; the page does the rest.
    if let Ok(Some(pane)) = active.closest(".room-pane, .room-paper") {
        pane.scroll_by_with_x_and_y(0.0, by);
    }
    let left = by - (box_of.top() - active.get_bounding_client_rect().top());
    if left > 0.0 {
        window().scroll_by_with_x_and_y(0.0, left);
    }
}

/// Where what lies over the lower end of the window begins; `None` for what stands in it.
fn edge_below(active: &Element) -> Option<f64> {
    let bottom = document().get_element_by_id(BOTTOM)?;
    if bottom.contains(Some(active)) {
        return None;
    }
    let bottom = bottom.get_bounding_client_rect();
    // A bottom that has nothing to say is not there.
    let end_of_window = || window().inner_height().ok().and_then(|height| height.as_f64());
    let edge = if bottom.height() > 0.0 { bottom.top() } else { end_of_window()? };
    let foot = document().query_selector(".room-foot").ok().flatten().filter(|foot| !foot.contains(Some(active)));
    let foot = foot.map(|foot| foot.get_bounding_client_rect());
    let its = active.get_bounding_client_rect();
    // A foot that is not in the way, because one looks at something else, is no edge; one that sticks to the edge is in the
    // way of whatever comes up from below it.
    let beside = |foot: &DomRect| foot.right() <= its.left() || its.right() <= foot.left();
    let sticks = |foot: &DomRect| foot.bottom() + 1.0 >= edge;
    let over =
        foot.filter(|foot| !beside(foot) && foot.top() < its.bottom() && (sticks(foot) || its.top() < foot.bottom()));
    Some(over.map_or(edge, |foot| foot.top().min(edge)))
}

/// Tells the style sheets how tall the bottom is, whenever that changes.
fn tell_height(bottom: NodeRef<html::Footer>) {
    let watching = StoredValue::new_local(None::<Watching>);
    Effect::new(move |_| {
        if let Some(element) = bottom.get() {
            watching.set_value(Watching::begin(&element));
        }
    });
    on_cleanup(move || {
        watching.try_set_value(None);
    });
}

/// What watches the height of the bottom until it is dropped.
struct Watching {
    observer: ResizeObserver,
    _changed: Closure<dyn FnMut()>,
}

impl Watching {
    fn begin(bottom: &HtmlElement) -> Option<Self> {
        let root = document().document_element()?.dyn_into::<HtmlElement>().ok()?;
        let watched = bottom.clone();
        let changed = Closure::<dyn FnMut()>::new(move || {
            // Fails only for a name that is none, and this one is a constant.
            let _ = root.style().set_property(BOTTOM_HEIGHT, &format!("{}px", watched.offset_height()));
        });
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        observer.observe(bottom);
        Some(Self { observer, _changed: changed })
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// The bottom of the room.
#[component]
pub fn RoomBottom() -> impl IntoView {
    let room = expect_context::<Room>();
    let reached = room.memo(|facts| {
        let step = step(facts.framework, facts.review);
        format!("{} of {}: {}", step.number(), Step::ALL.len(), step.title())
    });
    let over = move || {
        let ended = room.saved.with(|saved| matches!(saved, Saved::Ended(_)));
        let sentence = room.over().filter(|_| ended)?;
        Some(
            view! { <Notice kind=NoticeKind::Warning><p>{sentence}</p><p>"You can still read what is on this page. Nothing can be changed any more."</p></Notice> },
        )
    };
    let bottom = NodeRef::<html::Footer>::new();
    tell_height(bottom);
    let notices = RwSignal::from(room.link().notices());
    Effect::new(move |_| {
        // Whatever makes this taller or lower must not hide what somebody is in.
        notices.track();
        room.stage.track();
        room.saved.track();
        request_animation_frame(|| keep_in_sight(false));
    });
    view! {
        <footer class="room-bottom" id=BOTTOM node_ref=bottom>
            {over}
            <OwnNotices />
            <ChairAway />
            <AttentionNotice />
            <LinesBeside field=None />
            <ChairBar />
            <div class="room-bottom-line">
                <span>{move || reached.get()}</span>
                <SavedLine />
            </div>
        </footer>
    }
}
