//! The demo: a fictional countywide panel with four plans and simulated colleagues, so that a newcomer alone can play the
//! chair through a whole meeting. It exists only in a server that was started with `--demo`.
//!
//! Everything goes through the public door: the panel is made with the API, and the colleagues come over real sockets
//! ([`crate::peer`]). Who they are is `cast`, what they think is `mind`, what they say is `words`.

mod cast;
mod colleague;
mod mind;
mod words;

use std::time::Duration;

use accord_shared::api::{FreshLink, PanelSummary};
use accord_shared::framework::builtin_framework;
use accord_shared::id::PanelId;
use accord_shared::panel::Panel;
use anyhow::Context;
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::peer::{Coordinator, Door, Person};
use cast::{CHAIR, PARENT, ROLES};
use colleague::Colleague;
use mind::Mind;

/// What chance in the demo follows from: the same marks and notes every time.
const SEED: u64 = 20_030_313;

/// Between the arrivals of two colleagues, in milliseconds, from and to.
const ARRIVE_MS: std::ops::Range<u64> = 400..2_600;

/// How quick the colleagues are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// As people are.
    Human,
    /// Two hundred times as quick, for tests.
    Hurried,
}

impl Pace {
    /// How long a pause of so many milliseconds is at this pace.
    fn of(self, ms: u64) -> Duration {
        let ms = Duration::from_millis(ms);
        match self {
            Self::Human => ms,
            Self::Hurried => ms / 200,
        }
    }
}

/// A demo at work. It ends when this is dropped.
#[derive(Debug)]
pub struct Demo {
    /// The personal link of the chair, for the newcomer.
    pub chair: String,
    /// The personal link of the parent-forum member, for a second tab.
    pub parent: String,
    _colleagues: JoinSet<()>,
}

/// Makes the demo's panel, or finds it again, and has the colleagues wait for the chair.
///
/// # Errors
/// When the server does not answer as it should.
pub async fn start(door: Door, setup_link: &str, clock: &Clock) -> anyhow::Result<Demo> {
    start_at(Pace::Human, door, setup_link, clock).await
}

/// The same at another pace.
///
/// # Errors
/// When the server does not answer as it should.
pub async fn start_at(pace: Pace, door: Door, setup_link: &str, clock: &Clock) -> anyhow::Result<Demo> {
    let coordinator = Coordinator::set_up(&door, setup_link, "Demo coordinator", "Fictional county").await?;
    let known = coordinator.panels().await?.into_iter().find(|panel: &PanelSummary| panel.title == cast::TITLE);
    let (panel, links) = if let Some(known) = known {
        fresh_links(&coordinator, &known.id).await?
    } else {
        let framework = builtin_framework("essex-full").context("the framework of the demo is not built in")?;
        let made = coordinator.make_panel(&cast::panel(framework.id.clone(), clock.now().day())).await?;
        (made.panel, made.links)
    };
    let link = |place: usize| {
        let person = panel.participants.get(place)?;
        links.iter().find(|link| link.participant == person.id).map(|link| link.url.clone())
    };
    let links: Vec<String> = (0..ROLES.len()).map(link).collect::<Option<_>>().context("a link is missing")?;
    let (chair, parent) = (links[CHAIR].clone(), links[PARENT].clone());
    let mut colleagues = JoinSet::new();
    colleagues.spawn(gather(door, links, pace));
    Ok(Demo { chair, parent, _colleagues: colleagues })
}

/// Everyone who sits at the table gets a new link, because the old ones were shown only once.
async fn fresh_links(coordinator: &Coordinator, panel: &PanelId) -> anyhow::Result<(Panel, Vec<FreshLink>)> {
    let panel = coordinator.panel(panel).await?.panel;
    let mut links = Vec::new();
    for person in panel.participants.iter().filter(|person| !person.removed) {
        links.push(coordinator.renew_link(&panel.id, &person.id).await?);
    }
    Ok((panel, links))
}

/// Lets the colleagues in, one by one, once the chair is there.
async fn gather(door: Door, links: Vec<String>, pace: Pace) {
    let mut chance = fastrand::Rng::with_seed(SEED);
    let mut colleagues = JoinSet::new();
    let waiting = (0..links.len()).filter(|place| *place != CHAIR);
    // The first one is early, and is how the others know that the chair has come.
    for place in waiting {
        match Person::join(&door, &links[place]).await {
            Ok(person) => {
                let mut tick = person.tick();
                while colleagues.is_empty() && !chair_is_here(&person) {
                    person.changed(tick).await;
                    tick = person.tick();
                }
                let mind = Mind { place, seed: SEED };
                colleagues.spawn(Colleague::new(person, mind, pace, place == PARENT).take_part());
            }
            Err(error) => tracing::warn!(%error, "a simulated colleague could not join"),
        }
        tokio::time::sleep(pace.of(chance.u64(ARRIVE_MS))).await;
    }
    while colleagues.join_next().await.is_some() {}
}

fn chair_is_here(person: &Person) -> bool {
    person.look(|view| view.stage.as_ref().is_some_and(|stage| stage.here.contains(&stage.offices.chair)))
}
