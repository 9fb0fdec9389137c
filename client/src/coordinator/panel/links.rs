//! The links that were just made, to be sent: shown once, because the server keeps only their hashes.

use accord_shared::panel::{Panel, Participant, Seat};
use leptos::prelude::*;

use crate::door::fresh_links::FreshLinks;
use crate::door::link_text::{ToSend, all_as_text};
use crate::ui::{ButtonKind, CopyButton, CopyField, Notice, NoticeKind};

/// Links to send; nothing when none was just made.
#[component]
pub fn LinksToSend(panel: Memo<Panel>) -> impl IntoView {
    let fresh = FreshLinks::here();
    let links = Memo::new(move |_| {
        panel.with(|panel| {
            let there = panel.participants.iter().filter(|person| !person.removed);
            there.filter_map(|person| Some(to_send(person, fresh.of(&person.id)?))).collect::<Vec<_>>()
        })
    });
    let about = Signal::derive(move || panel.with(|panel| panel.title.clone()));
    view! { <LinkCard about=about links=links /> }.into_any()
}

/// The card with links to send, each with a button that copies it; nothing when there are none.
#[component]
pub fn LinkCard(
    /// What the links are for: a panel's title, or a plan's case reference.
    #[prop(into)]
    about: Signal<String>,
    /// The links.
    #[prop(into)]
    links: Signal<Vec<ToSend>>,
) -> impl IntoView {
    let text = Signal::derive(move || about.with(|about| links.with(|links| all_as_text(about, links))));
    view! {
        <Show when=move || links.with(|links| !links.is_empty())>
            <section class="card" aria-labelledby="links-to-send">
                <h2 id="links-to-send" tabindex="-1">"Links to send"</h2>
                <Notice kind=NoticeKind::Warning title="These links are shown only now.">
                    <p>
                        "Each link lets in whoever has it as that person, so send it to nobody else. Accord keeps no copy: "
                        "after you leave or reload this page you can make new links, not see these again."
                    </p>
                </Notice>
                <CopyButton text=text label="Copy all as text" kind=ButtonKind::Primary />
                <ul class="link-rows">
                    {move || links.get().into_iter().enumerate().map(|(place, link)| view! { <li>{row(place, link)}</li> }).collect_view()}
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

fn to_send(person: &Participant, url: String) -> ToSend {
    let place = if person.seat == Seat::Screen {
        String::new()
    } else if person.post.is_empty() {
        person.agency.name().to_owned()
    } else {
        format!("{}, {}", person.agency.name(), person.post)
    };
    ToSend { name: person.name.clone(), place, url }
}

fn row(place: usize, link: ToSend) -> AnyView {
    let label = link.label();
    view! { <CopyField id=format!("link-{place}") label=label text=link.url button="Copy" about=format!("the link of {}", link.name) /> }
        .into_any()
}
