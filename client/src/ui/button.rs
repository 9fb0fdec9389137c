//! Buttons, and links that look like them. A button that cannot be pressed says why and keeps its place in the tab
//! order, so that nobody loses their place when it stops being available.

use leptos::prelude::*;
use leptos_router::components::A;

use super::fresh_id;

/// How much weight a button has. A view has one primary button at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one thing to do next.
    Primary,
    /// Anything else.
    #[default]
    Secondary,
    /// Small things inside a row; looks like a link.
    Quiet,
    /// Takes something away.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Secondary => "button button-secondary",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// A button. `about` is added for screen readers where several buttons have the same words ("Remove" + "Ann Lee").
/// `why_not`, when it says something, is shown under the button and keeps it from being pressed.
#[component]
pub fn Button(
    /// How much weight it has.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether it sends the form that it stands in.
    #[prop(optional)]
    submit: bool,
    /// Its element id, where something needs to find it.
    #[prop(optional, into)]
    id: MaybeProp<String>,
    /// What it is about, for screen readers only.
    #[prop(optional, into)]
    about: MaybeProp<String>,
    /// Whether what it started is still going on.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it cannot be pressed now.
    #[prop(optional, into)]
    why_not: Signal<Option<String>>,
    /// The state of a button that stays down, for those that do.
    #[prop(optional, into)]
    pressed: MaybeProp<bool>,
    /// What pressing does.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// The words on it.
    children: Children,
) -> impl IntoView {
    let why_id = StoredValue::new(fresh_id("why"));
    let stopped = move || busy.get() || why_not.with(Option::is_some);
    let press = move |event: leptos::ev::MouseEvent| {
        if busy.get_untracked() || why_not.with_untracked(Option::is_some) {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <span class="button-frame">
            <button
                type=if submit { "submit" } else { "button" }
                class=kind.class()
                id=move || id.get()
                aria-disabled=move || stopped().then_some("true")
                aria-busy=move || busy.get().then_some("true")
                aria-pressed=move || pressed.get().map(|down| if down { "true" } else { "false" })
                aria-describedby=move || why_not.with(Option::is_some).then(|| why_id.get_value())
                on:click=press
            >
                {children()}
                {move || about.get().map(|about| view! { <span class="visually-hidden">" " {about}</span> })}
            </button>
            {move || why_not.get().map(|why| view! { <span class="button-why" id=why_id.get_value()>{why}</span> })}
        </span>
    }
    .into_any()
}

/// A link that looks like a button, for going somewhere.
#[component]
pub fn ButtonLink(
    /// Where it goes.
    #[prop(into)]
    href: Signal<String>,
    /// How much weight it has.
    #[prop(optional)]
    kind: ButtonKind,
    /// The words on it.
    children: Children,
) -> impl IntoView {
    view! { <A href=move || href.get() attr:class=kind.class()>{children()}</A> }.into_any()
}
