//! `POST /api/panels`: a coordinator makes a panel, and gets everyone's personal link, this once.

use accord_shared::api::{FieldError, NewPanel, NewReview, Of, PanelMade, Side};
use accord_shared::check::{check_panel, personal_warnings};
use accord_shared::framework::{Framework, Subject};
use accord_shared::id::{AreaId, PlanId};
use accord_shared::panel::{Panel, PanelKind, Review};
use accord_shared::plan::Plan;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use super::make::{Making, assemble, on_the_agenda};
use crate::http::body::Body;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::store::{Change, NewAssessmentRow, PlanWrite};

/// Makes a panel with its framework frozen as it is now. What it agrees on plans that the area keeps counts for them.
#[utoipa::path(post, path = "/api/panels", tag = "panels", request_body = NewPanel,
    responses((status = 201, body = PanelMade, description = "Made; the links are shown this once"), RouteError))]
pub(in crate::http) async fn create(
    State(app): State<App>,
    session: CoordinatorSession,
    Body(form): Body<NewPanel>,
) -> Result<(StatusCode, Json<PanelMade>), RouteError> {
    let made = make_panel(&app, &session.area, session.actor(), form).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Checks a form and makes the panel of it.
pub(crate) async fn make_panel(
    app: &App,
    area: &AreaId,
    actor: String,
    mut form: NewPanel,
) -> Result<PanelMade, RouteError> {
    let framework = app.framework_to_use(area, &form.framework).await?;
    let mut errors = check_panel(&form);
    if framework.is_none() {
        errors.push(error("framework".to_owned(), "Choose a framework from the list."));
    }
    let (Some(framework), true) = (framework, errors.is_empty()) else { return Err(RouteError::Fields(errors)) };
    if form.face.as_deref().is_some_and(|face| !framework.has_face(face)) {
        return Err(RouteError::Fields(vec![error("face".to_owned(), "Choose words that this framework has.")]));
    }
    let warnings = personal_warnings(&form);
    if !warnings.is_empty() && !form.warnings_seen {
        return Err(RouteError::LooksPersonal(warnings));
    }
    take_up_plans(app, area, &framework, &mut form).await?;
    let panel = assemble(form, &framework, &app.random)?;
    let with = assessments(app, &panel);
    let making = Making { panel, framework, links: true, with };
    Ok(making.write(app, area, actor).await?)
}

/// Puts what the area knows of its plans on the agenda, so that a record says what the plan's page says.
pub(in crate::http) async fn take_up_plans(
    app: &App,
    area: &AreaId,
    framework: &Framework,
    form: &mut NewPanel,
) -> Result<(), RouteError> {
    let mut errors = Vec::new();
    for (place, review) in form.agenda.iter_mut().enumerate() {
        errors.extend(take_up_plan(app, area, framework, place, review).await?);
    }
    if errors.is_empty() { Ok(()) } else { Err(RouteError::Fields(errors)) }
}

/// The same for one plan of the agenda; what is wrong with it, where something is.
pub(in crate::http) async fn take_up_plan(
    app: &App,
    area: &AreaId,
    framework: &Framework,
    place: usize,
    review: &mut NewReview,
) -> Result<Option<FieldError>, RouteError> {
    let Some(id) = &review.plan else { return Ok(None) };
    let field = format!("agenda.{place}.plan");
    match newest(app, area, id).await? {
        Some(_) if framework.subject != Subject::Plan => {
            return Ok(Some(error(field, "This framework is for advice. Choose one for plans.")));
        }
        Some(plan) => *review = on_the_agenda(&plan),
        None => return Ok(Some(error(field, "Choose the newest version of one of your plans."))),
    }
    Ok(None)
}

/// The area's plan, where it is the newest version of its chain.
async fn newest(app: &App, area: &AreaId, id: &PlanId) -> Result<Option<Plan>, RouteError> {
    Ok(app.store.plan(area, id).await?.filter(|(_, redrafted)| !redrafted).map(|(plan, _)| plan))
}

/// What says that the panel judges plans that the area keeps.
pub(in crate::http) fn assessments(app: &App, panel: &Panel) -> Vec<Change> {
    panel.agenda.iter().filter_map(|review| assessment(app, panel, review)).collect()
}

/// What says that a review of the panel judges a plan that the area keeps, where it does.
pub(in crate::http) fn assessment(app: &App, panel: &Panel, review: &Review) -> Option<Change> {
    let side = if panel.kind == PanelKind::External { Side::External } else { Side::Internal };
    let row = NewAssessmentRow {
        review: review.id.clone(),
        panel: panel.id.clone(),
        plan: review.plan.clone()?,
        framework: panel.framework.clone(),
        of: Of::Plan,
        side,
        own: None,
        own_panel: false,
        only_one: false,
        at: app.clock.now(),
    };
    Some(Change::Plan(PlanWrite::Assess(Box::new(row))))
}

fn error(field: String, sentence: &str) -> FieldError {
    FieldError { field, sentence: sentence.to_owned() }
}
