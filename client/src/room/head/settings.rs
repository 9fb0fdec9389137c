//! A person's own settings of the room, folded away in its head: following the chair, how close things stand, and leaving on
//! this device.

use leptos::html::Details;
use leptos::prelude::*;

use crate::room::chair::attention::FollowChair;
use crate::room::workbench::{Density, Workbench};
use crate::seat::leave::LeaveDevice;
use crate::ui::{Choice, RadioGroup};

/// The settings.
#[component]
pub fn RoomSettings() -> impl IntoView {
    let workbench = expect_context::<Workbench>();
    let menu = NodeRef::<Details>::new();
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if let (Some(menu), "Escape") = (menu.get_untracked(), event.key().as_str()) {
            menu.set_open(false);
        }
    };
    let choices = vec![
        Choice::new(Density::Comfortable, "Comfortable"),
        Choice::new(Density::Compact, "Compact: smaller type, more on the screen"),
    ];
    view! {
        <details class="room-settings" node_ref=menu on:keydown=escape>
            <summary class="room-settings-button">"Settings"</summary>
            <div class="room-settings-body">
                <FollowChair />
                <RadioGroup
                    id="room-density"
                    legend="How close things stand".to_owned()
                    choices=choices
                    value=Signal::derive(move || Some(workbench.density.get()))
                    on_choose=move |density| workbench.choose(density)
                />
                <LeaveDevice />
            </div>
        </details>
    }
}
