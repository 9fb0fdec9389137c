//! A word or two about the state of something, in a small box. The words carry the meaning; the colour helps.

use leptos::prelude::*;

/// What kind of state it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TagKind {
    /// Nothing special.
    #[default]
    Neutral,
    /// Going on now.
    Active,
    /// Settled.
    Done,
    /// Wants attention.
    Attention,
    /// Over, stopped.
    Stopped,
}

impl TagKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tag tag-neutral",
            Self::Active => "tag tag-active",
            Self::Done => "tag tag-done",
            Self::Attention => "tag tag-attention",
            Self::Stopped => "tag tag-stopped",
        }
    }
}

/// A state in a word or two.
#[component]
pub fn Tag(
    /// What kind of state it is.
    #[prop(optional, into)]
    kind: Signal<TagKind>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! { <span class=move || kind.get().class()>{children()}</span> }.into_any()
}
