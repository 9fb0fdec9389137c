//! Who gave which mark in a round, as a record says it: by grade, with the agencies counted or the people named.

use accord_shared::panel::Agency;
use leptos::prelude::*;

use crate::marking::revealed::{Chip, TargetReveal};

/// Who stands behind a mark: "SEND service (3), Health", or the people where the panel reveals names.
pub fn who_words(chips: &[Chip]) -> String {
    let mut said: Vec<(Agency, Option<&str>, usize)> = Vec::new();
    for chip in chips {
        match said.last_mut() {
            Some((agency, None, many)) if *agency == chip.agency && chip.name.is_none() => *many += 1,
            _ => said.push((chip.agency, chip.name.as_deref(), 1)),
        }
    }
    let words = said.into_iter().map(|(agency, name, many)| match (name, many) {
        (Some(name), _) => format!("{name} ({})", agency.name()),
        (None, 1) => agency.name().to_owned(),
        (None, many) => format!("{} ({many})", agency.name()),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// The marks that were given to one target, each with those who gave it.
pub fn given(target: &TargetReveal) -> AnyView {
    let lines = target.rows.iter().filter(|row| !row.chips.is_empty()).map(|row| {
        view! { <div class="record-score"><dt>{row.label.clone()}</dt><dd>{who_words(&row.chips)}</dd></div> }
    });
    view! { <dl class="record-scores">{lines.collect_view()}</dl> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chip(agency: Agency, name: Option<&str>) -> Chip {
        Chip { agency, name: name.map(str::to_owned) }
    }

    #[test]
    fn agencies_are_counted_and_people_are_named() {
        let by_agency = [Agency::SendService, Agency::SendService, Agency::Health].map(|agency| chip(agency, None));
        assert_eq!(who_words(&by_agency), "SEND service (2), Health");
        let by_name = [chip(Agency::Health, Some("Dot Nurse")), chip(Agency::Health, Some("Eve Nurse"))];
        assert_eq!(who_words(&by_name), "Dot Nurse (Health), Eve Nurse (Health)");
        assert_eq!(who_words(&[]), "");
    }
}
