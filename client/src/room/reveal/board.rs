//! The board: every revealed section side by side, the most divided first.

use accord_shared::command::Command;
use accord_shared::framework::{Section, SectionId};
use leptos::prelude::*;

use crate::marking::grade_mark::{GradeFace, GradeMark};
use crate::room::model::board::{BoardRow, board_row};
use crate::room::model::sections::{all_same, board_order, decided_in_doubt};
use crate::seat::command::{Asker, Refusal};
use crate::seat::place::PLACE_HEADING;
use crate::seat::place::Place;
use crate::seat::room::Room;
use crate::ui::{Button, Disclosure, Notice, NoticeKind, Table};
use crate::words::grammar::count;

/// The page of the board.
#[component]
pub fn BoardView() -> impl IntoView {
    let room = expect_context::<Room>();
    let order = room.memo(board_order);
    let none = Memo::new(move |_| order.with(Vec::is_empty));
    view! {
        <article class="room-board">
            <h2 class="room-section-heading" id=PLACE_HEADING tabindex="-1">"All sections, most divided first"</h2>
            <Show when=move || none.get()>
                <Notice kind=NoticeKind::Info><p>"Nothing has been revealed yet."</p></Notice>
            </Show>
            <InDoubt />
            <AcceptSame />
            <BoardRows />
            <Show when=move || !none.get()>
                <Disclosure summary="Show as a table"><BoardTable /></Disclosure>
            </Show>
        </article>
    }
}

/// Why some sections stand where they do; nothing where nobody's doubt decides.
#[component]
fn InDoubt() -> impl IntoView {
    let room = expect_context::<Room>();
    let any = room.memo(|facts| board_order(facts).iter().any(|id| decided_in_doubt(facts, id) > 0));
    view! {
        <Show when=move || any.get()>
            <p class="room-hint">"Where people who are unsure, or outside their expertise, decide, a section stands with those that need reconciling. Their scores count like all others."</p>
        </Show>
    }
}

/// The chair accepts every section where everyone agreed.
#[component]
fn AcceptSame() -> impl IntoView {
    let room = expect_context::<Room>();
    let asker = Asker::new(room);
    let chair = room.is_chair();
    let same = room.memo(|facts| all_same(facts).len());
    let ask = move || asker.ask(Command::AcceptSame { review: room.review.get_untracked() });
    let words = move || format!("Accept the {} where everyone agreed", count(same.get(), "section", "sections"));
    view! {
        <Show when=move || chair.get() && same.get() != 0>
            <div><Button busy=asker.busy on_press=ask>{words}</Button></div>
        </Show>
        <Refusal asker=asker />
    }
}

/// The rows of the board, for the page and for the room screen.
#[component]
pub fn BoardRows(
    /// Whether the sections lead to their pages.
    #[prop(default = true)]
    links: bool,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let order = room.memo(board_order);
    let framework = room.framework();
    let row = move |id: SectionId| {
        // The link stays while what stands beside it changes, so that it keeps the focus.
        let title = framework.section(&id).map(Section::heading).unwrap_or_default();
        let href = {
            let place = Place::Section(id.clone());
            move || room.href(&place)
        };
        let head =
            if links { view! { <a href=href data-noscroll="">{title}</a> }.into_any() } else { title.into_any() };
        let row = room.memo(move |facts| board_row(facts, &id));
        view! {
            <li class="room-board-row">
                <h3 class="room-board-title">{head}</h3>
                {move || row.get().map(board_line)}
            </li>
        }
    };
    view! { <ol class="room-board-rows"><For each=move || order.get() key=Clone::clone children=row /></ol> }
}

fn board_line(row: BoardRow) -> AnyView {
    let counts = row.counts.into_iter().map(|count| {
        view! {
            <li class="room-board-count">
                <GradeMark symbol=count.symbol number=count.number word=count.word face=GradeFace::Short />
                <span class="visually-hidden">": "</span>
                <span class="room-board-people">"×" {count.people}</span>
            </li>
        }
    });
    view! {
        <p class=row.state.class()>{row.state.words()}</p>
        <p class="room-board-words">{row.sentence}</p>
        {row.doubt.map(|doubt| view! { <p class="room-board-words room-doubt">{doubt}</p> })}
        <ul class="room-board-counts">{counts.collect_view()}</ul>
    }
    .into_any()
}

/// The board as a table.
#[component]
fn BoardTable() -> impl IntoView {
    let room = expect_context::<Room>();
    let rows = room.memo(|facts| board_order(facts).iter().filter_map(|id| board_row(facts, id)).collect::<Vec<_>>());
    let line = |row: BoardRow| {
        let counts: Vec<String> = row
            .counts
            .iter()
            .map(|count| format!("{}: {}", format!("{} {}", count.number, count.word).trim(), count.people))
            .collect();
        view! {
            <tr>
                <th scope="row">{row.title}</th>
                <td>{counts.join(", ")}</td>
                <td>{row.sentence} " " {row.doubt}</td>
                <td>{row.state.words()}</td>
            </tr>
        }
    };
    view! {
        <Table caption="All revealed sections, the most divided first" caption_hidden=true>
            <thead>
                <tr>
                    <th scope="col">"Section"</th>
                    <th scope="col">"How many gave which score"</th>
                    <th scope="col">"What it calls for"</th>
                    <th scope="col">"State"</th>
                </tr>
            </thead>
            <tbody>{move || rows.get().into_iter().map(line).collect_view()}</tbody>
        </Table>
    }
}
