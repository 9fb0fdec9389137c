//! A panel as it is set up: who, when, which plans, which framework, who may see what. What happens in the meeting
//! is [`crate::stage`]. What the coordinator changes of it later is in `panel/change.rs`.

mod change;
mod meets;
mod said;

use serde::{Deserialize, Serialize};

use crate::framework::FrameworkId;
use crate::id::{PanelId, ParticipantId, PlanId, ReviewId};
use crate::plan::{AdviceService, Cohort, PlanChange, PlanStage};

pub use change::{CHANGES_MAX, Cancelled, ChangeAbout, ChangeNote, PanelChange, Since, TakenAway};
pub use meets::{CALL_CHARS_MAX, Meets, call_host, is_time};
pub(crate) use said::offices_said;

/// The body that a participant speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Agency {
    /// The parent-carer forum; asked first and printed first.
    ParentCarerForum,
    /// The information, advice and support service for families.
    Sendiass,
    /// The local authority's SEND service.
    SendService,
    /// Educational psychology.
    EducationalPsychology,
    /// Health: a commissioner, a provider or the designated clinical officer; the post says which.
    Health,
    /// Children's or adult social care.
    SocialCare,
    /// Early help.
    EarlyHelp,
    /// A school, college or early-years setting.
    EducationSetting,
    /// Any other body.
    Other,
}

impl Agency {
    /// Every agency, in the order in which they are asked and printed.
    pub const ALL: [Self; 9] = [
        Self::ParentCarerForum,
        Self::Sendiass,
        Self::SendService,
        Self::EducationalPsychology,
        Self::Health,
        Self::SocialCare,
        Self::EarlyHelp,
        Self::EducationSetting,
        Self::Other,
    ];

    /// The name in full.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ParentCarerForum => "Parent-carer forum",
            Self::Sendiass => "SENDIASS",
            Self::SendService => "SEND service",
            Self::EducationalPsychology => "Educational psychology",
            Self::Health => "Health",
            Self::SocialCare => "Social care",
            Self::EarlyHelp => "Early help",
            Self::EducationSetting => "School or setting",
            Self::Other => "Other",
        }
    }

    /// The short label for tight places.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Self::ParentCarerForum => "Parents",
            Self::Sendiass => "SENDIASS",
            Self::SendService => "SEND",
            Self::EducationalPsychology => "EP",
            Self::Health => "Health",
            Self::SocialCare => "Care",
            Self::EarlyHelp => "Early help",
            Self::EducationSetting => "School",
            Self::Other => "Other",
        }
    }

    /// The slug used in document names, class names and JSON.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::ParentCarerForum => "parent-carer-forum",
            Self::Sendiass => "sendiass",
            Self::SendService => "send-service",
            Self::EducationalPsychology => "educational-psychology",
            Self::Health => "health",
            Self::SocialCare => "social-care",
            Self::EarlyHelp => "early-help",
            Self::EducationSetting => "education-setting",
            Self::Other => "other",
        }
    }

    /// The agency of a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|agency| agency.slug() == slug)
    }
}

/// What kind of meeting it is (003, the three levels).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PanelKind {
    /// Within one service.
    Service,
    /// One locality, usually one plan.
    Locality,
    /// The whole area, usually one plan from each locality.
    Countywide,
    /// With people from outside the area.
    External,
}

/// Whether marks are private until the reveal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Visibility {
    /// Nobody sees another's mark before the reveal: the default.
    Blind,
    /// Everyone sees marks as they are made; printed in the record.
    Open,
}

/// How revealed marks are labelled; fixed before scoring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Naming {
    /// By agency only: the default.
    Agencies,
    /// By name and agency.
    Names,
}

/// By whom a plan is judged.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "by")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Way {
    /// By a panel: scored in private, revealed, reconciled and signed.
    #[default]
    Panel,
    /// By one assessor alone.
    Alone {
        /// Who.
        assessor: ParticipantId,
    },
    /// By an auditor, and again by a moderator.
    Moderated {
        /// Who judges first.
        auditor: ParticipantId,
        /// Who judges the same plan again.
        moderator: ParticipantId,
        /// Whether the moderator may read the audit before handing in; else the moderator is blind.
        sees_audit: bool,
        /// Whether the moderation changes the grade; else it is feedback and the audit's grade stands.
        changes_grade: bool,
    },
}

impl Way {
    /// Whether this person hands in a whole form of their own.
    #[must_use]
    pub fn hands_in(&self, who: &ParticipantId) -> bool {
        match self {
            Self::Panel => false,
            Self::Alone { assessor } => assessor == who,
            Self::Moderated { auditor, moderator, .. } => auditor == who || moderator == who,
        }
    }

    /// What a person is called who judges otherwise than in a panel.
    #[must_use]
    pub fn part(&self, who: &ParticipantId) -> Option<&'static str> {
        match self {
            Self::Alone { assessor } if assessor == who => Some("Assessor"),
            Self::Moderated { auditor, .. } if auditor == who => Some("Auditor"),
            Self::Moderated { moderator, .. } if moderator == who => Some("Moderator"),
            Self::Alone { .. } | Self::Moderated { .. } | Self::Panel => None,
        }
    }
}

/// One plan on the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    /// The review's id.
    pub id: ReviewId,
    /// The case, as a reference and nothing else.
    pub case_ref: String,
    /// New or amended.
    pub change: PlanChange,
    /// Draft or final.
    pub plan_stage: PlanStage,
    /// The year group, coarsely.
    pub cohort: Cohort,
    /// The locality that the plan comes from; may be empty.
    pub locality: String,
    /// Where the plan can be read: a link or a sentence; may be empty.
    pub where_to_read: String,
    /// The version of a plan that the area keeps, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanId>,
    /// Whose advice is judged; absent where the plan itself is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<AdviceService>,
}

/// What a person is at the table for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Seat {
    /// Scores, writes, consents or dissents.
    Member,
    /// Writes, consents or dissents, but casts no ballot (a chair or scribe who chose so).
    NonScoring,
    /// Reads after the reveal.
    Observer,
    /// The projector: shows what everyone may see.
    Screen,
}

/// One person at one panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Participant {
    /// The person's id at this panel.
    pub id: ParticipantId,
    /// The person's name.
    pub name: String,
    /// The body that the person speaks for.
    pub agency: Agency,
    /// The person's post in that body, such as "Designated clinical officer".
    pub post: String,
    /// What the person is at the table for.
    pub seat: Seat,
    /// Whether the person was taken off the panel; the row stays, because earlier decisions name it.
    pub removed: bool,
}

impl Participant {
    /// Whether the person casts ballots.
    #[must_use]
    pub fn scores(&self) -> bool {
        !self.removed && self.seat == Seat::Member
    }

    /// Whether the person writes, consents and signs.
    #[must_use]
    pub fn has_voice(&self) -> bool {
        !self.removed && matches!(self.seat, Seat::Member | Seat::NonScoring)
    }

    /// "Name, post" as records print people.
    #[must_use]
    pub fn name_and_post(&self) -> String {
        match self.post.as_str() {
            "" => self.name.clone(),
            post => format!("{}, {post}", self.name),
        }
    }
}

/// Who holds which office; the meeting may change them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Offices {
    /// Leads the meeting; blind like everyone else.
    pub chair: ParticipantId,
    /// May take the chair when the chair is away.
    pub deputy: Option<ParticipantId>,
    /// Writes the record.
    pub scribe: Option<ParticipantId>,
}

/// A meeting as the coordinator set it up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Panel {
    /// The panel's id.
    pub id: PanelId,
    /// What it is called.
    pub title: String,
    /// What kind of meeting it is.
    pub kind: PanelKind,
    /// The day of the meeting, `YYYY-MM-DD`.
    pub held_on: String,
    /// When in the day people meet, and where.
    #[serde(default, skip_serializing_if = "Meets::is_nothing")]
    pub meets: Meets,
    /// The locality; empty for the whole area.
    pub locality: String,
    /// Which framework is used.
    pub framework: FrameworkId,
    /// Invariant: the version of the framework, frozen when the panel is made.
    pub framework_version: String,
    /// Invariant: the SHA-256 of the framework's canonical JSON, frozen when the panel is made.
    pub framework_sha256: String,
    /// Blind or open.
    pub visibility: Visibility,
    /// How revealed marks are labelled.
    pub naming: Naming,
    /// With which other words for the same points everyone reads the scale; absent for its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub face: Option<String>,
    /// By whom the plans are judged.
    #[serde(default)]
    pub way: Way,
    /// The offices that the meeting starts with.
    pub offices: Offices,
    /// The plans, in order. A panel that was copied without its plans has none until they are added.
    pub agenda: Vec<Review>,
    /// Everyone who was ever invited.
    pub participants: Vec<Participant>,
    /// What was changed since the panel was made.
    #[serde(default, skip_serializing_if = "Since::is_nothing")]
    pub since: Since,
}

impl Panel {
    /// The participant with this id, removed or not.
    #[must_use]
    pub fn participant(&self, id: &ParticipantId) -> Option<&Participant> {
        self.participants.iter().find(|person| &person.id == id)
    }

    /// "Name, post" as records print people; empty for somebody who is not at this panel.
    #[must_use]
    pub fn name_and_post(&self, who: &ParticipantId) -> String {
        self.participant(who).map_or_else(String::new, Participant::name_and_post)
    }

    /// The review with this id.
    #[must_use]
    pub fn review(&self, id: &ReviewId) -> Option<&Review> {
        self.agenda.iter().find(|review| &review.id == id)
    }

    /// Everyone who casts ballots.
    pub fn scorers(&self) -> impl Iterator<Item = &Participant> {
        self.participants.iter().filter(|person| person.scores())
    }

    /// The agencies that have a voice, in order and once each: those that sign.
    #[must_use]
    pub fn agencies(&self) -> Vec<Agency> {
        Agency::ALL
            .into_iter()
            .filter(|agency| self.participants.iter().any(|p| p.has_voice() && p.agency == *agency))
            .collect()
    }
}
