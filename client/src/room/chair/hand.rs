//! The chair's hand: what the bar, the menu and its dialogs have in common.

use crate::room::model::next_step::{Act, NextStep};
use crate::seat::command::Asker;
use crate::seat::facts::section_name;
use crate::seat::place::Place;
use crate::seat::reason_dialog::Question;
use crate::seat::room::Room;
use crate::words::grammar::list;
use accord_shared::command::Command;
use accord_shared::framework::SectionId;
use accord_shared::meeting::{agencies_not_ready, not_answered};
use accord_shared::panel::Agency;
use leptos::prelude::*;

/// What the chair's controls share: how to ask, and the question that comes before.
#[derive(Clone, Copy)]
pub struct ChairHand {
    /// The room.
    pub room: Room,
    /// The way to ask.
    pub asker: Asker,
    /// The question that is open, if one is.
    pub question: RwSignal<Option<Question>>,
}

impl ChairHand {
    /// Opens sections for scoring.
    pub fn open(self, sections: Vec<SectionId>) {
        self.asker.ask(Command::Open { review: self.room.review.get_untracked(), sections });
    }

    /// Reveals sections; where an agency is not ready, it is named and a reason asked for.
    pub fn reveal(self, sections: Vec<SectionId>) {
        let review = self.room.review.get_untracked();
        let waiting = self.room.facts_now(|facts| {
            let stages = sections.iter().filter_map(|id| facts.review.section(id));
            let mut found: Vec<Agency> =
                stages.flat_map(|section| agencies_not_ready(facts.panel, facts.stage, section)).collect();
            found.sort();
            found.dedup();
            found
        });
        if waiting.is_empty() {
            self.asker.ask(Command::Reveal { review, sections, without: None });
            return;
        }
        let names: Vec<String> = waiting.iter().map(|agency| agency.name().to_owned()).collect();
        let what = self.sections_words(&sections);
        self.question.set(Some(Question {
            title: format!("Reveal {what} now?"),
            words: vec![
                format!("Not everyone is ready: {}.", list(&names)),
                "Scores that are chosen count, whether or not people pressed “I’m ready”. A reveal cannot be undone."
                    .to_owned(),
            ],
            label: "Why go on without waiting?".to_owned(),
            button: format!("Reveal {what}"),
            make: Callback::new(move |reason| Command::Reveal {
                review: review.clone(),
                sections: sections.clone(),
                without: Some(reason),
            }),
        }));
    }

    /// Settles the proposal of a section; where somebody has not answered, a reason is asked for.
    pub fn settle(self, section: SectionId) {
        let review = self.room.review.get_untracked();
        let silent = self.room.facts_now(|facts| {
            let stage = facts.review.section(&section);
            let silent = stage.map(|section| not_answered(facts.panel, facts.stage, section)).unwrap_or_default();
            silent.iter().map(|who| crate::room::model::tally::person(facts, who)).collect::<Vec<_>>()
        });
        if silent.is_empty() {
            self.asker.ask(Command::Settle { review, section, without: None });
            return;
        }
        self.question.set(Some(Question {
            title: "Agree it without all the answers?".to_owned(),
            words: vec![format!("Not answered yet: {}.", list(&silent))],
            label: "Why go on without them?".to_owned(),
            button: "Agree it".to_owned(),
            make: Callback::new(move |reason| Command::Settle {
                review: review.clone(),
                section: section.clone(),
                without: Some(reason),
            }),
        }));
    }

    /// Puts a plan on the table, and goes there.
    pub fn take_up(self, review: accord_shared::id::ReviewId) {
        let room = self.room;
        self.asker.ask_then(Command::TakeUp { review: review.clone() }, move || {
            if let Some(first) = room.framework().sections.first() {
                room.go(&review, &Place::Section(first.id.clone()));
            }
        });
    }

    fn sections_words(self, sections: &[SectionId]) -> String {
        match sections {
            [one] => section_name(&self.room.framework(), one),
            many => format!("{} sections", many.len()),
        }
    }

    pub fn carry_out(self, step: NextStep) {
        let review = self.room.review.get_untracked();
        match step.act {
            Act::Open(sections) => self.open(sections),
            Act::Reveal(sections) => self.reveal(sections),
            Act::AcceptSame => self.asker.ask(Command::AcceptSame { review }),
            Act::Settle(section) => self.settle(section),
            Act::Go(place) => self.room.go(&review, &place),
            Act::OpenSigning => self.asker.ask(Command::OpenSigning { review }),
            Act::Close => self.asker.ask(Command::Close { review }),
            Act::TakeUp(review) => self.take_up(review),
            Act::Nothing => {}
        }
    }
}
