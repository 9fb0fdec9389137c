//! The page "My scores": every section with the choices of its scale, and one press that says "I'm ready" for all that
//! are scored. It is private like the ballot, because it is the ballot.

use accord_shared::command::Command;
use accord_shared::framework::{Framework, Scored, Section, SectionId};
use accord_shared::message::Outcome;
use accord_shared::panel::Visibility;
use accord_shared::stage::SectionPhase;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::row::scored_round;
use super::table::{table, whole_section};
use crate::marking::own_ballot::OwnMarks;
use crate::seat::facts::section_name;
use crate::seat::place::{PLACE_HEADING, Place};
use crate::seat::room::Room;
use crate::ui::{Button, ButtonKind, Notice, NoticeKind, alert, announce};
use crate::words::grammar::{count, list};

/// The own ballot of the plan on the screen.
#[component]
pub fn ScoresView() -> impl IntoView {
    let room = expect_context::<Room>();
    let ballot = room.ballot_now();
    let is_open = room.panel.with_untracked(|panel| panel.visibility == Visibility::Open);
    let about = if is_open {
        "The whole plan on one page. Everyone sees these scores as you choose them."
    } else {
        "The whole plan on one page. Nobody else sees these scores until the chair reveals."
    };
    let inside = match OwnMarks::new(room, &ballot) {
        Some(own) => {
            let framework = room.framework();
            let shown = |part| match part {
                Part::Table(sections) => table(room, own, &framework, &sections),
                Part::Rows(section) => whole_section(room, own, section),
            };
            let parts: Vec<AnyView> = parts(&framework).into_iter().map(shown).collect();
            view! { <Form room=room own=own>{parts}</Form> }.into_any()
        }
        None => view! {
            <Notice kind=NoticeKind::Info><p>"You do not score in this meeting, so there is nothing to fill in here."</p></Notice>
        }
        .into_any(),
    };
    view! {
        <article class="stack stack-wide">
            <h2 class="room-section-heading" id=PLACE_HEADING tabindex="-1">{Place::Scores.title()}</h2>
            <p class="room-section-plain">{about}</p>
            {inside}
        </article>
    }
}

/// Sections that follow each other and are scored alike.
enum Part<'a> {
    /// Each has one mark, on the same scale: rows of one table.
    Table(Vec<&'a Section>),
    /// Each of its descriptors has a mark.
    Rows(&'a Section),
}

fn parts(framework: &Framework) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for section in &framework.sections {
        match (section.scored, parts.last_mut()) {
            (Scored::Descriptors, _) => parts.push(Part::Rows(section)),
            (Scored::Section, Some(Part::Table(with))) if with[0].scale == section.scale => with.push(section),
            (Scored::Section, _) => parts.push(Part::Table(vec![section])),
        }
    }
    parts
}

/// The form around the sections. Enter in any row presses its one button, as in every form.
#[component]
fn Form(
    /// The room.
    room: Room,
    /// The own marks.
    own: OwnMarks,
    /// The sections.
    children: Children,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let open = open_sections(room, own);
    let to_say = Memo::new(move |_| open.with(|open| open.iter().filter(|one| one.is_new()).count()));
    let words = move || open.with(|open| how_far(&room.framework(), open));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let ready: Vec<SectionId> =
            open.with_untracked(|open| open.iter().filter(|one| one.is_new()).map(|one| one.section.clone()).collect());
        if ready.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let said = say_ready(room, ready).await;
            busy.try_set(false);
            match said {
                Ok(done) => announce(&format!("You are ready in {}.", count(done, "section", "sections"))),
                Err(sentence) => {
                    alert(&sentence);
                    refused.try_set(Some(sentence));
                }
            }
        });
    };
    let nothing = Signal::derive(move || {
        (to_say.get() == 0)
            .then(|| "There is nothing to tell the chair yet: score a section that is open first.".to_owned())
    });
    view! {
        <form class="stack stack-wide" on:submit=send>
            {children()}
            <div class="room-scores-foot">
                <Button kind=ButtonKind::Primary submit=true busy=busy why_not=nothing>"I’m ready with all of these"</Button>
                <p class="room-hint" role="status">{words}</p>
                {move || refused.get().map(|sentence| view! { <Notice kind=NoticeKind::Wrong><p>{sentence}</p></Notice> })}
            </div>
        </form>
    }
}

/// A section that can be scored, as far as its ballot goes.
#[derive(Clone, PartialEq)]
struct Open {
    section: SectionId,
    /// The chair has opened it. What is chosen before that is kept, and counts once it is.
    opened: bool,
    /// Nothing is lacking in it.
    complete: bool,
    /// Its owner has said so.
    ready: bool,
}

impl Open {
    /// Whether there is something to say to the chair.
    fn is_new(&self) -> bool {
        self.opened && self.complete && !self.ready
    }
}

/// The sections that can be scored, with how far the own ballot goes.
fn open_sections(room: Room, own: OwnMarks) -> Memo<Vec<Open>> {
    let framework = room.framework();
    let you = room.you();
    let of = move |section: &Section| {
        let id = section.id.clone();
        let stage = room.section(&id);
        let round = scored_round(room, &id);
        let gaps = Memo::new(move |_| own.gaps(room, &id, round.get().unwrap_or(1)));
        (section.id.clone(), stage, gaps)
    };
    let all: Vec<_> = framework.sections.iter().map(of).collect();
    Memo::new(move |_| {
        let open = all.iter().filter_map(|(section, stage, gaps)| {
            let stage = stage.get()?;
            matches!(stage.phase, SectionPhase::Reading | SectionPhase::Scoring).then(|| Open {
                section: section.clone(),
                opened: stage.phase == SectionPhase::Scoring,
                complete: gaps.get().with(Vec::is_empty),
                ready: stage.ready.contains(&you),
            })
        });
        open.collect()
    })
}

/// How far one is, in a sentence: what is ready, and what still lacks something.
fn how_far(framework: &Framework, open: &[Open]) -> String {
    let named = |of: fn(&Open) -> bool| -> Vec<String> {
        open.iter().filter(|one| of(one)).map(|one| section_name(framework, &one.section)).collect()
    };
    let lacking = named(|one| !one.complete);
    let to_come = open.iter().filter(|one| !one.opened).count();
    let ready = open.iter().filter(|one| one.ready).count();
    let first = match (open.is_empty(), lacking.as_slice()) {
        (true, _) => "Every section has been revealed.".to_owned(),
        (false, []) if ready > 0 && ready + to_come == open.len() => {
            "You are ready. You can change a score until its section is revealed.".to_owned()
        }
        (false, []) => "Everything is scored. Your scores count even if you do not press this.".to_owned(),
        (false, _) if lacking.len() > NAMED_MAX => {
            format!("{} still lack a score or a reason.", count(lacking.len(), "section", "sections"))
        }
        (false, _) => format!("Still lacking a score or a reason: {}.", list(&lacking)),
    };
    if to_come == 0 {
        return first;
    }
    let closed = count(to_come, "section is", "sections are");
    format!("{first} {closed} not open yet: what you choose is kept, and counts once the chair opens it.")
}

/// The most sections that the sentence names.
const NAMED_MAX: usize = 4;

/// Says "I'm ready" for one section after the other; the first refusal ends it.
async fn say_ready(room: Room, sections: Vec<SectionId>) -> Result<usize, String> {
    let (review, link) = (room.review.get_untracked(), room.link());
    let mut done = 0;
    for section in sections {
        let command = Command::Ready { review: review.clone(), section, ready: true };
        match link.command(command).await {
            Outcome::Done { .. } => done += 1,
            Outcome::Refused { sentence, .. } => return Err(sentence),
        }
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use accord_shared::framework::{builtin, builtin_framework};

    fn open(section: &str, complete: bool, ready: bool) -> Open {
        Open { section: SectionId::new(section).unwrap(), opened: true, complete, ready }
    }

    #[test]
    fn every_section_of_every_framework_has_its_place_on_the_page() {
        for framework in builtin() {
            let sections = |part: Part<'_>| match part {
                Part::Table(sections) => sections.len(),
                Part::Rows(_) => 1,
            };
            let shown: usize = parts(framework).into_iter().map(sections).sum();
            assert_eq!(shown, framework.sections.len(), "{}", framework.id);
        }
    }

    #[test]
    fn sections_with_one_scale_share_a_table() {
        let essex = builtin_framework("essex-full").unwrap();
        assert!(matches!(parts(essex).as_slice(), [Part::Table(all)] if all.len() == essex.sections.len()));
    }

    #[test]
    fn the_sentence_says_what_is_lacking_and_what_is_done() {
        let essex = builtin_framework("essex-full").unwrap();
        let said = |open: &[Open]| how_far(essex, open);
        assert_eq!(said(&[]), "Every section has been revealed.");
        let lacking = said(&[open("A", false, false), open("B", true, false)]);
        assert_eq!(lacking, "Still lacking a score or a reason: section A.");
        assert!(said(&[open("A", true, false)]).starts_with("Everything is scored."));
        assert!(said(&[open("A", true, true)]).starts_with("You are ready."));
        let before = Open { opened: false, ..open("B", true, false) };
        assert!(said(&[open("A", true, true), before.clone()]).contains("1 section is not open yet"));
        assert!(!before.is_new(), "nothing is said of a section that is not open");
        let many: Vec<Open> = ["A", "B", "C", "D", "E"].map(|id| open(id, false, false)).into();
        assert_eq!(said(&many), "5 sections still lack a score or a reason.");
    }
}
