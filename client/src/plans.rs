//! The coordinator's pages about plans: the list of drafts to judge, one plan with its versions, assessments and advice,
//! what its author is told, and the report on regrading. How a plan is judged is the assessor's form; when it may be
//! issued or redrafted says `accord_shared::plan`.

mod asked;
mod desk;
mod entering;
mod judge;
mod list;
mod one;
mod regrades;
mod to_author;
mod words;

pub use desk::PlanDesk;
pub use entering::NewPlanPage;
pub use list::PlansPage;
pub use one::PlanPage;
pub use regrades::RegradesPage;
pub use to_author::FeedbackPage;
pub use words::plan as plan_words;
