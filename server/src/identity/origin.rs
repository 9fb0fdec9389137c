//! Where a browser's request comes from. A foreign page can make a browser send our cookies, on a socket even past
//! `SameSite`; what it cannot do is lie in `Origin`.

use axum::http::{HeaderMap, Uri, header, uri::Authority};

use crate::config::Config;

/// Whether a request comes from a page of this server: its `Origin` must be there and be ours. Programs that are not
/// browsers set it themselves.
#[must_use]
pub fn origin_allowed(headers: &HeaderMap, config: &Config) -> bool {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let (Some(origin), None) = (origins.next(), origins.next()) else { return false };
    let Ok(origin) = origin.to_str() else { return false };
    match &config.public_url {
        Some(url) => origin == url.origin(),
        None => same_loopback(origin, headers),
    }
}

/// Without a public address only this machine is served. The `Host` must name it, so that a foreign name that
/// resolves to this machine is not taken for ours.
fn same_loopback(origin: &str, headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let (Some(rest), Some(host)) = (origin.strip_prefix("http://"), host) else { return false };
    rest == host && host.parse::<Authority>().is_ok_and(|authority| is_loopback(authority.host()))
}

/// Whether a host is this machine.
fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The address under which people reach the server: a scheme, a host and maybe a port, nothing after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    secure: bool,
}

impl PublicUrl {
    /// The origin as browsers write it.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether it is `https`.
    #[must_use]
    pub const fn is_secure(&self) -> bool {
        self.secure
    }
}

impl std::str::FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let hint = || format!("{text:?} is not an address such as https://accord.example.org");
        let uri: Uri = text.parse().map_err(|_| hint())?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(hint()) };
        let (secure, usual_port) = match scheme {
            "https" => (true, 443),
            "http" => (false, 80),
            _ => return Err(hint()),
        };
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() || authority.as_str().contains('@') {
            return Err(hint());
        }
        let host = authority.host().to_ascii_lowercase();
        let port = authority.port_u16().filter(|port| *port != usual_port);
        let origin = match port {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        };
        Ok(Self { origin, secure })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn allowed(public_url: Option<&str>, host: &str, origins: &[&str]) -> bool {
        let config = Config { public_url: public_url.map(|url| url.parse().unwrap()), ..Config::for_tests("unused") };
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_str(host).unwrap());
        for origin in origins {
            headers.append(header::ORIGIN, HeaderValue::from_str(origin).unwrap());
        }
        origin_allowed(&headers, &config)
    }

    #[test]
    fn with_a_public_address_only_that_origin_is_ours() {
        let url = Some("https://Accord.example.gov.uk:443/");
        assert!(allowed(url, "anything", &["https://accord.example.gov.uk"]));
        for foreign in [
            "null",
            "http://accord.example.gov.uk",
            "https://accord.example.gov.uk:8443",
            "https://evil-accord.example.gov.uk",
            "https://accord.example.gov.uk.evil.com",
            "https://accord.example.gov.uk/",
            "",
        ] {
            assert!(!allowed(url, "accord.example.gov.uk", &[foreign]), "{foreign}");
        }
        assert!(!allowed(url, "accord.example.gov.uk", &[]));
        assert!(!allowed(url, "accord.example.gov.uk", &["https://accord.example.gov.uk", "https://evil.com"]));
    }

    #[test]
    fn without_one_only_this_machine_is_served() {
        assert!(allowed(None, "127.0.0.1:8080", &["http://127.0.0.1:8080"]));
        assert!(allowed(None, "localhost:8080", &["http://localhost:8080"]));
        assert!(allowed(None, "[::1]:8080", &["http://[::1]:8080"]));
        for (host, origin) in [
            ("127.0.0.1:8080", "http://127.0.0.1:9090"),
            ("127.0.0.1:8080", "http://localhost:8080"),
            ("127.0.0.1:8080", "null"),
            ("127.0.0.1:8080", "https://127.0.0.1:8080"),
            ("evil.com:8080", "http://evil.com:8080"),
            ("127.0.0.1.evil.com", "http://127.0.0.1.evil.com"),
        ] {
            assert!(!allowed(None, host, &[origin]), "{host} {origin}");
        }
    }

    #[test]
    fn a_public_address_is_an_origin_and_nothing_more() {
        for bad in ["accord.example.org", "ftp://x", "https://x/path", "https://x?q", "https://user@x", "", "/"] {
            assert!(bad.parse::<PublicUrl>().is_err(), "{bad}");
        }
        assert_eq!("http://LOCALHOST:8080".parse::<PublicUrl>().unwrap().origin(), "http://localhost:8080");
    }
}
