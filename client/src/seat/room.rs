//! The state that every part of the room reads: the connection, the meeting's signals, and where this person looks. It
//! holds no rules: those are [`accord_shared::policy`]'s, asked here only to explain.

use accord_shared::command::Command;
use accord_shared::document::Document;
use accord_shared::framework::{Framework, SectionId};
use accord_shared::id::{ParticipantId, ReviewId};
use accord_shared::meeting::not_begun;
use accord_shared::message::Presence;
use accord_shared::panel::{Panel, Participant};
use accord_shared::policy::{self, Action, Actor};
use accord_shared::route::Route;
use accord_shared::stage::{ReviewPhase, ReviewStage, Round, SectionPhase, SectionStage, Stage};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use super::facts;
use super::facts::Facts;
use super::place::{Place, query};
use crate::live::{RoomLink, Saved};

type Navigate = Rc<dyn Fn(&str, NavigateOptions)>;

/// Says that this page is the room screen, which follows the plan on the table.
#[derive(Clone, Copy)]
struct ScreenMark;

/// Marks the page as the room screen, for what is inside it.
pub fn provide_screen() {
    provide_context(ScreenMark);
}

/// The room, for everything in it. Copying it is free.
#[derive(Clone, Copy)]
pub struct Room {
    link: StoredValue<RoomLink, LocalStorage>,
    navigate: StoredValue<Navigate, LocalStorage>,
    framework: StoredValue<Arc<Framework>>,
    you: StoredValue<ParticipantId>,
    /// The panel as it is set up.
    pub panel: RwSignal<Panel>,
    /// Where the meeting stands.
    pub stage: RwSignal<Stage>,
    /// What has been revealed so far.
    pub rounds: RwSignal<Vec<Round>>,
    /// What the others show of themselves.
    pub present: RwSignal<Vec<Presence>>,
    /// Where this person's changes are.
    pub saved: RwSignal<Saved>,
    /// The plan on this person's screen.
    pub review: Memo<ReviewId>,
    /// The place on this person's screen.
    pub place: Memo<Place>,
    /// The shared text that this person is typing in.
    pub writing: RwSignal<Option<String>>,
    /// Whether this person follows the chair.
    pub follow: RwSignal<bool>,
    /// Where this person said "no, thank you" to having a dissent recorded.
    pub declined: RwSignal<BTreeSet<(ReviewId, SectionId, u32)>>,
}

impl Room {
    /// The room behind a connection. To be called inside a page, whose address says where the person looks.
    pub fn new(link: RoomLink) -> Self {
        let framework = link.framework();
        let stage = RwSignal::from(link.stage());
        // A plan that the chair takes up later does not change the screen: a notice says so, with a link.
        let at_first = StoredValue::new(stage.with_untracked(|stage| stage.current.clone()));
        // As long as no plan is on the agenda, the first that comes is shown.
        let first = move || {
            if at_first.with_value(Option::is_none) {
                at_first.set_value(stage.with(|stage| stage.current.clone()));
            }
            at_first.get_value().unwrap_or_else(no_review)
        };
        let first_section = framework.sections.first().map(|section| section.id.clone());
        let first_place = StoredValue::new(first_section.map_or(Place::Board, Place::Section));
        let address = use_query_map();
        let is_screen = use_context::<ScreenMark>().is_some();
        let review = Memo::new(move |_| {
            if is_screen {
                return stage.with(|stage| stage.current.clone()).unwrap_or_else(no_review);
            }
            let named = address
                .with(|query| query.get_str("plan").or(query.get_str("review")).and_then(|id| ReviewId::new(id).ok()));
            let known = named.filter(|id| stage.with_untracked(|stage| stage.review(id).is_some()));
            known.unwrap_or_else(first)
        });
        let place = Memo::new({
            let framework = Arc::clone(&framework);
            move |_| {
                let named = address.with(|query| query.get_str("at").and_then(Place::from_name));
                let known = named.filter(|place| place.is_in(&framework));
                known.unwrap_or_else(|| first_place.get_value())
            }
        });
        Self {
            you: StoredValue::new(link.you()),
            panel: RwSignal::from(link.panel()),
            stage,
            rounds: RwSignal::from(link.rounds()),
            present: RwSignal::from(link.present()),
            saved: RwSignal::from(link.saved()),
            review,
            place,
            writing: RwSignal::new(None),
            follow: RwSignal::new(false),
            declined: RwSignal::default(),
            framework: StoredValue::new(framework),
            navigate: StoredValue::new_local(Rc::new(use_navigate())),
            link: StoredValue::new_local(link),
        }
    }

    /// The connection.
    pub fn link(self) -> RoomLink {
        self.link.get_value()
    }

    /// The framework, which stays the same for the whole meeting.
    pub fn framework(self) -> Arc<Framework> {
        self.framework.get_value()
    }

    /// Who sits here.
    pub fn you(self) -> ParticipantId {
        self.you.get_value()
    }

    /// Who sits here, as the panel has them.
    pub fn me(self) -> Option<Participant> {
        let you = self.you();
        self.panel.with(|panel| panel.participant(&you).cloned())
    }

    /// Works something out from the facts about the plan on the screen. Follows every signal that they come from.
    pub fn with_facts<T: Default>(self, work_out: impl FnOnce(Facts<'_>) -> T) -> T {
        let (framework, review) = (self.framework(), self.review.get());
        self.panel.with(|panel| {
            self.stage.with(|stage| {
                self.rounds.with(|rounds| {
                    Facts::of(panel, &framework, stage, rounds, &review).map(work_out).unwrap_or_default()
                })
            })
        })
    }

    /// The same about the people, who are there without a plan as well: as if nothing had happened in one.
    pub fn with_people<T>(self, work_out: impl FnOnce(Facts<'_>) -> T) -> T {
        let (framework, id) = (self.framework(), self.review.get());
        self.panel.with(|panel| {
            self.stage.with(|stage| {
                self.rounds.with(|rounds| {
                    let none = stage.review(&id).is_none().then(|| not_begun(&framework, &panel.way, &id));
                    let review = stage.review(&id).or(none.as_ref());
                    let review = review.expect("one that is there or one in its place");
                    work_out(Facts { panel, framework: &framework, stage, rounds, review })
                })
            })
        })
    }

    /// The same once, without following anything.
    pub fn facts_now<T: Default>(self, work_out: impl FnOnce(Facts<'_>) -> T) -> T {
        untrack(|| self.with_facts(work_out))
    }

    /// A value that changes only when it is another one.
    pub fn memo<T: Default + PartialEq + Send + Sync + 'static>(
        self,
        work_out: impl Fn(Facts<'_>) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.with_facts(&work_out))
    }

    /// Whether the plan on the screen is on the agenda: it may have been taken off it, or there may be none at all.
    pub fn has_plan(self) -> Memo<bool> {
        Memo::new(move |_| {
            let review = self.review.get();
            self.stage.with(|stage| stage.review(&review).is_some())
        })
    }

    /// The plan on the screen as it stands.
    pub fn review_stage<T: Default>(self, look: impl FnOnce(&ReviewStage) -> T) -> T {
        let review = self.review.get();
        self.stage.with(|stage| stage.review(&review).map(look).unwrap_or_default())
    }

    /// Where the plan on the screen stands.
    pub fn review_phase(self) -> Memo<ReviewPhase> {
        Memo::new(move |_| {
            let review = self.review.get();
            self.stage.with(|stage| stage.review(&review).map_or(ReviewPhase::Open, |review| review.phase))
        })
    }

    /// One section of the plan on the screen as it stands.
    pub fn section(self, id: &SectionId) -> Memo<Option<SectionStage>> {
        let id = id.clone();
        Memo::new(move |_| self.review_stage(|review| review.section(&id).cloned()))
    }

    /// The phase and round of a section: what decides which controls are on the screen, and nothing more, so that they
    /// are not made again for anything less.
    pub fn phase_and_round(self, id: &SectionId) -> Memo<(SectionPhase, u32)> {
        let id = id.clone();
        Memo::new(move |_| {
            self.review_stage(|review| review.section(&id).map(|section| (section.phase, section.round)))
                .unwrap_or((SectionPhase::Reading, 0))
        })
    }

    /// Who this person is to the rules now.
    pub fn actor(self) -> Option<Actor> {
        let me = self.me()?;
        Some(self.stage.with(|stage| Actor::of(&me, stage)))
    }

    /// Whether this person has the chair.
    pub fn is_chair(self) -> Memo<bool> {
        let you = self.you();
        Memo::new(move |_| self.stage.with(|stage| stage.offices.chair == you))
    }

    /// Whether this person writes the record: the chair and the scribe do.
    pub fn writes_record(self) -> Memo<bool> {
        Memo::new(move |_| self.actor().is_some_and(|actor| actor.writes_record()))
    }

    /// Whether this person writes, consents and signs.
    pub fn has_voice(self) -> Memo<bool> {
        Memo::new(move |_| self.me().is_some_and(|me| me.has_voice()))
    }

    /// Whether this person casts ballots.
    pub fn scores(self) -> Memo<bool> {
        Memo::new(move |_| self.me().is_some_and(|me| me.scores()))
    }

    /// Why this person may not do it now, in a sentence; `None` if they may.
    pub fn why_not(self, command: &Command) -> Option<String> {
        self.denied(Action::Do(command))
    }

    /// Why this person may not write in a document now, in a sentence; `None` if they may.
    pub fn why_not_write(self, document: &Document) -> Option<String> {
        self.denied(Action::Write(document))
    }

    /// Why nothing can be done here any more, in a sentence; `None` while the seat is ours.
    pub fn over(self) -> Option<String> {
        self.saved.with(|saved| saved.is_final().then(|| crate::live::saved::words(saved)))
    }

    fn denied(self, action: Action<'_>) -> Option<String> {
        if let Some(over) = self.over() {
            return Some(over);
        }
        let actor = self.actor()?;
        self.stage.with(|stage| policy::decide(&actor, action, stage)).err().map(|denied| denied.sentence().to_owned())
    }

    /// The address of a place of the plan on the screen.
    pub fn href(self, place: &Place) -> String {
        self.href_of(&self.review.get(), place)
    }

    /// The address of a place of any plan.
    pub fn href_of(self, review: &ReviewId, place: &Place) -> String {
        format!("{}{}", Route::Room(&self.you()), query(review, place))
    }

    /// Goes to a place of a plan, as a link would.
    pub fn go(self, review: &ReviewId, place: &Place) {
        let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        self.navigate.with_value(|navigate| navigate(&self.href_of(review, place), options));
    }

    /// This person's own ballot of the plan on the screen.
    pub fn ballot(self) -> Document {
        Document::Ballot(self.review.get(), self.you())
    }

    /// The same without following which plan it is, for what is made again with every plan.
    pub fn ballot_now(self) -> Document {
        Document::Ballot(self.review.get_untracked(), self.you())
    }

    /// "Section B" in the middle of a sentence.
    pub fn section_name(self, id: &SectionId) -> String {
        facts::section_name(&self.framework(), id)
    }
}

/// Stands for a plan where none is on the agenda; no review is called so.
fn no_review() -> ReviewId {
    ReviewId::new("none").expect("the text follows the grammar of ids")
}
