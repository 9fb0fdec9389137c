//! The dialogue in which the chair gives an office to someone.

use accord_shared::command::Command;
use accord_shared::id::ParticipantId;
use leptos::prelude::*;

use super::hand::ChairHand;
use crate::seat::command::Refusal;
use crate::ui::{Button, ButtonKind, Choice, Dialog, RadioGroup, fresh_id};

/// An office that the chair gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Office {
    /// Leads the meeting.
    Chair,
    /// May take the chair when the chair is away.
    Deputy,
    /// Writes the record.
    Scribe,
}

impl Office {
    const fn title(self) -> &'static str {
        match self {
            Self::Chair => "Hand over the chair",
            Self::Deputy => "Name the deputy",
            Self::Scribe => "Name the scribe",
        }
    }

    const fn about(self) -> &'static str {
        match self {
            Self::Chair => "They lead the meeting from then on; you keep your seat and your scores.",
            Self::Deputy => "The deputy can take the chair when you have lost the connection. Nobody else can.",
            Self::Scribe => "The scribe writes the record together with you.",
        }
    }

    fn command(self, to: Option<ParticipantId>) -> Option<Command> {
        match self {
            Self::Chair => Some(Command::HandOver { to: to? }),
            Self::Deputy => Some(Command::NameDeputy { to }),
            Self::Scribe => Some(Command::NameScribe { to }),
        }
    }
}

/// The dialogue; open while an office is being given.
#[component]
pub fn ChoosePerson(
    /// The chair's hand.
    hand: ChairHand,
    /// The office, if one is being given.
    office: RwSignal<Option<Office>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(office.get().is_some()));
    Effect::new(move |before: Option<bool>| {
        let is_open = open.get();
        if before == Some(true) && !is_open {
            office.set(None);
        }
        is_open
    });
    let title = Signal::derive(move || office.get().map_or("", Office::title).to_owned());
    let body = move || office.get_untracked().map(|office| form(hand, office, open));
    view! { <Dialog title=title open=open>{body}</Dialog> }
}

fn form(hand: ChairHand, office: Office, open: RwSignal<bool>) -> AnyView {
    let room = hand.room;
    let chosen = RwSignal::new(None::<Option<ParticipantId>>);
    let mut choices: Vec<Choice<Option<ParticipantId>>> = room.panel.with_untracked(|panel| {
        let chair = room.stage.with_untracked(|stage| stage.offices.chair.clone());
        let may = panel
            .participants
            .iter()
            .filter(|person| person.has_voice() && (office == Office::Scribe || person.id != chair));
        may.map(|person| {
            let here = room.stage.with_untracked(|stage| stage.here.contains(&person.id));
            let away = if here { "" } else { ", not here" };
            Choice::new(Some(person.id.clone()), format!("{} ({}){away}", person.name, person.agency.name()))
        })
        .collect()
    });
    if office != Office::Chair {
        choices.push(Choice::new(None, "Nobody"));
    }
    let missing = Signal::derive(move || chosen.with(Option::is_none).then(|| "Choose someone first.".to_owned()));
    let give = move || {
        if let Some(command) = chosen.get_untracked().and_then(|to| office.command(to)) {
            hand.asker.ask_then(command, move || {
                open.try_set(false);
            });
        }
    };
    view! {
        <div class="stack">
            <p>{office.about()}</p>
            <RadioGroup id=fresh_id("office") legend="Who?" choices=choices value=chosen on_choose=move |to| chosen.set(Some(to)) />
            <Button kind=ButtonKind::Primary busy=hand.asker.busy why_not=missing on_press=give>{office.title()}</Button>
            <Refusal asker=hand.asker />
        </div>
    }
    .into_any()
}
