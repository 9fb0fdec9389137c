//! What is asked before and after the marks, and the glossary.

use std::collections::BTreeSet;

use super::Found;
use crate::framework::limits::{CHOICES_MAX, GLOSSARY_MAX, QUESTIONS_MAX, TEXT_CHARS_MAX, TITLE_CHARS_MAX};
use crate::framework::{DetailKind, Framework};

impl Found {
    pub(super) fn ends(&mut self, framework: &Framework) {
        let place = "The framework";
        self.count(place, "details", framework.details.len(), 0, QUESTIONS_MAX);
        self.count(place, "questions", framework.questions.len(), 0, QUESTIONS_MAX);
        self.count(place, "entries in the glossary", framework.glossary.len(), 0, GLOSSARY_MAX);
        let mut seen = BTreeSet::new();
        for detail in &framework.details {
            let place = &format!("Detail {}", detail.id);
            self.text(place, "the title", &detail.title, TITLE_CHARS_MAX);
            let least = if detail.kind == DetailKind::Choice { 2 } else { 0 };
            let most = if detail.kind == DetailKind::Choice { CHOICES_MAX } else { 0 };
            self.count(place, "choices", detail.choices.len(), least, most);
            for choice in &detail.choices {
                self.text(place, "a choice", choice, TITLE_CHARS_MAX);
            }
            if !seen.insert(detail.id.as_str().to_ascii_lowercase()) {
                self.say(place, "its id is used twice", "Give each detail and question an id of its own");
            }
        }
        for question in &framework.questions {
            let place = &format!("Question {}", question.id);
            self.text(place, "the question", &question.text, TEXT_CHARS_MAX);
            self.text(place, "the source", &question.source, TITLE_CHARS_MAX);
            self.count(place, "prompts", question.prompts.len(), 0, CHOICES_MAX);
            for prompt in &question.prompts {
                self.text(place, "a prompt", prompt, TEXT_CHARS_MAX);
            }
            if !seen.insert(question.id.as_str().to_ascii_lowercase()) {
                self.say(place, "its id is used twice", "Give each detail and question an id of its own");
            }
        }
        let mut terms = BTreeSet::new();
        for term in &framework.glossary {
            let place = &format!("Glossary, {}", term.term.chars().take(40).collect::<String>());
            self.text(place, "the meaning", &term.meaning, TEXT_CHARS_MAX);
            self.count(place, "other spellings", term.also.len(), 0, CHOICES_MAX);
            for spelling in std::iter::once(&term.term).chain(&term.also) {
                self.text(place, "the term", spelling, TITLE_CHARS_MAX);
                if !terms.insert(spelling.to_lowercase()) {
                    self.say(place, format!("{spelling} is explained twice"), "Keep one entry for it");
                }
            }
        }
    }
}
