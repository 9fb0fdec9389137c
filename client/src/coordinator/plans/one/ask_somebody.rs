//! Asking somebody to judge a plan or a piece of advice: oneself, one assessor, or an auditor and a moderator, from
//! inside or outside of the area.

use accord_shared::api::{
    AssessmentMade, FrameworkSummary, FreshLink, Judges, NewAssessment, NewParticipant, Of, Seated, Side,
};
use accord_shared::framework::{FrameworkId, Subject};
use accord_shared::panel::Agency;
use accord_shared::plan::{AdviceService, Standing};
use leptos::prelude::*;

use super::Shown;
use crate::coordinator::person_fields::{PersonFields, PersonRow};
use crate::coordinator::plans::judge::sitting;
use crate::coordinator::plans::kept::{PlanDesk, choices};
use crate::coordinator::refusals::{Told, ToldAbove};
use crate::door::link_text::ToSend;
use crate::net::api::plans as api;
use crate::ui::{Button, ButtonKind, Checkbox, Choice, Fitting, RadioGroup, RadioLayout, Select, announce, focus_id};
use crate::words::plans as words;

/// By whom it is to be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Me,
    One,
    Two,
}

/// What has been entered about an assessment so far.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    open: RwSignal<bool>,
    of: RwSignal<Of>,
    framework: RwSignal<Option<FrameworkId>>,
    face: RwSignal<Option<String>>,
    side: RwSignal<Side>,
    by: RwSignal<By>,
    /// The first is the assessor or the auditor, the second the moderator.
    people: [PersonRow; 2],
    sees_audit: RwSignal<bool>,
    changes_grade: RwSignal<bool>,
    told: Told,
    links: RwSignal<Vec<ToSend>>,
}

impl Ask {
    /// A form that is folded away. The links that come of it are put into `links`.
    pub fn new(links: RwSignal<Vec<ToSend>>) -> Self {
        Self {
            open: RwSignal::new(false),
            of: RwSignal::new(Of::Plan),
            framework: RwSignal::new(None),
            face: RwSignal::new(None),
            side: RwSignal::new(Side::Internal),
            by: RwSignal::new(By::One),
            people: [1, 2].map(|key| PersonRow::new(key, Agency::SendService)),
            sees_audit: RwSignal::new(false),
            changes_grade: RwSignal::new(true),
            told: Told::new(),
            links,
        }
    }

    /// Unfolds the form for this.
    pub fn begin(self, of: Of) {
        self.of.set(of);
        self.open.set(true);
        request_animation_frame(|| focus_id("ask"));
    }

    fn people(self) -> Vec<NewParticipant> {
        let number = match self.by.get_untracked() {
            By::Me => 0,
            By::One => 1,
            By::Two => 2,
        };
        self.people.iter().take(number).map(PersonRow::entered).collect()
    }

    fn entered(self, framework: FrameworkId) -> NewAssessment {
        let mut people = self.people().into_iter();
        let judges = match (people.next(), people.next()) {
            (Some(auditor), Some(moderator)) => Judges::Two {
                auditor,
                moderator,
                sees_audit: self.sees_audit.get_untracked(),
                changes_grade: self.changes_grade.get_untracked(),
            },
            (Some(assessor), None) => Judges::One { assessor },
            (None, _) => Judges::Me,
        };
        NewAssessment {
            framework,
            face: self.face.get_untracked(),
            of: self.of.get_untracked(),
            side: self.side.get_untracked(),
            judges,
        }
    }

    /// The element id of the control behind a field of the API.
    fn id_of(self, field: &str) -> String {
        let [first, second] = &self.people;
        if let Some(name) = field.strip_prefix("judges.moderator.") {
            return second.id(name);
        }
        let name = field.strip_prefix("judges.assessor.").or_else(|| field.strip_prefix("judges.auditor."));
        name.map_or_else(|| format!("ask-{field}"), |name| first.id(name))
    }
}

/// The form, folded away until it is asked for.
#[component]
pub fn AskSomebody(shown: Shown, ask: Ask) -> impl IntoView {
    // A version that has been replaced is judged no more.
    let replaced = Memo::new(move |_| shown.view.with(|view| view.standing == Standing::Redrafted));
    view! {
        <Show
            when=move || ask.open.get() && !replaced.get()
            fallback=move || (!replaced.get()).then(|| {
                view! { <div><Button on_press=move || ask.begin(Of::Plan)>"Ask somebody to judge"</Button></div> }
            })
        >
            <AskForm shown=shown ask=ask />
        </Show>
    }
}

#[component]
fn AskForm(shown: Shown, ask: Ask) -> impl IntoView {
    let desk = PlanDesk::here();
    let frameworks = desk.frameworks();
    let fitting = Memo::new(move |_| {
        let subject = if ask.of.get() == Of::Plan { Subject::Plan } else { Subject::Advice };
        frameworks.with(|all| all.iter().filter(|one| one.subject == subject).cloned().collect::<Vec<_>>())
    });
    // What was chosen for a plan does not fit advice, and the other way round.
    Effect::new(move |_| {
        let chosen = ask.framework.get_untracked().unwrap_or_else(|| desk.judge_with.get_untracked());
        ask.framework.set(fitting.with(|all| {
            let fits = all.iter().find(|one| one.id == chosen).or(all.first());
            fits.map(|one| one.id.clone())
        }));
    });
    let (busy, send) = sending(shown, ask);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send.run(());
    };
    view! {
        <form class="card" novalidate=true on:submit=submit aria-labelledby="ask">
            <Fitting fits=ask.told.fits>
                <h3 id="ask" tabindex="-1">"Ask somebody to judge"</h3>
                <ToldAbove told=ask.told go_on="Begin the assessment" on_go_on=send />
                {what(ask, fitting)}
                {from_where(ask)}
                {by_whom(ask)}
                {move || people(ask, ask.by.get())}
                <div class="cluster">
                    <Button kind=ButtonKind::Primary submit=true busy=busy>"Begin the assessment"</Button>
                    <Button kind=ButtonKind::Quiet on_press=move || ask.open.set(false)>"Cancel"</Button>
                </div>
            </Fitting>
        </form>
    }
    .into_any()
}

/// Sends the form, and shows the links or goes to the user's own form.
fn sending(shown: Shown, ask: Ask) -> (RwSignal<bool>, Callback<()>) {
    let (busy, sit) = (RwSignal::new(false), sitting());
    let send = Callback::new(move |()| {
        let Some(framework) = ask.framework.get_untracked() else { return };
        if busy.get_untracked() || !ask.told.all_fit() {
            return;
        }
        busy.set(true);
        let (entered, people) = (ask.entered(framework), ask.people());
        leptos::task::spawn_local(async move {
            let answer = api::assess(&shown.id(), &entered).await;
            busy.try_set(false);
            match answer {
                Ok(AssessmentMade { assessment, seat: Some(seat), .. }) => {
                    sit.run(Ok(Seated { seat, review: assessment.review }));
                }
                Ok(AssessmentMade { links, seat: None, .. }) => {
                    ask.told.clear();
                    ask.open.try_set(false);
                    ask.links.try_update(|all| all.extend(to_send(people, links)));
                    shown.asked.refresh();
                    announce("The assessment has begun. Copy the links and send them.");
                    request_animation_frame(|| focus_id("links-to-send"));
                }
                Err(failure) => ask.told.refused(failure, |field| ask.id_of(field)),
            }
        });
    });
    (busy, send)
}

/// The links with the names of those who were asked, in the same order.
fn to_send(people: Vec<NewParticipant>, links: Vec<FreshLink>) -> Vec<ToSend> {
    let both = people.into_iter().zip(links);
    both.map(|(person, link)| ToSend { name: person.name, place: person.agency.name().to_owned(), url: link.url })
        .collect()
}

fn what(ask: Ask, fitting: Memo<Vec<FrameworkSummary>>) -> AnyView {
    let of = std::iter::once(Of::Plan).chain(AdviceService::ALL.map(Of::Advice));
    let of: Vec<Choice<Of>> = of.map(|one| Choice::new(one, words::of(one))).collect();
    let frameworks = Signal::derive(move || {
        fitting.with(|all| {
            let of_any = all.iter().flat_map(|one| choices(std::slice::from_ref(one), one.subject));
            of_any.map(|one| Choice::new(Some(one.value), one.label)).collect::<Vec<_>>()
        })
    });
    let faces = Memo::new(move |_| {
        let chosen = ask.framework.get();
        ask.face.set(None);
        fitting.with(|all| {
            let of_it = all.iter().find(|one| Some(&one.id) == chosen.as_ref());
            of_it.map(|one| one.faces.clone()).unwrap_or_default()
        })
    });
    let face = move || {
        let own = std::iter::once(Choice::new(None, "The framework’s own words"));
        let all: Vec<_> =
            own.chain(faces.get().into_iter().map(|face| Choice::new(Some(face.id), face.title))).collect();
        (all.len() > 1).then(|| {
            view! { <Select id="ask-face" label="Words for the grades" choices=Signal::stored(all) value=ask.face on_choose=move |face| ask.face.set(face) error=ask.told.error("ask-face") /> }
        })
    };
    view! {
        <div class="columns">
            <Select id="ask-of" label="What is judged" choices=Signal::stored(of) value=ask.of on_choose=move |of| ask.of.set(of) error=ask.told.error("ask-of") />
            <Select
                id="ask-framework"
                label="Framework"
                choices=frameworks
                value=ask.framework
                on_choose=move |framework| ask.framework.set(framework)
                error=ask.told.error("ask-framework")
            />
            {face}
        </div>
    }
    .into_any()
}

fn from_where(ask: Ask) -> AnyView {
    let choices = vec![
        Choice::new(Side::Internal, "Internal")
            .with_hint("The area’s own judgement: it decides whether the plan may be issued."),
        Choice::new(Side::External, "External").with_hint("From outside: stands beside the area’s own judgement."),
    ];
    view! {
        <RadioGroup
            id="ask-side"
            legend="From where?"
            choices=choices
            value=Signal::derive(move || Some(ask.side.get()))
            on_choose=move |side| ask.side.set(side)
            layout=RadioLayout::Columns
            error=ask.told.error("ask-side")
        />
    }
    .into_any()
}

fn by_whom(ask: Ask) -> AnyView {
    let choices = vec![
        Choice::new(By::One, "One assessor").with_hint("Gets a personal link."),
        Choice::new(By::Two, "An auditor and a moderator").with_hint("The moderator judges the same thing again."),
        Choice::new(By::Me, "I judge it myself").with_hint("You go to the form at once."),
    ];
    view! {
        <RadioGroup
            id="ask-judges"
            legend="Who judges?"
            choices=choices
            value=Signal::derive(move || Some(ask.by.get()))
            on_choose=move |by| ask.by.set(by)
            layout=RadioLayout::Columns
            error=ask.told.error("ask-judges")
        />
    }
    .into_any()
}

fn people(ask: Ask, by: By) -> AnyView {
    let [first, second] = ask.people;
    match by {
        By::Me => ().into_any(),
        By::One => person(ask, "The assessor", first),
        By::Two => view! {
            {person(ask, "The auditor, who judges first", first)}
            {person(ask, "The moderator, who judges again", second)}
            <Checkbox
                id="ask-sees-audit"
                label="The moderator may read the audit first"
                hint="Otherwise the moderator judges without knowing what the auditor said."
                checked=ask.sees_audit
                on_change=move |on| ask.sees_audit.set(on)
            />
            <Checkbox
                id="ask-changes-grade"
                label="The moderator’s judgement counts"
                hint="Otherwise it is feedback to the auditor, and the auditor’s grade stands."
                checked=ask.changes_grade
                on_change=move |on| ask.changes_grade.set(on)
            />
        }
        .into_any(),
    }
}

fn person(ask: Ask, legend: &'static str, row: PersonRow) -> AnyView {
    let error = Callback::new(move |id: String| ask.told.sentence(&id));
    view! {
        <fieldset class="plan-person">
            <legend class="radio-legend">{legend}</legend>
            <div class="columns"><PersonFields row=row error=error without_seat=true /></div>
        </fieldset>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_follows_from_who_judges() {
        Owner::new().with(|| {
            let ask = Ask::new(RwSignal::new(Vec::new()));
            let judges = |by| {
                ask.by.set(by);
                ask.entered(FrameworkId::new("essex-full").unwrap()).judges
            };
            ask.people[0].name.set(" Ana Reyes ".into());
            assert_eq!(judges(By::Me), Judges::Me);
            assert!(matches!(judges(By::One), Judges::One { assessor } if assessor.name == "Ana Reyes"));
            assert!(
                matches!(judges(By::Two), Judges::Two { auditor, sees_audit: false, .. } if auditor.name == "Ana Reyes")
            );
        });
    }

    #[test]
    fn fields_of_the_api_lead_to_their_controls() {
        Owner::new().with(|| {
            let ask = Ask::new(RwSignal::new(Vec::new()));
            for (field, id) in [
                ("framework", "ask-framework"),
                ("judges", "ask-judges"),
                ("judges.assessor.name", "person-1-name"),
                ("judges.auditor.post", "person-1-post"),
                ("judges.moderator.name", "person-2-name"),
            ] {
                assert_eq!(ask.id_of(field), id);
            }
        });
    }
}
