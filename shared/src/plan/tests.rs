//! When plans may be issued and redrafted.

use super::*;

fn plan() -> Plan {
    crate::testing::plan("p1")
}

fn judged(good_enough: Option<bool>, at: i64) -> Judged {
    Judged { words: "a word".to_owned(), good_enough, at: Time(at) }
}

#[test]
fn newest_judgement_with_a_line_decides() {
    let (old, new, total) = (judged(Some(true), 1), judged(Some(false), 2), judged(None, 3));
    assert_eq!(standing(&plan(), false, [&new, &total, &old]), Standing::Below);
    assert_eq!(standing(&plan(), false, [&total]), Standing::NotJudged, "a total alone draws no line");
    assert_eq!(standing(&plan(), true, [&old]), Standing::Redrafted);
    let issued = Plan { issued_at: Some(Time(4)), ..plan() };
    assert_eq!(standing(&issued, true, []), Standing::Issued);
}

#[test]
fn below_good_is_redrafted_and_never_issued() {
    assert_eq!(may_issue(Standing::Below), Err(PlanRefusal::BelowGood));
    assert_eq!(may_issue(Standing::NotJudged), Err(PlanRefusal::NotJudged));
    assert_eq!(may_issue(Standing::GoodEnough), Ok(()));
    assert_eq!(may_redraft(&plan(), Standing::Below), Err(PlanRefusal::NoFeedback));
    let told = Plan { feedback: Some(Feedback { text: "Say who does what.".to_owned(), at: Time(2) }), ..plan() };
    assert_eq!(may_redraft(&told, Standing::Below), Ok(()));
    assert_eq!(may_redraft(&told, Standing::GoodEnough), Err(PlanRefusal::NeedsNoRedraft));
}

#[test]
fn slugs_are_what_json_says() {
    for service in AdviceService::ALL {
        assert_eq!(serde_json::to_value(service).unwrap(), service.slug());
    }
}
