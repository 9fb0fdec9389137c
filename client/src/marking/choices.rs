//! A point of a scale as the room shows it: its shape, with the number only where people say it.

use accord_shared::framework::{Framework, NotApplicable, Point, Scale, Target};
use accord_shared::mark::Mark;
use accord_shared::words;
use leptos::prelude::*;

use super::grade_mark::{GradeFace, GradeMark};
use super::row::Cell;
use crate::ui::Choice;

/// A point with as much of it as is asked for.
pub fn point_mark(scale: &Scale, point: &Point, face: GradeFace) -> AnyView {
    let number = words::number(scale, point.value).unwrap_or_default();
    view! { <GradeMark symbol=point.symbol number=number word=point.word.clone() face=face /> }.into_any()
}

/// What may be chosen for a target, in the words of its scale: the points, "not applicable" where it is offered, and
/// "rather not" for whoever may abstain.
pub fn choices(framework: &Framework, target: Target<'_>, abstains: bool) -> Vec<Choice<Mark>> {
    let Some(scale) = framework.scale(&target.section.scale) else { return Vec::new() };
    let points = scale.points.iter().map(|point| {
        let shape = shape(scale, point);
        Choice::new(Mark::Score(point.value), words::mark(scale, Mark::Score(point.value))).with_picture(shape)
    });
    let not_applicable = (target.not_applicable() != NotApplicable::NotOffered)
        .then(|| Choice::new(Mark::NotApplicable, "Not applicable to this plan"));
    let abstain = abstains.then(|| Choice::new(Mark::Abstain, "I’d rather not score this"));
    points.chain(not_applicable).chain(abstain).collect()
}

/// The same in as few words as a line of a form has room for.
pub fn cells(framework: &Framework, target: Target<'_>, abstains: bool) -> Vec<Cell<Mark>> {
    let Some(scale) = framework.scale(&target.section.scale) else { return Vec::new() };
    let points = scale.points.iter().map(|point| {
        let (label, name) = (words::short(scale, point.value), words::mark(scale, Mark::Score(point.value)));
        let picture = (scale.points.len() <= words::SIDE_BY_SIDE_MAX).then(|| shape(scale, point).into());
        let name = (name != label).then_some(name);
        Cell { value: Mark::Score(point.value), label, name, picture, apart: false }
    });
    let apart = |value: Mark, label: &str, name: &str| {
        let (label, name) = (label.to_owned(), Some(name.to_owned()));
        Cell { value, label, name, picture: None, apart: true }
    };
    let not_applicable = (target.not_applicable() != NotApplicable::NotOffered)
        .then(|| apart(Mark::NotApplicable, "N/A", "Not applicable (N/A)"));
    let abstain = abstains.then(|| apart(Mark::Abstain, "Rather not", "Rather not score this"));
    points.chain(not_applicable).chain(abstain).collect()
}

/// The shape alone.
fn shape(scale: &Scale, point: &Point) -> impl Fn() -> AnyView + Send + Sync + 'static {
    let (scale, point) = (scale.clone(), point.clone());
    move || point_mark(&scale, &point, GradeFace::Shape)
}
