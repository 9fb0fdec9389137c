//! The own ballot of a section in which each row has a mark: the rows, one line of choices each, with a comment where the
//! mark demands one or where somebody wants to write one. A change of one row touches no other.

use accord_shared::framework::{SectionId, Target};
use accord_shared::mark::Mark;
use accord_shared::schema::comment_root;
use leptos::prelude::*;

use crate::marking::choices::cells;
use crate::marking::own_ballot::OwnMarks;
use crate::marking::row::MarkRow;
use crate::seat::room::Room;
use crate::seat::text::OwnText;
use crate::ui::{Button, ButtonKind};

/// The rows of a section, to be filled in.
#[component]
pub fn BallotRows(
    /// Which section.
    section: SectionId,
    /// Which round.
    round: u32,
    /// The own marks.
    own: OwnMarks,
    /// Whether nothing can be changed now.
    closed: Signal<bool>,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let framework = room.framework();
    let found = framework.section(&section)?;
    let all = RwSignal::new(false);
    let rows = found.targets().enumerate().map(|(place, target)| {
        let facts = RowFacts { number: place + 1, round, own, closed, all };
        row(room, target, facts)
    });
    let rows = rows.collect_view();
    let keys = framework.scale_of(&section).is_some_and(|scale| !scale.is_answers());
    let how = if keys {
        "On a keyboard, Tab goes from row to row; the arrows or the number keys choose."
    } else {
        "On a keyboard, Tab goes from row to row and the arrows choose."
    };
    let marks = own.of_section(room, &section, round);
    let targets: Vec<_> = found.targets().map(|target| target.id()).collect();
    let clear = StoredValue::new(move || targets.iter().for_each(|target| own.choose(target, round, None)));
    let some = Memo::new(move |_| marks.with(|marks| !marks.is_empty()) && !closed.get());
    Some(view! {
        <div class="cluster">
            <p class="room-hint">{how}</p>
            <Button
                kind=ButtonKind::Quiet
                pressed=Signal::derive(move || Some(all.get()))
                on_press=move || all.update(|all| *all = !*all)
            >
                "Comment on any row"
            </Button>
        </div>
        <div class="room-rows">{rows}</div>
        <Show when=move || some.get()>
            <Button kind=ButtonKind::Quiet on_press=move || clear.with_value(|clear| clear())>
                "Clear my scores of this section"
            </Button>
        </Show>
    })
}

/// What every row of a section has in common, and its number.
#[derive(Clone, Copy)]
struct RowFacts {
    number: usize,
    round: u32,
    own: OwnMarks,
    closed: Signal<bool>,
    /// Whether every row has room for a comment.
    all: RwSignal<bool>,
}

fn row(room: Room, target: Target<'_>, facts: RowFacts) -> AnyView {
    let RowFacts { number, round, own, closed, all } = facts;
    let Some(descriptor) = target.descriptor else { return ().into_any() };
    let framework = room.framework();
    let id = target.id();
    let mark = own.mark(&id, round);
    let legend = match &descriptor.condition {
        Some(when) => format!("{when}: {}", descriptor.text),
        None => descriptor.text.clone(),
    };
    let demanded = target.section.comment_demanded.clone();
    let demands = Memo::new(move |_| mark.get().and_then(Mark::score).is_some_and(|value| demanded.contains(&value)));
    let root = comment_root(&id, round);
    let text = RwSignal::from(room.link().text(&room.ballot_now(), &root).text());
    // Once there are words the box stays, so that it does not vanish under whoever deletes them.
    let written =
        Memo::new(move |before: Option<&bool>| before.copied().unwrap_or(false) || text.with(|text| !text.is_empty()));
    let shown = Memo::new(move |_| demands.get() || written.get() || all.get());
    let comment = move || {
        let hint = move || demands.get().then(|| "This score needs a comment, please.".to_owned());
        view! {
            <OwnText
                document=room.ballot_now()
                root=root.clone()
                label=format!("Why? (row {number})")
                hint=MaybeProp::derive(hint)
                rows=2
            />
        }
    };
    let choose = id.clone();
    view! {
        <MarkRow
            id=format!("score-{id}")
            number=number
            legend=legend
            hint=descriptor.guidance.clone()
            cells=cells(&framework, target, true)
            value=mark
            on_choose=move |mark| own.choose(&choose, round, Some(mark))
            disabled=closed
        >
            {move || shown.get().then(|| view! { <div class="room-row-comment">{comment()}</div> })}
        </MarkRow>
    }
    .into_any()
}
