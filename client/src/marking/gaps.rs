//! The gaps of a form in words, with the control that fills each.

use accord_shared::framework::{Framework, Section, TargetId};
use accord_shared::mark::Mark;
use accord_shared::meeting::{Gap, Lacks};

use super::row::choice_id;
use crate::ui::Problem;

/// The element id of the row of a target.
pub fn mark_id(target: &TargetId) -> String {
    format!("mark-{target}")
}

/// The element id of the box for the comment on a target.
pub fn comment_id(target: &TargetId) -> String {
    format!("comment-{target}")
}

/// The gaps as a list that leads to each of them.
pub fn problems(framework: &Framework, gaps: &[Gap]) -> Vec<Problem> {
    gaps.iter().map(|gap| problem(framework, gap)).collect()
}

fn problem(framework: &Framework, gap: &Gap) -> Problem {
    let place = framework.section(&gap.section).map(|section| place(section, &gap.target)).unwrap_or_default();
    match gap.what {
        Lacks::Mark => Problem::new(first_choice(framework, gap), format!("{place}: choose a score.")),
        Lacks::Comment => {
            Problem::new(comment_id(&gap.target), format!("{place}: write a comment; this score needs one."))
        }
    }
}

/// The element id of the first radio button of a target, where its row is filled in.
fn first_choice(framework: &Framework, gap: &Gap) -> String {
    let first = framework.scale_of(&gap.section).and_then(|scale| scale.points.first());
    let row = mark_id(&gap.target);
    first.map_or_else(|| row.clone(), |point| choice_id(&row, Mark::Score(point.value)))
}

/// "Part 2: Statutory minimum requirements, row 11"; a section that is marked as a whole is named alone.
pub fn place(section: &Section, target: &TargetId) -> String {
    let heading = section.heading();
    let row = section.targets().position(|one| one.descriptor.is_some() && one.id_str() == target.as_str());
    row.map_or(heading.clone(), |row| format!("{heading}, row {}", row + 1))
}

/// "31 of 59 scored; 2 comments needed".
pub fn progress(all: usize, gaps: &[Gap]) -> String {
    let of = |what: Lacks| gaps.iter().filter(|gap| gap.what == what).count();
    let scored = all - of(Lacks::Mark).min(all);
    match of(Lacks::Comment) {
        0 => format!("{scored} of {all} scored"),
        1 => format!("{scored} of {all} scored; 1 comment needed"),
        many => format!("{scored} of {all} scored; {many} comments needed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use accord_shared::framework::builtin_framework;
    use accord_shared::meeting::gaps;
    use accord_shared::schema::Draft;

    #[test]
    fn each_gap_says_where_it_is_and_what_to_do() {
        let framework = builtin_framework("weighted-audit-views").unwrap();
        let section = &framework.sections[2];
        let marks =
            [(TargetId::new("needs.1").unwrap(), Mark::Score(1)), (TargetId::new("needs.2").unwrap(), Mark::Score(2))];
        let found = gaps(framework, &section.id, &Draft { marks: marks.into(), ..Draft::default() });
        let said = problems(framework, &found);
        assert_eq!((said[0].id.as_str(), said[1].id.as_str()), ("comment-needs.1", "mark-needs.3-2"));
        assert_eq!(said[1].sentence, "Needs and support as the family sees them, row 3: choose a score.");
        assert_eq!(progress(3, &found), "2 of 3 scored; 1 comment needed");
        assert_eq!(progress(3, &[]), "3 of 3 scored");
    }
}
