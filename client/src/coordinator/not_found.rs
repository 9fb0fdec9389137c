//! The page for an address that has none.

use accord_shared::route::Route;
use leptos::prelude::*;

use crate::ui::{ButtonLink, Page};

/// There is no page at this address.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <Page title="There is no page here" lede="The address may have been cut short on its way to you.">
            <p>"If you came from a message, copy the whole link from it and open that, or ask for it to be sent again."</p>
            <ButtonLink href=Route::Home.to_string()>"Go to the start page"</ButtonLink>
        </Page>
    }
}
