//! What the coordinator may change of a panel, and until when: the one place with such rules. Coordinators see nothing of
//! what happens in a meeting and do nothing in it; they say who sits at the table, about what, when and where.

use super::Denied;
use crate::check::{AGENDA_MAX, PARTICIPANTS_MAX};
use crate::id::{ParticipantId, ReviewId};
use crate::panel::{Offices, Panel, PanelChange, Participant, Seat, Way};
use crate::stage::{ReviewPhase, Stage};

/// Decides whether the coordinator may change this now. `has_writing` says whether anybody has written or marked
/// anything in a review.
///
/// # Errors
/// Why not, as [`Denied`].
pub fn may_change(
    change: &PanelChange,
    panel: &Panel,
    stage: &Stage,
    has_writing: impl Fn(&ReviewId) -> bool,
) -> Result<(), Denied> {
    // A person can be taken off in every state of the panel.
    let leaves = matches!(change, PanelChange::RemovePerson { .. });
    holds(!stage.cancelled || leaves, Denied::Cancelled)?;
    match change {
        PanelChange::SetMeeting { .. } => still_open(stage),
        PanelChange::AddPlan { review } => {
            still_open(stage)?;
            holds(panel.review(&review.id).is_none(), Denied::OutOfDate)?;
            holds(panel.agenda.len() < AGENDA_MAX, Denied::TooMany)
        }
        PanelChange::OrderPlans { order } => {
            still_open(stage)?;
            let each_once = order.iter().all(|id| order.iter().filter(|other| *other == id).count() == 1);
            let all = order.len() == panel.agenda.len() && order.iter().all(|id| panel.review(id).is_some());
            holds(each_once && all, Denied::OutOfDate)
        }
        PanelChange::TakeAwayPlan { review, .. } => {
            let there = stage.review(review).ok_or(Denied::NotFound)?;
            holds(!there.is_begun(&stage.way) && !has_writing(review), Denied::Begun)?;
            // Without a plan, assessors have no form; a panel can meet and be given one.
            holds(stage.way == Way::Panel || panel.agenda.len() > 1, Denied::LastPlan)
        }
        PanelChange::AddPerson { person } => {
            holds(panel.participant(&person.id).is_none(), Denied::OutOfDate)?;
            holds(panel.participants.iter().filter(|one| !one.removed).count() < PARTICIPANTS_MAX, Denied::TooMany)
        }
        PanelChange::ChangePerson { who, seat, .. } => {
            let person = on_the_panel(panel, who)?;
            still_open(stage)?;
            let now = Participant { seat: *seat, ..person.clone() };
            holds(!panel.way.hands_in(who) || now.scores(), Denied::JudgesThePlan)?;
            holds(now.has_voice() || !chairs(stage, who), Denied::HoldsTheChair)?;
            holds(now.scores() || somebody_else_scores(panel, who), Denied::NobodyScores)
        }
        PanelChange::RemovePerson { who } => {
            let person = on_the_panel(panel, who)?;
            let over = stage.cancelled || still_open(stage).is_err();
            holds(over || !panel.way.hands_in(who), Denied::JudgesThePlan)?;
            holds(stage.cancelled || !chairs(stage, who), Denied::HoldsTheChair)?;
            holds(over || !person.scores() || somebody_else_scores(panel, who), Denied::NobodyScores)
        }
        PanelChange::SetOffices { offices } => may_set_offices(offices, panel, stage),
        PanelChange::Cancel { .. } => {
            holds(stage.reviews.iter().all(|review| review.versions == 0), Denied::RecordClosed)
        }
    }
}

/// Whether the coordinator may still change the panel itself: until every record is closed.
fn still_open(stage: &Stage) -> Result<(), Denied> {
    let closed = stage.reviews.iter().all(|review| review.phase == ReviewPhase::Closed);
    holds(!closed || stage.reviews.is_empty(), Denied::RecordClosed)
}

fn may_set_offices(offices: &Offices, panel: &Panel, stage: &Stage) -> Result<(), Denied> {
    holds(stage.way == Way::Panel, Denied::OtherWay)?;
    let can = |who: &ParticipantId| panel.participant(who).is_some_and(Participant::has_voice);
    let holders = [Some(&offices.chair), offices.deputy.as_ref(), offices.scribe.as_ref()];
    holds(holders.into_iter().flatten().all(can), Denied::CannotHoldOffice)?;
    holds(offices.deputy.as_ref() != Some(&offices.chair), Denied::CannotHoldOffice)?;
    if offices.chair == stage.offices.chair {
        return still_open(stage);
    }
    // A closed record may have to be corrected, and only a chair can.
    may_name_chair(&offices.chair, panel, stage)
}

/// Before anything was begun the chair is the coordinator's to choose. Later no chair is named while the
/// chair is there, or a deputy who can act; and the person named is there, unless nobody is.
fn may_name_chair(to: &ParticipantId, panel: &Panel, stage: &Stage) -> Result<(), Denied> {
    if !stage.reviews.iter().any(|review| review.is_begun(&stage.way)) {
        return Ok(());
    }
    let is_here =
        |who: &ParticipantId| stage.here.contains(who) && panel.participant(who).is_some_and(Participant::has_voice);
    holds(!is_here(&stage.offices.chair), Denied::ChairIsHere)?;
    holds(!stage.offices.deputy.as_ref().is_some_and(is_here), Denied::DeputyIsHere)?;
    holds(is_here(to) || !stage.here.iter().any(is_here), Denied::NotHere)
}

fn on_the_panel<'a>(panel: &'a Panel, who: &ParticipantId) -> Result<&'a Participant, Denied> {
    panel.participant(who).filter(|person| !person.removed).ok_or(Denied::NotFound)
}

fn chairs(stage: &Stage, who: &ParticipantId) -> bool {
    stage.way == Way::Panel && stage.offices.chair == *who
}

fn somebody_else_scores(panel: &Panel, who: &ParticipantId) -> bool {
    panel.scorers().any(|person| person.id != *who && person.seat == Seat::Member)
}

fn holds(condition: bool, otherwise: Denied) -> Result<(), Denied> {
    if condition { Ok(()) } else { Err(otherwise) }
}
