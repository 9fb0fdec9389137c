//! The browser client, embedded: the page for each of its routes, and the files that the page names. A file whose
//! name carries the hash of its content may be kept for ever; the page itself is asked for each time.

use accord_shared::route::{Page, Program};
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use data_encoding::BASE64URL_NOPAD;
use rust_embed::RustEmbed;

use crate::app::App;
use crate::http::error::RouteError;

/// What `cargo xtask wasm` has made.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../dist"]
struct Dist;

/// The file that starts a program of the client.
const fn starts(program: Program) -> &'static str {
    match program {
        Program::Room => "room.html",
        Program::Desk => "index.html",
    }
}

/// The client's pages; any other address is not found.
pub fn pages() -> Router<App> {
    Page::ALL.into_iter().fold(Router::new(), |router, page| {
        let name = starts(page.program());
        let page_file =
            async |headers: HeaderMap| file(name, &headers).unwrap_or_else(|| StatusCode::NOT_FOUND.into_response());
        router.route(page.pattern(), get(page_file))
    })
}

/// Any other address: a file of the client, or nothing. Below `/api` nothing is said in JSON.
pub async fn file_or_nothing(request: Request) -> Response {
    let path = request.uri().path();
    if path == "/api" || path.starts_with("/api/") {
        return RouteError::NotFound.into_response();
    }
    let name = path.trim_start_matches('/');
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let found = if reads && !is_sibling(name) { file(name, request.headers()) } else { None };
    found.unwrap_or_else(|| (StatusCode::NOT_FOUND, "There is nothing here.\n").into_response())
}

/// The packed copies are reached through the name of what they are copies of.
#[expect(clippy::case_sensitive_file_extension_comparisons, reason = "the build writes these endings")]
fn is_sibling(name: &str) -> bool {
    name.ends_with(".br") || name.ends_with(".gz")
}

/// A file in the smallest form that the browser takes.
fn file(name: &str, headers: &HeaderMap) -> Option<Response> {
    let plain = Dist::get(name)?;
    let packed = accepted(headers)
        .into_iter()
        .find_map(|(encoding, ending)| Dist::get(&format!("{name}.{ending}")).map(|file| (encoding, file)));
    let (encoding, served) = packed.map_or((None, plain), |(encoding, file)| (Some(encoding), file));

    let tag = format!("\"{}\"", BASE64URL_NOPAD.encode(&served.metadata.sha256_hash()[..12]));
    let keep = if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let is_known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|known| known.to_str().ok())
        .is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag));

    let mut response =
        if is_known { StatusCode::NOT_MODIFIED.into_response() } else { served.data.into_owned().into_response() };
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    answer.insert(header::ETAG, HeaderValue::from_str(&tag).ok()?);
    if let Some(encoding) = encoding {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Some(response)
}

/// Which packed forms a browser takes, the smallest first. One that it gives the weight 0 it does not take.
fn accepted(headers: &HeaderMap) -> Vec<(&'static str, &'static str)> {
    let said = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let takes = |encoding: &str| {
        said.split(',').any(|one| {
            let mut parts = one.split(';').map(str::trim);
            let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
            let refused = parts.any(|weight| {
                weight.strip_prefix("q=").is_some_and(|q| !q.is_empty() && q.chars().all(|c| matches!(c, '0' | '.')))
            });
            named && !refused
        })
    };
    [("br", "br"), ("gzip", "gz")].into_iter().filter(|(encoding, _)| takes(encoding)).collect()
}

/// Whether a name carries the hash of what is in the file; everything below `assets/` does.
fn is_hashed(name: &str) -> bool {
    name.starts_with("assets/")
}

/// What a file is. The few kinds that there are, so that no guess is made that a browser might act on.
fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/vnd.microsoft.icon",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn the_smallest_form_that_the_browser_takes_is_sent() {
        let check = |said, expected: &[&str]| {
            let taken: Vec<_> =
                accepted(&with(header::ACCEPT_ENCODING, said)).into_iter().map(|(name, _)| name).collect();
            assert_eq!(taken, expected, "{said}");
        };
        check("gzip, deflate, br, zstd", &["br", "gzip"]);
        check("gzip;q=1.0, br;q=0", &["gzip"]);
        check("br;q=0.000, GZIP", &["gzip"]);
        check("identity", &[]);
        check("", &[]);
    }

    #[test]
    fn the_page_is_asked_for_each_time_and_not_sent_twice() {
        let first = file(starts(Program::Desk), &HeaderMap::new()).unwrap();
        assert_eq!(first.status(), StatusCode::OK);
        assert_eq!(first.headers()[header::CACHE_CONTROL], "no-cache");
        assert_eq!(first.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
        let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
        assert_eq!(
            file(starts(Program::Desk), &with(header::IF_NONE_MATCH, &tag)).unwrap().status(),
            StatusCode::NOT_MODIFIED
        );
        assert_eq!(
            file(starts(Program::Desk), &with(header::IF_NONE_MATCH, "\"other\"")).unwrap().status(),
            StatusCode::OK
        );
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        for name in ["../Cargo.toml", "/etc/passwd", "assets/../../Cargo.toml", "", "."] {
            assert!(file(name, &HeaderMap::new()).is_none(), "{name}");
        }
    }
}
