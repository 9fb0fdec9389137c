//! The frame of a page's content: its one heading, and the title of the browser's tab. Moving the focus to the
//! heading when the address changes is done once, in `app.rs`.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::as_it_is_in;

/// How wide a page's content may grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageWidth {
    /// As wide as text is comfortable to read: forms and explanations.
    #[default]
    Reading,
    /// Wider, for tables and lists with columns.
    Wide,
}

impl PageWidth {
    const fn class(self) -> &'static str {
        match self {
            Self::Reading => "page page-reading",
            Self::Wide => "page page-wide",
        }
    }
}

/// A page: its heading, a sentence or two about it, and what is on it. The title of the tab follows the heading.
#[component]
pub fn Page(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The part of the heading that is never translated, such as a reference or a name.
    #[prop(optional, into)]
    kept: String,
    /// A few words above the heading: where this page belongs.
    #[prop(optional, into)]
    kicker: MaybeProp<String>,
    /// A sentence or two below the heading.
    #[prop(optional, into)]
    lede: MaybeProp<String>,
    /// Whether a form on the page has something wrong, which the title of the tab says first.
    #[prop(optional, into)]
    wrong: Signal<bool>,
    /// How wide it may grow.
    #[prop(optional)]
    width: PageWidth,
    /// What is on it.
    children: Children,
) -> impl IntoView {
    Effect::new(move |_| {
        let prefix = if wrong.get() { "Error: " } else { "" };
        set_page_title(&format!("{prefix}{}", title.get()));
    });
    view! {
        <div class=width.class()>
            <div class="page-head">
                {move || kicker.get().map(|kicker| view! { <p class="page-kicker">{kicker}</p> })}
                <h1 class="page-title" tabindex="-1">{move || title.with(|title| as_it_is_in(title, &kept))}</h1>
                {move || lede.get().map(|lede| view! { <p class="page-lede">{lede}</p> })}
            </div>
            {children()}
        </div>
    }
    .into_any()
}

/// Sets the title of the browser's tab: the page first, because tabs are narrow.
pub fn set_page_title(title: &str) {
    document().set_title(&format!("{title} – Accord"));
}

/// Moves the focus to the element with this id and brings it into view. Nothing happens if there is none.
pub fn focus_id(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        focus(&element);
    }
}

/// Moves the focus to the page's heading. Nothing happens if there is none.
pub fn focus_heading() {
    if let Ok(Some(heading)) = document().query_selector("h1") {
        focus(&heading);
    }
}

fn focus(element: &leptos::web_sys::Element) {
    if let Some(element) = element.dyn_ref::<leptos::web_sys::HtmlElement>() {
        // Fails only for what cannot have the focus, and then it stays where it was.
        let _ = element.focus();
    }
}
