//! Personal links. A link may be opened on several devices until it is renewed, revoked or too old, because people
//! come with a laptop and a phone; opening it shows who it is for, and only a button uses it.

pub(super) mod renew;
pub(super) mod revoke;

use accord_shared::api::FreshLink;
use accord_shared::id::{PanelId, ParticipantId, Time};
use accord_shared::panel::Panel;
use accord_shared::policy::Denied;
use accord_shared::route::Route;

use super::panels::own_panel;
use super::{App, RouteError};
use crate::clock::start_of_day;
use crate::identity::{CoordinatorSession, Token};
use crate::limits::{DAY_MS, SEAT_AFTER_MEETING_MS};
use crate::store::Change;

/// A fresh link for a person: the row to keep, and the address to hand out once. The secret stands after `#`, which
/// browsers never send and no server logs.
pub(super) fn fresh_link(app: &App, panel: &Panel, participant: &ParticipantId) -> (Change, FreshLink) {
    let (secret, at) = (Token::fresh(&app.random), app.clock.now());
    let add = Change::AddLink {
        hash: secret.hash(),
        panel: panel.id.clone(),
        participant: participant.clone(),
        at,
        expires_at: expiry(&panel.held_on, at),
    };
    let url = format!("{}{}#{}", app.base_url, Route::Join, secret.expose());
    (add, FreshLink { participant: participant.clone(), url })
}

/// When a link that is made now stops working: some days after the meeting, or after now when that is later.
pub(super) fn expiry(held_on: &str, now: Time) -> Time {
    let after_meeting = start_of_day(held_on).map_or(now, |day| day.plus_ms(DAY_MS));
    after_meeting.max(now).plus_ms(SEAT_AFTER_MEETING_MS)
}

/// Ends a person's links and sessions, and puts a new link in their place if there is one.
async fn replace(
    app: &App,
    session: &CoordinatorSession,
    id: &PanelId,
    who: &ParticipantId,
    renewed: bool,
) -> Result<Option<FreshLink>, RouteError> {
    let row = own_panel(app, session, id).await?;
    row.panel.participant(who).filter(|person| !person.removed).ok_or(RouteError::NotFound)?;
    if renewed && row.panel.since.cancelled.is_some() {
        return Err(RouteError::Denied(Denied::Cancelled));
    }
    let at = app.clock.now();
    let mut changes = vec![
        Change::RevokeLinks { panel: id.clone(), participant: who.clone(), at },
        Change::EndSeatSessions { panel: id.clone(), participant: who.clone(), at },
    ];
    let fresh = renewed.then(|| fresh_link(app, &row.panel, who)).map(|(add, link)| {
        changes.push(add);
        link
    });
    changes.push(Change::Audit {
        area: row.area,
        panel: Some(id.clone()),
        at,
        actor: session.actor(),
        action: if renewed { "link-renewed" } else { "link-revoked" },
        subject: who.to_string(),
    });
    app.store.commit(changes).await?;
    app.rooms.sign_out(id, who).await;
    Ok(fresh)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_works_until_two_weeks_after_the_meeting_or_its_renewal() {
        let day = start_of_day("2026-06-30").unwrap();
        let end = day.plus_ms(15 * DAY_MS);
        assert_eq!(expiry("2026-06-30", day.plus_ms(-100 * DAY_MS)), end);
        assert_eq!(expiry("2026-06-30", day.plus_ms(7)), end);
        assert_eq!(expiry("2026-06-30", day.plus_ms(40 * DAY_MS)), day.plus_ms(54 * DAY_MS));
    }
}
