//! The order of themes and actions, and how one moves up or down.

use accord_shared::framework::SectionId;
use accord_shared::id::ItemId;
use accord_shared::schema::ItemKind;

/// What the list of items needs to know of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFacts {
    /// Which item.
    pub id: ItemId,
    /// Theme or action; `None` while only part of it has arrived.
    pub kind: Option<ItemKind>,
    /// The section that it belongs to.
    pub section: Option<SectionId>,
    /// Smaller comes first.
    pub order: i64,
    /// Whether it was taken away.
    pub removed: bool,
}

/// The items that were not taken away, in order.
pub fn order(items: impl Iterator<Item = ItemFacts>) -> Vec<ItemFacts> {
    let mut kept: Vec<ItemFacts> = items.filter(|item| !item.removed && item.kind.is_some()).collect();
    kept.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
    kept
}

/// The new places of the items of one kind when one of them changes places with its neighbour. All are numbered again,
/// because two hands may have given two of them the same place.
pub fn shifted(all: &[ItemFacts], id: &ItemId, down: bool) -> Vec<(ItemId, i64)> {
    let Some(kind) = all.iter().find(|item| item.id == *id).map(|item| item.kind) else { return Vec::new() };
    let mut ids: Vec<ItemId> = all.iter().filter(|item| item.kind == kind).map(|item| item.id.clone()).collect();
    let Some(place) = ids.iter().position(|item| item == id) else { return Vec::new() };
    let other = if down { place + 1 } else { place.wrapping_sub(1) };
    if other >= ids.len() {
        return Vec::new();
    }
    ids.swap(place, other);
    (1..).zip(ids).map(|(order, id)| (id, order)).collect()
}

/// Whether an action is for an agency: its owning body, or one of several, names the agency in full or is its short name.
/// A short name is a common word, such as "Care" or "School", and stands for the agency only by itself.
pub fn is_for(body: &str, agency: accord_shared::panel::Agency) -> bool {
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    let (name, short) = (words(agency.name()), words(agency.short()));
    let named = words(body).windows(name.len()).any(|found| found == name);
    let bodies = body.split([',', ';', '/', '(', ')']).flat_map(|part| part.split(" and "));
    named || bodies.map(words).any(|part| part == short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use accord_shared::panel::Agency;

    fn item(id: &str, kind: ItemKind, order: i64) -> ItemFacts {
        ItemFacts { id: ItemId::new(id).unwrap(), kind: Some(kind), section: None, order, removed: false }
    }

    #[test]
    fn items_keep_their_order_and_what_was_taken_away_is_left_out() {
        let gone = ItemFacts { removed: true, ..item("gone", ItemKind::Theme, 0) };
        let half = ItemFacts { kind: None, ..item("half", ItemKind::Theme, 0) };
        let all =
            [item("b", ItemKind::Action, 2), gone, item("c", ItemKind::Theme, 1), half, item("a", ItemKind::Action, 2)];
        let ids: Vec<String> = order(all.into_iter()).into_iter().map(|item| item.id.to_string()).collect();
        assert_eq!(ids, ["c", "a", "b"]);
    }

    #[test]
    fn an_item_changes_places_within_its_kind() {
        let all = [item("a", ItemKind::Action, 1), item("t", ItemKind::Theme, 1), item("b", ItemKind::Action, 1)];
        let moved = |id: &str, down| -> Vec<(String, i64)> {
            shifted(&all, &ItemId::new(id).unwrap(), down)
                .into_iter()
                .map(|(id, order)| (id.to_string(), order))
                .collect()
        };
        assert_eq!(moved("a", true), [("b".to_owned(), 1), ("a".to_owned(), 2)]);
        assert_eq!(moved("a", false), []);
        assert_eq!(moved("b", true), []);
        assert_eq!(moved("nobody", true), []);
    }

    #[test]
    fn an_action_is_for_the_agency_that_its_body_names() {
        assert!(is_for("Health (community nursing)", Agency::Health));
        assert!(is_for("EP and SEND service", Agency::EducationalPsychology));
        assert!(is_for("the parent-carer forum", Agency::ParentCarerForum));
        assert!(is_for("Care, School", Agency::SocialCare));
        assert!(!is_for("healthy schools team", Agency::Health));
        assert!(!is_for("Health and Care Partnership", Agency::SocialCare));
        assert!(!is_for("School nursing", Agency::EducationSetting));
        assert!(!is_for("", Agency::Health));
    }
}
