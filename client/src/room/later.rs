//! What nobody needs to read and to score, under the names that it has in the rooms next door: each component here draws
//! the one of the same name, once the module that it lies in has been fetched. The modules come when they are first wanted
//! and, all of them, when the line is quiet, so that a room that was open once is whole without a connection.
//!
//! A function that is marked with `wasm_split` and everything that only it needs are in the module that the mark names.
//! So outside of these functions nothing of this program may name what they draw.

#![expect(clippy::unnecessary_wraps, reason = "what may fail is the fetching, which the attribute adds")]

use accord_shared::framework::SectionId;
use futures_util::FutureExt;
use leptos::prelude::*;
use leptos::wasm_split::{self, SplitLoaderError};

use super::reveal::arrival::bring_scores;
use crate::live::Saved;
use crate::seat::beside::written_in;
use crate::seat::place::PLACE_HEADING;
use crate::seat::room::Room;
use crate::ui::{Later, LaterModule, drawn, fetch_when_quiet, focus_id};

/// The modules that come later. Copying them is free.
#[derive(Clone, Copy)]
pub struct Modules {
    settling: LaterModule,
    closing: LaterModule,
    chair: LaterModule,
    screen: LaterModule,
}

impl Modules {
    fn new() -> Self {
        Self {
            settling: LaterModule::new(|| fetch_settling().boxed_local()),
            closing: LaterModule::new(|| fetch_closing().boxed_local()),
            chair: LaterModule::new(|| fetch_chair().boxed_local()),
            screen: LaterModule::new(|| fetch_screen().boxed_local()),
        }
    }
}

/// Makes the modules known to every page of the program.
pub fn provide_modules() {
    provide_context(Modules::new());
}

fn modules() -> Modules {
    expect_context()
}

/// Fetches what has not come yet each time that everything is saved, which is when the line is quiet.
pub fn fetch_the_rest(room: Room) {
    let Modules { settling, closing, chair, screen: _ } = modules();
    let quiet = Memo::new(move |_| room.saved.with(|saved| *saved == Saved::AllSaved));
    fetch_when_quiet([settling, chair, closing], quiet);
}

type Drawn = Result<AnyView, SplitLoaderError>;

/// What comes after a reveal.
#[derive(Clone)]
enum Settling {
    Reveal(SectionId, bool),
    Reconcile(SectionId),
    Agreed(SectionId),
    AgreedBefore(SectionId, bool),
    Board,
}

#[wasm_split::wasm_split(settling, wasm_split_path = ::leptos::wasm_split, preload(fetch_settling), fallible)]
fn settling(part: Settling) -> Drawn {
    use super::agree::agreed::AgreedView;
    use super::agree::reconcile::Reconcile;
    use super::reveal::board::BoardView;
    use super::reveal::round::RevealView;
    use super::section::earlier::AgreedBeforeView;
    Ok(match part {
        Settling::Reveal(section, folded) => view! { <RevealView section=section folded=folded /> }.into_any(),
        Settling::Reconcile(section) => view! { <Reconcile section=section /> }.into_any(),
        Settling::Agreed(section) => view! { <AgreedView section=section /> }.into_any(),
        Settling::AgreedBefore(section, open) => view! { <AgreedBeforeView section=section open=open /> }.into_any(),
        Settling::Board => view! { <BoardView /> }.into_any(),
    })
}

/// What a meeting ends with.
#[derive(Clone)]
enum Closing {
    Views,
    Details,
    Questions,
    Actions,
    ActionsSummary,
    Proposals(SectionId),
    SignOff,
}

#[wasm_split::wasm_split(closing, wasm_split_path = ::leptos::wasm_split, preload(fetch_closing), fallible)]
fn closing(part: Closing) -> Drawn {
    use super::actions::page::ActionsView;
    use super::actions::proposals::Proposals;
    use super::actions::summary::ActionsSummary;
    use super::signing::page::SignOffView;
    use super::whole::asked::{DetailsView, QuestionsView};
    use super::whole::views::ViewsView;
    Ok(match part {
        Closing::Views => view! { <ViewsView /> }.into_any(),
        Closing::Details => view! { <DetailsView /> }.into_any(),
        Closing::Questions => view! { <QuestionsView /> }.into_any(),
        Closing::Actions => view! { <ActionsView /> }.into_any(),
        Closing::ActionsSummary => view! { <ActionsSummary /> }.into_any(),
        Closing::Proposals(section) => view! { <Proposals section=Some(section) record=None /> }.into_any(),
        Closing::SignOff => view! { <SignOffView /> }.into_any(),
    })
}

#[wasm_split::wasm_split(chair, wasm_split_path = ::leptos::wasm_split, preload(fetch_chair), fallible)]
fn chair() -> Drawn {
    use super::chair::bar::ChairBar;
    Ok(view! { <ChairBar /> }.into_any())
}

#[wasm_split::wasm_split(screen, wasm_split_path = ::leptos::wasm_split, preload(fetch_screen), fallible)]
fn screen() -> Drawn {
    use super::screen::Screen;
    Ok(view! { <Screen /> }.into_any())
}

/// A part of a section that comes after a reveal.
fn settling_part(what: &'static str, part: Settling) -> AnyView {
    let inside = Box::new(move || drawn(settling(part.clone())));
    view! { <Later module={modules().settling} what=what inside=inside /> }.into_any()
}

/// A place of the room, whose heading gets the focus when it had to be waited for.
fn place(module: LaterModule, what: &'static str, inside: Box<dyn Fn() -> Option<AnyView> + Send>) -> AnyView {
    let then = Callback::new(|()| focus_id(PLACE_HEADING));
    view! { <Later module=module what=what then=then inside=inside /> }.into_any()
}

fn closing_place(what: &'static str, part: Closing) -> AnyView {
    let inside = Box::new(move || drawn(closing(part.clone())));
    place(modules().closing, what, inside)
}

/// Something at the edge of the page, which waits until the line is quiet.
fn closing_aside(what: &'static str, part: Closing) -> AnyView {
    let inside = Box::new(move || drawn(closing(part.clone())));
    view! { <Later module={modules().closing} what=what patient=true inside=inside /> }.into_any()
}

/// The revealed rounds of a section.
#[component]
pub fn RevealView(
    /// Which section.
    section: SectionId,
    /// Whether the last one is folded as well, because another is being scored.
    #[prop(optional)]
    folded: bool,
) -> impl IntoView {
    let inside = Box::new(move || drawn(settling(Settling::Reveal(section.clone(), folded))));
    // Whoever waited for them is brought to them as if they had been there at once, and nobody who writes by now.
    let then = Callback::new(move |()| {
        if !folded && written_in().is_none() {
            bring_scores(false);
        }
    });
    view! { <Later module={modules().settling} what="the scores" then=then inside=inside /> }.into_any()
}

/// How a section is settled after the reveal.
#[component]
pub fn Reconcile(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    settling_part("the proposals", Settling::Reconcile(section))
}

/// What was agreed in a section.
#[component]
pub fn AgreedView(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    settling_part("the agreed judgement", Settling::Agreed(section))
}

/// What was agreed in a section before it was opened again; nothing where it never was.
#[component]
pub fn AgreedBeforeView(
    /// Which section.
    section: SectionId,
    /// Whether it is unfolded at first.
    open: bool,
) -> impl IntoView {
    let room = expect_context::<Room>();
    let modules = modules();
    let id = section.clone();
    let is_any = Memo::new(move |_| {
        room.review_stage(|review| review.section(&id).is_some_and(|section| !section.agreed_before.is_empty()))
    });
    move || {
        let part = Settling::AgreedBefore(section.clone(), open);
        let inside: Box<dyn Fn() -> Option<AnyView> + Send> = Box::new(move || drawn(settling(part.clone())));
        is_any.get().then(|| view! { <Later module=modules.settling what="what was agreed before" inside=inside /> })
    }
}

/// All sections side by side.
#[component]
pub fn BoardView() -> impl IntoView {
    place(modules().settling, "the board", Box::new(|| drawn(settling(Settling::Board))))
}

/// The agencies' views of the whole.
#[component]
pub fn ViewsView() -> impl IntoView {
    closing_place("the agencies’ views", Closing::Views)
}

/// What is asked about the plan.
#[component]
pub fn DetailsView() -> impl IntoView {
    closing_place("what is asked about the plan", Closing::Details)
}

/// The questions on the whole.
#[component]
pub fn QuestionsView() -> impl IntoView {
    closing_place("the questions on the whole", Closing::Questions)
}

/// Themes and actions.
#[component]
pub fn ActionsView() -> impl IntoView {
    closing_place("themes and actions", Closing::Actions)
}

/// The check page and the signatures.
#[component]
pub fn SignOffView() -> impl IntoView {
    closing_place("the check before signing", Closing::SignOff)
}

/// Themes and actions at a glance.
#[component]
pub fn ActionsSummary() -> impl IntoView {
    closing_aside("themes and actions", Closing::ActionsSummary)
}

/// The proposals of a section.
#[component]
pub fn Proposals(
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    closing_aside("themes and actions", Closing::Proposals(section))
}

/// The chair's bar; nothing for anyone else.
#[component]
pub fn ChairBar() -> impl IntoView {
    let is_chair = expect_context::<Room>().is_chair();
    let modules = modules();
    let bar = move || {
        let inside: Box<dyn Fn() -> Option<AnyView> + Send> = Box::new(|| drawn(chair()));
        view! { <Later module=modules.chair what="the chair’s controls" inside=inside /> }
    };
    view! { <Show when=move || is_chair.get()>{bar}</Show> }
}

/// What the room screen shows.
#[component]
pub fn Screen() -> impl IntoView {
    let inside: Box<dyn Fn() -> Option<AnyView> + Send> = Box::new(|| drawn(screen()));
    view! { <Later module={modules().screen} what="the room screen" inside=inside /> }
}
