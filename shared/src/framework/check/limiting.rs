//! Limiting judgements.

use std::collections::BTreeSet;

use super::Found;
use crate::framework::limits::{LIMITING_MAX, TITLE_CHARS_MAX};
use crate::framework::{Framework, LimitingJudgement, Scale, TargetId};

impl Found {
    pub(super) fn limiting(&mut self, framework: &Framework) {
        self.count("The framework", "limiting judgements", framework.limits.len(), 0, LIMITING_MAX);
        let mut seen = BTreeSet::new();
        for limit in &framework.limits {
            let place = &format!("Limiting judgement {}", limit.id);
            if !seen.insert(limit.id.as_str().to_ascii_lowercase()) {
                self.say(place, "its id is used twice", "Give each limiting judgement an id of its own");
            }
            self.text(place, "the source", &limit.source, TITLE_CHARS_MAX);
            self.count(place, "things that it rests on", limit.condition.any_of.len(), 1, LIMITING_MAX);
            self.limited(place, framework, limit);
            for target in &limit.condition.any_of {
                self.condition(place, framework, limit, target);
            }
        }
    }

    fn limited(&mut self, place: &str, framework: &Framework, limit: &LimitingJudgement) {
        let Some(scale) = self.scale_at(place, framework, &limit.target) else { return };
        let best = scale.points.iter().filter_map(|point| scale.rank(point.value)).max();
        match scale.rank(limit.no_better_than) {
            None => self.no_point(place, limit.no_better_than, &limit.target),
            rank if rank == best => {
                let wrong = format!("no better than {} limits nothing", limit.no_better_than);
                self.say(place, wrong, "Name a point that is not the best");
            }
            Some(_) => {}
        }
    }

    fn condition(&mut self, place: &str, framework: &Framework, limit: &LimitingJudgement, target: &TargetId) {
        if *target == limit.target {
            self.say(place, format!("{target} would limit itself"), "Let it rest on something else");
        }
        let Some(scale) = self.scale_at(place, framework, target) else { return };
        if scale.rank(limit.condition.or_worse).is_none() {
            self.no_point(place, limit.condition.or_worse, target);
        }
    }

    /// The scale of something that is given a mark; says so where nothing is.
    fn scale_at<'a>(&mut self, place: &str, framework: &'a Framework, target: &TargetId) -> Option<&'a Scale> {
        let Some(found) = framework.target(target) else {
            let remedy = "Name a section that is scored as a whole, or a row of one whose rows are";
            self.say(place, format!("{target} is given no mark"), remedy);
            return None;
        };
        // Where the scale is missing, the section says so.
        framework.scale(&found.section.scale)
    }

    fn no_point(&mut self, place: &str, value: i64, target: &TargetId) {
        self.say(place, format!("{value} is no point of the scale of {target}"), "Name a point of its scale");
    }
}
