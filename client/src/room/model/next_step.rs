//! The chair's next sensible step: one button in words, or, while there is somebody to wait for, a quiet line that says for
//! whom. It suggests and never acts by itself; what is not sensible yet can be done from the menu.

#[cfg(test)]
mod tests;

use accord_shared::framework::SectionId;
use accord_shared::id::{ReviewId, Time};
use accord_shared::stage::{ReviewPhase, SectionPhase, SectionStage};

use super::sections::{all_same, board_order};
use super::waiting::{Waiting, away_words, by_agency, how_long, unanswered, waiting};
use crate::seat::facts::{Facts, section_name};
use crate::seat::place::Place;
use crate::words::grammar::list;
use crate::words::marks::marks_words;

/// What the chair's main button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Open sections for scoring.
    Open(Vec<SectionId>),
    /// Reveal sections; a dialogue comes first where an agency is not ready.
    Reveal(Vec<SectionId>),
    /// Settle the sections where everyone gave the same.
    AcceptSame,
    /// Settle the proposal of a section.
    Settle(SectionId),
    /// Look at another place of the same review.
    Go(Place),
    /// Freeze the content for signing.
    OpenSigning,
    /// Close the record.
    Close,
    /// Put another plan on the table.
    TakeUp(ReviewId),
    /// There is nothing left to do.
    Nothing,
}

/// A step in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// What the button does.
    pub act: Act,
    /// What the button says.
    pub label: String,
    /// One sentence beside it: where things stand.
    pub hint: String,
}

impl NextStep {
    fn new(act: Act, label: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { act, label: label.into(), hint: hint.into() }
    }
}

/// The next sensible step for a chair who looks at `place` at this time.
pub fn next_step(facts: Facts<'_>, place: &Place, now: Time) -> NextStep {
    match facts.review.phase {
        ReviewPhase::Closed => after_closing(facts),
        ReviewPhase::Signing => signing(facts, place),
        ReviewPhase::Open => open(facts, place, now),
    }
}

fn after_closing(facts: Facts<'_>) -> NextStep {
    let plans = &facts.panel.agenda;
    let is_open = |id: &ReviewId| facts.stage.review(id).is_some_and(|review| review.phase != ReviewPhase::Closed);
    let here = plans.iter().position(|plan| plan.id == facts.review.id).unwrap_or(0);
    let rest = plans.iter().skip(here + 1).chain(plans.iter().take(here));
    match rest.into_iter().find(|plan| is_open(&plan.id)) {
        Some(plan) => NextStep::new(
            Act::TakeUp(plan.id.clone()),
            format!("Take up the next plan, {}", plan.case_ref),
            "The record of this plan is closed.",
        ),
        None => NextStep::new(Act::Nothing, "", "Every record is closed. Thank you."),
    }
}

fn signing(facts: Facts<'_>, place: &Place) -> NextStep {
    let review = facts.review;
    let missing = review.to_sign.iter().filter(|agency| !review.signatures.contains_key(agency));
    let missing: Vec<String> = missing.map(|agency| agency.name().to_owned()).collect();
    let hint = match missing.len() {
        0 => "Every agency has signed or is noted as not there to sign.".to_owned(),
        1 => format!("{} has yet to sign.", list(&missing)),
        _ => format!("{} have yet to sign.", list(&missing)),
    };
    if *place != Place::SignOff {
        return NextStep::new(Act::Go(Place::SignOff), "Go to the signatures", hint);
    }
    if missing.is_empty() {
        NextStep::new(Act::Close, "Close the record", hint)
    } else {
        NextStep::new(Act::Nothing, "", hint)
    }
}

fn open(facts: Facts<'_>, place: &Place, now: Time) -> NextStep {
    let sections = &facts.review.sections;
    // What the chair is settling comes before what others are still scoring.
    let same = all_same(facts);
    let settles = |id: &SectionId| facts.review.section(id).is_some_and(|s| s.phase == SectionPhase::Revealed);
    let accepts = place.section().is_some_and(|id| same.contains(id));
    if place.section().is_some_and(settles)
        && !accepts
        && let Some(step) = reconcile(facts, place, now)
    {
        return step;
    }
    if !accepts && let Some(step) = reveal(facts, place) {
        return step;
    }
    let scoring = |id: &SectionId| facts.review.section(id).filter(|s| s.phase == SectionPhase::Scoring);
    if let Some(section) = place.section().and_then(scoring) {
        return still_scoring(facts, section, now);
    }
    if !same.is_empty() {
        return accept(facts, &same);
    }
    if let Some(step) = reconcile(facts, place, now) {
        return step;
    }
    if let Some(section) = fullest(facts) {
        return still_scoring(facts, section, now);
    }
    let unopened = |section: &&SectionStage| section.phase == SectionPhase::Reading && !facts.is_overall(&section.id);
    let reading: Vec<SectionId> = sections.iter().filter(unopened).map(|section| section.id.clone()).collect();
    if !reading.is_empty() {
        let all = reading.len() == sections.iter().filter(|section| !facts.is_overall(&section.id)).count();
        let label = match reading.as_slice() {
            [one] => format!("Open {} for scoring", section_name(facts.framework, one)),
            many if all => format!("Open all {} sections for scoring", many.len()),
            many => format!("Open the other {} sections for scoring", many.len()),
        };
        return NextStep::new(Act::Open(reading), label, can_score(facts));
    }
    if let Some(overall) = sections.iter().find(|section| section.phase == SectionPhase::Reading) {
        let act = Act::Open(vec![overall.id.clone()]);
        let hint = if sections.len() == 1 { can_score(facts) } else { "Every section has been settled.".to_owned() };
        return NextStep::new(act, "Open the overall judgement for scoring", hint);
    }
    if *place == Place::SignOff {
        return NextStep::new(
            Act::OpenSigning,
            "Open signing",
            "This freezes what will be signed. You can stop the signing again.",
        );
    }
    let asks = Place::Questions.is_in(facts.framework);
    if asks && !matches!(place, Place::Questions | Place::Actions) {
        return NextStep::new(
            Act::Go(Place::Questions),
            "Go to the questions on the whole",
            "Every judgement is agreed.",
        );
    }
    if *place == Place::Actions {
        return NextStep::new(Act::Go(Place::SignOff), "Check what will be signed", "Every judgement is agreed.");
    }
    NextStep::new(Act::Go(Place::Actions), "Go to themes and actions", "Every judgement is agreed.")
}

/// Settling the sections where everyone gave the same.
fn accept(facts: Facts<'_>, same: &[SectionId]) -> NextStep {
    let label = match same {
        [one] => format!("Accept {}, where everyone agreed", section_name(facts.framework, one)),
        many => format!("Accept the {} sections where everyone agreed", many.len()),
    };
    NextStep::new(Act::AcceptSame, label, "Everyone who scored gave the same score.")
}

/// What opening sections does, and who is not there yet to score them.
fn can_score(facts: Facts<'_>) -> String {
    let arrived = |id| facts.stage.arrived.contains_key(id);
    let (of, not_arrived) = facts
        .panel
        .scorers()
        .fold((0, 0), |(of, missing), person| (of + 1, missing + usize::from(!arrived(&person.id))));
    let apart = Waiting { not_arrived, of, ..Waiting::default() }.apart();
    ["Everyone can then score in private.".to_owned()].into_iter().chain(apart).collect::<Vec<_>>().join(" ")
}

/// The reveal of what nobody has to be waited for in: the section in view where that is being scored, else all such
/// sections at once.
fn reveal(facts: Facts<'_>, place: &Place) -> Option<NextStep> {
    let scoring: Vec<&SectionStage> = scoring(facts).collect();
    let is_over = |section: &SectionStage| waiting(facts, section).is_over();
    let complete: Vec<&SectionStage> = scoring.iter().copied().filter(|section| is_over(section)).collect();
    if complete.len() > 1 {
        let label = if complete.len() == scoring.len() {
            format!("Reveal all {} sections", complete.len())
        } else {
            format!("Reveal the {} sections where everyone is ready", complete.len())
        };
        let ids = complete.iter().map(|section| section.id.clone()).collect();
        return Some(NextStep::new(Act::Reveal(ids), label, "Everyone here is ready in them."));
    }
    let in_view = scoring.into_iter().find(|section| Some(&section.id) == place.section());
    let section = in_view.or(complete.first().copied()).filter(|section| is_over(section))?;
    let waiting = waiting(facts, section);
    let reached = waiting.reached();
    let here = if reached == waiting.of { "" } else { " here" };
    let name = section_name(facts.framework, &section.id);
    let label = match reached {
        1 => format!("Reveal {name}"),
        all => format!("All {all}{here} are ready: reveal {name}"),
    };
    let gone: Vec<String> = away_words(&waiting.away).into_iter().chain(waiting.apart()).collect();
    let hint = if gone.is_empty() { "Everyone sees every score of it at once.".to_owned() } else { gone.join(" ") };
    Some(NextStep::new(Act::Reveal(vec![section.id.clone()]), label, hint))
}

/// The sections that are being scored.
fn scoring(facts: Facts<'_>) -> impl Iterator<Item = &SectionStage> {
    facts.review.sections.iter().filter(|section| section.phase == SectionPhase::Scoring)
}

/// Of the sections that are being scored the one with the most people ready; of several the first, because people score
/// in the printed order.
fn fullest(facts: Facts<'_>) -> Option<&SectionStage> {
    scoring(facts)
        .enumerate()
        .max_by_key(|(place, section)| (section.ready.len(), std::cmp::Reverse(*place)))
        .map(|(_, section)| section)
}

/// "Waiting for Health (2) and SENDIASS in B, 4 min. 3 of 13 have not arrived yet."
fn still_scoring(facts: Facts<'_>, section: &SectionStage, now: Time) -> NextStep {
    let waiting = waiting(facts, section);
    let found = facts.framework.section(&section.id);
    let at = found.map(|section| section.letters().map_or_else(|| section.named(), str::to_owned)).unwrap_or_default();
    let long = section.opened_at.map(|since| format!(", {}", how_long(since, now))).unwrap_or_default();
    let first = if !waiting.scoring.is_empty() {
        format!("Waiting for {} in {at}{long}.", by_agency(&waiting.scoring))
    } else if waiting.ready > 0 {
        format!("Everyone here is ready in {at}{long}.")
    } else {
        format!("Nobody who scores is here; {at} is open{long}.")
    };
    let hint: Vec<String> = [first].into_iter().chain(away_words(&waiting.away)).chain(waiting.apart()).collect();
    NextStep::new(Act::Nothing, "", hint.join(" "))
}

/// What is revealed and not agreed: the section in view, else the most divided.
fn reconcile(facts: Facts<'_>, place: &Place, now: Time) -> Option<NextStep> {
    let revealed = |id: &SectionId| facts.review.section(id).filter(|section| section.phase == SectionPhase::Revealed);
    let in_view = place.section().and_then(revealed);
    let section = in_view.or_else(|| board_order(facts).iter().find_map(revealed))?;
    let name = section_name(facts.framework, &section.id);
    if in_view.is_none() {
        let act = Act::Go(Place::Section(section.id.clone()));
        return Some(NextStep::new(act, format!("Go to {name}, the most divided"), "It has no agreed judgement yet."));
    }
    let Some(proposal) = &section.proposal else {
        return Some(NextStep::new(
            Act::Nothing,
            "",
            format!("Discuss {name}, then propose a judgement or score again."),
        ));
    };
    let waiting = unanswered(facts, section);
    if !waiting.is_empty() {
        let who = by_agency(&waiting);
        let hint = format!("Waiting for answers on {name}: {who}, {}.", how_long(proposal.at, now));
        return Some(NextStep::new(Act::Nothing, "", hint));
    }
    let judgement = marks_words(facts.framework, &section.id, &proposal.marks);
    let label = format!("Agree {judgement} for {name}");
    Some(NextStep::new(Act::Settle(section.id.clone()), label, "Everyone has answered."))
}
