//! `GET /api/qr.svg`: where to join, as a square for phones. It says the server's own address and takes no text from
//! outside, so that it cannot be made to lead anywhere else.

use accord_shared::route::Route;
use axum::extract::State;
use axum::http::{HeaderName, header};
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::qr::QRBuilder;

use crate::http::{App, RouteError};

/// Draws the address of the page on which a personal link can be entered.
#[utoipa::path(get, path = "/api/qr.svg", tag = "server",
    responses((status = 200, body = str, content_type = "image/svg+xml"), RouteError))]
pub(in crate::http) async fn show(
    State(app): State<App>,
) -> Result<([(HeaderName, &'static str); 2], String), RouteError> {
    let code = QRBuilder::new(format!("{}{}", app.base_url, Route::Join)).build().map_err(|_| {
        tracing::error!("the server's address does not fit into a QR code");
        RouteError::Internal
    })?;
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, SvgBuilder::default().to_str(&code)))
}
