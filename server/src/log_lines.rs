//! Which log lines are written: what an operator asks for, and of other crates never what they say of the bytes that pass
//! through them. At their finest levels those print whole frames, and a frame may hold a ballot.

use tracing::{Level, Subscriber};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::{EnvFilter, Layer};

/// What is written where an operator asks for nothing.
pub const USUAL: &str = "info,sqlx=warn";

/// The finest level of what other crates log.
const OTHERS_FINEST: Level = Level::INFO;

/// Lets through what is asked for, in the form of `RUST_LOG`.
pub fn filter<S>(asked: EnvFilter) -> impl Layer<S>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
{
    // What comes by way of the `log` crate does not have the name of our own crates, and is never ours.
    let own_or_coarse = filter_fn(|about| about.target().starts_with("accord_") || *about.level() <= OTHERS_FINEST);
    asked.and_then(own_or_coarse)
}
