//! One shared or private text, for a component to show and to change.

use accord_shared::document::Document;
use leptos::prelude::ArcRwSignal;
use std::rc::Rc;
use std::sync::Arc;

use super::aside::Aside;
use super::diff::Edit;
use super::link::RoomLink;
use super::replica::Edited;

/// Is told of changes that came from elsewhere, in order; each counts from what the ones before it left.
pub type Listener = Rc<dyn Fn(&[Edit])>;

/// One root text of a document. Cloning it is cheap.
#[derive(Clone)]
pub struct TextBinding {
    link: RoomLink,
    document: Document,
    root: Arc<str>,
    text: ArcRwSignal<String>,
    ready: ArcRwSignal<bool>,
    writable: ArcRwSignal<bool>,
}

impl TextBinding {
    pub(super) fn new(link: &RoomLink, document: &Document, root: &str) -> Self {
        let (text, ready, writable) = link.run(|engine, _| {
            engine.watch_text(document, root);
            engine.follow(document, |seen| (seen.text(root), seen.ready.clone(), seen.writable.clone()))
        });
        Self { link: link.clone(), document: document.clone(), root: root.into(), text, ready, writable }
    }

    /// What the text is now.
    #[must_use]
    pub fn text(&self) -> ArcRwSignal<String> {
        self.text.clone()
    }

    /// Whether the server's text has arrived. Until then nothing can be written.
    #[must_use]
    pub fn ready(&self) -> ArcRwSignal<bool> {
        self.ready.clone()
    }

    /// Whether the server takes changes to this document from this person.
    #[must_use]
    pub fn writable(&self) -> ArcRwSignal<bool> {
        self.writable.clone()
    }

    /// Makes a change: not before [`Self::ready`], not without [`Self::writable`], and not where it does not fit.
    pub fn edit(&self, edit: &Edit) -> Edited {
        self.link.run(|engine, now| engine.edit_text(&self.document, &self.root, edit, now))
    }

    /// Takes back the last thing that was written here, and nobody else's.
    pub fn undo(&self) -> Edited {
        self.link.run(|engine, now| engine.undo(&self.document, &self.root, false, now))
    }

    /// Writes again what was taken back last.
    pub fn redo(&self) -> Edited {
        self.link.run(|engine, now| engine.undo(&self.document, &self.root, true, now))
    }

    /// What did not fit into it.
    #[must_use]
    pub fn aside(&self) -> Aside {
        Aside::new(&self.link, &self.document, &self.root)
    }

    /// Sends what was typed without waiting for more, as when the field is left.
    pub fn flush(&self) {
        self.link.run(|engine, now| engine.flush(now));
    }

    /// Has changes told to a listener until what is returned is dropped.
    pub fn listen(&self, listener: Listener) -> Listening {
        self.link.listen(&self.document, &self.root, listener)
    }
}

/// A listener that is being told of changes.
pub struct Listening {
    pub(super) link: RoomLink,
    pub(super) number: u64,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.link.stop_listening(self.number);
    }
}
