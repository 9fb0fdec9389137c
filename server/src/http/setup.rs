//! One-time links with which a coordinator signs in.

pub(super) mod redeem;
