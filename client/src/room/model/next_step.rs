//! The chair's next sensible step: one button in words. It suggests and never acts by itself.

#[cfg(test)]
mod tests;

use accord_shared::framework::SectionId;
use accord_shared::id::ReviewId;
use accord_shared::meeting::not_answered;
use accord_shared::stage::{ReviewPhase, SectionPhase, SectionStage};

use super::sections::{all_same, board_order, ready_of};
use crate::seat::facts::{Facts, section_name};
use crate::seat::place::Place;
use crate::words::grammar::count;

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

/// The next sensible step for a chair who looks at `place`.
pub fn next_step(facts: Facts<'_>, place: &Place) -> NextStep {
    match facts.review.phase {
        ReviewPhase::Closed => after_closing(facts),
        ReviewPhase::Signing => signing(facts, place),
        ReviewPhase::Open => open(facts, place),
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
    let missing =
        facts.panel.agencies().into_iter().filter(|agency| !facts.review.signatures.contains_key(agency)).count();
    let hint = if missing == 0 {
        "Every agency has signed or is noted as not there to sign.".to_owned()
    } else {
        format!("{} to sign.", count(missing, "agency has yet", "agencies have yet"))
    };
    if *place != Place::SignOff {
        return NextStep::new(Act::Go(Place::SignOff), "Go to the signatures", hint);
    }
    if missing == 0 {
        NextStep::new(Act::Close, "Close the record", hint)
    } else {
        NextStep::new(Act::Nothing, "", hint)
    }
}

fn open(facts: Facts<'_>, place: &Place) -> NextStep {
    let sections = &facts.review.sections;
    // What the chair is settling comes before what others are still scoring.
    let same = all_same(facts);
    let settles = |id: &SectionId| facts.review.section(id).is_some_and(|s| s.phase == SectionPhase::Revealed);
    let accepts = place.section().is_some_and(|id| same.contains(id));
    if place.section().is_some_and(settles)
        && !accepts
        && let Some(step) = reconcile(facts, place)
    {
        return step;
    }
    if !accepts && let Some(step) = reveal(facts, place) {
        return step;
    }
    if !same.is_empty() {
        return accept(facts, &same);
    }
    if let Some(step) = reconcile(facts, place) {
        return step;
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
        return NextStep::new(Act::Open(reading), label, "Everyone can then score in private.");
    }
    if let Some(overall) = sections.iter().find(|section| section.phase == SectionPhase::Reading) {
        let act = Act::Open(vec![overall.id.clone()]);
        let hint =
            if sections.len() == 1 { "Everyone can then score in private." } else { "Every section has been settled." };
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

/// The reveal of what is being scored: all at once where everyone is ready in several, else the section in view, else
/// the one with the most people ready.
fn reveal(facts: Facts<'_>, place: &Place) -> Option<NextStep> {
    let scoring: Vec<&SectionStage> =
        facts.review.sections.iter().filter(|section| section.phase == SectionPhase::Scoring).collect();
    let everyone = |section: &&&SectionStage| {
        let (ready, of) = ready_of(facts, section);
        of > 0 && ready >= of
    };
    let complete: Vec<SectionId> = scoring.iter().filter(everyone).map(|section| section.id.clone()).collect();
    if complete.len() > 1 {
        let label = if complete.len() == scoring.len() {
            format!("Reveal all {} sections", complete.len())
        } else {
            format!("Reveal the {} sections where everyone is ready", complete.len())
        };
        return Some(NextStep::new(Act::Reveal(complete), label, "Everyone here is ready in them."));
    }
    let in_view = scoring.iter().find(|section| Some(&section.id) == place.section());
    // Of several with as many ready, the first: people score in the printed order.
    let fullest = || scoring.iter().rev().max_by_key(|section| ready_of(facts, section).0);
    let section = in_view.or_else(fullest)?;
    let (ready, of) = ready_of(facts, section);
    let name = section_name(facts.framework, &section.id);
    let (label, hint) = if of > 0 && ready >= of {
        (format!("Reveal {name}"), format!("Everyone here is ready in {name}."))
    } else {
        (
            format!("{ready} of {of} are ready in {name}: reveal now?"),
            "Everyone sees every score of it at once.".to_owned(),
        )
    };
    Some(NextStep::new(Act::Reveal(vec![section.id.clone()]), label, hint))
}

/// What is revealed and not agreed: the section in view, else the most divided.
fn reconcile(facts: Facts<'_>, place: &Place) -> Option<NextStep> {
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
    let waiting = not_answered(facts.panel, facts.stage, section).len();
    let judgement = crate::words::marks::marks_words(facts.framework, &section.id, &proposal.marks);
    let (label, hint) = if waiting == 0 {
        (format!("Agree {judgement} for {name}"), "Everyone has answered.".to_owned())
    } else {
        let has = count(waiting, "person has", "people have");
        (format!("Agree {judgement} for {name} now?"), format!("{has} not answered yet."))
    };
    Some(NextStep::new(Act::Settle(section.id.clone()), label, hint))
}
