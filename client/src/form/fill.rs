//! The form to be filled in: details, sections, questions, and handing in. It is drawn once; a score that changes makes
//! one row show it, and nothing is drawn again.

use accord_shared::framework::{Framework, NotApplicable};
use accord_shared::panel::Way;
use accord_shared::words::{NOT_APPLICABLE, RATHER_NOT};
use leptos::prelude::*;

use super::model::stage::is_moderator;
use super::{hand_in, section};
use crate::marking::own_form::OwnForm;
use crate::marking::{answers, keys};
use crate::seat::room::Room;
use crate::ui::{Disclosure, Notice, NoticeKind};

/// The own form, once what it held before has arrived.
#[component]
pub fn Fill() -> impl IntoView {
    let room = expect_context::<Room>();
    let Some(form) = OwnForm::new(room) else { return ().into_any() };
    let ready = RwSignal::from(form.ready());
    // Once it is there it stays, whatever becomes of the connection.
    let there = Memo::new(move |before: Option<&bool>| before.copied().unwrap_or(false) || ready.get());
    (move || {
        if there.get() {
            filled(form)
        } else {
            view! { <p class="room-loading" role="status">"Opening your form…"</p> }.into_any()
        }
    })
    .into_any()
}

fn filled(form: OwnForm) -> AnyView {
    let framework = form.room.framework();
    let sections = framework.sections.iter().map(|one| section::section(form, &framework, one)).collect_view();
    let short = framework.targets().count() == 1;
    // Details and questions are asked once: of whoever judges first.
    let asks = !form.room.stage.with_untracked(|stage| is_moderator(&stage.way, &form.room.you()));
    view! {
        {moderation(form.room)}
        {(!short).then(|| how_to_score(&framework))}
        <div class="form-body">
            {asks.then(|| details(form, &framework, false))}
            {sections}
            {asks.then(|| questions(form, &framework))}
            {asks.then(|| details(form, &framework, true))}
        </div>
        <hand_in::HandIn form=form asks=asks />
    }
    .into_any()
}

/// The details that are asked at the beginning, or at the end; `None` where the framework asks for none there.
fn details(form: OwnForm, framework: &Framework, at_end: bool) -> Option<AnyView> {
    let (id, title) = if at_end { ("details-at-end", "At the end") } else { ("details", "Details") };
    framework.details_asked(at_end).next().map(|_| {
        view! {
            <section class="form-section" aria-labelledby=id>
                <div class="form-section-head"><h2 id=id>{title}</h2></div>
                <div class="columns form-details">{answers::details(form.sheet.texts, framework, at_end)}</div>
            </section>
        }
        .into_any()
    })
}

/// The questions on the whole; `None` where the framework has none.
fn questions(form: OwnForm, framework: &Framework) -> Option<AnyView> {
    (!framework.questions.is_empty()).then(|| {
        view! {
            <section class="form-section" aria-labelledby="questions">
                <div class="form-section-head"><h2 id="questions">"Questions on the whole"</h2></div>
                {answers::questions(form.sheet.texts, framework)}
            </section>
        }
        .into_any()
    })
}

/// What a moderator, and who is moderated, has to know before beginning.
fn moderation(room: Room) -> Option<AnyView> {
    let Way::Moderated { auditor, moderator, sees_audit, .. } = room.stage.with_untracked(|stage| stage.way.clone())
    else {
        return None;
    };
    let moderates = moderator == room.you();
    let words = move || {
        let audited = room.review_stage(|review| review.handed_in.contains_key(&auditor));
        match (moderates, sees_audit, audited) {
            (false, ..) => "You audit. A moderator judges the same plan again; then you both see the two side by side.",
            (true, false, _) => "You moderate. The audit is hidden until both of you have handed in.",
            (true, true, true) => "You moderate. What the audit says stands beside each score.",
            (true, true, false) => {
                "You moderate. What the audit says appears beside each score once it is handed in. You can begin before."
            }
        }
    };
    let kind = if sees_audit { NoticeKind::Info } else { NoticeKind::Private };
    Some(view! { <Notice kind=kind><p>{words}</p></Notice> }.into_any())
}

/// How rows are scored, by hand and by keyboard, and what counts.
fn how_to_score(framework: &Framework) -> AnyView {
    let keys = keys::how_to(framework);
    let glossary = framework.glossary.iter().map(|term| {
        view! { <div><dt>{term.term.clone()}</dt><dd>{term.meaning.clone()}</dd></div> }
    });
    let glossary = glossary.collect_view();
    let terms = (!framework.glossary.is_empty()).then(
        || view! { <Disclosure summary="What the terms mean"><dl class="form-criteria">{glossary}</dl></Disclosure> },
    );
    view! {
        <div class="form-how">
            <p>{counts(framework)}</p>
            <Disclosure summary="Keyboard"><p>{keys}</p></Disclosure>
            {terms}
        </div>
    }
    .into_any()
}

/// What "not applicable" does, where it is offered, and what it means not to score.
fn counts(framework: &Framework) -> String {
    let rules: Vec<NotApplicable> = framework.targets().map(|target| target.not_applicable()).collect();
    let adds_up = framework.adds_up();
    let what = if rules.contains(&NotApplicable::FullMarks) && adds_up {
        Some("for a row that is not applicable to this plan; it then earns full marks.")
    } else if rules.contains(&NotApplicable::LeftOut) && adds_up {
        Some("for a row that is not applicable to this plan; it is then left out of the total.")
    } else if rules.iter().any(|rule| *rule != NotApplicable::NotOffered) {
        Some("for a section that is not applicable to this plan.")
    } else {
        None
    };
    let not_applicable = what.map(|what| format!("“{NOT_APPLICABLE}” is {what}"));
    let rather_not = match (framework.abstaining.is_offered(), adds_up) {
        (false, _) => None,
        (true, false) => Some(format!("“{RATHER_NOT}” is always open to you, and counts neither for nor against.")),
        (true, true) => {
            Some(format!("“{RATHER_NOT}” is open to you; the total then has a gap, and there is no score."))
        }
    };
    not_applicable.into_iter().chain(rather_not).collect::<Vec<_>>().join(" ")
}
