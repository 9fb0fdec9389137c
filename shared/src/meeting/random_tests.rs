//! Random meetings of every way: any commands by anybody, in any order. Whatever happens, the invariants hold, and the
//! kept decisions give the same meeting again.

use proptest::prelude::*;

use super::*;
use crate::document::Document;
use crate::framework::{TargetId, builtin_framework};
use crate::mark::Mark;
use crate::panel::{Agency, Participant, Way};
use crate::policy::tests::commands;
use crate::record;
use crate::stage::{ReviewPhase, ReviewStage, SectionPhase, SignAnswer};
use crate::testing::{panel, person_id};

/// What each person has drafted: the same mark and reason in every section.
pub(super) type Drafts = BTreeMap<ParticipantId, (Mark, String)>;

impl Outside for Drafts {
    fn draft(&self, who: &ParticipantId, _: &ReviewId, section: &SectionId, _: u32) -> Draft {
        let Some((mark, reason)) = self.get(who) else { return Draft::default() };
        Draft { marks: [(TargetId::from(section), *mark)].into(), reason: reason.clone(), ..Draft::default() }
    }

    fn written(&self, _: &ReviewId) -> Written {
        Written::default()
    }

    fn has_writing(&self, _: &ReviewId) -> bool {
        false
    }
}

/// One thing that is tried.
#[derive(Debug, Clone)]
pub(super) struct Attempt {
    who: ParticipantId,
    command: Command,
    /// How many decisions ago the person looked.
    behind: u64,
    /// Whether the person is connected from now on.
    here: bool,
    /// What the person drafts before it.
    drafts: Option<(Mark, String)>,
}

/// By whom, and with which framework.
fn ways() -> impl Strategy<Value = (Way, &'static str)> {
    let (auditor, moderator) = (person_id("school"), person_id("parent"));
    let moderated = (any::<bool>(), any::<bool>()).prop_map(move |(sees_audit, changes_grade)| Way::Moderated {
        auditor: auditor.clone(),
        moderator: moderator.clone(),
        sees_audit,
        changes_grade,
    });
    let framework = || prop::sample::select(vec!["essex-light-touch", "essex-full"]);
    prop_oneof![
        3 => Just((Way::Panel, "essex-full")),
        1 => (Just(Way::Alone { assessor: person_id("school") }), framework()),
        3 => (moderated, framework()),
    ]
}

fn review() -> impl Strategy<Value = ReviewId> {
    prop::sample::select(vec!["r1", "r1", "r1", "r1", "r1", "r1", "r2", "r9"]).prop_map(|id| ReviewId::new(id).unwrap())
}

fn section() -> impl Strategy<Value = SectionId> {
    prop::sample::select(vec!["A", "A", "A", "B", "overall", "overall"]).prop_map(|id| SectionId::new(id).unwrap())
}

fn sections() -> impl Strategy<Value = Vec<SectionId>> {
    let all: Vec<SectionId> = builtin_framework("essex-full").unwrap().sections.iter().map(|s| s.id.clone()).collect();
    prop_oneof![prop::collection::vec(section(), 0..3), Just(all[..12].to_vec())]
}

fn mark() -> impl Strategy<Value = Mark> {
    prop_oneof![6 => (1_i64..4).prop_map(Mark::Score), 1 => Just(Mark::Score(9)), 1 => Just(Mark::NotApplicable), 1 => Just(Mark::Abstain)]
}

fn reason() -> impl Strategy<Value = String> {
    prop_oneof![3 => Just("because".to_owned()), 1 => Just(" ".to_owned())]
}

fn consent() -> impl Strategy<Value = Consent> {
    let dissent = reason().prop_map(|reason| Consent::Dissent { reason });
    prop_oneof![Just(Consent::Agree), Just(Consent::CanLiveWithIt), dissent]
}

fn answer() -> impl Strategy<Value = SignAnswer> {
    let reservation = reason().prop_map(|text| SignAnswer::Reservation { text });
    prop_oneof![2 => Just(SignAnswer::Agree), 1 => reservation, 2 => Just(SignAnswer::NotPresent)]
}

/// Who tries it. The chair has most of the commands of a panel, the school and the parent those of assessors, and random
/// meetings are to get somewhere.
fn person() -> impl Strategy<Value = ParticipantId> {
    let words = vec!["chair", "deputy", "scribe", "school", "school", "parent", "parent", "observer", "screen"];
    prop_oneof![1 => Just(person_id("chair")), 1 => prop::sample::select(words).prop_map(person_id)]
}

/// How often a command like this one is tried, and what it is tried with. There is no arm for the rest: a new command
/// does not compile until somebody has said it here.
#[rustfmt::skip]
fn like(example: &Command) -> (usize, BoxedStrategy<Command>) {
    match example {
        Command::TakeUp { .. } => (1, review().prop_map(|review| Command::TakeUp { review }).boxed()),
        Command::Open { .. } => (6, (review(), sections()).prop_map(|(review, sections)| Command::Open { review, sections }).boxed()),
        Command::Ready { .. } => (2, (review(), section(), any::<bool>())
            .prop_map(|(review, section, ready)| Command::Ready { review, section, ready }).boxed()),
        Command::Reveal { .. } => (8, (review(), sections(), prop::option::of(reason()))
            .prop_map(|(review, sections, without)| Command::Reveal { review, sections, without }).boxed()),
        Command::NewRound { .. } => (1, (review(), section()).prop_map(|(review, section)| Command::NewRound { review, section }).boxed()),
        Command::Propose { .. } => (10, (review(), section(), mark(), prop::option::of(reason())).prop_map(|(review, section, mark, why)|
            Command::Propose { review, marks: [(TargetId::from(&section), mark)].into(), section, why }).boxed()),
        Command::Respond { .. } => (8, (review(), section(), consent())
            .prop_map(|(review, section, consent)| Command::Respond { review, section, consent }).boxed()),
        Command::Settle { .. } => (10, (review(), section(), prop::option::of(reason()))
            .prop_map(|(review, section, without)| Command::Settle { review, section, without }).boxed()),
        Command::AcceptSame { .. } => (2, review().prop_map(|review| Command::AcceptSame { review }).boxed()),
        Command::Reopen { .. } => (5, (review(), section(), reason())
            .prop_map(|(review, section, reason)| Command::Reopen { review, section, reason }).boxed()),
        Command::RecordDissent { .. } => (6, (review(), section(), reason())
            .prop_map(|(review, section, reason)| Command::RecordDissent { review, section, reason }).boxed()),
        Command::PublishView { .. } => (1, review().prop_map(|review| Command::PublishView { review }).boxed()),
        Command::Attend { .. } => (1, (review(), section()).prop_map(|(review, section)| Command::Attend { review, section }).boxed()),
        Command::SetTimer { .. } => (1, (0_u32..1_000).prop_map(|minutes| Command::SetTimer { minutes }).boxed()),
        Command::SetTimeBox { .. } => (1, (0_u32..1_000).prop_map(|minutes| Command::SetTimeBox { minutes }).boxed()),
        Command::HandOver { .. } => (1, person().prop_map(|to| Command::HandOver { to }).boxed()),
        Command::TakeChair => (1, Just(Command::TakeChair).boxed()),
        Command::NameDeputy { .. } => (1, prop::option::of(person()).prop_map(|to| Command::NameDeputy { to }).boxed()),
        Command::NameScribe { .. } => (1, prop::option::of(person()).prop_map(|to| Command::NameScribe { to }).boxed()),
        Command::OpenSigning { .. } => (2, review().prop_map(|review| Command::OpenSigning { review }).boxed()),
        Command::BackToDiscussion { .. } => (1, (review(), reason())
            .prop_map(|(review, reason)| Command::BackToDiscussion { review, reason }).boxed()),
        Command::Sign { .. } => (12, (review(), prop::sample::select(panel().agencies()), answer()).prop_map(|(review, agency, answer)|
            Command::Sign { review, agency, answer, content_sha256: String::new() }).boxed()),
        Command::Close { .. } => (8, review().prop_map(|review| Command::Close { review }).boxed()),
        Command::HandIn { .. } => (12, review().prop_map(|review| Command::HandIn { review }).boxed()),
        Command::Moderate { .. } => (10, (review(), section(), mark()).prop_map(|(review, section, mark)|
            Command::Moderate { review, marks: [(TargetId::from(&section), mark)].into(), section }).boxed()),
        Command::Finish { .. } => (8, review().prop_map(|review| Command::Finish { review }).boxed()),
        Command::Correct { .. } => (5, (review(), reason()).prop_map(|(review, reason)| Command::Correct { review, reason }).boxed()),
    }
}

fn attempt() -> impl Strategy<Value = Attempt> {
    let of_kind = |example: &Command| {
        let (often, strategy) = like(example);
        std::iter::repeat_n(strategy, often)
    };
    let kinds: Vec<_> = commands().iter().flat_map(|(_, example)| of_kind(example)).collect();
    let command = prop::sample::select(kinds).prop_flat_map(|kind| kind);
    let drafts = prop::option::weighted(0.2, (mark(), reason()));
    let behind = prop_oneof![5 => Just(0_u64), 1 => 1_u64..3];
    (person(), command, behind, prop::bool::weighted(0.9), drafts)
        .prop_map(|(who, command, behind, here, drafts)| Attempt { who, command, behind, here, drafts })
}

/// What is tried in a step: mostly the first of these that is allowed, so that random meetings get somewhere; now and
/// then the first, whatever it is.
pub(super) fn step() -> impl Strategy<Value = (bool, Vec<Attempt>)> {
    (prop::bool::weighted(0.8), prop::collection::vec(attempt(), 12))
}

impl Attempt {
    pub(super) fn who(&self) -> &ParticipantId {
        &self.who
    }

    pub(super) fn command(&self) -> &Command {
        &self.command
    }

    pub(super) fn here(&self) -> bool {
        self.here
    }

    /// The command on its way, with what a person who signs now has read.
    pub(super) fn envelope(&self, meeting: &Meeting, step: usize) -> Envelope {
        let mut command = self.command.clone();
        if let Command::Sign { review, content_sha256, .. } = &mut command
            && let Some(sha256) = meeting.stage().review(review).and_then(|r| r.content_sha256.clone())
        {
            *content_sha256 = sha256;
        }
        let op = OpId::new(format!("op{step}")).unwrap();
        Envelope { op, seen: meeting.stage().version.saturating_sub(self.behind), command }
    }
}

/// What a panel may begin with, so that it has something to settle: the first plan is scored and revealed.
pub(super) fn beginning() -> Vec<(bool, Vec<Attempt>)> {
    let review = ReviewId::new("r1").unwrap();
    let framework = builtin_framework("essex-full").unwrap();
    let sections: Vec<SectionId> = framework.sections.iter().filter(|s| !s.overall).map(|s| s.id.clone()).collect();
    let open = Command::Open { review: review.clone(), sections: sections.clone() };
    let reveal = Command::Reveal { review, sections, without: Some("because".to_owned()) };
    let attempt = |command| Attempt { who: person_id("chair"), command, behind: 0, here: true, drafts: None };
    [open, reveal].map(|command| (true, vec![attempt(command)])).into()
}

/// What people have drafted at first.
pub(super) fn drafted() -> Drafts {
    let drafted = [("chair", 2), ("deputy", 2), ("school", 2), ("parent", 3)];
    drafted.map(|(who, n)| (person_id(who), (Mark::Score(n), "because".to_owned()))).into()
}

/// What must hold of every stage that decisions can lead to.
fn invariants(meeting: &Meeting) {
    for review in &meeting.stage.reviews {
        assert_eq!(review.phase == ReviewPhase::Signing, review.content_sha256.is_some());
        assert_eq!(review.phase == ReviewPhase::Signing, meeting.frozen(&review.id).is_some());
        assert_eq!(review.versions > 0, review.record_sha256.is_some());
        assert!(review.correcting.is_none() || (review.versions > 0 && review.phase != ReviewPhase::Closed));
        assert!(review.signatures.is_empty() || review.phase != ReviewPhase::Open);
        for section in &review.sections {
            assert_eq!(section.phase == SectionPhase::Agreed, section.agreed.is_some(), "{section:?}");
            assert!(section.proposal.is_none() || section.phase == SectionPhase::Revealed);
            assert_eq!(section.phase == SectionPhase::Reading, section.round == 0);
            rounds_are_whole(meeting, review, section);
        }
        match meeting.stage.way {
            Way::Panel => {
                let signed = |agency: &Agency| review.signatures.contains_key(agency);
                assert!(review.phase != ReviewPhase::Closed || meeting.panel.agencies().iter().all(signed));
                assert!(review.handed_in.is_empty());
            }
            Way::Alone { .. } | Way::Moderated { .. } => forms_are_apart(meeting, review),
        }
    }
}

/// Every round but the open one is there, with a ballot of everybody who gives one.
fn rounds_are_whole(meeting: &Meeting, review: &ReviewStage, section: &SectionStage) {
    let rounds = meeting.rounds_of(&review.id, &section.id);
    let open = u32::from(section.phase == SectionPhase::Scoring);
    assert_eq!(rounds.len(), usize::try_from(section.round - open.min(section.round)).unwrap());
    let way = &meeting.stage.way;
    let gives = |person: &&Participant| *way == Way::Panel || way.hands_in(&person.id);
    for (round, number) in rounds.iter().zip(1..) {
        assert_eq!(round.round, number);
        assert_eq!(round.ballots.len(), meeting.panel.scorers().filter(gives).count());
    }
}

/// Until everyone has handed in nothing of a form is on the table, and the form itself is read by nobody else; but a
/// moderator who was set up so reads the audit once it is handed in.
fn forms_are_apart(meeting: &Meeting, review: &ReviewStage) {
    let (way, stage) = (&meeting.stage.way, &meeting.stage);
    let all_in = meeting.panel.scorers().all(|p| !way.hands_in(&p.id) || review.handed_in.contains_key(&p.id));
    for section in &review.sections {
        assert_eq!(section.phase == SectionPhase::Scoring, !all_in, "a form is on the table: {section:?}");
    }
    assert!(review.handed_in.keys().all(|who| way.hands_in(who)));
    assert!(review.phase != ReviewPhase::Signing);
    if review.phase == ReviewPhase::Closed {
        assert!(review.sections.iter().all(|section| section.phase == SectionPhase::Agreed));
    }
    for reader in &meeting.panel.participants {
        for owner in meeting.panel.scorers().filter(|owner| way.hands_in(&owner.id) && owner.id != reader.id) {
            let form = Document::Ballot(review.id.clone(), owner.id.clone());
            let may = policy::decide(&Actor::of(reader, stage), Action::Read(&form), stage).is_ok();
            let shown = match way {
                Way::Moderated { auditor, moderator, sees_audit: true, .. } => {
                    owner.id == *auditor && reader.id == *moderator && review.handed_in.contains_key(auditor)
                }
                Way::Moderated { .. } | Way::Alone { .. } | Way::Panel => false,
            };
            assert_eq!(may, shown, "{} reads the form of {}", reader.id, owner.id);
        }
    }
}

/// No rule lets a section or a review jump, and nothing moves in a review that is signed or closed.
fn moves_are_allowed(before: &Stage, after: &Stage) {
    for (old, new) in before.reviews.iter().zip(&after.reviews) {
        assert!(old.phase == new.phase || old.phase.may_become(new.phase, &before.way), "{old:?} to {new:?}");
        assert!(new.versions == old.versions || new.versions == old.versions + 1);
        let forms_open = before.way != Way::Panel && old.phase == ReviewPhase::Closed && new.phase == ReviewPhase::Open;
        for (a, b) in old.sections.iter().zip(&new.sections) {
            assert!(a.phase == b.phase || a.phase.may_become(b.phase, &before.way), "{:?} to {:?}", a.phase, b.phase);
            if old.phase != ReviewPhase::Open && !forms_open {
                assert_eq!(a, b, "a section changed while its review was {:?}", old.phase);
            }
        }
        if (old.phase, new.phase) == (ReviewPhase::Closed, ReviewPhase::Closed) {
            assert_eq!(old, new, "a closed review changed");
        }
    }
}

/// What was once agreed stays, with every dissent from it: where it was, or among what was agreed before.
fn nothing_agreed_is_lost(before: &Stage, after: &Stage) {
    let sections = |stage: &Stage| stage.reviews.iter().flat_map(|review| review.sections.clone()).collect::<Vec<_>>();
    for (old, new) in sections(before).into_iter().zip(sections(after)) {
        assert!(new.agreed_before.starts_with(&old.agreed_before), "what was agreed before changed: {new:?}");
        let Some(agreed) = old.agreed else { continue };
        if new.agreed.as_ref() == Some(&agreed) {
            assert!(old.dissents.keys().all(|who| new.dissents.contains_key(who)), "a dissent is lost: {new:?}");
        } else {
            let kept = &new.agreed_before[old.agreed_before.len()];
            assert_eq!((&kept.agreed, &kept.dissents), (&agreed, &old.dissents));
            assert!(!kept.reason.trim().is_empty());
        }
    }
}

/// What an agency has signed stays its own for as long as the same content is signed or closed.
fn no_signature_is_lost(meeting: &Meeting, before: &Stage, after: &Stage) {
    for (old, new) in before.reviews.iter().zip(&after.reviews) {
        if old.phase == ReviewPhase::Open || new.phase == ReviewPhase::Open {
            continue;
        }
        for signature in old.signatures.values().filter(|signature| signature.is_the_agencys()) {
            let now = &new.signatures[&signature.agency];
            let by = meeting.panel.participant(&now.by).unwrap();
            assert!(now.is_the_agencys() && by.agency == now.agency, "{signature:?} became {now:?}");
        }
    }
}

/// A record follows on the one before, says who signed, and can be checked.
fn closed_soundly(before: &Stage, after: &Stage, decision: &Decision) {
    for happened in &decision.happened {
        let Happened::Closed { review, file } = happened else { continue };
        let (old, new) = (before.review(review).unwrap(), after.review(review).unwrap());
        assert_eq!(record::verify(&record::to_file(file)).as_ref(), Ok(&**file));
        assert_eq!((file.record.version, &file.record.previous_sha256), (old.versions + 1, &old.record_sha256));
        assert_eq!(file.record.correction, old.correcting);
        assert_eq!(new.record_sha256.as_ref(), Some(&file.sha256));
        let signed = if before.way == Way::Panel { new.signatures.len() } else { new.handed_in.len() };
        assert_eq!(file.record.signatures.len(), signed);
        for (section, recorded) in new.sections.iter().zip(&file.record.content.sections) {
            assert_eq!(section.agreed_before.len(), recorded.agreed_before.len());
            assert_eq!(section.agreed.is_some(), recorded.agreed.is_some());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn random_meetings_keep_every_invariant((way, framework) in ways(), begun in any::<bool>(), script in prop::collection::vec(step(), 1..120)) {
        let begin = || {
            let framework = builtin_framework(framework).unwrap().clone();
            Meeting::new(Panel { way: way.clone(), ..panel() }, framework)
        };
        let mut drafts = drafted();
        let mut live = begin();
        let mut kept: Vec<Decision> = Vec::new();
        let script = beginning().into_iter().filter(|_| begun && way == Way::Panel).chain(script);
        for (step, (sensible, attempts)) in script.enumerate() {
            let now = Time(i64::try_from(step).unwrap());
            let allowed = |one: &&Attempt| {
                let actor = live.actor(&one.who).unwrap();
                policy::decide(&actor, Action::Do(&one.command), live.stage()).is_ok()
            };
            let attempt = attempts.iter().find(|one| sensible && allowed(one)).unwrap_or(&attempts[0]).clone();
            let who = attempt.who.clone();
            live.set_here(&who, attempt.here);
            if let Some(drafted) = attempt.drafts.clone() {
                drafts.insert(who.clone(), drafted);
            }
            let envelope = attempt.envelope(&live, step);
            let before = live.clone();
            match live.decide(&who, &envelope, now, &drafts) {
                Ok(Verdict::New(decision)) => {
                    live.apply(&decision);
                    moves_are_allowed(before.stage(), live.stage());
                    nothing_agreed_is_lost(before.stage(), live.stage());
                    no_signature_is_lost(&live, before.stage(), live.stage());
                    closed_soundly(before.stage(), live.stage(), &decision);
                    prop_assert_eq!(live.decide(&who, &envelope, now, &drafts), Ok(Verdict::Before(decision.seq)));
                    kept.push(decision);
                }
                Ok(Verdict::Before(seq)) => prop_assert!(false, "a fresh operation was decided before, as {seq}"),
                Err(_) => prop_assert_eq!(before.stage(), live.stage()),
            }
            invariants(&live);
        }
        let mut replayed = begin();
        for decision in &kept {
            let stored = serde_json::from_str(&serde_json::to_string(decision).unwrap()).unwrap();
            replayed.apply(&stored);
        }
        for who in live.stage().here.clone() {
            replayed.set_here(&who, true);
        }
        prop_assert_eq!(replayed.stage(), live.stage());
        prop_assert_eq!(replayed.rounds().collect::<Vec<_>>(), live.rounds().collect::<Vec<_>>());
    }
}
