//! The coordinator without a browser: redeems the set-up link, makes panels, looks after links, and keeps plans.

use accord_shared::api::{
    AssessmentMade, CoordinatorView, FreshLink, NewAssessment, NewJudge, NewPanel, NewParticipant, NewPlan, PanelMade,
    PanelSummary, PanelView, PlanView, Seated, SetUp,
};
use accord_shared::framework::FrameworkId;
use accord_shared::id::{PanelId, ParticipantId, PlanId};
use accord_shared::plan::Plan;

use super::door::secret_of;
use super::{Answer, Ask, Door, PeerError, Person};

/// A signed-in coordinator.
#[derive(Debug, Clone)]
pub struct Coordinator {
    door: Door,
    cookie: String,
    /// Who they are.
    pub view: CoordinatorView,
}

impl Coordinator {
    /// Redeems the one-time set-up link.
    ///
    /// # Errors
    /// When the link does not work, or no longer.
    pub async fn set_up(door: &Door, link: &str, name: &str, area: &str) -> Result<Self, PeerError> {
        let redeem = SetUp { token: secret_of(link).to_owned(), name: name.to_owned(), area: area.to_owned() };
        let answer = door.send(Ask::new("POST", "/api/setup").json(&redeem)).await?;
        let view = answer.read()?;
        let cookie = answer.cookie().ok_or_else(|| PeerError::NotUnderstood("no cookie was set".to_owned()))?;
        Ok(Self { door: door.clone(), cookie: cookie.to_owned(), view })
    }

    /// Makes a panel.
    ///
    /// # Errors
    /// When the server refuses it.
    pub async fn make_panel(&self, panel: &NewPanel) -> Result<PanelMade, PeerError> {
        self.ask(Ask::new("POST", "/api/panels").json(panel)).await?.read()
    }

    /// The panels of the area.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn panels(&self) -> Result<Vec<PanelSummary>, PeerError> {
        self.ask(Ask::new("GET", "/api/panels")).await?.read()
    }

    /// One panel.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn panel(&self, panel: &PanelId) -> Result<PanelView, PeerError> {
        self.ask(Ask::new("GET", format!("/api/panels/{panel}"))).await?.read()
    }

    /// Invites one person more.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn invite(&self, panel: &PanelId, person: &NewParticipant) -> Result<FreshLink, PeerError> {
        self.ask(Ask::new("POST", format!("/api/panels/{panel}/participants")).json(person)).await?.read()
    }

    /// Takes a person off the panel.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn remove(&self, panel: &PanelId, person: &ParticipantId) -> Result<(), PeerError> {
        let answer = self.ask(Ask::new("DELETE", format!("/api/panels/{panel}/participants/{person}"))).await?;
        answer.success().map(|_| ())
    }

    /// Gives a person a new link; the old one and what was opened with it end.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn renew_link(&self, panel: &PanelId, person: &ParticipantId) -> Result<FreshLink, PeerError> {
        self.ask(Ask::new("POST", format!("/api/panels/{panel}/participants/{person}/link"))).await?.read()
    }

    /// Takes a person's link away.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn revoke_link(&self, panel: &PanelId, person: &ParticipantId) -> Result<(), PeerError> {
        let answer = self.ask(Ask::new("DELETE", format!("/api/panels/{panel}/participants/{person}/link"))).await?;
        answer.success().map(|_| ())
    }

    /// Enters a plan.
    ///
    /// # Errors
    /// When the server refuses it.
    pub async fn enter_plan(&self, plan: &NewPlan) -> Result<Plan, PeerError> {
        self.ask(Ask::new("POST", "/api/plans").json(plan)).await?.read()
    }

    /// One plan with what was done with it.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn plan(&self, plan: &PlanId) -> Result<PlanView, PeerError> {
        self.ask(Ask::new("GET", format!("/api/plans/{plan}"))).await?.read()
    }

    /// Has somebody judge a plan.
    ///
    /// # Errors
    /// When the server refuses it.
    pub async fn assess(&self, plan: &PlanId, how: &NewAssessment) -> Result<AssessmentMade, PeerError> {
        self.ask(Ask::new("POST", format!("/api/plans/{plan}/assessments")).json(how)).await?.read()
    }

    /// Sits down to judge a plan, as on a device of their own each time.
    ///
    /// # Errors
    /// When the server refuses, or the room does not open.
    pub async fn judge(&self, plan: &PlanId, framework: FrameworkId) -> Result<(Person, Seated), PeerError> {
        let ask = Ask::new("POST", format!("/api/plans/{plan}/judge")).json(&NewJudge { framework });
        let answer = self.ask(ask).await?;
        let seated: Seated = answer.read()?;
        let cookie = answer.cookie().ok_or_else(|| PeerError::NotUnderstood("no cookie was set".to_owned()))?;
        Ok((Person::sit(&self.door, cookie, &seated.seat).await?, seated))
    }

    /// Sends any request as this coordinator.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn ask(&self, ask: Ask) -> Result<Answer, PeerError> {
        self.door.send(ask.cookie(&self.cookie)).await
    }
}
