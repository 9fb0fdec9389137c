//! Measurements, printed for people.

fn main() {}
