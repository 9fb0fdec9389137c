//! In an open review: the scores of a section as they are made. In a blind review nothing of this exists.

use accord_shared::framework::SectionId;
use leptos::prelude::*;

use crate::room::model::tally::person;
use crate::seat::room::Room;
use crate::ui::Table;
use crate::words::marks::marks_words;

/// The scores of a section as they stand.
#[component]
pub fn OpenMarks(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let marks = RwSignal::from(room.link().open_marks());
    let rows = Memo::new(move |_| {
        let key = (room.review.get(), section.clone());
        marks.with(|all| {
            room.with_facts(|facts| {
                let of_section = all.get(&key).map(Vec::as_slice).unwrap_or_default();
                let said = of_section.iter().map(|ballot| {
                    let who = ballot.participant.as_ref();
                    let who = who.map_or_else(|| ballot.agency.name().to_owned(), |who| person(facts, who));
                    (who, marks_words(facts.framework, &key.1, &ballot.marks))
                });
                // Two people of one agency may say the same: the place tells their rows apart.
                said.filter(|(_, words)| !words.is_empty()).enumerate().collect::<Vec<_>>()
            })
        })
    });
    let line =
        |(_, (who, words)): (usize, (String, String))| view! { <tr><th scope="row">{who}</th><td>{words}</td></tr> };
    view! {
        <Table caption="Scores as they stand">
            <thead><tr><th scope="col">"Who"</th><th scope="col">"Score"</th></tr></thead>
            <tbody><For each=move || rows.get() key=Clone::clone children=line /></tbody>
        </Table>
    }
}
