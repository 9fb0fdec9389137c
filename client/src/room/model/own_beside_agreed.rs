//! A person's own marks beside what the panel settled on.

use accord_shared::framework::{Framework, TargetId};
use accord_shared::id::ParticipantId;
use accord_shared::mark::Marks;
use accord_shared::stage::SectionStage;

/// Where to ask a person for a dissent: the targets in which their own mark is as far from the agreed one as the
/// framework calls too far between two people.
pub fn far(framework: &Framework, section: &SectionStage, own: &Marks) -> Vec<TargetId> {
    let (Some(scale), Some(agreed)) = (framework.scale_of(&section.id), section.agreed.as_ref()) else {
        return Vec::new();
    };
    let is_far = |target: &TargetId| match (own.get(target)?.score(), agreed.marks.get(target)?.score()) {
        (Some(own), Some(agreed)) => scale.steps(own, agreed).map(|steps| steps >= scale.agreement.apart),
        // Without two scores there is no distance to speak of.
        _ => None,
    };
    let targets = framework.section(&section.id).into_iter().flat_map(|section| section.targets());
    targets.map(|target| target.id()).filter(|target| is_far(target) == Some(true)).collect()
}

/// Whether a person has dissented already: in answer to the proposal, or after the agreement.
pub fn has_dissented(section: &SectionStage, you: &ParticipantId) -> bool {
    use accord_shared::stage::Consent;
    let answer = section.agreed.as_ref().and_then(|agreed| agreed.consents.get(you));
    section.dissents.contains_key(you) || matches!(answer, Some(Consent::Dissent { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::{Room, section, who};
    use accord_shared::command::Command;
    use accord_shared::mark::Mark;

    fn agreed_on(value: i64) -> Room {
        let mut room = Room::new();
        room.scored("A", [value, value, value, value]);
        room.say("chair", Command::AcceptSame { review: room.review() });
        room
    }

    fn check(own: Option<Mark>, agreed: i64, far: bool) {
        let room = agreed_on(agreed);
        let stage = room.meeting.stage().section(&room.review(), &section("A")).unwrap().clone();
        let own: Marks = own.map(|mark| (TargetId::from(section("A")), mark)).into_iter().collect();
        assert_eq!(!super::far(room.meeting.framework(), &stage, &own).is_empty(), far, "{own:?} beside {agreed}");
    }

    #[test]
    fn only_a_mark_too_far_away_is_asked_about() {
        check(Some(Mark::Score(4)), 2, true);
        check(Some(Mark::Score(1)), 3, true);
        check(Some(Mark::Score(3)), 2, false);
        check(Some(Mark::Score(2)), 2, false);
        check(Some(Mark::Abstain), 4, false);
        check(Some(Mark::NotApplicable), 4, false);
        check(None, 4, false);
    }

    #[test]
    fn who_dissented_is_not_asked_again() {
        let mut room = agreed_on(2);
        let stage = |room: &Room| room.meeting.stage().section(&room.review(), &section("A")).unwrap().clone();
        assert!(!has_dissented(&stage(&room), &who("nurse")));
        let (review, section) = (room.review(), section("A"));
        room.say("nurse", Command::RecordDissent { review, section, reason: "Too kind".to_owned() });
        assert!(has_dissented(&stage(&room), &who("nurse")));
    }
}
