//! The fields for one person: the same when a panel is made and when somebody is added to it.

use accord_shared::api::NewParticipant;
use accord_shared::fit::Limit;
use accord_shared::panel::{Agency, Seat};
use leptos::prelude::*;

use crate::ui::{Choice, Field, Select};
use crate::words::people as people_words;

/// What was entered about one person.
#[derive(Debug, Clone, Copy)]
pub struct PersonRow {
    /// Tells the row from the others as long as the form is open, whatever its place.
    pub key: u32,
    /// The person's name.
    pub name: RwSignal<String>,
    /// The person's agency.
    pub agency: RwSignal<Agency>,
    /// The person's post.
    pub post: RwSignal<String>,
    /// What the person is at the table for.
    pub seat: RwSignal<Seat>,
}

impl PersonRow {
    /// An empty row. Its signals live as long as their owner, so call this where the form is the owner.
    pub fn new(key: u32, agency: Agency) -> Self {
        Self {
            key,
            name: RwSignal::new(String::new()),
            agency: RwSignal::new(agency),
            post: RwSignal::new(String::new()),
            seat: RwSignal::new(Seat::Member),
        }
    }

    /// The element id of one of its controls.
    pub fn id(&self, field: &str) -> String {
        format!("person-{}-{field}", self.key)
    }

    /// Whether nothing was typed into it.
    pub fn is_blank(&self) -> bool {
        let blank = |text: &String| text.trim().is_empty();
        self.name.with_untracked(blank) && self.post.with_untracked(blank)
    }

    /// The person as the server wants to know them.
    pub fn entered(&self) -> NewParticipant {
        NewParticipant {
            name: self.name.with_untracked(|name| name.trim().to_owned()),
            agency: self.agency.get_untracked(),
            post: self.post.with_untracked(|post| post.trim().to_owned()),
            seat: self.seat.get_untracked(),
        }
    }
}

/// The four fields of one person, side by side where there is room.
#[component]
pub fn PersonFields(
    /// What is entered.
    row: PersonRow,
    /// The sentence about the control with an element id.
    error: Callback<String, Option<String>>,
    /// What the Enter key does in a text field.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    /// Whether it is not asked what the person is at the table for, because it is known.
    #[prop(optional)]
    without_seat: bool,
) -> impl IntoView {
    let error_of = move |field: &'static str| Signal::derive(move || error.run(row.id(field)));
    let agencies = || Agency::ALL.map(|agency| Choice::new(agency, agency.name())).to_vec();
    let seats = || {
        [Seat::Member, Seat::NonScoring, Seat::Observer]
            .map(|seat| Choice::new(seat, people_words::seat(seat)))
            .to_vec()
    };
    let enter = Callback::new(move |()| {
        if let Some(on_enter) = on_enter {
            on_enter.run(());
        }
    });
    view! {
        <Field id=row.id("name") label="Name" value=row.name limit=Limit::LINE error=error_of("name") on_enter=enter />
        <Select
            id=row.id("agency")
            label="Agency"
            choices=Signal::stored(agencies())
            value=row.agency
            on_choose=move |agency| row.agency.set(agency)
            error=error_of("agency")
        />
        <Field id=row.id("post") label="Post" value=row.post limit=Limit::LINE error=error_of("post") on_enter=enter />
        {(!without_seat).then(|| view! {
            <Select
                id=row.id("seat")
                label="At the table"
                choices=Signal::stored(seats())
                value=row.seat
                on_choose=move |seat| row.seat.set(seat)
                error=error_of("seat")
            />
        })}
    }
}
