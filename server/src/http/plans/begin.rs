//! How an assessment is begun from a plan: a panel of one or two people with one review on its agenda, and, where the
//! coordinator judges, their seat in this browser.

use accord_shared::api::{FieldError, Judges, NewAssessment, NewPanel, NewParticipant, NewWay, Of, PanelMade, Side};
use accord_shared::check::check_judges;
use accord_shared::framework::{Framework, Subject};
use accord_shared::id::{PanelId, ParticipantId};
use accord_shared::panel::{Agency, Meets, Naming, PanelKind, Seat, Visibility};
use accord_shared::plan::{Kept, Plan};
use axum::http::{HeaderMap, header};

use super::noted;
use crate::http::links::expiry;
use crate::http::panels::make::{Making, assemble, on_the_agenda};
use crate::http::seats::{self, SetCookie};
use crate::http::{App, RouteError};
use crate::identity::{CoordinatorSession, Kind, clear_cookie, read_cookie, seats_in};
use crate::limits::OWN_SEATS_MAX;
use crate::store::{Change, NewAssessmentRow, OwnSeat, PlanWrite, StoreError};

/// An assessment that is about to be begun.
pub(super) struct Beginning {
    making: Making,
    kept: Kept,
    /// The coordinator's own seat, where the coordinator judges.
    pub own: Option<OwnSeat>,
    /// The cookies to set once it is written.
    pub cookies: Vec<SetCookie>,
}

impl Beginning {
    /// Writes everything down, together or not at all.
    pub(super) async fn write(self, app: &App, session: &CoordinatorSession) -> Result<(PanelMade, Kept), StoreError> {
        Ok((self.making.write(app, &session.area, session.actor()).await?, self.kept))
    }
}

/// Checks what is asked for and puts it together. With `only_one`, it is refused as out of date when it is written and
/// the coordinator has an open one of the same.
pub(super) async fn begin(
    app: &App,
    session: &CoordinatorSession,
    headers: &HeaderMap,
    plan: &Plan,
    form: &NewAssessment,
    only_one: bool,
) -> Result<Beginning, RouteError> {
    let framework = check(form, app.framework_to_use(&session.area, &form.framework).await?)?;
    let at = app.clock.now();
    let mut panel = assemble(panel_of(plan, form, session, at.day()), &framework, &app.random)?;
    let review = panel.agenda.first_mut().ok_or(RouteError::Internal)?;
    if let Of::Advice(service) = form.of {
        review.advice = Some(service);
    }
    let review = review.id.clone();
    let own = matches!(form.judges, Judges::Me).then(|| OwnSeat {
        panel: panel.id.clone(),
        participant: panel.offices.chair.clone(),
        review: review.clone(),
    });
    let row = NewAssessmentRow {
        review: review.clone(),
        panel: panel.id.clone(),
        plan: plan.id.clone(),
        framework: framework.id.clone(),
        of: form.of,
        side: form.side,
        own: own.as_ref().map(|own| (session.view.id.clone(), own.participant.clone())),
        own_panel: true,
        only_one,
        at,
    };
    let mut with = vec![Change::Plan(PlanWrite::Assess(Box::new(row))), noted(app, session, "plan-assessed", &plan.id)];
    let mut cookies = Vec::new();
    if let Some(own) = &own {
        let (changes, set) = sit_down(app, session, headers, (&own.panel, &own.participant)).await?;
        with.extend(changes);
        cookies = set;
    }
    let kept = Kept {
        plan: plan.id.clone(),
        of: form.of,
        side: form.side,
        own: own.is_some(),
        made_at: at,
        panel: panel.clone(),
        review,
        framework: std::sync::Arc::new(framework.clone()),
        versions: 0,
        first_closed_at: None,
        record: None,
    };
    let making = Making { panel, framework, links: own.is_none(), with };
    Ok(Beginning { making, kept, own, cookies })
}

/// The framework, where it fits what is judged and everything else is acceptable.
fn check(form: &NewAssessment, framework: Option<Framework>) -> Result<Framework, RouteError> {
    let mut errors = check_judges(&form.judges);
    let mut wrong = |field: &str, sentence: &str| {
        errors.push(FieldError { field: field.to_owned(), sentence: sentence.to_owned() });
    };
    match (form.of, &framework) {
        (_, None) => wrong("framework", "Choose a framework from the list."),
        (Of::Plan, Some(known)) if known.subject != Subject::Plan => {
            wrong("framework", "This framework is for advice. Choose one for plans.");
        }
        (Of::Advice(_), Some(known)) if known.subject != Subject::Advice => {
            wrong("framework", "This framework is for plans. Choose one for advice.");
        }
        (_, Some(known)) if form.face.as_deref().is_some_and(|face| !known.has_face(face)) => {
            wrong("face", "Choose words that this framework has.");
        }
        (_, Some(_)) => {}
    }
    framework.filter(|_| errors.is_empty()).ok_or(RouteError::Fields(errors))
}

/// The form of the panel that holds the assessment.
fn panel_of(plan: &Plan, form: &NewAssessment, session: &CoordinatorSession, today: String) -> NewPanel {
    let (participants, way) = match form.judges.clone() {
        Judges::Me => (vec![coordinator(session)], NewWay::Alone { assessor: 0 }),
        Judges::One { assessor } => (vec![assessor], NewWay::Alone { assessor: 0 }),
        Judges::Two { auditor, moderator, sees_audit, changes_grade } => {
            let way = NewWay::Moderated { auditor: 0, moderator: 1, sees_audit, changes_grade };
            (vec![auditor, moderator], way)
        }
    };
    let what = match form.of {
        Of::Plan => format!("{}, version {}", plan.case_ref, plan.version),
        Of::Advice(service) => format!("{}, version {}: {}", plan.case_ref, plan.version, service.name()),
    };
    NewPanel {
        title: what,
        kind: if form.side == Side::External { PanelKind::External } else { PanelKind::Service },
        held_on: today,
        meets: Meets::default(),
        locality: plan.locality.clone(),
        framework: form.framework.clone(),
        visibility: Visibility::Blind,
        naming: Naming::Names,
        face: form.face.clone(),
        way,
        agenda: vec![on_the_agenda(plan)],
        // The last to judge leads: the assessor, or the moderator.
        chair: participants.len() - 1,
        participants,
        deputy: None,
        scribe: None,
        warnings_seen: true,
    }
}

fn coordinator(session: &CoordinatorSession) -> NewParticipant {
    let (name, post) = (session.view.name.clone(), "Coordinator".to_owned());
    NewParticipant { name, agency: Agency::SendService, post, seat: Seat::Member }
}

/// What seats the coordinator in this browser. Seats of their own assessments that are closed give way, and beyond
/// [`OWN_SEATS_MAX`] the open ones as well, so that somebody who judges many plans does not end with more cookies than
/// are read. An open assessment is one press on "Judge" away.
pub(super) async fn sit_down(
    app: &App,
    session: &CoordinatorSession,
    headers: &HeaderMap,
    seat: (&PanelId, &ParticipantId),
) -> Result<(Vec<Change>, Vec<SetCookie>), RouteError> {
    let (at, secure) = (app.clock.now(), app.config.is_secure());
    let (mut changes, cookie) = seats::open(app, headers, seat, expiry(&at.day(), at), session.actor());
    let mut cookies = vec![cookie];
    let seats = seats_in(headers, secure);
    let crowded = seats.len() > OWN_SEATS_MAX;
    for other in seats.into_iter().filter(|other| other != seat.1) {
        let own_closed = app.store.own_is_closed(&session.view.id, &other).await?;
        if own_closed.is_some_and(|closed| closed || crowded) {
            let kind = Kind::Seat(other);
            if let Some(before) = read_cookie(headers, &kind, secure) {
                changes.push(Change::EndSession { hash: before.hash(), at });
            }
            cookies.push((header::SET_COOKIE, clear_cookie(&kind, secure)));
        }
    }
    Ok((changes, cookies))
}
