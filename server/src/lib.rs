//! The server of Accord.
