//! The browser client of Accord.

fn main() {}
