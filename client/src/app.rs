//! Which address shows which page, the frame around the pages, and where the focus goes when the address changes.
//! The room and its screen are a program of their own, with frames of their own: a link from the one program to the other
//! says `rel="external"`, so that the browser loads it.

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;

use crate::coordinator::frameworks::editor::page::DraftPage;
use crate::coordinator::frameworks::list::FrameworksPage;
use crate::coordinator::frameworks::version::FrameworkPage;
use crate::coordinator::home::HomePage;
use crate::coordinator::new_panel::NewPanelPage;
use crate::coordinator::not_found::NotFoundPage;
use crate::coordinator::panel::PanelPage;
use crate::coordinator::plans::enter::NewPlanPage;
use crate::coordinator::plans::feedback_page::FeedbackPage;
use crate::coordinator::plans::kept::PlanDesk;
use crate::coordinator::plans::list::PlansPage;
use crate::coordinator::plans::one::PlanPage;
use crate::coordinator::plans::regrades::RegradesPage;
use crate::door::fresh_links::FreshLinks;
use crate::door::join::JoinPage;
use crate::door::session::{Session, SessionBar};
use crate::door::set_up::SetUpPage;
use crate::form::page::FormPage;
use crate::record::page::RecordPage;
use crate::room::later::provide_modules;
use crate::room::page::RoomPage;
use crate::room::screen::ScreenPage;
use crate::ui::{SkipLink, TopBar, focus_heading};

/// The room and its screen.
#[component]
pub fn RoomApp() -> impl IntoView {
    provide_modules();
    view! {
        <SkipLink />
        <Router>
            <Routes fallback=|| ()>
                <Route path=path!("room/:seat") view=RoomPage />
                <Route path=path!("screen/:seat") view=ScreenPage />
            </Routes>
        </Router>
    }
}

/// Every other page.
#[component]
pub fn DeskApp() -> impl IntoView {
    provide_context(Session::new());
    provide_context(FreshLinks::new());
    provide_context(PlanDesk::new());
    view! {
        <SkipLink />
        <Router>
            <FocusOnArrival />
            <Routes fallback=|| view! { <Frame><NotFoundPage /></Frame> }>
                <ParentRoute path=path!("") view=|| view! { <Frame><Outlet /></Frame> }>
                    <Route path=path!("") view=HomePage />
                    <Route path=path!("setup") view=SetUpPage />
                    <Route path=path!("join") view=JoinPage />
                    <Route path=path!("panels/new") view=NewPanelPage />
                    <Route path=path!("panels/:panel") view=PanelPage />
                    <Route path=path!("plans") view=PlansPage />
                    <Route path=path!("plans/new") view=NewPlanPage />
                    <Route path=path!("plans/regrades") view=RegradesPage />
                    <Route path=path!("plans/:plan") view=PlanPage />
                    <Route path=path!("plans/:plan/feedback") view=FeedbackPage />
                    <Route path=path!("frameworks") view=FrameworksPage />
                    <Route path=path!("frameworks/drafts/:id") view=DraftPage />
                    <Route path=path!("frameworks/:id/:version") view=FrameworkPage />
                </ParentRoute>
                <Route path=path!("room/:seat/record/:review") view=RecordPage />
                <Route path=path!("form/:seat") view=FormPage />
            </Routes>
        </Router>
    }
}

/// The frame of an ordinary page: bar, main part, foot.
#[component]
fn Frame(
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="shell">
            <TopBar home="/"><SessionBar /></TopBar>
            <main class="shell-main" id="main" tabindex="-1">{children()}</main>
            <footer class="foot">
                <div class="foot-inside">
                    <p><strong>"Need help?"</strong>" Ask the person who sent you your link. They can also give you a new one."</p>
                    <p>"Accord never needs a child’s name, date of birth or NHS number."</p>
                </div>
            </footer>
        </div>
    }
}

/// Moves the focus to the heading of a page that was gone to, so that a screen reader says where one is and Tab goes
/// on from there. The page that was opened first keeps the focus where the browser puts it.
#[component]
fn FocusOnArrival() -> impl IntoView {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(focus_heading);
        }
        now
    });
}
