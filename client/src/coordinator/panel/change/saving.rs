//! How one form of changes is saved: sent once, answered with the panel as it is then, and told in the words in which the
//! room was told.

use accord_shared::api::PanelView;
use leptos::prelude::*;

use super::super::Shown;
use crate::coordinator::refusals::Told;
use crate::door::session::Session;
use crate::net::{Failure, FailureKind};
use crate::ui::{Notice, NoticeKind, announce};

/// The code with which the server says that the panel was changed meanwhile.
const OUT_OF_DATE: &str = "out-of-date";

/// One form of changes on its way.
#[derive(Debug, Clone, Copy)]
pub struct Saving {
    shown: Shown,
    session: Session,
    /// What was said against it.
    pub told: Told,
    /// Whether it is on its way.
    pub busy: RwSignal<bool>,
    /// What was saved last.
    pub done: RwSignal<Option<String>>,
}

impl Saving {
    /// Nothing was sent yet.
    pub fn new(shown: Shown) -> Self {
        let (busy, done) = (RwSignal::new(false), RwSignal::new(None));
        Self { shown, session: Session::here(), told: Told::new(), busy, done }
    }

    /// Sends a change whose texts fit. `id_of` gives the element id of the control behind a field of the API; `then`
    /// follows when it is saved.
    pub fn send(
        self,
        request: impl Future<Output = Result<PanelView, Failure>> + 'static,
        id_of: impl Fn(&str) -> String + 'static,
        then: impl FnOnce() + 'static,
    ) {
        if self.busy.get_untracked() || !self.told.all_fit() {
            return;
        }
        self.busy.set(true);
        self.done.set(None);
        leptos::task::spawn_local(async move {
            let answer = request.await;
            self.busy.try_set(false);
            match answer {
                Ok(view) => {
                    self.told.clear();
                    let words = said(&view);
                    announce(&words);
                    self.done.try_set(Some(words));
                    self.shown.view.try_set(Some(Ok(view)));
                    then();
                }
                Err(failure) if failure.kind == FailureKind::SignedOut => self.session.ended(),
                Err(failure) => {
                    if failure.code == OUT_OF_DATE {
                        self.shown.refresh();
                    }
                    self.told.refused(failure, id_of);
                }
            }
        });
    }
}

/// What was changed last, as everyone in the room was told.
fn said(view: &PanelView) -> String {
    let words = view.panel.since.changes.last().map(|note| note.words.as_str()).unwrap_or_default();
    format!("Saved. {words}")
}

/// The outcome of the last change of a form; nothing until one is saved.
#[component]
pub fn Outcome(saving: Saving) -> impl IntoView {
    move || saving.done.get().map(|words| view! { <Notice kind=NoticeKind::Done><p>{words}</p></Notice> })
}
