//! The coordinator's changes of the panel, and what is kept of the past beside the stage: who people were when they did
//! something, and how people and offices changed since the meeting began. A record names everyone as they were then.

use super::{Meeting, Outside, Verdict};
use crate::command::{By, Decision, Happened};
use crate::framework::{Framework, SectionId};
use crate::id::{CoordinatorId, OpId, ParticipantId, ReviewId, Time};
use crate::panel::{CHANGES_MAX, ChangeAbout, ChangeNote, Offices, PanelChange, Participant, Way, offices_said};
use crate::policy::{self, Denied};
use crate::stage::{ReviewPhase, ReviewStage, SectionPhase, SectionStage};

/// What is known of the past beside the stage.
#[derive(Debug, Clone, Default)]
pub(super) struct Past {
    /// Each person as they were before a decision changed them, in order.
    people: Vec<(u64, Participant)>,
    /// The dissents that came after a settling, in order.
    dissents: Vec<(u64, ReviewId, SectionId, ParticipantId)>,
    /// How people, offices and the panel changed, in order.
    notes: Vec<ChangeNote>,
    /// The decision with which the work began.
    begun_at: Option<u64>,
}

/// A review in which nothing has happened. Assessors begin at once; only a panel has a chair who opens sections.
#[must_use]
pub fn not_begun(framework: &Framework, way: &Way, id: &ReviewId) -> ReviewStage {
    let (phase, round) = if *way == Way::Panel { (SectionPhase::Reading, 0) } else { (SectionPhase::Scoring, 1) };
    let section = |id: &SectionId| SectionStage {
        id: id.clone(),
        phase,
        round,
        ready: [].into(),
        opened_at: None,
        proposal: None,
        agreed: None,
        dissents: [].into(),
        agreed_before: Vec::new(),
        changed_at: 0,
    };
    ReviewStage {
        id: id.clone(),
        phase: ReviewPhase::Open,
        sections: framework.sections.iter().map(|s| section(&s.id)).collect(),
        views_published: [].into(),
        content_sha256: None,
        to_sign: Vec::new(),
        signatures: [].into(),
        handed_in: [].into(),
        versions: 0,
        record_sha256: None,
        correcting: None,
        changed_at: 0,
    }
}

impl Meeting {
    /// The decision that last changed the panel or its offices; 0 where none did. A coordinator who decided on an
    /// earlier one looks again.
    #[must_use]
    pub fn set_up_at(&self) -> u64 {
        self.past.notes.last().map_or(0, |note| note.seq)
    }

    /// Decides on a change of the coordinator's without changing anything. `seen` is the decision up to which the
    /// coordinator saw the panel; nothing for a change that does not rest on what was seen.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn decide_change(
        &self,
        by: &CoordinatorId,
        op: &OpId,
        seen: Option<u64>,
        change: &PanelChange,
        now: Time,
        outside: &impl Outside,
    ) -> Result<Verdict, Denied> {
        let by = By::Coordinator(by.clone());
        if let Some((who, seq)) = self.ops.get(op) {
            return if *who == by { Ok(Verdict::Before(*seq)) } else { Err(Denied::NotFound) };
        }
        policy::may_change(change, &self.panel, &self.stage, |review| outside.has_writing(review))?;
        if seen.is_some_and(|seen| seen < self.set_up_at()) {
            return Err(Denied::OutOfDate);
        }
        if let PanelChange::TakeAwayPlan { reason, .. } | PanelChange::Cancel { reason, .. } = change {
            super::check_reason(reason)?;
        }
        if change.words(&self.panel, &self.stage.offices).is_empty() {
            return Err(Denied::Empty);
        }
        // To take access away is always possible.
        let takes_away = matches!(change, PanelChange::RemovePerson { .. } | PanelChange::Cancel { .. });
        if self.panel.since.changes.len() >= CHANGES_MAX && !takes_away {
            return Err(Denied::TooManyChanges);
        }
        let happened = vec![Happened::PanelChanged { change: change.clone() }];
        let seq = self.stage.version + 1;
        Ok(Verdict::New(Decision { seq, op: op.clone(), by, at: now, happened }))
    }

    /// Carries a change of the coordinator's out.
    pub(super) fn panel_changed(&mut self, change: &PanelChange, decision: &Decision) {
        let words = change.words(&self.panel, &self.stage.offices);
        let note = ChangeNote { seq: decision.seq, at: decision.at, about: change.about(), words };
        self.panel.since.changes.push(note.clone());
        self.past.notes.push(note);
        if let PanelChange::ChangePerson { who, .. } | PanelChange::RemovePerson { who } = change
            && let Some(before) = self.panel.participant(who)
        {
            self.past.people.push((decision.seq, before.clone()));
        }
        self.panel.change(change, decision.at);
        match change {
            PanelChange::SetMeeting { .. } | PanelChange::AddPerson { .. } => {}
            PanelChange::AddPlan { review } => {
                self.stage.reviews.push(not_begun(&self.framework, &self.panel.way, &review.id));
                self.stage.current.get_or_insert_with(|| review.id.clone());
            }
            PanelChange::OrderPlans { order } => {
                let place = |review: &ReviewStage| order.iter().position(|id| *id == review.id).unwrap_or(usize::MAX);
                self.stage.reviews.sort_by_key(place);
            }
            PanelChange::TakeAwayPlan { review, .. } => self.plan_left(review),
            PanelChange::ChangePerson { who, .. } | PanelChange::RemovePerson { who } => self.person_changed(who),
            PanelChange::SetOffices { offices } => self.stage.offices = offices.clone(),
            PanelChange::Cancel { .. } => {
                self.stage.cancelled = true;
                self.stage.timer = None;
            }
        }
    }

    /// The table is given to the first plan that is not closed.
    fn plan_left(&mut self, id: &ReviewId) {
        let stage = &mut self.stage;
        stage.reviews.retain(|review| review.id != *id);
        if stage.attention.as_ref().is_some_and(|asked| asked.review == *id) {
            stage.attention = None;
        }
        if stage.current.as_ref() == Some(id) {
            let next = stage.reviews.iter().find(|review| review.phase != ReviewPhase::Closed);
            stage.current = next.or(stage.reviews.first()).map(|review| review.id.clone());
        }
    }

    /// Who scores no longer is waited for no longer, and who has no voice holds no office.
    fn person_changed(&mut self, who: &ParticipantId) {
        let Some(person) = self.panel.participant(who) else { return };
        if !person.scores() {
            for section in self.stage.reviews.iter_mut().flat_map(|review| &mut review.sections) {
                section.ready.remove(who);
            }
        }
        if !person.has_voice() {
            let offices = &mut self.stage.offices;
            for office in [&mut offices.deputy, &mut offices.scribe] {
                if office.as_ref() == Some(who) {
                    *office = None;
                }
            }
        }
    }

    /// Notes what a decision at the table leaves for the record, before the decision changes the stage.
    pub(super) fn look_back(&mut self, happened: &Happened, by: &ParticipantId, decision: &Decision) {
        match happened {
            Happened::Arrived { .. }
            | Happened::TakenUp { .. }
            | Happened::AttentionAsked { .. }
            | Happened::TimerSet { .. }
            | Happened::TimeBoxSet { .. }
            | Happened::PanelChanged { .. } => {}
            Happened::ChairPassed { to } => self.note_chair(by, to, decision),
            Happened::DeputyNamed { to } => {
                self.note_office(Offices { deputy: to.clone(), ..self.stage.offices.clone() }, decision);
            }
            Happened::ScribeNamed { to } => {
                self.note_office(Offices { scribe: to.clone(), ..self.stage.offices.clone() }, decision);
            }
            Happened::Dissented { review, section, .. } => {
                let dissent = (decision.seq, review.clone(), section.clone(), by.clone());
                self.past.dissents.push(dissent);
            }
            Happened::RoundOpened { .. }
            | Happened::ReadySaid { .. }
            | Happened::Revealed { .. }
            | Happened::Proposed { .. }
            | Happened::Responded { .. }
            | Happened::Settled { .. }
            | Happened::Reopened { .. }
            | Happened::ViewPublished { .. }
            | Happened::SigningOpened { .. }
            | Happened::SigningStopped { .. }
            | Happened::Signed { .. }
            | Happened::Closed { .. }
            | Happened::HandedIn { .. }
            | Happened::Correcting { .. } => {
                self.past.begun_at.get_or_insert(decision.seq);
            }
        }
    }

    fn note_chair(&mut self, by: &ParticipantId, to: &ParticipantId, decision: &Decision) {
        let [from, to_name, by_name] = [&self.stage.offices.chair, to, by].map(|who| self.named(who));
        let words = if by == to {
            format!("{to_name} took the chair as deputy while {from} was away.")
        } else {
            format!("{by_name} handed the chair to {to_name}.")
        };
        self.note(words, decision);
    }

    fn note_office(&mut self, now: Offices, decision: &Decision) {
        let words = offices_said(&self.panel, &self.stage.offices, &now, "The chair named").join(" ");
        self.note(words, decision);
    }

    fn note(&mut self, words: String, decision: &Decision) {
        if !words.is_empty() {
            let about = ChangeAbout::Offices;
            self.past.notes.push(ChangeNote { seq: decision.seq, at: decision.at, about, words });
        }
    }

    fn named(&self, who: &ParticipantId) -> String {
        self.panel
            .participant(who)
            .map_or_else(String::new, |person| format!("{} ({})", person.name, person.agency.name()))
    }

    /// How people and offices changed since the work began, oldest first.
    pub(crate) fn changes_on_record(&self) -> impl Iterator<Item = &ChangeNote> {
        let begun_at = self.past.begun_at.unwrap_or(u64::MAX);
        self.past
            .notes
            .iter()
            .filter(move |note| note.seq > begun_at && matches!(note.about, ChangeAbout::People | ChangeAbout::Offices))
    }

    /// A person as they were when a decision was made.
    pub(crate) fn person_then(&self, who: &ParticipantId, seq: u64) -> Option<&Participant> {
        let before = self.past.people.iter().find(|(changed, person)| *changed > seq && person.id == *who);
        before.map(|(_, person)| person).or_else(|| self.panel.participant(who))
    }

    /// "Name, post" as it was when a decision was made.
    pub(crate) fn name_then(&self, who: &ParticipantId, seq: u64) -> String {
        self.person_then(who, seq).map_or_else(String::new, Participant::name_and_post)
    }

    /// When a person dissented from what was settled, at the latest in the decision `until`.
    pub(crate) fn dissented_at(
        &self,
        review: &ReviewId,
        section: &SectionId,
        who: &ParticipantId,
        until: u64,
    ) -> Option<u64> {
        let theirs = |(seq, of, part, by): &&(u64, ReviewId, SectionId, ParticipantId)| {
            *seq <= until && of == review && part == section && by == who
        };
        self.past.dissents.iter().rev().find(theirs).map(|(seq, ..)| *seq)
    }
}
