//! The coordinator's pages about plans: the list of drafts to judge, one plan with its versions, assessments and advice,
//! what its author is told, and the report on regrading. How a plan is judged is the assessor's form; when it may be
//! issued or redrafted says `accord_shared::plan`.

pub mod enter;
pub mod feedback_page;
mod judge;
pub mod kept;
pub mod list;
mod listed;
pub mod one;
pub mod regrades;
