//! The cookies: what they are called, how they are set, and how they are read. One that comes twice counts for
//! nothing, because a neighbour's host may have put the second one there.

use accord_shared::id::ParticipantId;
use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::{Cookie, SameSite};

use super::Token;
use crate::limits::COOKIE_BYTES_MAX;

/// Whose session a cookie carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The coordinator's.
    Coordinator,
    /// A seat's: one cookie for each, so that one browser can hold several.
    Seat(ParticipantId),
}

/// What the name of a seat's cookie begins with, after the prefix.
const SEAT: &str = "accord_seat_";

impl Kind {
    /// The cookie's name. With the prefix, a browser accepts it only over TLS and only from this very host.
    fn name(&self, secure: bool) -> String {
        let prefix = if secure { "__Host-" } else { "" };
        match self {
            Self::Coordinator => format!("{prefix}accord_coordinator"),
            Self::Seat(participant) => format!("{prefix}{SEAT}{participant}"),
        }
    }
}

/// The header that gives a browser its session for so many seconds.
pub(crate) fn set_cookie(kind: &Kind, secret: &Token, seconds: i64, secure: bool) -> HeaderValue {
    header_of(kind, secret.expose().to_owned(), seconds.max(0), secure)
}

/// The header that takes it away again.
pub(crate) fn clear_cookie(kind: &Kind, secure: bool) -> HeaderValue {
    header_of(kind, String::new(), 0, secure)
}

fn header_of(kind: &Kind, value: String, seconds: i64, secure: bool) -> HeaderValue {
    let mut cookie =
        Cookie::build((kind.name(secure), value)).path("/").http_only(true).same_site(SameSite::Lax).build();
    cookie.set_secure(secure);
    let text = format!("{cookie}; Max-Age={seconds}");
    HeaderValue::from_str(&text).expect("ids and base64 are fit for a header")
}

/// The secret that a request carries; `None` unless it carries exactly one that can be one.
pub(crate) fn read_cookie(headers: &HeaderMap, kind: &Kind, secure: bool) -> Option<Token> {
    let name = kind.name(secure);
    let pairs = pairs(headers)?;
    let mut found = pairs.iter().filter(|(key, _)| *key == name);
    let (Some((_, value)), None) = (found.next(), found.next()) else { return None };
    Token::from_claim(value)
}

/// The secrets of all the seats that a request carries, under the same rule for each.
pub(crate) fn read_seat_cookies(headers: &HeaderMap, secure: bool) -> Vec<Token> {
    let begin = if secure { "__Host-accord_seat_" } else { "accord_seat_" };
    let mut pairs = pairs(headers).unwrap_or_default();
    pairs.retain(|(key, _)| key.starts_with(begin));
    let once = pairs.iter().filter(|(key, _)| pairs.iter().filter(|(other, _)| other == key).count() == 1);
    once.filter_map(|(_, value)| Token::from_claim(value)).collect()
}

/// The names and values of all cookies; `None` when there is more than is read.
fn pairs(headers: &HeaderMap) -> Option<Vec<(&str, &str)>> {
    let mut pairs = Vec::new();
    let mut bytes = 0;
    for line in headers.get_all(header::COOKIE) {
        bytes += line.len();
        if bytes > COOKIE_BYTES_MAX {
            return None;
        }
        pairs.extend(line.to_str().ok()?.split(';').filter_map(|pair| pair.trim().split_once('=')));
    }
    Some(pairs)
}

/// The seats for which a request carries a cookie.
pub(crate) fn seats_in(headers: &HeaderMap, secure: bool) -> Vec<ParticipantId> {
    let prefix = if secure { "__Host-" } else { "" };
    let names = pairs(headers).unwrap_or_default().into_iter().map(|(name, _)| name);
    names.filter_map(|name| ParticipantId::new(name.strip_prefix(prefix)?.strip_prefix(SEAT)?).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    fn headers(cookies: &[String]) -> HeaderMap {
        cookies.iter().map(|line| (header::COOKIE, HeaderValue::from_str(line).unwrap())).collect()
    }

    #[test]
    fn a_cookie_is_for_this_host_only_and_hidden_from_scripts() {
        let token = Token::fresh(&Random::system());
        let text = |secure| set_cookie(&Kind::Coordinator, &token, 60, secure).to_str().unwrap().to_owned();
        let value = token.expose();
        assert_eq!(text(false), format!("accord_coordinator={value}; HttpOnly; SameSite=Lax; Path=/; Max-Age=60"));
        assert_eq!(
            text(true),
            format!("__Host-accord_coordinator={value}; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=60")
        );
        let seat = Kind::Seat(ParticipantId::new("per1").unwrap());
        assert_eq!(clear_cookie(&seat, false), "accord_seat_per1=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0");
    }

    #[test]
    fn the_seats_of_a_browser_are_known_by_the_names_of_their_cookies() {
        let lines = ["accord_seat_per1=x; accord_coordinator=y", "accord_seat_NOT-AN-ID=z; accord_seat_per2="];
        let seats = seats_in(&headers(&lines.map(str::to_owned)), false);
        assert_eq!(seats, ["per1", "per2"].map(|id| ParticipantId::new(id).unwrap()));
        assert_eq!(seats_in(&headers(&lines.map(str::to_owned)), true), []);
    }

    #[test]
    fn a_tampered_truncated_oversized_or_doubled_cookie_is_nobody() {
        let token = Token::fresh(&Random::system());
        let pair = format!("accord_coordinator={}", token.expose());
        let read = |cookies: &[String]| read_cookie(&headers(cookies), &Kind::Coordinator, false);
        assert_eq!(read(&[format!("theme=dark; {pair}")]), Some(token.clone()));
        for bad in [
            vec![],
            vec![pair[..pair.len() - 1].to_owned()],
            vec![format!("{pair}!")],
            vec![format!("{pair}; {pair}")],
            vec![pair.clone(), pair.clone()],
            vec![format!("{pair}; junk={}", "a".repeat(100_000))],
            vec![format!("__Host-{pair}")],
        ] {
            assert_eq!(read(&bad), None);
        }
        assert_eq!(
            read_cookie(&headers(&[pair]), &Kind::Coordinator, true),
            None,
            "without the prefix it may be a neighbour's"
        );
    }
}
