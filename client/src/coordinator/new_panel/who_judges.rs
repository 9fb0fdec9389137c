//! The part of the form about who judges: a panel, one assessor, or an auditor and a moderator.

use accord_shared::api::NewWay;
use leptos::prelude::*;

use crate::ui::{Choice, RadioGroup, RadioLayout};

/// By whom the plans are judged, before it is known by whom by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// By a panel.
    Panel,
    /// By one assessor.
    Alone,
    /// By an auditor and a moderator.
    Moderated,
}

/// What was entered about who judges.
#[derive(Debug, Clone, Copy)]
pub struct WayFields {
    /// By whom.
    pub judged: RwSignal<Judged>,
    /// The key of the row of who judges alone, or audits.
    pub assessor: RwSignal<Option<u32>>,
    /// The key of the moderator's row.
    pub moderator: RwSignal<Option<u32>>,
    sees_audit: RwSignal<bool>,
    changes_grade: RwSignal<bool>,
}

impl WayFields {
    /// A panel.
    pub fn new() -> Self {
        Self {
            judged: RwSignal::new(Judged::Panel),
            assessor: RwSignal::new(None),
            moderator: RwSignal::new(None),
            sees_audit: RwSignal::new(false),
            changes_grade: RwSignal::new(true),
        }
    }

    /// Whether a panel judges. Follows what is entered.
    pub fn is_panel(self) -> bool {
        self.judged.get() == Judged::Panel
    }

    /// What was entered, as the server wants it. `place` finds who was chosen among those who are sent.
    pub fn entered(self, place: impl Fn(RwSignal<Option<u32>>) -> usize) -> NewWay {
        match self.judged.get_untracked() {
            Judged::Panel => NewWay::Panel,
            Judged::Alone => NewWay::Alone { assessor: place(self.assessor) },
            Judged::Moderated => NewWay::Moderated {
                auditor: place(self.assessor),
                moderator: place(self.moderator),
                sees_audit: self.sees_audit.get_untracked(),
                changes_grade: self.changes_grade.get_untracked(),
            },
        }
    }
}

/// Who judges.
pub fn judged(way: WayFields) -> AnyView {
    let choices = vec![
        Choice::new(Judged::Panel, "A panel")
            .with_hint("People from several agencies score in private, reveal together, agree and sign."),
        Choice::new(Judged::Alone, "One assessor").with_hint("One person fills in a form and hands it in."),
        Choice::new(Judged::Moderated, "An auditor and a moderator")
            .with_hint("Two people judge the same plan; then they see both judgements side by side."),
    ];
    view! {
        <RadioGroup
            id="way"
            legend="Who judges?"
            hint="This cannot be changed once it is made."
            choices=choices
            value=Signal::derive(move || Some(way.judged.get()))
            on_choose=move |judged| way.judged.set(judged)
            layout=RadioLayout::Columns
        />
    }
    .into_any()
}

/// What the moderator sees, and what the moderation does.
pub fn moderation(way: WayFields) -> AnyView {
    let sees = vec![
        Choice::new(false, "Without seeing the audit (recommended)")
            .with_hint("Both forms are shown once both are handed in."),
        Choice::new(true, "With the audit beside it").with_hint("The audit is shown once it is handed in."),
    ];
    let changes = vec![
        Choice::new(true, "It changes the grade")
            .with_hint("The moderator settles each section on which the two differ."),
        Choice::new(false, "It is feedback only").with_hint("The audit’s grade stands; the record has both."),
    ];
    view! {
        {setting("sees_audit", "How does the moderator judge?", sees, way.sees_audit)}
        {setting("changes_grade", "What does the moderation do?", changes, way.changes_grade)}
    }
    .into_any()
}

fn setting(id: &'static str, legend: &'static str, choices: Vec<Choice<bool>>, value: RwSignal<bool>) -> AnyView {
    view! {
        <RadioGroup
            id=id
            legend=legend
            choices=choices
            value=Signal::derive(move || Some(value.get()))
            on_choose=move |chosen| value.set(chosen)
            layout=RadioLayout::Columns
        />
    }
    .into_any()
}
