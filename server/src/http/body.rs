//! The parts of a request: its JSON body and the ids in its path, with our own errors in place of the framework's.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use serde::de::DeserializeOwned;

use super::{App, RouteError};

/// The JSON body of a request, taken only when it says that it is JSON.
pub(super) struct Body<T>(pub T);

/// The body of a request as it is, such as a file. What kind of file it is, only its bytes say.
pub(super) struct Raw(pub Bytes);

/// The ids in the path. One that cannot be an id names nothing.
pub(super) struct At<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = RouteError;

    async fn from_request(request: Request, app: &App) -> Result<Self, RouteError> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        // The exact type: a page elsewhere can make a browser send a form, but not this without asking first.
        if kind.split(';').next().unwrap_or_default().trim() != "application/json" {
            return Err(RouteError::NotJson);
        }
        let Raw(bytes) = Raw::from_request(request, app).await?;
        // The reader's message names fields and places of the sender's own text, and nothing else.
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|error| RouteError::BadRequest(format!("This is not what this route takes: {error}.")))
    }
}

impl FromRequest<App> for Raw {
    type Rejection = RouteError;

    async fn from_request(request: Request, app: &App) -> Result<Self, RouteError> {
        Bytes::from_request(request, app).await.map(Self).map_err(|rejection| {
            if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                RouteError::TooLong
            } else {
                RouteError::BadRequest("The body did not arrive whole.".to_owned())
            }
        })
    }
}

impl<T: DeserializeOwned + Send> FromRequestParts<App> for At<T> {
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, RouteError> {
        Path::from_request_parts(parts, app).await.map(|Path(ids)| Self(ids)).map_err(|_| RouteError::NotFound)
    }
}
