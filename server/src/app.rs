//! The state of the server that handlers and sockets share, in one value that is cheap to clone.

use std::sync::Arc;

use crate::clock::Clock;
use crate::config::Config;
use crate::random::Random;
use crate::room::Rooms;
use crate::store::Store;

/// What every handler may use; clones are the same.
#[derive(Clone)]
pub struct App {
    /// How the server was told to run.
    pub config: Arc<Config>,
    /// The address that links begin with: the public one, or the one that is listened on.
    pub base_url: Arc<str>,
    /// What is kept.
    pub store: Store,
    /// The meetings.
    pub rooms: Rooms,
    /// What time it is.
    pub clock: Clock,
    /// Where secrets and ids come from.
    pub random: Random,
}
