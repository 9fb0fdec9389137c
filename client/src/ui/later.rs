//! Parts of a page whose code is a module of its own, fetched when it is first wanted or when the line is quiet. A part
//! that is here is drawn at once, like any other; one that is not says so, and is asked for again when that failed.

use std::future::Future;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use super::{Button, Notice, NoticeKind};

/// Where the code of a module is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Arrival {
    /// At the server; nobody has asked for it.
    #[default]
    NotAsked,
    /// On its way.
    Coming,
    /// In this page, for as long as the page is open.
    Here,
    /// It did not come; it can be asked for again.
    Failed,
}

/// A module that comes later. Copying it is free.
#[derive(Clone, Copy)]
pub struct LaterModule {
    fetch: fn() -> LocalBoxFuture<'static, Result<(), SplitLoaderError>>,
    arrival: RwSignal<Arrival>,
}

impl LaterModule {
    /// A module that nobody has asked for, and the function that fetches it.
    #[must_use]
    pub fn new(fetch: fn() -> LocalBoxFuture<'static, Result<(), SplitLoaderError>>) -> Self {
        Self { fetch, arrival: RwSignal::default() }
    }

    /// Asks for it, unless it is here or on its way.
    pub fn want(self) {
        spawn_local(self.fetched());
    }

    /// Asks for it and waits until it is here or has failed to come. Ends at once if somebody else has asked.
    pub async fn fetched(self) {
        if !matches!(self.arrival.try_get_untracked(), Some(Arrival::NotAsked | Arrival::Failed)) {
            return;
        }
        self.arrival.set(Arrival::Coming);
        let came = (self.fetch)().await;
        // The page may have been left meanwhile.
        self.arrival.try_set(if came.is_ok() { Arrival::Here } else { Arrival::Failed });
    }
}

/// What a split function gives, which is there at once when its module is.
#[must_use]
pub fn drawn(part: impl Future<Output = Result<AnyView, SplitLoaderError>>) -> Option<AnyView> {
    part.now_or_never().and_then(Result::ok)
}

/// A part of a page that lies in a module that comes later.
#[component]
pub fn Later(
    /// The module.
    module: LaterModule,
    /// What it is, as people know it: "the scores".
    what: &'static str,
    /// Whether it may wait until the line is quiet, because nobody has asked to see it.
    #[prop(optional)]
    patient: bool,
    /// What to do once it is drawn, if one had to wait for it and has not gone on to something else meanwhile.
    #[prop(optional, into)]
    then: Option<Callback<()>>,
    /// Draws it; called when the module is here.
    inside: Box<dyn Fn() -> Option<AnyView> + Send>,
) -> impl IntoView {
    let arrival = module.arrival;
    if !patient {
        module.want();
    }
    if let Some(then) = then.filter(|_| arrival.get_untracked() != Arrival::Here) {
        do_on_arrival(module, then);
    }
    move || {
        match arrival.get() {
            Arrival::Here => untrack(&inside).into_any(),
            Arrival::NotAsked if patient => ().into_any(),
            Arrival::NotAsked | Arrival::Coming => {
                view! { <p class="later" role="status">{format!("Fetching {what}…")}</p> }.into_any()
            }
            Arrival::Failed => view! { <NotHere module=module what=what /> }.into_any(),
        }
        .into_any()
    }
}

/// Does something when a module that is waited for has come and its part is drawn, unless the focus went elsewhere.
fn do_on_arrival(module: LaterModule, then: Callback<()>) {
    let waiting = StoredValue::new_local(document().active_element());
    Effect::new(move |_| {
        if module.arrival.get() != Arrival::Here {
            return;
        }
        request_animation_frame(move || {
            let now = document().active_element();
            let still = waiting.try_with_value(|then| *then == now).unwrap_or(false);
            if still || now == document().body().map(Into::into) {
                then.run(());
            }
        });
    });
}

/// Says that a part is not here, and asks for it again.
#[component]
fn NotHere(
    /// The module.
    module: LaterModule,
    /// What is not here.
    what: &'static str,
) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Warning>
            <p>{format!("This page could not fetch {what} from the server. Nothing that you wrote is lost.")}</p>
            <p>"It is asked for again when you are connected. If that does not help, load the page again."</p>
            <Button on_press=move || module.want()>"Try again"</Button>
        </Notice>
    }
    .into_any()
}

/// Fetches modules one after the other once the line is quiet. What did not come is asked for again the next time that it
/// is quiet.
pub fn fetch_when_quiet(modules: impl IntoIterator<Item = LaterModule>, quiet: Memo<bool>) {
    let modules: Vec<LaterModule> = modules.into_iter().collect();
    Effect::new(move |_| {
        if quiet.get() {
            let modules = modules.clone();
            spawn_local(async move {
                for module in modules {
                    module.fetched().await;
                }
            });
        }
    });
}
