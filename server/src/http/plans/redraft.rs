//! `POST /api/plans/{plan}/redraft`: the redraft of a plan that was below Good is entered as its next version.

use accord_shared::api::Redraft;
use accord_shared::check::{check_redraft, redraft_warnings};
use accord_shared::id::PlanId;
use accord_shared::plan::{Plan, may_redraft};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use super::{noted, own_case};
use crate::http::body::{At, Body};
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::limits::CHANGE_TRIES_MAX;
use crate::store::{Change, PlanWrite, StoreError};

/// Enters a redraft. It has judgements of its own; the version before keeps its grade and its feedback.
#[utoipa::path(post, path = "/api/plans/{plan}/redraft", tag = "plans", params(("plan" = PlanId, Path)),
    request_body = Redraft, responses((status = 201, body = Plan), RouteError))]
pub(in crate::http) async fn redraft(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<PlanId>,
    Body(form): Body<Redraft>,
) -> Result<(StatusCode, Json<Plan>), RouteError> {
    let errors = check_redraft(&form);
    if !errors.is_empty() {
        return Err(RouteError::Fields(errors));
    }
    for _ in 0..CHANGE_TRIES_MAX {
        let case = own_case(&app, &session, &id).await?;
        let before = case.plan(&id).ok_or(RouteError::NotFound)?;
        may_redraft(before, case.standing(before))?;
        let warnings = redraft_warnings(&form);
        if !warnings.is_empty() && !form.warnings_seen {
            return Err(RouteError::LooksPersonal(warnings));
        }
        let plan = next(&app, before, &form);
        let write = PlanWrite::Redraft { plan: Box::new(plan.clone()), records: case.records(&id) };
        match app.store.commit(vec![Change::Plan(write), noted(&app, &session, "plan-redrafted", &plan.id)]).await {
            // A judgement, an issue or another redraft came between: look again, and say which.
            Err(StoreError::Stale { .. } | StoreError::Taken) => {}
            other => {
                other?;
                return Ok((StatusCode::CREATED, Json(plan)));
            }
        }
    }
    Err(StoreError::Stale { rows: 0 }.into())
}

/// The next version: what is not said stays as it was.
fn next(app: &App, before: &Plan, form: &Redraft) -> Plan {
    Plan {
        id: PlanId::from_random(app.random.bytes()),
        version: before.version + 1,
        previous: Some(before.id.clone()),
        author: form.author.trim().to_owned(),
        where_to_read: form.where_to_read.trim().to_owned(),
        feedback: None,
        issued_at: None,
        made_at: app.clock.now(),
        ..before.clone()
    }
}
