//! What a scale must satisfy: points in order, a line between neighbours, a word for each point.

use std::collections::BTreeSet;

use super::Found;
use crate::framework::limits::{FACES_MAX, MARKS_MAX, POINT_VALUE_MAX, POINTS_MAX, TEXT_CHARS_MAX, TITLE_CHARS_MAX};
use crate::framework::{Framework, Scale};

impl Found {
    pub(super) fn scale(&mut self, scale: &Scale, framework: &Framework) {
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
            if point.value.unsigned_abs() > POINT_VALUE_MAX {
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
}
