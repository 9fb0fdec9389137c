//! `POST /api/plans`: a plan is entered.

use accord_shared::api::NewPlan;
use accord_shared::check::{check_plan, plan_warnings};
use accord_shared::id::PlanId;
use accord_shared::plan::Plan;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use super::noted;
use crate::http::body::Body;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::store::{Change, PlanWrite};

/// Enters a plan as the first version of its chain.
#[utoipa::path(post, path = "/api/plans", tag = "plans", request_body = NewPlan,
    responses((status = 201, body = Plan), RouteError))]
pub(in crate::http) async fn create(
    State(app): State<App>,
    session: CoordinatorSession,
    Body(form): Body<NewPlan>,
) -> Result<(StatusCode, Json<Plan>), RouteError> {
    let errors = check_plan(&form);
    if !errors.is_empty() {
        return Err(RouteError::Fields(errors));
    }
    let warnings = plan_warnings(&form);
    if !warnings.is_empty() && !form.warnings_seen {
        return Err(RouteError::LooksPersonal(warnings));
    }
    let plan = Plan {
        id: PlanId::from_random(app.random.bytes()),
        case_ref: form.case_ref.trim().to_owned(),
        version: 1,
        previous: None,
        author: form.author.trim().to_owned(),
        change: form.change,
        plan_stage: form.plan_stage,
        cohort: form.cohort,
        locality: form.locality.trim().to_owned(),
        where_to_read: form.where_to_read.trim().to_owned(),
        feedback: None,
        issued_at: None,
        made_at: app.clock.now(),
    };
    let add = PlanWrite::Add { area: session.area.clone(), plan: Box::new(plan.clone()) };
    app.store.commit(vec![Change::Plan(add), noted(&app, &session, "plan-entered", &plan.id)]).await?;
    Ok((StatusCode::CREATED, Json(plan)))
}
