//! Workbooks whose sheets are wrong or hostile, and those that a spreadsheet program wrote.

use accord_server::import::framework;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::archives::{book, packed, sheet, workbook};
use super::program::{refused, taken};

const HEAD: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>section</t></is></c><c r="B1" t="inlineStr"><is><t>descriptor</t></is></c><c r="C1" t="inlineStr"><is><t>scale</t></is></c></row>"#;

/// One row of a sheet with texts in its cells.
fn row(number: usize, cells: [&str; 3]) -> String {
    let cells = ["A", "B", "C"]
        .iter()
        .zip(cells)
        .map(|(column, text)| format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#));
    format!(r#"<row r="{number}">{}</row>"#, cells.collect::<String>())
}

/// Rows as a person would fill them in.
fn fill(sheet: &mut Worksheet, rows: &[[&str; 3]]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            if !cell.is_empty() {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
}

const ROWS: [[&str; 3]; 5] = [
    ["Section", "Descriptor", "Scale"],
    ["H1: Help", "Clear & short.", "Yes / No"],
    ["", "Says who, what\nand <when>.", ""],
    ["Outcomes", "SMART.", "marks 0-10"],
    ["Overall", "On the whole.", ""],
];

#[test]
fn a_workbook_and_a_text_with_the_same_list_are_the_same_framework() {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("Notes").unwrap(), &[["Fill in the other sheet.", "", ""]]);
    book.add_worksheet();
    let sheet = book.add_worksheet();
    fill(sheet, &ROWS);
    sheet.merge_range(1, 0, 2, 0, "H1: Help", &Format::new().set_bold()).unwrap();
    sheet.set_freeze_panes(1, 0).unwrap();
    let made = taken("list.xlsx", &book.save_to_buffer().unwrap());

    let quoted = |cells: &[&str; 3]| cells.map(|cell| format!("\"{cell}\"")).join(";") + "\n";
    let text: String = ROWS.iter().map(quoted).collect();
    // Lines and rows are counted differently, which is all that the two may differ in.
    let expected = taken("list.csv", text.as_bytes()).to_json();
    let made = made.to_json();
    let differences = made.lines().zip(expected.lines()).filter(|(a, b)| a != b).collect::<Vec<_>>();
    assert_eq!(made.lines().count(), expected.lines().count());
    assert!(differences.iter().all(|(a, b)| a.contains(", row ") && b.contains(", line ")), "{differences:#?}");
}

#[test]
fn numbered_sections_are_taken_and_dates_in_disguise_are_not() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &[["section", "descriptor", "scale"], ["", "One.", "yes/no"], ["", "Two.", "yes/no"]]);
    sheet.write(1, 0, 1).unwrap();
    sheet.write(2, 0, 2.0).unwrap();
    let made = taken("list.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(made.sections.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["1", "2"]);

    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &[["section", "descriptor", "scale"], ["A", "One.", ""], ["A", "Two.", "yes/no"]]);
    let date = Format::new().set_num_format("d-mmm");
    sheet.write_with_format(1, 2, 46_113, &date).unwrap();
    sheet.write(2, 1, true).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    refused("list.xlsx", &bytes, &["Row 2: column C holds a number, a date", "Row 3: column B holds a number, a date"]);
}

#[test]
fn a_workbook_must_say_which_sheet_is_the_list() {
    let list = |book: &mut Workbook, rows: &[[&str; 3]]| fill(book.add_worksheet(), rows);
    let mut book = Workbook::new();
    list(&mut book, &ROWS);
    list(&mut book, &ROWS);
    refused("list.xlsx", &book.save_to_buffer().unwrap(), &["2 sheets hold a list"]);
    let mut book = Workbook::new();
    list(&mut book, &ROWS[1..]);
    list(&mut book, &ROWS[1..]);
    refused("list.xlsx", &book.save_to_buffer().unwrap(), &["no sheet names the three columns"]);
    let mut book = Workbook::new();
    list(&mut book, &[]);
    refused("list.xlsx", &book.save_to_buffer().unwrap(), &["no sheet has anything in it"]);
    let mut book = Workbook::new();
    (0..21).for_each(|_| list(&mut book, &ROWS[..1]));
    refused("list.xlsx", &book.save_to_buffer().unwrap(), &["it has 21 sheets"]);
}

#[test]
fn formula_cells_are_refused_by_row_and_cell() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &ROWS);
    sheet.write_formula(2, 1, "=CONCAT(\"a\",\"b\")").unwrap();
    sheet.write_array_formula(3, 1, 3, 1, "{=SUM(A1:A2)}").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    refused("list.xlsx", &bytes, &["Row 3: cell B3 is worked out by a formula", "Row 4: cell B4 is worked out by"]);
    let mut book = Workbook::new();
    fill(book.add_worksheet(), &[ROWS[0], ["A", "=1+1", "yes/no"]]);
    refused("list.xlsx", &book.save_to_buffer().unwrap(), &["Row 2: column B begins with “=”"]);
    let shared = r#"<row r="2"><c r="A2"><f t="shared" si="99999999999" ref="A2:A9">1</f><v>1</v></c></row>"#;
    refused("list.xlsx", &sheet_of(shared), &["Row 2: cell A2 is worked out by a formula"]);
}

fn sheet_of(rows: &str) -> Vec<u8> {
    book(&sheet(&format!("{HEAD}{rows}")), None)
}

#[test]
fn a_hundred_thousand_rows_are_refused() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &ROWS);
    for row in 5..100_000 {
        sheet.write(row, 1, format!("Descriptor number {row}.")).unwrap();
    }
    refused("list.xlsx", &book.save_to_buffer().unwrap(), &["far more rows than are read"]);
    let short: String =
        (3..15_000).map(|n| format!(r#"<row r="{n}"><c r="B{n}" t="str"><v>x</v></c></row>"#)).collect();
    let first = row(2, ["A", "One.", "yes/no"]);
    refused("list.xlsx", &sheet_of(&(first.clone() + &short)), &["Row 462: a list has at most 461 rows"]);
    let empty: String = (3..60_000).map(|n| format!(r#"<row r="{n}"><c r="B{n}"/></row>"#)).collect();
    refused("list.xlsx", &sheet_of(&(first + &empty)), &["has far more cells than are read"]);
}

#[test]
fn a_sheet_that_claims_to_be_endless_costs_nothing() {
    let far = r#"<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row>"#;
    refused("list.xlsx", &sheet_of(far), &["Row 1048576: column XFD is not read"]);
    let xml = sheet(&(HEAD.to_owned() + &row(2, ["A", "One.", "yes/no"])));
    let dimension = |range: &str| xml.replace("<sheetData>", &format!("<dimension ref=\"{range}\"/><sheetData>"));
    assert_eq!(taken("list.xlsx", &book(&dimension("A1:XFD1048576"), None)).rows(), 1);
    refused("list.xlsx", &book(&dimension("B9:A1"), None), &["says that it has cells that cannot be"]);
    let twice = row(2, ["A", "One.", "yes/no"]).repeat(2);
    refused("list.xlsx", &sheet_of(&twice), &["its cells are not in order"]);
    refused(
        "list.xlsx",
        &sheet_of(r#"<row r="2"><c r="A2" t="s"><v>7</v></c></row>"#),
        &["cannot be read as a workbook"],
    );
}

#[test]
fn texts_that_many_cells_share_cannot_fill_the_memory() {
    let cells = |texts: usize| -> String {
        (2..400).map(|n| format!(r#"<row r="{n}"><c r="B{n}" t="s"><v>{}</v></c></row>"#, n % texts)).collect()
    };
    let long = format!("<sst count=\"400\" uniqueCount=\"1\"><si><t>{}</t></si></sst>", "a".repeat(4_000_000));
    let xml = sheet(&format!("{HEAD}{}", cells(1)));
    refused("list.xlsx", &book(&xml, Some(&long)), &["Row 2: column B has more than 2000 characters"]);
    for promised in ["100000000000", "18446744073709551615", "99999999999999999999999", "-1"] {
        let strings = format!("<sst uniqueCount=\"{promised}\"><si><t>a</t></si></sst>");
        refused("list.xlsx", &book(&xml, Some(&strings)), &["promises more texts than it can hold"]);
    }
    let many = format!("<sst>{}</sst>", "<si/>".repeat(1_500_000));
    refused("list.xlsx", &book(&xml, Some(&many)), &["has far more cells than are read"]);
    let signs = format!("<sst><si><t>{}</t></si></sst>", "&amp;".repeat(1_500_000));
    refused("list.xlsx", &book(&xml, Some(&signs)), &["has far more cells than are read"]);
}

#[test]
fn hostile_xml_is_refused() {
    let good = sheet(&format!("{HEAD}{}", row(2, ["A", "One.", "yes/no"])));
    assert_eq!(taken("list.xlsx", &book(&good, None)).rows(), 1);
    let attributes = " a=\"\"".repeat(1_000_000);
    let namespaces: String = (0..400_000).map(|n| format!(" xmlns:n{n}=\"\"")).collect();
    let some: String = (0..200).map(|n| format!(" a{n}=\"\"")).collect();
    let laughs = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>";
    let root = "<worksheet";
    for (xml, said) in [
        (good.replacen(root, &format!("{laughs}{root}"), 1), "declares a document type or entities"),
        (
            good.replacen(root, &format!("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">{root}"), 1),
            "declares a document type",
        ),
        (good.replacen("One.", "&xxe;", 1), "uses an entity of its own"),
        (good.replacen(root, &format!("{root}{attributes}"), 1), "has a tag that is too long"),
        (good.replacen(root, &format!("{root}{namespaces}"), 1), "has a tag that is too long"),
        (good.replacen(root, &format!("{root}{some}"), 1), "has a tag with too many attributes"),
        (good.replacen("One.", &"<t>".repeat(1_000_000), 1), "is nested too deeply"),
        (good.replacen("UTF-8", "UTF-16", 1), "is in another encoding"),
        (good.replacen("</worksheet>", "", 1), "is cut off"),
        (good.replacen("</sheetData>", "</sheetdata>", 1), "is not well-formed"),
    ] {
        refused("list.xlsx", &book(&xml, None), &[said]);
    }
    let wide: Vec<u8> = good.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let parts = workbook(&good, None).into_iter().map(|(name, text)| {
        let bytes = if name.ends_with("sheet1.xml") { wide.clone() } else { text.into_bytes() };
        (name, bytes)
    });
    refused("list.xlsx", &packed(parts), &["is not well-formed XML"]);
}

/// Changes a few bytes of a good workbook at random. Whatever comes of it, it comes in an orderly way.
#[test]
fn random_damage_is_refused_or_harmless() {
    let cell = |column: &str, text: usize| format!(r#"<c r="{column}2" t="s"><v>{text}</v></c>"#);
    let list = format!("{HEAD}<row r=\"2\">{}{}{}</row>", cell("A", 0), cell("B", 1), cell("C", 2));
    let texts =
        r#"<sst count="3" uniqueCount="3"><si><t>A</t></si><si><r><t>One.</t></r></si><si><t>yes/no</t></si></sst>"#;
    let parts = workbook(&sheet(&list), Some(texts));
    let mut random = fastrand::Rng::with_seed(58);
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..1_000 {
        let mut parts: Vec<_> = parts.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
        let part = random.usize(..parts.len());
        damage(&mut parts[part].1, &mut random);
        match framework(&packed(parts), "list.xlsx") {
            Ok(made) => taken += usize::from(made.checked().is_ok()),
            Err(errors) => refused += usize::from(!errors.is_empty()),
        }
    }
    assert_eq!(taken + refused, 1_000);
    assert!(taken > 100 && refused > 500, "{taken} taken, {refused} refused");
}

fn damage(bytes: &mut Vec<u8>, random: &mut fastrand::Rng) {
    for _ in 0..random.usize(1..4) {
        let at = random.usize(..bytes.len());
        match random.u8(..3) {
            0 => bytes[at] = random.u8(b' '..b'~'),
            1 => drop(bytes.drain(at..(at + random.usize(1..20)).min(bytes.len() - 1).max(at))),
            _ => bytes.insert(at, *random.choice(b"<>/\"'=&;09AZ").unwrap()),
        }
    }
}
