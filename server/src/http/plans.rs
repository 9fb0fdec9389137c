//! Plans that an area keeps: their versions, their assessments, and their outcomes. The rules are in
//! [`accord_shared::plan`]; handlers load, check, write and answer.

pub(super) mod advice;
pub(super) mod assess;
mod begin;
pub(super) mod create;
pub(super) mod feedback;
pub(super) mod issue;
pub(super) mod judge;
pub(super) mod list;
pub(super) mod redraft;
pub(super) mod regrades;
pub(super) mod show;
pub(super) mod sit;

use accord_shared::id::PlanId;
use accord_shared::plan::{Casework, Plan, PlanRefusal};

use super::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::store::{Change, OwnSeat};

/// A plan of the coordinator's own area with its chain and all that was done with it. Another area's is not found, like
/// one that never was.
async fn own_case(app: &App, session: &CoordinatorSession, id: &PlanId) -> Result<Casework, RouteError> {
    let case = app.store.casework(&session.area, &session.view.id, Some(id)).await?;
    if case.plan(id).is_some() { Ok(case) } else { Err(RouteError::NotFound) }
}

/// A plan of the coordinator's own area.
async fn own_plan(app: &App, session: &CoordinatorSession, id: &PlanId) -> Result<Plan, RouteError> {
    app.store.plan(&session.area, id).await?.map(|(plan, _)| plan).ok_or(RouteError::NotFound)
}

/// The same, where it is the newest version of its chain.
async fn newest_plan(app: &App, session: &CoordinatorSession, id: &PlanId) -> Result<Plan, RouteError> {
    match app.store.plan(&session.area, id).await? {
        Some((plan, false)) => Ok(plan),
        Some((_, true)) => Err(RouteError::Plan(PlanRefusal::Redrafted)),
        None => Err(RouteError::NotFound),
    }
}

/// A line of the audit log about a plan.
fn noted(app: &App, session: &CoordinatorSession, action: &'static str, plan: &PlanId) -> Change {
    Change::Audit {
        area: session.area.clone(),
        panel: None,
        at: app.clock.now(),
        actor: session.actor(),
        action,
        subject: plan.to_string(),
    }
}

/// The coordinator's own seat, as the answer has it.
fn seated(own: OwnSeat) -> accord_shared::api::Seated {
    accord_shared::api::Seated { seat: own.participant, review: own.review }
}
