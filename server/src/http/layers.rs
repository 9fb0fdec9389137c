//! The layers around every request and answer: a number, a log line without content, a limit in time and size, the check
//! of where it comes from, and the headers that tell a browser what it may do with the answer.

use std::time::Instant;

use accord_shared::id::OpId;
use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tracing::Instrument as _;

use super::{App, RouteError};
use crate::identity::origin_allowed;
use crate::import::limits::UPLOAD_BYTES_MAX;
use crate::limits::{BODY_BYTES_MAX, REQUEST_MS_MAX};

/// The header with the number of a request, by which its log line is found.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What a page may load and do: only what comes from this server. WebAssembly needs a permission of its own, which
/// allows no script text to be made into a program.
const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The headers of every answer.
const ALWAYS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, CSP),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
];

/// Two years, as browsers ask for.
const HSTS: &str = "max-age=63072000; includeSubDomains";

/// Puts the layers around the routes; the outermost is named last.
pub(super) fn around(router: Router<App>, app: &App) -> Router<App> {
    router
        .layer(middleware::from_fn_with_state(app.clone(), only_from_here))
        .layer(middleware::from_fn(in_time))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(CatchPanicLayer::custom(|_| RouteError::Internal.into_response()))
        .layer(middleware::from_fn_with_state(app.clone(), with_headers))
        .layer(middleware::from_fn_with_state(app.clone(), logged))
}

/// The limit of the one route that takes files, in place of that of all others.
pub(super) fn for_files() -> DefaultBodyLimit {
    DefaultBodyLimit::max(UPLOAD_BYTES_MAX)
}

/// Lets a browser change something only from a page of this server. A program that is no browser sends neither
/// header, and has no cookies that a foreign page could make it send.
async fn only_from_here(State(app): State<App>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || may_change(request.headers(), &app) {
        next.run(request).await
    } else {
        RouteError::Foreign.into_response()
    }
}

fn may_change(headers: &HeaderMap, app: &App) -> bool {
    let from_here = !headers.contains_key(header::ORIGIN) || origin_allowed(headers, &app.config);
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    from_here && matches!(site, None | Some(b"same-origin" | b"none"))
}

async fn in_time(request: Request, next: Next) -> Response {
    tokio::time::timeout(REQUEST_MS_MAX, next.run(request))
        .await
        .unwrap_or_else(|_| RouteError::TookTooLong.into_response())
}

async fn with_headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api") || request.uri().path() == "/healthz";
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if app.config.is_secure() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    if is_api && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Writes one line for each request: the route's template and never its ids, its query or its body.
async fn logged(State(app): State<App>, request: Request, next: Next) -> Response {
    // Made here and never taken from the request, so that nobody writes into the log.
    let number = OpId::from_random(app.random.bytes());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("(none)", MatchedPath::as_str).to_owned();
    let began = Instant::now();
    let span = tracing::info_span!("request", %number);
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, ms) = (response.status().as_u16(), began.elapsed().as_millis());
    span.in_scope(|| {
        if route == "/healthz" {
            tracing::debug!(%method, route, status, ms, "answered");
        } else {
            tracing::info!(%method, route, status, ms, "answered");
        }
    });
    if let Ok(value) = HeaderValue::from_str(number.as_str()) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}
