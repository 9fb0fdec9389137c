//! What the chair is about to propose may go beyond what was scored, or beyond what the framework allows: then everyone sees
//! it, and the chair is asked why before it is proposed.

use accord_shared::beyond::{overruled, unscored};
use accord_shared::fit::Limit;
use accord_shared::framework::{Framework, SectionId};
use accord_shared::mark::Marks;
use accord_shared::words;
use leptos::prelude::*;

use crate::seat::facts::Facts;
use crate::seat::room::Room;
use crate::ui::{TextArea, fresh_id, why_not};

/// The reason that a proposal may need. Copying it is free.
#[derive(Clone, Copy)]
pub struct Why {
    /// What it goes beyond, a sentence each; nothing where it goes beyond nothing.
    said: Memo<Vec<String>>,
    reason: RwSignal<String>,
    lacking: Signal<Option<String>>,
}

impl Why {
    /// What is asked of a proposal for a section, as it is chosen.
    pub fn of(room: Room, section: &SectionId, chosen: RwSignal<Marks>) -> Self {
        let (section, framework, reason) = (section.clone(), room.framework(), RwSignal::new(String::new()));
        let whole = framework.section(&section).map_or(0, |section| section.targets().count());
        let said = Memo::new(move |_| {
            let marks = chosen.get();
            // As long as something is still to be chosen, nobody is asked about the rest.
            if marks.len() < whole {
                return Vec::new();
            }
            room.with_facts(|facts| beyond(facts, &framework, &section, &marks))
        });
        let lacking = why_not(reason, Limit::REASON, "Say why you propose it first.");
        Self { said, reason, lacking }
    }

    /// Why it cannot be proposed yet.
    pub fn why_not(self) -> Option<String> {
        self.said.with(|said| !said.is_empty()).then(|| self.lacking.get()).flatten()
    }

    /// The reason, where one is asked for.
    pub fn given(self) -> Option<String> {
        self.said.with_untracked(|said| !said.is_empty()).then(|| self.reason.get_untracked())
    }

    /// The question; nothing where none is asked.
    pub fn view(self) -> impl IntoView {
        let asked = Memo::new(move |_| self.said.with(|said| !said.is_empty()));
        let said = move || self.said.get().into_iter().map(|said| view! { <p>{said}</p> }).collect_view();
        let hint = "Everyone sees it, and it goes on the record.";
        view! {
            <div role="status">{said}</div>
            <Show when=move || asked.get()>
                <TextArea id=fresh_id("why-beyond") label="Why do you propose it?" value=self.reason limit=Limit::REASON rows=2 hint=hint />
            </Show>
        }
    }
}

fn beyond(facts: Facts<'_>, framework: &Framework, section: &SectionId, marks: &Marks) -> Vec<String> {
    let unscored = facts.last_round(section).map(|round| unscored(round, marks)).unwrap_or_default();
    words::beyond(framework, &unscored, &overruled(framework, facts.review, section, marks))
}
