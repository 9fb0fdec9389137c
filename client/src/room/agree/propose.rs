//! The chair puts a judgement to the panel.

use accord_shared::command::Command;
use accord_shared::framework::{Framework, Scored, SectionId, Target};
use accord_shared::mark::Marks;
use leptos::prelude::*;

use super::beyond::Why;
use super::propose_rows::ProposeRows;
use crate::marking::choices::{Chooser, offers};
use crate::marking::row::{Asked, MarkRow, RowLayout};
use crate::marking::sheet::put;
use crate::seat::command::{Asker, Refusal};
use crate::seat::room::Room;
use crate::ui::Button;

/// The form of a proposal: a choice for each thing that is given a mark.
#[component]
pub fn Propose(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let asker = Asker::new(room);
    let framework = room.framework();
    let found = framework.section(&section)?;
    let chosen = RwSignal::new(Marks::new());
    if found.scored == Scored::Descriptors {
        return Some(view! { <ProposeRows section=section /> }.into_any());
    }
    let many = found.targets().count();
    let groups = found.targets().map(|target| group(&framework, target, chosen)).collect_view();
    let missing = Signal::derive(move || {
        chosen.with(|chosen| chosen.len() < many).then(|| "Choose the judgement to propose first.".to_owned())
    });
    let why = Why::of(room, &section, chosen);
    let why_not = Signal::derive(move || missing.get().or_else(|| why.why_not()));
    let propose = move || {
        let (review, marks) = (room.review.get_untracked(), chosen.get_untracked());
        asker.ask(Command::Propose { review, section: section.clone(), marks, why: why.given() });
    };
    Some(
        view! {
            <div class="room-propose">
                {groups}
                {why.view()}
                <Button busy=asker.busy why_not=why_not on_press=propose>"Propose this to the panel"</Button>
                <Refusal asker=asker />
            </div>
        }
        .into_any(),
    )
}

fn group(framework: &Framework, target: Target<'_>, chosen: RwSignal<Marks>) -> AnyView {
    let id = target.id();
    let (given, element) = (id.clone(), format!("propose-{id}"));
    view! {
        <MarkRow
            id=element
            asked=Asked { text: "Propose a judgement".to_owned(), ..Asked::default() }
            offers=offers(framework, target, Chooser::Panel)
            layout=RowLayout::Grades
            value=Signal::derive(move || chosen.with(|chosen| chosen.get(&given).copied()))
            on_choose=move |mark| chosen.update(|chosen| put(chosen, &id, mark))
        />
    }
    .into_any()
}
