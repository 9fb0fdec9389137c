//! `POST /api/panels`: a coordinator makes a panel, and gets everyone's personal link, this once.

use accord_shared::api::{FieldError, NewPanel, NewWay, PanelMade};
use accord_shared::check::{check_panel, personal_warnings};
use accord_shared::framework::Framework;
use accord_shared::id::{AreaId, PanelId, ParticipantId, ReviewId};
use accord_shared::panel::{Naming, Offices, Panel, Participant, Review, Way};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::http::body::Body;
use crate::http::links::fresh_link;
use crate::http::participants::participant;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::random::Random;
use crate::store::Change;

/// Makes a panel with its framework frozen as it is now.
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

/// Checks a form and makes the panel of it, for whoever may.
pub(crate) async fn make_panel(
    app: &App,
    area: &AreaId,
    actor: String,
    form: NewPanel,
) -> Result<PanelMade, RouteError> {
    let framework = app.framework_to_use(area, &form.framework).await?;
    let mut errors = check_panel(&form);
    if framework.is_none() {
        errors.push(FieldError {
            field: "framework".to_owned(),
            sentence: "Choose a framework from the list.".to_owned(),
        });
    }
    let (Some(framework), true) = (framework, errors.is_empty()) else { return Err(RouteError::Fields(errors)) };
    if form.face.as_deref().is_some_and(|face| !framework.has_face(face)) {
        let sentence = "Choose words that this framework has.".to_owned();
        return Err(RouteError::Fields(vec![FieldError { field: "face".to_owned(), sentence }]));
    }
    let warnings = personal_warnings(&form);
    if !warnings.is_empty() && !form.warnings_seen {
        return Err(RouteError::LooksPersonal(warnings));
    }

    let at = app.clock.now();
    let panel = assemble(form, &framework, &app.random)?;
    let mut changes = vec![Change::AddPanel {
        area: area.clone(),
        at,
        panel: Box::new(panel.clone()),
        framework: Box::new(framework),
    }];
    let mut links = Vec::with_capacity(panel.participants.len());
    for person in &panel.participants {
        let (change, link) = fresh_link(app, &panel, &person.id);
        changes.push(change);
        links.push(link);
    }
    let subject = panel.id.to_string();
    changes.push(Change::Audit {
        area: area.clone(),
        panel: Some(panel.id.clone()),
        at,
        actor,
        action: "panel-made",
        subject,
    });
    app.store.commit(changes).await?;
    Ok(PanelMade { panel, links })
}

/// The panel of a form that was checked.
fn assemble(form: NewPanel, framework: &Framework, random: &Random) -> Result<Panel, RouteError> {
    let participants: Vec<Participant> =
        form.participants.into_iter().map(|person| participant(person, random)).collect();
    let at = |place: usize| participants.get(place).map(|person| person.id.clone());
    let chair: ParticipantId = at(form.chair).ok_or(RouteError::Internal)?;
    let person = |place: usize| at(place).ok_or(RouteError::Internal);
    let way = match form.way {
        NewWay::Panel => Way::Panel,
        NewWay::Alone { assessor } => Way::Alone { assessor: person(assessor)? },
        NewWay::Moderated { auditor, moderator, sees_audit, changes_grade } => {
            Way::Moderated { auditor: person(auditor)?, moderator: person(moderator)?, sees_audit, changes_grade }
        }
    };
    // Auditor and moderator are told apart by name; a moderation among agencies would tell nobody anything.
    let naming = if way == Way::Panel { form.naming } else { Naming::Names };
    let offices = Offices { chair, deputy: form.deputy.and_then(at), scribe: form.scribe.and_then(at) };
    let agenda = form.agenda.into_iter().map(|review| Review {
        id: ReviewId::from_random(random.bytes()),
        case_ref: review.case_ref.trim().to_owned(),
        change: review.change,
        plan_stage: review.plan_stage,
        cohort: review.cohort,
        locality: review.locality.trim().to_owned(),
        where_to_read: review.where_to_read.trim().to_owned(),
        plan: review.plan,
        advice: None,
    });
    Ok(Panel {
        id: PanelId::from_random(random.bytes()),
        title: form.title.trim().to_owned(),
        kind: form.kind,
        held_on: form.held_on,
        locality: form.locality.trim().to_owned(),
        framework: framework.id.clone(),
        framework_version: framework.version.clone(),
        framework_sha256: framework.hash(),
        visibility: form.visibility,
        naming,
        face: form.face,
        way,
        offices,
        agenda: agenda.collect(),
        participants,
    })
}
