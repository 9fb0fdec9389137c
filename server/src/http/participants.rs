//! The people of a panel.

pub(super) mod add;
pub(super) mod change;
pub(super) mod remove;

use accord_shared::api::NewParticipant;
use accord_shared::id::ParticipantId;
use accord_shared::panel::Participant;

use crate::random::Random;

/// The participant of a form that was checked.
pub(super) fn participant(form: NewParticipant, random: &Random) -> Participant {
    Participant {
        id: ParticipantId::from_random(random.bytes()),
        name: form.name.trim().to_owned(),
        agency: form.agency,
        post: form.post.trim().to_owned(),
        seat: form.seat,
        removed: false,
    }
}
