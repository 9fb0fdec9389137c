//! The changes of a framework in the editor, each of which keeps together what belongs together: words with their
//! points, the line and the demanded comments with their values, subtotals with their sections. Pure.

use accord_shared::framework::{
    Better, Descriptor, Detail, Framework, Group, Point, Question, Scale, ScaleId, Section, Symbol,
};

/// The section with this id.
pub fn section<'a>(framework: &'a mut Framework, id: &str) -> Option<&'a mut Section> {
    framework.sections.iter_mut().find(|section| section.id.as_str() == id)
}

/// The row with this id.
pub fn row<'a>(framework: &'a mut Framework, id: &str) -> Option<&'a mut Descriptor> {
    framework.sections.iter_mut().flat_map(|section| &mut section.descriptors).find(|row| row.id.as_str() == id)
}

/// The scale with this id.
pub fn scale<'a>(framework: &'a mut Framework, id: &str) -> Option<&'a mut Scale> {
    framework.scales.iter_mut().find(|scale| scale.id.as_str() == id)
}

/// The subtotal with this id.
pub fn group<'a>(framework: &'a mut Framework, id: &str) -> Option<&'a mut Group> {
    framework.groups.iter_mut().find(|group| group.id.as_str() == id)
}

/// The detail with this id.
pub fn detail<'a>(framework: &'a mut Framework, id: &str) -> Option<&'a mut Detail> {
    framework.details.iter_mut().find(|detail| detail.id.as_str() == id)
}

/// The question with this id.
pub fn question<'a>(framework: &'a mut Framework, id: &str) -> Option<&'a mut Question> {
    framework.questions.iter_mut().find(|question| question.id.as_str() == id)
}

/// Moves what stands at a place one place up or down, and says where it is then; it stays if it has nowhere to go.
pub fn shift<T>(list: &mut [T], at: usize, up: bool) -> usize {
    let to = if up { at.saturating_sub(1) } else { (at + 1).min(list.len().saturating_sub(1)) };
    if at < list.len() {
        list.swap(at, to);
    }
    to
}

/// Forgets the totals that were printed for a section and for everything that adds it up: its rows are others now.
pub fn forget_printed(framework: &mut Framework, id: &str) {
    framework.printed_marks = None;
    if let Some(section) = section(framework, id) {
        section.printed_marks = None;
    }
    for group in framework.groups.iter_mut().filter(|group| group.sections.iter().any(|one| one.as_str() == id)) {
        group.printed_marks = None;
    }
}

/// Forgets every printed total.
pub fn forget_all_printed(framework: &mut Framework) {
    framework.printed_marks = None;
    framework.sections.iter_mut().for_each(|section| section.printed_marks = None);
    framework.groups.iter_mut().for_each(|group| group.printed_marks = None);
}

/// Takes a section away, also out of its subtotal; a subtotal of nothing goes with it.
pub fn remove_section(framework: &mut Framework, id: &str) {
    forget_printed(framework, id);
    framework.sections.retain(|section| section.id.as_str() != id);
    for group in &mut framework.groups {
        group.sections.retain(|section| section.as_str() != id);
    }
    framework.groups.retain(|group| !group.sections.is_empty());
}

/// Takes a row away.
pub fn remove_row(framework: &mut Framework, section_id: &str, id: &str) {
    forget_printed(framework, section_id);
    if let Some(section) = section(framework, section_id) {
        section.descriptors.retain(|row| row.id.as_str() != id);
    }
}

/// Gives a section another scale. Comments stay demanded for the values that the new scale has.
pub fn use_scale(framework: &mut Framework, section_id: &str, id: &ScaleId) {
    let Some(scale) = framework.scale(id).cloned() else { return };
    forget_printed(framework, section_id);
    if let Some(section) = section(framework, section_id) {
        section.comment_demanded.retain(|value| scale.point(*value).is_some());
        section.scale = scale.id;
    }
}

/// Puts a section into a subtotal, or takes it out; no section is in two.
pub fn put_into_group(framework: &mut Framework, group_id: &str, section_id: &str, inside: bool) {
    let order: Vec<_> = framework.sections.iter().map(|section| section.id.clone()).collect();
    for group in &mut framework.groups {
        let was_inside = group.sections.iter().any(|section| section.as_str() == section_id);
        let is_inside = if group.id.as_str() == group_id { inside } else { was_inside && !inside };
        if was_inside == is_inside {
            continue;
        }
        group.printed_marks = None;
        group.sections = order
            .iter()
            .filter(|id| if id.as_str() == section_id { is_inside } else { group.sections.contains(id) })
            .cloned()
            .collect();
    }
}

/// Adds a point behind the last one.
pub fn add_point(framework: &mut Framework, id: &str) {
    let Some(scale) = scale(framework, id) else { return };
    let values: Vec<i64> = scale.points.iter().map(|point| point.value).collect();
    let step = if values.is_sorted() { 1 } else { -1 };
    let value = values.last().map_or(0, |last| last + step);
    let marks = scale.points.iter().all(|point| point.marks.is_some()).then_some(0);
    scale.points.push(Point { value, word: String::new(), symbol: Symbol::Plain, criteria: None, marks });
    scale.faces.iter_mut().for_each(|face| face.words.push(String::new()));
}

/// Takes a point away, with its words, the line at it and the comments that it demanded.
pub fn remove_point(framework: &mut Framework, id: &str, at: usize) {
    let Some(scale) = scale(framework, id).filter(|scale| at < scale.points.len()) else { return };
    let value = scale.points.remove(at).value;
    for face in scale.faces.iter_mut().filter(|face| at < face.words.len()) {
        face.words.remove(at);
    }
    if scale.agreement.line.is_some_and(|line| line.good_enough == value || line.below == value) {
        scale.agreement.line = None;
    }
    for section in framework.sections.iter_mut().filter(|section| section.scale.as_str() == id) {
        section.comment_demanded.retain(|demanded| *demanded != value);
    }
}

/// Gives a point another value, which the line and the demanded comments follow, and keeps the points in order. Says
/// why that cannot be.
pub fn set_value(framework: &mut Framework, id: &str, at: usize, value: i64) -> Result<(), &'static str> {
    let Some(scale) = scale(framework, id).filter(|scale| at < scale.points.len()) else { return Ok(()) };
    let before = scale.points[at].value;
    if before == value {
        return Ok(());
    }
    if scale.point(value).is_some() {
        return Err("Another point has this value. Choose one that is free.");
    }
    let rises = scale.points.first().map(|first| first.value) <= scale.points.last().map(|last| last.value);
    scale.points[at].value = value;
    if let Some(line) = &mut scale.agreement.line {
        for end in [&mut line.good_enough, &mut line.below] {
            *end = if *end == before { value } else { *end };
        }
    }
    let mut order: Vec<usize> = (0..scale.points.len()).collect();
    order.sort_by_key(|at| if rises { scale.points[*at].value } else { -scale.points[*at].value });
    scale.points = order.iter().map(|at| scale.points[*at].clone()).collect();
    for face in scale.faces.iter_mut().filter(|face| face.words.len() == order.len()) {
        face.words = order.iter().map(|at| face.words[*at].clone()).collect();
    }
    for section in framework.sections.iter_mut().filter(|section| section.scale.as_str() == id) {
        for demanded in section.comment_demanded.iter_mut().filter(|demanded| **demanded == before) {
            *demanded = value;
        }
    }
    Ok(())
}

/// Says which way a scale is better; the line keeps the better of its points as good enough.
pub fn set_better(framework: &mut Framework, id: &str, better: Better) {
    let Some(scale) = scale(framework, id) else { return };
    if scale.better == better {
        return;
    }
    scale.better = better;
    if let Some(line) = &mut scale.agreement.line {
        std::mem::swap(&mut line.good_enough, &mut line.below);
    }
}

/// Demands a comment for a value, or no longer; values stand in the order of the scale.
pub fn demand_comment(framework: &mut Framework, section_id: &str, value: i64, demanded: bool) {
    let Some(scale) = framework.sections.iter().find(|section| section.id.as_str() == section_id) else { return };
    let values: Vec<i64> = framework
        .scale(&scale.scale)
        .map_or_else(Vec::new, |scale| scale.points.iter().map(|point| point.value).collect());
    if let Some(section) = section(framework, section_id) {
        let before = std::mem::take(&mut section.comment_demanded);
        let wanted = |one: &i64| if *one == value { demanded } else { before.contains(one) };
        section.comment_demanded = values.into_iter().filter(wanted).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use accord_shared::framework::{Line, Origin, builtin_framework};

    fn essex() -> Framework {
        builtin_framework("essex-full").unwrap().clone()
    }

    fn values(framework: &Framework) -> Vec<i64> {
        framework.scales[0].points.iter().map(|point| point.value).collect()
    }

    #[test]
    fn the_line_the_words_and_the_comments_follow_a_value() {
        let mut framework = essex();
        demand_comment(&mut framework, "A", 4, true);
        demand_comment(&mut framework, "A", 3, true);
        assert_eq!(framework.sections[0].comment_demanded, [3, 4], "in the order of the scale");
        assert!(set_value(&mut framework, "grade", 2, 2).is_err(), "each value once");
        set_value(&mut framework, "grade", 2, 30).unwrap();
        assert_eq!(values(&framework), [1, 2, 4, 30]);
        assert_eq!(framework.scales[0].faces[0].words, ["Gold", "Silver", "Significant gaps", "Bronze"]);
        assert_eq!(framework.sections[0].comment_demanded, [30, 4]);
        assert_eq!(
            framework.scales[0].agreement.line,
            Some(Line { good_enough: 2, below: 30, origin: Origin::Reworded })
        );
        remove_point(&mut framework, "grade", 3);
        assert_eq!(framework.scales[0].agreement.line, None);
        assert_eq!(framework.sections[0].comment_demanded, [4]);
        add_point(&mut framework, "grade");
        assert_eq!(values(&framework), [1, 2, 4, 5]);
        assert_eq!(framework.scales[0].faces[0].words.len(), 4);
    }

    #[test]
    fn a_section_leaves_its_subtotal_and_changed_rows_forget_printed_totals() {
        let mut framework = builtin_framework("bradford-quality-form").unwrap().clone();
        let (id, row) = (framework.sections[0].id.to_string(), framework.sections[0].descriptors[0].id.to_string());
        assert!(framework.groups[0].sections.iter().any(|section| section.as_str() == id));
        let others: Vec<_> = framework.groups[1..].iter().map(|group| group.printed_marks).collect();
        remove_row(&mut framework, &id, &row);
        assert_eq!((framework.printed_marks, framework.groups[0].printed_marks), (None, None));
        assert!(framework.groups[1..].iter().map(|group| group.printed_marks).eq(others), "the others stay");
        assert!(framework.clone().checked().is_ok(), "what is left holds together");
        remove_section(&mut framework, &id);
        assert!(framework.groups.iter().all(|group| group.sections.iter().all(|one| one.as_str() != id)));
    }

    #[test]
    fn a_section_is_in_one_subtotal() {
        let mut framework = essex();
        let group = |id: &str| Group {
            id: accord_shared::framework::SectionId::new(id).unwrap(),
            title: id.to_owned(),
            sections: Vec::new(),
            printed_marks: None,
        };
        framework.groups = vec![group("g1"), group("g2")];
        put_into_group(&mut framework, "g1", "B", true);
        put_into_group(&mut framework, "g1", "A", true);
        put_into_group(&mut framework, "g2", "B", true);
        let sections = |at: usize| framework.groups[at].sections.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!((sections(0), sections(1)), (vec!["A".to_owned()], vec!["B".to_owned()]));
    }

    #[test]
    fn what_turns_round_keeps_its_line() {
        let mut framework = essex();
        set_better(&mut framework, "grade", Better::Higher);
        assert_eq!(
            framework.scales[0].agreement.line,
            Some(Line { good_enough: 3, below: 2, origin: Origin::Reworded })
        );
        assert!(framework.checked().is_ok());
    }

    #[test]
    fn what_is_at_the_end_stays_there() {
        let mut list = [1, 2, 3];
        assert_eq!((shift(&mut list, 0, true), shift(&mut list, 2, false)), (0, 2));
        assert_eq!(shift(&mut list, 2, true), 1);
        assert_eq!(list, [1, 3, 2]);
    }
}
