//! What follows for a case from its closed assessments, which real meetings of one assessor make.

use std::sync::Arc;

use super::*;
use crate::api::{Of, Side};
use crate::command::{Command, Envelope, Happened};
use crate::framework::{Framework, SectionId, TargetId, builtin_framework};
use crate::id::{OpId, ParticipantId, ReviewId};
use crate::mark::Mark;
use crate::meeting::{Meeting, Outside, Verdict};
use crate::moderation::Outcome;
use crate::panel::{Panel, Way};
use crate::record::Written;
use crate::schema::Draft;
use crate::testing::{panel, person_id};

const NOVEMBER: i64 = 1_795_000_000_000;
const MONTH_MS: i64 = 31 * 86_400_000;

/// The same mark for everything that is asked, with a reason.
struct Everywhere(Framework, i64);

impl Outside for Everywhere {
    fn draft(&self, _: &ParticipantId, _: &ReviewId, section: &SectionId, _: u32) -> Draft {
        let known = self.0.section(section);
        let targets: Vec<TargetId> = known.into_iter().flat_map(|s| s.targets().map(|t| t.id())).collect();
        let mut draft = Draft { reason: format!("Because of {}", self.1), ..Draft::default() };
        draft.comments = targets.iter().map(|target| (target.clone(), "See there".to_owned())).collect();
        draft.marks = targets.into_iter().map(|target| (target, Mark::Score(self.1))).collect();
        draft
    }

    fn written(&self, _: &ReviewId) -> Written {
        Written::default()
    }

    fn has_writing(&self, _: &ReviewId) -> bool {
        false
    }
}

fn version(id: &str, version: u32, previous: Option<&str>) -> Plan {
    let previous = previous.map(|id| PlanId::new(id).unwrap());
    Plan { version, previous, ..crate::testing::plan(id) }
}

/// An assessment by one assessor who gives the same mark everywhere and hands in at that time; not handed in without.
fn kept(plan: &str, framework: &str, mark: Option<i64>, at: i64) -> Kept {
    let way = Way::Alone { assessor: person_id("school") };
    let framework = builtin_framework(framework).unwrap().clone();
    let panel = Panel { way, naming: crate::panel::Naming::Names, ..panel() };
    let review = panel.agenda[0].id.clone();
    let mut meeting = Meeting::new(panel.clone(), framework.clone());
    let record = mark.map(|mark| {
        let command = Command::HandIn { review: review.clone() };
        let envelope = Envelope { op: OpId::new("hand-in").unwrap(), seen: 0, command };
        let verdict =
            meeting.decide(&person_id("school"), &envelope, Time(at), &Everywhere(framework.clone(), mark)).unwrap();
        let Verdict::New(decision) = verdict else { panic!("it is new") };
        meeting.apply(&decision);
        let closed = decision.happened.into_iter().find_map(|happened| match happened {
            Happened::Closed { file, .. } => Some(file.record),
            _ => None,
        });
        closed.unwrap()
    });
    Kept {
        plan: PlanId::new(plan).unwrap(),
        of: Of::Plan,
        side: Side::Internal,
        own: false,
        made_at: Time(at),
        review: ReviewId::new(format!("{plan}-{at}")).unwrap(),
        panel,
        framework: Arc::new(framework),
        versions: u32::from(record.is_some()),
        first_closed_at: record.as_ref().map(|record| record.closed_at),
        record,
    }
}

fn view(plans: Vec<Plan>, assessments: Vec<Kept>, advice: Vec<AdviceKept>) -> crate::api::PlanView {
    let newest = plans.last().unwrap().id.clone();
    Casework::new(plans, assessments, advice).view(&newest).unwrap()
}

#[test]
fn a_judgement_is_in_the_scales_words_and_a_total_draws_no_line() {
    let judged = |framework, mark| kept("p1", framework, Some(mark), 5).judged().unwrap();
    assert_eq!(judged("essex-full", 2), Judged { words: "2 Good".into(), good_enough: Some(true), at: Time(5) });
    assert_eq!(judged("essex-light-touch", 3).good_enough, Some(false));
    let form = judged("bradford-quality-form", 1);
    assert_eq!(form.good_enough, None);
    let total = kept("p1", "bradford-quality-form", Some(1), 5).record.unwrap().content.result.pop().unwrap();
    assert_eq!(form.words, total.words);
    assert!(judged("essex-advice", 2).words.contains("Needs: 2 Good; "));
    assert_eq!(kept("p1", "essex-full", None, 5).judged(), None);
}

#[test]
fn a_corrected_record_counts_as_it_now_reads_and_from_when_it_was_first_closed() {
    let corrected = |first: i64| {
        let newest = kept("p1", "essex-full", Some(2), 9);
        Kept { versions: 2, first_closed_at: Some(Time(first)), ..newest }
    };
    let standing = |assessments| view(vec![version("p1", 1, None)], assessments, vec![]).standing;
    assert_eq!(standing(vec![corrected(5)]), Standing::GoodEnough);
    let since = kept("p1", "essex-full", Some(3), 7);
    assert_eq!(standing(vec![corrected(5), since.clone()]), Standing::Below, "what was judged since still counts");
    assert_eq!(standing(vec![since, corrected(8)]), Standing::GoodEnough);
}

#[test]
fn only_the_areas_own_judgement_of_the_whole_decides() {
    let external = Kept { side: Side::External, ..kept("p1", "essex-full", Some(4), 7) };
    let advice = Kept { of: Of::Advice(AdviceService::Medical), ..kept("p1", "essex-advice", Some(4), 8) };
    let view = view(vec![version("p1", 1, None)], vec![kept("p1", "essex-full", Some(2), 6), external, advice], vec![]);
    assert_eq!(view.standing, Standing::GoodEnough);
    assert_eq!(view.assessments.len(), 3);
    assert_eq!(view.assessments[0].judges, "The school alone");
}

#[test]
fn internal_comes_first_and_external_is_compared_with_it() {
    let external = Kept { side: Side::External, ..kept("p1", "essex-full", Some(3), 6) };
    let other = kept("p1", "bradford-quality-form", Some(2), 8);
    let open = kept("p1", "essex-full", None, 9);
    let kept = vec![external, kept("p1", "essex-full", Some(2), 7), other, open];
    let tables = view(vec![version("p1", 1, None)], kept, vec![]).side_by_side;
    assert_eq!(tables.len(), 1, "one alone, and one that is not closed, stand beside nothing");
    let sides: Vec<_> = tables[0].columns.iter().map(|column| column.side).collect();
    assert_eq!(sides, [Side::Internal, Side::External]);
    let last = tables[0].rows.last().unwrap();
    assert_eq!(last.section.as_str(), "overall");
    assert_eq!((last.cells[0].words.as_str(), last.cells[0].outcome), ("2 Good", None));
    assert_eq!((last.cells[1].outcome, last.cells[1].differ.len()), (Some(Outcome::Downgraded), 1));
    assert!(last.cells[1].rationale.starts_with("Because of 3"), "{}", last.cells[1].rationale);
}

#[test]
fn rows_that_are_marked_otherwise_are_named() {
    let external = Kept { side: Side::External, ..kept("p1", "bradford-quality-form", Some(2), 6) };
    let tables =
        view(vec![version("p1", 1, None)], vec![external, kept("p1", "bradford-quality-form", Some(1), 7)], vec![]);
    let row = &tables.side_by_side[0].rows[0];
    assert_eq!(row.cells[1].outcome, Some(Outcome::Upgraded));
    assert_eq!(
        row.cells[1].differ.len(),
        builtin_framework("bradford-quality-form").unwrap().sections[0].targets().count()
    );
    assert!(!tables.side_by_side[0].columns[0].total.is_empty());
}

#[test]
fn the_bundle_stands_beside_section_k_and_names_what_is_absent() {
    let said = |plan: &str, service, state| AdviceKept { plan: PlanId::new(plan).unwrap(), service, state };
    let plans = vec![version("p1", 1, None), version("p2", 2, Some("p1"))];
    let advice = Kept { of: Of::Advice(AdviceService::Medical), ..kept("p1", "essex-advice", Some(2), 3) };
    let said = vec![
        said("p1", AdviceService::Medical, AdviceState::Absent),
        said("p1", AdviceService::SocialCare, AdviceState::Received),
        said("p2", AdviceService::SocialCare, AdviceState::Absent),
        said("p1", AdviceService::EarlyHelp, AdviceState::Absent),
    ];
    let view = view(plans, vec![advice, kept("p2", "essex-full", Some(3), 5)], said);
    let state = |service| view.bundle.iter().find(|line| line.service == service).unwrap().state;
    assert_eq!(view.bundle.len(), AdviceService::ALL.len());
    assert_eq!(state(AdviceService::Medical), AdviceState::Received, "it was judged, so it is there");
    assert_eq!(state(AdviceService::SocialCare), AdviceState::Absent, "the newest word holds");
    assert_eq!(state(AdviceService::EarlyHelp), AdviceState::Absent, "what fed a plan feeds its redraft");
    assert_eq!(state(AdviceService::Physiotherapy), AdviceState::NotAskedFor);
    let k = view.section_k.unwrap();
    assert_eq!((k.words.as_str(), k.rationale.contains("Because of 3")), ("3 Requires improvement", true));
}

#[test]
fn the_chain_keeps_its_grades_and_the_report_counts_what_was_regraded_month_by_month() {
    let plans = vec![version("p1", 1, None), version("p2", 2, Some("p1")), version("q1", 1, None)];
    let kept = vec![
        kept("p1", "essex-light-touch", Some(3), NOVEMBER),
        kept("q1", "essex-light-touch", Some(2), NOVEMBER),
        kept("p2", "essex-light-touch", Some(2), NOVEMBER + MONTH_MS),
    ];
    let work = Casework::new(plans, kept, vec![]);
    let chain = work.view(&PlanId::new("p1").unwrap()).unwrap().chain;
    let said: Vec<_> = chain.iter().map(|v| (v.standing, v.judged.as_ref().unwrap().words.as_str())).collect();
    assert_eq!(said, [(Standing::Redrafted, "3 Requires improvement"), (Standing::GoodEnough, "2 Good")]);
    let months = work.regrades().months;
    let figures: Vec<_> = months.iter().map(|m| (m.judged, m.below_good, m.regraded, m.regraded_good)).collect();
    assert_eq!(figures, [(2, 1, 0, 0), (1, 0, 1, 1)]);
    assert_eq!(months[0].month, "2026-11");
    let newest: Vec<_> = work.summaries().into_iter().map(|one| one.plan.id.to_string()).collect();
    assert_eq!(newest, ["p2", "q1"]);
}
