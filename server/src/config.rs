//! The settings of the server. It is passed in whole; nothing else reads flags or the environment.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::clock::Clock;
use crate::identity::PublicUrl;
use crate::random::Random;

/// How a server is to run.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// The folder of the database.
    pub data: PathBuf,
    /// Where people reach the server; without it, only this machine is served.
    pub public_url: Option<PublicUrl>,
    /// Whether to begin with the fictional panel and its simulated colleagues.
    pub demo: bool,
    /// What time it is.
    pub clock: Clock,
    /// Where secrets and ids come from.
    pub random: Random,
}

impl Config {
    /// A server for one test: any free port of this machine, and a folder of its own.
    #[must_use]
    pub fn for_tests(data: impl Into<PathBuf>) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            data: data.into(),
            public_url: None,
            demo: false,
            clock: Clock::system(),
            random: Random::system(),
        }
    }

    /// Whether cookies and everything else may only travel over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.as_ref().is_some_and(PublicUrl::is_secure)
    }
}
