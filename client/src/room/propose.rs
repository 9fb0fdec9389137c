//! The chair puts a judgement to the panel.

use accord_shared::command::Command;
use accord_shared::framework::{Framework, NotApplicable, SectionId, Target, TargetId};
use accord_shared::mark::{Mark, Marks};
use accord_shared::words;
use leptos::prelude::*;

use super::ask::{Asker, Refusal};
use super::context::Room;
use crate::ui::{Button, Choice, GradeFace, GradeMark, RadioGroup, RadioLayout};

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
    let many = found.targets().count();
    let groups = found.targets().map(|target| group(&framework, target, chosen)).collect_view();
    let missing = Signal::derive(move || {
        chosen.with(|chosen| chosen.len() < many).then(|| "Choose the judgement to propose first.".to_owned())
    });
    let propose = move || {
        let (review, marks) = (room.review.get_untracked(), chosen.get_untracked());
        asker.ask(Command::Propose { review, section: section.clone(), marks });
    };
    Some(view! {
        <div class="room-propose">
            {groups}
            <Button busy=asker.busy why_not=missing on_press=propose>"Propose this to the panel"</Button>
            <Refusal asker=asker />
        </div>
    })
}

fn group(framework: &Framework, target: Target<'_>, chosen: RwSignal<Marks>) -> AnyView {
    let id = target.id();
    let legend =
        target.descriptor.map_or_else(|| "Propose a judgement".to_owned(), |descriptor| descriptor.text.clone());
    let value = {
        let id = id.clone();
        Signal::derive(move || chosen.with(|chosen| chosen.get(&id).copied()))
    };
    let element = format!("propose-{id}");
    view! {
        <RadioGroup
            id=element
            legend=legend
            choices=choices(framework, target)
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

/// The points of the scale, and "not applicable" where it is offered; a panel does not abstain.
fn choices(framework: &Framework, target: Target<'_>) -> Vec<Choice<Mark>> {
    let Some(scale) = framework.scale(&target.section.scale) else { return Vec::new() };
    let points = scale.points.iter().map(|point| {
        let (symbol, value, word) = (point.symbol, point.value, point.word.clone());
        let face = move || {
            view! { <GradeMark symbol=symbol number=value.to_string() word=word.clone() face=GradeFace::Shape /> }
        };
        Choice::new(Mark::Score(value), words::mark(scale, Mark::Score(value))).with_picture(face)
    });
    let mut choices: Vec<Choice<Mark>> = points.collect();
    if target.not_applicable() != NotApplicable::NotOffered {
        choices.push(Choice::new(Mark::NotApplicable, "Not applicable to this plan"));
    }
    choices
}
