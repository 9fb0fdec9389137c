//! The public door of a server: one HTTP request at a time, as a browser would send it.
//!
//! It keeps no cookies; who holds one brings it along. Redirects are not followed, because the API makes none.

use std::net::SocketAddr;

use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, COOKIE, HOST, ORIGIN, SET_COOKIE};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::TcpStream;

use super::{PeerError, WAIT_MS_MAX};
use crate::random::Random;

/// Where a server is, and the origin that its pages come from.
#[derive(Debug, Clone)]
pub struct Door {
    /// Where it listens.
    pub address: SocketAddr,
    /// What a browser would send as `Origin`, such as `http://127.0.0.1:8080`.
    pub origin: String,
    /// Where the ids come from that people make who come in here: a seeded source makes two runs the same.
    pub random: Random,
}

/// One request.
#[derive(Debug, Clone)]
pub struct Ask {
    method: &'static str,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// What the server said to a request.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Method and path of the request, for messages.
    pub asked: String,
    /// The status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// The secret of a link: the part that browsers do not send.
pub(super) fn secret_of(link: &str) -> &str {
    link.rsplit_once('#').map_or(link, |(_, secret)| secret)
}

impl Ask {
    /// A request without a body.
    #[must_use]
    pub fn new(method: &'static str, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), headers: Vec::new(), body: Vec::new() }
    }

    /// The same with a cookie, as `name=value`.
    #[must_use]
    pub fn cookie(self, cookie: &str) -> Self {
        self.header(COOKIE.as_str(), cookie)
    }

    /// The same with a header; one of the same name that the door would add is left out.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_ascii_lowercase(), value.to_owned()));
        self
    }

    /// The same with a body of JSON.
    ///
    /// # Panics
    /// When the value cannot be JSON, which no message of the API is.
    #[must_use]
    pub fn json(self, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).expect("messages of the API are JSON");
        Self { body, ..self.header(CONTENT_TYPE.as_str(), "application/json") }
    }

    /// The same with a file as its body.
    #[must_use]
    pub fn file(self, bytes: impl Into<Vec<u8>>) -> Self {
        Self { body: bytes.into(), ..self.header(CONTENT_TYPE.as_str(), "application/octet-stream") }
    }
}

impl Answer {
    /// The body as a message of the API, if the status is one of success.
    ///
    /// # Errors
    /// [`PeerError::Status`] for any other, [`PeerError::NotUnderstood`] when the body is something else.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, PeerError> {
        let body = &self.success()?.body;
        serde_json::from_slice(body).map_err(|error| PeerError::NotUnderstood(format!("{}: {error}", self.asked)))
    }

    /// Itself, if the status is one of success.
    ///
    /// # Errors
    /// [`PeerError::Status`] for any other.
    pub fn success(&self) -> Result<&Self, PeerError> {
        if (200..300).contains(&self.status) {
            return Ok(self);
        }
        let body = String::from_utf8_lossy(&self.body).into_owned();
        Err(PeerError::Status { asked: self.asked.clone(), status: self.status, body })
    }

    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The first cookie that was set, as `name=value`.
    #[must_use]
    pub fn cookie(&self) -> Option<&str> {
        self.header(SET_COOKIE.as_str())?.split(';').next()
    }
}

impl Door {
    /// The door of a server that is reached and named by the same address.
    #[must_use]
    pub fn at(address: SocketAddr) -> Self {
        Self::named(address, format!("http://{address}"))
    }

    /// The door of a server that browsers know under another origin than its address.
    #[must_use]
    pub fn named(address: SocketAddr, origin: impl Into<String>) -> Self {
        Self { address, origin: origin.into(), random: Random::system() }
    }

    /// Sends one request over a connection of its own.
    ///
    /// # Errors
    /// [`PeerError::Unreachable`] when there is no answer at all; every status is an answer.
    pub async fn send(&self, ask: Ask) -> Result<Answer, PeerError> {
        let asked = format!("{} {}", ask.method, ask.path);
        match tokio::time::timeout(WAIT_MS_MAX, self.exchange(ask, asked.clone())).await {
            Ok(answer) => answer,
            Err(_) => Err(PeerError::TimedOut { who: asked, what: "an answer".to_owned() }),
        }
    }

    async fn exchange(&self, ask: Ask, asked: String) -> Result<Answer, PeerError> {
        let unreachable = |error: &dyn std::fmt::Display| PeerError::Unreachable(format!("{asked}: {error}"));
        let stream = TcpStream::connect(self.address).await.map_err(|e| unreachable(&e))?;
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(|e| unreachable(&e))?;
        let driver = tokio::spawn(connection);
        let request = self.request(ask).map_err(|e| unreachable(&e))?;
        let response = sender.send_request(request).await.map_err(|e| unreachable(&e))?;
        let status = response.status().as_u16();
        let headers = response.headers().iter();
        let headers = headers
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        let body = response.into_body().collect().await.map_err(|e| unreachable(&e))?.to_bytes().to_vec();
        driver.abort();
        Ok(Answer { asked, status, headers, body })
    }

    fn request(&self, ask: Ask) -> Result<Request<Full<Bytes>>, hyper::http::Error> {
        let mut request = Request::builder().method(ask.method).uri(&ask.path);
        for (name, value) in [(HOST.as_str(), self.authority()), (ORIGIN.as_str(), &self.origin)] {
            if !ask.headers.iter().any(|(own, _)| own == name) {
                request = request.header(name, value);
            }
        }
        for (name, value) in &ask.headers {
            request = request.header(name, value);
        }
        request.body(Full::new(Bytes::from(ask.body)))
    }

    /// The part of the origin after the scheme, which is what browsers send as `Host`.
    pub(super) fn authority(&self) -> &str {
        self.origin.split_once("://").map_or(self.origin.as_str(), |(_, authority)| authority)
    }
}
