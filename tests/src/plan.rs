//! Short names for what tests say again and again: sections of the framework, marks, a vote.

use accord_shared::framework::{Framework, SectionId, TargetId, builtin_framework};
use accord_shared::mark::{Mark, Marks};

/// The framework of every table in the tests.
///
/// # Panics
/// When it is not built in.
pub(crate) fn framework() -> &'static Framework {
    builtin_framework("essex-full").expect("the full Essex framework is built in")
}

/// A section by its name.
///
/// # Panics
/// When that cannot be a name.
#[must_use]
pub fn section(id: &str) -> SectionId {
    SectionId::new(id).expect("a section's name")
}

/// Sections by their names.
#[must_use]
pub fn sections(ids: &[&str]) -> Vec<SectionId> {
    ids.iter().map(|id| section(id)).collect()
}

/// Every section but the overall judgement.
#[must_use]
pub fn all_sections() -> Vec<SectionId> {
    framework().sections.iter().filter(|section| !section.overall).map(|section| section.id.clone()).collect()
}

/// The overall judgement.
#[must_use]
pub fn overall() -> SectionId {
    section("overall")
}

/// What a section's mark is given to.
#[must_use]
pub fn target(section: &SectionId) -> TargetId {
    TargetId::from(section)
}

/// A grade.
#[must_use]
pub fn mark(grade: i64) -> Option<Mark> {
    Some(Mark::Score(grade))
}

/// A judgement of one section.
#[must_use]
pub fn agree(section: &SectionId, grade: i64) -> Marks {
    [(target(section), Mark::Score(grade))].into()
}
