//! The HTTP API under `/api`, described by the OpenAPI document that is made from the handlers themselves, and the
//! pages of the browser client. One endpoint is one file, `http/<resource>/<verb>.rs`.
//!
//! Handlers ask, the store and the rooms do. What everyone's answers have in common (headers, limits, log lines, the
//! check of where a request comes from) is in `http/layers.rs`.

mod agenda;
mod body;
pub(crate) mod error;
mod frameworks;
mod invitations;
mod layers;
mod links;
mod openapi;
mod panels;
mod participants;
mod plans;
mod records;
mod seats;
#[cfg(test)]
mod tests;

/// The signed-in coordinator.
mod coordinator {
    pub(super) mod show;
    pub(super) mod sign_out;
}
/// Whether the server can work.
mod health {
    pub(super) mod show;
}
/// The code on the room screen.
mod qr {
    pub(super) mod show;
}
/// One-time links with which a coordinator signs in.
mod setup {
    pub(super) mod redeem;
}

use axum::Router;
use axum::routing::get;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

pub use error::RouteError;
#[cfg(test)]
pub(crate) use tests::form as test_form;

/// Every route of the server, in its layers.
pub fn router(app: App) -> Router {
    let (router, api) = routes().split_for_parts();
    let document = openapi::Document::of(&api);
    let router = router
        .route("/api/openapi.json", get(openapi::show).with_state(document))
        .merge(crate::assets::pages())
        .fallback(crate::assets::file_or_nothing)
        .method_not_allowed_fallback(error::method_not_allowed);
    layers::around(router, &app).with_state(app)
}

/// The routes that the OpenAPI document describes.
fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(openapi::Head::openapi())
        .routes(routes!(health::show::show))
        .routes(routes!(setup::redeem::redeem))
        .routes(routes!(coordinator::show::show))
        .routes(routes!(coordinator::sign_out::sign_out))
        .routes(routes!(frameworks::list::list))
        .routes(routes!(frameworks::show::show))
        .routes(routes!(frameworks::file::file))
        .merge(OpenApiRouter::new().routes(routes!(frameworks::import::import)).layer(layers::for_files()))
        .routes(routes!(frameworks::drafts::list::list, frameworks::drafts::copy::copy))
        .routes(routes!(
            frameworks::drafts::show::show,
            frameworks::drafts::change::change,
            frameworks::drafts::drop::drop
        ))
        .routes(routes!(frameworks::drafts::publish::publish))
        .routes(routes!(panels::list::list, panels::create::create))
        .routes(routes!(panels::show::show))
        .routes(routes!(panels::meeting::change))
        .routes(routes!(panels::offices::change))
        .routes(routes!(panels::cancel::cancel))
        .routes(routes!(panels::copy::copy))
        .routes(routes!(agenda::add::add, agenda::order::order))
        .routes(routes!(agenda::take_away::take_away))
        .routes(routes!(participants::add::add))
        .routes(routes!(participants::change::change, participants::remove::remove))
        .routes(routes!(plans::list::list, plans::create::create))
        .routes(routes!(plans::regrades::regrades))
        .routes(routes!(plans::show::show))
        .routes(routes!(plans::assess::assess))
        .routes(routes!(plans::judge::judge))
        .routes(routes!(plans::sit::sit))
        .routes(routes!(plans::feedback::feedback))
        .routes(routes!(plans::redraft::redraft))
        .routes(routes!(plans::issue::issue))
        .routes(routes!(plans::advice::advice))
        .routes(routes!(links::renew::renew, links::revoke::revoke))
        .routes(routes!(invitations::look::look))
        .routes(routes!(invitations::join::join))
        .routes(routes!(seats::show::show))
        .routes(routes!(seats::sign_out::sign_out))
        .routes(routes!(seats::socket::socket))
        .routes(routes!(seats::content::content))
        .routes(routes!(records::list::list))
        .routes(routes!(records::show::show))
        .routes(routes!(records::show_to_coordinator::show_to_coordinator))
        .routes(routes!(qr::show::show))
}

/// The OpenAPI document, for tests and tools.
#[must_use]
pub fn openapi() -> OpenApi {
    routes().into_openapi()
}

/// Runs a change to its end even when the client goes away half-way: what is committed is also told to the room.
async fn to_the_end<T: Send + 'static>(
    change: impl Future<Output = Result<T, RouteError>> + Send + 'static,
) -> Result<T, RouteError> {
    tokio::spawn(change).await.unwrap_or_else(|error| {
        tracing::error!(%error, "a change did not run to its end");
        Err(RouteError::Internal)
    })
}
