//! One thing that is given a mark: its words, its choices as native radio buttons in one compact row, and the box for a
//! comment, which is there once the mark demands one or somebody asks for it.

use accord_shared::framework::{Descriptor, Framework, Scale, Symbol, Target, TargetId};
use accord_shared::mark::Mark;
use accord_shared::schema::comment_root;
use leptos::html::Div;
use leptos::prelude::*;

use crate::marking::gaps::{comment_id, mark_id};
use crate::marking::grade_mark::{GradeFace, GradeMark, symbol_class};
use crate::marking::keys;
use crate::marking::marks_as_text::{ROUND, is_numbers, label_of, marks_of, value_of};
use crate::marking::own_form::OwnForm;
use crate::seat::text::OwnText;
use crate::ui::{Button, ButtonKind, focus_id};

/// One descriptor that is given a mark.
pub fn row(form: OwnForm, framework: &Framework, scale: &Scale, target: Target<'_>, number: usize) -> AnyView {
    let Some(descriptor) = target.descriptor else { return ().into_any() };
    let id = target.id();
    let text_id = format!("text-{id}");
    let guidance_id = format!("guidance-{id}");
    let guided = descriptor.guidance.is_some().then(|| guidance_id.clone());
    let group = NodeRef::<Div>::new();
    let mark = form.mark(&id);
    let comment = Comment::new(form, framework, &id, group, mark);
    let audit = crate::form::audit::audit_of(form, &id);
    view! {
        <div class="assess-row" class:assess-row-wide=is_numbers(scale) node_ref=group data-target=id.to_string()>
            <div class="assess-row-text" id=text_id.clone()>{words(descriptor, number, guidance_id)}</div>
            {choices(scale, target, &text_id, guided, "mark-choices")}
            {comment.opener()}
            {audit}
            {comment.shown()}
        </div>
    }
    .into_any()
}

fn words(descriptor: &Descriptor, number: usize, guidance_id: String) -> AnyView {
    let condition = descriptor.condition.clone().map(|when| view! { <span class="assess-row-when">{when}": "</span> });
    let guidance =
        descriptor.guidance.clone().map(|how| view! { <p class="assess-row-guidance" id=guidance_id>{how}</p> });
    view! {
        <p><span class="assess-row-number">{number}". "</span>{condition}{descriptor.text.clone()}</p>
        {guidance}
    }
    .into_any()
}

/// The radio buttons of a target. Nothing in them changes but what is chosen, which [`keys::show`] sets.
pub fn choices(
    scale: &Scale,
    target: Target<'_>,
    labelled_by: &str,
    described_by: Option<String>,
    class: &'static str,
) -> AnyView {
    let id = target.id();
    let numbers = is_numbers(scale);
    let one = |(place, mark): (usize, Mark)| {
        let element = if place == 0 { mark_id(&id) } else { format!("{}-{}", mark_id(&id), value_of(mark)) };
        let symbol = mark.score().and_then(|value| scale.point(value)).map_or(Symbol::Plain, |point| point.symbol);
        let picture = (!symbol.is_plain() && !numbers)
            .then(|| view! { <GradeMark symbol=symbol number="" word="" face=GradeFace::Shape /> });
        let kind = if mark.score().is_none() { "mark-choice mark-choice-word" } else { "mark-choice" };
        view! {
            <span class=format!("{kind} {}", symbol_class(symbol))>
                <input type="radio" class="mark-choice-input" id=element.clone() name=mark_id(&id) value=value_of(mark) />
                <label class="mark-choice-label" for=element>{picture}{label_of(scale, mark)}</label>
            </span>
        }
    };
    let all = marks_of(scale, target).into_iter().enumerate().map(one).collect_view();
    view! {
        <div
            class=class
            class:mark-choices-numbers=numbers
            class:mark-choices-even=scale.points.len().is_multiple_of(2)
            role="radiogroup"
            aria-labelledby=labelled_by.to_owned()
            aria-describedby=described_by
        >
            {all}
        </div>
    }
    .into_any()
}

/// The comment on one target: whether its box is open, and whether it is demanded.
struct Comment {
    form: OwnForm,
    target: TargetId,
    open: RwSignal<bool>,
    demanded: RwSignal<bool>,
}

impl Comment {
    /// Follows the mark of the target; it also makes the row show it.
    fn new(
        form: OwnForm,
        framework: &Framework,
        target: &TargetId,
        row: NodeRef<Div>,
        mark: Signal<Option<Mark>>,
    ) -> Self {
        let (open, demanded) = (RwSignal::new(false), RwSignal::new(false));
        let demanding = framework.target(target).map(|one| one.section.comment_demanded.clone()).unwrap_or_default();
        let written = form.comment(target);
        Effect::new(move |_| {
            let mark = mark.get();
            if let Some(row) = row.get() {
                keys::show(&row, mark);
            }
            let demands = mark.and_then(Mark::score).is_some_and(|value| demanding.contains(&value));
            if demanded.get_untracked() != demands {
                demanded.set(demands);
            }
            if !open.get_untracked() && (demands || written.with(|text| !text.is_empty())) {
                open.set(true);
            }
        });
        Self { form, target: target.clone(), open, demanded }
    }

    /// What opens the box. It is no stop for Tab, which goes from row to row; C opens the box from the row.
    fn opener(&self) -> AnyView {
        let (open, id) = (self.open, comment_id(&self.target));
        let press = move |_| {
            open.set(true);
            let id = id.clone();
            request_animation_frame(move || focus_id(&id));
        };
        view! { <button type="button" class="button button-quiet assess-row-opener" tabindex="-1" hidden=move || open.get() on:click=press>"Comment"</button> }
            .into_any()
    }

    /// The box, once it is open.
    fn shown(&self) -> AnyView {
        let (form, target, open, demanded) = (self.form, self.target.clone(), self.open, self.demanded);
        (move || {
            open.get().then(|| {
                let hint = MaybeProp::derive(move || {
                    demanded.get().then(|| "This mark needs a comment.".to_owned())
                });
                let clear = target.clone();
                view! {
                    <div class="assess-row-comment">
                        <OwnText
                            document=form.ballot()
                            root=comment_root(&target, ROUND)
                            id=comment_id(&target)
                            label="Comment"
                            hint=hint
                            rows=2
                        />
                        <Button kind=ButtonKind::Quiet on_press=move || form.choose(&clear, None)>"Take the mark back"</Button>
                    </div>
                }
            })
        })
        .into_any()
    }
}
