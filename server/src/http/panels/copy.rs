//! `POST /api/panels/{panel}/copies`: another meeting with the same people, framework and rules.

use accord_shared::api::{CopyPanel, NewPanel, NewParticipant, NewWay, PanelMade};
use accord_shared::check::{check_copy, copy_warnings};
use accord_shared::id::{PanelId, ParticipantId};
use accord_shared::panel::{Offices, Panel, Way};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use super::create::{assessments, take_up_plans};
use super::make::{Making, assemble};
use super::own_panel;
use crate::http::body::{At, Body};
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;

/// Copies a panel for another meeting: its people with new links, the offices as they are held now, the newest version of
/// its framework, and how it judges. Its plans stay where they are; the copy has its own, or none yet.
#[utoipa::path(post, path = "/api/panels/{panel}/copies", tag = "panels", params(("panel" = PanelId, Path)),
    request_body = CopyPanel,
    responses((status = 201, body = PanelMade, description = "Made; the links are shown this once"), RouteError))]
pub(in crate::http) async fn copy(
    State(app): State<App>,
    session: CoordinatorSession,
    At(id): At<PanelId>,
    Body(form): Body<CopyPanel>,
) -> Result<(StatusCode, Json<PanelMade>), RouteError> {
    if own_panel(&app, &session, &id).await?.of_plan.is_some() {
        return Err(RouteError::Conflict {
            code: "belongs-to-plan",
            sentence: "This belongs to a plan. Begin another assessment on the page of the plan.",
        });
    }
    let errors = check_copy(&form);
    if !errors.is_empty() {
        return Err(RouteError::Fields(errors));
    }
    let warnings = copy_warnings(&form);
    if !warnings.is_empty() && !form.warnings_seen {
        return Err(RouteError::LooksPersonal(warnings));
    }
    let set_up = app.rooms.set_up(&id).await?;
    let framework = app.framework_to_use(&session.area, &set_up.panel.framework).await?;
    let framework = framework.filter(|new| set_up.panel.face.as_deref().is_none_or(|face| new.has_face(face)));
    let framework = framework.ok_or(RouteError::Conflict {
        code: "framework-gone",
        sentence: "The framework of this panel, or its wording, is no longer there. Make a new panel with another one.",
    })?;
    let mut form = as_new(&set_up.panel, &set_up.now.offices, form)?;
    take_up_plans(&app, &session.area, &framework, &mut form).await?;
    let panel = assemble(form, &framework, &app.random)?;
    let with = assessments(&app, &panel);
    let making = Making { panel, framework, links: true, with };
    let made = making.write(&app, &session.area, session.actor()).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// The form with which the copy is made.
fn as_new(panel: &Panel, offices: &Offices, form: CopyPanel) -> Result<NewPanel, RouteError> {
    let people: Vec<_> = panel.participants.iter().filter(|person| !person.removed).collect();
    let at = |who: &ParticipantId| people.iter().position(|person| person.id == *who);
    let must = |who| at(who).ok_or(RouteError::Internal);
    let way = match &panel.way {
        Way::Panel => NewWay::Panel,
        Way::Alone { assessor } => NewWay::Alone { assessor: must(assessor)? },
        Way::Moderated { auditor, moderator, sees_audit, changes_grade } => NewWay::Moderated {
            auditor: must(auditor)?,
            moderator: must(moderator)?,
            sees_audit: *sees_audit,
            changes_grade: *changes_grade,
        },
    };
    Ok(NewPanel {
        title: form.title,
        kind: panel.kind,
        held_on: form.held_on,
        meets: form.meets,
        locality: panel.locality.clone(),
        framework: panel.framework.clone(),
        visibility: panel.visibility,
        naming: panel.naming,
        face: panel.face.clone(),
        way,
        agenda: form.agenda,
        chair: must(&offices.chair)?,
        deputy: offices.deputy.as_ref().and_then(at),
        scribe: offices.scribe.as_ref().and_then(at),
        participants: people
            .into_iter()
            .map(|person| NewParticipant {
                name: person.name.clone(),
                agency: person.agency,
                post: person.post.clone(),
                seat: person.seat,
            })
            .collect(),
        warnings_seen: true,
    })
}
