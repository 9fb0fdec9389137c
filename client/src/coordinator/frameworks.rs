//! The coordinator's pages about frameworks: what there is to choose from, one version as assessors will see it, and the
//! editor of the area's own drafts. What a framework is and must satisfy is in [`accord_shared::framework`].

mod as_assessors_see_it;
mod copy;
pub mod editor;
mod file;
mod import;
pub mod list;
mod publish;
pub mod version;
mod words;
