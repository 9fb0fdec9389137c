//! Lists as text: what they become, and the ways in which they are refused.

use accord_server::import::{SCALE_NAMES, framework};
use accord_shared::framework::limits::{PROBLEMS_MAX, ROWS_MAX};
use accord_shared::framework::{Framework, Marking, NotApplicable, Scored, Target};
use accord_shared::mark::{Mark, Marks};

use super::program::{refused, taken};

const LIST: &str = "\
section,descriptor,scale
Views,\"The child’s own words are there, apart from the family’s.\",yes/partly/no
,It says who helped.,
Needs,\"Each need has
its effect on learning.\",yes/partly/no
";

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
}

fn texts(framework: &Framework) -> Vec<(&str, Vec<&str>)> {
    let rows =
        framework.sections.iter().map(|section| section.descriptors.iter().map(|row| row.text.as_str()).collect());
    framework.sections.iter().map(|section| section.title.as_str()).zip(rows).collect()
}

#[test]
fn a_list_becomes_a_framework_that_can_be_marked() {
    let made = taken("Local_form 2026.csv", LIST.as_bytes());
    assert_eq!(
        (made.id.as_str(), made.title.as_str(), made.version.as_str()),
        ("local-form-2026", "Local form 2026", "1")
    );
    let expected = [
        ("Views", vec!["The child’s own words are there, apart from the family’s.", "It says who helped."]),
        ("Needs", vec!["Each need has\nits effect on learning."]),
    ];
    assert_eq!(texts(&made), expected);
    let ids: Vec<String> = made.targets().map(|target| target.id().to_string()).collect();
    assert_eq!(ids, ["views.1", "views.2", "needs.1"]);
    assert_eq!(made.sections[1].descriptors[0].source, "Local form 2026, line 4");
    let marks = made.read_form(r#"{"views.1": "partly", "views.2": "na", "needs.1": "yes"}"#).unwrap();
    assert_eq!(made.mark(&marks).total.working, "3 of 4: 15.0 of 20, not applicable: left out (1 row)");
}

#[test]
fn the_encoding_the_line_ends_and_the_delimiter_make_no_difference() {
    let expected = taken("list.csv", LIST.as_bytes());
    let carriage = LIST.replace('\n', "\r\n");
    let mixed = LIST.replacen('\n', "\r", 1).replacen('\n', "\r\n", 1);
    for bytes in [
        format!("\u{feff}{LIST}").into_bytes(),
        utf16(LIST, u16::to_le_bytes),
        utf16(&carriage, u16::to_be_bytes),
        carriage.into_bytes(),
        mixed.into_bytes(),
        LIST.trim_end().as_bytes().to_vec(),
    ] {
        assert_eq!(taken("list.csv", &bytes), expected);
    }
    let tabs = "section\tdescriptor\tscale\nViews\tClear.\tyes/no\n";
    let semicolons = tabs.replace('\t', ";");
    assert_eq!(taken("list.txt", tabs.as_bytes()), taken("list.txt", semicolons.as_bytes()));
}

#[test]
fn the_same_file_twice_is_the_same_framework() {
    let [first, second] = [(); 2].map(|()| framework(LIST.as_bytes(), "list.csv").unwrap());
    assert_eq!(first.hash(), second.hash());
    assert_eq!(framework(first.to_json().as_bytes(), "first.json").unwrap(), second);
}

#[test]
fn every_scale_that_a_list_can_name_makes_a_framework_that_can_be_marked_in_full() {
    for name in SCALE_NAMES {
        let list = format!("section,descriptor,scale\nA,One.,{name}\n,Two.,\nOverall,All in all.,\n");
        let made = framework(list.as_bytes(), "list.csv").unwrap();
        let is_graded = name.starts_with("grades");
        assert_eq!(made.targets().count(), if is_graded { 2 } else { 3 }, "{name}");
        assert_eq!(made.sections[0].scored == Scored::Section, is_graded);
        assert_eq!(matches!(made.marking, Marking::Judgement {}), is_graded);
        assert_eq!(made.sections[0].not_applicable, NotApplicable::LeftOut);
        assert_eq!((made.sections[1].overall, made.sections[1].not_applicable), (true, NotApplicable::NotOffered));
        let best = |target: Target<'_>| {
            let points = &made.scale(&target.section.scale).unwrap().points;
            points.iter().max_by_key(|point| point.marks).unwrap().value
        };
        let marks: Marks = made.targets().map(|target| (target.id(), Mark::Score(best(target)))).collect();
        let total = made.mark(&marks).total;
        assert_eq!(total.marks.map(|sum| sum.awarded), made.marks_available(), "{name}");
        assert_eq!(total.scored, total.rows, "{name}");
    }
}

#[test]
fn a_list_of_the_greatest_length_is_taken_and_one_row_more_is_not() {
    let list = |rows: usize| format!("section,descriptor,scale\n{}", "A,Clear and short.,yes/no\n".repeat(rows));
    assert_eq!(taken("list.csv", list(ROWS_MAX).as_bytes()).rows(), ROWS_MAX);
    refused("list.csv", list(ROWS_MAX + 1).as_bytes(), &["Line 402: there are more than 400 descriptors"]);
}

#[test]
fn lists_that_are_too_long_are_refused() {
    let head = "section,descriptor,scale\n";
    let list = |rows: usize, row: &str| format!("{head}{}", row.repeat(rows)).into_bytes();
    refused("list.csv", &list(100_000, "A,Clear.,yes/no\n"), &["Line 462: a list has at most 461 rows"]);
    refused("list.csv", &list(10_000_000, "A,B\n"), &["The file: it has more than 4194304 bytes"]);
    let long = format!("{head}A,{},yes/no\n", "a".repeat(1024 * 1024));
    refused("list.csv", long.as_bytes(), &["Line 2: column B has more than 2000 characters"]);
    refused("list.csv", &list(1, &",".repeat(4_000_000)), &["there is no descriptor"]);
    refused("list.csv", &list(1, &"x,".repeat(2_000_000)), &["Line 2: column U is not read"]);
    refused("list.csv", &list(1, &"\n".repeat(4_000_000)), &["there is no descriptor"]);
}

#[test]
fn formulas_are_refused_by_line_and_column() {
    for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "＝1+1", "\t=1", "\"=HYPERLINK(\"\"http://x\"\")\""] {
        let list = format!("section,descriptor,scale\nA,Clear.,yes/no\nA,{formula},yes/no\n");
        refused("list.csv", list.as_bytes(), &["Line 3: column B begins with", "takes for a formula"]);
    }
}

#[test]
fn encodings_that_nothing_states_are_refused_with_the_line() {
    let latin = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<_>>();
    let list = "section,descriptor,scale\nA,Clear.,yes/no\nA,Caf\u{e9}.,yes/no\n";
    refused("list.csv", &latin(list), &["Line 3: the byte E9 is not UTF-8", "Save the file again as “CSV UTF-8”"]);
    let list = list.replace('\u{e9}', "e");
    refused("list.csv", &utf16(&list, u16::to_le_bytes)[2..], &["NUL character", "UTF-16 without its mark"]);
    refused("list.csv", &utf16(&list, u16::to_be_bytes)[2..], &["NUL character"]);
    refused("list.csv", &[b"\xff\xfe", &b"\x3d\xd8a\0"[..]].concat(), &["half a character"]);
    refused("list.csv", &[b"\xff\xfe\0\0", &b"a\0\0\0"[..]].concat(), &["NUL character"]);
    refused("list.csv", b"section,descriptor,scale\nA,a\0b,yes/no\n", &["Line 2: there is a NUL character"]);
}

#[test]
fn columns_and_quotation_marks_must_be_whole() {
    refused("list.csv", b"section,section,descriptor,scale\n", &["Line 1: two columns are named “section”"]);
    refused("list.csv", b"section,descriptor\nA,B\n", &["Line 1: no column is named “scale”"]);
    refused("list.csv", b"section,descriptor,scale,owner\n", &["Line 1: column D, “owner”, is not one"]);
    let open = "section,descriptor,scale\nA,Clear.,yes/no\n\nA,\"Open.,yes/no\nA,Clear.,yes/no\n";
    refused("list.csv", open.as_bytes(), &["Line 4: a quotation mark here is never closed"]);
    refused("list.csv", b"", &["it is empty"]);
    refused("list.csv", b"hello", &["Line 1: column A, “hello”"]);
}

#[test]
fn a_list_with_errors_is_refused_as_a_whole_and_names_them_up_to_a_bound() {
    let list = "section,descriptor,scale\nA,One.,yes/no\nB,Two.,maybe\nC,Three.,yes/no\nC,,\n";
    refused("list.csv", list.as_bytes(), &["Line 3: “maybe” is not a scale", "Line 5: the descriptor is empty"]);
    let many: String = (0..200).map(|n| format!("S{n},One.,maybe\n")).collect();
    let errors = framework(format!("section,descriptor,scale\n{many}").as_bytes(), "list.csv").unwrap_err();
    assert_eq!(errors.len(), PROBLEMS_MAX);
    assert!(errors.iter().zip(2..).all(|(error, line)| error.row == Some(line)));
}

/// Changes a few bytes of a good list at random. What is taken all the same is a framework like any other.
#[test]
fn random_damage_to_a_list_is_refused_or_harmless() {
    let mut random = fastrand::Rng::with_seed(57);
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..2_000 {
        let mut bytes = LIST.as_bytes().to_vec();
        for _ in 0..random.usize(1..4) {
            let at = random.usize(..bytes.len());
            match random.u8(..3) {
                0 => bytes[at] = random.u8(..),
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, *random.choice(b",;\"\n\r\t= 0/").unwrap()),
            }
        }
        match framework(&bytes, "list.csv") {
            Ok(made) => {
                assert_eq!(framework(made.to_json().as_bytes(), "made.json").as_ref(), Ok(&made));
                taken += 1;
            }
            Err(errors) => {
                assert!(!errors.is_empty() && errors.len() <= PROBLEMS_MAX);
                refused += 1;
            }
        }
    }
    assert!(taken > 200 && refused > 200, "{taken} taken, {refused} refused");
}
