//! Every address of the API that can be read, taken from the server's own description of it, so that a new one is asked
//! without anybody thinking of it.

use accord_server::peer::{Answer, Ask, Door, Person};
use serde_json::json;

use crate::rig::Rig;
use crate::table::Table;

/// The draft of a framework that is asked for; [`Rig::begin_draft`] makes it.
const DRAFT: &str = "our-draft";

impl Rig {
    /// Begins a draft of a framework, so that there is one to be asked for.
    ///
    /// # Panics
    /// When the server refuses it.
    pub async fn begin_draft(&self, from: &str) {
        let draft = json!({ "from": from, "id": DRAFT, "title": "Our draft" });
        let ask = Ask::new("POST", "/api/frameworks/drafts").json(&draft);
        self.coordinator.ask(ask).await.expect("an answer").success().expect("a draft");
    }
}

/// Asks every address that can be read, with everything at this table that could be named in it, as one person; `ask`
/// sends a request as that person.
///
/// # Panics
/// When the server does not describe itself, or does not answer.
pub async fn every_answer<A, F>(table: &Table, ask: A) -> Vec<Answer>
where
    A: Fn(Ask) -> F,
    F: Future<Output = Answer>,
{
    let mut answers = Vec::new();
    for path in paths(table).await {
        answers.push(ask(Ask::new("GET", path)).await);
    }
    answers
}

/// The answers that a person in the room gets.
impl Table {
    /// Asks every address as this person.
    ///
    /// # Panics
    /// As [`every_answer`].
    pub async fn every_answer_to(&self, person: &Person) -> Vec<Answer> {
        every_answer(self, |ask| async { person.ask(ask).await.expect("an answer") }).await
    }

    /// Asks every address as nobody.
    ///
    /// # Panics
    /// As [`every_answer`].
    pub async fn every_answer_to_nobody(&self) -> Vec<Answer> {
        every_answer(self, |ask| async { self.door.send(ask).await.expect("an answer") }).await
    }
}

/// The addresses, as the description writes them, from which none of these answers comes with success: where there was
/// nothing to be read, or nobody who may.
///
/// # Panics
/// As [`every_answer`].
pub async fn asked_in_vain(table: &Table, answers: &[Answer]) -> Vec<String> {
    let told = |path: &String| {
        answers.iter().any(|answer| answer.status == 200 && answer.asked.strip_prefix("GET ") == Some(path.as_str()))
    };
    let mut routes = readable(&table.door).await;
    routes.retain(|route| !fill(route.clone(), table).iter().any(told));
    routes
}

async fn paths(table: &Table) -> Vec<String> {
    let mut paths = Vec::new();
    let mut skipped = Vec::new();
    for route in readable(&table.door).await {
        let filled = fill(route.clone(), table);
        if filled.is_empty() || filled.iter().any(|path| path.contains('{')) {
            skipped.push(route);
        }
        paths.extend(filled);
    }
    assert!(skipped.is_empty(), "the rig knows nothing at this table that could be named in {skipped:?}");
    assert!(paths.len() > 10, "too few addresses: {paths:?}");
    paths
}

/// Every address that can be read, as the server describes it; a socket is no request.
async fn readable(door: &Door) -> Vec<String> {
    let described = describe(door).await;
    let paths = described["paths"].as_object().expect("the description has paths");
    let readable = paths.iter().filter(|(path, methods)| methods.get("get").is_some() && !path.ends_with("/socket"));
    readable.map(|(path, _)| path.clone()).collect()
}

async fn describe(door: &Door) -> serde_json::Value {
    let answer = door.send(Ask::new("GET", "/api/openapi.json")).await.expect("an answer");
    answer.read().expect("the description of the API")
}

/// Puts everything that can stand in the named parts of an address into it.
fn fill(path: String, table: &Table) -> Vec<String> {
    let Some(start) = path.find('{') else { return vec![path] };
    let end = start + path[start..].find('}').expect("a part ends");
    let panel = &table.made.panel;
    let (of_framework, of_draft) = (path.contains("/frameworks/"), path.contains("/drafts/"));
    let values: Vec<String> = match (&path[start + 1..end], of_framework) {
        ("panel", _) => vec![panel.id.to_string()],
        ("participant", _) => panel.participants.iter().map(|person| person.id.to_string()).collect(),
        ("review", _) => panel.agenda.iter().map(|review| review.id.to_string()).collect(),
        ("plan", _) => panel.agenda.iter().filter_map(|review| review.plan.as_ref()).map(ToString::to_string).collect(),
        ("id", true) if of_draft => vec![DRAFT.to_owned()],
        ("id", true) => vec![panel.framework.to_string()],
        ("version", true) => vec![panel.framework_version.clone()],
        ("version", false) => vec!["1".to_owned()],
        _ => return vec![path],
    };
    values.iter().flat_map(|value| fill(format!("{}{value}{}", &path[..start], &path[end + 1..]), table)).collect()
}
