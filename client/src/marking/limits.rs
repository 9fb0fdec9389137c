//! The limiting judgements of a section, as the framework has them, and which of them hold now.

use accord_shared::beyond::{in_force, unexplained};
use accord_shared::framework::SectionId;
use accord_shared::words;
use leptos::prelude::*;

use crate::seat::facts::Facts;
use crate::seat::room::Room;

/// One limiting judgement in words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    sentence: String,
    holds: bool,
    /// Whether what is agreed overrules it although nobody has said why.
    unexplained: bool,
}

fn lines(facts: Facts<'_>, section: &SectionId) -> Vec<Line> {
    let holding = in_force(facts.framework, facts.review, section);
    let unexplained = unexplained(facts.framework, facts.review, section);
    let line = |limit| Line {
        sentence: words::limit(facts.framework, limit),
        holds: holding.contains(&limit),
        unexplained: unexplained.contains_key(&limit.id),
    };
    facts.framework.limits_of(section).map(line).collect()
}

/// The limits on the judgement of a section; nothing where there are none.
#[component]
pub fn Limits(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    room.framework().limits_of(&section).next()?;
    let lines = room.memo(move |facts| lines(facts, &section));
    let items = move || lines.get().into_iter().map(line).collect_view();
    Some(view! {
        <section class="limits" aria-label="Limits of the framework">
            <ul class="bullets">{items}</ul>
        </section>
    })
}

fn line(line: Line) -> AnyView {
    let holds = if line.holds { "This holds now." } else { "This does not hold now." };
    let unexplained = line.unexplained.then_some(
        " What is agreed overrules it, and nobody has said why: open it again before signing, and propose a judgement.",
    );
    view! { <li class:limit-holds=line.holds>{line.sentence} " " <strong>{holds}</strong> {unexplained}</li> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seat::fixture::{self, Room};
    use accord_shared::command::Command;
    use accord_shared::framework::{Framework, TargetId};
    use accord_shared::mark::Mark;
    use accord_shared::meeting::Meeting;

    #[test]
    fn a_limit_says_whether_it_holds() {
        let mut room = Room::new();
        let limit = serde_json::json!({
            "id": "e", "while": {"any_of": ["E"], "or_worse": 4}, "target": "overall", "no_better_than": 3, "source": "Test"
        });
        let limits = vec![serde_json::from_value(limit).unwrap()];
        let framework = Framework { limits, ..room.meeting.framework().clone() };
        room.meeting = Meeting::new(room.meeting.panel().clone(), framework);
        let overall = fixture::section("overall");
        let said = |room: &Room| lines(room.facts(&[]), &overall);
        assert_eq!(
            said(&room)[0].sentence,
            "The overall judgement is no better than Requires improvement while section E is Inadequate."
        );
        assert!(!said(&room)[0].holds);
        room.scored("E", [4, 4, 4, 3]);
        let marks = [(TargetId::from(fixture::section("E")), Mark::Score(4))].into();
        let (review, section) = (room.review(), fixture::section("E"));
        room.say("chair", Command::Propose { review: review.clone(), section: section.clone(), marks, why: None });
        room.say("chair", Command::Settle { review, section, without: Some("time".to_owned()) });
        assert!(said(&room)[0].holds && !said(&room)[0].unexplained);
    }
}
