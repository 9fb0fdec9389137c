//! The coordinator's changes of a panel: the meeting, the agenda and the offices, each in a form of its own that is
//! saved by itself; cancelling; and copying for another meeting. People are changed where they are listed.

mod agenda;
mod cancel;
mod copy;
mod meeting;
mod offices;
mod saving;

use accord_shared::api::PanelView;
use accord_shared::panel::Way;
use leptos::prelude::*;

pub use saving::{Outcome, Saving};

use super::Shown;
use crate::ui::Disclosure;
use crate::ui::when::moment_in_words;

/// What can be changed now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each part can be open by itself")]
struct Open {
    /// The panel itself: it is neither closed nor cancelled.
    panel: bool,
    /// The agenda: it has one of its own.
    agenda: bool,
    /// The offices: it has some.
    offices: bool,
    /// It can be cancelled.
    cancel: bool,
    /// It can be copied.
    copy: bool,
}

impl Open {
    fn of(view: &PanelView) -> Self {
        let cancelled = view.panel.since.cancelled.is_some();
        let panel = !cancelled && !view.now.closed;
        Self {
            panel,
            agenda: panel && view.now.of_plan.is_none(),
            // Once every record is closed, a chair may still be needed who corrects one.
            offices: !cancelled && view.panel.way == Way::Panel,
            cancel: !cancelled && view.records.is_empty(),
            copy: view.now.of_plan.is_none(),
        }
    }
}

/// The section about changing the panel.
#[component]
pub fn ChangePanel(shown: Shown, view: RwSignal<PanelView>) -> impl IntoView {
    let open = Memo::new(move |_| view.with(Open::of));
    let when = move |what: fn(Open) -> bool| move || what(open.get());
    view! {
        <section class="stack" aria-labelledby="change">
            <h2 id="change" tabindex="-1">"Change this panel"</h2>
            <p>{move || about(open.get())}</p>
            <Show when=when(|open| open.panel)>
                <Disclosure summary="Title, day, time and place"><meeting::MeetingForm shown=shown view=view /></Disclosure>
            </Show>
            <Show when=when(|open| open.agenda)>
                <Disclosure summary="The agenda"><agenda::Agenda shown=shown view=view /></Disclosure>
            </Show>
            <Show when=when(|open| open.offices)>
                <Disclosure summary="Chair, deputy and scribe"><offices::OfficesForm shown=shown view=view /></Disclosure>
            </Show>
            <Show when=when(|open| open.copy)>
                <Disclosure summary="Copy for another meeting"><copy::CopyForm shown=shown view=view /></Disclosure>
            </Show>
            <Show when=when(|open| open.cancel)>
                <Disclosure summary="Cancel this panel"><cancel::CancelForm shown=shown view=view /></Disclosure>
            </Show>
            <Changes view=view />
        </section>
    }
    .into_any()
}

const fn about(open: Open) -> &'static str {
    if open.panel {
        "Links stay the same, whatever you change. Everyone in the room sees each change at once, and when it was made. People are changed in the list above."
    } else if open.cancel {
        ""
    } else {
        "This panel is over, so it changes no more. You can still remove people from it, so that their links end."
    }
}

/// Everything that was changed since the panel was made; nothing where nothing was.
#[component]
fn Changes(view: RwSignal<PanelView>) -> impl IntoView {
    let changes = Memo::new(move |_| view.with(|view| view.panel.since.changes.clone()));
    let item = |note: accord_shared::panel::ChangeNote| {
        view! { <li>{note.words} " " <span class="soft">{moment_in_words(note.at)}</span></li> }
    };
    view! {
        <Show when=move || changes.with(|all| !all.is_empty())>
            <Disclosure summary="What was changed so far">
                <ul class="bullets">{move || changes.get().into_iter().rev().map(item).collect_view()}</ul>
            </Disclosure>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests_support::{closed_record, view_of};
    use super::*;
    use accord_shared::id::Time;
    use accord_shared::panel::Cancelled;

    #[test]
    fn what_can_be_changed_follows_what_became_of_the_panel() {
        let mut view = view_of(&["Ann"], 1);
        let all = Open { panel: true, agenda: true, offices: true, cancel: true, copy: true };
        assert_eq!(Open::of(&view), all);
        view.now.closed = true;
        view.records.push(closed_record(&view, 0));
        assert_eq!(Open::of(&view), Open { panel: false, agenda: false, cancel: false, ..all });
        let mut view = view_of(&["Ann"], 1);
        view.panel.since.cancelled = Some(Cancelled { reason: "Snow".into(), ask: "Ann".into(), at: Time(0) });
        let none = Open { panel: false, agenda: false, offices: false, cancel: false, copy: true };
        assert_eq!(Open::of(&view), none);
        let mut view = view_of(&["Ann"], 1);
        view.now.of_plan = Some(accord_shared::id::PlanId::new("plan").unwrap());
        assert_eq!(Open::of(&view), Open { agenda: false, copy: false, ..all });
    }
}
