//! The kind question to a person whose mark was far from the agreed judgement: do you want your view in the record?

use accord_shared::command::Command;
use accord_shared::framework::{Scored, SectionId, TargetId};
use accord_shared::mark::Mark;
use accord_shared::words;
use leptos::prelude::*;

use super::respond::DissentForm;
use crate::marking::own_ballot::OwnMarks;
use crate::marking::row_numbers::{number, rows_words};
use crate::room::model::own_beside_agreed::{far, has_dissented};
use crate::seat::command::{Asker, Refusal};
use crate::seat::room::Room;
use crate::ui::{Button, ButtonKind, Notice, NoticeKind};

/// The question; nothing for those it does not concern.
#[component]
pub fn DissentQuestion(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let own = OwnMarks::new(room, &room.ballot_now())?;
    let (_, round) = room.phase_and_round(&section).get_untracked();
    let marks = own.of_section(room, &section, round);
    let (you, framework, stage) = (room.you(), room.framework(), room.section(&section));
    let apart = Memo::new(move |_| {
        stage.with(|stage| {
            stage
                .as_ref()
                .filter(|stage| !has_dissented(stage, &you))
                .map(|stage| marks.with(|own| far(&framework, stage, own)))
                .unwrap_or_default()
        })
    });
    let place = (room.review.get_untracked(), section.clone(), round);
    let asked = Memo::new(move |_| {
        apart.with(|apart| !apart.is_empty()) && !room.declined.with(|declined| declined.contains(&place))
    });
    Some(view! {
        <Show when=move || asked.get()>
            <Question section=section.clone() marks=marks apart=apart round=round />
        </Show>
    })
}

/// The question itself.
#[component]
fn Question(
    /// Which section.
    section: SectionId,
    /// The own marks.
    marks: Memo<accord_shared::mark::Marks>,
    /// Where they are far from what was agreed.
    apart: Memo<Vec<TargetId>>,
    /// Which round.
    round: u32,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let asker = Asker::new(room);
    let (writing, reason) = (RwSignal::new(false), RwSignal::new(String::new()));
    let framework = room.framework();
    let scale = framework.scale_of(&section).cloned();
    let found = section.clone();
    let yours = move || {
        let apart = apart.get();
        let rows: Vec<usize> = framework
            .section(&found)
            .filter(|section| section.scored == Scored::Descriptors)
            .map(|section| apart.iter().filter_map(|target| number(section, target)).collect())
            .unwrap_or_default();
        let mark: Option<Mark> = marks.with(|marks| marks.values().next().copied());
        match (rows.is_empty(), mark, &scale) {
            (false, ..) => format!("Your scores were some way from what the panel agreed in {}.", rows_words(&rows)),
            (true, Some(mark), Some(scale)) => {
                format!("You scored it {}, some way from what the panel agreed.", words::mark(scale, mark))
            }
            (true, ..) => "Your score was some way from what the panel agreed.".to_owned(),
        }
    };
    let place = (room.review.get_untracked(), section.clone(), round);
    let decline = move || {
        room.declined.update(|declined| {
            declined.insert(place.clone());
        });
    };
    let record = Callback::new(move |reason: String| {
        let review = room.review.get_untracked();
        asker.ask(Command::RecordDissent { review, section: section.clone(), reason });
    });
    view! {
        <Notice kind=NoticeKind::Private title="Do you want your view in the record?">
            <p>{yours} " Only you see this question. Either answer is fine."</p>
            <div class="cluster">
                <Button on_press=move || writing.set(true)>"Yes, I will say why"</Button>
                <Button kind=ButtonKind::Quiet on_press=decline>"No, thank you"</Button>
            </div>
            <Show when=move || writing.get()>
                <DissentForm reason=reason busy=asker.busy send=record />
            </Show>
            <Refusal asker=asker />
        </Notice>
    }
}
