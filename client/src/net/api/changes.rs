//! The coordinator's changes of a panel. Each answer is the changed panel.

use accord_shared::api::{
    AddToAgenda, CancelPanel, ChangeMeeting, ChangeOffices, ChangePerson, CopyPanel, OrderAgenda, PanelMade, PanelView,
    TakeAway,
};
use accord_shared::id::{PanelId, ParticipantId, ReviewId};

use crate::net::fetch;
use crate::net::fetch::Failure;

/// Changes the title, time and place of the meeting. Fails with code `looks-personal` as making a panel does.
pub async fn meeting(panel: &PanelId, form: &ChangeMeeting) -> Result<PanelView, Failure> {
    fetch::put(&format!("/api/panels/{panel}/meeting"), form).await
}

/// Puts a plan at the end of the agenda. Fails with code `looks-personal` as making a panel does.
pub async fn add_plan(panel: &PanelId, form: &AddToAgenda) -> Result<PanelView, Failure> {
    fetch::post(&format!("/api/panels/{panel}/agenda"), form).await
}

/// Puts the plans in another order.
pub async fn order_plans(panel: &PanelId, form: &OrderAgenda) -> Result<PanelView, Failure> {
    fetch::put(&format!("/api/panels/{panel}/agenda"), form).await
}

/// Takes a plan off the agenda.
pub async fn take_away(panel: &PanelId, review: &ReviewId, form: &TakeAway) -> Result<PanelView, Failure> {
    fetch::post(&format!("/api/panels/{panel}/reviews/{review}/take-away"), form).await
}

/// Changes a person's details.
pub async fn person(panel: &PanelId, who: &ParticipantId, form: &ChangePerson) -> Result<PanelView, Failure> {
    fetch::put(&format!("/api/panels/{panel}/participants/{who}"), form).await
}

/// Changes who holds which office.
pub async fn offices(panel: &PanelId, form: &ChangeOffices) -> Result<PanelView, Failure> {
    fetch::put(&format!("/api/panels/{panel}/offices"), form).await
}

/// Cancels a panel.
pub async fn cancel(panel: &PanelId, form: &CancelPanel) -> Result<PanelView, Failure> {
    fetch::post(&format!("/api/panels/{panel}/cancel"), form).await
}

/// Copies a panel for another meeting.
pub async fn copy(panel: &PanelId, form: &CopyPanel) -> Result<PanelMade, Failure> {
    fetch::post(&format!("/api/panels/{panel}/copies"), form).await
}
