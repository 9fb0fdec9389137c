//! The parts of a record that other pages show as well: who was invited and came, how people and offices changed, and the
//! actions.

use accord_shared::framework::Framework;
use accord_shared::record::{Attendee, ChangeText};
use accord_shared::schema::Item;
use leptos::prelude::*;

use crate::seat::facts::section_name_first;
use crate::ui::Table;
use crate::ui::when::{date_in_words, moment_in_words};

/// Who was invited and who came.
pub fn attendance(people: &[Attendee]) -> AnyView {
    let rows = people.iter().map(|person| {
        let came =
            person.arrived_at.map_or_else(|| "Did not come".to_owned(), |at| format!("Came {}", moment_in_words(at)));
        view! {
            <tr>
                <th scope="row" translate="no">{person.name.clone()}</th>
                <td>{person.agency.name()}</td>
                <td>{person.post.clone()}</td>
                <td>{person.office.clone()}</td>
                <td>{came}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="record-part">
            <h2>"Attendance"</h2>
            <Table caption="Who was invited and who came" caption_hidden=true>
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Agency"</th>
                        <th scope="col">"Post"</th>
                        <th scope="col">"Office"</th>
                        <th scope="col">"Attendance"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </section>
    }
    .into_any()
}

/// How people and offices changed while the work went on, oldest first; `None` where they did not.
pub fn changes(changes: &[ChangeText]) -> Option<AnyView> {
    let lines = changes.iter().map(|change| {
        view! { <li>{change.words.clone()} " " <span class="soft">{moment_in_words(change.at)}</span></li> }
    });
    let lines = lines.collect_view();
    (!changes.is_empty()).then(|| {
        view! {
            <section class="record-part">
                <h2>"Changes of people and offices"</h2>
                <p class="soft">"Everyone is named in this record as they were when they spoke. The attendance says who they were at the end."</p>
                <ul class="bullets">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

/// What an item is about: a section, or the whole.
pub fn belongs(item: &Item, framework: &Framework) -> String {
    item.section.as_ref().map_or_else(|| "The plan as a whole".to_owned(), |id| section_name_first(framework, id))
}

/// The heading of a row is never empty: a screen reader would have nothing to call the row by.
fn said(text: &str) -> String {
    if text.trim().is_empty() { "Not said".to_owned() } else { text.to_owned() }
}

/// The table of areas for development and improvement actions; `None` where there are none.
pub fn actions(actions: &[Item], framework: &Framework) -> Option<AnyView> {
    let rows = actions.iter().map(|action| {
        view! {
            <tr>
                <th scope="row" class="as-written" translate="no" lang="en-GB">{said(&action.about)}</th>
                <td class="as-written" translate="no" lang="en-GB">{action.action.clone()}</td>
                <td>{owner(action)}</td>
                <td>{date_in_words(&action.due)}</td>
                <td>{belongs(action, framework)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    (!actions.is_empty()).then(|| {
        view! {
            <section class="record-part">
                <h2>"Actions"</h2>
                <Table caption="Areas for development and improvement actions" caption_hidden=true>
                    <thead>
                        <tr>
                            <th scope="col">"Main area for development"</th>
                            <th scope="col">"Improvement action"</th>
                            <th scope="col">"Who"</th>
                            <th scope="col">"Due"</th>
                            <th scope="col">"Belongs to"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </Table>
            </section>
        }
        .into_any()
    })
}

/// The body that owns an action, and the person or post in it.
fn owner(action: &Item) -> String {
    let parts = [action.body.trim(), action.owner.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
