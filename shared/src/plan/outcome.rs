//! What came of one assessment, read from its closed record and its frozen framework: the whole judgement, how a
//! moderation ended, and what is said of single sections. Nothing that is not closed is read here.

use std::sync::Arc;

use crate::api::{Assessment, Moderation, Of, Side};
use crate::framework::{Commentary, Framework, Scored, Section};
use crate::id::{ParticipantId, PlanId, ReviewId, Time};
use crate::mark::Marks;
use crate::panel::{Panel, Way};
use crate::plan::Judged;
use crate::record::{Record, SectionRecord};
use crate::stage::CastBallot;

/// What is said where a record was closed without a judgement.
const NONE_AGREED: &str = "No agreed judgement";

/// One assessment as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Of which version.
    pub plan: PlanId,
    /// Of what.
    pub of: Of,
    /// From where.
    pub side: Side,
    /// Whether it is the asking coordinator's own.
    pub own: bool,
    /// When it was begun.
    pub made_at: Time,
    /// The panel that holds it.
    pub panel: Panel,
    /// The review.
    pub review: ReviewId,
    /// The panel's framework, frozen when it was made.
    pub framework: Arc<Framework>,
    /// How many versions of its record are closed.
    pub versions: u32,
    /// When the first of them was closed.
    pub first_closed_at: Option<Time>,
    /// The newest of them.
    pub record: Option<Record>,
}

impl Kept {
    /// The assessment as the area sees it.
    #[must_use]
    pub fn view(&self) -> Assessment {
        Assessment {
            panel: self.panel.id.clone(),
            review: self.review.clone(),
            of: self.of,
            side: self.side,
            judges: judges(&self.panel),
            framework: self.framework.id.clone(),
            framework_version: self.framework.version.clone(),
            framework_title: self.framework.title.clone(),
            own: self.own,
            made_at: self.made_at,
            versions: self.versions,
            judged: self.judged(),
            moderation: self.moderation(),
            called_off: self.called_off().map(str::to_owned),
        }
    }

    /// Why it will have no outcome: the panel was cancelled, or the plan was taken off its agenda; `None` while it goes
    /// on.
    #[must_use]
    pub fn called_off(&self) -> Option<&str> {
        let since = &self.panel.since;
        let taken_away = since.taken_away.iter().find(|gone| gone.review.id == self.review);
        let cancelled = since.cancelled.as_ref().filter(|_| self.versions == 0);
        taken_away.map(|gone| gone.reason.as_str()).or_else(|| cancelled.map(|cancelled| cancelled.reason.as_str()))
    }

    /// Whether it counts for where the plan stands: the area's own judgement of the plan as a whole.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.of == Of::Plan && self.side == Side::Internal
    }

    /// The whole judgement; `None` until a record is closed.
    #[must_use]
    pub fn judged(&self) -> Option<Judged> {
        let record = self.record.as_ref()?;
        let overall = self.framework.sections.iter().find(|section| section.overall);
        let (words, good_enough) = match (overall, record.content.result.last()) {
            (Some(section), _) => (self.words_of(section), self.good_enough(section)),
            (None, Some(total)) => (total.words.clone(), None),
            (None, None) => (self.words_of_all(), None),
        };
        Some(Judged { words, good_enough, at: self.first_closed_at.unwrap_or(record.closed_at) })
    }

    /// How the moderation ended; empty where there was none.
    #[must_use]
    pub fn moderation(&self) -> Vec<Moderation> {
        let sections = self.record.iter().flat_map(|record| &record.content.sections);
        let ended = sections.filter_map(|section| {
            let outcome = section.moderation.as_ref()?.outcome;
            let overall = self.framework.section(&section.id).is_some_and(|known| known.overall);
            Some(Moderation { section: section.id.clone(), title: section.title.clone(), overall, outcome })
        });
        ended.collect()
    }

    /// What the newest record has of a section.
    pub(super) fn section(&self, section: &Section) -> Option<&SectionRecord> {
        self.record.as_ref()?.content.sections.iter().find(|known| known.id == section.id)
    }

    /// The agreed marks of a section.
    pub(super) fn marks(&self, section: &Section) -> Option<&Marks> {
        Some(&self.section(section)?.agreed.as_ref()?.marks)
    }

    /// The judgement of a section in words, or what its rows come to.
    pub(super) fn words_of(&self, section: &Section) -> String {
        let Some(agreed) = self.section(section).and_then(|known| known.agreed.as_ref()) else {
            return NONE_AGREED.to_owned();
        };
        let place = self.framework.sections.iter().position(|known| known.id == section.id);
        let total = place.and_then(|place| self.record.as_ref()?.content.result.get(place));
        match (section.scored, total) {
            (Scored::Descriptors, Some(total)) => total.words.clone(),
            (Scored::Descriptors, None) => {
                let rows = agreed.words.iter().map(|(row, words)| format!("{row}: {words}"));
                rows.collect::<Vec<_>>().join("; ")
            }
            (Scored::Section, _) => agreed.words.values().cloned().collect::<Vec<_>>().join("; "),
        }
    }

    /// Every section in words, where nothing is said of the whole.
    fn words_of_all(&self) -> String {
        let sections = self.framework.sections.iter();
        sections.map(|section| format!("{}: {}", section.title, self.words_of(section))).collect::<Vec<_>>().join("; ")
    }

    /// Whether all that was scored in a section is good enough; `None` where no line was crossed or kept.
    fn good_enough(&self, section: &Section) -> Option<bool> {
        let scale = self.framework.scale(&section.scale)?;
        let scored = self.marks(section)?.values().filter_map(|mark| mark.score());
        let sides: Vec<bool> = scored.filter_map(|value| scale.is_good_enough(value)).collect();
        if sides.is_empty() { None } else { Some(sides.into_iter().all(|good| good)) }
    }

    /// Why a section was judged as it was: what a panel settled on, or what the assessor wrote whose judgement stands.
    pub(super) fn rationale(&self, section: &Section) -> String {
        let Some(known) = self.section(section) else { return String::new() };
        if let Some(text) = [&known.rationale, &known.discussion].into_iter().find(|text| !text.trim().is_empty()) {
            return text.trim().to_owned();
        }
        let ballot = known.rounds.last().and_then(|round| {
            let who = self.decider()?;
            round.ballots.iter().find(|ballot| ballot.participant.as_ref() == Some(who))
        });
        ballot.map(written).unwrap_or_default()
    }

    /// Whose judgement stands, where it is one person's.
    fn decider(&self) -> Option<&ParticipantId> {
        match &self.panel.way {
            Way::Panel => None,
            Way::Alone { assessor } => Some(assessor),
            Way::Moderated { moderator, changes_grade: true, .. } => Some(moderator),
            Way::Moderated { auditor, .. } => Some(auditor),
        }
    }
}

/// Everything that stands in one ballot, in a few lines.
fn written(ballot: &CastBallot) -> String {
    let headed = [(Commentary::Strengths, &ballot.strengths), (Commentary::Areas, &ballot.areas)];
    let headed = headed.into_iter().map(|(box_of, text)| (format!("{}: ", box_of.title()), text));
    let rows = ballot.comments.iter().map(|(row, text)| (format!("{row}: "), text));
    let parts = headed.chain([(String::new(), &ballot.reason)]).chain(rows);
    let said = parts.filter(|(_, text)| !text.trim().is_empty());
    said.map(|(head, text)| format!("{head}{}", text.trim())).collect::<Vec<_>>().join("\n")
}

/// Who judges, in words.
fn judges(panel: &Panel) -> String {
    let name = |who: &ParticipantId| panel.participant(who).map_or("", |person| person.name.as_str());
    match &panel.way {
        Way::Panel => format!("a panel of {}", panel.scorers().count()),
        Way::Alone { assessor } => format!("{} alone", name(assessor)),
        Way::Moderated { auditor, moderator, .. } => {
            format!("{}, moderated by {}", name(auditor), name(moderator))
        }
    }
}
