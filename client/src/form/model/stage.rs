//! Which stage of a form the user sees: the form to fill in, the waiting, both forms, or the outcome.

use accord_shared::id::ParticipantId;
use accord_shared::panel::Way;
use accord_shared::stage::{ReviewPhase, ReviewStage};

/// What a person is shown of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Face {
    /// The own form, to be filled in.
    Fill,
    /// The own form is handed in; the other is not.
    Waiting,
    /// Both forms side by side, to be settled by the moderator.
    Beside,
    /// The record is closed.
    Done,
    /// Others judge; there is nothing to see yet.
    #[default]
    Onlooker,
}

/// What this person is shown.
pub fn face(way: &Way, you: &ParticipantId, review: &ReviewStage) -> Face {
    let both = match way {
        Way::Moderated { auditor, moderator, .. } => {
            review.handed_in.contains_key(auditor) && review.handed_in.contains_key(moderator)
        }
        Way::Alone { .. } | Way::Panel => false,
    };
    if review.phase == ReviewPhase::Closed {
        Face::Done
    } else if both {
        Face::Beside
    } else if !way.hands_in(you) {
        Face::Onlooker
    } else if review.handed_in.contains_key(you) {
        Face::Waiting
    } else {
        Face::Fill
    }
}

/// Whether this person is the moderator.
pub fn is_moderator(way: &Way, you: &ParticipantId) -> bool {
    matches!(way, Way::Moderated { moderator, .. } if moderator == you)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::{Room, who};
    use accord_shared::id::Time;

    fn check(way: Way, handed_in: &[&str], faces: [(&str, Face); 3]) {
        let room = Room::judged(way.clone());
        let mut review = room.meeting.stage().review(&room.review()).unwrap().clone();
        review.handed_in = handed_in.iter().map(|name| (who(name), Time(0))).collect();
        for (name, wanted) in faces {
            assert_eq!(face(&way, &who(name), &review), wanted, "{name}");
        }
    }

    #[test]
    fn each_person_is_shown_what_is_theirs() {
        let alone = Way::Alone { assessor: who("nurse") };
        check(alone, &[], [("nurse", Face::Fill), ("school", Face::Onlooker), ("guest", Face::Onlooker)]);
        let (auditor, moderator) = (who("school"), who("nurse"));
        let way = Way::Moderated { auditor, moderator, sees_audit: false, changes_grade: true };
        let all = |school, nurse, guest| [("school", school), ("nurse", nurse), ("guest", guest)];
        check(way.clone(), &["school"], all(Face::Waiting, Face::Fill, Face::Onlooker));
        check(way, &["school", "nurse"], all(Face::Beside, Face::Beside, Face::Beside));
    }
}
