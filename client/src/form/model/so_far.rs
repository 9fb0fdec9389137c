//! What a form comes to so far, in words. The figures are the framework's own.

use accord_shared::framework::marking::Tally;
use accord_shared::framework::{Framework, Marked, Marking};
use accord_shared::mark::Marks;

/// A line of what a form comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Of what.
    pub title: String,
    /// The figures and how they came about.
    pub words: String,
    /// Whether it is the line of the whole form.
    pub total: bool,
}

/// What each section, each subtotal and the whole come to; nothing where grades are never added up.
pub fn lines(framework: &Framework, marks: &Marks) -> Vec<Line> {
    if matches!(framework.marking, Marking::Judgement {}) {
        return Vec::new();
    }
    let Marked { sections, groups, total, .. } = framework.mark(marks);
    let line = |tally: &Tally, total| Line { title: tally.title.clone(), words: words(tally), total };
    let parts = sections.iter().chain(&groups).map(|tally| line(tally, false));
    parts.chain([line(&total, true)]).collect()
}

/// The framework's own words once every row is marked; until then the sum so far.
fn words(tally: &Tally) -> String {
    let left = tally.missing.len();
    match tally.marks {
        _ if left == 0 => tally.working.clone(),
        Some(sum) if sum.available > 0 => format!("so far {} of {}", sum.awarded, sum.available),
        _ => "nothing to count yet".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use accord_shared::framework::{TargetId, builtin_framework};
    use accord_shared::mark::Mark;

    fn total(framework: &Framework, marks: &Marks) -> Option<String> {
        lines(framework, marks).pop().map(|line| line.words)
    }

    #[test]
    fn the_total_is_so_far_until_every_row_is_marked() {
        let framework = builtin_framework("weighted-audit-views").unwrap();
        let mut marks = Marks::new();
        assert_eq!(total(framework, &marks).as_deref(), Some("nothing to count yet"));
        marks.insert(TargetId::new("child.1").unwrap(), Mark::Score(1));
        assert_eq!(total(framework, &marks).as_deref(), Some("so far 1 of 2"));
        for target in framework.targets() {
            marks.insert(target.id(), Mark::Score(2));
        }
        assert_eq!(total(framework, &marks), Some(framework.mark(&marks).total.working));
    }

    #[test]
    fn grades_are_not_added_up() {
        assert_eq!(total(builtin_framework("essex-full").unwrap(), &Marks::new()), None);
    }
}
