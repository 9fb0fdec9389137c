//! An answer that a page fetches from the server: shown when it is there, fetched again after a change, and told in
//! sentences where it cannot be had.

use leptos::prelude::*;

use super::not_found::NotFoundPage;
use crate::door::session::{Session, SignedOut};
use crate::net::{Failure, FailureKind};
use crate::ui::{Button, ButtonKind, Notice, NoticeKind, Page, PageWidth};

/// A request and its answer.
#[derive(Debug)]
pub struct Asked<T: Send + Sync + 'static> {
    answer: RwSignal<Option<Result<T, Failure>>>,
    ask: Callback<()>,
}

impl<T: Send + Sync + 'static> Clone for Asked<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Asked<T> {}

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Loading,
    There,
    Missing,
    SignedOut,
    Failed(String),
}

impl<T: Clone + Send + Sync + 'static> Asked<T> {
    /// Asks for the first time.
    pub fn new<F>(ask: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<T, Failure>> + 'static,
    {
        let answer = RwSignal::new(None);
        let ask = Callback::new(move |()| {
            let coming = ask();
            leptos::task::spawn_local(async move {
                let got = coming.await;
                // The page may have been left in the meantime.
                answer.try_set(Some(got));
            });
        });
        // So that the coordinator's name stands in the bar.
        Session::here().who();
        ask.run(());
        Self { answer, ask }
    }

    /// Asks again; what is shown stays until the answer is there.
    pub fn refresh(self) {
        self.ask.run(());
    }

    /// The page: with what was asked for, or with why it is not there. `title` is its heading until then.
    pub fn page(self, title: &'static str, show: impl Fn(RwSignal<T>) -> AnyView + Send + 'static) -> AnyView {
        // Only another kind of answer draws the page again; a new answer of the same kind changes what is in it.
        let state = Memo::new(move |_| match &*self.answer.read() {
            None => State::Loading,
            Some(Ok(_)) => State::There,
            Some(Err(failure)) => match failure.kind {
                FailureKind::NotFound => State::Missing,
                FailureKind::SignedOut => State::SignedOut,
                FailureKind::Offline | FailureKind::Refused | FailureKind::Broken => {
                    State::Failed(failure.sentence.clone())
                }
            },
        });
        let there = move || {
            let Some(Ok(first)) = self.answer.get_untracked() else { return ().into_any() };
            let last = RwSignal::new(first);
            Effect::new(move |_| {
                if let Some(Ok(now)) = self.answer.get() {
                    last.set(now);
                }
            });
            // The page follows the answer by itself; a new one must not draw the page again.
            untrack(|| show(last))
        };
        (move || match state.get() {
            State::There => there(),
            State::Missing => view! { <NotFoundPage /> }.into_any(),
            State::Loading => {
                view! { <Page title=title width=PageWidth::Wide><p class="soft">"Loading…"</p></Page> }.into_any()
            }
            State::SignedOut => view! { <Page title=title><SignedOut /></Page> }.into_any(),
            State::Failed(sentence) => view! {
                <Page title=title>
                    <Notice kind=NoticeKind::Wrong><p>{sentence}</p></Notice>
                    <Button kind=ButtonKind::Primary on_press=move || self.refresh()>"Try again"</Button>
                </Page>
            }
            .into_any(),
        })
        .into_any()
    }
}
