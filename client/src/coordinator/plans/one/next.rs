//! What to do next with a plan: one clear step, which follows from where the plan stands.

use accord_shared::api::PlanView;
use accord_shared::id::PlanId;
use accord_shared::plan::Standing;
use accord_shared::route::Route;
use leptos::prelude::*;

use super::Shown;
use super::redraft::RedraftDialog;
use crate::coordinator::plans::judge::{JudgeButton, JudgeWith};
use crate::net::api::plans as api;
use crate::ui::{Button, ButtonKind, ButtonLink, Dialog, Notice, NoticeKind, alert, announce, focus_heading, focus_id};
use crate::words::grammar::count;

/// The next step.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// Nobody has judged it; so many assessments go on.
    Judge(usize),
    /// It is below Good, and its author does not know why.
    WriteFeedback,
    /// Its author knows what to change.
    Redraft,
    /// It may be issued.
    Issue,
    /// It is issued.
    Nothing,
    /// There is a newer version.
    Newest(PlanId),
}

fn step(view: &PlanView) -> Step {
    match view.standing {
        Standing::NotJudged => Step::Judge(view.assessments.iter().filter(|one| one.judged.is_none()).count()),
        Standing::Below if view.plan.feedback.is_none() => Step::WriteFeedback,
        Standing::Below => Step::Redraft,
        Standing::GoodEnough => Step::Issue,
        Standing::Issued => Step::Nothing,
        Standing::Redrafted => {
            Step::Newest(view.chain.last().map_or_else(|| view.plan.id.clone(), |last| last.plan.id.clone()))
        }
    }
}

/// The next step in a box, with the one button that takes it.
#[component]
pub fn NextStep(shown: Shown) -> impl IntoView {
    let next = Memo::new(move |_| shown.view.with(step));
    let (redrafting, issuing) = (RwSignal::new(false), RwSignal::new(false));
    view! {
        {move || notice(shown, next.get(), redrafting, issuing)}
        <RedraftDialog shown=shown open=redrafting />
        <IssueDialog shown=shown open=issuing />
    }
}

fn notice(shown: Shown, step: Step, redrafting: RwSignal<bool>, issuing: RwSignal<bool>) -> AnyView {
    match step {
        Step::Judge(open) => judge(shown, open),
        Step::WriteFeedback => view! {
            <Notice kind=NoticeKind::Warning title="Below Good: next, write the feedback.">
                <p>"This draft cannot be issued. Say to its author what is strong, what to change and why. Then the redraft can be entered."</p>
                <Button kind=ButtonKind::Primary on_press=|| focus_id("feedback-text")>"Write feedback"</Button>
            </Notice>
        }
        .into_any(),
        Step::Redraft => view! {
            <Notice kind=NoticeKind::Warning title="Below Good: the author redrafts it.">
                <p>"Give the author the feedback. When the redraft is there, enter it as the next version and judge it again."</p>
                <div class="cluster">
                    <Button kind=ButtonKind::Primary on_press=move || redrafting.set(true)>"Enter the redraft"</Button>
                    <ButtonLink href=Route::Feedback(&shown.id()).to_string()>"Feedback to print or copy"</ButtonLink>
                </div>
            </Notice>
        }
        .into_any(),
        Step::Issue => view! {
            <Notice kind=NoticeKind::Done title="Good or better: it may be issued.">
                <p>"When the plan has gone out, mark it as issued."</p>
                <Button kind=ButtonKind::Primary on_press=move || issuing.set(true)>"Mark as issued"</Button>
            </Notice>
        }
        .into_any(),
        Step::Nothing => view! {
            <Notice kind=NoticeKind::Done title="This plan has been issued.">
                <p>"Nothing is left to do. It can still be judged again, for example from outside."</p>
            </Notice>
        }
        .into_any(),
        Step::Newest(id) => view! {
            <Notice title="This version has been replaced by a redraft.">
                <p>"What was judged here stays as it is."</p>
                <ButtonLink href=Route::Plan(&id).to_string() kind=ButtonKind::Primary>"Go to the newest version"</ButtonLink>
            </Notice>
        }
        .into_any(),
    }
}

fn judge(shown: Shown, open: usize) -> AnyView {
    let (plan, case_ref) = (shown.id(), shown.view.with_untracked(|view| view.plan.case_ref.clone()));
    let going_on = (open > 0).then(|| {
        let words = count(open, "assessment is", "assessments are");
        view! { <p>{words} " not finished. “Judge” goes on with yours, if you have begun one with this framework."</p> }
    });
    view! {
        <Notice title="Next: judge it.">
            <p>"Every draft is judged before it is issued. You can judge it yourself now, or ask somebody below."</p>
            {going_on}
            <div class="plan-judge">
                <JudgeWith />
                <JudgeButton plan=plan case_ref=case_ref kind=ButtonKind::Primary />
            </div>
        </Notice>
    }
    .into_any()
}

/// Says what marking as issued means before it is done.
#[component]
fn IssueDialog(shown: Shown, open: RwSignal<bool>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let go = move || {
        busy.set(true);
        problem.set(None);
        leptos::task::spawn_local(async move {
            let answer = api::issue(&shown.id()).await;
            busy.try_set(false);
            match answer {
                Ok(_) => {
                    open.try_set(false);
                    shown.asked.refresh();
                    announce("The plan is marked as issued.");
                    // The button that opened the dialog goes away.
                    request_animation_frame(focus_heading);
                }
                Err(failure) => {
                    alert(&failure.sentence);
                    problem.try_set(Some(failure.sentence));
                }
            }
        });
    };
    view! {
        <Dialog title="Mark the plan as issued?" open=open close_label="Cancel">
            <p>"This says that the plan has gone to the family. It cannot be taken back."</p>
            {move || problem.get().map(|sentence| view! { <Notice kind=NoticeKind::Wrong><p>{sentence}</p></Notice> })}
            <Button kind=ButtonKind::Primary busy=busy on_press=go>"Mark as issued"</Button>
        </Dialog>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use accord_shared::api::PlanVersion;
    use accord_shared::id::Time;
    use accord_shared::plan::Feedback;
    use accord_shared::testing::plan;

    fn view_of(standing: Standing) -> PlanView {
        let version = |id| PlanVersion { plan: plan(id), standing, judged: None };
        PlanView {
            plan: plan("p1"),
            standing,
            chain: vec![version("p1"), version("p2")],
            assessments: Vec::new(),
            side_by_side: Vec::new(),
            bundle: Vec::new(),
            section_k: None,
        }
    }

    #[test]
    fn each_standing_has_one_step() {
        assert_eq!(step(&view_of(Standing::NotJudged)), Step::Judge(0));
        assert_eq!(step(&view_of(Standing::GoodEnough)), Step::Issue);
        assert_eq!(step(&view_of(Standing::Issued)), Step::Nothing);
        assert_eq!(step(&view_of(Standing::Redrafted)), Step::Newest(PlanId::new("p2").unwrap()));
    }

    #[test]
    fn a_redraft_answers_feedback() {
        let mut view = view_of(Standing::Below);
        assert_eq!(step(&view), Step::WriteFeedback);
        view.plan.feedback = Some(Feedback { text: "Say who does what.".into(), at: Time(2) });
        assert_eq!(step(&view), Step::Redraft);
    }
}
