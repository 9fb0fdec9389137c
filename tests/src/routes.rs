//! Every address of the API that can be read, taken from the server's own description of it, so that a new one is asked
//! without anybody thinking of it.

use accord_server::peer::{Answer, Ask, Door, Person};
use accord_shared::framework::Framework;

use crate::plan::framework;
use crate::table::Table;

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

async fn paths(table: &Table) -> Vec<String> {
    let described: serde_json::Value = describe(&table.door).await;
    let paths = described["paths"].as_object().expect("the description has paths");
    let readable = paths.iter().filter(|(path, methods)| methods.get("get").is_some() && !path.ends_with("/socket"));
    let filled: Vec<String> = readable.flat_map(|(path, _)| fill(path.clone(), table)).collect();
    assert!(filled.len() > 10, "too few addresses: {filled:?}");
    assert!(
        !filled.iter().any(|path| path.contains('{')),
        "an address with a part that the rig does not know: {filled:?}"
    );
    filled
}

async fn describe(door: &Door) -> serde_json::Value {
    let answer = door.send(Ask::new("GET", "/api/openapi.json")).await.expect("an answer");
    answer.read().expect("the description of the API")
}

/// Puts everything that can stand in the named parts of an address into it.
fn fill(path: String, table: &Table) -> Vec<String> {
    let Some(start) = path.find('{') else { return vec![path] };
    let end = start + path[start..].find('}').expect("a part ends");
    let Framework { id, version, .. } = framework();
    let panel = &table.made.panel;
    let values: Vec<String> = match (&path[start + 1..end], path.contains("/frameworks/")) {
        ("panel", _) => vec![panel.id.to_string()],
        ("participant", _) => panel.participants.iter().map(|person| person.id.to_string()).collect(),
        ("review", _) => panel.agenda.iter().map(|review| review.id.to_string()).collect(),
        ("plan", _) => panel.agenda.iter().filter_map(|review| review.plan.as_ref()).map(ToString::to_string).collect(),
        ("id", true) => vec![id.to_string()],
        ("version", true) => vec![version.clone()],
        ("version", false) => vec!["1".to_owned()],
        _ => return vec![path],
    };
    values.iter().flat_map(|value| fill(format!("{}{value}{}", &path[..start], &path[end + 1..]), table)).collect()
}
