//! Which address shows which page, the frame around the pages, and where the focus goes when the address changes.
//! The room and its screen are a program of their own, with frames of their own: a link from the one program to the other
//! says `rel="external"`, so that the browser loads it.

use accord_shared::route::{Page, Part};
use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::{PartialPathMatch, PathSegment, PossibleRouteMatch, path};

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
use crate::room::page::{RoomPage, ScreenPage};
use crate::ui::{SkipLink, TopBar, focus_heading};

/// The room and its screen.
#[component]
pub fn RoomApp() -> impl IntoView {
    provide_modules();
    view! {
        <SkipLink />
        <Router>
            <Routes fallback=|| ()>
                <Route path=Address(Page::Room) view=RoomPage />
                <Route path=Address(Page::Screen) view=ScreenPage />
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
                    <Route path=Address(Page::Home) view=HomePage />
                    <Route path=Address(Page::SetUp) view=SetUpPage />
                    <Route path=Address(Page::Join) view=JoinPage />
                    <Route path=Address(Page::NewPanel) view=NewPanelPage />
                    <Route path=Address(Page::Panel) view=PanelPage />
                    <Route path=Address(Page::Plans) view=PlansPage />
                    <Route path=Address(Page::NewPlan) view=NewPlanPage />
                    <Route path=Address(Page::Regrades) view=RegradesPage />
                    <Route path=Address(Page::Plan) view=PlanPage />
                    <Route path=Address(Page::Feedback) view=FeedbackPage />
                    <Route path=Address(Page::Frameworks) view=FrameworksPage />
                    <Route path=Address(Page::FrameworkDraft) view=DraftPage />
                    <Route path=Address(Page::Framework) view=FrameworkPage />
                </ParentRoute>
                <Route path=Address(Page::Record) view=RecordPage />
                <Route path=Address(Page::Form) view=FormPage />
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

/// Moves the focus to the heading of the new page, so that a screen reader says where the user is and Tab goes
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

/// The address of a page, as the router asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Address(Page);

impl PossibleRouteMatch for Address {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        let (mut rest, mut filled_in) = (path, Vec::new());
        for part in self.0.parts() {
            let after_slash = rest.strip_prefix('/').unwrap_or(rest);
            let (words, after) = after_slash.split_at(after_slash.find('/').unwrap_or(after_slash.len()));
            match part {
                Part::Fixed(fixed) if fixed == words => {}
                Part::Named(name) if !words.is_empty() => filled_in.push((name.into(), words.to_owned())),
                Part::Fixed(_) | Part::Named(_) => return None,
            }
            rest = after;
        }
        Some(PartialPathMatch::new(rest, filled_in, &path[..path.len() - rest.len()]))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        path.extend(self.0.parts().map(|part| match part {
            Part::Fixed(words) => PathSegment::Static(words.into()),
            Part::Named(name) => PathSegment::Param(name.into()),
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is filled in where an address is one of this page, and nothing else follows.
    fn read(page: Page, path: &str) -> Option<Vec<String>> {
        let found = Address(page).test(path).filter(PartialPathMatch::is_complete)?;
        Some(found.params().into_iter().map(|(name, value)| format!("{name}={value}")).collect())
    }

    #[test]
    fn an_address_leads_to_the_first_page_that_it_fits() {
        let lead = |path| Page::ALL.into_iter().find_map(|page| Some((page, read(page, path)?)));
        assert_eq!(lead("/"), Some((Page::Home, vec![])));
        assert_eq!(lead("/plans/new"), Some((Page::NewPlan, vec![])));
        assert_eq!(lead("/plans/p1/"), Some((Page::Plan, vec!["plan=p1".to_owned()])));
        assert_eq!(
            lead("/room/s1/record/r1"),
            Some((Page::Record, vec!["seat=s1".to_owned(), "review=r1".to_owned()]))
        );
        for nowhere in ["/panels", "/plans/p1/else", "/nothing", "/room/"] {
            assert_eq!(lead(nowhere), None, "{nowhere}");
        }
    }
}
