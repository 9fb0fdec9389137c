//! An agency in a tight place: its short label and a pattern of its own, so that it is not told by a hue.

use accord_shared::panel::Agency;
use leptos::prelude::*;

/// The pattern of an agency in a square of 16 by 16: lines and dots that differ in kind and not only in angle.
const fn pattern(agency: Agency) -> &'static str {
    match agency {
        Agency::ParentCarerForum => "M2 2h12v12H2z",
        Agency::Sendiass => "M1 8h14M8 1v14",
        Agency::SendService => "M1 3h14M1 8h14M1 13h14",
        Agency::EducationalPsychology => "M3 1v14M8 1v14M13 1v14",
        Agency::Health => "M-1 9l10-10M1 15L15 1M7 17L17 7",
        Agency::SocialCare => "M4 4h.1M12 4h.1M8 8h.1M4 12h.1M12 12h.1",
        Agency::EarlyHelp => "M8 3l5 5-5 5-5-5z",
        Agency::EducationSetting => "M1 1h14v14H1zM1 8h14M8 1v14",
        Agency::Other => "M8 3a5 5 0 1 1 0 10a5 5 0 1 1 0-10z",
    }
}

/// An agency's short label with its pattern. A screen reader gets the name in full.
#[component]
pub fn AgencyChip(
    /// Which agency.
    agency: Agency,
    /// Whether the name is shown in full.
    #[prop(optional)]
    full: bool,
) -> impl IntoView {
    let class = format!("agency-chip agency-{}", agency.slug());
    let words = if full || agency.short() == agency.name() {
        view! { <span>{agency.name()}</span> }.into_any()
    } else {
        view! {
            <span aria-hidden="true" translate="no">{agency.short()}</span>
            <span class="visually-hidden">{agency.name()}</span>
        }
        .into_any()
    };
    view! {
        <span class=class>
            <svg class="agency-pattern" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
                <path d=pattern(agency)></path>
            </svg>
            {words}
        </span>
    }
    .into_any()
}
