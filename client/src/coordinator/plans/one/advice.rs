//! The advice that fed a plan, service by service, beside what the judgement says of its section K. What is absent is
//! listed as absent.

use accord_shared::api::{AdviceLine, Assessment, Of, SectionKSays};
use accord_shared::plan::{AdviceService, AdviceState};
use leptos::prelude::*;

use super::Shown;
use super::ask_somebody::Ask;
use crate::net::api::plans as api;
use crate::ui::{Button, ButtonKind, Choice, Notice, NoticeKind, Select, Table, alert, announce};
use crate::words::plans as words;

const STATES: [AdviceState; 3] = [AdviceState::NotAskedFor, AdviceState::Received, AdviceState::Absent];

/// The bundle.
#[component]
pub fn Bundle(shown: Shown, ask: Ask) -> impl IntoView {
    let services = shown.view.with_untracked(|view| view.bundle.iter().map(|line| line.service).collect::<Vec<_>>());
    let section_k = Memo::new(move |_| shown.view.with(|view| view.section_k.clone()));
    let absent = Memo::new(move |_| shown.view.with(|view| absent(&view.bundle)));
    let head = ["Service", "Its advice", "Judgement", "Next"]
        .map(|name| view! { <th scope="col" role="columnheader">{name}</th> })
        .collect_view();
    let rows = services.into_iter().map(|service| row(shown, ask, service)).collect_view();
    view! {
        <div class="plan-bundle-heads">
            {move || says(section_k.get())}
            {move || absent_notice(absent.get())}
        </div>
        <div class="plan-bundle"><Table caption="Advice, service by service" caption_hidden=true stacks=true>
            <thead role="rowgroup"><tr role="row">{head}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </Table></div>
    }
    .into_any()
}

/// The services whose advice is absent, by name.
fn absent(bundle: &[AdviceLine]) -> Vec<&'static str> {
    bundle.iter().filter(|line| line.state == AdviceState::Absent).map(|line| line.service.name()).collect()
}

fn absent_notice(names: Vec<&'static str>) -> Option<AnyView> {
    let lines = names.iter().map(|name| view! { <li>{*name}</li> }).collect_view();
    (!names.is_empty()).then(|| {
        view! {
            <Notice kind=NoticeKind::Warning title="Absent: this advice should be there and is not.">
                <ul class="bullets">{lines}</ul>
            </Notice>
        }
        .into_any()
    })
}

/// What the newest judgement says of section K.
fn says(section_k: Option<SectionKSays>) -> AnyView {
    let Some(says) = section_k else {
        return view! {
            <div class="card">
                <h3>"Section K, the list of advice"</h3>
                <p class="soft">"No judgement of this version has a section K yet."</p>
            </div>
        }
        .into_any();
    };
    view! {
        <div class="card">
            <h3>"Section K: " {says.title}</h3>
            <p><strong>{says.words}</strong></p>
            {(!says.rationale.is_empty()).then(|| view! { <p class="as-written" translate="no" lang="en-GB">{says.rationale}</p> })}
            <p class="soft">{says.framework_title}</p>
        </div>
    }
    .into_any()
}

fn row(shown: Shown, ask: Ask, service: AdviceService) -> AnyView {
    let line =
        Memo::new(move |_| shown.view.with(|view| view.bundle.iter().find(|line| line.service == service).cloned()));
    let kept = Memo::new(move |_| line.with(|line| line.as_ref().map_or(AdviceState::NotAskedFor, |line| line.state)));
    let state = RwSignal::new(kept.get_untracked());
    Effect::new(move |_| state.set(kept.get()));
    let choose = move |chosen: AdviceState| {
        state.set(chosen);
        leptos::task::spawn_local(async move {
            match api::advice(&shown.id(), service, chosen).await {
                Ok(fresh) => {
                    announce(&format!("{}: {}. Saved.", service.name(), words::advice(fresh.state)));
                    shown.view.try_update(|view| replace(&mut view.bundle, fresh));
                }
                Err(failure) => {
                    alert(&failure.sentence);
                    state.try_set(kept.get_untracked());
                }
            }
        });
    };
    let choices = STATES.map(|one| Choice::new(one, words::advice(one))).to_vec();
    let judgements = move || line.with(|line| line.as_ref().map(|line| judgements(&line.assessments)));
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{service.name()}</th>
            <td role="cell">
                <Select
                    id=format!("advice-{}", service.slug())
                    label=format!("Advice: {}", service.name())
                    label_hidden=true
                    choices=Signal::stored(choices)
                    value=state
                    on_choose=choose
                />
            </td>
            <td role="cell" data-label="Judgement">{judgements}</td>
            <td role="cell">
                <Button kind=ButtonKind::Quiet about=service.name() on_press=move || ask.begin(Of::Advice(service))>"Have it judged"</Button>
            </td>
        </tr>
    }
    .into_any()
}

/// Replaces the line with a new one.
fn replace(bundle: &mut [AdviceLine], fresh: AdviceLine) {
    if let Some(line) = bundle.iter_mut().find(|line| line.service == fresh.service) {
        *line = fresh;
    }
}

fn judgements(all: &[Assessment]) -> AnyView {
    if all.is_empty() {
        return "None".into_any();
    }
    let lines = all.iter().map(|one| {
        let words = one.judged.as_ref().map_or_else(|| "Not finished".to_owned(), |judged| judged.words.clone());
        view! { <span class="side-line">{words} " (" {words::side(one.side)} ": " {one.judges.clone()} ")"</span> }
    });
    lines.collect_view().into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_absent_is_listed_by_name() {
        let line = |service, state| AdviceLine { service, state, assessments: Vec::new() };
        let mut bundle =
            [line(AdviceService::Medical, AdviceState::Absent), line(AdviceService::Other, AdviceState::NotAskedFor)];
        assert_eq!(absent(&bundle), ["Medical"]);
        replace(&mut bundle, line(AdviceService::Medical, AdviceState::Received));
        assert_eq!(absent(&bundle), [""; 0]);
    }
}
