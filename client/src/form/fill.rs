//! The form to be filled in: details, sections, questions, and handing in. It is drawn once; a mark that changes makes
//! one row show it, and nothing is drawn again.

use accord_shared::framework::{Framework, Marking, NotApplicable, Scored};
use accord_shared::panel::Way;
use leptos::prelude::*;

use super::model::stage::is_moderator;
use super::{hand_in, section};
use crate::marking::marks_as_text::is_numbers;
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
    let last = StoredValue::new(None);
    let sections = framework.sections.iter().map(|one| section::section(form, &framework, one)).collect_view();
    let short = framework.targets().count() == 1;
    // Details and questions are asked once: of whoever judges first.
    let asks = !form.room.stage.with_untracked(|stage| is_moderator(&stage.way, &form.room.you()));
    view! {
        {moderation(form.room)}
        {(!short).then(|| how_to_mark(&framework))}
        <div
            class="form-body"
            on:change=move |event| keys::chosen(form, &event)
            on:keydown=move |event| keys::pressed(form, last, &event)
        >
            {asks.then(|| answers::details(form, &framework))}
            {sections}
            {asks.then(|| answers::questions(form, &framework))}
        </div>
        <hand_in::HandIn form=form asks=asks />
    }
    .into_any()
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
            (true, true, true) => "You moderate. What the audit says stands beside each mark.",
            (true, true, false) => {
                "You moderate. What the audit says appears beside each mark once it is handed in. You can begin before."
            }
        }
    };
    let kind = if sees_audit { NoticeKind::Info } else { NoticeKind::Private };
    Some(view! { <Notice kind=kind><p>{words}</p></Notice> }.into_any())
}

/// How rows are marked, by hand and by keyboard, and what counts.
fn how_to_mark(framework: &Framework) -> AnyView {
    let by_rows = framework.sections.iter().any(|section| section.scored == Scored::Descriptors);
    let ten = framework.scales.iter().any(is_numbers);
    let keys = if ten {
        "Tab goes to the next row. A digit or the arrow keys choose a mark; type 1 and then 0 for ten."
    } else {
        "Tab goes to the next row. A digit or the arrow keys choose a mark."
    };
    let more = if by_rows {
        " N means “does not apply”, C opens the comment, and Delete takes the mark back."
    } else {
        ""
    };
    let glossary = framework.glossary.iter().map(|term| {
        view! { <div><dt>{term.term.clone()}</dt><dd>{term.meaning.clone()}</dd></div> }
    });
    let glossary = glossary.collect_view();
    let terms = (!framework.glossary.is_empty()).then(
        || view! { <Disclosure summary="What the terms mean"><dl class="form-criteria">{glossary}</dl></Disclosure> },
    );
    view! {
        <div class="form-how">
            <p>{counts(framework)} " “Can’t judge” leaves something out that you would rather not judge."</p>
            <Disclosure summary="Keyboard"><p>{keys} {more}</p></Disclosure>
            {terms}
        </div>
    }
    .into_any()
}

/// What "n/a" does, where it is offered.
fn counts(framework: &Framework) -> &'static str {
    let rules: Vec<NotApplicable> = framework.targets().map(|target| target.not_applicable()).collect();
    let adds_up = !matches!(framework.marking, Marking::Judgement {});
    if rules.contains(&NotApplicable::FullMarks) && adds_up {
        "“n/a” says that a row does not apply to this plan; it then earns full marks."
    } else if rules.contains(&NotApplicable::LeftOut) && adds_up {
        "“n/a” says that a row does not apply to this plan; it is then left out of the total."
    } else if rules.iter().any(|rule| *rule != NotApplicable::NotOffered) {
        "“n/a” says that a section does not apply to this plan."
    } else {
        ""
    }
}
