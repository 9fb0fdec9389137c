//! Whether marks can be added up where they are to be, and come to what the source prints.

use super::Found;
use crate::framework::limits::MARKS_MAX;
use crate::framework::{Framework, Marking, NotApplicable};

impl Found {
    pub(super) fn marks(&mut self, framework: &Framework) {
        let place = "The framework";
        if let Marking::Scaled { out_of } = framework.marking
            && !(1..=MARKS_MAX).contains(&out_of)
        {
            self.say(place, format!("scores are scaled to {out_of}"), format!("Scale to 1 to {MARKS_MAX}"));
        }
        let adds_up = !matches!(framework.marking, Marking::Judgement {});
        let mut available = Some(0_u32);
        for section in &framework.sections {
            let place = &format!("Section {}", section.id);
            let marks = framework.marks_available_in(section);
            available = available.zip(marks).and_then(|(sum, marks)| sum.checked_add(marks));
            if adds_up && framework.scale(&section.scale).is_some_and(|s| s.marks_max().is_none()) {
                let remedy = "Say what each point is worth, or make the framework a matter of judgement";
                self.say(place, format!("scale {} does not say what its points are worth", section.scale), remedy);
            }
            let full = section.targets().any(|t| t.not_applicable() == NotApplicable::FullMarks);
            if full && !adds_up {
                self.say(place, "not applicable earns full marks where none are added up", "Leave it out instead");
            }
            self.printed(place, section.printed_marks, marks);
        }
        for group in &framework.groups {
            let sections = group.sections.iter().filter_map(|id| framework.section(id));
            let marks = sections.map(|s| framework.marks_available_in(s)).sum::<Option<u32>>();
            self.printed(&format!("Group {}", group.id), group.printed_marks, marks);
        }
        self.printed(place, framework.printed_marks, available);
    }

    fn printed(&mut self, place: &str, printed: Option<u32>, marks: Option<u32>) {
        let Some(printed) = printed else { return };
        if marks != Some(printed) {
            let sum = marks.map_or("are not added up".to_owned(), |marks| format!("add up to {marks}"));
            let wrong = format!("{printed} marks are printed but its rows {sum}");
            self.say(place, wrong, "Correct the printed marks, or the rows and what their points are worth");
        }
    }
}
