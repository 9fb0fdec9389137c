//! Who chairs, who is deputy, who writes the record.

use accord_shared::api::{ChangeOffices, PanelView};
use accord_shared::id::ParticipantId;
use accord_shared::panel::{Offices, Participant};
use leptos::prelude::*;

use super::super::Shown;
use super::{Outcome, Saving};
use crate::net::api::changes as api;
use crate::ui::{Button, ButtonKind, Choice, ErrorSummary, Notice, NoticeKind, Select};

/// The form. What nobody has chosen over follows the meeting, in which offices change hands too.
#[component]
pub fn OfficesForm(shown: Shown, view: RwSignal<PanelView>) -> impl IntoView {
    let saving = Saving::new(shown);
    let held = Memo::new(move |_| view.with(|view| view.now.offices.clone()));
    let first = held.get_untracked();
    let chair = RwSignal::new(first.chair);
    let (deputy, scribe) = (RwSignal::new(first.deputy), RwSignal::new(first.scribe));
    Effect::new(move |before: Option<Offices>| {
        let now = held.get();
        if let Some(before) = before {
            if chair.get_untracked() == before.chair {
                chair.set(now.chair.clone());
            }
            for (chosen, before, now) in [(deputy, before.deputy, &now.deputy), (scribe, before.scribe, &now.scribe)] {
                if chosen.get_untracked() == before {
                    chosen.set(now.clone());
                }
            }
        }
        now
    });
    let able = Memo::new(move |_| view.with(able));
    let chairs = Signal::derive(move || able.get().into_iter().map(|(id, name)| Choice::new(id, name)).collect());
    let others = Signal::derive(move || {
        let people = able.get().into_iter().map(|(id, name)| Choice::new(Some(id), name));
        std::iter::once(Choice::new(None, "Nobody")).chain(people).collect::<Vec<_>>()
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (panel, seen) = view.with_untracked(|view| (view.panel.id.clone(), view.now.seen));
        let chair = chair.get_untracked();
        // Whoever chairs needs no deputy who is the same person.
        let deputy = deputy.get_untracked().filter(|deputy| *deputy != chair);
        let form = ChangeOffices { seen, chair, deputy, scribe: scribe.get_untracked() };
        let request = async move { api::offices(&panel, &form).await };
        saving.send(request, |_| String::new(), || ());
    };
    let leaderless = Memo::new(move |_| view.with(leaderless));
    view! {
        <form class="stack" novalidate=true on:submit=submit>
            <Show when=move || leaderless.get()>
                <Notice kind=NoticeKind::Warning title="Nobody in the room can lead the meeting">
                    <p>"The chair is not there, and no deputy is there to take over. Choose somebody who is in the room now."</p>
                </Notice>
            </Show>
            <ErrorSummary problems=saving.told.problems />
            <div class="columns">
                <Select id="office-chair" label="Chair" hint="Leads the meeting and reveals." choices=chairs value=chair on_choose=move |who| chair.set(who) />
                <Select id="office-deputy" label="Deputy" hint="Can take over if the chair is away." choices=others value=deputy on_choose=move |who| deputy.set(who) />
                <Select id="office-scribe" label="Scribe" hint="Writes the record with the chair." choices=others value=scribe on_choose=move |who| scribe.set(who) />
            </div>
            <p class="soft">"Once scoring has begun, a chair who is in the room hands over there. While the chair is away you can name somebody who is in the room."</p>
            <Button kind=ButtonKind::Primary submit=true busy=saving.busy>"Save who does what"</Button>
            <Outcome saving=saving />
        </form>
    }
    .into_any()
}

/// Who can hold an office, with a word beside those who are in the room now.
fn able(view: &PanelView) -> Vec<(ParticipantId, String)> {
    let named = |person: &Participant| {
        let here = if view.now.here.contains(&person.id) { " (in the room now)" } else { "" };
        (person.id.clone(), format!("{}{here}", person.name))
    };
    view.panel.participants.iter().filter(|person| person.has_voice()).map(named).collect()
}

/// Whether people are in the room, and none of them leads or can take over.
fn leaderless(view: &PanelView) -> bool {
    let here = |id: &ParticipantId| view.now.here.contains(id);
    let offices = &view.now.offices;
    let leads = here(&offices.chair) || offices.deputy.as_ref().is_some_and(here);
    let able = view.panel.participants.iter().any(|person| person.has_voice() && here(&person.id));
    able && !leads && !view.now.begun.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::super::tests_support::view_of;
    use super::*;

    #[test]
    fn a_room_in_which_nobody_can_lead_is_told() {
        let mut view = view_of(&["Ann", "Bo"], 1);
        view.now.begun.push(view.panel.agenda[0].id.clone());
        assert!(!leaderless(&view), "nobody is there");
        let [ann, bo] = [0, 1].map(|place| view.panel.participants[place].id.clone());
        view.now.here.insert(bo.clone());
        assert!(leaderless(&view));
        assert_eq!(able(&view)[1].1, "Bo (in the room now)");
        view.now.offices.deputy = Some(bo);
        assert!(!leaderless(&view), "the deputy can take over");
        view.now.offices.deputy = None;
        view.now.here.insert(ann);
        assert!(!leaderless(&view));
    }
}
