//! The own ballot of a section in which each row has a mark. A change of one row touches no other.

use accord_shared::framework::SectionId;
use leptos::prelude::*;

use crate::marking::keys;
use crate::marking::own_ballot::OwnMarks;
use crate::marking::sheet::Sheet;
use crate::marking::target_row::target_row;
use crate::seat::room::Room;
use crate::ui::{Button, ButtonKind, Disclosure};

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
    let scale = framework.scale_of(&section)?;
    let sheet = Sheet::own(room, own, round);
    let rows = found.targets().map(|target| target_row(sheet, &framework, target, closed, None)).collect_view();
    let how = keys::sentences(&[scale], found.offers_not_applicable(), framework.abstaining);
    let marks = own.of_section(room, &section, round);
    let targets: Vec<_> = found.targets().map(|target| target.id()).collect();
    let clear = StoredValue::new(move || targets.iter().for_each(|target| own.choose(target, round, None)));
    let some = Memo::new(move |_| marks.with(|marks| !marks.is_empty()) && !closed.get());
    Some(view! {
        <div class="mark-rows">{rows}</div>
        <Show when=move || some.get()>
            <Button kind=ButtonKind::Quiet on_press=move || clear.with_value(|clear| clear())>
                "Clear my scores of this section"
            </Button>
        </Show>
        <Disclosure summary="Keyboard"><p>{how}</p></Disclosure>
    })
}
