//! `GET /api/openapi.json`: the description of the API, made from the handlers.

use std::sync::Arc;

use accord_shared::api::ApiError;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use utoipa::OpenApi;

/// What the document says before its first route.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Accord",
        description = "Live panels that judge a plan together. Sessions are cookies; a request that changes something \
            must come from a page of the server or carry its `Origin`. The room itself speaks over a WebSocket, \
            described in docs/protocol.md.",
        license(name = "MIT")
    ),
    components(schemas(ApiError))
)]
pub(super) struct Head;

/// The document as text, made once.
#[derive(Clone)]
pub(super) struct Document(Arc<str>);

impl Document {
    /// The document of an API.
    pub(super) fn of(api: &utoipa::openapi::OpenApi) -> Self {
        Self(api.to_json().expect("a description of types is fit for JSON").into())
    }
}

/// Answers with the document.
pub(super) async fn show(State(Document(text)): State<Document>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")], text.to_string())
}
