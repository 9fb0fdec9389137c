//! Everyone at a panel, the state of their links, and what can be done about them.

use accord_shared::api::{LinkView, PanelView};
use accord_shared::id::{ParticipantId, Time};
use accord_shared::panel::{Offices, Panel, Participant, Seat, Way};
use leptos::prelude::*;

use super::Shown;
use super::change_person::ChangePersonDialog;
use crate::door::fresh_links::FreshLinks;
use crate::net::api;
use crate::ui::when::moment_in_words;
use crate::ui::{
    Button, ButtonKind, Dialog, Notice, NoticeKind, Table, Tag, TagKind, alert, announce, as_it_is, focus_id,
};
use crate::words::agency_chip::AgencyChip;
use crate::words::people::seat;

/// What can be done about one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Renew,
    Revoke,
    Remove,
}

/// What a person is about to have done, once the coordinator says so.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    deed: Deed,
    id: ParticipantId,
    name: String,
}

/// The people, a row for each.
#[component]
pub fn PeopleTable(shown: Shown, view: RwSignal<PanelView>) -> impl IntoView {
    let asked = RwSignal::new(None::<Asked>);
    let open = RwSignal::new(false);
    let (changing, changed) = (RwSignal::new(None), RwSignal::new(None::<String>));
    let ask = Callback::new(move |what: Asked| {
        changed.set(None);
        asked.set(Some(what));
        open.set(true);
    });
    let change = Callback::new(move |id: ParticipantId| {
        changed.set(None);
        changing.set(Some(id));
    });
    let ids = Memo::new(move |_| {
        view.with(|view| {
            view.panel.participants.iter().filter(|one| !one.removed).map(|one| one.id.clone()).collect::<Vec<_>>()
        })
    });
    view! {
        <Table caption="People and their links" caption_hidden=true stacks=true>
            <thead role="rowgroup">
                <tr role="row">
                    {["Person", "At the table", "Link", "Actions"]
                        .map(|name| view! { <th scope="col" role="columnheader">{name}</th> })
                        .collect_view()}
                </tr>
            </thead>
            <tbody role="rowgroup">
                <For each=move || ids.get() key=Clone::clone let:id>
                    <PersonLine view=view id=id ask=ask change=change />
                </For>
            </tbody>
        </Table>
        {move || changed.get().map(|words| view! { <Notice kind=NoticeKind::Done><p>{words}</p></Notice> })}
        <AskFirst shown=shown asked=asked open=open />
        <ChangePersonDialog shown=shown view=view who=changing done=changed />
    }
    .into_any()
}

#[component]
fn PersonLine(
    view: RwSignal<PanelView>,
    id: ParticipantId,
    ask: Callback<Asked>,
    change: Callback<ParticipantId>,
) -> impl IntoView {
    let key = id.clone();
    let line = Memo::new(move |_| view.with(|view| line(view, &key)));
    move || {
        let Some(line) = line.get() else { return ().into_any() };
        let (tag, words, used) = link_state(line.link.as_ref());
        let used = used.map(|used| view! { <span class="person-post">{moment_in_words(used)}</span> });
        let deeds = deeds(&line).into_iter().map(|(deed, label)| {
            let what = Asked { deed, id: id.clone(), name: line.person.name.clone() };
            view! { <Button kind=ButtonKind::Quiet about=line.person.name.clone() on_press=move || ask.run(what.clone())>{label}</Button> }
        });
        let (own, name) = (id.clone(), line.person.name.clone());
        let change = line.changes.then(|| {
            view! { <Button kind=ButtonKind::Quiet about=name on_press=move || change.run(own.clone())>"Change"</Button> }
        });
        let offices = line
            .offices
            .clone()
            .into_iter()
            .map(|office| view! { " " <Tag kind=TagKind::Active>{office}</Tag> })
            .collect_view();
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">
                    {as_it_is(line.person.name.clone())}
                    {(!line.person.post.is_empty()).then(|| view! { <span class="person-post">{line.person.post.clone()}</span> })}
                    {(line.person.seat != Seat::Screen)
                        .then(|| view! { <span class="person-agency"><AgencyChip agency=line.person.agency full=true /></span> })}
                </th>
                <td role="cell" data-label="At the table">
                    {seat(line.person.seat)}
                    {offices}
                </td>
                <td role="cell" data-label="Link"><Tag kind=tag>{words}</Tag>{used}</td>
                <td role="cell"><div class="person-deeds">{change} {deeds.collect_view()}</div></td>
            </tr>
        }
        .into_any()
    }
}

/// Everything that one row shows.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    person: Participant,
    offices: Vec<&'static str>,
    link: Option<LinkView>,
    /// Whether the panel can be changed still.
    changes: bool,
    /// Whether it was cancelled.
    cancelled: bool,
}

fn line(view: &PanelView, id: &ParticipantId) -> Option<Line> {
    Some(Line {
        person: view.panel.participant(id)?.clone(),
        offices: offices_of(&view.panel, &view.now.offices, id),
        changes: !view.now.closed && view.panel.since.cancelled.is_none(),
        cancelled: view.panel.since.cancelled.is_some(),
        link: view.links.iter().find(|link| &link.participant == id).cloned(),
    })
}

fn offices_of(panel: &Panel, offices: &Offices, id: &ParticipantId) -> Vec<&'static str> {
    if panel.way != Way::Panel {
        return panel.way.part(id).into_iter().collect();
    }
    let held =
        [("Chair", Some(&offices.chair)), ("Deputy", offices.deputy.as_ref()), ("Scribe", offices.scribe.as_ref())];
    held.into_iter().filter(|(_, holder)| *holder == Some(id)).map(|(name, _)| name).collect()
}

/// The state of a link in words, and when it was first used.
fn link_state(link: Option<&LinkView>) -> (TagKind, &'static str, Option<Time>) {
    match link {
        Some(LinkView { made_at: Some(_), used_at: Some(used), .. }) => (TagKind::Done, "Used", Some(*used)),
        Some(LinkView { made_at: Some(_), used_at: None, .. }) => (TagKind::Attention, "Not used yet", None),
        Some(LinkView { made_at: None, .. }) | None => (TagKind::Stopped, "No link", None),
    }
}

/// What can be done about a person, with the words on the buttons.
fn deeds(line: &Line) -> Vec<(Deed, &'static str)> {
    let mut deeds = Vec::new();
    if !line.cancelled {
        deeds.push((Deed::Renew, "New link"));
    }
    if line.link.as_ref().is_some_and(|link| link.made_at.is_some()) {
        deeds.push((Deed::Revoke, "End link"));
    }
    // Without them the meeting, or the form, would have nobody.
    let needed = ["Chair", "Assessor", "Auditor", "Moderator"];
    if !line.offices.iter().any(|office| needed.contains(office)) {
        deeds.push((Deed::Remove, "Remove"));
    }
    deeds
}

/// Says what a deed means before it is done.
#[component]
fn AskFirst(shown: Shown, asked: RwSignal<Option<Asked>>, open: RwSignal<bool>) -> impl IntoView {
    let working = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let title = Signal::derive(move || asked.with(|asked| asked.as_ref().map(question).unwrap_or_default()));
    let meaning = move || asked.with(|asked| asked.as_ref().map(|asked| meaning(asked.deed)));
    let button = move || asked.with(|asked| asked.as_ref().map(|asked| button(asked.deed)));
    let fresh = FreshLinks::here();
    let go = move || {
        let (Some(what), Some(panel)) = (asked.get_untracked(), shown.id.get_untracked()) else { return };
        working.set(true);
        problem.set(None);
        leptos::task::spawn_local(async move {
            let done = match what.deed {
                Deed::Renew => api::renew_link(&panel, &what.id).await.map(|link| fresh.add([link])),
                Deed::Revoke => api::revoke_link(&panel, &what.id).await.map(|()| fresh.forget(&what.id)),
                Deed::Remove => api::remove_participant(&panel, &what.id).await.map(|()| fresh.forget(&what.id)),
            };
            working.set(false);
            match done {
                Ok(()) => {
                    open.set(false);
                    shown.refresh();
                    announce(&outcome(&what));
                    // The row may be gone, or its buttons changed.
                    request_animation_frame(move || {
                        focus_id(if what.deed == Deed::Renew { "links-to-send" } else { "people" });
                    });
                }
                Err(failure) => {
                    alert(&failure.sentence);
                    problem.set(Some(failure.sentence));
                }
            }
        });
    };
    view! {
        <Dialog title=title open=open close_label="Cancel">
            <p>{meaning}</p>
            {move || problem.get().map(|sentence| view! { <Notice kind=NoticeKind::Wrong><p>{sentence}</p></Notice> })}
            <Button kind=ButtonKind::Danger busy=working on_press=go>{button}</Button>
        </Dialog>
    }
    .into_any()
}

fn question(asked: &Asked) -> String {
    match asked.deed {
        Deed::Renew => format!("Make a new link for {}?", asked.name),
        Deed::Revoke => format!("End the link of {}?", asked.name),
        Deed::Remove => format!("Remove {} from the panel?", asked.name),
    }
}

const fn meaning(deed: Deed) -> &'static str {
    match deed {
        Deed::Renew => {
            "The link that they have now stops working, also where they are in the room with it. Send them the new one."
        }
        Deed::Revoke => {
            "They leave the room at once, if they are in it, and cannot come back until you make a new link. What they wrote stays."
        }
        Deed::Remove => {
            "They leave the room at once, if they are in it. What they wrote and decided stays, and the record says that they were invited. What they have scored and nobody has revealed yet will not count."
        }
    }
}

const fn button(deed: Deed) -> &'static str {
    match deed {
        Deed::Renew => "Make a new link",
        Deed::Revoke => "End the link",
        Deed::Remove => "Remove from the panel",
    }
}

fn outcome(asked: &Asked) -> String {
    match asked.deed {
        Deed::Renew => format!("{} has a new link. Copy it and send it.", asked.name),
        Deed::Revoke => format!("The link of {} has ended.", asked.name),
        Deed::Remove => format!("{} is no longer on the panel.", asked.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coordinator::panel::tests_support::view_of;

    #[test]
    fn a_link_is_unused_used_or_gone() {
        let mut view = view_of(&["Ann"], 1);
        let state = |view: &PanelView| link_state(Some(&view.links[0]));
        assert_eq!(state(&view), (TagKind::Attention, "Not used yet", None));
        view.links[0].used_at = Some(Time(7));
        assert_eq!(state(&view), (TagKind::Done, "Used", Some(Time(7))));
        view.links[0].made_at = None;
        assert_eq!(state(&view), (TagKind::Stopped, "No link", None));
    }

    #[test]
    fn the_chair_cannot_be_removed_and_a_link_that_is_not_there_cannot_be_ended() {
        let mut view = view_of(&["Ann", "Bo"], 1);
        view.links[1].made_at = None;
        let of = |place: usize| {
            let line = line(&view, &view.panel.participants[place].id).unwrap();
            deeds(&line).into_iter().map(|(deed, _)| deed).collect::<Vec<_>>()
        };
        assert_eq!(of(0), [Deed::Renew, Deed::Revoke]);
        assert_eq!(of(1), [Deed::Renew, Deed::Remove]);
    }
}
