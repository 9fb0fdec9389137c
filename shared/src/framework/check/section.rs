//! What a section and its rows must satisfy, taken by themselves.

use std::collections::BTreeSet;

use super::Found;
use crate::framework::limits::{TEXT_CHARS_MAX, TITLE_CHARS_MAX};
use crate::framework::{Framework, Scored, Section};

impl Found {
    pub(super) fn section(&mut self, section: &Section, framework: &Framework) {
        let place = &format!("Section {}", section.id);
        self.text(place, "the title", &section.title, TITLE_CHARS_MAX);
        self.text(place, "the plain sentence", &section.plain, TEXT_CHARS_MAX);
        self.text(place, "the source", &section.source, TITLE_CHARS_MAX);
        if let Some(guidance) = &section.guidance {
            self.text(place, "the guidance", guidance, TEXT_CHARS_MAX);
        }
        if section.scored == Scored::Descriptors && section.descriptors.is_empty() {
            self.say(place, "its descriptors are scored but it has none", "Add a row, or score the section as a whole");
        }
        match framework.scale(&section.scale) {
            None => {
                let wrong = format!("its scale {} does not exist", section.scale);
                self.say(place, wrong, "Name a scale of this framework");
            }
            Some(scale) => {
                for value in section.comment_demanded.iter().filter(|v| scale.point(**v).is_none()) {
                    let wrong = format!("a comment is demanded for {value}, which is not on its scale");
                    self.say(place, wrong, "Name values of the section's scale");
                }
            }
        }
        let boxes: BTreeSet<_> = section.commentary.iter().collect();
        if boxes.len() != section.commentary.len() {
            self.say(place, "a commentary box is listed twice", "List each box once");
        }
        for (at, row) in section.descriptors.iter().enumerate() {
            let place = &format!("Section {}, row {}", section.id, at + 1);
            self.text(place, "the descriptor", &row.text, TEXT_CHARS_MAX);
            self.text(place, "the source", &row.source, TITLE_CHARS_MAX);
            for (what, text) in [("the condition", &row.condition), ("the guidance", &row.guidance)] {
                if let Some(text) = text {
                    self.text(place, what, text, TEXT_CHARS_MAX);
                }
            }
            if section.scored == Scored::Section && row.not_applicable.is_some() {
                self.say(place, "it has a rule for not applicable but gets no mark", "Give the rule to the section");
            }
        }
    }
}
