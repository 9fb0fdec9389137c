//! The next move of a simulated colleague, and the thoughts behind it. Pure: the same seed, meeting and memory give the
//! same move.
//!
//! How a move is carried out, and how long a person hesitates before it, is `colleague`'s.

use std::collections::BTreeSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use accord_shared::command::Command;
use accord_shared::framework::{SectionId, TargetId};
use accord_shared::id::{ParticipantId, ReviewId};
use accord_shared::mark::Mark;
use accord_shared::panel::{Agency, Panel};
use accord_shared::schema::Prose;
use accord_shared::stage::{Consent, ReviewPhase, ReviewStage, Round, SectionPhase, SectionStage, SignAnswer, Stage};

use super::cast::{CHAIR, PARENT, PLANS, Plan, ROLES};
use super::words::{self, THEMES, TO_DO};

/// The places of a section's sayings that are given as reasons with a mark.
const REASONS: [usize; 2] = [0, 1];
/// The place of the saying that goes into the shared notes.
const NOTE: usize = 2;

/// A colleague's character: a place at the table and a seed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mind {
    /// The place in [`ROLES`].
    pub place: usize,
    /// What chance follows from.
    pub seed: u64,
}

/// What the colleague has before their eyes.
pub(super) struct Scene<'a> {
    pub panel: &'a Panel,
    pub stage: &'a Stage,
    pub rounds: &'a [Round],
    /// The keys of the marks in the colleague's own ballots, by review; set by this device or another.
    pub marked: &'a BTreeSet<(ReviewId, String)>,
    /// What was done already and need not be done again.
    pub done: &'a BTreeSet<Move>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Move {
    /// Choose a mark, and perhaps say why.
    Mark { review: ReviewId, section: SectionId, round: u32, mark: Mark, reason: Option<String> },
    /// Say "I'm ready".
    Ready { review: ReviewId, section: SectionId, round: u32 },
    /// Answer a proposal.
    Answer { review: ReviewId, section: SectionId, answer: Answer },
    /// Write into the shared notes.
    Note { review: ReviewId, section: SectionId, prose: Prose, words: &'static str },
    /// As scribe: write down why the panel judged as it did.
    Rationale { review: ReviewId, section: SectionId, words: String },
    /// Write one's agency's view and publish it.
    View { review: ReviewId, agency: Agency, words: &'static str },
    /// Put forward a theme: a place in [`THEMES`].
    Theme { review: ReviewId, place: usize },
    /// Put forward an action: a place in [`TO_DO`].
    ToDo { review: ReviewId, place: usize },
    /// As scribe: take what was put forward into the record, after so many sections are settled.
    Gather { review: ReviewId, settled: usize },
    /// Sign for one's agency.
    Sign { review: ReviewId, agency: Agency, content_sha256: String },
    /// Give the chair back: the demo's meeting is led by a person.
    HandBack { to: ParticipantId },
}

/// [`Consent`] in a form that can be ordered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Answer {
    Agree,
    CanLiveWithIt,
    Dissent(String),
}

impl Answer {
    pub(super) fn consent(&self) -> Consent {
        match self {
            Self::Agree => Consent::Agree,
            Self::CanLiveWithIt => Consent::CanLiveWithIt,
            Self::Dissent(reason) => Consent::Dissent { reason: reason.clone() },
        }
    }
}

/// The sections that an agency knows most about, and judges most strictly.
const fn cares_for(agency: Agency) -> &'static [&'static str] {
    match agency {
        Agency::ParentCarerForum => &["A", "E", "I", "overall"],
        Agency::Sendiass => &["F", "H1", "J"],
        Agency::SendService => &["K"],
        Agency::EducationalPsychology => &["B", "E", "F"],
        Agency::Health => &["C", "G"],
        Agency::SocialCare => &["D", "H1", "H2"],
        Agency::EarlyHelp => &["H2"],
        Agency::EducationSetting => &["F", "B"],
        Agency::Other => &["E", "K"],
    }
}

impl Mind {
    /// What to do next, if there is anything.
    pub(super) fn next(&self, scene: &Scene<'_>) -> Option<Move> {
        let me = self.me(scene.panel)?;
        if scene.stage.offices.chair == *me {
            let to = scene.panel.participants.get(CHAIR)?.id.clone();
            return Some(Move::HandBack { to });
        }
        let on_the_table = |review: &&ReviewStage| scene.stage.current.as_ref() == Some(&review.id);
        let current = scene.stage.reviews.iter().filter(on_the_table);
        let others = scene.stage.reviews.iter().filter(|review| !on_the_table(review));
        current.chain(others).find_map(|review| self.next_in(scene, me, review))
    }

    fn next_in(&self, scene: &Scene<'_>, me: &ParticipantId, review: &ReviewStage) -> Option<Move> {
        match review.phase {
            ReviewPhase::Closed => None,
            ReviewPhase::Signing => self.sign(review),
            ReviewPhase::Open => {
                let answer = review.sections.iter().find_map(|section| self.answer(scene, me, review, section));
                let score = || self.score(scene, me, review);
                answer.or_else(score).or_else(|| self.write(scene, me, review))
            }
        }
    }

    fn agency(&self) -> Agency {
        ROLES[self.place].1
    }

    fn me<'a>(&self, panel: &'a Panel) -> Option<&'a ParticipantId> {
        panel.participants.get(self.place).map(|person| &person.id)
    }

    /// Whether this colleague does what one person of each agency does.
    fn speaks_for_agency(&self) -> bool {
        let first = ROLES.iter().enumerate().position(|(place, role)| role.1 == self.agency() && place != CHAIR);
        first == Some(self.place)
    }

    /// The chair signs for their own agency: that is part of learning to chair.
    fn sign(&self, review: &ReviewStage) -> Option<Move> {
        let agency = self.agency();
        let mine = self.speaks_for_agency() && agency != ROLES[CHAIR].1 && !review.signatures.contains_key(&agency);
        let content_sha256 = review.content_sha256.clone()?;
        mine.then(|| Move::Sign { review: review.id.clone(), agency, content_sha256 })
    }

    fn answer(
        &self,
        scene: &Scene<'_>,
        me: &ParticipantId,
        review: &ReviewStage,
        section: &SectionStage,
    ) -> Option<Move> {
        let proposal = section.proposal.as_ref().filter(|_| section.phase == SectionPhase::Revealed)?;
        if proposal.consents.contains_key(me) {
            return None;
        }
        let proposed = proposal.marks.get(&TargetId::from(&section.id)).copied()?;
        let own = self.mark(scene, &review.id, &section.id, section.round)?;
        let about = about(scene.panel, &review.id, &section.id)?;
        let answer = self.answer_to(own, proposed, section.id.as_str(), &about);
        Some(Move::Answer { review: review.id.clone(), section: section.id.clone(), answer })
    }

    fn answer_to(&self, own: Mark, proposed: Mark, section: &str, about: &str) -> Answer {
        let chance = self.chance(("answer", section, own, proposed));
        match (own.score(), proposed.score()) {
            (Some(own), Some(proposed)) => match (own - proposed).abs() {
                0 => Answer::Agree,
                1 if chance < 60 => Answer::Agree,
                // One grade apart is worth a dissent only across the line between Good and not.
                1 if chance < 85 || (own <= 2) == (proposed <= 2) => Answer::CanLiveWithIt,
                2.. if chance >= 45 => Answer::CanLiveWithIt,
                _ => {
                    let side = if own > proposed { "lower" } else { "higher" };
                    let post = ROLES[self.place].2;
                    Answer::Dissent(format!("I would place {about} {side} than {proposed}. {post}, for the record."))
                }
            },
            (None, None) => Answer::Agree,
            _ => Answer::CanLiveWithIt,
        }
    }

    fn score(&self, scene: &Scene<'_>, me: &ParticipantId, review: &ReviewStage) -> Option<Move> {
        let section = review.sections.iter().find(|s| s.phase == SectionPhase::Scoring && !s.ready.contains(me))?;
        let (id, round) = (section.id.clone(), section.round);
        let key = accord_shared::schema::mark_key(&TargetId::from(&id), round);
        let review = review.id.clone();
        if scene.marked.contains(&(review.clone(), key)) {
            return Some(Move::Ready { review, section: id, round });
        }
        let mark = self.mark(scene, &review, &id, round)?;
        let (number, _) = plan(scene.panel, &review)?;
        // What was said in the first round need not be said again.
        let reason = if round == 1 { self.reason(number, id.as_str(), mark) } else { None };
        Some(Move::Mark { review, section: id, round, mark, reason })
    }

    /// The mark that this colleague gives in a round.
    fn mark(&self, scene: &Scene<'_>, review: &ReviewId, section: &SectionId, round: u32) -> Option<Mark> {
        let (number, plan) = plan(scene.panel, review)?;
        let place = scene.stage.review(review)?.sections.iter().position(|s| s.id == *section)?;
        let base = *plan.grades.get(place)?;
        let first = self.first_mark(number, base, section.as_str(), plan.clear.contains(&section.as_str()));
        // After the discussion people move towards the middle, most of them and not all the way.
        let earlier = scene.rounds.iter().filter(|r| r.review == *review && r.section == *section && r.round < round);
        let moved = earlier.fold(first, |mark, round| self.moved(mark, round));
        Some(moved)
    }

    fn first_mark(&self, plan: usize, base: i64, section: &str, clear: bool) -> Mark {
        let chance = self.chance(("mark", plan, section));
        match (base, clear) {
            (0, true) => Mark::NotApplicable,
            (0, false) if chance < 80 => Mark::NotApplicable,
            (0, false) => Mark::Score(3),
            (base, true) => Mark::Score(base),
            _ if self.agency() == Agency::EducationSetting && section == "H2" => Mark::Abstain,
            (base, false) => {
                let mood = match chance {
                    0..6 => -1,
                    6..93 => 0,
                    _ => 1,
                };
                let strict = cares_for(self.agency()).contains(&section) && self.chance(("strict", plan, section)) < 60;
                Mark::Score((base + mood + i64::from(strict)).clamp(1, 4))
            }
        }
    }

    fn moved(&self, mark: Mark, earlier: &Round) -> Mark {
        let target = TargetId::from(&earlier.section);
        let mut scores: Vec<i64> =
            earlier.ballots.iter().filter_map(|ballot| ballot.marks.get(&target)?.score()).collect();
        scores.sort_unstable();
        match (mark, scores.get(scores.len() / 2)) {
            (Mark::Score(own), Some(middle))
                if self.chance(("moved", earlier.section.as_str(), earlier.round)) < 75 =>
            {
                Mark::Score(own + (middle - own).signum())
            }
            _ => mark,
        }
    }

    fn reason(&self, plan: usize, section: &str, mark: Mark) -> Option<String> {
        let says = REASONS.into_iter().find_map(|place| self.saying(plan, section, mark.score()? <= 2, place))?;
        let cares = cares_for(self.agency()).contains(&section);
        Some(if cares { format!("{} {says}", words::voice(self.agency())) } else { says.to_owned() })
    }

    /// What this colleague says of a section of one plan, good or weak, if it is theirs to say. Each of a section's
    /// sayings goes to another colleague in each plan, so that nobody says anything twice, nor what another has said.
    fn saying(&self, plan: usize, section: &str, good: bool, place: usize) -> Option<&'static str> {
        let sayings = words::sayings(section);
        let all = if good { &sayings.good } else { &sayings.weak };
        let colleagues = ROLES.len() - 1;
        let first = remainder(hash((self.seed, section, good)), colleagues);
        let whose = 1 + (first + plan * all.len() + place) % colleagues;
        const { assert!(CHAIR == 0) };
        (whose == self.place).then(|| all[place])
    }

    /// What to write, once something is on the table to write about.
    fn write(&self, scene: &Scene<'_>, me: &ParticipantId, review: &ReviewStage) -> Option<Move> {
        let (number, plan) = plan(scene.panel, &review.id)?;
        let on_the_table = |s: &&SectionStage| s.phase >= SectionPhase::Revealed;
        let revealed = review.sections.iter().filter(on_the_table).count();
        let scribe = scene.stage.offices.scribe.as_ref() == Some(me);
        let notes =
            review.sections.iter().filter(on_the_table).flat_map(|section| self.notes(number, &review.id, section));
        let rationales = review.sections.iter().filter(|_| scribe);
        let rationales = rationales.filter_map(|section| rationale(scene.panel, &review.id, section));
        let view = self.view(review, number, plan, revealed);
        let proposals = (revealed >= 3).then(|| self.proposals(number, &review.id)).into_iter().flatten();
        // The scribe gathers the table whenever nothing is left to talk about.
        let settled = review.sections.iter().filter(|section| section.phase == SectionPhase::Agreed).count();
        let gather = (scribe && settled >= 3 && settled == revealed)
            .then(|| Move::Gather { review: review.id.clone(), settled });
        rationales.chain(notes).chain(view).chain(proposals).chain(gather).find(|next| !scene.done.contains(next))
    }

    /// Each box of a revealed section is written by one colleague: the one whose saying it is.
    fn notes(&self, plan: usize, review: &ReviewId, section: &SectionStage) -> Vec<Move> {
        let boxes = [(Prose::Strengths, true), (Prose::Areas, false)];
        let note = |(prose, good): (Prose, bool)| {
            let words = self.saying(plan, section.id.as_str(), good, NOTE)?;
            Some(Move::Note { review: review.clone(), section: section.id.clone(), prose, words })
        };
        boxes.into_iter().filter_map(note).collect()
    }

    /// The parent forum speaks first, the others when there is more on the table.
    fn view(&self, review: &ReviewStage, number: usize, plan: &Plan, revealed: usize) -> Option<Move> {
        let agency = self.agency();
        let wait_for = if self.place == PARENT { 1 } else { 3 };
        let mine = self.speaks_for_agency() && revealed >= wait_for && !review.views_published.contains(&agency);
        let before = PLANS.iter().take(number).filter(|earlier| is_good(earlier) == is_good(plan)).count();
        let views = words::views(agency, is_good(plan));
        mine.then(|| Move::View { review: review.id.clone(), agency, words: views[before % views.len()] })
    }

    fn proposals(&self, plan: usize, review: &ReviewId) -> Vec<Move> {
        // From plan to plan another colleague puts the same thing forward.
        let own = |salt: &str, place: usize| one_of_us(self.seed, (salt, place), plan) == self.place;
        // Not every plan shows everything: one theme and one action are left out of each.
        let themes = (0..THEMES.len()).filter(|place| *place != plan && own("theme", *place));
        let to_do = (0..TO_DO.len()).filter(|place| *place != (plan + 1) % TO_DO.len() && own("to-do", *place));
        let themes = themes.map(|place| Move::Theme { review: review.clone(), place });
        themes.chain(to_do.map(|place| Move::ToDo { review: review.clone(), place })).collect()
    }

    /// A number below 100 that follows from the seed, the place and the matter.
    fn chance(&self, matter: impl Hash) -> u64 {
        hash((self.seed, self.place, matter)) % 100
    }
}

impl Move {
    /// The command that the move ends in, if it ends in one.
    pub(super) fn command(&self) -> Option<Command> {
        match self.clone() {
            Self::Ready { review, section, .. } => Some(Command::Ready { review, section, ready: true }),
            Self::Answer { review, section, answer } => {
                Some(Command::Respond { review, section, consent: answer.consent() })
            }
            Self::View { review, .. } => Some(Command::PublishView { review }),
            Self::Sign { review, agency, content_sha256 } => {
                Some(Command::Sign { review, agency, answer: SignAnswer::Agree, content_sha256 })
            }
            Self::HandBack { to } => Some(Command::HandOver { to }),
            Self::Mark { .. }
            | Self::Note { .. }
            | Self::Rationale { .. }
            | Self::Theme { .. }
            | Self::ToDo { .. }
            | Self::Gather { .. } => None,
        }
    }
}

/// The plan of a review, with its number on the agenda.
fn plan(panel: &Panel, review: &ReviewId) -> Option<(usize, &'static Plan)> {
    let number = panel.agenda.iter().position(|known| known.id == *review)?;
    Some((number, PLANS.get(number)?))
}

/// Whether most of the panel will think well of a plan.
fn is_good(plan: &Plan) -> bool {
    plan.grades.last().is_some_and(|overall| *overall <= 2)
}

/// "section E of DEMO-0142".
fn about(panel: &Panel, review: &ReviewId, section: &SectionId) -> Option<String> {
    let case = &panel.review(review)?.case_ref;
    Some(if section.as_str() == "overall" {
        format!("{case} as a whole")
    } else {
        format!("section {section} of {case}")
    })
}

/// What the scribe puts down as the reason for an agreed judgement.
fn rationale(panel: &Panel, review: &ReviewId, section: &SectionStage) -> Option<Move> {
    let agreed = section.agreed.as_ref()?;
    let about = about(panel, review, &section.id)?;
    let words = match agreed.marks.get(&TargetId::from(&section.id))? {
        Mark::Score(grade) if *grade <= 2 => {
            format!("In {about} the strengths that people named outweigh what is still to do; the notes have both.")
        }
        Mark::Score(_) => {
            format!("In {about} what is missing matters more than what is there; the notes have both.")
        }
        Mark::NotApplicable | Mark::Abstain => format!("The panel agreed that {about} need not be judged."),
    };
    Some(Move::Rationale { review: review.clone(), section: section.id.clone(), words })
}

/// One of the colleagues who are always simulated; with each turn it is the next one's.
fn one_of_us(seed: u64, matter: impl Hash, turn: usize) -> usize {
    let us: Vec<usize> = (0..ROLES.len()).filter(|place| *place != CHAIR && *place != PARENT).collect();
    us[(remainder(hash((seed, matter)), us.len()) + turn) % us.len()]
}

fn remainder(of: u64, by: usize) -> usize {
    usize::try_from(of % by as u64).unwrap_or_default()
}

fn hash(matter: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    matter.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests;
