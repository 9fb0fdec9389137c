//! Who else is writing in a shared text, as a sentence beside it.

use accord_shared::id::{ParticipantId, ReviewId};
use accord_shared::message::Presence;

use super::facts::Facts;
use crate::words::grammar::list;

/// Who else is writing in a shared text, in a sentence; `None` when nobody is.
pub fn writing(
    facts: Facts<'_>,
    present: &[Presence],
    you: &ParticipantId,
    review: &ReviewId,
    root: &str,
) -> Option<String> {
    let mut names: Vec<String> = present
        .iter()
        .filter(|presence| presence.review.as_ref() == Some(review) && presence.writing.as_deref() == Some(root))
        .filter_map(|presence| presence.who.as_ref())
        .filter(|who| *who != you)
        .filter_map(|who| facts.panel.participant(who))
        .map(|person| format!("{} ({})", person.name, person.agency.short()))
        .collect();
    names.sort();
    names.dedup();
    let verb = if names.len() == 1 { "is" } else { "are" };
    (!names.is_empty()).then(|| format!("{} {verb} writing", list(&names)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::{Room, who};

    #[test]
    fn who_writes_is_said_without_oneself() {
        let room = Room::new();
        let presence = |id: &str| Presence {
            who: Some(who(id)),
            review: Some(room.review()),
            section: None,
            writing: Some("strengths/A".to_owned()),
        };
        let present = [presence("parent"), presence("nurse")];
        let said = |you: &str, root: &str| writing(room.facts(&[]), &present, &who(you), &room.review(), root);
        assert_eq!(
            said("chair", "strengths/A").as_deref(),
            Some("Bea Parent (Parents) and Dot Nurse (Health) are writing")
        );
        assert_eq!(said("nurse", "strengths/A").as_deref(), Some("Bea Parent (Parents) is writing"));
        assert_eq!(said("chair", "areas/A"), None);
    }
}
