//! A box with something to know. It is not a live region: what appears later is announced with
//! [`crate::ui::announce`] by the code that makes it appear.

use leptos::prelude::*;

use super::{Icon, IconName};

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoticeKind {
    /// Something to know.
    #[default]
    Info,
    /// Something that stays between the person and the panel's reveal.
    Private,
    /// Something that went well.
    Done,
    /// Something to be careful about.
    Warning,
    /// Something that went wrong.
    Wrong,
}

impl NoticeKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "notice notice-info",
            Self::Private => "notice notice-private",
            Self::Done => "notice notice-done",
            Self::Warning => "notice notice-warning",
            Self::Wrong => "notice notice-wrong",
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Info => IconName::Info,
            Self::Private => IconName::Lock,
            Self::Done => IconName::Tick,
            Self::Warning | Self::Wrong => IconName::Warning,
        }
    }
}

/// A box with something to know.
#[component]
pub fn Notice(
    /// What it is about.
    #[prop(optional)]
    kind: NoticeKind,
    /// A few words in bold before the rest; the rest makes sense without them.
    #[prop(optional, into)]
    title: MaybeProp<String>,
    /// The rest.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=kind.class()>
            <Icon name=kind.icon() />
            <div class="notice-body">
                {move || title.get().map(|title| view! { <p class="notice-title">{title}</p> })}
                {children()}
            </div>
        </div>
    }
    .into_any()
}
