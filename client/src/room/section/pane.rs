//! The judgement pane of a section. It stays where it is while what it holds changes with the phase: the own ballot and
//! the waiting, the scores and reasons, the settling, what was agreed; with what was agreed before.

use accord_shared::framework::SectionId;
use accord_shared::stage::SectionPhase;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::room::ballot::score::Ballot;
use crate::room::later::{AgreedBeforeView, AgreedView, Reconcile, RevealView};
use crate::room::reveal::arrival::{PANE, bring_scores};
use crate::room::workbench::Workbench;
use crate::seat::beside::{Beside, Line, is_inside, written_in};
use crate::seat::facts::section_name_first;
use crate::seat::place::PLACE_HEADING;
use crate::seat::room::Room;
use crate::ui::{Notice, NoticeKind, focus_id};

/// Who says the line about what would take the place of what somebody writes in.
const FROM: &str = "pane";

/// The element id of what is in the pane, which goes when the phase changes.
const CONTENT: &str = "room-pane-content";

/// The pane. What it holds is made again only when phase or round change.
#[component]
pub fn JudgementPane(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let workbench = expect_context::<Workbench>();
    let (shown, scores) = (follow_phase(room, &section), room.scores());
    let name = format!("Judging {}", room.section_name(&section));
    let drawn = StoredValue::new(false);
    let content = move || {
        on_cleanup(keep_focus);
        on_cleanup(keep_place);
        if drawn.get_value() {
            request_animation_frame(to_the_top);
        }
        drawn.set_value(true);
        // Whoever begins or stops scoring gets or loses the ballot at once.
        let _ = scores.get();
        let (phase, round) = shown.get();
        phase_content(&section, phase, round)
    };
    view! {
        <section class="room-pane" id=PANE aria-label=name tabindex=move || workbench.pane_stop()>
            <div class="room-pane-content" id=CONTENT>{content}</div>
        </section>
    }
}

/// What the phase of a section calls for.
fn phase_content(section: &SectionId, phase: SectionPhase, round: u32) -> AnyView {
    let section = section.clone();
    // Once a section is opened again, what had been agreed in it is part of the talk.
    let before = view! { <AgreedBeforeView section=section.clone() open=phase != SectionPhase::Agreed /> };
    match phase {
        SectionPhase::Reading => view! { <NotOpen /> {before} }.into_any(),
        SectionPhase::Scoring => {
            let rounds = (round > 1).then(|| view! { <RevealView section=section.clone() folded=true /> });
            view! { <Ballot section=section round=round /> {rounds} {before} }.into_any()
        }
        SectionPhase::Revealed => view! {
            <RevealView section=section.clone() />
            <Reconcile section=section />
            {before}
        }
        .into_any(),
        SectionPhase::Agreed => view! {
            <AgreedView section=section.clone() />
            <RevealView section=section />
            {before}
        }
        .into_any(),
    }
}

/// The phase and round that the pane shows: those of the section, unless the person is writing in the pane. Then what they
/// write in stays under their hands, and a line beside it says what has happened.
fn follow_phase(room: Room, section: &SectionId) -> RwSignal<(SectionPhase, u32)> {
    let beside = expect_context::<Beside>();
    let now = room.phase_and_round(section);
    let shown = RwSignal::new(now.get_untracked());
    let name = section_name_first(&room.framework(), section);
    let show = Callback::new(move |()| {
        shown.set(now.get_untracked());
        bring_scores(true);
    });
    Effect::new(move |_| {
        let (phase, round) = now.get();
        if shown.get_untracked() == (phase, round) {
            return;
        }
        if written_in().is_some_and(|field| is_inside(&field, CONTENT)) {
            let (words, button) = what_happened(&name, phase, shown.get_untracked().0);
            beside.say(Line { from: FROM, words, button, press: show });
        } else {
            beside.take_back(FROM);
            shown.set((phase, round));
        }
    });
    on_cleanup(move || beside.take_back(FROM));
    shown
}

/// What happened to a section while somebody was writing in its pane, and what the button beside it says.
fn what_happened(name: &str, phase: SectionPhase, before: SectionPhase) -> (String, &'static str) {
    match phase {
        SectionPhase::Revealed if before == SectionPhase::Scoring => (
            format!("{name} has been revealed. What you write here from now on is not among the scores."),
            "Show the scores",
        ),
        SectionPhase::Reading | SectionPhase::Revealed => (format!("{name} is on the table again."), "Show it"),
        SectionPhase::Scoring => (format!("{name} is open for scoring."), "Show the ballot"),
        SectionPhase::Agreed => (format!("{name} has been agreed."), "Show what was agreed"),
    }
}

/// What stands where the ballot will be.
#[component]
fn NotOpen() -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Info>
            <p>"The chair has not opened this section for scoring yet. You can read the plan and what good looks like, and write in the shared notes."</p>
        </Notice>
    }
}

/// What is new in the pane begins at its top, wherever what was there before had been scrolled to.
fn to_the_top() {
    if let Some(pane) = document().get_element_by_id(PANE) {
        pane.set_scroll_top(0);
    }
}

/// When what has the focus is about to go, the focus comes to the heading of the section, whose state says why.
fn keep_focus() {
    let active = document().active_element();
    // A dialogue keeps its own focus; it is closed by whoever opened it.
    if active.is_some_and(|active| is_inside(&active, CONTENT) && active.dyn_into::<HtmlElement>().is_ok()) {
        request_animation_frame(|| focus_id(PLACE_HEADING));
    }
}

/// Whoever writes below the phase, in the shared notes, keeps their line where it is on the screen, however much more or
/// less stands above it from now on.
fn keep_place() {
    let Some(active) = document().active_element() else { return };
    // The selector is a constant that browsers understand.
    if !active.matches("textarea, input, select").unwrap_or(false) {
        return;
    }
    let before = active.get_bounding_client_rect().top();
    // The page has been drawn again by then, and nobody has seen it yet.
    request_animation_frame(move || {
        if active.is_connected() {
            window().scroll_by_with_x_and_y(0.0, active.get_bounding_client_rect().top() - before);
        }
    });
}
