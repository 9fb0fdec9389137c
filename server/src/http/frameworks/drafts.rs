//! The drafts of an area's own frameworks. They may be unfinished; publishing one makes a version that never changes,
//! and leaves the draft as it is for the next.

pub(in crate::http) mod change;
pub(in crate::http) mod copy;
pub(in crate::http) mod drop;
pub(in crate::http) mod list;
pub(in crate::http) mod publish;
pub(in crate::http) mod show;

use accord_shared::api::{FieldError, FrameworkDraft};
use accord_shared::framework::{Framework, FrameworkId, Problem};
use serde_json::Value;

use super::ids;
use crate::http::{App, RouteError};
use crate::identity::CoordinatorSession;
use crate::limits::OWN_DRAFTS_MAX;
use crate::store::{Change, DraftRow, FrameworkChange, StoreError};

/// A draft of the coordinator's own area. Another area's is not found, like one that never was.
async fn own_draft(app: &App, session: &CoordinatorSession, id: &FrameworkId) -> Result<DraftRow, RouteError> {
    app.store.draft(&session.area, id).await?.ok_or(RouteError::NotFound)
}

/// Keeps a framework as a new draft under an id; `asked_for` is the one that it could not have.
pub(super) async fn add(
    app: &App,
    session: &CoordinatorSession,
    (id, asked_for): (FrameworkId, Option<FrameworkId>),
    framework: &Framework,
    action: &'static str,
) -> Result<FrameworkDraft, RouteError> {
    if app.store.drafts(&session.area).await?.len() >= usize::try_from(OWN_DRAFTS_MAX).unwrap_or(usize::MAX) {
        let sentence = "There are as many drafts as an area can have. Delete one that nobody needs, then try again.";
        return Err(RouteError::Conflict { code: "too-many-drafts", sentence });
    }
    let framework = Framework { id: id.clone(), ..framework.clone() };
    let (area, at) = (session.area.clone(), app.clock.now());
    let body = serde_json::to_value(&framework).map_err(|_| RouteError::Internal)?;
    let add = FrameworkChange::AddDraft { area, id: id.clone(), body: body.to_string(), at };
    app.store.commit(vec![add.into(), audit(app, session, action, id.to_string())]).await?;
    let draft = view(app, session, DraftRow { id, revision: 1, body, changed_at: at }).await?;
    Ok(FrameworkDraft { asked_for, ..draft })
}

/// A draft with what keeps it from being published.
async fn view(app: &App, session: &CoordinatorSession, row: DraftRow) -> Result<FrameworkDraft, StoreError> {
    let DraftRow { id, revision, body, .. } = row;
    // The version is chosen when it is published, so that none is missing now.
    let problems = Framework::of_draft(&body, &id, "1").err().unwrap_or_default();
    let problems = problems.iter().map(Problem::to_string).collect();
    let published = app.store.published(&session.area).await?;
    let published = published.into_iter().filter(|(other, _)| other == &id).map(|(_, version)| version).collect();
    Ok(FrameworkDraft { id, revision, body, problems, published, asked_for: None })
}

/// A line of the audit log about a framework.
fn audit(app: &App, session: &CoordinatorSession, action: &'static str, subject: String) -> Change {
    let (area, at, actor) = (session.area.clone(), app.clock.now(), session.actor());
    Change::Audit { area, panel: None, at, actor, action, subject }
}

/// One thing that is wrong with a framework or a file, as a field of an error: the place, and a sentence.
pub(super) fn problem(place: &str, wrong: &str, remedy: &str) -> FieldError {
    let mut letters = wrong.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    FieldError { field: place.to_owned(), sentence: format!("{first}{}. {remedy}.", letters.as_str()) }
}

/// A refusal because of one field.
fn field(field: &str, sentence: impl Into<String>) -> RouteError {
    RouteError::Fields(vec![FieldError { field: field.to_owned(), sentence: sentence.into() }])
}

/// The object of a draft, under the draft's id, as it is kept.
fn object(body: Value, id: &FrameworkId) -> Result<Value, RouteError> {
    let Value::Object(mut fields) = body else {
        return Err(field("body", "Send the framework as a JSON object."));
    };
    if fields.entry("id").or_insert_with(|| id.as_str().into()) != id.as_str() {
        return Err(field("body.id", format!("Leave the id as {id}; for another one, make a copy.")));
    }
    Ok(Value::Object(fields))
}
