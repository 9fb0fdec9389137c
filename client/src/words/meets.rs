//! When and where a panel meets, in words. Times are those of the clock on the wall where people meet.

use accord_shared::panel::Meets;
use leptos::prelude::*;

use crate::ui::when::day_in_words;

/// "Thursday 3 December 2026, 10:00 to 12:00".
#[must_use]
pub fn when(held_on: &str, meets: &Meets) -> String {
    let day = day_in_words(held_on);
    meets.times().map_or_else(|| day.clone(), |times| format!("{day}, {times}"))
}

/// The same with the place and the link to the call, which says where it leads.
pub fn meets_line(held_on: &str, meets: &Meets) -> AnyView {
    let place = (!meets.place.is_empty())
        .then(|| view! { ", " <span class="as-written" translate="no" lang="en-GB">{meets.place.clone()}</span> });
    view! { {when(held_on, meets)} {place} {call_link(meets).map(|link| view! { ". " {link} })} }.into_any()
}

/// The link to the call; `None` where there is none. Whoever follows it leaves Accord, in a tab of its own.
pub fn call_link(meets: &Meets) -> Option<AnyView> {
    let host = meets.call_host()?.to_owned();
    let href = meets.call.clone();
    Some(
        view! {
            <a href=href target="_blank" rel="noopener noreferrer external">
                "Join the call on " <span class="as-written" translate="no" lang="en-GB">{host}</span>
                <span class="visually-hidden">" (opens in a new tab)"</span>
            </a>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_said_with_the_time_as_far_as_it_is_known() {
        let at = |begins: &str, ends: &str| {
            when("2026-12-03", &Meets { begins: begins.into(), ends: ends.into(), ..Meets::default() })
        };
        assert_eq!(at("", ""), "Thursday 3 December 2026");
        assert_eq!(at("10:00", ""), "Thursday 3 December 2026, from 10:00");
        assert_eq!(at("10:00", "12:00"), "Thursday 3 December 2026, 10:00 to 12:00");
    }
}
