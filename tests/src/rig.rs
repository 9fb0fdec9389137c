//! A real server in this process: the library that the program is made of, on a free port, with a database of its own.

use accord_server::clock::Clock;
use accord_server::config::Config;
use accord_server::peer::{Coordinator, Door};
use accord_server::random::Random;
use accord_server::{Running, serve};
use accord_shared::id::Time;
use tempfile::TempDir;

use crate::table::{Guests, Table, new_plan};

/// A server and its coordinator.
pub struct Rig {
    /// The way to the server.
    pub door: Door,
    /// The coordinator, signed in.
    pub coordinator: Coordinator,
    running: Option<Running>,
    config: Config,
    data: TempDir,
    seed: Option<u64>,
}

impl Rig {
    /// Starts a server with an empty database.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Starts a server and people whose every id follows from a seed, at a moment that does not pass: two of them that
    /// do the same are the same to the last byte.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start_seeded(seed: u64) -> Self {
        let fixed = |config: &mut Config| {
            config.random = Random::seeded(seed);
            config.clock = Clock::set_to(Time(1_900_000_000_000));
            // Links name the server by this address; its port is the system's choice.
            config.public_url = Some("http://accord.test".parse().expect("an address"));
        };
        Self { seed: Some(seed), ..Self::start_with(fixed).await }
    }

    /// Starts a server that is told something else than usual.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let data = tempfile::tempdir().expect("a folder for the database");
        let mut config = Config::for_tests(data.path());
        change(&mut config);
        let running = serve(config.clone()).await.expect("the server starts");
        let door = Door::named(running.address, running.base_url.to_string());
        // A restarted server must be found where the first one was.
        config.listen = running.address;
        let link = running.setup_link.clone().expect("a new server has a set-up link");
        let coordinator = Coordinator::set_up(&door, &link, "Cora Dinham", "Test county").await;
        let coordinator = coordinator.expect("the coordinator signs in");
        Self { door, coordinator, running: Some(running), config, data, seed: None }
    }

    /// Makes a panel for these people, and enters the plans on its agenda first.
    ///
    /// # Panics
    /// When the server refuses it.
    pub async fn table(&self, guests: Guests) -> Table {
        let mut panel = guests.panel();
        for review in &mut panel.agenda {
            let plan = self.coordinator.enter_plan(&new_plan(&review.case_ref)).await.expect("the plan is entered");
            review.plan = Some(plan.id);
        }
        let made = self.coordinator.make_panel(&panel).await.expect("the panel is made");
        Table { door: self.door.clone(), made, seed: self.seed }
    }

    /// Makes a panel of so many people who score, with an observer and a screen besides.
    ///
    /// # Panics
    /// When the server refuses it.
    pub async fn panel_of(&self, scorers: usize) -> Table {
        self.table(Guests::scorers(scorers)).await
    }

    /// Stops the server in order.
    ///
    /// # Panics
    /// When it has been stopped before.
    pub async fn stop(&mut self) {
        self.running.take().expect("a server that runs").shutdown().await;
    }

    /// Starts the server again, on the same address and with the same database.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start_again(&mut self) {
        self.running = Some(serve(self.config.clone()).await.expect("the server starts again"));
    }

    /// The folder of the database.
    #[must_use]
    pub fn data(&self) -> &std::path::Path {
        self.data.path()
    }
}
