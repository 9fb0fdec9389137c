//! Bad files and what is said about them.

use serde_json::{Value, json};

use crate::framework::limits::{FILE_BYTES_MAX, PROBLEMS_MAX};
use crate::framework::{Framework, FrameworkError};

/// The smallest framework that uses every part which can be wrong.
fn small() -> Value {
    json!({
        "format": 1, "id": "small", "version": "1.0", "title": "Small", "about": "For tests.",
        "subject": "plan", "source": {"document": "none", "part": "none"},
        "scales": [{
            "id": "yes-no", "title": "Met", "better": "higher",
            "points": [{"value": 1, "word": "Met", "marks": 1}, {"value": 0, "word": "Not met", "marks": 0}],
            "agreement": {"apart": 1, "line": {"good_enough": 1, "below": 0}},
            "faces": [{"id": "other", "title": "Other", "source": "none", "words": ["Yes", "No"]}]
        }],
        "details": [{"id": "service", "title": "Service", "kind": "choice", "choices": ["One", "Two"]}],
        "sections": [{
            "id": "A", "title": "A", "plain": "It is.", "source": "none", "scale": "yes-no", "scored": "descriptors",
            "not_applicable": "left_out", "commentary": ["comments"], "comment_demanded": [0],
            "descriptors": [
                {"id": "A.1", "text": "One.", "source": "none"},
                {"id": "A.2", "text": "Two.", "source": "none"}
            ],
            "printed_marks": 2
        }],
        "groups": [{"id": "all", "title": "All", "sections": ["A"], "printed_marks": 2}],
        "marking": {"rule": "total", "unit": "met", "percentages": false},
        "printed_marks": 2,
        "questions": [{"id": "strengths", "text": "What is strong?", "source": "none"}],
        "glossary": [{"term": "SMART", "meaning": "Exact."}]
    })
}

/// The same with a limiting judgement, which the hash below is not of.
fn limited() -> Value {
    let mut file = small();
    file["limits"] = json!([{
        "id": "two", "while": {"any_of": ["A.2"], "or_worse": 0}, "target": "A.1", "no_better_than": 0, "source": "none"
    }]);
    file
}

/// Sets what is at `pointer` and reads the result; `null` takes it away.
fn with(pointer: &str, value: Value) -> Result<Framework, FrameworkError> {
    let mut file = if pointer.starts_with("/limits") { limited() } else { small() };
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = file.pointer_mut(parent).unwrap();
    match (parent, value) {
        (Value::Object(map), Value::Null) => {
            assert!(map.remove(key).is_some(), "{pointer} is not there");
        }
        (Value::Object(map), value) => {
            map.insert(key.to_owned(), value);
        }
        (Value::Array(items), value) if key == "-" => items.push(value),
        (Value::Array(items), value) => items[key.parse::<usize>().unwrap()] = value,
        _ => panic!("{pointer} leads nowhere"),
    }
    Framework::from_json(&file.to_string())
}

fn check(pointer: &str, value: Value, expected: &str) {
    let error = with(pointer, value.clone()).expect_err(&format!("{pointer} = {value} was taken"));
    let said = error.to_string();
    assert!(said.contains(expected), "{pointer} = {value}\nsaid     {said}\nexpected {expected}");
}

#[test]
fn the_small_framework_is_read() {
    assert_eq!(Framework::from_json(&small().to_string()).unwrap().rows(), 2);
}

#[test]
fn a_wrong_shape_is_refused_with_its_place() {
    check("/colour", json!("red"), "unknown field `colour`");
    check("/sections/0/colour", json!("red"), "unknown field `colour`");
    check("/sections/0/title", Value::Null, "missing field `title`");
    check("/sections/0/scored", json!("halves"), "unknown variant `halves`");
    check("/sections/0/id", json!("A/1"), "'/' cannot be part of an id");
    check("/scales/0/points/0/value", json!(1.5), "expected i64");
    check("/marking/rule", json!("guess"), "unknown variant `guess`");
    check("/marking/colour", json!("red"), "unknown field `colour`");
    let error = Framework::from_json("{\n  \"format\": x").unwrap_err();
    assert!(error.to_string().starts_with("line 2, column 13: "), "{error}");
}

#[test]
fn another_format_is_refused() {
    assert_eq!(with("/format", json!(2)), Err(FrameworkError::Format { found: 2 }));
}

#[test]
fn ids_are_used_once() {
    check("/sections/0/descriptors/1/id", json!("A.1"), "Section A, row 2: the id A.1 is used twice");
    check("/sections/0/descriptors/1/id", json!("a.1"), "Section A, row 2: the id a.1 is used twice");
    check("/sections/0/descriptors/0/id", json!("A"), "Section A, row 1: the id A is used twice");
    check("/groups/0/id", json!("A"), "Group A: the id A is used twice");
    check("/scales/-", small()["scales"][0].clone(), "Scale yes-no: the id yes-no is used twice");
    check("/questions/0/id", json!("service"), "Question service: its id is used twice");
    check("/scales/0/faces/-", small()["scales"][0]["faces"][0].clone(), "face other: its id is used twice");
}

#[test]
fn scales_hold_together() {
    check("/sections/0/scale", json!("grade"), "Section A: its scale grade does not exist");
    check("/sections/0/scale", json!("grade"), "Scale yes-no: no section uses it");
    check("/scales/0/points/1/value", json!(1), "its values neither rise nor fall");
    check("/scales/0/points", json!([{"value": 1, "word": "Met", "marks": 1}]), "there are 1 points. Give at least 2.");
    check("/scales/0/points/0/marks", json!(1001), "it is worth too much");
    check("/scales/0/points/0/value", json!(i64::MIN), "its value is too large");
    check("/scales/0/agreement/apart", json!(0), "0 steps apart");
    let line = "its line runs between";
    check("/scales/0/agreement/line", json!({"good_enough": 0, "below": 1}), line);
    check("/scales/0/agreement/line", json!({"good_enough": 2, "below": 1}), line);
    check("/scales/0/faces/0/words", json!(["Yes"]), "it has 1 words for 2 points");
}

#[test]
fn sections_and_rows_hold_together() {
    check("/sections", json!([]), "there are 0 sections. Give at least 1.");
    check("/sections/0/descriptors", json!([]), "its descriptors are scored but it has none");
    check("/sections/0/descriptors/1/text", json!(" "), "Section A, row 2: the descriptor is empty");
    check("/sections/0/descriptors/1/text", json!("a".repeat(2001)), "Shorten it to 2000 or fewer");
    check("/sections/0/descriptors/1/text", json!("a\u{0}"), "contains a control character");
    check("/sections/0/comment_demanded", json!([7]), "a comment is demanded for 7");
    check("/sections/0/commentary", json!(["comments", "comments"]), "a commentary box is listed twice");
    check("/sections/0/scored", json!("section"), "2 marks are printed but its rows add up to 1");
    let mut overall = small()["sections"][0].clone();
    overall["overall"] = json!(true);
    overall["id"] = json!("first");
    overall["descriptors"] = json!([{"id": "first.1", "text": "One.", "source": "none"}]);
    let mut file = small();
    file["sections"].as_array_mut().unwrap().insert(0, overall);
    let said = Framework::from_json(&file.to_string()).unwrap_err().to_string();
    assert!(said.contains("a section comes after the overall judgement"), "{said}");
}

#[test]
fn totals_are_what_is_printed() {
    check("/sections/0/printed_marks", json!(3), "Section A: 3 marks are printed but its rows add up to 2");
    check("/groups/0/printed_marks", json!(1), "Group all: 1 marks are printed but its rows add up to 2");
    check("/printed_marks", json!(4), "The framework: 4 marks are printed but its rows add up to 2");
    check("/groups/0/sections", json!(["B"]), "Group all: its section B does not exist");
    check("/groups/0/sections", json!(["A", "A"]), "Group all: section A is in two groups");
    check("/scales/0/points/0/marks", Value::Null, "does not say what its points are worth");
    check("/marking", json!({"rule": "scaled", "out_of": 0}), "scores are scaled to 0");
    check("/marking", json!({"rule": "judgement"}), "its rows are not added up");
    let mut file = small();
    file["marking"] = json!({"rule": "judgement"});
    file["sections"][0]["not_applicable"] = json!("full_marks");
    let said = Framework::from_json(&file.to_string()).unwrap_err().to_string();
    assert!(said.contains("not applicable earns full marks where none are added up"), "{said}");
}

#[test]
fn limiting_judgements_name_what_is_there() {
    let place = "Limiting judgement two";
    assert_eq!(Framework::from_json(&limited().to_string()).unwrap().limits.len(), 1);
    check("/limits/0/target", json!("A"), &format!("{place}: A is given no mark"));
    check("/limits/0/target", json!("A.2"), &format!("{place}: A.2 would limit itself"));
    check("/limits/0/no_better_than", json!(7), &format!("{place}: 7 is no point of the scale of A.1"));
    check("/limits/0/no_better_than", json!(1), &format!("{place}: no better than 1 limits nothing"));
    check("/limits/0/while/any_of", json!([]), &format!("{place}: there are 0 things that it rests on"));
    check("/limits/0/while/any_of", json!(["A.2", "Z"]), &format!("{place}: Z is given no mark"));
    check("/limits/0/while/or_worse", json!(7), &format!("{place}: 7 is no point of the scale of A.2"));
    check("/limits/0/while/all_of", json!(["A.2"]), "unknown field `all_of`");
    check("/limits/0/source", json!(" "), &format!("{place}: the source is empty"));
    check("/limits/-", limited()["limits"][0].clone(), &format!("{place}: its id is used twice"));
}

#[test]
fn what_is_asked_before_and_after_holds_together() {
    check("/details/0/choices", json!(["One"]), "Detail service: there are 1 choices. Give at least 2.");
    check("/details/0/kind", json!("text"), "Detail service: there are 2 choices. Keep to 0 or fewer.");
    check("/glossary/-", json!({"term": "smart", "meaning": "Exact."}), "smart is explained twice");
    check("/glossary/0/meaning", json!(""), "Glossary, SMART: the meaning is empty");
}

#[test]
fn a_file_beyond_the_bounds_is_refused_without_a_flood_of_words() {
    let row = |n: usize| json!({"id": format!("r{n}"), "text": "", "source": ""});
    let rows: Vec<Value> = (0..500).map(row).collect();
    let Err(FrameworkError::Problems(problems)) = with("/sections/0/descriptors", json!(rows)) else {
        panic!("500 empty rows were taken")
    };
    assert_eq!(problems.len(), PROBLEMS_MAX);
    assert_eq!(problems[0].to_string(), "The framework: there are 500 descriptors. Keep to 400 or fewer.");
    let long = " ".repeat(FILE_BYTES_MAX + 1);
    assert_eq!(Framework::from_json(&long), Err(FrameworkError::TooLarge { bytes: FILE_BYTES_MAX + 1 }));
}

#[test]
fn the_hash_does_not_depend_on_the_order_of_keys_or_on_white_space() {
    let text = small().to_string();
    let first = Framework::from_json(&text).unwrap();
    let backwards = first.to_json().replacen("\"format\": 1,", "", 1).replacen('{', "{ \"format\" :1,", 1);
    assert_ne!(text, backwards);
    assert_eq!(Framework::from_json(&backwards).unwrap().hash(), first.hash());
    let moved = reversed(&small());
    assert_eq!(Framework::from_json(&moved).unwrap().hash(), first.hash());
    // Reviews keep this hash, so it may never come out otherwise for the same content.
    assert_eq!(first.hash(), "0567cec8972fcf3fe27ec95bd25d849de3003de91e017676fdc61b7e0ee29ffc");
    let changed = with("/title", json!("Other")).unwrap();
    assert_ne!(changed.hash(), first.hash());
}

/// The same value with the keys of every object in reverse order.
fn reversed(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<_> = map.iter().collect();
            keys.sort_by(|a, b| b.0.cmp(a.0));
            let inner: Vec<String> = keys.iter().map(|(k, v)| format!("{}:{}", json!(k), reversed(v))).collect();
            format!("{{{}}}", inner.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(reversed).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}
