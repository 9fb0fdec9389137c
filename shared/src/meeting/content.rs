//! What a record says, gathered from the meeting and from what was written: the sections with their rounds and judgements,
//! who came, the actions, and what is missing.

use std::collections::BTreeMap;

use super::Meeting;
use crate::beyond::unexplained;
use crate::framework::{DescriptorId, Framework, Marking, Section, SectionId};
use crate::id::{ParticipantId, ReviewId};
use crate::mark::Marks;
use crate::panel::{Agency, Meets, Naming, Panel, Seat, Way};
use crate::record::{
    AgreedBeforeRecord, AgreedRecord, AnswerText, Attendee, ChangeText, DissentRecord, FrameworkFacts,
    ModerationRecord, PanelFacts, RecordContent, ResultLine, SectionRecord, ViewText, Written,
};
use crate::schema::{Item, ItemKind, Prose, answer_root};
use crate::stage::{Agreed, AgreedBefore, Consent, ReviewStage};

impl Meeting {
    /// Sets down a review as it stands.
    #[must_use]
    pub fn content(&self, review: &ReviewId, written: &Written) -> Option<RecordContent> {
        let panel = self.panel();
        let framework = self.framework();
        let stage = self.stage().review(review)?;
        let facts = panel.review(review)?.clone();
        let sections: Vec<SectionRecord> = stage
            .sections
            .iter()
            .map(|section| section_record(self, review, &section.id, written))
            .collect::<Option<_>>()?;
        let views = Agency::ALL
            .into_iter()
            .filter(|agency| stage.views_published.contains(agency))
            .filter_map(|agency| Some(ViewText { agency, text: written.views.get(&agency)?.clone() }))
            .collect();
        let of_kind =
            |kind: ItemKind| written.items.iter().filter(|item| item.kind == kind).cloned().collect::<Vec<_>>();
        let (themes, actions) = (of_kind(ItemKind::Theme), of_kind(ItemKind::Action));
        let answers = answers(framework, written);
        let missing = match panel.way {
            Way::Panel => {
                let overruled = stage.sections.iter().flat_map(|section| unexplained(framework, stage, &section.id));
                let overruled =
                    overruled.map(|(_, limit)| format!("{limit} It is overruled, and nobody has said why."));
                overruled.chain(missing(framework, &sections, &actions, &answers)).collect()
            }
            Way::Alone { .. } | Way::Moderated { .. } => unanswered(framework, &answers).collect(),
        };
        Some(RecordContent {
            panel: panel_facts(panel),
            review: facts,
            framework: FrameworkFacts {
                id: framework.id.clone(),
                version: framework.version.clone(),
                title: framework.title.clone(),
                source: Some(framework.source.cited()),
                sha256: panel.framework_sha256.clone(),
            },
            attendance: attendance(self),
            changes: self
                .changes_on_record()
                .map(|note| ChangeText { at: note.at, words: note.words.clone() })
                .collect(),
            views,
            sections,
            themes,
            actions,
            answers,
            result: result(framework, stage),
            missing,
        })
    }
}

fn answers(framework: &Framework, written: &Written) -> Vec<AnswerText> {
    let answer = |(id, question): (&DescriptorId, &String)| {
        let text = written.answers.get(&answer_root(id))?.clone();
        Some(AnswerText { id: id.clone(), question: question.clone(), text })
    };
    framework.asked().filter_map(answer).collect()
}

/// The totals of the agreed marks; none where grades are judgements.
fn result(framework: &Framework, stage: &ReviewStage) -> Vec<ResultLine> {
    if matches!(framework.marking, Marking::Judgement {}) {
        return Vec::new();
    }
    let agreed = stage.sections.iter().filter_map(|section| section.agreed.as_ref());
    let marks: Marks = agreed.flat_map(|agreed| agreed.marks.clone()).collect();
    let marked = framework.mark(&marks);
    let tallies = marked.sections.iter().chain(&marked.groups).chain([&marked.total]);
    tallies.map(|tally| ResultLine { title: tally.title.clone(), words: tally.working.clone() }).collect()
}

fn panel_facts(panel: &Panel) -> PanelFacts {
    PanelFacts {
        id: panel.id.clone(),
        title: panel.title.clone(),
        kind: panel.kind,
        held_on: panel.held_on.clone(),
        meets: Meets { call: String::new(), ..panel.meets.clone() },
        locality: panel.locality.clone(),
        visibility: panel.visibility,
        naming: panel.naming,
        way: panel.way.clone(),
    }
}

fn attendance(meeting: &Meeting) -> Vec<Attendee> {
    let stage = meeting.stage();
    let office = |id: &ParticipantId| {
        if stage.way != Way::Panel {
            return stage.way.part(id).unwrap_or_default();
        }
        if stage.offices.chair == *id {
            "Chair"
        } else if stage.offices.deputy.as_ref() == Some(id) {
            "Deputy"
        } else if stage.offices.scribe.as_ref() == Some(id) {
            "Scribe"
        } else {
            ""
        }
    };
    let mut people: Vec<Attendee> = meeting
        .panel()
        .participants
        .iter()
        .filter(|person| person.seat != Seat::Screen)
        .filter(|person| !person.removed || stage.arrived.contains_key(&person.id))
        .map(|person| Attendee {
            participant: (meeting.panel().naming == Naming::Names).then(|| person.id.clone()),
            name: person.name.clone(),
            agency: person.agency,
            post: person.post.clone(),
            seat: person.seat,
            office: office(&person.id).to_owned(),
            arrived_at: stage.arrived.get(&person.id).copied(),
        })
        .collect();
    people.sort_by(|a, b| (a.agency, &a.name).cmp(&(b.agency, &b.name)));
    people
}

fn section_record(meeting: &Meeting, review: &ReviewId, id: &SectionId, written: &Written) -> Option<SectionRecord> {
    let section = meeting.framework().section(id)?;
    let stage = meeting.stage().section(review, id)?;
    let text = |from: &BTreeMap<String, String>, prose: Prose| from.get(&prose.shared(id)).cloned().unwrap_or_default();
    Some(SectionRecord {
        id: id.clone(),
        title: section.title.clone(),
        phase: stage.phase,
        rounds: meeting.rounds_of(review, id).iter().map(|round| round.for_room(meeting.panel().naming)).collect(),
        agreed: stage.agreed.as_ref().and_then(|agreed| {
            let then = Then { review, settled: stage.changed_at, until: meeting.stage().version };
            agreed_record(meeting, id, agreed, &stage.dissents, &then)
        }),
        agreed_before: stage
            .agreed_before
            .iter()
            .filter_map(|before| agreed_before_record(meeting, review, id, before))
            .collect(),
        moderation: meeting
            .moderation_of(review, id)
            .map(|compared| ModerationRecord { outcome: compared.outcome, differ: compared.differ }),
        strengths: text(&written.notes, Prose::Strengths),
        areas: text(&written.notes, Prose::Areas),
        discussion: text(&written.notes, Prose::Reason),
        rationale: text(&written.record, Prose::Reason),
    })
}

fn agreed_before_record(
    meeting: &Meeting,
    review: &ReviewId,
    id: &SectionId,
    before: &AgreedBefore,
) -> Option<AgreedBeforeRecord> {
    let (settled, until) = before.versions;
    Some(AgreedBeforeRecord {
        agreed: agreed_record(meeting, id, &before.agreed, &before.dissents, &Then { review, settled, until })?,
        reason: before.reason.clone(),
        reopened_by: meeting.name_then(&before.reopened_by, until),
        reopened_at: before.reopened_at,
    })
}

/// The decisions between which a judgement stood: people are named as they were then.
struct Then<'a> {
    review: &'a ReviewId,
    settled: u64,
    until: u64,
}

/// What was agreed, with those who dissented when it was settled and those who did so later.
fn agreed_record(
    meeting: &Meeting,
    id: &SectionId,
    agreed: &Agreed,
    later: &BTreeMap<ParticipantId, String>,
    then: &Then<'_>,
) -> Option<AgreedRecord> {
    let scale = meeting.framework().scale_of(id)?;
    let words = agreed.marks.iter().map(|(target, mark)| (target.clone(), crate::words::mark(scale, *mark))).collect();
    let said = |wanted: &Consent| agreed.consents.values().filter(|consent| *consent == wanted).count();
    let dissent = |who: &ParticipantId, reason: &String, seq: u64| DissentRecord {
        agency: meeting.person_then(who, seq).map_or(Agency::Other, |person| person.agency),
        by: meeting.name_then(who, seq),
        reason: reason.clone(),
    };
    let at_once = agreed.consents.iter().filter_map(|(who, consent)| match consent {
        Consent::Dissent { reason } if !later.contains_key(who) => Some(dissent(who, reason, then.settled)),
        Consent::Dissent { .. } | Consent::Agree | Consent::CanLiveWithIt => None,
    });
    let later = later.iter().map(|(who, reason)| {
        let seq = meeting.dissented_at(then.review, id, who, then.until).unwrap_or(then.until);
        dissent(who, reason, seq)
    });
    let mut dissents: Vec<DissentRecord> = at_once.chain(later).collect();
    dissents.sort_by(|a, b| (a.agency, &a.by).cmp(&(b.agency, &b.by)));
    Some(AgreedRecord {
        marks: agreed.marks.clone(),
        words,
        beyond: agreed.beyond.clone(),
        how: agreed.how,
        without: agreed.without.clone(),
        agree: said(&Consent::Agree),
        can_live_with_it: said(&Consent::CanLiveWithIt),
        silent: agreed.silent.len(),
        dissents,
    })
}

fn missing(framework: &Framework, sections: &[SectionRecord], actions: &[Item], answers: &[AnswerText]) -> Vec<String> {
    let mut missing = Vec::new();
    for section in sections {
        let label = framework.section(&section.id).map_or_else(|| section.title.clone(), Section::named_first);
        if section.agreed.is_none() {
            missing.push(format!("{label} has no agreed judgement."));
        } else if section.rationale.trim().is_empty() && section.discussion.trim().is_empty() {
            missing.push(format!("{label} has no rationale."));
        }
    }
    missing.extend(unanswered(framework, answers));
    for (number, action) in actions.iter().enumerate() {
        let number = number + 1;
        if action.action.trim().is_empty() {
            missing.push(format!("Action {number} does not say what will be done."));
        }
        if action.body.trim().is_empty() && action.owner.trim().is_empty() {
            missing.push(format!("Action {number} has no owner."));
        }
        if action.due.trim().is_empty() {
            missing.push(format!("Action {number} has no due date."));
        }
    }
    if actions.is_empty() {
        missing.push("There are no actions.".to_owned());
    }
    missing
}

/// What the framework asks besides its marks and has no answer.
fn unanswered(framework: &Framework, answers: &[AnswerText]) -> impl Iterator<Item = String> {
    let is_answered = |id: &DescriptorId| answers.iter().any(|one| one.id == *id && !one.text.trim().is_empty());
    framework.asked().filter(move |(id, _)| !is_answered(id)).map(|(_, asked)| format!("“{asked}” has no answer."))
}
