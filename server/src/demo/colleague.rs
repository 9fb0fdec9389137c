//! A simulated colleague at work: looks, hesitates as a person would, and does the next thing over a real socket.
//!
//! What the next thing is comes from `mind`. A colleague never gives up: a dead line is opened again, a refused command
//! is thought over again.

use std::collections::BTreeSet;

use accord_shared::document::Document;
use accord_shared::framework::SectionId;
use accord_shared::id::{ItemId, ReviewId};
use accord_shared::mark::Mark;
use accord_shared::message::{Outcome, Presence};
use accord_shared::schema::{self, Item, ItemField, ItemKind, Prose};
use accord_shared::stage::SectionPhase;
use yrs::{Any, GetString, Map, Text, TransactionMut, WriteTxn};

use super::Pace;
use super::mind::{Mind, Move, Scene};
use super::words::{THEMES, TO_DO};
use crate::peer::{PeerError, Person, Written};

/// How long people hesitate before each kind of thing, in milliseconds, from and to.
const THINK_MS: std::ops::Range<u64> = 2_500..8_000;
const CLICK_MS: std::ops::Range<u64> = 800..3_000;
const WORD_MS: std::ops::Range<u64> = 140..420;
const NOTICE_MS: std::ops::Range<u64> = 200..900;
const WANDER_MS: std::ops::Range<u64> = 7_000..25_000;
const AGAIN_MS: std::ops::Range<u64> = 1_000..4_000;

/// One colleague: a person, a character, and what they have done.
pub(super) struct Colleague {
    person: Person,
    mind: Mind,
    chance: fastrand::Rng,
    done: BTreeSet<Move>,
    pace: Pace,
    /// Whether this is only somebody's stand-in, who falls silent while they are in the room.
    stands_in: bool,
    shown: Presence,
}

impl Colleague {
    pub(super) fn new(person: Person, mind: Mind, pace: Pace, stands_in: bool) -> Self {
        let chance = fastrand::Rng::with_seed(mind.seed ^ mind.place as u64);
        Self { person, mind, chance, done: BTreeSet::new(), pace, stands_in, shown: Presence::default() }
    }

    /// Takes part until the server no longer lets this person in.
    pub(super) async fn take_part(mut self) {
        self.wander();
        loop {
            let tick = self.person.tick();
            if self.person.look(|view| view.ended.is_some()) {
                self.pause(AGAIN_MS).await;
                match self.person.reconnect().await {
                    Ok(()) => self.person.show(&self.shown),
                    // The seat is gone, and with it the reason to come back.
                    Err(PeerError::Status { .. } | PeerError::Denied(_)) => return,
                    Err(_) => {}
                }
            } else if let Some(next) = self.next() {
                self.act(next).await;
            } else {
                self.wait(tick).await;
            }
        }
    }

    async fn pause(&mut self, ms: std::ops::Range<u64>) {
        let pause = self.pace.of(self.chance.u64(ms));
        tokio::time::sleep(pause).await;
    }

    /// Waits for something to happen since then, and looks around now and then.
    async fn wait(&mut self, since: u64) {
        let bored = self.pace.of(self.chance.u64(WANDER_MS));
        match tokio::time::timeout(bored, self.person.changed(since)).await {
            Ok(()) => self.pause(NOTICE_MS).await,
            Err(_) => self.wander(),
        }
    }

    fn next(&self) -> Option<Move> {
        if self.stands_in && self.is_relieved() {
            return None;
        }
        self.person.look(|view| {
            let (panel, stage) = (view.panel.as_ref()?, view.stage.as_ref()?);
            let marked = view.replicas.iter().filter_map(|(document, replica)| match document {
                Document::Ballot(review, _) => Some(replica.mark_keys().into_iter().map(|key| (review.clone(), key))),
                _ => None,
            });
            let marked = marked.flatten().collect();
            self.mind.next(&Scene { panel, stage, rounds: &view.rounds, marked: &marked, done: &self.done })
        })
    }

    /// Whether the person whose seat this is has come themselves.
    fn is_relieved(&self) -> bool {
        self.person.look(|view| view.others().any(|other| other.who.as_ref() == Some(self.person.id())))
    }

    async fn act(&mut self, next: Move) {
        self.look_at(&next);
        let hesitation = if matches!(next, Move::Ready { .. }) { CLICK_MS } else { THINK_MS };
        self.pause(hesitation).await;
        // The meeting may have gone on meanwhile.
        if self.next().as_ref() != Some(&next) {
            return;
        }
        match self.carry_out(&next).await {
            Ok(()) => drop(self.done.insert(next)),
            Err(error) => {
                tracing::debug!(%error, "a simulated colleague tries again");
                self.pause(AGAIN_MS).await;
            }
        }
    }

    async fn carry_out(&mut self, next: &Move) -> Result<(), PeerError> {
        match next {
            Move::Mark { review, section, round, mark, reason } => {
                self.mark(review, section, *round, *mark, reason.as_deref()).await?;
            }
            Move::Note { review, section, prose, words } => {
                self.write(&Document::Notes(review.clone()), &prose.shared(section), words).await?;
            }
            Move::Rationale { review, section, words } => {
                self.write(&Document::Record(review.clone()), &Prose::Reason.shared(section), words).await?;
            }
            Move::View { review, agency, words } => {
                self.write(&Document::View(review.clone(), *agency), schema::VIEW, words).await?;
            }
            Move::Theme { review, place } => {
                let (section, about) = THEMES[*place];
                let item = item(ItemKind::Theme, section, about);
                self.put(&Document::Notes(review.clone()), &item).await?;
            }
            Move::ToDo { review, place } => {
                let to_do = &TO_DO[*place];
                let mut item = item(ItemKind::Action, to_do.section, to_do.about);
                (item.action, item.body, item.owner) = (to_do.action.into(), to_do.body.into(), to_do.owner.into());
                self.put(&Document::Notes(review.clone()), &item).await?;
            }
            Move::Gather { review, .. } => self.gather(review).await?,
            Move::Ready { .. } | Move::Answer { .. } | Move::Sign { .. } | Move::HandBack { .. } => {}
        }
        match next.command() {
            Some(command) => match self.person.command(command).await? {
                Outcome::Done { .. } => Ok(()),
                Outcome::Refused { code, .. } => Err(PeerError::Denied(code)),
            },
            None => Ok(()),
        }
    }

    async fn mark(
        &mut self,
        review: &ReviewId,
        section: &SectionId,
        round: u32,
        mark: Mark,
        reason: Option<&str>,
    ) -> Result<(), PeerError> {
        saved(self.person.set_mark(review, &section.into(), round, Some(mark)).await?)?;
        if let Some(reason) = reason {
            // Nobody may see that somebody is writing in a ballot, so that nothing is shown here.
            self.type_in(&self.person.ballot(review), &Prose::Reason.private(section, round), reason).await?;
        }
        Ok(())
    }

    /// Types into a shared text, for all to see.
    async fn write(&mut self, document: &Document, root: &str, words: &str) -> Result<(), PeerError> {
        self.person.attend_once(document).await?;
        if self.person.read(document, |replica| replica.text(root)).contains(words) {
            return Ok(());
        }
        self.shown.writing = Some(root.to_owned());
        self.person.show(&self.shown);
        let done = self.type_in(document, root, words).await;
        self.shown.writing = None;
        self.person.show(&self.shown);
        done
    }

    /// Types word by word, each behind the one before, wherever others write meanwhile.
    async fn type_in(&mut self, document: &Document, root: &str, words: &str) -> Result<(), PeerError> {
        let mut typed = String::new();
        for word in words.split_inclusive(' ') {
            saved(self.person.edit(document, |txn| type_on(txn, root, &typed, word)).await?)?;
            typed.push_str(word);
            self.pause(WORD_MS).await;
        }
        Ok(())
    }

    /// Puts down a theme or an action, unless one like it is there.
    async fn put(&mut self, document: &Document, item: &Item) -> Result<(), PeerError> {
        self.person.attend_once(document).await?;
        let known = self.person.read(document, |replica| replica.items());
        if known.iter().any(|known| known.kind == item.kind && known.about == item.about) {
            return Ok(());
        }
        let order = i64::try_from(known.len()).unwrap_or(i64::MAX);
        saved(self.person.edit(document, |txn| put_item(txn, item, order)).await?)
    }

    /// Takes what was put forward in the notes into the record.
    async fn gather(&mut self, review: &ReviewId) -> Result<(), PeerError> {
        let (notes, record) = (Document::Notes(review.clone()), Document::Record(review.clone()));
        self.person.attend_once(&notes).await?;
        for item in self.person.read(&notes, |replica| replica.items()) {
            self.pause(CLICK_MS).await;
            self.put(&record, &item).await?;
        }
        Ok(())
    }

    /// Turns to where something is to be done.
    fn look_at(&mut self, next: &Move) {
        let (review, section) = match next {
            Move::Mark { review, section, .. }
            | Move::Ready { review, section, .. }
            | Move::Answer { review, section, .. }
            | Move::Note { review, section, .. }
            | Move::Rationale { review, section, .. } => (review, Some(section)),
            Move::View { review, .. }
            | Move::Theme { review, .. }
            | Move::ToDo { review, .. }
            | Move::Gather { review, .. }
            | Move::Sign { review, .. } => (review, None),
            Move::HandBack { .. } => return,
        };
        self.show(review.clone(), section.cloned());
    }

    /// Turns to where the chair asks for attention, or reads on somewhere.
    fn wander(&mut self) {
        let place = self.person.look(|view| {
            let stage = view.stage.as_ref()?;
            let current = stage.current.as_ref()?;
            let open = stage.review(current)?.sections.iter().filter(|s| s.phase != SectionPhase::Agreed);
            let asked =
                stage.attention.as_ref().filter(|asked| asked.review == *current).map(|asked| asked.section.clone());
            Some((current.clone(), asked, open.map(|section| section.id.clone()).collect::<Vec<_>>()))
        });
        let Some((review, asked, open)) = place else { return };
        let somewhere = self.chance.choice(open);
        self.show(review, asked.or(somewhere));
    }

    fn show(&mut self, review: ReviewId, section: Option<SectionId>) {
        let shown = Presence { who: None, review: Some(review), section, writing: None };
        if shown != self.shown {
            self.person.show(&shown);
            self.shown = shown;
        }
    }
}

fn saved(written: Written) -> Result<(), PeerError> {
    match written {
        Written::Saved => Ok(()),
        Written::Refused => Err(PeerError::Denied("the change was refused".to_owned())),
    }
}

fn item(kind: ItemKind, section: &str, about: &str) -> Item {
    Item {
        id: ItemId::from_random(crate::random::Random::system().bytes()),
        kind,
        section: SectionId::new(section).ok(),
        about: about.to_owned(),
        action: String::new(),
        body: String::new(),
        owner: String::new(),
        due: String::new(),
    }
}

/// Types one word behind what was typed before; the first one at the end, on a line of its own.
fn type_on(txn: &mut TransactionMut<'_>, root: &str, typed: &str, word: &str) {
    let text = txn.get_or_insert_text(root);
    let all = text.get_string(txn);
    let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    match all.find(typed).filter(|_| !typed.is_empty()) {
        Some(at) => text.insert(txn, units(&all[..at + typed.len()]), word),
        None if all.is_empty() => text.insert(txn, 0, &format!("{typed}{word}")),
        None => text.insert(txn, units(&all), &format!("\n{typed}{word}")),
    }
}

fn put_item(txn: &mut TransactionMut<'_>, item: &Item, order: i64) {
    let kind = match item.kind {
        ItemKind::Theme => "theme",
        ItemKind::Action => "action",
    };
    let section = item.section.as_ref().map_or("", SectionId::as_str);
    let map = txn.get_or_insert_map(schema::ITEMS);
    let words = [
        (ItemField::Kind, kind),
        (ItemField::Section, section),
        (ItemField::Body, &item.body),
        (ItemField::Owner, &item.owner),
        (ItemField::Due, &item.due),
    ];
    for (field, value) in words.into_iter().filter(|(_, value)| !value.is_empty()) {
        map.insert(txn, field.key(&item.id), value);
    }
    map.insert(txn, ItemField::Order.key(&item.id), Any::Number(yrs::Number::Int(order)));
    for (root, words) in [(schema::item_about(&item.id), &item.about), (schema::item_action(&item.id), &item.action)] {
        if !words.is_empty() {
            let text = txn.get_or_insert_text(root);
            text.insert(txn, 0, words);
        }
    }
}
