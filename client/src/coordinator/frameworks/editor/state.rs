//! The draft in the editor: a framework in memory that the controls read and change. No keystroke draws anything again:
//! what is typed goes straight into the framework, and only what depends on it is told.

use accord_shared::framework::{Framework, FrameworkError};
use leptos::prelude::*;
use std::collections::BTreeSet;

use super::ids;
use super::saving::{Draft, Saving, body};

/// What the page asks before something is taken away.
#[derive(Clone)]
pub struct Asked {
    /// The question.
    pub title: String,
    /// What goes, and what stays.
    pub sentence: String,
    /// The words on the button.
    pub button: &'static str,
    /// What pressing it does.
    pub then: Callback<()>,
}

/// The draft in the editor. Copying it is free.
#[derive(Clone, Copy)]
pub struct Editor {
    framework: StoredValue<Framework>,
    used: StoredValue<BTreeSet<String>>,
    edits: RwSignal<u32>,
    shape: RwSignal<u32>,
    /// Grows at each pause, when the parts that show the whole form are drawn again.
    pub paused: RwSignal<u32>,
    /// The problems that block publishing.
    pub problems: RwSignal<Vec<String>>,
    /// The element ids of the folds that something else on the page has opened.
    pub open: RwSignal<BTreeSet<String>>,
    /// What is asked now.
    pub asked: RwSignal<Option<Asked>>,
    /// Whether it is kept.
    pub saving: Saving,
}

impl Editor {
    /// An editor of this framework.
    pub fn new(framework: Framework, problems: Vec<String>, saving: Saving) -> Self {
        let editor = Self {
            used: StoredValue::new(ids::used(&framework)),
            framework: StoredValue::new(framework),
            edits: RwSignal::new(0),
            shape: RwSignal::new(0),
            paused: RwSignal::new(0),
            problems: RwSignal::new(problems),
            open: RwSignal::new(BTreeSet::new()),
            asked: RwSignal::new(None),
            saving,
        };
        saving.keep(Draft {
            body: Callback::new(move |()| editor.snapshot().as_ref().map(body)),
            check: Callback::new(move |()| editor.check()),
            problems: editor.problems,
        });
        editor
    }

    /// Looks at the framework as it is now.
    pub fn read<T>(self, look: impl FnOnce(&Framework) -> T) -> T {
        self.framework.with_value(look)
    }

    /// The framework as it is now; `None` once the page has gone.
    pub fn snapshot(self) -> Option<Framework> {
        self.framework.try_get_value()
    }

    /// Reads through a way that leads to what can be changed, without a change.
    pub fn look<T>(self, look: impl FnOnce(&mut Framework) -> T) -> Option<T> {
        self.framework.try_update_value(look)
    }

    /// Changes a text, a number or a choice.
    pub fn edit<T>(self, change: impl FnOnce(&mut Framework) -> T) -> Option<T> {
        let told = self.framework.try_update_value(change);
        self.edits.try_update(|edits| *edits += 1);
        self.saving.changed();
        told
    }

    /// Changes what there is: adds, moves or takes away.
    pub fn reshape<T>(self, change: impl FnOnce(&mut Framework) -> T) -> Option<T> {
        let told = self.edit(change);
        self.shape.try_update(|shape| *shape += 1);
        told
    }

    /// What depends on anything in the framework.
    pub fn derived<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        look: impl Fn(&Framework) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| {
            self.edits.track();
            self.framework.with_value(&look)
        })
    }

    /// What depends only on what there is, such as the ids of the sections in their order.
    pub fn keys(self, look: impl Fn(&Framework) -> Vec<String> + Send + Sync + 'static) -> Memo<Vec<String>> {
        Memo::new(move |_| {
            self.shape.track();
            self.framework.with_value(&look)
        })
    }

    /// Makes what reads this be made again whenever something was added, moved or taken away.
    pub fn track_shape(self) {
        self.shape.track();
    }

    /// A new id, which is not given out again.
    pub fn fresh(self, make: impl FnOnce(&Framework, &BTreeSet<String>) -> String) -> String {
        let id = self.used.with_value(|used| self.read(|framework| make(framework, used)));
        self.used.update_value(|used| {
            used.insert(id.to_ascii_lowercase());
        });
        id
    }

    /// Keeps the ids of a version that is published: what is new gets others.
    pub fn reserve(self, published: &Framework) {
        self.used.try_update_value(|used| used.extend(ids::used(published)));
    }

    /// Says what is to be mended, by the same check as the server's, and shows the form as it is now.
    pub fn check(self) {
        let Some(framework) = self.snapshot() else { return };
        self.paused.try_update(|paused| *paused += 1);
        self.problems.try_set(match framework.checked() {
            Ok(_) => Vec::new(),
            Err(FrameworkError::Problems(problems)) => problems.iter().map(ToString::to_string).collect(),
            Err(error) => vec![error.to_string()],
        });
    }

    /// Asks before something is taken away.
    pub fn ask(self, asked: Asked) {
        self.asked.set(Some(asked));
    }
}
