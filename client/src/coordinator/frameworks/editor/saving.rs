//! Keeping a draft: on a pause, on leaving a field, or when asked to, one change after the other. Saved means that the
//! server has it.

use accord_shared::api::{ChangeDraft, FrameworkDraft};
use accord_shared::framework::{Framework, FrameworkId};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use serde_json::Value;

use crate::net::api::frameworks as api;
use crate::net::{Failure, FailureKind};
use crate::ui::{alert, announce};

/// After this long without a change the draft is checked and sent.
const PAUSE_MS: u32 = 1_500;
/// After this long it is tried again, where the server could not be reached.
const AGAIN_MS: u32 = 8_000;

/// Whether the draft is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// The server has everything.
    All,
    /// Something was changed and is about to be sent.
    Changed,
    /// It is on its way.
    Saving,
    /// It could not be kept; the sentence says why.
    Not(String),
    /// Somebody else has changed the draft, so that this one cannot be kept over it.
    Stale,
}

impl Saved {
    /// The line about it.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::All => "All changes saved".to_owned(),
            Self::Changed => "Not saved yet".to_owned(),
            Self::Saving => "Saving…".to_owned(),
            Self::Not(why) => format!("Not saved. {why}"),
            Self::Stale => "Not saved. The draft was changed in another window or by somebody else.".to_owned(),
        }
    }
}

/// What saving asks of the draft that it keeps.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The draft as the server keeps it; None once the page has gone.
    pub body: Callback<(), Option<Value>>,
    /// Says what is to be mended in it.
    pub check: Callback<()>,
    /// What is to be mended, as the server says it.
    pub problems: RwSignal<Vec<String>>,
}

/// Whether a draft is kept, and how it gets there. Copying it is free.
#[derive(Clone, Copy)]
pub struct Saving {
    /// The draft's id.
    pub id: StoredValue<FrameworkId>,
    /// What the line says.
    pub saved: RwSignal<Saved>,
    /// The revision that the server has.
    pub revision: RwSignal<u32>,
    /// Whether something was changed since the last change was sent.
    changed: StoredValue<bool>,
    sending: StoredValue<bool>,
    draft: StoredValue<Option<Draft>>,
    pause: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Saving {
    /// A draft of which the server has everything.
    pub fn new(id: FrameworkId, revision: u32) -> Self {
        Self {
            id: StoredValue::new(id),
            saved: RwSignal::new(Saved::All),
            revision: RwSignal::new(revision),
            changed: StoredValue::new(false),
            sending: StoredValue::new(false),
            draft: StoredValue::new(None),
            pause: StoredValue::new_local(None),
        }
    }

    /// Says which draft it keeps.
    pub fn keep(self, draft: Draft) {
        self.draft.set_value(Some(draft));
    }

    /// Something was changed: it is sent when the changes pause.
    pub fn changed(self) {
        self.changed.try_set_value(true);
        if self.saved.with_untracked(|saved| !matches!(saved, Saved::Stale | Saved::Saving)) {
            self.saved.set(Saved::Changed);
        }
        self.wait(PAUSE_MS);
    }

    fn wait(self, ms: u32) {
        let timeout = Timeout::new(ms, move || {
            if let Some(draft) = self.draft() {
                draft.check.try_run(());
            }
            self.save();
        });
        // The one before is cancelled as it is dropped.
        self.pause.try_set_value(Some(timeout));
    }

    /// Sends what was changed, if anything was.
    pub fn save(self) {
        let (Some(changed), Some(sending)) = (self.changed.try_get_value(), self.sending.try_get_value()) else {
            return;
        };
        if !changed || sending || self.saved.with_untracked(|saved| *saved == Saved::Stale) {
            return;
        }
        let Some(body) = self.draft().and_then(|draft| draft.body.try_run(()).flatten()) else { return };
        self.changed.set_value(false);
        self.sending.set_value(true);
        self.saved.set(Saved::Saving);
        let id = self.id.get_value();
        let revision = self.revision.get_untracked();
        leptos::task::spawn_local(async move {
            let answer = send(&id, revision, body).await;
            self.sending.try_set_value(false);
            self.answered(answer);
        });
    }

    fn answered(self, answer: Result<FrameworkDraft, Failure>) {
        let failure = match answer {
            Ok(draft) => {
                self.revision.try_set(draft.revision);
                if self.changed.try_get_value() == Some(true) {
                    self.saved.try_set(Saved::Changed);
                    self.wait(PAUSE_MS);
                } else {
                    if let Some(kept) = self.draft() {
                        kept.problems.try_set(draft.problems);
                    }
                    self.saved.try_set(Saved::All);
                }
                return;
            }
            Err(failure) => failure,
        };
        self.changed.try_set_value(true);
        let again = matches!(failure.kind, FailureKind::Offline | FailureKind::Broken);
        let saved = if failure.code == api::STALE { Saved::Stale } else { Saved::Not(sentence(&failure)) };
        if self.saved.try_set(saved.clone()).is_some() {
            return;
        }
        if saved == Saved::Stale {
            alert(&saved.words());
        } else {
            announce(&saved.words());
        }
        if again {
            self.wait(AGAIN_MS);
        }
    }

    fn draft(self) -> Option<Draft> {
        self.draft.try_get_value().flatten()
    }

    /// The draft has gone: nothing is sent any more.
    pub fn forget(self) {
        self.changed.try_set_value(false);
        self.pause.try_set_value(None);
        self.saved.try_set(Saved::All);
    }

    /// Whether closing the page would lose something.
    pub fn is_unsaved(self) -> bool {
        self.saved.try_with_untracked(|saved| *saved != Saved::All).unwrap_or(false)
    }
}

/// What is wrong, as one sentence or two: the places in the draft, where the server names them.
fn sentence(failure: &Failure) -> String {
    if failure.fields.is_empty() {
        return failure.sentence.clone();
    }
    failure.fields.iter().map(|wrong| wrong.sentence.as_str()).collect::<Vec<_>>().join(" ")
}

/// The framework as the server keeps it.
pub fn body(framework: &Framework) -> Value {
    serde_json::to_value(framework).unwrap_or_default()
}

/// Sends a draft. Where the answer to the same draft was lost before, the server has it already.
async fn send(id: &FrameworkId, revision: u32, body: Value) -> Result<FrameworkDraft, Failure> {
    let change = ChangeDraft { revision, body };
    let answer = api::change_draft(id, &change).await;
    match answer {
        Err(failure) if failure.code == api::STALE => match api::draft(id).await {
            Ok(kept) if kept.body == change.body => Ok(kept),
            Ok(_) | Err(_) => Err(failure),
        },
        answer => answer,
    }
}
