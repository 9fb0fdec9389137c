//! What a framework must satisfy beyond its shape, and the words for what is wrong with it.
//!
//! Every problem names the place and says what to do, because the person who reads it wrote the
//! file in a spreadsheet or an editor. What the shape is, is said by the types in `framework.rs`.

use std::collections::BTreeSet;
use std::fmt;

use super::limits::{
    CHOICES_MAX, FACES_MAX, GLOSSARY_MAX, GROUPS_MAX, MARKS_MAX, POINTS_MAX, PROBLEMS_MAX, QUESTIONS_MAX, ROWS_MAX,
    SCALES_MAX, SECTIONS_MAX, TEXT_CHARS_MAX, TITLE_CHARS_MAX, VERSION_CHARS_MAX,
};
use super::{DetailKind, Framework, Marking, NotApplicable, Scale, Scored, Section};
use crate::canonical::INTEGER_MAX;

/// One thing that is wrong with a framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, such as "Section B, row 2".
    pub place: String,
    /// What is wrong.
    pub wrong: String,
    /// What to do about it.
    pub remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}.", self.place, self.wrong, self.remedy)
    }
}

/// Everything that is wrong with a framework, up to [`PROBLEMS_MAX`]; empty if it holds together.
pub(super) fn check(framework: &Framework) -> Vec<Problem> {
    let mut found = Found::default();
    found.framework(framework);
    for scale in &framework.scales {
        found.scale(scale, framework);
    }
    for section in &framework.sections {
        found.section(section, framework);
    }
    found.ids(framework);
    found.groups(framework);
    found.ends(framework);
    found.marks(framework);
    found.problems
}

#[derive(Default)]
struct Found {
    problems: Vec<Problem>,
}

impl Found {
    fn say(&mut self, place: &str, wrong: impl Into<String>, remedy: impl Into<String>) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(Problem { place: place.to_owned(), wrong: wrong.into(), remedy: remedy.into() });
        }
    }

    fn text(&mut self, place: &str, what: &str, text: &str, chars_max: usize) {
        let chars = text.chars().count();
        if text.trim().is_empty() {
            self.say(place, format!("{what} is empty"), format!("Write {what}, or remove it if it may be absent"));
        } else if chars > chars_max {
            self.say(place, format!("{what} has {chars} characters"), format!("Shorten it to {chars_max} or fewer"));
        } else if text.chars().any(|c| c.is_control() && c != '\n') {
            self.say(place, format!("{what} contains a control character"), "Type it again as plain text");
        }
    }

    fn count(&mut self, place: &str, what: &str, count: usize, least: usize, most: usize) {
        if count < least {
            self.say(place, format!("there are {count} {what}"), format!("Give at least {least}"));
        } else if count > most {
            self.say(place, format!("there are {count} {what}"), format!("Keep to {most} or fewer"));
        }
    }

    fn framework(&mut self, framework: &Framework) {
        let place = "The framework";
        self.text(place, "the version", &framework.version, VERSION_CHARS_MAX);
        self.text(place, "the title", &framework.title, TITLE_CHARS_MAX);
        self.text(place, "the description", &framework.about, TEXT_CHARS_MAX);
        self.text(place, "the source document", &framework.source.document, TITLE_CHARS_MAX);
        self.text(place, "the part of the source", &framework.source.part, TITLE_CHARS_MAX);
        if let Some(note) = &framework.source.note {
            self.text(place, "the note on the source", note, TEXT_CHARS_MAX);
        }
        if let Some(service) = &framework.service {
            self.text(place, "the service", service, TITLE_CHARS_MAX);
        }
        self.count(place, "scales", framework.scales.len(), 1, SCALES_MAX);
        self.count(place, "sections", framework.sections.len(), 1, SECTIONS_MAX);
        self.count(place, "descriptors", framework.rows(), 1, ROWS_MAX);
        let first_overall = framework.sections.iter().position(|s| s.overall);
        if first_overall.is_some_and(|at| at + 1 != framework.sections.len()) {
            self.say(place, "a section comes after the overall judgement", "Put one overall section, and put it last");
        }
    }

    fn scale(&mut self, scale: &Scale, framework: &Framework) {
        let place = &format!("Scale {}", scale.id);
        self.text(place, "the title", &scale.title, TITLE_CHARS_MAX);
        self.count(place, "points", scale.points.len(), 2, POINTS_MAX);
        for point in &scale.points {
            let place = &format!("Scale {}, point {}", scale.id, point.value);
            self.text(place, "the word", &point.word, TITLE_CHARS_MAX);
            if let Some(criteria) = &point.criteria {
                self.text(place, "the criteria", &criteria.text, TEXT_CHARS_MAX);
            }
            if point.marks.is_some_and(|marks| marks > MARKS_MAX) {
                self.say(place, "it is worth too much", format!("Give at most {MARKS_MAX} marks"));
            }
            if point.value.unsigned_abs() > INTEGER_MAX {
                self.say(place, "its value is too large", "Use small whole numbers");
            }
        }
        let values: Vec<i64> = scale.points.iter().map(|p| p.value).collect();
        if !(values.is_sorted_by(|a, b| a < b) || values.is_sorted_by(|a, b| a > b)) {
            self.say(place, "its values neither rise nor fall", "List the points in order, each value once");
        }
        if scale.agreement.apart == 0 {
            self.say(place, "marks 0 steps apart would need reconciling", "Say 1 or more steps apart");
        }
        if let Some(line) = scale.agreement.line {
            let neighbours = scale.rank(line.good_enough).zip(scale.rank(line.below));
            if neighbours.is_none_or(|(above, below)| above != below + 1) {
                let wrong = format!("its line runs between {} and {}", line.good_enough, line.below);
                self.say(place, wrong, "Name two neighbouring points of the scale, the better one as good enough");
            }
        }
        self.faces(place, scale);
        let used = framework.sections.iter().any(|s| s.scale == scale.id);
        if !used {
            self.say(place, "no section uses it", "Use it in a section or remove it");
        }
    }

    fn faces(&mut self, place: &str, scale: &Scale) {
        self.count(place, "faces", scale.faces.len(), 0, FACES_MAX);
        let mut seen = BTreeSet::new();
        for face in &scale.faces {
            let place = &format!("{place}, face {}", face.id);
            if !seen.insert(face.id.as_str().to_ascii_lowercase()) {
                self.say(place, "its id is used twice", "Give each face an id of its own");
            }
            self.text(place, "the title", &face.title, TITLE_CHARS_MAX);
            self.text(place, "the source", &face.source, TITLE_CHARS_MAX);
            if face.words.len() != scale.points.len() {
                let wrong = format!("it has {} words for {} points", face.words.len(), scale.points.len());
                self.say(place, wrong, "Give one word for each point, in the order of the points");
            }
            for word in &face.words {
                self.text(place, "a word", word, TITLE_CHARS_MAX);
            }
        }
    }

    fn section(&mut self, section: &Section, framework: &Framework) {
        let place = &format!("Section {}", section.id);
        self.text(place, "the title", &section.title, TITLE_CHARS_MAX);
        self.text(place, "the plain sentence", &section.plain, TEXT_CHARS_MAX);
        self.text(place, "the source", &section.source, TITLE_CHARS_MAX);
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

    /// Sections, groups and descriptors share one set of ids, because marks and totals are kept by
    /// id alone; letters that differ in case only would be confused by people and by spreadsheets.
    fn ids(&mut self, framework: &Framework) {
        let mut seen = BTreeSet::new();
        let mut once = |found: &mut Self, place: &str, id: &str| {
            if !seen.insert(id.to_ascii_lowercase()) {
                found.say(place, format!("the id {id} is used twice"), "Give everything an id of its own");
            }
        };
        for section in &framework.sections {
            once(self, &format!("Section {}", section.id), section.id.as_str());
            for (at, row) in section.descriptors.iter().enumerate() {
                once(self, &format!("Section {}, row {}", section.id, at + 1), row.id.as_str());
            }
        }
        for group in &framework.groups {
            once(self, &format!("Group {}", group.id), group.id.as_str());
        }
        let mut scales = BTreeSet::new();
        for scale in &framework.scales {
            if !scales.insert(scale.id.as_str().to_ascii_lowercase()) {
                let wrong = format!("the id {} is used twice", scale.id);
                self.say(&format!("Scale {}", scale.id), wrong, "Give each scale an id of its own");
            }
        }
    }

    fn groups(&mut self, framework: &Framework) {
        self.count("The framework", "groups", framework.groups.len(), 0, GROUPS_MAX);
        let mut grouped = BTreeSet::new();
        for group in &framework.groups {
            let place = &format!("Group {}", group.id);
            self.text(place, "the title", &group.title, TITLE_CHARS_MAX);
            self.count(place, "sections", group.sections.len(), 1, SECTIONS_MAX);
            for section in &group.sections {
                if framework.section(section).is_none() {
                    self.say(place, format!("its section {section} does not exist"), "Name sections of this framework");
                } else if !grouped.insert(section) {
                    self.say(place, format!("section {section} is in two groups"), "Put each section in one group");
                }
            }
        }
    }

    fn ends(&mut self, framework: &Framework) {
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

    /// Whether marks can be added up where they are to be, and come to what the source prints.
    fn marks(&mut self, framework: &Framework) {
        let place = "The framework";
        if let Marking::Scaled { out_of } = framework.marking
            && !(1..=MARKS_MAX).contains(&out_of)
        {
            self.say(place, format!("scores are scaled to {out_of}"), format!("Scale to 1 to {MARKS_MAX}"));
        }
        let adds_up = !matches!(framework.marking, Marking::Judgement {});
        let mut available = Some(0_u32);
        for section in &framework.sections {
            let place = &format!("Section {}", section.id);
            let marks = framework.marks_available_in(section);
            available = available.zip(marks).and_then(|(sum, marks)| sum.checked_add(marks));
            if adds_up && framework.scale(&section.scale).is_some_and(|s| s.marks_max().is_none()) {
                let remedy = "Say what each point is worth, or make the framework a matter of judgement";
                self.say(place, format!("scale {} does not say what its points are worth", section.scale), remedy);
            }
            let full = section.targets().any(|t| t.not_applicable() == NotApplicable::FullMarks);
            if full && !adds_up {
                self.say(place, "not applicable earns full marks where none are added up", "Leave it out instead");
            }
            self.printed(place, section.printed_marks, marks);
        }
        for group in &framework.groups {
            let sections = group.sections.iter().filter_map(|id| framework.section(id));
            let marks = sections.map(|s| framework.marks_available_in(s)).sum::<Option<u32>>();
            self.printed(&format!("Group {}", group.id), group.printed_marks, marks);
        }
        self.printed(place, framework.printed_marks, available);
    }

    fn printed(&mut self, place: &str, printed: Option<u32>, marks: Option<u32>) {
        let Some(printed) = printed else { return };
        if marks != Some(printed) {
            let sum = marks.map_or("are not added up".to_owned(), |marks| format!("add up to {marks}"));
            let wrong = format!("{printed} marks are printed but its rows {sum}");
            self.say(place, wrong, "Correct the printed marks, or the rows and what their points are worth");
        }
    }
}
