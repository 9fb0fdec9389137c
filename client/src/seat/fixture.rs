//! A small panel for the tests of this module: the shipped framework, four people of three agencies, one plan.

use accord_shared::command::{Command, Envelope};
use accord_shared::framework::{SectionId, TargetId, builtin};
use accord_shared::id::{OpId, ParticipantId, ReviewId, Time};
use accord_shared::mark::{Mark, Marks};
use accord_shared::meeting::{Meeting, Outside, Verdict};
use accord_shared::panel::{Agency, Naming, Offices, Panel, Participant, Review, Seat, Way};
use accord_shared::plan::PlanChange;
use accord_shared::record::Written;
use accord_shared::schema::Draft;
use accord_shared::stage::Round;
use accord_shared::testing;

use super::facts::Facts;

/// The id of a person.
pub fn who(id: &str) -> ParticipantId {
    ParticipantId::new(id).unwrap()
}

/// The id of a section.
pub fn section(id: &str) -> SectionId {
    SectionId::new(id).unwrap()
}

fn panel() -> Panel {
    let person = |id: &str, name: &str, agency, seat| Participant {
        name: name.to_owned(),
        post: "Officer".to_owned(),
        ..testing::person(id, agency, seat)
    };
    let plan = |id: &str| Review { change: PlanChange::Amended, ..testing::review(id) };
    Panel {
        naming: Naming::Names,
        offices: Offices { chair: who("chair"), deputy: Some(who("school")), scribe: None },
        agenda: vec![plan("one"), plan("two")],
        ..testing::panel_of(vec![
            person("chair", "Ada Chair", Agency::SendService, Seat::Member),
            person("parent", "Bea Parent", Agency::ParentCarerForum, Seat::Member),
            person("school", "Cal School", Agency::EducationSetting, Seat::Member),
            person("nurse", "Dot Nurse", Agency::Health, Seat::Member),
            person("guest", "Eli Guest", Agency::Other, Seat::Observer),
        ])
    }
}

/// A meeting with the marks that its people have drafted.
pub struct Room {
    /// The meeting.
    pub meeting: Meeting,
    drafts: Vec<(String, String, i64)>,
    ops: u8,
}

impl Outside for Room {
    fn draft(&self, who: &ParticipantId, _: &ReviewId, section: &SectionId, _: u32) -> Draft {
        let found = self.drafts.iter().rev().find(|(person, at, _)| person == who.as_str() && at == section.as_str());
        let marks: Marks =
            found.map(|(_, _, mark)| (TargetId::from(section), Mark::Score(*mark))).into_iter().collect();
        Draft { marks, ..Draft::default() }
    }

    fn written(&self, _: &ReviewId) -> Written {
        Written::default()
    }

    fn has_writing(&self, _: &ReviewId) -> bool {
        false
    }
}

impl Room {
    /// Everyone is there and nothing has happened.
    pub fn new() -> Self {
        Self::judged(Way::Panel)
    }

    /// The same, judged in another way than by a panel.
    pub fn judged(way: Way) -> Self {
        let framework = builtin().iter().find(|f| f.id.as_str() == "essex-full").cloned().unwrap();
        let mut room = Self { meeting: Meeting::new(Panel { way, ..panel() }, framework), drafts: Vec::new(), ops: 0 };
        for id in ["chair", "parent", "school", "nurse", "guest"] {
            let op = room.op();
            let arrival = room.meeting.arrival(&who(id), op, Time(0)).unwrap();
            room.meeting.apply(&arrival);
            room.meeting.set_here(&who(id), true);
        }
        room
    }

    fn op(&mut self) -> OpId {
        self.ops += 1;
        OpId::from_random([self.ops; 10])
    }

    /// The first plan.
    pub fn review(&self) -> ReviewId {
        self.meeting.panel().agenda[0].id.clone()
    }

    /// Has a command carried out, and everything that it leads to.
    pub fn say(&mut self, by: &str, command: Command) {
        let envelope = Envelope { op: self.op(), seen: self.meeting.stage().version, command };
        match self.meeting.decide(&who(by), &envelope, Time(0), self) {
            Ok(Verdict::New(decision)) => self.meeting.apply(&decision),
            other => panic!("{by} cannot {:?}: {other:?}", envelope.command),
        }
    }

    /// Opens sections for scoring.
    pub fn open(&mut self, sections: &[&str]) {
        let command = Command::Open { review: self.review(), sections: sections.iter().map(|s| section(s)).collect() };
        self.say("chair", command);
    }

    /// Notes a draft with the same mark in every section.
    pub fn draft_all(&mut self, by: &str, mark: i64) {
        for section in self.meeting.framework().sections.clone() {
            self.drafts.push((by.to_owned(), section.id.to_string(), mark));
        }
    }

    /// Notes a draft mark, and says "ready".
    pub fn mark(&mut self, by: &str, at: &str, mark: i64) {
        self.drafts.push((by.to_owned(), at.to_owned(), mark));
        self.say(by, Command::Ready { review: self.review(), section: section(at), ready: true });
    }

    /// Reveals sections, whoever is ready.
    pub fn reveal(&mut self, sections: &[&str]) {
        let sections = sections.iter().map(|s| section(s)).collect();
        self.say("chair", Command::Reveal { review: self.review(), sections, without: Some("time".to_owned()) });
    }

    /// Opens and reveals one section with a mark from each of the four.
    pub fn scored(&mut self, at: &str, marks: [i64; 4]) {
        self.open(&[at]);
        for (by, mark) in ["chair", "parent", "school", "nurse"].into_iter().zip(marks) {
            self.mark(by, at, mark);
        }
        self.reveal(&[at]);
    }

    /// The rounds as the room sees them.
    pub fn rounds(&self) -> Vec<Round> {
        self.meeting.rounds().map(|round| round.for_room(self.meeting.panel().naming)).collect()
    }

    /// The facts about the first plan.
    pub fn facts<'a>(&'a self, rounds: &'a [Round]) -> Facts<'a> {
        Facts::of(self.meeting.panel(), self.meeting.framework(), self.meeting.stage(), rounds, &self.review()).unwrap()
    }
}
