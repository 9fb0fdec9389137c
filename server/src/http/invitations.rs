//! Personal links: what they open, and how one becomes a session.

pub(super) mod join;
pub(super) mod look;

use accord_shared::api::{Invitation, Token as Claim};
use accord_shared::id::Time;
use accord_shared::panel::Panel;

use super::{App, RouteError};
use crate::identity::{Token, TokenHash};

/// A link that works, and what it opens.
struct Opened {
    hash: TokenHash,
    panel: Panel,
    invitation: Invitation,
    expires_at: Time,
}

/// Looks a link up. Every reason why it does not work has the same answer.
async fn open(app: &App, claim: &Claim) -> Result<Opened, RouteError> {
    let hash = Token::from_claim(&claim.token).ok_or(RouteError::LinkNotValid)?.hash();
    let found = app.store.link(&hash, app.clock.now()).await?;
    let (panel, participant, expires_at) = found.ok_or(RouteError::LinkNotValid)?;
    let panel = app.store.panel(&panel).await?.ok_or(RouteError::LinkNotValid)?.panel;
    let person = panel.participant(&participant).filter(|person| !person.removed).ok_or(RouteError::LinkNotValid)?;
    let invitation = Invitation {
        participant,
        name: person.name.clone(),
        agency: person.agency,
        post: person.post.clone(),
        seat: person.seat,
        panel_title: panel.title.clone(),
        held_on: panel.held_on.clone(),
        meets: panel.meets.clone(),
        cancelled: panel.since.cancelled.clone(),
        reviews: panel.agenda.len(),
        visibility: panel.visibility,
        way: panel.way.clone(),
    };
    Ok(Opened { hash, panel, invitation, expires_at })
}
