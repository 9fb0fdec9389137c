//! What the coordinator changes of a panel after it was made, and what each change does to it. Whether it is allowed is
//! [`crate::policy::may_change`]; what it does to the meeting, [`crate::meeting`]; how it is said, `panel/said.rs`.

use serde::{Deserialize, Serialize};

use super::{Agency, Meets, Offices, Panel, Participant, Review, Seat};
use crate::id::{ParticipantId, ReviewId, Time};

/// The most changes of one panel: many times what a programme needs, and few enough to be sent to everyone.
pub const CHANGES_MAX: usize = 300;

/// A change of the coordinator's. Kept for ever as part of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "change")]
pub enum PanelChange {
    /// Change the title of the meeting, its day, and when and where people meet.
    SetMeeting {
        /// What it is called.
        title: String,
        /// The day, `YYYY-MM-DD`.
        held_on: String,
        /// When in the day, and where.
        meets: Meets,
    },
    /// Put a plan at the end of the agenda.
    AddPlan {
        /// The plan.
        review: Box<Review>,
    },
    /// Take the plans in this order.
    OrderPlans {
        /// Every plan of the agenda, once.
        order: Vec<ReviewId>,
    },
    /// Take a plan that was not begun off the agenda.
    TakeAwayPlan {
        /// Which.
        review: ReviewId,
        /// Why.
        reason: String,
    },
    /// Invite a person.
    AddPerson {
        /// Who.
        person: Participant,
    },
    /// Change the details of a person.
    ChangePerson {
        /// Which person.
        who: ParticipantId,
        /// The name.
        name: String,
        /// The agency.
        agency: Agency,
        /// The post.
        post: String,
        /// What the person is at the table for.
        seat: Seat,
    },
    /// Take a person off the panel.
    RemovePerson {
        /// Who.
        who: ParticipantId,
    },
    /// Change who holds which office.
    SetOffices {
        /// The offices.
        offices: Offices,
    },
    /// Cancel the panel: nothing more is done in it.
    Cancel {
        /// Why.
        reason: String,
        /// Whom people can ask.
        ask: String,
    },
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ChangeAbout {
    /// The title, the day, the time or the place.
    Meeting,
    /// The agenda.
    Agenda,
    /// A person.
    People,
    /// Who holds which office.
    Offices,
    /// The panel was cancelled.
    Cancelled,
}

/// A change in words, for everyone in the room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeNote {
    /// The decision that it was.
    pub seq: u64,
    /// When.
    pub at: Time,
    /// What it is about.
    pub about: ChangeAbout,
    /// What changed, in whole sentences.
    pub words: String,
}

/// A plan that was taken off the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakenAway {
    /// The plan.
    pub review: Review,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Time,
}

/// That a panel was cancelled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cancelled {
    /// Why.
    pub reason: String,
    /// Whom people can ask.
    pub ask: String,
    /// When.
    pub at: Time,
}

/// What the coordinator changed since the panel was made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Since {
    /// Every change in words, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ChangeNote>,
    /// The plans that were taken off the agenda.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken_away: Vec<TakenAway>,
    /// Whether, when and why the panel was cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<Cancelled>,
}

impl Since {
    /// Whether nothing was changed.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Panel {
    /// Carries a change out. It was allowed when it was decided; what does not fit any more changes nothing.
    pub(crate) fn change(&mut self, change: &PanelChange, at: Time) {
        match change {
            PanelChange::SetMeeting { title, held_on, meets } => {
                self.title.clone_from(title);
                self.held_on.clone_from(held_on);
                self.meets = meets.clone();
            }
            PanelChange::AddPlan { review } => self.agenda.push((**review).clone()),
            PanelChange::OrderPlans { order } => {
                // A plan that the order does not name goes last rather than away.
                let place = |review: &Review| order.iter().position(|id| *id == review.id).unwrap_or(usize::MAX);
                self.agenda.sort_by_key(place);
            }
            PanelChange::TakeAwayPlan { review: id, reason } => {
                if let Some(place) = self.agenda.iter().position(|review| review.id == *id) {
                    let review = self.agenda.remove(place);
                    self.since.taken_away.push(TakenAway { review, reason: reason.clone(), at });
                }
            }
            PanelChange::AddPerson { person } => self.participants.push(person.clone()),
            PanelChange::ChangePerson { who, name, agency, post, seat } => {
                if let Some(person) = self.person_mut(who) {
                    person.name.clone_from(name);
                    person.agency = *agency;
                    person.post.clone_from(post);
                    person.seat = *seat;
                }
            }
            PanelChange::RemovePerson { who } => {
                if let Some(person) = self.person_mut(who) {
                    person.removed = true;
                }
            }
            // The offices that a panel was made with stay; who holds them now is in the stage.
            PanelChange::SetOffices { .. } => {}
            PanelChange::Cancel { reason, ask } => {
                self.since.cancelled = Some(Cancelled { reason: reason.clone(), ask: ask.clone(), at });
            }
        }
    }

    fn person_mut(&mut self, who: &ParticipantId) -> Option<&mut Participant> {
        self.participants.iter_mut().find(|person| person.id == *who)
    }
}
