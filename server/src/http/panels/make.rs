//! How every panel is made, whether it is a meeting or an assessment by one or two people: put together from a form that
//! was checked, and written down with its framework frozen.

use accord_shared::api::{NewPanel, NewReview, NewWay, PanelMade};
use accord_shared::framework::Framework;
use accord_shared::id::{AreaId, PanelId, ParticipantId, ReviewId};
use accord_shared::panel::{Naming, Offices, Panel, Participant, Review, Since, Visibility, Way};
use accord_shared::plan::Plan;

use crate::http::links::fresh_link;
use crate::http::participants::participant;
use crate::http::{App, RouteError};
use crate::random::Random;
use crate::store::{Change, StoreError};

/// A panel that is about to be written down.
pub(in crate::http) struct Making {
    /// The panel.
    pub panel: Panel,
    /// Its framework.
    pub framework: Framework,
    /// Whether everyone gets a personal link.
    pub links: bool,
    /// What is written together with it.
    pub with: Vec<Change>,
}

impl Making {
    /// Writes the panel down with what belongs to it, together or not at all.
    pub(in crate::http) async fn write(self, app: &App, area: &AreaId, actor: String) -> Result<PanelMade, StoreError> {
        let Self { panel, framework, links: wanted, with } = self;
        let at = app.clock.now();
        let mut changes = vec![Change::AddPanel {
            area: area.clone(),
            at,
            panel: Box::new(panel.clone()),
            framework: Box::new(framework),
        }];
        let mut links = Vec::new();
        for person in panel.participants.iter().filter(|_| wanted) {
            let (change, link) = fresh_link(app, &panel, &person.id);
            changes.push(change);
            links.push(link);
        }
        changes.extend(with);
        changes.push(Change::Audit {
            area: area.clone(),
            panel: Some(panel.id.clone()),
            at,
            actor,
            action: "panel-made",
            subject: panel.id.to_string(),
        });
        app.store.commit(changes).await?;
        Ok(PanelMade { panel, links })
    }
}

/// A plan that the area keeps, as it goes on an agenda.
pub(in crate::http) fn on_the_agenda(plan: &Plan) -> NewReview {
    NewReview {
        case_ref: plan.case_ref.clone(),
        change: plan.change,
        plan_stage: plan.plan_stage,
        cohort: plan.cohort,
        locality: plan.locality.clone(),
        where_to_read: plan.where_to_read.clone(),
        plan: Some(plan.id.clone()),
    }
}

/// The panel of a form that was checked.
pub(in crate::http) fn assemble(form: NewPanel, framework: &Framework, random: &Random) -> Result<Panel, RouteError> {
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
    // Auditor and moderator are told apart by name; a moderation among agencies would tell nobody anything. And what an
    // assessor chooses is nobody's to watch.
    let (visibility, naming) = match way {
        Way::Panel => (form.visibility, form.naming),
        Way::Alone { .. } | Way::Moderated { .. } => (Visibility::Blind, Naming::Names),
    };
    let offices = Offices { chair, deputy: form.deputy.and_then(at), scribe: form.scribe.and_then(at) };
    let agenda = form.agenda.into_iter().map(|plan| review(plan, random));
    Ok(Panel {
        id: PanelId::from_random(random.bytes()),
        title: form.title.trim().to_owned(),
        kind: form.kind,
        held_on: form.held_on,
        meets: form.meets.trimmed(),
        locality: form.locality.trim().to_owned(),
        framework: framework.id.clone(),
        framework_version: framework.version.clone(),
        framework_sha256: framework.hash(),
        visibility,
        naming,
        face: form.face,
        way,
        offices,
        agenda: agenda.collect(),
        participants,
        since: Since::default(),
    })
}

/// A plan of a form that was checked, as it stands on the agenda.
pub(in crate::http) fn review(plan: NewReview, random: &Random) -> Review {
    Review {
        id: ReviewId::from_random(random.bytes()),
        case_ref: plan.case_ref.trim().to_owned(),
        change: plan.change,
        plan_stage: plan.plan_stage,
        cohort: plan.cohort,
        locality: plan.locality.trim().to_owned(),
        where_to_read: plan.where_to_read.trim().to_owned(),
        plan: plan.plan,
        advice: None,
    }
}
