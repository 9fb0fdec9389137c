//! Panels as their coordinator sets them up.

pub(super) mod cancel;
pub(super) mod copy;
pub(super) mod create;
pub(super) mod list;
pub(super) mod make;
pub(super) mod meeting;
pub(super) mod offices;
pub(super) mod show;

use accord_shared::api::{LinkView, PanelView};
use accord_shared::id::{OpId, PanelId};
use accord_shared::panel::PanelChange;

use super::{App, RouteError, to_the_end};
use crate::identity::CoordinatorSession;
use crate::room::AskedChange;
use crate::store::{Change, PanelRow};

/// A panel of the coordinator's own area. Another area's is not found, like one that never was.
pub(super) async fn own_panel(app: &App, session: &CoordinatorSession, id: &PanelId) -> Result<PanelRow, RouteError> {
    match app.store.panel(id).await? {
        Some(row) if row.area == session.area => Ok(row),
        _ => Err(RouteError::NotFound),
    }
}

/// A change that the coordinator asks for.
pub(super) struct Wish {
    /// What is to change.
    pub change: PanelChange,
    /// Up to which change the coordinator has seen the panel; `None` where it does not matter.
    pub seen: Option<u64>,
    /// What is written together with it.
    pub with: Vec<Change>,
    /// What the audit log calls it.
    pub action: &'static str,
    /// What it is done to, for the audit log.
    pub subject: String,
}

/// Has the room decide on a change of a panel of the coordinator's own area, to the end even when the client goes away.
pub(super) async fn carry_out(
    app: &App,
    session: &CoordinatorSession,
    id: &PanelId,
    wish: Wish,
) -> Result<(), RouteError> {
    let row = own_panel(app, session, id).await?;
    let Wish { change, seen, mut with, action, subject } = wish;
    let (at, actor, panel) = (app.clock.now(), session.actor(), Some(id.clone()));
    with.push(Change::Audit { area: row.area, panel, at, actor, action, subject });
    let op = OpId::from_random(app.random.bytes());
    let asked = AskedChange { by: session.view.id.clone(), op, seen, change };
    let (rooms, id) = (app.rooms.clone(), id.clone());
    to_the_end(async move { Ok(rooms.change(&id, asked, with).await?) }).await?;
    Ok(())
}

/// A panel as its coordinator sees it now.
pub(super) async fn view_of(app: &App, session: &CoordinatorSession, id: &PanelId) -> Result<PanelView, RouteError> {
    let of_plan = own_panel(app, session, id).await?.of_plan;
    let set_up = app.rooms.set_up(id).await?;
    let (panel, mut now) = (set_up.panel, set_up.now);
    now.of_plan = of_plan;
    let in_force = app.store.links_of(id).await?;
    let people = panel.participants.iter().filter(|person| !person.removed);
    let links = people.map(|person| {
        let link = in_force.iter().find(|link| link.participant == person.id).cloned();
        link.unwrap_or_else(|| LinkView {
            participant: person.id.clone(),
            made_at: None,
            expires_at: None,
            used_at: None,
        })
    });
    let links = links.collect();
    Ok(PanelView { links, records: app.store.records_of(id).await?, panel, now })
}
