//! What people have said to a proposal so far.

use std::collections::BTreeMap;

use accord_shared::id::ParticipantId;
use accord_shared::meeting::not_answered;
use accord_shared::panel::Agency;
use accord_shared::stage::{Agreed, Consent, SectionStage};

use crate::seat::facts::Facts;
use crate::words::grammar::count;

/// The answers to a proposal, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many agree.
    pub agree: usize,
    /// How many can live with it.
    pub can_live_with_it: usize,
    /// Who dissents, and why.
    pub dissents: Vec<Dissent>,
    /// Who has not answered, as "Dot Nurse (Health)".
    pub waiting: Vec<String>,
}

/// One dissent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dissent {
    /// Who, as "Dot Nurse (Health)".
    pub who: String,
    /// For which agency.
    pub agency: Agency,
    /// Why.
    pub reason: String,
}

impl Tally {
    /// "8 agree · 2 can live with it · 1 dissents · 1 has not answered".
    pub fn words(&self) -> String {
        let mut parts = vec![
            count(self.agree, "agrees", "agree"),
            count(self.can_live_with_it, "can live with it", "can live with it"),
        ];
        parts.push(count(self.dissents.len(), "dissents", "dissent"));
        if !self.waiting.is_empty() {
            parts.push(count(self.waiting.len(), "has not answered", "have not answered"));
        }
        parts.join(" · ")
    }
}

/// The answers to the proposal of a section.
pub fn tally(facts: Facts<'_>, section: &SectionStage) -> Tally {
    let mut tally = Tally::default();
    let Some(proposal) = &section.proposal else { return tally };
    for (who, consent) in &proposal.consents {
        match consent {
            Consent::Agree => tally.agree += 1,
            Consent::CanLiveWithIt => tally.can_live_with_it += 1,
            Consent::Dissent { reason } => tally.dissents.push(dissent(facts, who, reason)),
        }
    }
    tally.waiting = not_answered(facts.panel, facts.stage, section).iter().map(|who| person(facts, who)).collect();
    tally
}

/// Everyone who dissents from an agreed judgement, at its proposal or later, in the order of agencies.
pub fn dissents(facts: Facts<'_>, agreed: &Agreed, later: &BTreeMap<ParticipantId, String>) -> Vec<Dissent> {
    let at_once = agreed.consents.iter().filter_map(|(who, consent)| match consent {
        Consent::Dissent { reason } if !later.contains_key(who) => Some(dissent(facts, who, reason)),
        Consent::Dissent { .. } | Consent::Agree | Consent::CanLiveWithIt => None,
    });
    let mut found: Vec<Dissent> =
        at_once.chain(later.iter().map(|(who, reason)| dissent(facts, who, reason))).collect();
    found.sort_by(|a, b| (a.agency, &a.who).cmp(&(b.agency, &b.who)));
    found
}

fn dissent(facts: Facts<'_>, who: &ParticipantId, reason: &str) -> Dissent {
    let agency = facts.panel.participant(who).map_or(Agency::Other, |person| person.agency);
    Dissent { who: person(facts, who), agency, reason: reason.to_owned() }
}

/// "Dot Nurse (Health)".
pub fn person(facts: Facts<'_>, who: &ParticipantId) -> String {
    facts
        .panel
        .participant(who)
        .map_or_else(|| "Someone".to_owned(), |person| format!("{} ({})", person.name, person.agency.name()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::{Room, section};
    use accord_shared::command::Command;
    use accord_shared::framework::TargetId;
    use accord_shared::mark::Mark;

    #[test]
    fn the_running_tally_counts_everyone_who_has_a_voice_and_came() {
        let mut room = Room::new();
        room.scored("E", [2, 4, 3, 3]);
        let review = room.review();
        let marks = [(TargetId::from(section("E")), Mark::Score(3))].into();
        room.say("chair", Command::Propose { review: review.clone(), section: section("E"), marks, why: None });
        let answer = |consent| Command::Respond { review: review.clone(), section: section("E"), consent };
        room.say("chair", answer(Consent::Agree));
        room.say("nurse", answer(Consent::CanLiveWithIt));
        room.say("parent", answer(Consent::Dissent { reason: "Not one is measurable".to_owned() }));
        let facts = room.facts(&[]);
        let tally = tally(facts, facts.review.section(&section("E")).unwrap());
        assert_eq!(tally.words(), "1 agrees · 1 can live with it · 1 dissents · 1 has not answered");
        assert_eq!(tally.waiting, ["Cal School (School or setting)"]);
        assert_eq!(tally.dissents[0].who, "Bea Parent (Parent-carer forum)");
    }
}
