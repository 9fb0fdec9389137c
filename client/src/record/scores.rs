//! Who gave which mark in a round, as a record says it: by grade, with the agencies counted or the people named.

use leptos::prelude::*;

use crate::marking::revealed::{Chip, TargetReveal};

/// Who stands behind a mark: "SEND service (3), Health", or the people where the panel reveals names.
pub fn who_words(chips: &[Chip]) -> String {
    let mut said: Vec<(&Chip, usize)> = Vec::new();
    let alike = |one: &Chip, other: &Chip| {
        one.agency == other.agency && one.in_doubt() == other.in_doubt() && one.name.is_none() && other.name.is_none()
    };
    for chip in chips {
        match said.last_mut() {
            Some((last, many)) if alike(last, chip) => *many += 1,
            _ => said.push((chip, 1)),
        }
    }
    let words = said.into_iter().map(|(chip, many)| {
        let agency = chip.agency.name();
        let who = match (&chip.name, many) {
            (Some(name), _) => format!("{name} ({agency})"),
            (None, 1) => agency.to_owned(),
            (None, many) => format!("{agency} ({many})"),
        };
        chip.in_doubt().map_or(who.clone(), |doubt| format!("{who}: {doubt}"))
    });
    words.collect::<Vec<_>>().join(", ")
}

/// The marks that were given to one target, each with those who gave it.
pub fn given(target: &TargetReveal) -> AnyView {
    let lines = target.rows.iter().filter(|row| !row.chips.is_empty()).map(|row| {
        view! { <div class="record-score"><dt>{row.label.clone()}</dt><dd>{who_words(&row.chips)}</dd></div> }
    });
    let doubt = target.doubt.clone().map(|doubt| view! { <p>{doubt}</p> });
    view! { <dl class="record-scores">{lines.collect_view()}</dl> {doubt} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use accord_shared::mark::Sureness;
    use accord_shared::panel::Agency;

    fn chip(agency: Agency, name: Option<&str>) -> Chip {
        Chip { agency, name: name.map(str::to_owned), sure: None }
    }

    #[test]
    fn agencies_are_counted_and_people_are_named() {
        let by_agency = [Agency::SendService, Agency::SendService, Agency::Health].map(|agency| chip(agency, None));
        assert_eq!(who_words(&by_agency), "SEND service (2), Health");
        let by_name = [chip(Agency::Health, Some("Dot Nurse")), chip(Agency::Health, Some("Eve Nurse"))];
        assert_eq!(who_words(&by_name), "Dot Nurse (Health), Eve Nurse (Health)");
        let unsure = Chip { sure: Some(Sureness::Unsure), ..chip(Agency::Health, None) };
        let sure = Chip { sure: Some(Sureness::Sure), ..chip(Agency::Health, None) };
        let health = [chip(Agency::Health, None), sure, unsure.clone(), unsure];
        assert_eq!(who_words(&health), "Health (2), Health (2): unsure");
        assert_eq!(who_words(&[]), "");
    }
}
