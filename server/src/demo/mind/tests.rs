//! A whole meeting of minds without a socket or a clock: what the newcomer in the chair will find.

use std::collections::BTreeMap;

use accord_shared::agreement::{Spread, Standing};
use accord_shared::command::{Command, Envelope};
use accord_shared::framework::{Framework, builtin_framework};
use accord_shared::id::{OpId, Time};
use accord_shared::mark::Marks;
use accord_shared::meeting::{Meeting, Outside, Verdict};
use accord_shared::panel::{Offices, Participant, Review};
use accord_shared::record::Written;
use accord_shared::schema::{Draft, mark_key};
use accord_shared::testing::{panel_of, person, person_id, review};

use super::*;

/// The table, with the drafts that lie on it.
struct Table {
    meeting: Meeting,
    drafts: BTreeMap<(ParticipantId, ReviewId, String), Mark>,
    done: Vec<BTreeSet<Move>>,
    rounds: Vec<Round>,
    ops: u32,
}

impl Outside for Table {
    fn draft(&self, who: &ParticipantId, review: &ReviewId, section: &SectionId, round: u32) -> Draft {
        let target = TargetId::from(section);
        let mark = self.drafts.get(&(who.clone(), review.clone(), mark_key(&target, round)));
        Draft { marks: mark.map(|mark| (target, *mark)).into_iter().collect(), ..Draft::default() }
    }

    fn written(&self, _: &ReviewId) -> Written {
        Written::default()
    }

    fn has_writing(&self, _: &ReviewId) -> bool {
        false
    }
}

fn framework() -> &'static Framework {
    builtin_framework("essex-full").unwrap()
}

fn panel() -> Panel {
    let made = super::super::cast::panel(framework().id.clone(), "2026-03-10".to_owned());
    let id = |place: usize| person_id(&format!("p{place}"));
    let plans = made.agenda.into_iter().enumerate();
    let agenda =
        plans.map(|(place, plan)| Review { case_ref: plan.case_ref, ..review(&format!("r{place}")) }).collect();
    let people = made.participants.into_iter().enumerate();
    let participants = people
        .map(|(place, made)| Participant { name: made.name, ..person(&format!("p{place}"), made.agency, made.seat) })
        .collect();
    Panel {
        naming: made.naming,
        offices: Offices { chair: id(made.chair), deputy: made.deputy.map(id), scribe: made.scribe.map(id) },
        agenda,
        ..panel_of(participants)
    }
}

impl Table {
    fn new() -> Self {
        let mut meeting = Meeting::new(panel(), framework().clone());
        for place in 0..ROLES.len() {
            let who = ParticipantId::new(format!("p{place}")).unwrap();
            let arrival = meeting.arrival(&who, OpId::new(format!("arrive-{place}")).unwrap(), Time(0)).unwrap();
            meeting.apply(&arrival);
            meeting.set_here(&who, true);
        }
        Self { meeting, drafts: BTreeMap::new(), done: vec![BTreeSet::new(); ROLES.len()], rounds: Vec::new(), ops: 0 }
    }

    fn ask(&mut self, place: usize, command: Command) {
        self.ops += 1;
        let op = OpId::new(format!("op-{}", self.ops)).unwrap();
        let envelope = Envelope { op, seen: self.meeting.stage().version, command };
        let who = ParticipantId::new(format!("p{place}")).unwrap();
        match self.meeting.decide(&who, &envelope, Time(0), self) {
            Ok(Verdict::New(decision)) => self.meeting.apply(&decision),
            other => panic!("{:?} by {place}: {other:?}", envelope.command),
        }
    }

    /// Lets everyone but the chair do what they want to, until nobody wants anything.
    fn settle_down(&mut self) {
        self.rounds = self.meeting.rounds().map(|r| r.for_room(self.meeting.panel().naming)).collect();
        while (1..ROLES.len()).any(|place| self.one_move(place)) {}
    }

    fn one_move(&mut self, place: usize) -> bool {
        let me = ParticipantId::new(format!("p{place}")).unwrap();
        let mine = self.drafts.keys().filter(|(who, ..)| *who == me);
        let marked = mine.map(|(_, review, key)| (review.clone(), key.clone())).collect();
        let (panel, stage, done) = (self.meeting.panel(), self.meeting.stage(), &self.done[place]);
        let scene = Scene { panel, stage, rounds: &self.rounds, marked: &marked, done };
        let Some(next) = (Mind { place, seed: 7 }).next(&scene) else { return false };
        if let Move::Mark { review, section, round, mark, .. } = &next {
            let key = mark_key(&TargetId::from(section), *round);
            self.drafts.insert((me, review.clone(), key), *mark);
        }
        if let Some(command) = next.command() {
            self.ask(place, command);
        }
        assert!(self.done[place].insert(next.clone()), "{next:?} was done already");
        true
    }

    fn spread(&self, review: &ReviewId, section: &SectionId) -> Spread {
        let target = TargetId::from(section);
        let round = self.meeting.rounds_of(review, section).last().unwrap();
        Spread::of(framework().scale_of(section).unwrap(), round.ballots.iter().map(|b| b.marks.get(&target).copied()))
    }

    fn sections_in(&self, review: &ReviewId, phase: SectionPhase) -> Vec<SectionId> {
        let sections = &self.meeting.stage().review(review).unwrap().sections;
        sections.iter().filter(|section| section.phase == phase).map(|section| section.id.clone()).collect()
    }

    /// The chair puts the middle of each divided section to the panel and settles what comes of it.
    fn conclude(&mut self, review: &ReviewId) {
        for section in self.sections_in(review, SectionPhase::Revealed) {
            let middle = self.spread(review, &section).median.map_or(Mark::NotApplicable, |(low, _)| Mark::Score(low));
            let marks: Marks = [(TargetId::from(&section), middle)].into();
            self.ask(
                CHAIR,
                Command::Propose {
                    review: review.clone(),
                    section: section.clone(),
                    marks,
                    why: Some("Nobody scored it".to_owned()),
                },
            );
            self.ask(
                CHAIR,
                Command::Respond { review: review.clone(), section: section.clone(), consent: Consent::Agree },
            );
            self.settle_down();
            self.ask(CHAIR, Command::Settle { review: review.clone(), section, without: None });
        }
    }

    fn score(&mut self, review: &ReviewId, sections: Vec<SectionId>) {
        self.ask(CHAIR, Command::Open { review: review.clone(), sections: sections.clone() });
        self.settle_down();
        for section in &sections {
            // The newcomer thinks as most people do.
            let plan = plan(self.meeting.panel(), review).unwrap().1;
            let place = framework().sections.iter().position(|s| s.id == *section).unwrap();
            let mark = if plan.grades[place] == 0 { Mark::NotApplicable } else { Mark::Score(plan.grades[place]) };
            let key = (ParticipantId::new("p0").unwrap(), review.clone(), mark_key(&TargetId::from(section), 1));
            self.drafts.insert(key, mark);
            let ready = Command::Ready { review: review.clone(), section: section.clone(), ready: true };
            self.ask(CHAIR, ready);
        }
        self.ask(CHAIR, Command::Reveal { review: review.clone(), sections, without: None });
        self.settle_down();
    }
}

#[test]
fn a_newcomer_in_the_chair_comes_to_four_closed_records_with_the_colleagues() {
    let mut table = Table::new();
    let reviews: Vec<ReviewId> = table.meeting.panel().agenda.iter().map(|review| review.id.clone()).collect();
    for review in &reviews {
        table.ask(CHAIR, Command::TakeUp { review: review.clone() });
        let (overall, sections): (Vec<_>, Vec<_>) = framework().sections.iter().partition(|section| section.overall);
        table.score(review, sections.into_iter().map(|section| section.id.clone()).collect());
        let standings: Vec<Standing> = table
            .sections_in(review, SectionPhase::Revealed)
            .iter()
            .map(|s| table.spread(review, s).standing())
            .collect();
        let of = |wanted| standings.iter().filter(|standing| **standing == wanted).count();
        assert!(of(Standing::Same) >= 5, "{review}: something to accept at once: {standings:?}");
        assert!((3..=6).contains(&of(Standing::NeedsReconciling)), "{review}: something to talk about: {standings:?}");
        table.ask(CHAIR, Command::AcceptSame { review: review.clone() });
        let again = table.sections_in(review, SectionPhase::Revealed)[0].clone();
        table.ask(CHAIR, Command::NewRound { review: review.clone(), section: again.clone() });
        table.settle_down();
        let ready = Command::Ready { review: review.clone(), section: again.clone(), ready: true };
        table.ask(CHAIR, ready);
        table.ask(CHAIR, Command::Reveal { review: review.clone(), sections: vec![again], without: None });
        table.conclude(review);
        table.score(review, overall.into_iter().map(|section| section.id.clone()).collect());
        table.conclude(review);
        table.settle_down();
        sign(&mut table, review);
        assert_eq!(table.meeting.stage().review(review).unwrap().phase, ReviewPhase::Closed);
    }
    nobody_repeats(&table);
    assert!(said(&table, |answer| matches!(answer, Answer::Dissent(_))) > 0, "somebody dissents somewhere");
    assert!(said(&table, |answer| *answer == Answer::Agree) > said(&table, |answer| *answer != Answer::Agree));
}

/// Nobody said the same twice in the whole meeting, nor what somebody else said of the same section.
fn nobody_repeats(table: &Table) {
    let (mut own, mut of_section) = (BTreeSet::new(), BTreeSet::new());
    let mut reasons = 0;
    for (place, done) in table.done.iter().enumerate() {
        for (review, section, words) in done.iter().filter_map(words_of) {
            reasons += 1;
            assert!(own.insert((place, words.clone())), "{place} said it twice: {words}");
            // With the agency's own beginning taken away, so that the same saying is not taken for two.
            let core = words.split_once(": ").map_or(words.as_str(), |(_, core)| core).to_owned();
            if let Some(section) = section {
                assert!(of_section.insert((review, section, core)), "two said it of one section: {words}");
            }
        }
    }
    assert!(reasons > 200, "people have something to say: {reasons}");
}

/// What was said in a move, and about what.
fn words_of(done: &Move) -> Option<(ReviewId, Option<SectionId>, String)> {
    Some(match done.clone() {
        Move::Mark { review, section, reason, .. } => (review, Some(section), reason?),
        Move::Answer { review, section, answer: Answer::Dissent(reason) } => (review, Some(section), reason),
        Move::Note { review, section, words, .. } => (review, Some(section), words.to_owned()),
        Move::Rationale { review, section, words } => (review, Some(section), words),
        Move::View { review, words, .. } => (review, None, words.to_owned()),
        Move::Theme { review, place } => (review, None, THEMES[place].1.to_owned()),
        Move::ToDo { review, place } => (review, None, TO_DO[place].action.to_owned()),
        _ => return None,
    })
}

fn sign(table: &mut Table, review: &ReviewId) {
    table.ask(CHAIR, Command::OpenSigning { review: review.clone() });
    table.settle_down();
    let content_sha256 = table.meeting.stage().review(review).unwrap().content_sha256.clone().unwrap();
    let (review, agency, answer) = (review.clone(), ROLES[CHAIR].1, SignAnswer::Agree);
    table.ask(CHAIR, Command::Sign { review: review.clone(), agency, answer, content_sha256 });
    table.ask(CHAIR, Command::Close { review });
}

/// How many answers to proposals were of a kind.
fn said(table: &Table, kind: impl Fn(&Answer) -> bool) -> usize {
    let all = table.done.iter().flatten();
    all.filter(|done| matches!(done, Move::Answer { answer, .. } if kind(answer))).count()
}

#[test]
fn the_chair_goes_back_to_the_person_who_plays_it() {
    let mut table = Table::new();
    let to = ParticipantId::new("p2").unwrap();
    table.ask(CHAIR, Command::HandOver { to });
    table.settle_down();
    assert_eq!(table.meeting.stage().offices.chair.as_str(), "p0");
}
