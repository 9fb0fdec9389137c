//! The figures of the sources, and what holds for every form of every framework.

use proptest::prelude::*;
use proptest::sample::Index;

use super::{Marked, Sum};
use crate::framework::{
    Abstaining, Better, Fraction, Framework, Marking, NotApplicable, Origin, SectionId, TargetId, builtin,
    builtin_framework, builtin_version, builtin_versions,
};
use crate::mark::{Mark, Marks};

fn shipped(id: &str) -> &'static Framework {
    builtin_framework(id).unwrap()
}

/// A form with the same choice in every row that may have it; the others stay missing.
fn all(framework: &Framework, mark: impl Fn(&TargetId) -> Mark) -> Marks {
    let ids = framework.targets().map(|t| t.id());
    ids.map(|id| (id.clone(), mark(&id))).filter(|(id, mark)| mark.fits(framework, id)).collect()
}

/// A form whose rows get these marks in the printed order, over and over.
fn in_turn(framework: &Framework, marks: &[Mark]) -> Marks {
    framework.targets().map(|t| t.id()).zip(marks.iter().copied().cycle()).collect()
}

fn best(framework: &Framework, id: &TargetId) -> Mark {
    let scale = framework.scale(&framework.target(id).unwrap().section.scale).unwrap();
    Mark::Score(scale.points.iter().max_by_key(|p| scale.rank(p.value)).unwrap().value)
}

#[expect(clippy::unnecessary_wraps, reason = "as `check` takes it")]
fn sum(awarded: u32, available: u32) -> Option<Sum> {
    Some(Sum { awarded, available })
}

/// Marks a form and compares the total: its sum, its score or percentage as shown, and its working.
fn check(framework: &Framework, marks: &Marks, expected: Option<Sum>, shown: Option<&str>, working: &str) -> Marked {
    let marked = framework.mark(marks);
    let figure = marked.total.score.as_ref().or(marked.total.percent.as_ref());
    assert_eq!(marked.total.marks, expected, "{}", framework.id);
    assert_eq!(figure.map(|f| f.shown.as_str()), shown, "{}", framework.id);
    assert_eq!(marked.total.working, working, "{}", framework.id);
    marked
}

#[test]
fn a_weighted_audit_counts_yes_twice_partly_once_and_leaves_out_what_does_not_apply() {
    let plan = shipped("weighted-audit-plan");
    let ids: Vec<TargetId> = plan.targets().map(|t| t.id()).collect();
    let (yes, partly) = (Mark::Score(2), Mark::Score(1));
    let nine = [yes, yes, yes, yes, yes, yes, partly, partly, partly];
    let mut marks: Marks = ids.iter().cloned().zip(nine.into_iter().chain([Mark::NotApplicable; 11])).collect();
    assert_eq!(marks.len(), 20);
    check(plan, &marks, sum(15, 18), Some("16.7"), "15 of 18: 16.7 of 20, not applicable: left out (11 rows)");
    marks.insert(ids[19].clone(), Mark::Score(0));
    check(plan, &marks, sum(15, 20), Some("15.0"), "15 of 20: 15.0 of 20, not applicable: left out (10 rows)");
    marks.insert(ids[18].clone(), Mark::Abstain);
    // Six yes, three partly, a no and one that was not judged: 2 × 11 could have been reached.
    let working = "15 of 22 marks, no score, not applicable: left out (9 rows), 1 row not judged";
    check(plan, &marks, sum(15, 22), None, working);
    marks.remove(&ids[19]);
    let working = "so far 15 of 20, not applicable: left out (9 rows), 1 row not judged; not scored yet: language.1";
    check(plan, &marks, sum(15, 20), None, working);
}

#[test]
fn a_weighted_audit_without_an_applicable_row_has_no_score() {
    for framework in builtin().iter().filter(|f| matches!(f.marking, Marking::Scaled { .. })) {
        let rows = framework.rows();
        let none = format!("no row counts: no total, not applicable: left out ({rows} rows)");
        check(framework, &all(framework, |_| Mark::NotApplicable), sum(0, 0), None, &none);
        check(framework, &Marks::new(), sum(0, 0), None, &format!("nothing scored yet ({rows} rows)"));
        let most = u32::try_from(rows).unwrap() * 2;
        let full = format!("{most} of {most}: 20.0 of 20");
        check(framework, &all(framework, |_| Mark::Score(2)), sum(most, most), Some("20.0"), &full);
        let partly = format!("{} of {most}: 10.0 of 20", most / 2);
        check(framework, &all(framework, |_| Mark::Score(1)), sum(most / 2, most), Some("10.0"), &partly);
        check(
            framework,
            &all(framework, |_| Mark::Score(0)),
            sum(0, most),
            Some("0.0"),
            &format!("0 of {most}: 0.0 of 20"),
        );
    }
}

#[test]
fn the_quality_form_has_the_printed_subtotals_and_full_marks_for_what_does_not_apply() {
    let form = shipped("bradford-quality-form");
    let marked = check(form, &all(form, |_| Mark::Score(2)), sum(118, 118), None, "118 of 118 marks");
    let subtotals: Vec<_> = marked.groups.iter().map(|g| g.marks.unwrap().available).collect();
    assert_eq!(subtotals, [18, 14, 12, 14, 16, 30, 14]);
    let working = "so far 116 of 116 marks, not applicable: earns full marks (58 rows); not scored yet: A-child.3";
    check(form, &all(form, |_| Mark::NotApplicable), sum(116, 116), None, working);
    check(form, &all(form, |_| Mark::Score(1)), sum(59, 118), None, "59 of 118 marks");
    check(form, &all(form, |_| Mark::Score(0)), sum(0, 118), None, "0 of 118 marks");
    check(form, &Marks::new(), sum(0, 0), None, "nothing scored yet (59 rows)");
    let mixed = in_turn(form, &[Mark::Score(2), Mark::Score(1), Mark::Score(0), Mark::NotApplicable]);
    let marked = check(form, &mixed, sum(73, 118), None, "73 of 118 marks, not applicable: earns full marks (14 rows)");
    let subtotals: Vec<_> = marked.groups.iter().map(|g| g.marks.unwrap().awarded).collect();
    assert_eq!(subtotals, [12, 8, 8, 9, 10, 18, 8]);
}

#[test]
fn the_group_of_health_and_care_support_has_fifteen_rows_and_the_source_prints_all_of_them() {
    let form = shipped("bradford-quality-form");
    let group = form.groups.iter().find(|g| g.sections.contains(&SectionId::new("H2").unwrap())).unwrap();
    let rows: Vec<_> = group.sections.iter().flat_map(|id| &form.section(id).unwrap().descriptors).collect();
    assert_eq!((rows.len(), group.printed_marks), (15, Some(30)));
    assert!(form.sections.iter().flat_map(|s| &s.descriptors).all(|row| row.origin == Origin::Reworded));
}

#[test]
fn the_warrington_parts_have_20_130_and_100_marks() {
    let form = shipped("warrington");
    let marked = check(form, &all(form, |_| Mark::Score(10)), sum(250, 250), Some("100"), "250 of 250 marks: 100%");
    let parts: Vec<_> = marked.sections.iter().map(|s| s.marks.unwrap().available).collect();
    assert_eq!(parts, [20, 130, 100]);
    check(form, &all(form, |_| Mark::Score(0)), sum(0, 250), Some("0"), "0 of 250 marks: 0%");
    let marked = form.mark(&all(form, |_| Mark::NotApplicable));
    let words: Vec<_> = marked.sections.iter().map(|s| s.working.as_str()).collect();
    let part1 = "so far no row counts: no total, not applicable: left out (1 row); not scored yet: part1.1";
    let part2 = "130 of 130 marks: 100%, not applicable: earns full marks (13 rows)";
    assert_eq!(words, [part1, part2, "nothing scored yet (10 rows)"]);
    assert_eq!(marked.total.percent, None);
    let mut mixed = in_turn(form, &[Mark::Score(7), Mark::Score(10), Mark::Score(4)]);
    mixed.insert(TargetId::new("part2.11").unwrap(), Mark::NotApplicable);
    let marked = check(
        form,
        &mixed,
        sum(178, 250),
        Some("71"),
        "178 of 250 marks: 71%, not applicable: earns full marks (1 row)",
    );
    let percents: Vec<_> = marked.sections.iter().map(|s| s.percent.as_ref().unwrap().shown.as_str()).collect();
    assert_eq!(percents, ["85", "70", "70"]);
}

/// In 25 rows of 10, what was not judged stays among the 250, and no share of them is shown.
#[test]
fn abstaining_leaves_a_gap_in_the_printed_total_and_no_percentage() {
    let newest = Framework { abstaining: Abstaining::Offered, ..shipped("warrington").clone() };
    for form in [builtin_version("warrington", "1.0").unwrap(), &newest] {
        let mut marks = all(form, |_| Mark::Score(10));
        marks.insert(TargetId::new("part1.1").unwrap(), Mark::Abstain);
        let marked = check(form, &marks, sum(240, 250), None, "240 of 250 marks, 1 row not judged");
        let parts: Vec<_> = marked.sections.iter().map(|part| part.working.as_str()).collect();
        assert_eq!(parts, ["10 of 20 marks, 1 row not judged", "130 of 130 marks: 100%", "100 of 100 marks: 100%"]);
        assert_eq!(marked.strongest_first().len(), 2, "a part with a gap is compared with no other");
        marks.insert(TargetId::new("part3.10").unwrap(), Mark::Abstain);
        check(form, &marks, sum(230, 250), None, "230 of 250 marks, 2 rows not judged");
        // Nothing judged: 12 rows of parts 1 and 3 abstained from, the 13 rows of part 2 not applicable.
        let mut nothing = all(form, |_| Mark::Abstain);
        nothing.extend(form.sections[1].targets().map(|target| (target.id(), Mark::NotApplicable)));
        let working = "130 of 250 marks, not applicable: earns full marks (13 rows), 12 rows not judged";
        check(form, &nothing, sum(130, 250), None, working);
    }
}

#[test]
fn forms_with_printed_totals_do_not_offer_to_abstain() {
    for framework in builtin() {
        let printed = framework.printed_marks.is_some();
        assert_eq!(framework.abstaining.is_offered(), !printed, "{}", framework.id);
        let row = framework.targets().next().unwrap().id();
        assert_eq!(Mark::Abstain.fits(framework, &row), !printed, "{}", framework.id);
    }
}

#[test]
fn bradford_criteria_are_counted_over_those_that_apply() {
    let form = shipped("bradford-criteria");
    check(form, &all(form, |_| Mark::Score(1)), sum(50, 50), None, "50 of 50 met");
    let none = "so far no row counts: no total, not applicable: left out (49 rows); not scored yet: A-child.2";
    check(form, &all(form, |_| Mark::NotApplicable), sum(0, 0), None, none);
    let mut marks = all(form, |_| Mark::Score(1));
    for (id, mark) in [("B.1", 0), ("B.2", 0), ("E.6", 0)] {
        marks.insert(TargetId::new(id).unwrap(), Mark::Score(mark));
    }
    for id in ["J.2", "J.3", "J.4"] {
        marks.insert(TargetId::new(id).unwrap(), Mark::NotApplicable);
    }
    let marked = check(form, &marks, sum(44, 47), None, "44 of 47 met, not applicable: left out (3 rows)");
    let order: Vec<_> = marked.strongest_first().iter().map(|s| s.id.as_str()).collect();
    assert_eq!(order[..2], ["A-child", "A-parent"]);
    assert_eq!(order[11..], ["E", "B"]);
}

#[test]
fn grades_are_never_added_up() {
    for id in ["essex-full", "essex-light-touch", "essex-advice"] {
        let framework = shipped(id);
        assert_eq!(framework.marks_available(), None);
        let marked = framework.mark(&all(framework, |_| Mark::Score(3)));
        assert!(marked.sections.iter().all(|s| s.working == "3 Requires improvement"), "{id}");
        assert_eq!((marked.total.marks, marked.total.score, marked.total.percent), (None, None, None), "{id}");
    }
    let essex = shipped("essex-full");
    let marks = essex.read_form(r#"{"A": 2, "E": "abstain", "G": "na"}"#).unwrap();
    let words: Vec<_> = essex.mark(&marks).sections.into_iter().map(|s| s.working).collect();
    assert_eq!(
        words[..3],
        ["2 Good", "no judgement, rather not score: left out (1 row)", "nothing scored yet (1 row)"]
    );
    assert_eq!(words[6], "no judgement, not applicable: left out (1 row)");
}

#[test]
fn a_mark_that_the_framework_does_not_take_leaves_its_row_missing() {
    let form = shipped("warrington");
    let mut marks = all(form, |_| Mark::Score(10));
    marks.insert(TargetId::new("part1.1").unwrap(), Mark::Score(11));
    marks.insert(TargetId::new("nowhere").unwrap(), Mark::Score(10));
    let marked = form.mark(&marks);
    assert_eq!(marked.total.missing, [TargetId::new("part1.1").unwrap()]);
    assert_eq!((marked.total.marks, marked.total.percent), (sum(240, 240), None));
}

/// A mark for a row, or none, chosen by number: any point of the scale, or what else it takes.
fn choose(framework: &Framework, id: &TargetId, pick: Index) -> Option<Mark> {
    let scale = framework.scale(&framework.target(id).unwrap().section.scale).unwrap();
    let points = scale.points.iter().map(|p| Some(Mark::Score(p.value)));
    let others = [Some(Mark::NotApplicable), Some(Mark::Abstain), None];
    let choices: Vec<_> = points.chain(others).filter(|m| m.is_none_or(|m| m.fits(framework, id))).collect();
    choices[pick.index(choices.len())]
}

/// Any form of any version of any shipped framework.
fn any_form() -> impl Strategy<Value = (&'static Framework, Marks)> {
    (any::<Index>(), prop::collection::vec(any::<Index>(), 60)).prop_map(|(which, picks)| {
        let framework = *which.get(&builtin_versions().collect::<Vec<_>>());
        let rows = framework.targets().map(|t| t.id()).zip(picks);
        (framework, rows.filter_map(|(id, pick)| Some((id.clone(), choose(framework, &id, pick)?))).collect())
    })
}

fn added<'a>(parts: impl Iterator<Item = &'a super::Tally>) -> (u32, u32, u32, usize) {
    parts.fold((0, 0, 0, 0), |all, t| {
        let marks = t.marks.unwrap_or_default();
        (all.0 + marks.awarded, all.1 + marks.available, all.2 + t.rows, all.3 + t.missing.len())
    })
}

proptest! {
    #[test]
    fn the_order_of_marks_does_not_matter((framework, marks) in any_form()) {
        let line = |(id, mark): (&TargetId, &Mark)| format!("\"{id}\": {}", serde_json::to_string(mark).unwrap());
        let forwards: Vec<_> = marks.iter().map(line).collect();
        let backwards: Vec<_> = marks.iter().rev().map(line).collect();
        for lines in [forwards, backwards] {
            let read = framework.read_form(&format!("{{{}}}", lines.join(", "))).unwrap();
            prop_assert_eq!(framework.mark(&read), framework.mark(&marks));
        }
    }

    #[test]
    fn a_total_is_the_sum_of_what_is_printed_above_it((framework, marks) in any_form()) {
        let marked = framework.mark(&marks);
        prop_assert_eq!(added(marked.sections.iter()), added(std::iter::once(&marked.total)));
        for (group, tally) in framework.groups.iter().zip(&marked.groups) {
            let parts = marked.sections.iter().filter(|s| group.sections.iter().any(|id| id.as_str() == s.id));
            prop_assert_eq!(added(parts), added(std::iter::once(tally)));
        }
    }

    #[test]
    fn figures_stay_within_their_bounds((framework, marks) in any_form()) {
        let marked = framework.mark(&marks);
        for tally in marked.sections.iter().chain(&marked.groups).chain([&marked.total]) {
            let counted = tally.scored + tally.not_applicable + tally.abstained;
            prop_assert_eq!(counted as usize + tally.missing.len(), tally.rows as usize);
            if let Some(sum) = tally.marks {
                prop_assert!(sum.awarded <= sum.available && sum.available <= framework.marks_available().unwrap());
            }
            let most = match framework.marking { Marking::Scaled { out_of } => u64::from(out_of), _ => 100 };
            for figure in tally.score.iter().chain(&tally.percent) {
                prop_assert!(figure.exact <= Fraction::new(most, 1).unwrap());
                prop_assert!(tally.is_complete());
            }
        }
    }

    #[test]
    fn what_does_not_apply_follows_the_rule_of_its_row((framework, marks) in any_form(), pick in any::<Index>()) {
        let targets: Vec<_> = framework.targets().collect();
        let target = pick.get(&targets);
        let (id, rule) = (target.id(), target.not_applicable());
        prop_assume!(rule != NotApplicable::NotOffered);
        let with = |mark| {
            let mut marks = marks.clone();
            marks.insert(id.clone(), mark);
            framework.mark(&marks).total
        };
        let not_applicable = with(Mark::NotApplicable);
        if rule == NotApplicable::FullMarks {
            let same = with(best(framework, &id));
            prop_assert_eq!(not_applicable.marks, same.marks);
            prop_assert_eq!(not_applicable.score, same.score);
            prop_assert_eq!(not_applicable.percent, same.percent);
        } else {
            let others = marks.iter().filter(|(other, _)| **other != id).map(|(other, mark)| (other.clone(), *mark));
            prop_assert_eq!(not_applicable.marks, framework.mark(&others.collect()).total.marks);
        }
    }

    #[test]
    fn to_abstain_never_raises_a_result((framework, marks) in any_form(), pick in any::<Index>()) {
        let framework = Framework { abstaining: Abstaining::Offered, ..framework.clone() };
        let targets: Vec<_> = framework.targets().map(|target| target.id()).collect();
        let id = pick.get(&targets);
        let with = |mark| {
            let mut marks = marks.clone();
            marks.insert(id.clone(), mark);
            framework.mark(&marks)
        };
        let abstained = with(Mark::Abstain);
        let scale = framework.scale(&framework.target(id).unwrap().section.scale).unwrap();
        let worst = scale.points.iter().min_by_key(|point| scale.rank(point.value)).unwrap().value;
        let worst = with(Mark::Score(worst));
        prop_assert_eq!(abstained.total.marks.map(|sum| sum.available), worst.total.marks.map(|sum| sum.available));
        prop_assert!(abstained.total.marks.map(|sum| sum.awarded) <= worst.total.marks.map(|sum| sum.awarded));
        let section = framework.target(id).unwrap().section.id.as_str();
        let of_section = abstained.sections.iter().find(|tally| tally.id == section).unwrap();
        for tally in [&abstained.total, of_section] {
            prop_assert_eq!((&tally.score, &tally.percent, tally.share()), (&None, &None, None));
        }
    }

    #[test]
    fn a_better_mark_never_lowers_a_result((framework, marks) in any_form(), pick in any::<Index>()) {
        let targets: Vec<_> = framework.targets().collect();
        let target = pick.get(&targets);
        let scale = framework.scale(&target.section.scale).unwrap();
        let with = |value| {
            let mut marks = marks.clone();
            marks.insert(target.id(), Mark::Score(value));
            framework.mark(&marks).total
        };
        for pair in scale.points.windows(2) {
            let (worse, better) = if scale.rank(pair[0].value) < scale.rank(pair[1].value) { (0, 1) } else { (1, 0) };
            let (worse, better) = (with(pair[worse].value), with(pair[better].value));
            prop_assert!(worse.marks.map(|m| m.awarded) <= better.marks.map(|m| m.awarded));
            prop_assert!(worse.score.map(|f| f.exact) <= better.score.map(|f| f.exact));
        }
    }

    #[test]
    fn better_is_better_whichever_way_the_numbers_run(a in 0_usize..4, b in 0_usize..4) {
        let grades = shipped("essex-full").scales[0].clone();
        let mut turned = grades.clone();
        turned.better = Better::Higher;
        for point in &mut turned.points {
            point.value = 5 - point.value;
        }
        let line = turned.agreement.line.as_mut().unwrap();
        (line.good_enough, line.below) = (5 - line.good_enough, 5 - line.below);
        let values = |scale: &crate::framework::Scale| (scale.points[a].value, scale.points[b].value);
        let ((x, y), (u, v)) = (values(&grades), values(&turned));
        prop_assert_eq!(grades.rank(x), turned.rank(u));
        prop_assert_eq!(grades.steps(x, y), turned.steps(u, v));
        prop_assert_eq!(grades.line_between(x, y), turned.line_between(u, v));
        prop_assert_eq!(grades.is_good_enough(x), turned.is_good_enough(u));
    }
}
