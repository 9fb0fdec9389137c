//! The HTTP API, one function for each endpoint that the pages use. What goes in and out is [`accord_shared::api`].

pub mod changes;
pub mod frameworks;
pub mod plans;

use accord_shared::api::{
    CoordinatorView, FrameworkSummary, FreshLink, Invitation, NewPanel, NewParticipant, PanelMade, PanelSummary,
    PanelView, RecordRef, SeatView, SetUp, Token,
};
use accord_shared::framework::{Framework, FrameworkId};
use accord_shared::id::{PanelId, ParticipantId, ReviewId};
use accord_shared::record::{RecordContent, RecordFile};

use super::fetch;
use super::fetch::Failure;

/// Redeems the one-time set-up link.
pub async fn set_up(set_up: &SetUp) -> Result<CoordinatorView, Failure> {
    fetch::post("/api/setup", set_up).await
}

/// Who the signed-in coordinator is.
pub async fn coordinator() -> Result<CoordinatorView, Failure> {
    fetch::get("/api/coordinator").await
}

/// Signs the coordinator out of this browser.
pub async fn sign_out_coordinator() -> Result<(), Failure> {
    fetch::delete("/api/coordinator/session").await
}

/// The frameworks to choose from.
pub async fn frameworks() -> Result<Vec<FrameworkSummary>, Failure> {
    fetch::get("/api/frameworks").await
}

/// One version of a framework, whole.
pub async fn framework(id: &FrameworkId, version: &str) -> Result<Framework, Failure> {
    fetch::get(&format!("/api/frameworks/{id}/{}", encoded(version))).await
}

/// The coordinator's panels.
pub async fn panels() -> Result<Vec<PanelSummary>, Failure> {
    fetch::get("/api/panels").await
}

/// Makes a panel. Fails with code `looks-personal` when a text looks like personal data and the coordinator has not
/// said that it is none.
pub async fn make_panel(panel: &NewPanel) -> Result<PanelMade, Failure> {
    fetch::post("/api/panels", panel).await
}

/// A panel as its coordinator sees it.
pub async fn panel(panel: &PanelId) -> Result<PanelView, Failure> {
    fetch::get(&format!("/api/panels/{panel}")).await
}

/// Invites another person to a panel.
pub async fn add_participant(panel: &PanelId, person: &NewParticipant) -> Result<FreshLink, Failure> {
    fetch::post(&format!("/api/panels/{panel}/participants"), person).await
}

/// Takes a person off a panel.
pub async fn remove_participant(panel: &PanelId, person: &ParticipantId) -> Result<(), Failure> {
    fetch::delete(&format!("/api/panels/{panel}/participants/{person}")).await
}

/// Gives a person a fresh link; the old one and its sessions end.
pub async fn renew_link(panel: &PanelId, person: &ParticipantId) -> Result<FreshLink, Failure> {
    fetch::post_nothing(&format!("/api/panels/{panel}/participants/{person}/link")).await
}

/// Ends a person's link and its sessions.
pub async fn revoke_link(panel: &PanelId, person: &ParticipantId) -> Result<(), Failure> {
    fetch::delete(&format!("/api/panels/{panel}/participants/{person}/link")).await
}

/// Looks at what a personal link is for, without using it.
pub async fn invitation(token: &str) -> Result<Invitation, Failure> {
    fetch::post("/api/invitation", &Token { token: token.to_owned() }).await
}

/// Uses a personal link: this browser has the seat from now on.
pub async fn join(token: &str) -> Result<Invitation, Failure> {
    fetch::post("/api/join", &Token { token: token.to_owned() }).await
}

/// What a person in the room needs before the socket is open.
pub async fn seat(you: &ParticipantId) -> Result<SeatView, Failure> {
    fetch::get(&format!("/api/seats/{you}")).await
}

/// Gives the seat up in this browser.
pub async fn sign_out_seat(you: &ParticipantId) -> Result<(), Failure> {
    fetch::delete(&format!("/api/seats/{you}/session")).await
}

/// The record of a review as it would be now.
pub async fn content(you: &ParticipantId, review: &ReviewId) -> Result<RecordContent, Failure> {
    fetch::get(&format!("/api/seats/{you}/reviews/{review}/content")).await
}

/// The closed versions of a review's record.
pub async fn records(you: &ParticipantId, review: &ReviewId) -> Result<Vec<RecordRef>, Failure> {
    fetch::get(&format!("/api/seats/{you}/reviews/{review}/records")).await
}

/// One closed version of a review's record.
pub async fn record(you: &ParticipantId, review: &ReviewId, version: u32) -> Result<RecordFile, Failure> {
    fetch::get(&record_path(you, review, version)).await
}

/// The address from which a browser downloads one closed version of a record as a file.
#[must_use]
pub fn record_download(you: &ParticipantId, review: &ReviewId, version: u32) -> String {
    format!("{}?download=1", record_path(you, review, version))
}

fn record_path(you: &ParticipantId, review: &ReviewId, version: u32) -> String {
    format!("/api/seats/{you}/reviews/{review}/records/{version}")
}

/// A text as one segment of a path.
fn encoded(text: &str) -> String {
    let mut path = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            path.push_str(&format!("%{byte:02X}"));
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_cannot_leave_its_segment() {
        assert_eq!(encoded("2024-1.0"), "2024-1.0");
        assert_eq!(encoded("a/../b é"), "a%2F..%2Fb%20%C3%A9");
    }

    #[test]
    fn a_download_names_seat_review_and_version() {
        let (you, review) = (ParticipantId::new("p1").unwrap(), ReviewId::new("r1").unwrap());
        assert_eq!(record_download(&you, &review, 2), "/api/seats/p1/reviews/r1/records/2?download=1");
    }
}
