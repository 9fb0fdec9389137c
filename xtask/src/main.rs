//! Every step of building, running and testing Accord.

fn main() {}
