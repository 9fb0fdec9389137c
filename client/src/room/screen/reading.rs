//! The room screen while people read and score: the section, how long it has been open, and how many of each agency are
//! ready. That somebody is ready is all that anybody knows of a ballot.

use accord_shared::framework::SectionId;
use accord_shared::id::ParticipantId;
use accord_shared::panel::Agency;
use accord_shared::stage::SectionPhase;
use leptos::prelude::*;

use super::section_head::SectionHead;
use crate::room::head::clocks::ticking;
use crate::room::model::people::people;
use crate::room::model::sections::ready_of;
use crate::room::model::time_left::section_time;
use crate::seat::facts::Facts;
use crate::seat::room::Room;
use crate::words::agency_chip::AgencyChip;
use crate::words::grammar::count;

/// How many of an agency are there or ready, and of how many.
#[derive(Debug, Clone, PartialEq, Eq)]
struct AgencyCount {
    agency: Agency,
    count: usize,
    of: usize,
}

impl AgencyCount {
    fn is_whole(&self) -> bool {
        self.count == self.of
    }
}

/// Who is here, by agency.
fn here_by_agency(facts: Facts<'_>, you: &ParticipantId) -> Vec<AgencyCount> {
    let rows = people(facts, None, &[], you).into_iter();
    rows.map(|row| AgencyCount { agency: row.agency, count: row.here(), of: row.people.len() }).collect()
}

/// Who is ready with a section, by agency, of those who score.
fn ready_by_agency(facts: Facts<'_>, section: &SectionId) -> Vec<AgencyCount> {
    let Some(section) = facts.review.section(section) else { return Vec::new() };
    by_agency(|agency| {
        let of: Vec<_> = facts.panel.scorers().filter(|person| person.agency == agency).collect();
        (of.iter().filter(|person| section.ready.contains(&person.id)).count(), of.len())
    })
}

fn by_agency(count_of: impl Fn(Agency) -> (usize, usize)) -> Vec<AgencyCount> {
    let rows = Agency::ALL.into_iter().map(|agency| {
        let (count, of) = count_of(agency);
        AgencyCount { agency, count, of }
    });
    rows.filter(|row| row.of > 0).collect()
}

/// The agencies with a count each, and a tick where nobody is missing.
fn agencies(rows: Memo<Vec<AgencyCount>>, what: &'static str) -> impl IntoView {
    let line = move |row: AgencyCount| {
        let class = if row.is_whole() { "screen-agency screen-agency-whole" } else { "screen-agency" };
        view! {
            <li class=class>
                <AgencyChip agency=row.agency full=true />
                <span class="screen-agency-count">{row.count} " of " {row.of} " " {what}</span>
            </li>
        }
    };
    view! { <ul class="screen-agencies">{move || rows.get().into_iter().map(line).collect_view()}</ul> }
}

/// People arrive before there is a plan.
#[component]
pub fn NoPlan() -> impl IntoView {
    let room = expect_context::<Room>();
    let you = room.you();
    let rows = Memo::new(move |_| room.with_people(|facts| here_by_agency(facts, &you)));
    view! {
        <div class="screen-lead">
            <h2 class="screen-section">"Welcome"</h2>
            <p class="screen-plain">"No plan is on the agenda yet. The coordinator adds the plans, and they appear here by themselves."</p>
        </div>
        {agencies(rows, "here")}
    }
}

/// People arrive and read.
#[component]
pub fn Reading(
    /// The section that the chair has on the table, if it is one.
    section: Option<SectionId>,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let you = room.you();
    let rows = room.memo(move |facts| here_by_agency(facts, &you));
    let head = match section {
        Some(id) => view! { <SectionHead section=id plain=true /> }.into_any(),
        None => view! {
            <div class="screen-lead">
                <h2 class="screen-section">"Welcome"</h2>
                <p class="screen-plain">"Read the plan. When everyone has, the chair opens the sections for scoring."</p>
            </div>
        }
        .into_any(),
    };
    view! {
        {head}
        {agencies(rows, "here")}
    }
}

/// A section is scored in private.
#[component]
pub fn Scoring(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let head = view! { <SectionHead section=section.clone() plain=true /> };
    let (by_agency, whole, state) = (section.clone(), section.clone(), room.section(&section));
    let rows = room.memo(move |facts| ready_by_agency(facts, &by_agency));
    let ready =
        room.memo(move |facts| facts.review.section(&whole).map(|one| ready_of(facts, one)).unwrap_or_default());
    let others = room.memo(move |facts| others_open(facts, &section));
    let (now, time_box) = (ticking(room), Memo::new(move |_| room.stage.with(|stage| stage.time_box)));
    let since = move || {
        let opened = state.with(|state| state.as_ref().and_then(|state| state.opened_at));
        opened.map(|opened| format!(", open for {}", section_time(opened, now.get(), time_box.get())))
    };
    let round = move || state.with(|state| state.as_ref().map_or(1, |state| state.round));
    let which = move || if round() > 1 { format!(", round {}", round()) } else { String::new() };
    view! {
        {head}
        <p class="screen-ready">
            <strong class="screen-ready-count">{move || ready.get().0} " of " {move || ready.get().1} " ready"</strong>
            <span>"Scored in private" {which} {since}</span>
        </p>
        {agencies(rows, "ready")}
        <p class="screen-others">{move || others.get()}</p>
    }
}

/// "11 other sections are open as well; everyone is ready in 3 of them."
fn others_open(facts: Facts<'_>, section: &SectionId) -> String {
    let sections = facts.review.sections.iter();
    let open: Vec<_> = sections.filter(|other| other.phase == SectionPhase::Scoring && other.id != *section).collect();
    let done = open.iter().filter(|other| {
        let (ready, of) = ready_of(facts, other);
        of > 0 && ready >= of
    });
    match (open.len(), done.count()) {
        (0, _) => String::new(),
        (others, done) => {
            let verb = if others == 1 { "is" } else { "are" };
            format!(
                "{} {verb} open as well; everyone is ready in {done}.",
                count(others, "other section", "other sections")
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::{Room, section, who};

    #[test]
    fn agencies_are_counted_and_nobody_is_named() {
        let mut room = Room::new();
        room.open(&["A", "E"]);
        room.mark("nurse", "A", 2);
        let facts = room.facts(&[]);
        let said = |rows: Vec<AgencyCount>| -> Vec<(&'static str, usize, usize)> {
            rows.iter().map(|row| (row.agency.short(), row.count, row.of)).collect()
        };
        assert_eq!(
            said(ready_by_agency(facts, &section("A"))),
            [("Parents", 0, 1), ("SEND", 0, 1), ("Health", 1, 1), ("School", 0, 1)]
        );
        assert_eq!(
            said(here_by_agency(facts, &who("chair"))).last(),
            Some(&("Other", 1, 1)),
            "observers are here as well"
        );
        assert_eq!(others_open(facts, &section("A")), "1 other section is open as well; everyone is ready in 0.");
    }
}
