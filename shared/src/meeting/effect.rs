//! What each thing that happened does to the meeting. The one place in which the stage changes.

use super::Meeting;
use crate::command::{By, Decision, Happened};
use crate::framework::SectionId;
use crate::id::{ParticipantId, ReviewId, Time};
use crate::panel::Way;
use crate::record::hash_of;
use crate::stage::{
    AgreedBefore, Attention, Proposal, ReviewPhase, ReviewStage, SectionPhase, SectionStage, Signature, Timer,
};

impl Meeting {
    /// Adds a decision.
    ///
    /// Invariant: decisions are added in the order of `seq`, without gaps, as [`Meeting::decide`] made them; anything
    /// else is passed over, so that a broken row cannot bend the meeting into a shape that no rule allows.
    pub fn apply(&mut self, decision: &Decision) {
        if decision.seq != self.stage.version + 1 {
            return;
        }
        self.stage.version = decision.seq;
        self.ops.insert(decision.op.clone(), (decision.by.clone(), decision.seq));
        for happened in &decision.happened {
            self.happen(happened, decision);
        }
    }

    #[expect(clippy::too_many_lines, reason = "a flat table: an arm for each thing that can have happened")]
    fn happen(&mut self, happened: &Happened, decision: &Decision) {
        if let Happened::PanelChanged { change } = happened {
            return self.panel_changed(change, decision);
        }
        // The coordinator changes the panel and does nothing in the meeting.
        let By::Person(by) = &decision.by else { return };
        self.look_back(happened, by, decision);
        match happened {
            Happened::PanelChanged { .. } => {}
            Happened::Arrived { who } => {
                self.stage.arrived.entry(who.clone()).or_insert(decision.at);
            }
            Happened::TakenUp { review } => self.stage.current = Some(review.clone()),
            Happened::RoundOpened { review, section, round } => self.round_opened(review, section, *round, decision.at),
            Happened::ReadySaid { review, section, ready } => {
                if let Some(section) = self.section_mut(review, section) {
                    if *ready {
                        section.ready.insert(by.clone())
                    } else {
                        section.ready.remove(by)
                    };
                }
            }
            Happened::Revealed { round } => {
                self.rounds.entry((round.review.clone(), round.section.clone())).or_default().push(round.clone());
                self.enter(&round.review, &round.section, SectionPhase::Revealed);
            }
            Happened::Proposed { review, section, marks, beyond } => {
                let proposal = Proposal {
                    id: decision.op.clone(),
                    marks: marks.clone(),
                    beyond: beyond.clone(),
                    by: by.clone(),
                    at: decision.at,
                    consents: [].into(),
                };
                if let Some(section) = self.touch(review, section) {
                    section.proposal = Some(proposal);
                }
            }
            Happened::Responded { review, section, consent } => {
                if let Some(proposal) = self.section_mut(review, section).and_then(|section| section.proposal.as_mut())
                {
                    proposal.consents.insert(by.clone(), consent.clone());
                }
            }
            Happened::Settled { review, section, agreed } => {
                self.enter(review, section, SectionPhase::Agreed);
                if let Some(section) = self.section_mut(review, section) {
                    section.agreed = Some(agreed.clone());
                }
            }
            Happened::Reopened { review, section, reason } => {
                self.keep_agreed(review, section, reason, by, decision);
                self.enter(review, section, SectionPhase::Revealed);
            }
            Happened::Dissented { review, section, reason } => {
                if let Some(section) = self.section_mut(review, section) {
                    section.dissents.insert(by.clone(), reason.clone());
                }
            }
            Happened::ViewPublished { review, agency } => {
                if let Some(review) = self.review_mut(review) {
                    review.views_published.insert(*agency);
                }
            }
            Happened::AttentionAsked { review, section } => {
                let asked_at = decision.seq;
                self.stage.attention = Some(Attention { review: review.clone(), section: section.clone(), asked_at });
            }
            Happened::TimerSet { minutes } => {
                let ends_at = decision.at.plus_ms(i64::from(*minutes) * 60_000);
                self.stage.timer = (*minutes > 0).then_some(Timer { ends_at, minutes: *minutes });
            }
            Happened::TimeBoxSet { minutes } => self.stage.time_box = (*minutes > 0).then_some(*minutes),
            Happened::ChairPassed { to } => self.chair_passed(to.clone()),
            Happened::DeputyNamed { to } => self.stage.offices.deputy.clone_from(to),
            Happened::ScribeNamed { to } => self.stage.offices.scribe.clone_from(to),
            Happened::SigningOpened { review, content } => {
                self.frozen.insert(review.clone(), (**content).clone());
                let to_sign = self.panel.agencies();
                if let Some(review) = self.review_enter(review, ReviewPhase::Signing) {
                    review.content_sha256 = Some(hash_of(content));
                    review.to_sign = to_sign;
                }
            }
            Happened::SigningStopped { review, reason: _ } => {
                self.frozen.remove(review);
                self.review_enter(review, ReviewPhase::Open);
            }
            Happened::Signed { review, agency, answer } => {
                let signature = Signature {
                    agency: *agency,
                    by: by.clone(),
                    answer: answer.clone(),
                    at: decision.at,
                    changed_at: decision.seq,
                };
                if let Some(review) = self.review_mut(review) {
                    review.signatures.insert(*agency, signature);
                }
            }
            Happened::Closed { review, file } => {
                self.frozen.remove(review);
                if let Some(review) = self.review_mut(review) {
                    review.phase = ReviewPhase::Closed;
                    review.content_sha256 = None;
                    review.versions = file.record.version;
                    review.record_sha256 = Some(file.sha256.clone());
                    review.correcting = None;
                    review.changed_at = decision.seq;
                }
            }
            Happened::HandedIn { review } => {
                if let Some(review) = self.review_mut(review) {
                    review.handed_in.insert(by.clone(), decision.at);
                    review.changed_at = decision.seq;
                }
            }
            Happened::Correcting { review, reason } => {
                if let Some(review) = self.review_enter(review, ReviewPhase::Open) {
                    review.correcting = Some(reason.clone());
                }
                if self.stage.way != Way::Panel {
                    self.forms_opened(review, reason, by, decision);
                }
            }
        }
    }

    /// The old chair stays at hand: as deputy, where the new chair was the deputy.
    fn chair_passed(&mut self, to: ParticipantId) {
        let offices = &mut self.stage.offices;
        let before = std::mem::replace(&mut offices.chair, to);
        if offices.deputy.as_ref() == Some(&offices.chair) {
            offices.deputy = Some(before);
        }
    }

    fn round_opened(&mut self, review: &ReviewId, section: &SectionId, round: u32, at: Time) {
        self.enter(review, section, SectionPhase::Scoring);
        if let Some(section) = self.section_mut(review, section) {
            section.round = round;
            section.opened_at = Some(at);
            section.ready.clear();
        }
    }

    pub(super) fn review_mut(&mut self, id: &ReviewId) -> Option<&mut ReviewStage> {
        self.stage.reviews.iter_mut().find(|review| &review.id == id)
    }

    fn section_mut(&mut self, review: &ReviewId, id: &SectionId) -> Option<&mut SectionStage> {
        self.review_mut(review)?.sections.iter_mut().find(|section| &section.id == id)
    }

    /// Marks a section as changed by this decision.
    fn touch(&mut self, review: &ReviewId, id: &SectionId) -> Option<&mut SectionStage> {
        let version = self.stage.version;
        let section = self.section_mut(review, id)?;
        section.changed_at = version;
        Some(section)
    }

    /// Gives every assessor their form back as they handed it in, to be changed and handed in again.
    fn forms_opened(&mut self, id: &ReviewId, reason: &str, by: &ParticipantId, decision: &Decision) {
        let Some(review) = self.review_mut(id) else { return };
        review.handed_in.clear();
        let sections: Vec<_> = review.sections.iter().map(|section| (section.id.clone(), section.round + 1)).collect();
        for (section, round) in sections {
            self.keep_agreed(id, &section, reason, by, decision);
            self.round_opened(id, &section, round, decision.at);
        }
    }

    /// Keeps what was agreed in a section, with every dissent from it, before the section is opened again.
    fn keep_agreed(
        &mut self,
        review: &ReviewId,
        id: &SectionId,
        reason: &str,
        by: &ParticipantId,
        decision: &Decision,
    ) {
        let Some(section) = self.section_mut(review, id) else { return };
        let Some(agreed) = section.agreed.take() else { return };
        section.agreed_before.push(AgreedBefore {
            agreed,
            dissents: std::mem::take(&mut section.dissents),
            reason: reason.to_owned(),
            reopened_by: by.clone(),
            reopened_at: decision.at,
            // Nothing after the settling counts as a change of the section until it is opened again.
            versions: (section.changed_at, decision.seq),
        });
    }

    /// Brings a section into a phase, and drops what belongs to the phases that it left.
    fn enter(&mut self, review: &ReviewId, id: &SectionId, phase: SectionPhase) {
        if let Some(section) = self.touch(review, id) {
            section.phase = phase;
            section.proposal = None;
            section.agreed = None;
            section.dissents.clear();
        }
    }

    /// Brings a review into a phase before its closing, without signatures.
    fn review_enter(&mut self, id: &ReviewId, phase: ReviewPhase) -> Option<&mut ReviewStage> {
        let version = self.stage.version;
        let review = self.review_mut(id)?;
        review.phase = phase;
        review.content_sha256 = None;
        review.to_sign.clear();
        review.signatures.clear();
        review.changed_at = version;
        Some(review)
    }
}
