//! The coordinator's pages about frameworks: what there is to choose from, one version as assessors will see it, and the
//! editor of the area's own drafts. What a framework is and must satisfy is in [`accord_shared::framework`].

mod about;
mod ask;
mod change;
mod copy;
mod draft;
mod editor;
mod ends;
mod faces;
mod fields;
mod file;
mod form;
mod groups;
mod ids;
mod import;
mod list;
mod marking;
mod mend;
mod order;
mod points;
mod preview;
mod publish;
mod rows;
mod saving;
mod scales;
mod section;
mod sections;
mod show;
mod words;

pub use draft::DraftPage;
pub use list::FrameworksPage;
pub use show::FrameworkPage;
