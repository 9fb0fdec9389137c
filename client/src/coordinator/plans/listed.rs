//! The list of plans as it was fetched, and how to fetch it again.

use accord_shared::api::PlanSummary;
use accord_shared::plan::{PlanStage, Standing};

/// Which plans are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Drafts that nobody has judged yet.
    ToJudge,
    /// What was judged below Good and is not redrafted.
    Below,
    /// Every plan.
    All,
}

impl Listed {
    pub const EACH: [Self; 3] = [Self::ToJudge, Self::Below, Self::All];

    pub const fn words(self) -> &'static str {
        match self {
            Self::ToJudge => "Drafts to judge",
            Self::Below => "Below Good",
            Self::All => "All plans",
        }
    }

    pub const fn nothing(self) -> &'static str {
        match self {
            Self::ToJudge => "No draft waits to be judged.",
            Self::Below => "No plan is below Good.",
            Self::All => "There are no plans.",
        }
    }

    pub fn holds(self, one: &PlanSummary) -> bool {
        match self {
            Self::ToJudge => one.plan.plan_stage == PlanStage::Draft && one.standing == Standing::NotJudged,
            Self::Below => one.standing == Standing::Below,
            Self::All => true,
        }
    }
}
