//! How changes of a panel are said to everyone in the room, and in the record.

use super::{ChangeAbout, Offices, Panel, PanelChange, Participant, Seat};
use crate::day::day_in_words;
use crate::id::ParticipantId;

impl PanelChange {
    /// What it is about.
    #[must_use]
    pub const fn about(&self) -> ChangeAbout {
        match self {
            Self::SetMeeting { .. } => ChangeAbout::Meeting,
            Self::AddPlan { .. } | Self::OrderPlans { .. } | Self::TakeAwayPlan { .. } => ChangeAbout::Agenda,
            Self::AddPerson { .. } | Self::ChangePerson { .. } | Self::RemovePerson { .. } => ChangeAbout::People,
            Self::SetOffices { .. } => ChangeAbout::Offices,
            Self::Cancel { .. } => ChangeAbout::Cancelled,
        }
    }

    /// What it changes, in whole sentences, beside the panel and the offices as they were before it; empty where it
    /// changes nothing.
    #[must_use]
    pub fn words(&self, panel: &Panel, offices: &Offices) -> String {
        let sentences = match self {
            Self::SetMeeting { title, held_on, meets } => meeting(panel, title, held_on, meets),
            Self::AddPlan { review } => vec![format!("The plan {} is on the agenda now.", review.case_ref)],
            Self::OrderPlans { order } => order_of(panel, order),
            Self::TakeAwayPlan { review, reason } => {
                let plan = panel.review(review).map_or("", |review| &review.case_ref);
                vec![format!("The plan {plan} was taken off the agenda: {}", stopped(reason))]
            }
            Self::AddPerson { person } => vec![format!("{} was invited and {}.", name(person), seat(person.seat))],
            Self::ChangePerson { who, .. } => match (panel.participant(who), self.changed(panel)) {
                (Some(before), Some(now)) => person(before, &now, offices),
                _ => Vec::new(),
            },
            Self::RemovePerson { who } => match panel.participant(who) {
                Some(person) => {
                    let mut said = vec![format!("{} was taken off the panel.", name(person))];
                    said.extend(left_offices(who, &person.name, offices));
                    said
                }
                None => Vec::new(),
            },
            Self::SetOffices { offices: now } => {
                let by = "The coordinator named";
                offices_said(panel, offices, now, by)
            }
            Self::Cancel { reason, .. } => vec![format!("The panel was cancelled: {}", stopped(reason))],
        };
        sentences.join(" ")
    }

    /// The person of a change of one, as they are after it.
    fn changed(&self, panel: &Panel) -> Option<Participant> {
        let Self::ChangePerson { who, name, agency, post, seat } = self else { return None };
        let before = panel.participant(who)?.clone();
        Some(Participant { name: name.clone(), agency: *agency, post: post.clone(), seat: *seat, ..before })
    }
}

fn meeting(panel: &Panel, title: &str, held_on: &str, meets: &super::Meets) -> Vec<String> {
    let mut said = Vec::new();
    let before = &panel.meets;
    if panel.title != title {
        said.push(format!("The meeting is called “{title}” now."));
    }
    if panel.held_on != held_on {
        let (now, before) = (day_in_words(held_on), day_in_words(&panel.held_on));
        said.push(format!("The meeting is on {now} now. Before, it was on {before}."));
    }
    if (&before.begins, &before.ends) != (&meets.begins, &meets.ends) {
        said.push(match meets.times() {
            Some(times) => format!("The time is {times} now."),
            None => "No time of the day is set any more.".to_owned(),
        });
    }
    if before.place != meets.place {
        said.push(match meets.place.as_str() {
            "" => "No place is set any more.".to_owned(),
            place => format!("The place is {} now.", place.trim_end_matches('.')),
        });
    }
    if before.call != meets.call {
        said.push(match meets.call_host() {
            Some(host) => format!("There is a new link to the call, on {host}."),
            None => "There is no link to a call any more.".to_owned(),
        });
    }
    said
}

fn order_of(panel: &Panel, order: &[crate::id::ReviewId]) -> Vec<String> {
    if panel.agenda.iter().map(|review| &review.id).eq(order) {
        return Vec::new();
    }
    let plans: Vec<&str> =
        order.iter().filter_map(|id| panel.review(id)).map(|review| review.case_ref.as_str()).collect();
    vec![format!("The order of the plans is new: {}.", plans.join(", "))]
}

fn person(before: &Participant, now: &Participant, offices: &Offices) -> Vec<String> {
    let mut said = Vec::new();
    if before.name != now.name {
        said.push(format!("{} is called {} now.", before.name, now.name));
    }
    if before.agency != now.agency {
        said.push(format!("{} speaks for {} now, not for {}.", now.name, now.agency.name(), before.agency.name()));
    }
    if before.post != now.post {
        said.push(match now.post.as_str() {
            "" => format!("No post is named for {} any more.", now.name),
            post => format!("{} comes as {} now.", now.name, post.trim_end_matches('.')),
        });
    }
    if before.seat != now.seat {
        said.push(format!("{} {} now.", now.name, seat(now.seat)));
        if !now.has_voice() {
            said.extend(left_offices(&now.id, &now.name, offices));
        }
    }
    said
}

/// The offices besides the chair that fall with a person.
fn left_offices(who: &ParticipantId, name: &str, offices: &Offices) -> Vec<String> {
    let held = [("deputy", &offices.deputy), ("scribe", &offices.scribe)];
    let left = held.into_iter().filter(|(_, holder)| holder.as_ref() == Some(who));
    left.map(|(office, _)| format!("{name} is {office} no longer.")).collect()
}

/// Who holds which office now that did not before; `by` are the words that say who named them.
pub(crate) fn offices_said(panel: &Panel, before: &Offices, now: &Offices, by: &str) -> Vec<String> {
    let of = |who: &ParticipantId| panel.participant(who).map_or_else(String::new, name);
    let mut said = Vec::new();
    if before.chair != now.chair {
        said.push(format!("{by} {} as chair. Before, it was {}.", of(&now.chair), of(&before.chair)));
    }
    for (office, before, now) in [("deputy", &before.deputy, &now.deputy), ("scribe", &before.scribe, &now.scribe)] {
        match now {
            _ if before == now => {}
            Some(who) => said.push(format!("{by} {} as {office}.", of(who))),
            None => said.push(format!("There is no {office} now.")),
        }
    }
    said
}

fn name(person: &Participant) -> String {
    if person.seat == Seat::Screen {
        person.name.clone()
    } else {
        format!("{} ({})", person.name, person.agency.name())
    }
}

/// What a person does at the table.
const fn seat(seat: Seat) -> &'static str {
    match seat {
        Seat::Member => "scores",
        Seat::NonScoring => "takes part without scoring",
        Seat::Observer => "observes",
        Seat::Screen => "is a room screen",
    }
}

/// A reason with a full stop at its end.
fn stopped(reason: &str) -> String {
    let reason = reason.trim();
    if reason.ends_with(['.', '!', '?', '…']) { reason.to_owned() } else { format!("{reason}.") }
}
