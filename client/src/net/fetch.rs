//! One request and its answer as JSON, with every way of failing turned into a sentence for people.

use accord_shared::api::{ApiError, FieldError};
use futures_util::future::{Either, select};
use gloo_net::http::{Request, RequestBuilder, Response};
use gloo_timers::future::TimeoutFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::pin::pin;

/// After this long an answer is not waited for any more.
const ANSWER_MS_MAX: u32 = 20_000;

/// Why a request came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What kind of failure it is, for programs.
    pub kind: FailureKind,
    /// The server's stable code; `offline` and `broken` are our own.
    pub code: String,
    /// What is wrong and what to do, for people.
    pub sentence: String,
    /// What is wrong with which field of the form.
    pub fields: Vec<FieldError>,
}

/// The kinds of failure that a page may want to tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// No answer came.
    Offline,
    /// Nobody is signed in, or not for this (401, 403).
    SignedOut,
    /// There is nothing here (404, 410).
    NotFound,
    /// The server understood and said no (any other 4xx).
    Refused,
    /// The server failed, or said something that is not the API.
    Broken,
}

impl Failure {
    fn offline() -> Self {
        Self::own(FailureKind::Offline, "offline", "The server cannot be reached. Check your connection and try again.")
    }

    fn broken() -> Self {
        Self::own(FailureKind::Broken, "broken", "Something went wrong at the server. Please try again in a minute.")
    }

    fn own(kind: FailureKind, code: &str, sentence: &str) -> Self {
        Self { kind, code: code.to_owned(), sentence: sentence.to_owned(), fields: Vec::new() }
    }

    /// Reads an answer that is not a success.
    fn read(status: u16, body: &str) -> Self {
        let kind = match status {
            401 | 403 => FailureKind::SignedOut,
            404 | 410 => FailureKind::NotFound,
            400..=499 => FailureKind::Refused,
            _ => FailureKind::Broken,
        };
        match serde_json::from_str::<ApiError>(body) {
            Ok(error) => Self { kind, code: error.code, sentence: error.sentence, fields: error.fields },
            // Not the API's own words: a proxy in between, or a server of another version.
            Err(_) => Self { kind, ..Self::broken() },
        }
    }
}

/// Asks for something.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Failure> {
    read(send(Request::get(path)).await?).await
}

/// Sends something and reads what comes of it.
pub async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, Failure> {
    write(Request::post(path), body).await
}

/// Has something changed and reads what comes of it.
pub async fn put<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, Failure> {
    write(Request::put(path), body).await
}

async fn write<T: DeserializeOwned>(request: RequestBuilder, body: &impl Serialize) -> Result<T, Failure> {
    let body = serde_json::to_string(body).map_err(|_| Failure::broken())?;
    let request = request.header("content-type", "application/json").body(body).map_err(|_| Failure::broken())?;
    read(answered(request.send()).await?).await
}

/// Sends a file as it is and reads what comes of it.
pub async fn post_file<T: DeserializeOwned>(path: &str, file: &web_sys::File) -> Result<T, Failure> {
    let request = Request::post(path).header("content-type", "application/octet-stream");
    let request = request.body(file.clone()).map_err(|_| Failure::broken())?;
    read(answered(request.send()).await?).await
}

/// Asks for something to be made that needs nothing to be said.
pub async fn post_nothing<T: DeserializeOwned>(path: &str) -> Result<T, Failure> {
    read(send(Request::post(path)).await?).await
}

/// Has something taken away.
pub async fn delete(path: &str) -> Result<(), Failure> {
    let response = send(Request::delete(path)).await?;
    if response.ok() { Ok(()) } else { Err(failure(&response).await) }
}

async fn send(request: RequestBuilder) -> Result<Response, Failure> {
    answered(request.header("accept", "application/json").send()).await
}

async fn answered(sent: impl Future<Output = Result<Response, gloo_net::Error>>) -> Result<Response, Failure> {
    match select(pin!(sent), TimeoutFuture::new(ANSWER_MS_MAX)).await {
        Either::Left((response, _)) => response.map_err(|_| Failure::offline()),
        Either::Right(((), _)) => Err(Failure::offline()),
    }
}

async fn read<T: DeserializeOwned>(response: Response) -> Result<T, Failure> {
    if !response.ok() {
        return Err(failure(&response).await);
    }
    let body = response.text().await.map_err(|_| Failure::offline())?;
    serde_json::from_str(&body).map_err(|_| Failure::broken())
}

async fn failure(response: &Response) -> Failure {
    Failure::read(response.status(), &response.text().await.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_own_words_are_kept() {
        let body = r#"{"code":"looks-personal","sentence":"Look again.","fields":[{"field":"agenda.0.case_ref","sentence":"A name?"}]}"#;
        let failure = Failure::read(422, body);
        assert_eq!((failure.kind, failure.code.as_str()), (FailureKind::Refused, "looks-personal"));
        assert_eq!(failure.sentence, "Look again.");
        assert_eq!(failure.fields[0].field, "agenda.0.case_ref");
    }

    #[test]
    fn words_that_are_not_the_apis_become_a_sentence_of_ours() {
        for (status, kind) in [(502, FailureKind::Broken), (404, FailureKind::NotFound), (401, FailureKind::SignedOut)]
        {
            let failure = Failure::read(status, "<html>Bad gateway</html>");
            assert_eq!((failure.kind, failure.code.as_str()), (kind, "broken"));
            assert!(failure.sentence.ends_with('.'));
        }
    }
}
