//! What holds in every room, whatever was done to it.

use std::collections::BTreeMap;

use accord_server::peer::{Person, View};
use accord_shared::panel::{Naming, Panel, Way};
use accord_shared::stage::{ReviewPhase, ReviewStage, Round, SectionPhase, SectionStage, Stage};

/// Checks what these people have been sent, each for themselves and against each other. A round comes before the stage
/// that tells of its reveal, so that a person who has heard the one is waited for until they have heard the other.
///
/// # Panics
/// When something does not hold.
pub async fn check_invariants<'a>(people: impl IntoIterator<Item = &'a Person>) {
    let mut rounds: BTreeMap<(String, String, u32), Round> = BTreeMap::new();
    let mut stages: BTreeMap<u64, Stage> = BTreeMap::new();
    for person in people {
        let name = &person.invitation.name;
        let Sent { panel, stage, rounds: told, complaints } =
            person.wait("a stage as new as the rounds", Sent::of).await.expect("no round before its reveal");
        assert_eq!(complaints, Vec::<String>::new(), "{name} was sent what is not right");
        for review in &stage.reviews {
            check_review(&panel, review, name);
        }
        for round in told {
            check_round(&panel, &stage, &round, name);
            let key = (round.review.to_string(), round.section.to_string(), round.round);
            let known = rounds.entry(key).or_insert_with(|| round.clone());
            assert_eq!(*known, round, "{name} was told of another round than the others");
        }
        // Who is connected is not part of the count, and may differ between two sendings of one version.
        let plain = Stage { here: [].into(), ..stage };
        let known = stages.entry(plain.version).or_insert_with(|| plain.clone());
        assert_eq!(*known, plain, "{name} was told of another stage {} than the others", plain.version);
    }
}

/// What one person has been sent at one moment.
struct Sent {
    panel: Panel,
    stage: Stage,
    rounds: Vec<Round>,
    complaints: Vec<String>,
}

impl Sent {
    /// What stands in the view, unless the stage that belongs to its rounds is still under way.
    fn of(view: &View) -> Option<Self> {
        let (panel, stage) = (view.panel.clone()?, view.stage.clone()?);
        let mut rounds = view.rounds.clone();
        if view.ended.is_some() {
            // On a line that was cut between the two the stage comes no more.
            rounds.retain(|round| is_revealed(&stage, round));
        }
        let all = rounds.iter().all(|round| is_revealed(&stage, round));
        all.then(|| Self { panel, stage, rounds, complaints: view.complaints.clone() })
    }
}

/// Whether a stage tells that a round has been revealed.
fn is_revealed(stage: &Stage, round: &Round) -> bool {
    stage.section(&round.review, &round.section).is_some_and(|section| {
        let open = section.phase == SectionPhase::Scoring && section.round == round.round;
        round.round <= section.round && !open
    })
}

#[track_caller]
fn check_review(panel: &Panel, review: &ReviewStage, name: &str) {
    assert_eq!(
        review.content_sha256.is_some(),
        review.phase == ReviewPhase::Signing,
        "{name}: what is signed is fixed"
    );
    assert!(review.signatures.is_empty() || review.phase != ReviewPhase::Open, "{name}: signatures on an open review");
    assert!(review.signatures.keys().all(|agency| review.to_sign.contains(agency)), "{name}: a stranger signed");
    if review.phase == ReviewPhase::Closed {
        if panel.way == Way::Panel {
            assert_eq!(review.signatures.len(), review.to_sign.len(), "{name}: closed without every signature");
        } else {
            let all_in = panel.scorers().all(|p| !panel.way.hands_in(&p.id) || review.handed_in.contains_key(&p.id));
            assert!(all_in, "{name}: closed without every form");
        }
        assert!(review.versions > 0, "{name}: closed without a version");
    }
    for section in &review.sections {
        check_section(panel, section, name);
    }
}

#[track_caller]
fn check_section(panel: &Panel, section: &SectionStage, name: &str) {
    let id = &section.id;
    assert_eq!(section.agreed.is_some(), section.phase == SectionPhase::Agreed, "{name}: {id} is agreed exactly then");
    assert!(section.proposal.is_none() || section.phase == SectionPhase::Revealed, "{name}: {id} has a stray proposal");
    assert_eq!(section.round == 0, section.phase == SectionPhase::Reading, "{name}: {id} counts its rounds");
    let scorers: Vec<_> = panel.participants.iter().filter(|person| person.scores() || person.removed).collect();
    assert!(
        section.ready.iter().all(|who| scorers.iter().any(|scorer| scorer.id == *who)),
        "{name}: {id}: who is ready"
    );
}

#[track_caller]
fn check_round(panel: &Panel, stage: &Stage, round: &Round, name: &str) {
    assert!(is_revealed(stage, round), "{name}: a round of {} before its reveal", round.section);
    let named = round.ballots.iter().filter(|ballot| ballot.participant.is_some()).count();
    let wanted = if panel.naming == Naming::Names { round.ballots.len() } else { 0 };
    assert_eq!(named, wanted, "{name}: names beside the marks of {}", round.section);
    assert!(round.ballots.is_sorted_by_key(|ballot| ballot.agency), "{name}: ballots stand in the order of agencies");
}
