//! The people of the room, by agency: who is here, who is ready and who looks at what. Nothing of it says anything about
//! a mark.

use accord_shared::framework::SectionId;
use accord_shared::id::ParticipantId;
use accord_shared::message::Presence;
use accord_shared::panel::{Agency, Participant, Seat};
use accord_shared::stage::SectionPhase;

use crate::seat::facts::{Facts, section_name};

/// Whether a person is ready with the section in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ready {
    /// The section is not open for scoring, or the person does not score.
    Nothing,
    /// Pressed "ready".
    Yes,
    /// Not yet.
    NotYet,
}

/// One person in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Who.
    pub id: ParticipantId,
    /// The person's name.
    pub name: String,
    /// The person's post.
    pub post: String,
    /// "Chair", "Deputy", "Scribe", "Observer", several of them, or empty.
    pub office: String,
    /// Whether the person is connected.
    pub here: bool,
    /// Whether the person is ready.
    pub ready: Ready,
    /// Which section the person looks at, as "section B".
    pub looks_at: Option<String>,
    /// Whether it is you.
    pub you: bool,
}

/// The people of one agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyRow {
    /// Which agency.
    pub agency: Agency,
    /// Its people.
    pub people: Vec<PersonRow>,
}

impl AgencyRow {
    /// How many of its people are here.
    pub fn here(&self) -> usize {
        self.people.iter().filter(|person| person.here).count()
    }

    /// How many are ready with the section in view, of how many who score it and are here or were ready before they left;
    /// `None` where it is not open, or nobody of the agency scores.
    pub fn ready(&self) -> Option<(usize, usize)> {
        let of = self.people.iter().filter(|person| match person.ready {
            Ready::Yes => true,
            Ready::NotYet => person.here,
            Ready::Nothing => false,
        });
        let ready = self.people.iter().filter(|person| person.ready == Ready::Yes).count();
        self.people.iter().any(|person| person.ready != Ready::Nothing).then(|| (ready, of.count()))
    }
}

/// Everyone, by agency, without screens and without those who were taken off the panel.
pub fn people(
    facts: Facts<'_>,
    section: Option<&SectionId>,
    present: &[Presence],
    you: &ParticipantId,
) -> Vec<AgencyRow> {
    let rows = Agency::ALL.into_iter().map(|agency| {
        let of_agency = facts.panel.participants.iter().filter(|person| person.agency == agency);
        let listed = of_agency.filter(|person| !person.removed && person.seat != Seat::Screen);
        AgencyRow { agency, people: listed.map(|person| person_row(facts, section, present, you, person)).collect() }
    });
    rows.filter(|row| !row.people.is_empty()).collect()
}

fn person_row(
    facts: Facts<'_>,
    section: Option<&SectionId>,
    present: &[Presence],
    you: &ParticipantId,
    person: &Participant,
) -> PersonRow {
    let open = section.and_then(|id| facts.review.section(id)).filter(|section| section.phase == SectionPhase::Scoring);
    let ready = match open {
        Some(section) if section.ready.contains(&person.id) => Ready::Yes,
        Some(_) if person.scores() => Ready::NotYet,
        Some(_) | None => Ready::Nothing,
    };
    let shown = present.iter().find(|presence| presence.who.as_ref() == Some(&person.id));
    let looks_at = shown
        .filter(|presence| presence.review.as_ref() == Some(&facts.review.id))
        .and_then(|presence| presence.section.as_ref())
        .map(|section| section_name(facts.framework, section));
    let here = facts.stage.here.contains(&person.id);
    PersonRow {
        id: person.id.clone(),
        name: person.name.clone(),
        post: person.post.clone(),
        office: office(facts, person),
        here,
        ready,
        looks_at: looks_at.filter(|_| here),
        you: person.id == *you,
    }
}

fn office(facts: Facts<'_>, person: &Participant) -> String {
    let offices = &facts.stage.offices;
    let mut held = Vec::new();
    if offices.chair == person.id {
        held.push("Chair".to_owned());
    }
    if offices.deputy.as_ref() == Some(&person.id) {
        held.push("Deputy".to_owned());
    }
    if offices.scribe.as_ref() == Some(&person.id) {
        held.push("Scribe".to_owned());
    }
    if person.seat == Seat::Observer {
        held.push("Observer".to_owned());
    }
    held.join(", ")
}

/// How many of those invited are here, and how many are invited: "11 of 13".
pub fn here_of(facts: Facts<'_>) -> (usize, usize) {
    let invited = facts.panel.participants.iter().filter(|person| !person.removed && person.seat != Seat::Screen);
    let (mut here, mut all) = (0, 0);
    for person in invited {
        all += 1;
        here += usize::from(facts.stage.here.contains(&person.id));
    }
    (here, all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::{Room, section, who};

    fn presence(id: &str, at: &str) -> Presence {
        Presence {
            who: Some(who(id)),
            review: Some(accord_shared::id::ReviewId::new("one").unwrap()),
            section: Some(section(at)),
            writing: None,
        }
    }

    #[test]
    fn people_are_listed_by_agency_with_what_everyone_may_know() {
        let mut room = Room::new();
        room.open(&["A"]);
        room.mark("nurse", "A", 4);
        room.meeting.set_here(&who("school"), false);
        let present = [presence("parent", "E")];
        let rows = people(room.facts(&[]), Some(&section("A")), &present, &who("chair"));
        let agencies: Vec<Agency> = rows.iter().map(|row| row.agency).collect();
        assert_eq!(agencies[0], Agency::ParentCarerForum, "the forum comes first");
        let all: Vec<&PersonRow> = rows.iter().flat_map(|row| &row.people).collect();
        let of = |id: &str| *all.iter().find(|row| row.id == who(id)).unwrap();
        assert_eq!(
            (of("nurse").ready, of("parent").ready, of("guest").ready),
            (Ready::Yes, Ready::NotYet, Ready::Nothing)
        );
        assert_eq!(of("parent").looks_at.as_deref(), Some("section E"));
        assert_eq!(
            (of("chair").office.as_str(), of("school").office.as_str(), of("guest").office.as_str()),
            ("Chair", "Deputy", "Observer")
        );
        assert!(of("chair").you && !of("school").here);
        assert_eq!(here_of(room.facts(&[])), (4, 5));
        let ready = |agency| rows.iter().find(|row| row.agency == agency).unwrap().ready();
        let counts = [Agency::Health, Agency::ParentCarerForum, Agency::EducationSetting, Agency::Other].map(ready);
        assert_eq!(
            counts,
            [Some((1, 1)), Some((0, 1)), Some((0, 0)), None],
            "the school is not here, and a guest never scores"
        );
    }
}
