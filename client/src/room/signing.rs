//! Signing: what would be signed, who has signed it, and the end of the review.

mod closed;
mod content;
pub mod page;
mod signatures;
