//! The errors of the API, each with its status, a stable code and a sentence for people. Causes are logged here, once,
//! and never sent.

use std::collections::BTreeMap;

use accord_shared::api::{ApiError, FieldError};
use accord_shared::plan::PlanRefusal;
use accord_shared::policy::Denied;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder};

use crate::room::RoomError;
use crate::store::StoreError;

/// Why a request was not answered as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RouteError {
    /// 400: not the JSON that this route takes; the sentence says what is wrong with its shape.
    BadRequest(String),
    /// 401: no session, or one that has ended.
    NotSignedIn,
    /// 403: the request was not made by a page of this server.
    Foreign,
    /// 404: no such thing, or none that this person may know of.
    NotFound,
    /// 404: a link that was never made, was used up, was revoked, or is too old; which of them is not said.
    LinkNotValid,
    /// 405: the address is there, the method is not.
    MethodNotAllowed,
    /// 408: it took too long.
    TookTooLong,
    /// 409: something else happened first.
    Conflict {
        /// The stable code.
        code: &'static str,
        /// What to do, for people.
        sentence: &'static str,
    },
    /// As the denial says: the policy does not let this person do it now.
    Denied(Denied),
    /// 409 where something was done already, else 422: a plan cannot be issued or redrafted as it stands.
    Plan(PlanRefusal),
    /// 413: the body is too long.
    TooLong,
    /// 415: the body is not marked as JSON.
    NotJson,
    /// 422: some fields are not acceptable.
    Fields(Vec<FieldError>),
    /// 422: some fields look like personal data, and nobody has said yet that they are none.
    LooksPersonal(Vec<FieldError>),
    /// 500: a mistake of ours.
    Internal,
    /// 503: the database does not answer, or the server is stopping.
    Unavailable,
}

impl RouteError {
    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::NotSignedIn => StatusCode::UNAUTHORIZED,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::NotFound | Self::LinkNotValid => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TookTooLong => StatusCode::REQUEST_TIMEOUT,
            Self::Conflict { .. } => StatusCode::CONFLICT,
            Self::Denied(denied) => StatusCode::from_u16(denied.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            Self::Plan(refusal) => status_of_refusal(*refusal),
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Fields(_) | Self::LooksPersonal(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    const fn code(&self) -> &'static str {
        match self {
            Self::BadRequest(_) => "bad-request",
            Self::NotSignedIn => "not-signed-in",
            Self::Foreign => "foreign-origin",
            Self::NotFound => "not-found",
            Self::LinkNotValid => "link-not-valid",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::TookTooLong => "took-too-long",
            Self::Conflict { code, .. } => code,
            Self::Denied(denied) => denied.code(),
            Self::Plan(refusal) => refusal.code(),
            Self::TooLong => "too-long",
            Self::NotJson => "not-json",
            Self::Fields(_) => "fields",
            Self::LooksPersonal(_) => "looks-personal",
            Self::Internal => "internal",
            Self::Unavailable => "unavailable",
        }
    }

    fn sentence(&self) -> &str {
        match self {
            Self::BadRequest(sentence) => sentence,
            Self::NotSignedIn => "You are not signed in here. Open your personal link again.",
            Self::Foreign => "This request did not come from a page of this server.",
            Self::NotFound => "There is nothing here, or nothing that you may see.",
            Self::LinkNotValid => "This link does not work, or no longer. Ask for a new one.",
            Self::MethodNotAllowed => "This address cannot be used in that way.",
            Self::TookTooLong => "That took too long. Try again.",
            Self::Conflict { sentence, .. } => sentence,
            Self::Denied(denied) => denied.sentence(),
            Self::Plan(refusal) => refusal.sentence(),
            Self::TooLong => "That is too long to be sent at once.",
            Self::NotJson => "The body must be JSON and be marked as application/json.",
            Self::Fields(_) => "Some of what was entered needs another look.",
            Self::LooksPersonal(_) => "Some of what was entered looks like personal data about a child.",
            Self::Internal => "Something went wrong on the server. It has been noted.",
            Self::Unavailable => "The server cannot save just now. Try again in a moment.",
        }
    }
}

impl From<PlanRefusal> for RouteError {
    fn from(refusal: PlanRefusal) -> Self {
        Self::Plan(refusal)
    }
}

impl From<StoreError> for RouteError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Taken | StoreError::Stale { .. } => {
                Self::Conflict { code: "changed-meanwhile", sentence: "Someone changed this meanwhile. Load it again." }
            }
            StoreError::Busy | StoreError::Closed | StoreError::Driver(_) | StoreError::CommitFailed(_) => {
                tracing::error!(%error, "the store could not be used");
                Self::Unavailable
            }
            StoreError::Refused(_)
            | StoreError::BadValue { .. }
            | StoreError::InUse(_)
            | StoreError::Folder { .. }
            | StoreError::Migration(_) => {
                tracing::error!(%error, "the store refused what it should have taken");
                Self::Internal
            }
        }
    }
}

impl From<RoomError> for RouteError {
    fn from(error: RoomError) -> Self {
        match error {
            RoomError::NotFound => Self::NotFound,
            RoomError::Denied(denied) => Self::Denied(denied),
            RoomError::Store(error) => error.into(),
            RoomError::Full | RoomError::Stopped => {
                tracing::warn!(%error, "a room could not be reached");
                Self::Unavailable
            }
        }
    }
}

/// A denial because another person may have been first is a conflict; one because something is yet to be done is not.
const fn status_of_refusal(refusal: PlanRefusal) -> StatusCode {
    match refusal {
        PlanRefusal::Issued | PlanRefusal::Redrafted => StatusCode::CONFLICT,
        PlanRefusal::NotJudged
        | PlanRefusal::BelowGood
        | PlanRefusal::NeedsNoRedraft
        | PlanRefusal::NoFeedback
        | PlanRefusal::JudgedBelow => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

impl IntoResponse for RouteError {
    fn into_response(self) -> Response {
        let (status, code, sentence) = (self.status(), self.code().to_owned(), self.sentence().to_owned());
        let fields = match self {
            Self::Fields(fields) | Self::LooksPersonal(fields) => fields,
            _ => Vec::new(),
        };
        (status, Json(ApiError { code, sentence, fields })).into_response()
    }
}

/// Every route may answer with an error, and every error has the same shape.
impl utoipa::IntoResponses for RouteError {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("ApiError"))).build();
        let response = ResponseBuilder::new().description("What went wrong").content("application/json", content);
        BTreeMap::from([("default".to_owned(), response.build().into())])
    }
}

/// The answer where an address is there and its method is not.
pub(super) async fn method_not_allowed() -> RouteError {
    RouteError::MethodNotAllowed
}
