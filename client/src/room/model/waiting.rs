//! Who is still outstanding, by agency: in a section that is being scored, or with an answer to a proposal. People who
//! have not come yet are counted apart, because nobody can say how long that takes.

use accord_shared::id::{ParticipantId, Time};
use accord_shared::meeting::not_answered;
use accord_shared::panel::Agency;
use accord_shared::stage::SectionStage;

use crate::seat::facts::Facts;
use crate::words::grammar::{count, list};

/// Who is outstanding in one section that is being scored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    /// The agencies of people who are here and not ready, with how many they are.
    pub scoring: Vec<(Agency, usize)>,
    /// The agencies of people who came, are not connected now, and were not ready before they left.
    pub away: Vec<(Agency, usize)>,
    /// How many have not come at all.
    pub not_arrived: usize,
    /// How many are ready.
    pub ready: usize,
    /// How many score, whether they have come or not.
    pub of: usize,
}

impl Waiting {
    /// Whether there is anybody to wait for: nobody is, when everyone who is here is ready and most of those invited have
    /// come. A chair who is alone with an empty room is early, and not done.
    pub fn is_over(&self) -> bool {
        self.ready > 0 && self.scoring.is_empty() && 2 * self.not_arrived < self.of
    }

    /// How many of those who score are here, or were ready before they left.
    pub fn reached(&self) -> usize {
        self.ready + self.scoring.iter().map(|(_, people)| people).sum::<usize>()
    }

    /// "3 of 25 have not arrived yet."; `None` when everyone has.
    pub fn apart(&self) -> Option<String> {
        let have = if self.not_arrived == 1 { "has" } else { "have" };
        (self.not_arrived > 0).then(|| format!("{} of {} {have} not arrived yet.", self.not_arrived, self.of))
    }
}

/// Who is outstanding in a section that is being scored.
pub fn waiting(facts: Facts<'_>, section: &SectionStage) -> Waiting {
    let mut waiting = Waiting::default();
    for person in facts.panel.scorers() {
        waiting.of += 1;
        if section.ready.contains(&person.id) {
            waiting.ready += 1;
        } else if facts.stage.here.contains(&person.id) {
            add(&mut waiting.scoring, person.agency);
        } else if facts.stage.arrived.contains_key(&person.id) {
            add(&mut waiting.away, person.agency);
        } else {
            waiting.not_arrived += 1;
        }
    }
    for agencies in [&mut waiting.scoring, &mut waiting.away] {
        agencies.sort();
    }
    waiting
}

/// The agencies of those who have a voice, came, and have not answered the proposal of a section.
pub fn unanswered(facts: Facts<'_>, section: &SectionStage) -> Vec<(Agency, usize)> {
    let agency = |who: &ParticipantId| facts.panel.participant(who).map(|person| person.agency);
    let mut found = Vec::new();
    for agency in not_answered(facts.panel, facts.stage, section).iter().filter_map(agency) {
        add(&mut found, agency);
    }
    found.sort();
    found
}

fn add(agencies: &mut Vec<(Agency, usize)>, agency: Agency) {
    match agencies.iter_mut().find(|(known, _)| *known == agency) {
        Some((_, people)) => *people += 1,
        None => agencies.push((agency, 1)),
    }
}

/// "Health (2) and SENDIASS", in the short labels that stand at the top of the room.
pub fn by_agency(agencies: &[(Agency, usize)]) -> String {
    let words = agencies.iter().map(|(agency, people)| match people {
        1 => agency.short().to_owned(),
        many => format!("{} ({many})", agency.short()),
    });
    list(&words.collect::<Vec<_>>())
}

/// "under a minute", "4 min", "1 h 5 min": how long something has been going on.
pub fn how_long(since: Time, now: Time) -> String {
    let minutes = (now.0 - since.0).max(0) / 60_000;
    match (minutes / 60, minutes % 60) {
        (0, 0) => "under a minute".to_owned(),
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// "1 person of Health is not connected now."; `None` when nobody has left.
pub fn away_words(away: &[(Agency, usize)]) -> Option<String> {
    let people = away.iter().map(|(_, people)| people).sum();
    let are = if people == 1 { "is" } else { "are" };
    (people > 0)
        .then(|| format!("{} ({}) {are} not connected now.", count(people, "person", "people"), by_agency(away)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::{Room, section, who};

    fn of_a(room: &Room) -> Waiting {
        let facts = room.facts(&[]);
        waiting(facts, facts.review.section(&section("A")).unwrap())
    }

    #[test]
    fn who_is_here_and_not_ready_is_named_by_agency() {
        let mut room = Room::new();
        room.open(&["A"]);
        room.mark("chair", "A", 2);
        assert_eq!(by_agency(&of_a(&room).scoring), "Parents, Health and School");
        assert!(!of_a(&room).is_over());
        for by in ["parent", "school"] {
            room.mark(by, "A", 2);
        }
        room.meeting.set_here(&who("nurse"), false);
        let now = of_a(&room);
        assert_eq!((now.scoring.len(), by_agency(&now.away).as_str(), now.reached()), (0, "Health", 3));
        assert!(now.is_over(), "whoever has lost the connection is not waited for without end");
        assert_eq!(away_words(&now.away).as_deref(), Some("1 person (Health) is not connected now."));
    }

    #[test]
    fn a_chair_alone_in_the_room_is_early() {
        let mut waiting = Waiting { ready: 1, not_arrived: 24, of: 25, ..Waiting::default() };
        assert!(!waiting.is_over());
        assert_eq!(waiting.apart().as_deref(), Some("24 of 25 have not arrived yet."));
        waiting.not_arrived = 1;
        assert!(waiting.is_over());
        assert_eq!(waiting.apart().as_deref(), Some("1 of 25 has not arrived yet."));
        assert_eq!(Waiting { ready: 2, of: 2, ..Waiting::default() }.apart(), None);
    }

    #[test]
    fn several_of_an_agency_are_counted_and_time_is_said_in_minutes() {
        assert_eq!(by_agency(&[(Agency::Sendiass, 1), (Agency::Health, 2)]), "SENDIASS and Health (2)");
        let since = |minutes: i64| how_long(Time(0), Time(minutes * 60_000 + 59_000));
        assert_eq!([0, 4, 65].map(since), ["under a minute", "4 min", "1 h 5 min"]);
        assert_eq!(how_long(Time(5), Time(0)), "under a minute", "clocks may disagree by a little");
    }
}
