//! The coordinator's next step. Pure but for its view.

use accord_shared::api::PanelView;
use accord_shared::panel::{Seat, Way};
use leptos::prelude::*;

use crate::ui::{Notice, NoticeKind};
use crate::words::grammar::count;

/// What to do next, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    kind: NoticeKind,
    title: String,
    text: String,
}

impl NextStep {
    fn new(kind: NoticeKind, title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { kind, title: title.into(), text: text.into() }
    }

    /// The step in a box.
    pub fn view(self) -> AnyView {
        view! { <Notice kind=self.kind title=self.title><p>{self.text}</p></Notice> }.into_any()
    }
}

/// What to do next with a panel.
#[must_use]
pub fn next_step(view: &PanelView) -> NextStep {
    let people: Vec<_> =
        view.panel.participants.iter().filter(|one| !one.removed && one.seat != Seat::Screen).collect();
    let link_of = |id| view.links.iter().find(|link| link.participant == id);
    let used = people.iter().filter(|one| link_of(one.id.clone()).is_some_and(|link| link.used_at.is_some())).count();
    let all = people.len();
    let closed =
        view.panel.agenda.iter().filter(|review| view.records.iter().any(|record| record.review == review.id)).count();
    let plans = view.panel.agenda.len();

    if let Some(cancelled) = &view.panel.since.cancelled {
        let title = "This panel was cancelled.";
        let text = format!("Its links say so, and whom to ask: {}. What was written is kept.", cancelled.ask);
        return NextStep::new(NoticeKind::Warning, title, text);
    }
    if plans == 0 {
        let text = "Add them below, under “Change this panel”. People see them as soon as they are there.";
        return NextStep::new(NoticeKind::Info, "Next: put plans on the agenda.", text);
    }
    if view.panel.way != Way::Panel && closed < plans {
        return to_assess(closed, plans, used, all);
    }
    if closed == plans {
        let text = "The records below never change. Download them for your files.";
        NextStep::new(NoticeKind::Done, "The panel is finished.", text)
    } else if closed > 0 {
        let text = "The meeting goes on with the others. The chair closes each record when every agency has signed.";
        NextStep::new(NoticeKind::Info, format!("{closed} of {} closed.", count(plans, "record", "records")), text)
    } else if used == 0 {
        let text = "Send each person their own link in your own e-mail. With it they can read and, once the chair opens a section, score before the meeting.";
        NextStep::new(NoticeKind::Info, "Next: send everyone their link.", text)
    } else if used < all {
        let text = "Remind the others, or make a new link for whoever cannot find theirs. On the day the chair leads from the room.";
        NextStep::new(NoticeKind::Info, format!("{used} of {} came in so far.", count(all, "person", "people")), text)
    } else {
        let text = "On the day the chair leads from the room. If you take part yourself, open your own link.";
        NextStep::new(NoticeKind::Done, "Everyone has come in at least once.", text)
    }
}

/// What to do next where assessors judge and nobody meets.
fn to_assess(closed: usize, plans: usize, used: usize, all: usize) -> NextStep {
    if closed > 0 {
        let text = "The records below are closed. The others close when their forms are handed in and finished.";
        NextStep::new(NoticeKind::Info, format!("{closed} of {} judged.", count(plans, "plan", "plans")), text)
    } else if used < all {
        let text = "Send each person their own link in your own e-mail. With it they open their form, on any device.";
        NextStep::new(NoticeKind::Info, "Next: send the links.", text)
    } else {
        let text = "Everyone has opened their link. The record appears below when the forms are handed in.";
        NextStep::new(NoticeKind::Done, "Now the forms are filled in.", text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coordinator::panel::tests_support::{closed_record, view_of};
    use accord_shared::id::Time;
    use accord_shared::panel::Cancelled;

    #[track_caller]
    fn check(view: &PanelView, title: &str) {
        assert_eq!(next_step(view).title, title);
    }

    #[test]
    fn each_stage_has_its_next_step() {
        let mut view = view_of(&["Ann", "Bo"], 2);
        check(&view, "Next: send everyone their link.");
        view.links[0].used_at = Some(Time(1));
        check(&view, "1 of 2 people came in so far.");
        view.links[1].used_at = Some(Time(1));
        check(&view, "Everyone has come in at least once.");
        view.records.push(closed_record(&view, 0));
        check(&view, "1 of 2 records closed.");
        view.records.push(closed_record(&view, 1));
        check(&view, "The panel is finished.");
    }

    #[test]
    fn assessors_have_forms_and_no_meeting() {
        let mut view = view_of(&["Ann"], 2);
        view.panel.way = Way::Alone { assessor: view.panel.participants[0].id.clone() };
        check(&view, "Next: send the links.");
        view.links[0].used_at = Some(Time(1));
        check(&view, "Now the forms are filled in.");
        view.records.push(closed_record(&view, 0));
        check(&view, "1 of 2 plans judged.");
        view.records.push(closed_record(&view, 1));
        check(&view, "The panel is finished.");
    }

    #[test]
    fn a_panel_without_plans_or_that_was_cancelled_says_so() {
        let mut view = view_of(&["Ann"], 0);
        check(&view, "Next: put plans on the agenda.");
        let cancelled = Cancelled { reason: "Snow".into(), ask: "Ann".into(), at: Time(0) };
        view.panel.since.cancelled = Some(cancelled);
        check(&view, "This panel was cancelled.");
    }

    #[test]
    fn somebody_who_was_removed_is_not_waited_for() {
        let mut view = view_of(&["Ann", "Bo"], 1);
        view.links[0].used_at = Some(Time(1));
        view.panel.participants[1].removed = true;
        check(&view, "Everyone has come in at least once.");
    }
}
