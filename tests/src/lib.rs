//! Tests of Accord against the real program.
