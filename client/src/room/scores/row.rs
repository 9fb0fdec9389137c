//! One section as a row of "My scores": its radio buttons, the reason that unfolds below them, and whether its owner is
//! ready. Digits choose as everywhere; Tab goes from row to row.

use accord_shared::framework::{Framework, Section, SectionId, Symbol, TargetId};
use accord_shared::mark::Mark;
use accord_shared::schema::Prose;
use accord_shared::stage::SectionPhase;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::collections::BTreeSet;

use crate::marking::choices::{Chooser, offers};
use crate::marking::grade_mark::{GradeFace, GradeMark};
use crate::marking::own_ballot::OwnMarks;
use crate::seat::room::Room;
use crate::seat::text::OwnText;
use crate::ui::{Icon, IconName, focus_id, fresh_id};

/// A column: what is chosen in it, and its heading.
#[derive(Clone)]
pub struct Column {
    /// What is chosen.
    pub mark: Mark,
    /// What stands above it.
    pub title: String,
    /// The element id of its heading.
    pub id: String,
}

/// The two lines of a section: its choices, and its reason.
pub fn section_row(room: Room, own: OwnMarks, framework: &Framework, section: &Section, columns: &[Column]) -> AnyView {
    let id = section.id.clone();
    let row = fresh_id("score-row");
    let scored = scored_round(room, &id);
    let stage = room.section(&id);
    let phase =
        Memo::new(move |_| stage.with(|stage| stage.as_ref().map_or(SectionPhase::Reading, |stage| stage.phase)));
    let you = room.you();
    let ready = Memo::new(move |_| stage.with(|stage| stage.as_ref().is_some_and(|stage| stage.ready.contains(&you))));
    let wide = columns.len() + 1;
    let open = RwSignal::new(false);
    let line = StoredValue::new(Line::new(framework, section, columns, &row));
    let choices = move || {
        if let Some(round) = scored.get() {
            line.with_value(|line| line.choices(room, own, round, open))
        } else {
            view! { <td class="room-scores-closed" colspan=wide.to_string()>{move || over(phase.get())}</td> }
                .into_any()
        }
    };
    let reason = move || {
        let round = scored.get().filter(|_| open.get())?;
        let root = Prose::Reason.private(&id, round);
        Some(view! {
            <tr class="room-scores-why">
                <td colspan=(wide + 2).to_string()>
                    <OwnText
                        document=room.ballot_now()
                        root=root
                        id=line.with_value(Line::reason_id)
                        label=line.with_value(|line| format!("Why? ({})", line.title))
                        rows=2
                    />
                </td>
            </tr>
        })
    };
    let tick = move || match (ready.get(), phase.get()) {
        (true, _) => view! { <Icon name=IconName::Tick /> <span class="room-scores-ready">"Ready"</span> }.into_any(),
        (false, SectionPhase::Reading) => view! { <span class="room-scores-ready">"Not open yet"</span> }.into_any(),
        (false, _) => ().into_any(),
    };
    view! {
        <tbody class="room-scores-section">
            <tr>
                <th scope="row" class="room-scores-title" id=row>{section.heading()}</th>
                {choices}
                <td class="room-scores-tick">{tick}</td>
            </tr>
            {reason}
        </tbody>
    }
    .into_any()
}

/// The round that the own ballot of a section is for; nothing once it is revealed. Before the chair opens a section it is
/// the first, so that the controls are the same before and after.
pub fn scored_round(room: Room, section: &SectionId) -> Memo<Option<u32>> {
    let phase_and_round = room.phase_and_round(section);
    Memo::new(move |_| match phase_and_round.get() {
        (SectionPhase::Reading, _) => Some(1),
        (SectionPhase::Scoring, round) => Some(round),
        (SectionPhase::Revealed | SectionPhase::Agreed, _) => None,
    })
}

/// What replaces the choices once a section is revealed.
pub const fn over(phase: SectionPhase) -> &'static str {
    match phase {
        SectionPhase::Reading | SectionPhase::Scoring => "",
        SectionPhase::Revealed => "Revealed",
        SectionPhase::Agreed => "Agreed",
    }
}

/// What the choices of a row are made of, whichever round is open.
struct Line {
    target: Option<TargetId>,
    title: String,
    /// The marks that demand a reason.
    demanding: BTreeSet<i64>,
    row: String,
    places: Vec<Option<Place>>,
}

/// A choice in its column.
#[derive(Clone)]
struct Place {
    mark: Mark,
    /// What stands at the button where there is no room for columns.
    label: String,
    symbol: Symbol,
    column: String,
}

impl Line {
    fn new(framework: &Framework, section: &Section, columns: &[Column], row: &str) -> Self {
        // A section that is scored as a whole is its own one target.
        let target = section.targets().next();
        let offered = target.map(|target| offers(framework, target, Chooser::Person)).unwrap_or_default();
        let place = |column: &Column| {
            let offer = offered.iter().find(|offer| offer.mark == column.mark)?;
            let (mark, label, symbol) = (offer.mark, offer.full.clone(), offer.symbol);
            Some(Place { mark, label, symbol, column: column.id.clone() })
        };
        let places = columns.iter().map(place).collect();
        let demanding = section.comment_demanded.iter().copied().collect();
        let target = target.map(|target| target.id());
        Self { target, title: section.heading(), demanding, row: row.to_owned(), places }
    }

    fn reason_id(&self) -> String {
        format!("{}-why", self.row)
    }

    fn choices(&self, room: Room, own: OwnMarks, round: u32, open: RwSignal<bool>) -> AnyView {
        let ballot = room.ballot_now();
        let closed = Signal::derive(move || room.why_not_write(&ballot).is_some());
        let Some(target) = self.target.clone() else { return ().into_any() };
        let mark = own.mark(&target, round);
        let name = fresh_id("score");
        let press = self.by_key(own, &target, round, closed, &name, open);
        let demanding = self.demanding.clone();
        Effect::new(move |_| {
            if mark.get().and_then(Mark::score).is_some_and(|value| demanding.contains(&value)) {
                open.set(true);
            }
        });
        let why = self.opener(open);
        let cell = |(at, place): (usize, &Option<Place>)| {
            let Some(place) = place.clone() else { return view! { <td class="room-scores-none"></td> }.into_any() };
            let (target, chosen) = (target.clone(), place.mark);
            let (id, label_for) = (format!("{name}-{at}"), format!("{name}-{at}"));
            let symbol = place.symbol;
            let picture = (!symbol.is_plain()).then(|| {
                view! { <span aria-hidden="true"><GradeMark symbol=symbol number="" word="" face=GradeFace::Shape /></span> }
            });
            view! {
                <td class="room-scores-cell">
                    <label class="room-scores-choice" for=label_for>
                        <input
                            type="radio"
                            class="room-scores-input"
                            name=name.clone()
                            id=id
                            aria-labelledby=format!("{} {}", self.row, place.column)
                            disabled=closed
                            prop:checked=move || mark.get() == Some(chosen)
                            on:keydown=press.clone()
                            on:change=move |_| own.choose(&target, round, Some(chosen))
                        />
                        {picture}
                        <span class="room-scores-word">{place.label}</span>
                    </label>
                </td>
            }
            .into_any()
        };
        let cells = self.places.iter().enumerate().map(cell).collect_view();
        view! { {cells} <td class="room-scores-cell">{why}</td> }.into_any()
    }

    /// What unfolds the reason. It is no stop for Tab, which goes from row to row; C unfolds it from the row.
    fn opener(&self, open: RwSignal<bool>) -> AnyView {
        let (id, row) = (self.reason_id(), self.row.clone());
        let press = move |_| unfold(open, &id);
        view! {
            <button
                type="button"
                class="button button-quiet"
                tabindex="-1"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-describedby=row
                on:click=press
            >
                "Why?"
            </button>
        }
        .into_any()
    }

    /// A digit chooses the point of that value, and the focus goes with it; C unfolds the reason.
    fn by_key(
        &self,
        own: OwnMarks,
        target: &TargetId,
        round: u32,
        closed: Signal<bool>,
        name: &str,
        open: RwSignal<bool>,
    ) -> impl Fn(KeyboardEvent) + Clone + 'static {
        let marks: Vec<Option<Mark>> = self.places.iter().map(|place| place.as_ref().map(|place| place.mark)).collect();
        let (target, name, reason) = (target.clone(), name.to_owned(), self.reason_id());
        move |event| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() || closed.get_untracked() {
                return;
            }
            if event.key().eq_ignore_ascii_case("c") {
                event.prevent_default();
                unfold(open, &reason);
            }
            let Ok(digit) = event.key().parse::<i64>() else { return };
            let wanted = |mark: &Option<Mark>| mark.and_then(Mark::score).is_some_and(|value| value == digit);
            if let Some(at) = marks.iter().position(wanted) {
                event.prevent_default();
                own.choose(&target, round, marks[at]);
                focus_id(&format!("{name}-{at}"));
            }
        }
    }
}

/// Unfolds a reason, and goes to it.
fn unfold(open: RwSignal<bool>, id: &str) {
    open.set(true);
    let id = id.to_owned();
    request_animation_frame(move || focus_id(&id));
}
