//! A person's own marks beside what the panel settled on.

use accord_shared::framework::Framework;
use accord_shared::id::ParticipantId;
use accord_shared::mark::{Mark, Marks};
use accord_shared::stage::SectionStage;

/// Whether to ask a person for a dissent: one of their own marks is more than one step from the agreed one.
pub fn is_far(framework: &Framework, section: &SectionStage, own: &Marks) -> bool {
    let (Some(scale), Some(agreed)) = (framework.scale_of(&section.id), section.agreed.as_ref()) else { return false };
    agreed.marks.iter().any(|(target, agreed)| match (own.get(target).copied().and_then(Mark::score), agreed.score()) {
        (Some(own), Some(agreed)) => scale.steps(own, agreed).is_some_and(|steps| steps > 1),
        // Without two scores there is no distance to speak of.
        _ => false,
    })
}

/// Whether a person has dissented already: in answer to the proposal, or after the agreement.
pub fn has_dissented(section: &SectionStage, you: &ParticipantId) -> bool {
    use accord_shared::stage::Consent;
    let answer = section.agreed.as_ref().and_then(|agreed| agreed.consents.get(you));
    section.dissents.contains_key(you) || matches!(answer, Some(Consent::Dissent { .. }))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Room, section, who};
    use super::*;
    use accord_shared::command::Command;
    use accord_shared::framework::TargetId;

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
        assert_eq!(is_far(room.meeting.framework(), &stage, &own), far, "{own:?} beside {agreed}");
    }

    #[test]
    fn only_a_mark_more_than_one_step_away_is_asked_about() {
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
