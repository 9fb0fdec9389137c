//! The chair puts a judgement to the panel.

use accord_shared::command::Command;
use accord_shared::framework::{Framework, Scored, SectionId, Target, TargetId};
use accord_shared::mark::{Mark, Marks};
use leptos::prelude::*;

use super::propose_rows::ProposeRows;
use crate::marking::choices::choices;
use crate::seat::command::{Asker, Refusal};
use crate::seat::room::Room;
use crate::ui::{Button, RadioGroup, RadioLayout};

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
    let propose = move || {
        let (review, marks) = (room.review.get_untracked(), chosen.get_untracked());
        asker.ask(Command::Propose { review, section: section.clone(), marks });
    };
    Some(
        view! {
            <div class="room-propose">
                {groups}
                <Button busy=asker.busy why_not=missing on_press=propose>"Propose this to the panel"</Button>
                <Refusal asker=asker />
            </div>
        }
        .into_any(),
    )
}

fn group(framework: &Framework, target: Target<'_>, chosen: RwSignal<Marks>) -> AnyView {
    let id = target.id();
    let value = {
        let id = id.clone();
        Signal::derive(move || chosen.with(|chosen| chosen.get(&id).copied()))
    };
    let element = format!("propose-{id}");
    view! {
        <RadioGroup
            id=element
            legend="Propose a judgement".to_owned()
            choices=choices(framework, target, false)
            value=value
            on_choose=move |mark| choose(chosen, &id, mark)
            layout=RadioLayout::Columns
        />
    }
    .into_any()
}

fn choose(chosen: RwSignal<Marks>, id: &TargetId, mark: Mark) {
    chosen.update(|chosen| {
        chosen.insert(id.clone(), mark);
    });
}
