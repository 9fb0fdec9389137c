//! `POST /api/plans/{plan}/judge`: the coordinator sits down to judge a plan. One request, from any device.

use accord_shared::api::{Judges, NewAssessment, NewJudge, Of, Seated, Side};
use accord_shared::id::PlanId;
use accord_shared::plan::may_judge;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::AppendHeaders;

use super::begin::{begin, sit_down};
use super::{newest_plan, own_case, own_plan, seated};
use crate::http::body::{At, Body};
use crate::http::seats::SetCookie;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::limits::CHANGE_TRIES_MAX;
use crate::store::StoreError;

/// Opens the coordinator's own assessment of a plan as a whole with a framework, which is begun if none is open. A draft
/// that was judged below Good is redrafted and not simply judged again.
#[utoipa::path(post, path = "/api/plans/{plan}/judge", tag = "plans", params(("plan" = PlanId, Path)),
    request_body = NewJudge,
    responses((status = 200, body = Seated, description = "Seated; sets the seat's cookie"), RouteError))]
pub(in crate::http) async fn judge(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<PlanId>,
    headers: HeaderMap,
    Body(form): Body<NewJudge>,
) -> Result<(AppendHeaders<Vec<SetCookie>>, Json<Seated>), RouteError> {
    own_plan(&app, &session, &id).await?;
    for _ in 0..CHANGE_TRIES_MAX {
        if let Some(own) = app.store.own_open_seat(&session.view.id, &id, &form.framework).await? {
            let seat = (&own.panel, &own.participant);
            let (changes, cookies) = sit_down(&app, &session, &headers, seat).await?;
            app.store.commit(changes).await?;
            return Ok((AppendHeaders(cookies), Json(seated(own))));
        }
        let plan = newest_plan(&app, &session, &id).await?;
        may_judge(own_case(&app, &session, &id).await?.standing(&plan))?;
        let (framework, judges) = (form.framework.clone(), Judges::Me);
        let new = NewAssessment { framework, face: None, of: Of::Plan, side: Side::Internal, judges };
        let mut beginning = begin(&app, &session, &headers, &plan, &new, true).await?;
        let (cookies, own) = (std::mem::take(&mut beginning.cookies), beginning.own.take());
        match beginning.write(&app, &session).await {
            // Another device was quicker: its assessment is the one.
            Err(StoreError::Stale { .. }) => {}
            other => {
                other?;
                return Ok((AppendHeaders(cookies), Json(seated(own.ok_or(RouteError::Internal)?))));
            }
        }
    }
    Err(StoreError::Stale { rows: 0 }.into())
}
