//! Who sits at this browser as a coordinator, asked once and kept while the page is open.

use accord_shared::api::CoordinatorView;
use accord_shared::route::Route;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use super::fresh_links::FreshLinks;
use crate::net::FailureKind;
use crate::net::api;
use crate::ui::{Button, ButtonKind, Notice, NoticeKind, alert, announce, as_it_is};

/// What is known of the coordinator at this browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// It was not asked yet, or the answer is on its way.
    Asking,
    /// Nobody is signed in.
    Nobody,
    /// Somebody is.
    Coordinator(CoordinatorView),
    /// It could not be found out; the sentence says what to do.
    Unknown(String),
}

/// The coordinator's session, in the context of every page.
#[derive(Debug, Clone, Copy)]
pub struct Session {
    who: RwSignal<Who>,
}

impl Session {
    /// A session of which nothing is known.
    pub fn new() -> Self {
        Self { who: RwSignal::new(Who::Asking) }
    }

    /// The session of this browser.
    pub fn here() -> Self {
        expect_context::<Self>()
    }

    /// Who it is; asks the server when that is not known.
    pub fn who(self) -> Signal<Who> {
        if !self.who.with_untracked(|who| matches!(who, Who::Coordinator(_))) {
            leptos::task::spawn_local(async move {
                self.who.set(match api::coordinator().await {
                    Ok(view) => Who::Coordinator(view),
                    Err(failure) if failure.kind == FailureKind::SignedOut => Who::Nobody,
                    Err(failure) => Who::Unknown(failure.sentence),
                });
            });
        }
        self.who.into()
    }

    /// Whether it is known that a coordinator sits here; does not ask the server.
    pub fn is_coordinator(self) -> bool {
        self.who.with(|who| matches!(who, Who::Coordinator(_)))
    }

    /// Remembers who has just signed in.
    pub fn signed_in(self, view: CoordinatorView) {
        self.who.set(Who::Coordinator(view));
    }

    /// Forgets who was signed in, after the server said that nobody is.
    pub fn ended(self) {
        self.who.set(Who::Nobody);
    }
}

/// The coordinator's pages and name beside the sign of Accord, with the way out; nothing for everyone else.
#[component]
pub fn SessionBar() -> impl IntoView {
    let (session, links) = (Session::here(), FreshLinks::here());
    let leaving = RwSignal::new(false);
    let navigate = use_navigate();
    let sign_out = Callback::new(move |()| {
        let navigate = navigate.clone();
        leaving.set(true);
        leptos::task::spawn_local(async move {
            match api::sign_out_coordinator().await {
                Ok(()) => {
                    session.ended();
                    links.clear();
                    announce("You have signed out.");
                    navigate(&Route::Home.to_string(), leptos_router::NavigateOptions::default());
                }
                Err(failure) => alert(&failure.sentence),
            }
            leaving.set(false);
        });
    });
    move || match session.who.get() {
        Who::Coordinator(view) => view! {
            <nav class="session-nav" aria-label="Main">
                <A href=Route::Home.to_string() exact=true>"Panels"</A>
                <A href=Route::Plans.to_string()>"Plans"</A>
                <A href=Route::Frameworks.to_string()>"Frameworks"</A>
            </nav>
            <span class="session-name">{as_it_is(format!("{}, {}", view.name, view.area))}</span>
            <Button kind=ButtonKind::Quiet busy=leaving on_press=sign_out>"Sign out"</Button>
        }
        .into_any(),
        Who::Asking | Who::Nobody | Who::Unknown(_) => ().into_any(),
    }
}

/// The page for a visitor who opens a coordinator's page without being signed in.
#[component]
pub fn SignedOut() -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Warning title="This page is for coordinators, and nobody is signed in.">
            <p>"If you were signed in before, your session has ended. Ask whoever runs the server for a new set-up link."</p>
            <p>"If you were invited to a panel, open the personal link that you were sent."</p>
        </Notice>
    }
}
