//! The pages of Accord and their addresses, in one place: the server answers each with the program that shows it, the client
//! shows each, and every link is made from a [`Route`].

use std::fmt;

use crate::framework::FrameworkId;
use crate::id::{PanelId, ParticipantId, PlanId, ReviewId};

/// The two programs of the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// The room and its screen, which have to be there at once on a phone and a slow line.
    Room,
    /// Every other page.
    Desk,
}

/// What pages there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// The panels of an area.
    Home,
    /// Setting Accord up, behind a link that works once.
    SetUp,
    /// Entering by a personal link.
    Join,
    /// Making a panel.
    NewPanel,
    /// One panel with its people and links.
    Panel,
    /// The plans of an area.
    Plans,
    /// Entering a plan.
    NewPlan,
    /// The report on regrading.
    Regrades,
    /// One version of a plan.
    Plan,
    /// The feedback on a version, to print or copy.
    Feedback,
    /// An assessor's form.
    Form,
    /// All frameworks.
    Frameworks,
    /// A framework that is being edited.
    FrameworkDraft,
    /// A published version of a framework.
    Framework,
    /// The room of a panel.
    Room,
    /// The record of a review.
    Record,
    /// The room screen.
    Screen,
}

impl Page {
    /// Every page, the more particular address before the more general one.
    pub const ALL: [Self; 17] = [
        Self::Home,
        Self::SetUp,
        Self::Join,
        Self::NewPanel,
        Self::Panel,
        Self::Plans,
        Self::NewPlan,
        Self::Regrades,
        Self::Plan,
        Self::Feedback,
        Self::Form,
        Self::Frameworks,
        Self::FrameworkDraft,
        Self::Framework,
        Self::Room,
        Self::Record,
        Self::Screen,
    ];

    /// The path of its address, with the names of what is filled in between `{` and `}`.
    #[must_use]
    pub const fn pattern(self) -> &'static str {
        match self {
            Self::Home => "/",
            Self::SetUp => "/setup",
            Self::Join => "/join",
            Self::NewPanel => "/panels/new",
            Self::Panel => "/panels/{panel}",
            Self::Plans => "/plans",
            Self::NewPlan => "/plans/new",
            Self::Regrades => "/plans/regrades",
            Self::Plan => "/plans/{plan}",
            Self::Feedback => "/plans/{plan}/feedback",
            Self::Form => "/form/{seat}",
            Self::Frameworks => "/frameworks",
            Self::FrameworkDraft => "/frameworks/drafts/{id}",
            Self::Framework => "/frameworks/{id}/{version}",
            Self::Room => "/room/{seat}",
            Self::Record => "/room/{seat}/record/{review}",
            Self::Screen => "/screen/{seat}",
        }
    }

    /// Which program shows it.
    #[must_use]
    pub const fn program(self) -> Program {
        match self {
            Self::Room | Self::Screen => Program::Room,
            Self::Home
            | Self::SetUp
            | Self::Join
            | Self::NewPanel
            | Self::Panel
            | Self::Plans
            | Self::NewPlan
            | Self::Regrades
            | Self::Plan
            | Self::Feedback
            | Self::Form
            | Self::Frameworks
            | Self::FrameworkDraft
            | Self::Framework
            | Self::Record => Program::Desk,
        }
    }

    /// The parts of the path, in order.
    pub fn parts(self) -> impl Iterator<Item = Part> {
        self.pattern().split('/').filter(|part| !part.is_empty()).map(|part| {
            match part.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                Some(name) => Part::Named(name),
                None => Part::Fixed(part),
            }
        })
    }
}

/// What stands between two slashes of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Always this.
    Fixed(&'static str),
    /// Anything, under this name.
    Named(&'static str),
}

/// One page of one thing, to link to. It is written as its address inside Accord.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route<'a> {
    /// See [`Page::Home`].
    Home,
    /// See [`Page::SetUp`]; the secret follows behind `#`.
    SetUp,
    /// See [`Page::Join`]; the secret follows behind `#`.
    Join,
    /// See [`Page::NewPanel`].
    NewPanel,
    /// See [`Page::Panel`].
    Panel(&'a PanelId),
    /// See [`Page::Plans`].
    Plans,
    /// See [`Page::NewPlan`].
    NewPlan,
    /// See [`Page::Regrades`].
    Regrades,
    /// See [`Page::Plan`].
    Plan(&'a PlanId),
    /// See [`Page::Feedback`].
    Feedback(&'a PlanId),
    /// See [`Page::Form`]: all drafts of a seat, or the one of a review.
    Form(&'a ParticipantId, Option<&'a ReviewId>),
    /// See [`Page::Frameworks`].
    Frameworks,
    /// See [`Page::FrameworkDraft`].
    FrameworkDraft(&'a FrameworkId),
    /// See [`Page::Framework`].
    Framework(&'a FrameworkId, &'a str),
    /// See [`Page::Room`].
    Room(&'a ParticipantId),
    /// See [`Page::Record`]: the newest version, or the one with this number.
    Record(&'a ParticipantId, &'a ReviewId, Option<u32>),
    /// See [`Page::Screen`].
    Screen(&'a ParticipantId),
}

impl Route<'_> {
    /// Which page it is.
    #[must_use]
    pub const fn page(&self) -> Page {
        match self {
            Self::Home => Page::Home,
            Self::SetUp => Page::SetUp,
            Self::Join => Page::Join,
            Self::NewPanel => Page::NewPanel,
            Self::Panel(_) => Page::Panel,
            Self::Plans => Page::Plans,
            Self::NewPlan => Page::NewPlan,
            Self::Regrades => Page::Regrades,
            Self::Plan(_) => Page::Plan,
            Self::Feedback(_) => Page::Feedback,
            Self::Form(..) => Page::Form,
            Self::Frameworks => Page::Frameworks,
            Self::FrameworkDraft(_) => Page::FrameworkDraft,
            Self::Framework(..) => Page::Framework,
            Self::Room(_) => Page::Room,
            Self::Record(..) => Page::Record,
            Self::Screen(_) => Page::Screen,
        }
    }

    /// What is filled in, in the order of the path.
    fn filled_in(&self) -> [&str; 2] {
        match self {
            Self::Home
            | Self::SetUp
            | Self::Join
            | Self::NewPanel
            | Self::Plans
            | Self::NewPlan
            | Self::Regrades
            | Self::Frameworks => ["", ""],
            Self::Panel(panel) => [panel.as_str(), ""],
            Self::Plan(plan) | Self::Feedback(plan) => [plan.as_str(), ""],
            Self::FrameworkDraft(id) => [id.as_str(), ""],
            Self::Framework(id, version) => [id.as_str(), version],
            Self::Form(seat, _) | Self::Room(seat) | Self::Screen(seat) => [seat.as_str(), ""],
            Self::Record(seat, review, _) => [seat.as_str(), review.as_str()],
        }
    }
}

impl fmt::Display for Route<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::Home {
            return f.write_str(Page::Home.pattern());
        }
        let mut filled_in = self.filled_in().into_iter();
        for part in self.page().parts() {
            let words = match part {
                Part::Fixed(words) => words,
                Part::Named(_) => filled_in.next().unwrap_or_default(),
            };
            write!(f, "/{words}")?;
        }
        match self {
            Self::Form(_, Some(review)) => write!(f, "?review={review}"),
            Self::Record(_, _, Some(version)) => write!(f, "?version={version}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_its_pattern_filled_in() {
        let seat = ParticipantId::new("p1").unwrap();
        let (review, plan) = (ReviewId::new("r1").unwrap(), PlanId::new("q1").unwrap());
        let (panel, framework) = (PanelId::new("n1").unwrap(), FrameworkId::new("our-own").unwrap());
        let written = [
            (Route::Home, "/"),
            (Route::SetUp, "/setup"),
            (Route::Join, "/join"),
            (Route::NewPanel, "/panels/new"),
            (Route::Panel(&panel), "/panels/n1"),
            (Route::Plans, "/plans"),
            (Route::NewPlan, "/plans/new"),
            (Route::Regrades, "/plans/regrades"),
            (Route::Plan(&plan), "/plans/q1"),
            (Route::Feedback(&plan), "/plans/q1/feedback"),
            (Route::Form(&seat, None), "/form/p1"),
            (Route::Form(&seat, Some(&review)), "/form/p1?review=r1"),
            (Route::Frameworks, "/frameworks"),
            (Route::FrameworkDraft(&framework), "/frameworks/drafts/our-own"),
            (Route::Framework(&framework, "1.1"), "/frameworks/our-own/1.1"),
            (Route::Room(&seat), "/room/p1"),
            (Route::Record(&seat, &review, None), "/room/p1/record/r1"),
            (Route::Record(&seat, &review, Some(2)), "/room/p1/record/r1?version=2"),
            (Route::Screen(&seat), "/screen/p1"),
        ];
        for (route, address) in written {
            assert_eq!(route.to_string(), address);
        }
        for page in Page::ALL {
            assert!(written.iter().any(|(route, _)| route.page() == page), "{page:?} is written");
        }
    }

    #[test]
    fn what_is_fixed_comes_before_what_is_filled_in() {
        let place = |page| Page::ALL.iter().position(|one| *one == page);
        assert!(place(Page::NewPanel) < place(Page::Panel));
        assert!(place(Page::NewPlan) < place(Page::Plan) && place(Page::Regrades) < place(Page::Plan));
        assert!(place(Page::FrameworkDraft) < place(Page::Framework));
    }
}
