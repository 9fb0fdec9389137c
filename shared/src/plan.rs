//! A plan as the area keeps it: one row for each version, so that a redraft has a review of its own and the chain of
//! grades stays. When a version may be issued, and when it may be redrafted, is decided here and nowhere else. What came
//! of assessments is in `plan/outcome.rs`, what follows for a case in `plan/casework.rs`.

mod casework;
#[cfg(test)]
mod casework_tests;
mod outcome;
mod side;
#[cfg(test)]
mod tests;

pub use casework::{AdviceKept, Casework};
pub use outcome::Kept;

use serde::{Deserialize, Serialize};

use crate::id::{PlanId, Time};

/// Whether the plan is a first one or a changed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PlanChange {
    /// A new plan.
    New,
    /// An amended plan.
    Amended,
}

/// Whether the plan has been issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PlanStage {
    /// A draft.
    Draft,
    /// A final plan.
    Final,
}

/// The child's year group, as coarsely as the descriptors need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Cohort {
    /// Year 8 and below.
    Year8AndBelow,
    /// Year 9 and above: preparation for adulthood counts.
    Year9AndAbove,
}

/// One version of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Plan {
    /// This version's id.
    pub id: PlanId,
    /// The case, as a reference and nothing else.
    pub case_ref: String,
    /// Which version, from 1.
    pub version: u32,
    /// The version that this one redrafts.
    pub previous: Option<PlanId>,
    /// Who wrote it, as a post or team; may be empty.
    pub author: String,
    /// New or amended.
    pub change: PlanChange,
    /// Draft or final.
    pub plan_stage: PlanStage,
    /// The year group, coarsely.
    pub cohort: Cohort,
    /// The locality that it comes from; may be empty.
    pub locality: String,
    /// Where it can be read; may be empty.
    pub where_to_read: String,
    /// What its author is told, where something has been written.
    pub feedback: Option<Feedback>,
    /// When it was marked as issued.
    pub issued_at: Option<Time>,
    /// When this version was entered.
    pub made_at: Time,
}

/// What the author of a plan is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Feedback {
    /// What is strong, what to change and why. Never empty.
    pub text: String,
    /// When it was last written.
    pub at: Time,
}

/// The whole judgement of one closed assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Judged {
    /// The overall judgement in the scale's words, or the total with its working where there is no judgement.
    pub words: String,
    /// Whether it is good enough to issue; absent where the scale draws no such line.
    pub good_enough: Option<bool>,
    /// When the record was first closed. A correction keeps this date, so that it does not outrank later judgements.
    pub at: Time,
}

/// Where a version stands with regard to being issued. It rests on the newest internal judgement of the plan as a whole
/// whose scale draws a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Standing {
    /// No judgement that draws the line between good enough and not.
    NotJudged,
    /// Good or better.
    GoodEnough,
    /// Below Good: goes back to its author.
    Below,
    /// Marked as issued.
    Issued,
    /// Replaced by a redraft.
    Redrafted,
}

/// Why a plan cannot be issued or redrafted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanRefusal {
    /// Nobody has judged it yet.
    NotJudged,
    /// It is judged below Good.
    BelowGood,
    /// It is issued already.
    Issued,
    /// A newer version exists.
    Redrafted,
    /// It is good enough as it is.
    NeedsNoRedraft,
    /// Its author has not been told why.
    NoFeedback,
    /// It was judged below Good and is to be redrafted.
    JudgedBelow,
}

impl PlanRefusal {
    /// The stable code, in kebab case.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotJudged => "not-judged",
            Self::BelowGood => "below-good",
            Self::Issued => "issued",
            Self::Redrafted => "redrafted",
            Self::NeedsNoRedraft => "needs-no-redraft",
            Self::NoFeedback => "no-feedback",
            Self::JudgedBelow => "judged-below",
        }
    }

    /// What to do, for people.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotJudged => {
                "Nobody has judged yet whether this plan is good enough. Judge it first, as every draft is before it is \
                issued."
            }
            Self::BelowGood => {
                "This draft was judged below Good, so it cannot be issued. Give its author feedback, and enter the \
                redraft as a new version."
            }
            Self::Issued => "This plan has been issued already.",
            Self::Redrafted => "This plan has been redrafted. Go on with its newest version.",
            Self::NeedsNoRedraft => "This plan was judged Good or better, so it needs no redraft.",
            Self::NoFeedback => "Write the feedback for the author first: a redraft answers it.",
            Self::JudgedBelow => {
                "This draft was judged below Good. Give its author feedback and enter the redraft, or ask somebody else \
                to judge it."
            }
        }
    }
}

impl std::fmt::Display for PlanRefusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.sentence())
    }
}

impl std::error::Error for PlanRefusal {}

/// Where a version stands. `judged` are the closed internal judgements of the plan as a whole, in any order.
#[must_use]
pub fn standing<'a>(plan: &Plan, has_redraft: bool, judged: impl IntoIterator<Item = &'a Judged>) -> Standing {
    if plan.issued_at.is_some() {
        return Standing::Issued;
    }
    if has_redraft {
        return Standing::Redrafted;
    }
    let newest = judged.into_iter().filter(|judged| judged.good_enough.is_some()).max_by_key(|judged| judged.at);
    match newest.and_then(|judged| judged.good_enough) {
        None => Standing::NotJudged,
        Some(true) => Standing::GoodEnough,
        Some(false) => Standing::Below,
    }
}

/// Whether the coordinator may simply judge a version. Once it is below Good another look is somebody else's: an
/// assessor's, a moderator's or a panel's.
///
/// # Errors
/// Why not.
pub const fn may_judge(standing: Standing) -> Result<(), PlanRefusal> {
    match standing {
        Standing::NotJudged | Standing::GoodEnough => Ok(()),
        Standing::Below => Err(PlanRefusal::JudgedBelow),
        Standing::Issued => Err(PlanRefusal::Issued),
        Standing::Redrafted => Err(PlanRefusal::Redrafted),
    }
}

/// Whether a version may be marked as issued.
///
/// # Errors
/// Why not.
pub const fn may_issue(standing: Standing) -> Result<(), PlanRefusal> {
    match standing {
        Standing::GoodEnough => Ok(()),
        Standing::NotJudged => Err(PlanRefusal::NotJudged),
        Standing::Below => Err(PlanRefusal::BelowGood),
        Standing::Issued => Err(PlanRefusal::Issued),
        Standing::Redrafted => Err(PlanRefusal::Redrafted),
    }
}

/// Whether a redraft may be entered as the next version.
///
/// # Errors
/// Why not.
pub const fn may_redraft(plan: &Plan, standing: Standing) -> Result<(), PlanRefusal> {
    match standing {
        Standing::Below if plan.feedback.is_none() => Err(PlanRefusal::NoFeedback),
        Standing::Below => Ok(()),
        Standing::NotJudged => Err(PlanRefusal::NotJudged),
        Standing::GoodEnough => Err(PlanRefusal::NeedsNoRedraft),
        Standing::Issued => Err(PlanRefusal::Issued),
        Standing::Redrafted => Err(PlanRefusal::Redrafted),
    }
}

/// A service that may have written advice for a plan: those of 003 Annex B and of 001.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AdviceService {
    /// What the child and family said.
    ChildAndFamily,
    /// An early-years setting, school or college.
    EducationSetting,
    /// Educational psychology.
    EducationalPsychology,
    /// A doctor's advice.
    Medical,
    /// Speech and language therapy.
    SpeechAndLanguage,
    /// Occupational therapy.
    OccupationalTherapy,
    /// Physiotherapy.
    Physiotherapy,
    /// Children's or adult social care.
    SocialCare,
    /// Early help.
    EarlyHelp,
    /// The service for hearing impairment.
    HearingImpairment,
    /// The service for visual impairment.
    VisualImpairment,
    /// The report of the last annual review.
    AnnualReview,
    /// Any other.
    Other,
}

impl AdviceService {
    /// Every service, in the order in which a bundle lists them.
    pub const ALL: [Self; 13] = [
        Self::ChildAndFamily,
        Self::EducationSetting,
        Self::EducationalPsychology,
        Self::Medical,
        Self::SpeechAndLanguage,
        Self::OccupationalTherapy,
        Self::Physiotherapy,
        Self::SocialCare,
        Self::EarlyHelp,
        Self::HearingImpairment,
        Self::VisualImpairment,
        Self::AnnualReview,
        Self::Other,
    ];

    /// The name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ChildAndFamily => "Child and family views",
            Self::EducationSetting => "School or setting",
            Self::EducationalPsychology => "Educational psychology",
            Self::Medical => "Medical",
            Self::SpeechAndLanguage => "Speech and language therapy",
            Self::OccupationalTherapy => "Occupational therapy",
            Self::Physiotherapy => "Physiotherapy",
            Self::SocialCare => "Social care",
            Self::EarlyHelp => "Early help",
            Self::HearingImpairment => "Hearing impairment service",
            Self::VisualImpairment => "Visual impairment service",
            Self::AnnualReview => "Annual review",
            Self::Other => "Other",
        }
    }

    /// The service of a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.slug() == slug)
    }

    /// The slug used in addresses and JSON.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::ChildAndFamily => "child-and-family",
            Self::EducationSetting => "education-setting",
            Self::EducationalPsychology => "educational-psychology",
            Self::Medical => "medical",
            Self::SpeechAndLanguage => "speech-and-language",
            Self::OccupationalTherapy => "occupational-therapy",
            Self::Physiotherapy => "physiotherapy",
            Self::SocialCare => "social-care",
            Self::EarlyHelp => "early-help",
            Self::HearingImpairment => "hearing-impairment",
            Self::VisualImpairment => "visual-impairment",
            Self::AnnualReview => "annual-review",
            Self::Other => "other",
        }
    }
}

/// What is known of one service's advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AdviceState {
    /// Nobody asked for it.
    NotAskedFor,
    /// It is there.
    Received,
    /// It should be there and is not.
    Absent,
}
