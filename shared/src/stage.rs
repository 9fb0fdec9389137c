//! The stage: what everyone in the room may see of where the meeting stands. It holds no ballot: the marks
//! in it are those that were proposed and agreed. What people scored is in a [`Round`], which a reveal makes. The server
//! sends the stage whole and numbered after every decision.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use crate::framework::{LimitId, SectionId, TargetId};
use crate::id::{OpId, ParticipantId, ReviewId, Time};
use crate::mark::{Marks, Surenesses};
use crate::panel::{Agency, Offices, Way};
use crate::schema::Prose;

/// Where one section of one review stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SectionPhase {
    /// People read; nobody can score yet.
    Reading,
    /// A private round is open.
    Scoring,
    /// The ballots of the last round are on the table.
    Revealed,
    /// There is an agreed judgement.
    Agreed,
}

impl SectionPhase {
    /// Every phase, in the order of a meeting.
    pub const ALL: [Self; 4] = [Self::Reading, Self::Scoring, Self::Revealed, Self::Agreed];

    /// Whether a section may go from this phase to that one in one decision.
    #[must_use]
    pub fn may_become(self, next: Self, way: &Way) -> bool {
        match way {
            Way::Panel => matches!(
                (self, next),
                (Self::Reading, Self::Scoring)
                    | (Self::Scoring | Self::Agreed, Self::Revealed)
                    | (Self::Revealed, Self::Scoring | Self::Agreed)
            ),
            // What forms agree on is settled with the handing in, and opened again by a correction only.
            Way::Alone { .. } | Way::Moderated { .. } => matches!(
                (self, next),
                (Self::Scoring, Self::Revealed | Self::Agreed)
                    | (Self::Revealed, Self::Agreed)
                    | (Self::Agreed, Self::Scoring)
            ),
        }
    }
}

/// Where one review stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ReviewPhase {
    /// The panel works on it.
    Open,
    /// The content is frozen and the agencies sign.
    Signing,
    /// The record is closed and never changes; a correction makes a new version.
    Closed,
}

impl ReviewPhase {
    /// Every phase, in the order of a meeting.
    pub const ALL: [Self; 3] = [Self::Open, Self::Signing, Self::Closed];

    /// Whether a review may go from this phase to that one in one decision.
    #[must_use]
    pub fn may_become(self, next: Self, way: &Way) -> bool {
        match way {
            Way::Panel => matches!(
                (self, next),
                (Self::Open, Self::Signing) | (Self::Signing, Self::Open | Self::Closed) | (Self::Closed, Self::Open)
            ),
            // Handing in is the assessors' signature.
            Way::Alone { .. } | Way::Moderated { .. } => {
                matches!((self, next), (Self::Open, Self::Closed) | (Self::Closed, Self::Open))
            }
        }
    }
}

/// What one person says to a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "answer")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Consent {
    /// Agrees.
    Agree,
    /// Would judge otherwise, and can live with it.
    CanLiveWithIt,
    /// Dissents, and says why; goes on the record.
    Dissent {
        /// Why. Never empty.
        reason: String,
    },
}

/// What a judgement goes beyond, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Beyond {
    /// What was judged as nobody had scored it in the round that it rests on.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub unscored: BTreeSet<TargetId>,
    /// The limiting judgements that it overrules, each in words as it held then.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub overruled: Overruled,
    /// Why. Never empty.
    pub reason: String,
}

/// Limiting judgements, each in words.
pub type Overruled = BTreeMap<LimitId, String>;

/// A judgement put to the panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Proposal {
    /// The operation that made the proposal, which names it.
    pub id: OpId,
    /// The proposed marks.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, serde_json::Value>))]
    pub marks: Marks,
    /// What it goes beyond, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beyond: Option<Beyond>,
    /// Who proposed it.
    pub by: ParticipantId,
    /// When.
    pub at: Time,
    /// What each person has said so far.
    pub consents: BTreeMap<ParticipantId, Consent>,
}

/// How a judgement came to be agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum HowAgreed {
    /// Every ballot of the round was the same.
    SameBallots,
    /// Everyone with a voice agreed or could live with it.
    Consensus,
    /// Somebody dissents, on the record.
    WithDissent,
    /// Settled while somebody had not answered; the reason is given.
    NotAllAnswered,
    /// One assessor judged alone.
    OneAssessor,
    /// A moderator judged again.
    Moderated,
}

/// A judgement that the panel settled on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Agreed {
    /// The agreed marks.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, serde_json::Value>))]
    pub marks: Marks,
    /// What it goes beyond, and why, as it was proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beyond: Option<Beyond>,
    /// How it was agreed.
    pub how: HowAgreed,
    /// The round that it rests on.
    pub round: u32,
    /// What each person said to the proposal; empty where the ballots were the same.
    pub consents: BTreeMap<ParticipantId, Consent>,
    /// Who had a voice and did not answer.
    pub silent: BTreeSet<ParticipantId>,
    /// Why it was settled without them; given exactly when `how` is `NotAllAnswered`.
    pub without: Option<String>,
    /// Who settled it.
    pub by: ParticipantId,
    /// When.
    pub at: Time,
}

/// A judgement that was agreed until its section was opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgreedBefore {
    /// What had been agreed.
    pub agreed: Agreed,
    /// The dissents recorded after that agreement, with their reasons.
    pub dissents: BTreeMap<ParticipantId, String>,
    /// Why the section was opened again.
    pub reason: String,
    /// Who opened it again.
    pub reopened_by: ParticipantId,
    /// When.
    pub reopened_at: Time,
    /// The stage versions that the settling and the opening made, so that people can be named as they were then.
    #[serde(default)]
    pub versions: (u64, u64),
}

/// One section of one review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SectionStage {
    /// Which section.
    pub id: SectionId,
    /// Where it stands.
    pub phase: SectionPhase,
    /// The round that is open or was revealed last, from 1; 0 before the first.
    pub round: u32,
    /// Who pressed "ready" in the open round.
    pub ready: BTreeSet<ParticipantId>,
    /// When the open round began: for the clock on the wall.
    pub opened_at: Option<Time>,
    /// The judgement before the panel. Invariant: only while the phase is `Revealed`. Another proposal or another round
    /// takes its place, and the answers to it fall: nothing had been settled, and a person who dissents says so again to
    /// what is proposed next.
    pub proposal: Option<Proposal>,
    /// The agreed judgement. Invariant: present exactly while the phase is `Agreed`.
    pub agreed: Option<Agreed>,
    /// Dissents recorded after the agreement, with their reasons.
    pub dissents: BTreeMap<ParticipantId, String>,
    /// What was agreed before this section was opened again, oldest first. It only ever grows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreed_before: Vec<AgreedBefore>,
    /// The stage version at which phase, round or proposal last changed; see [`crate::command::Envelope::seen`].
    pub changed_at: u64,
}

/// What an agency's signature says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "answer")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SignAnswer {
    /// The agency agrees.
    Agree,
    /// The agency agrees with a reservation.
    Reservation {
        /// The reservation. Never empty.
        text: String,
    },
    /// Nobody of the agency was there to sign, whether they left early or never came; said by the chair.
    NotPresent,
}

/// One agency's signature under one content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Signature {
    /// For which agency.
    pub agency: Agency,
    /// Who signed.
    pub by: ParticipantId,
    /// What was said.
    pub answer: SignAnswer,
    /// When.
    pub at: Time,
    /// The stage version that it made, so that a colleague who has not seen it does not sign over it.
    pub changed_at: u64,
}

impl Signature {
    /// Whether somebody of the agency signed, and not the chair that nobody was there to sign.
    #[must_use]
    pub fn is_the_agencys(&self) -> bool {
        self.answer != SignAnswer::NotPresent
    }
}

/// One review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewStage {
    /// Which review.
    pub id: ReviewId,
    /// Where it stands.
    pub phase: ReviewPhase,
    /// Its sections, in the framework's order.
    pub sections: Vec<SectionStage>,
    /// The agencies whose view is published.
    pub views_published: BTreeSet<Agency>,
    /// The SHA-256 of what is being signed. Invariant: present exactly while the phase is `Signing`.
    pub content_sha256: Option<String>,
    /// The agencies that are to sign: those that had a voice when the content was frozen, whoever comes or goes later.
    /// Empty until it is signed.
    #[serde(default)]
    pub to_sign: Vec<Agency>,
    /// The signatures so far; emptied when the review opens again. Until the closing an agency may sign again to change
    /// what it says.
    pub signatures: BTreeMap<Agency, Signature>,
    /// Who has handed in their whole form, where assessors do; empty in a panel, and while the record is corrected until
    /// they hand in again.
    #[serde(default)]
    pub handed_in: BTreeMap<ParticipantId, Time>,
    /// How many versions of the record are closed.
    pub versions: u32,
    /// The SHA-256 of the version that was closed last.
    pub record_sha256: Option<String>,
    /// Why the next version corrects the last; absent for the first.
    pub correcting: Option<String>,
    /// The stage version at which the phase last changed.
    pub changed_at: u64,
}

impl ReviewStage {
    /// Whether anything was begun in it: a section opened, a form handed in, a view published, a record closed. Texts
    /// and marks stand in documents and not here.
    #[must_use]
    pub fn is_begun(&self, way: &Way) -> bool {
        // The sections of a form are open from the start.
        let first = u32::from(*way != Way::Panel);
        self.phase != ReviewPhase::Open
            || self.versions > 0
            || !self.handed_in.is_empty()
            || !self.views_published.is_empty()
            || self.sections.iter().any(|section| section.round > first || !section.ready.is_empty())
    }

    /// The section with this id.
    #[must_use]
    pub fn section(&self, id: &SectionId) -> Option<&SectionStage> {
        self.sections.iter().find(|section| &section.id == id)
    }
}

/// The clock that the chair set; it shows and never acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Timer {
    /// When it runs out.
    pub ends_at: Time,
    /// How long it was set for.
    pub minutes: u32,
}

/// Where the chair asks everyone to look; people follow if they chose to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attention {
    /// Which review.
    pub review: ReviewId,
    /// Which section.
    pub section: SectionId,
    /// The stage version at which it was asked, so that asking again counts as new.
    pub asked_at: u64,
}

/// Where the meeting stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stage {
    /// How many decisions there have been; grows by one with each.
    pub version: u64,
    /// Who holds which office now.
    pub offices: Offices,
    /// By whom the plans are judged.
    #[serde(default)]
    pub way: Way,
    /// When each person first came.
    pub arrived: BTreeMap<ParticipantId, Time>,
    /// Who is connected now; not a decision, and not counted in `version`.
    pub here: BTreeSet<ParticipantId>,
    /// The review on the table; absent while no plan is on the agenda.
    pub current: Option<ReviewId>,
    /// Where the chair asks everyone to look.
    pub attention: Option<Attention>,
    /// The chair's clock.
    pub timer: Option<Timer>,
    /// How many minutes are set aside for each section of every review. Like the clock it shows and never acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_box: Option<u32>,
    /// The reviews, in the order of the agenda.
    pub reviews: Vec<ReviewStage>,
    /// Whether the panel was cancelled: then nothing more is done in it.
    #[serde(default)]
    pub cancelled: bool,
}

impl Stage {
    /// The review with this id.
    #[must_use]
    pub fn review(&self, id: &ReviewId) -> Option<&ReviewStage> {
        self.reviews.iter().find(|review| &review.id == id)
    }

    /// The section of a review.
    #[must_use]
    pub fn section(&self, review: &ReviewId, section: &SectionId) -> Option<&SectionStage> {
        self.review(review)?.section(section)
    }
}

/// One ballot as it stood at a reveal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CastBallot {
    /// Whose it is; left out on the way to the room when marks are labelled by agency only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participant: Option<ParticipantId>,
    /// The agency that it speaks for.
    pub agency: Agency,
    /// The marks; a target without one is missing, and an empty map is a person who marked nothing.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, serde_json::Value>))]
    pub marks: Marks,
    /// Private until now: how sure the person is of the marks, as far as that was said. It is shown and never counted.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, crate::mark::Sureness>))]
    pub sure: Surenesses,
    /// Private until now: what was said to single rows.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub comments: BTreeMap<TargetId, String>,
    /// Private until now: why marks are others than in the round before.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub moved: BTreeMap<TargetId, String>,
    /// Private until now: strengths.
    pub strengths: String,
    /// Private until now: areas for improvement.
    pub areas: String,
    /// Private until now: the reason for the mark.
    pub reason: String,
}

impl CastBallot {
    /// The ballot of somebody who gave no mark and wrote nothing.
    #[must_use]
    pub fn empty(agency: Agency) -> Self {
        Self {
            participant: None,
            agency,
            marks: Marks::new(),
            sure: Surenesses::new(),
            comments: BTreeMap::new(),
            moved: BTreeMap::new(),
            strengths: String::new(),
            areas: String::new(),
            reason: String::new(),
        }
    }

    /// What was written about the section as a whole, the reason first; what was left out is left out.
    pub fn texts(&self) -> impl Iterator<Item = (Prose, &str)> {
        let texts = [(Prose::Reason, &self.reason), (Prose::Strengths, &self.strengths), (Prose::Areas, &self.areas)];
        texts.into_iter().map(|(prose, text)| (prose, text.trim())).filter(|(_, text)| !text.is_empty())
    }
}

/// The ballots of one section as they stood at one reveal; append-only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Round {
    /// Which review.
    pub review: ReviewId,
    /// Which section.
    pub section: SectionId,
    /// Which round, from 1.
    pub round: u32,
    /// When it was revealed.
    pub at: Time,
    /// Why it was revealed although an agency was not ready.
    pub without: Option<String>,
    /// One ballot for each scorer, in the order of agencies.
    pub ballots: Vec<CastBallot>,
}

impl Round {
    /// The round as the room may see it: without names where the panel labels marks by agency.
    #[must_use]
    pub fn for_room(&self, naming: crate::panel::Naming) -> Self {
        let mut round = self.clone();
        if naming == crate::panel::Naming::Agencies {
            for ballot in &mut round.ballots {
                ballot.participant = None;
            }
            // Within an agency the order must not name people either, so that it is made of all that is left of a ballot.
            round.ballots.sort();
        }
        round
    }
}
