//! What a full, an empty, an all-not-applicable and a mixed form of every version of every shipped framework come to,
//! each worked out by hand from the rule of its source and written down here with its sums.

use super::{Marked, Tally};
use crate::framework::{Framework, NotApplicable, builtin_version, builtin_versions};

/// The four forms of one framework and what each comes to, in all versions that mark alike.
struct Golden {
    framework: &'static str,
    versions: &'static [&'static str],
    /// The total with the best mark in every row.
    full: &'static str,
    /// The total with no mark at all.
    empty: &'static str,
    /// The total with n/a in every row that offers it and no other mark, or why such a form is refused.
    not_applicable: Result<&'static str, &'static str>,
    /// A form with a mark in every row: the rows of a section with spaces between them, the sections with `|`.
    mixed: &'static str,
    /// What its sections come to: marks awarded of those available, or the judgement.
    sections: &'static [&'static str],
    /// What its subtotals come to.
    groups: &'static [&'static str],
    /// What all of it comes to.
    total: &'static str,
}

const GOLDEN: &[Golden] = &[
    Golden {
        framework: "essex-full",
        versions: &["1.0", "1.1", "1.2"],
        full: "13 rows judged",
        empty: "nothing scored yet (13 rows)",
        // G, H1, H2, I and J may not apply; the other eight always do.
        not_applicable: Ok(
            "so far no judgement, not applicable: left out (5 rows); not scored yet: A, E, B, C, D, F, K, overall",
        ),
        mixed: "2 | 3 | 2 | abstain | 4 | 1 | na | 2 | na | 3 | na | 2 | 3",
        sections: &[
            "2 Good",
            "3 Requires improvement",
            "2 Good",
            "no judgement, rather not score: left out (1 row)",
            "4 Inadequate",
            "1 Outstanding",
            "no judgement, not applicable: left out (1 row)",
            "2 Good",
            "no judgement, not applicable: left out (1 row)",
            "3 Requires improvement",
            "no judgement, not applicable: left out (1 row)",
            "2 Good",
            "3 Requires improvement",
        ],
        groups: &[],
        // 13 − 3 n/a − 1 abstained = 9.
        total: "9 rows judged, not applicable: left out (3 rows), rather not score: left out (1 row)",
    },
    Golden {
        framework: "essex-light-touch",
        versions: &["1.0", "1.1", "1.2"],
        full: "1 row judged",
        empty: "nothing scored yet (1 row)",
        not_applicable: Err("overall: this always applies"),
        mixed: "4",
        sections: &["4 Inadequate"],
        groups: &[],
        total: "1 row judged",
    },
    Golden {
        framework: "essex-advice",
        versions: &["1.0", "1.1", "1.2"],
        full: "5 rows judged",
        empty: "nothing scored yet (5 rows)",
        not_applicable: Err("presentation: this always applies"),
        mixed: "1 | 2 | 3 | 4 | abstain",
        sections: &[
            "1 Outstanding",
            "2 Good",
            "3 Requires improvement",
            "4 Inadequate",
            "no judgement, rather not score: left out (1 row)",
        ],
        groups: &[],
        // 5 − 1 abstained = 4.
        total: "4 rows judged, rather not score: left out (1 row)",
    },
    Golden {
        framework: "essex-advice-light-touch",
        versions: &["1.0"],
        full: "1 row judged",
        empty: "nothing scored yet (1 row)",
        not_applicable: Err("overall: this always applies"),
        mixed: "2",
        sections: &["2 Good"],
        groups: &[],
        total: "1 row judged",
    },
    Golden {
        framework: "bradford-criteria",
        versions: &["1.0", "1.1"],
        full: "50 of 50 met",
        empty: "nothing scored yet (50 rows)",
        not_applicable: Ok("no row counts: no total, not applicable: left out (50 rows)"),
        mixed: "1 na 1 0 1 | 1 1 1 1 | 0 0 1 1 1 | 1 0 | na na na | 1 1 na 0 1 1 | 1 1 1 0 1 na | 0 1 na 1 | 1 1 1 1 \
                | 0 1 1 na | 1 1 | na na na na | 0",
        sections: &[
            "3 of 4", "4 of 4", "3 of 5", "1 of 2", "0 of 0", "4 of 5", "4 of 5", "2 of 3", "4 of 4", "2 of 3",
            "2 of 2", "0 of 0", "0 of 1",
        ],
        groups: &[],
        // n/a: 1 + 3 + 1 + 1 + 1 + 1 + 4 = 12, and 50 − 12 = 38;
        // met: 3 + 4 + 3 + 1 + 0 + 4 + 4 + 2 + 4 + 2 + 2 + 0 + 0 = 29.
        total: "29 of 38 met, not applicable: left out (12 rows)",
    },
    Golden {
        framework: "bradford-criteria",
        versions: &["1.2"],
        full: "50 of 50 met",
        empty: "nothing scored yet (50 rows)",
        // Row 2 of the child's part always applies: only the employment in it may not.
        not_applicable: Ok(
            "so far no row counts: no total, not applicable: left out (49 rows); not scored yet: A-child.2",
        ),
        mixed: "1 1 1 0 1 | 1 1 1 1 | 0 0 1 1 1 | 1 0 | na na na | 1 1 na 0 1 1 | 1 1 1 0 1 na | 0 1 na 1 | 1 1 1 1 \
                | 0 1 1 na | 1 1 | na na na na | 0",
        sections: &[
            "4 of 5", "4 of 4", "3 of 5", "1 of 2", "0 of 0", "4 of 5", "4 of 5", "2 of 3", "4 of 4", "2 of 3",
            "2 of 2", "0 of 0", "0 of 1",
        ],
        groups: &[],
        // n/a: 3 + 1 + 1 + 1 + 1 + 4 = 11, and 50 − 11 = 39;
        // met: 4 + 4 + 3 + 1 + 0 + 4 + 4 + 2 + 4 + 2 + 2 + 0 + 0 = 30.
        total: "30 of 39 met, not applicable: left out (11 rows)",
    },
    Golden {
        framework: "bradford-quality-form",
        versions: &["1.0", "1.1"],
        // 59 rows of 2.
        full: "118 of 118 marks",
        empty: "nothing scored yet (59 rows)",
        not_applicable: Ok("118 of 118 marks, not applicable: earns full marks (59 rows)"),
        mixed: "2 1 na 0 2 | 1 1 2 na | 2 2 2 1 0 na 1 | 0 1 2 | na na na | 2 1 1 2 0 0 2 | 2 2 1 1 na 0 2 2 \
                | 1 0 2 na 1 | na na na na na | 2 1 2 0 na | 1 2 | 2 na na na | 1",
        // A-child 2 + 1 + 2 + 0 + 2, A-parent 1 + 1 + 2 + 2, B 2 + 2 + 2 + 1 + 0 + 2 + 1, C 0 + 1 + 2, D 3 × 2,
        // E 2 + 1 + 1 + 2 + 0 + 0 + 2, F 2 + 2 + 1 + 1 + 2 + 0 + 2 + 2, G 1 + 0 + 2 + 2 + 1, H1 5 × 2,
        // H2 2 + 1 + 2 + 0 + 2, I 1 + 2, J 2 + 3 × 2, K 1.
        sections: &[
            "7 of 10", "6 of 8", "10 of 14", "3 of 6", "6 of 6", "8 of 14", "12 of 16", "6 of 10", "10 of 10",
            "7 of 10", "3 of 4", "8 of 8", "1 of 2",
        ],
        // 7 + 6, 10, 3 + 6, 8, 12, 6 + 10 + 7, 3 + 8 + 1.
        groups: &["13 of 18", "10 of 14", "9 of 12", "8 of 14", "12 of 16", "23 of 30", "12 of 14"],
        // 13 + 10 + 9 + 8 + 12 + 23 + 12 = 87; n/a: 1 + 1 + 1 + 3 + 1 + 1 + 5 + 1 + 3 = 17.
        total: "87 of 118 marks, not applicable: earns full marks (17 rows)",
    },
    Golden {
        framework: "bradford-quality-form",
        versions: &["1.2"],
        // 59 rows of 2.
        full: "118 of 118 marks",
        empty: "nothing scored yet (59 rows)",
        // Row 3 of the child's part always applies: only the employment in it may not.
        not_applicable: Ok(
            "so far 116 of 116 marks, not applicable: earns full marks (58 rows); not scored yet: A-child.3",
        ),
        mixed: "2 1 1 0 2 | 1 1 2 na | 2 2 2 1 0 na 1 | 0 1 2 | na na na | 2 1 1 2 0 0 2 | 2 2 1 1 na 0 2 2 \
                | 1 0 2 na 1 | na na na na na | 2 1 2 0 na | 1 2 | 2 na na na | 1",
        // A-child 2 + 1 + 1 + 0 + 2, A-parent 1 + 1 + 2 + 2, B 2 + 2 + 2 + 1 + 0 + 2 + 1, C 0 + 1 + 2, D 3 × 2,
        // E 2 + 1 + 1 + 2 + 0 + 0 + 2, F 2 + 2 + 1 + 1 + 2 + 0 + 2 + 2, G 1 + 0 + 2 + 2 + 1, H1 5 × 2,
        // H2 2 + 1 + 2 + 0 + 2, I 1 + 2, J 2 + 3 × 2, K 1.
        sections: &[
            "6 of 10", "6 of 8", "10 of 14", "3 of 6", "6 of 6", "8 of 14", "12 of 16", "6 of 10", "10 of 10",
            "7 of 10", "3 of 4", "8 of 8", "1 of 2",
        ],
        // 6 + 6, 10, 3 + 6, 8, 12, 6 + 10 + 7, 3 + 8 + 1.
        groups: &["12 of 18", "10 of 14", "9 of 12", "8 of 14", "12 of 16", "23 of 30", "12 of 14"],
        // 12 + 10 + 9 + 8 + 12 + 23 + 12 = 86; n/a: 1 + 1 + 3 + 1 + 1 + 5 + 1 + 3 = 16.
        total: "86 of 118 marks, not applicable: earns full marks (16 rows)",
    },
    Golden {
        framework: "warrington",
        versions: &["1.0", "1.1", "1.2"],
        // 20 + 130 + 100.
        full: "250 of 250 marks: 100%",
        empty: "nothing scored yet (25 rows)",
        // Row 2 of part 1 is left out where it does not apply, the 13 rows of part 2 earn full marks; the other row of
        // part 1 and the ten of part 3 always apply.
        not_applicable: Ok(
            "so far 130 of 130 marks, not applicable: left out (1 row), not applicable: earns full marks (13 rows); not scored yet: part1.1, \
             part3.1, part3.2, part3.3, part3.4, part3.5, part3.6, part3.7, part3.8, part3.9 and 1 more",
        ),
        mixed: "7 na | 10 10 8 na 5 0 10 9 10 7 na 10 6 | 4 10 0 7 8 10 3 9 10 5",
        // 10 + 10 + 8 + 10 + 5 + 0 + 10 + 9 + 10 + 7 + 10 + 10 + 6 = 105; 4 + 10 + 0 + 7 + 8 + 10 + 3 + 9 + 10 + 5 = 66.
        sections: &["7 of 10: 70%", "105 of 130: 81%", "66 of 100: 66%"],
        groups: &[],
        // 7 + 105 + 66 = 178 of 10 + 130 + 100 = 240; 17800 / 240 = 74.17.
        total: "178 of 240 marks: 74%, not applicable: left out (1 row), not applicable: earns full marks (2 rows)",
    },
    Golden {
        framework: "weighted-audit-plan",
        versions: &["1.0", "1.1", "1.2"],
        full: "40 of 40: 20.0 of 20",
        empty: "nothing scored yet (20 rows)",
        not_applicable: Ok("no row counts: no total, not applicable: left out (20 rows)"),
        mixed: "2 2 1 na | 1 | 2 0 1 | 2 1 1 na | 0 0 1 2 | 2 2 na | 2",
        sections: &["5 of 6", "1 of 2", "3 of 6", "4 of 6", "3 of 8", "4 of 4", "2 of 2"],
        groups: &[],
        // 5 + 1 + 3 + 4 + 3 + 4 + 2 = 22 of 2 × 17 = 34; 20 × 22 / 34 = 12.94.
        total: "22 of 34: 12.9 of 20, not applicable: left out (3 rows)",
    },
    Golden {
        framework: "weighted-audit-views",
        versions: &["1.0", "1.1", "1.2"],
        full: "28 of 28: 20.0 of 20",
        empty: "nothing scored yet (14 rows)",
        not_applicable: Ok("no row counts: no total, not applicable: left out (14 rows)"),
        mixed: "2 2 na 1 0 na | 2 1 na 0 | 2 2 2 | 1",
        sections: &["5 of 8", "3 of 6", "6 of 6", "1 of 2"],
        groups: &[],
        // 5 + 3 + 6 + 1 = 15 of 2 × 11 = 22; 20 × 15 / 22 = 13.64.
        total: "15 of 22: 13.6 of 20, not applicable: left out (3 rows)",
    },
    Golden {
        framework: "weighted-audit-education",
        versions: &["1.0", "1.1", "1.2"],
        full: "38 of 38: 20.0 of 20",
        empty: "nothing scored yet (19 rows)",
        not_applicable: Ok("no row counts: no total, not applicable: left out (19 rows)"),
        mixed: "2 1 0 | 2 na 1 | 2 | 1 1 1 | 2 0 0 na | 2 2 1 | 0 2",
        sections: &["3 of 6", "3 of 4", "2 of 2", "3 of 6", "2 of 6", "5 of 6", "2 of 4"],
        groups: &[],
        // 3 + 3 + 2 + 3 + 2 + 5 + 2 = 20 of 2 × 17 = 34; 20 × 20 / 34 = 11.76.
        total: "20 of 34: 11.8 of 20, not applicable: left out (2 rows)",
    },
    Golden {
        framework: "weighted-audit-medical",
        versions: &["1.0", "1.1", "1.2"],
        full: "36 of 36: 20.0 of 20",
        empty: "nothing scored yet (18 rows)",
        not_applicable: Ok("no row counts: no total, not applicable: left out (18 rows)"),
        mixed: "2 2 2 | 1 0 2 | na | 2 1 1 | 0 0 1 | 2 na 2 | 1 2",
        sections: &["6 of 6", "3 of 6", "0 of 0", "4 of 6", "1 of 6", "4 of 4", "3 of 4"],
        groups: &[],
        // 6 + 3 + 0 + 4 + 1 + 4 + 3 = 21 of 2 × 16 = 32; 20 × 21 / 32 = 13.125.
        total: "21 of 32: 13.1 of 20, not applicable: left out (2 rows)",
    },
    Golden {
        framework: "weighted-audit-speech-language",
        versions: &["1.0", "1.1", "1.2"],
        full: "36 of 36: 20.0 of 20",
        empty: "nothing scored yet (18 rows)",
        not_applicable: Ok("no row counts: no total, not applicable: left out (18 rows)"),
        mixed: "2 1 2 | 0 1 | 2 | 2 2 0 | na na na | 2 1 0 na | 1 1",
        sections: &["5 of 6", "1 of 4", "2 of 2", "4 of 6", "0 of 0", "3 of 6", "2 of 4"],
        groups: &[],
        // 5 + 1 + 2 + 4 + 0 + 3 + 2 = 17 of 2 × 14 = 28; 20 × 17 / 28 = 12.14.
        total: "17 of 28: 12.1 of 20, not applicable: left out (4 rows)",
    },
    Golden {
        framework: "weighted-audit-occupational-therapy",
        versions: &["1.0", "1.1", "1.2"],
        full: "36 of 36: 20.0 of 20",
        empty: "nothing scored yet (18 rows)",
        not_applicable: Ok("no row counts: no total, not applicable: left out (18 rows)"),
        mixed: "1 1 1 | 2 2 | 0 | 2 na 1 | 0 1 2 | 2 2 0 1 | na 2",
        sections: &["3 of 6", "4 of 4", "0 of 2", "3 of 4", "3 of 6", "5 of 8", "2 of 2"],
        groups: &[],
        // 3 + 4 + 0 + 3 + 3 + 5 + 2 = 20 of 2 × 16 = 32; 20 × 20 / 32 = 12.5.
        total: "20 of 32: 12.5 of 20, not applicable: left out (2 rows)",
    },
    Golden {
        framework: "weighted-audit-physiotherapy",
        versions: &["1.0", "1.1", "1.2"],
        full: "36 of 36: 20.0 of 20",
        empty: "nothing scored yet (18 rows)",
        not_applicable: Ok("no row counts: no total, not applicable: left out (18 rows)"),
        mixed: "2 0 na | 1 na | 1 | 2 2 2 | 1 2 0 | 0 0 2 1 | 2 1",
        sections: &["2 of 4", "1 of 2", "1 of 2", "6 of 6", "3 of 6", "3 of 8", "3 of 4"],
        groups: &[],
        // 2 + 1 + 1 + 6 + 3 + 3 + 3 = 19 of 2 × 16 = 32; 20 × 19 / 32 = 11.875.
        total: "19 of 32: 11.9 of 20, not applicable: left out (2 rows)",
    },
    Golden {
        framework: "weighted-audit-educational-psychology",
        versions: &["1.0", "1.1", "1.2"],
        full: "40 of 40: 20.0 of 20",
        empty: "nothing scored yet (20 rows)",
        not_applicable: Ok("no row counts: no total, not applicable: left out (20 rows)"),
        mixed: "2 2 1 | 2 2 2 | 1 | 2 1 2 | 2 0 1 2 | 2 2 1 na | 1 2",
        sections: &["5 of 6", "6 of 6", "1 of 2", "5 of 6", "5 of 8", "5 of 6", "3 of 4"],
        groups: &[],
        // 5 + 6 + 1 + 5 + 5 + 5 + 3 = 30 of 2 × 19 = 38; 20 × 30 / 38 = 15.79.
        total: "30 of 38: 15.8 of 20, not applicable: left out (1 row)",
    },
    Golden {
        framework: "weighted-audit-social-care",
        versions: &["1.0", "1.1", "1.2"],
        full: "38 of 38: 20.0 of 20",
        empty: "nothing scored yet (19 rows)",
        not_applicable: Ok("no row counts: no total, not applicable: left out (19 rows)"),
        mixed: "0 1 0 | na 1 0 | 1 | 2 0 0 | 1 1 na | 0 0 1 0 | 2 1",
        sections: &["1 of 6", "1 of 4", "1 of 2", "2 of 6", "2 of 4", "1 of 8", "3 of 4"],
        groups: &[],
        // 1 + 1 + 1 + 2 + 2 + 1 + 3 = 11 of 2 × 17 = 34; 20 × 11 / 34 = 6.47.
        total: "11 of 34: 6.5 of 20, not applicable: left out (2 rows)",
    },
    Golden {
        framework: "weighted-audit-annual-review",
        versions: &["1.0", "1.1", "1.2"],
        full: "36 of 36: 20.0 of 20",
        empty: "nothing scored yet (18 rows)",
        not_applicable: Ok("no row counts: no total, not applicable: left out (18 rows)"),
        mixed: "2 2 1 | 1 na 0 | 2 1 1 | 0 2 2 | na 1 | 2 2 2 2",
        sections: &["5 of 6", "1 of 4", "4 of 6", "4 of 6", "1 of 2", "8 of 8"],
        groups: &[],
        // 5 + 1 + 4 + 4 + 1 + 8 = 23 of 2 × 16 = 32; 20 × 23 / 32 = 14.375.
        total: "23 of 32: 14.4 of 20, not applicable: left out (2 rows)",
    },
];

/// The form's file, as `accord mark` would be given it.
fn form<'a>(rows: impl Iterator<Item = (String, &'a str)>) -> String {
    let value =
        |mark: &str| if mark.starts_with(|c: char| c.is_ascii_digit()) { mark.into() } else { format!("{mark:?}") };
    let lines: Vec<String> = rows.map(|(id, mark)| format!("{id:?}: {}", value(mark))).collect();
    format!("{{{}}}", lines.join(", "))
}

fn mark(framework: &Framework, form: &str) -> Marked {
    framework.mark(&framework.read_form(form).unwrap_or_else(|error| panic!("{}: {error}", framework.id)))
}

fn ids(framework: &Framework) -> Vec<String> {
    framework.targets().map(|target| target.id().to_string()).collect()
}

/// A section or subtotal in short.
fn said(tally: &Tally) -> String {
    let percent = tally.percent.as_ref().map(|p| format!(": {}%", p.shown)).unwrap_or_default();
    match tally.marks {
        Some(sum) => format!("{} of {}{percent}", sum.awarded, sum.available),
        None => tally.working.clone(),
    }
}

/// Each entry with each version that it is for.
fn all() -> impl Iterator<Item = (&'static Golden, &'static Framework)> {
    GOLDEN.iter().flat_map(|golden| {
        let version = |version: &&str| builtin_version(golden.framework, version).expect("shipped");
        golden.versions.iter().map(move |wanted| (golden, version(wanted)))
    })
}

#[test]
fn every_version_of_every_shipped_framework_has_its_four_golden_forms() {
    let named = |framework: &'static Framework| (framework.id.as_str(), framework.version.as_str());
    let mut golden: Vec<_> = all().map(|(_, framework)| named(framework)).collect();
    let mut shipped: Vec<_> = builtin_versions().map(named).collect();
    golden.sort_unstable();
    shipped.sort_unstable();
    assert_eq!(golden, shipped);
}

#[test]
fn full_forms_come_to_the_golden_totals() {
    for (golden, framework) in all() {
        let best = |target: crate::framework::Target<'_>| {
            let scale = framework.scale(&target.section.scale).unwrap();
            scale.points.iter().max_by_key(|point| scale.rank(point.value)).unwrap().value.to_string()
        };
        let marks: Vec<String> = framework.targets().map(best).collect();
        let marked = mark(framework, &form(ids(framework).into_iter().zip(marks.iter().map(String::as_str))));
        assert_eq!(marked.total.working, golden.full, "{}", golden.framework);
        for tally in marked.sections.iter().filter_map(|section| section.marks) {
            assert_eq!(tally.awarded, tally.available, "{}", golden.framework);
        }
    }
}

#[test]
fn empty_forms_come_to_nothing_and_never_to_a_figure() {
    for (golden, framework) in all() {
        let total = mark(framework, "{}").total;
        assert_eq!(total.working, golden.empty, "{}", golden.framework);
        assert_eq!((total.score, total.percent), (None, None), "{}", golden.framework);
    }
}

#[test]
fn forms_to_which_nothing_applies_come_to_the_golden_totals() {
    for (golden, framework) in all() {
        let offered = framework.targets().filter(|target| target.not_applicable() != NotApplicable::NotOffered);
        let offered: Vec<String> = offered.map(|target| target.id().to_string()).collect();
        let rows = if golden.not_applicable.is_ok() { offered } else { ids(framework) };
        let form = form(rows.into_iter().map(|id| (id, "na")));
        match golden.not_applicable {
            Ok(total) => assert_eq!(mark(framework, &form).total.working, total, "{}", golden.framework),
            Err(why) => {
                let error = framework.read_form(&form).unwrap_err().to_string();
                assert!(error.contains(why), "{}: {error}", golden.framework);
            }
        }
    }
}

#[test]
fn mixed_forms_come_to_the_golden_totals() {
    for (golden, framework) in all() {
        let rows = |of: &str| of.split_whitespace().count();
        let lengths: Vec<_> = framework.sections.iter().map(|section| section.targets().count()).collect();
        assert_eq!(golden.mixed.split('|').map(rows).collect::<Vec<_>>(), lengths, "{}", golden.framework);
        let marks = golden.mixed.split('|').flat_map(str::split_whitespace);
        let marked = mark(framework, &form(ids(framework).into_iter().zip(marks)));
        let sections: Vec<_> = marked.sections.iter().map(said).collect();
        assert_eq!(sections, golden.sections, "{}", golden.framework);
        assert_eq!(marked.groups.iter().map(said).collect::<Vec<_>>(), golden.groups, "{}", golden.framework);
        assert_eq!(marked.total.working, golden.total, "{}", golden.framework);
    }
}
