//! The one control for giving a mark: what is asked, its marks as native radio buttons, and the comment on it. The room,
//! the forms, proposals and the preview of a framework all use it.
//!
//! Tab leads from row to row, the arrows choose, and [`super::keys`] says what other keys do. What is chosen, and where it
//! is kept, is decided by the page that shows the row.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use accord_shared::framework::Symbol;
use accord_shared::mark::Mark;

use super::choices::Offer;
use super::grade_mark::{GradeFace, GradeMark};
use super::keys::{Keys, Press};
use crate::ui::focus_id;

/// What is said where the chosen score needs a comment.
pub const NEEDS_COMMENT: &str = "This score needs a comment, please.";

/// The most points whose words have room on one line of a phone.
const SHORT_POINTS_MAX: usize = 5;

/// The most letters of a point that stand beside its button on a phone.
const SHORT_LETTERS_MAX: usize = 8;

/// What a row asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The row's number in its section, where it has one.
    pub number: Option<usize>,
    /// When it applies.
    pub when: Option<String>,
    /// What is asked.
    pub text: String,
    /// What it is about, for screen readers only, where the heading beside it says so to everyone else.
    pub about: Option<String>,
    /// What to know before choosing.
    pub hint: Option<String>,
}

/// How the marks are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowLayout {
    /// On one line in few words, for one row of many.
    #[default]
    Line,
    /// As large grades with all of their words, for the one mark of a section.
    Grades,
}

/// The comment on a row.
#[derive(Clone)]
pub struct Comment {
    /// The element id of its box.
    pub id: String,
    /// What the button says that opens it.
    pub opener: &'static str,
    /// Whether something is written in it.
    pub written: Signal<bool>,
    /// Its box, which gets its hint.
    pub field: Callback<MaybeProp<String>, AnyView>,
}

/// The element id of the radio button of a mark.
pub fn choice_id(row: &str, mark: Mark) -> String {
    match mark {
        Mark::Score(value) => format!("{row}-{value}"),
        Mark::NotApplicable => format!("{row}-na"),
        Mark::Abstain => format!("{row}-abstain"),
    }
}

/// A row of marks to choose from.
#[component]
pub fn MarkRow(
    /// Its element id; [`choice_id`] says those of its buttons.
    #[prop(into)]
    id: String,
    /// What is asked.
    asked: Asked,
    /// What may be chosen. It stays the same while the row is on the page.
    offers: Vec<Offer>,
    /// How it is laid out.
    #[prop(optional)]
    layout: RowLayout,
    /// What is chosen.
    #[prop(into)]
    value: Signal<Option<Mark>>,
    /// What choosing does; None takes the mark back.
    #[prop(into)]
    on_choose: Callback<Option<Mark>>,
    /// Whether nothing can be chosen now; say why beside it.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The comment on it, where it has one of its own.
    #[prop(optional_no_strip)]
    comment: Option<Comment>,
    /// What belongs to the row between its buttons and its comment.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let demanding: Vec<Mark> = offers.iter().filter(|offer| offer.demands_comment).map(|offer| offer.mark).collect();
    let demands = Memo::new(move |_| value.get().is_some_and(|mark| demanding.contains(&mark)));
    let comment = comment.map(|comment| Opened::new(comment, demands));
    let keys = StoredValue::new(Keys::new(offers.iter().map(|offer| offer.mark).collect()));
    let press = {
        let (id, comment) = (id.clone(), comment.clone());
        move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() || disabled.get_untracked() {
                return;
            }
            let Some(press) = keys.try_update_value(|keys| keys.press(&event.key())).flatten() else { return };
            match (press, &comment) {
                (Press::Choose(mark), _) => {
                    on_choose.run(Some(mark));
                    focus_id(&choice_id(&id, mark));
                }
                (Press::TakeBack, _) => on_choose.run(None),
                (Press::Comment, Some(comment)) => comment.open(),
                (Press::Comment, None) => return,
            }
            event.prevent_default();
        }
    };
    let class = match layout {
        RowLayout::Line => "mark-row mark-row-line",
        RowLayout::Grades => "mark-row mark-row-grades",
    };
    let many = layout == RowLayout::Line && points(&offers).count() > SHORT_POINTS_MAX;
    let wordy = points(&offers).any(|offer| offer.short.chars().count() > SHORT_LETTERS_MAX);
    let cells = |points: bool| {
        let cells = offers.iter().filter(|offer| offer.mark.score().is_some() == points);
        cells.map(|offer| cell(&id, layout, many, offer, value, on_choose)).collect_view()
    };
    let (points, apart) = (cells(true), cells(false));
    let hint_id = format!("{id}-hint");
    let described = asked.hint.is_some().then(|| hint_id.clone());
    let hint = asked.hint.clone().map(|hint| view! { <p class="field-hint mark-row-hint" id=hint_id>{hint}</p> });
    let (opener, field) = match comment {
        Some(comment) => (Some(comment.opener(asked.number)), Some(comment.field())),
        None => (None, Some(needs(demands))),
    };
    view! {
        <div class=class class:mark-row-many=many class:mark-row-wordy=wordy>
            <fieldset class="mark-row-group" id=id tabindex="-1" aria-describedby=described disabled=disabled on:keydown=press>
                {legend(asked)}
                {hint}
                <div class="mark-row-cells">
                    <div class="mark-row-points">{points}</div>
                    <div class="mark-row-apart">{apart}</div>
                </div>
            </fieldset>
            {opener}
            {children.map(|children| children())}
            {field}
        </div>
    }
    .into_any()
}

fn points(offers: &[Offer]) -> impl Iterator<Item = &Offer> {
    offers.iter().filter(|offer| offer.mark.score().is_some())
}

fn legend(asked: Asked) -> AnyView {
    let number = asked.number.map(|number| view! { <span class="mark-row-number">{number}". "</span> });
    let when = asked.when.map(|when| view! { <span class="mark-row-when">{when}": "</span> });
    let about = asked.about.map(|about| view! { <span class="visually-hidden">": " {about}</span> });
    view! { <legend class="mark-row-legend">{number} {when} {asked.text} {about}</legend> }.into_any()
}

fn cell(
    row: &str,
    layout: RowLayout,
    many: bool,
    offer: &Offer,
    value: Signal<Option<Mark>>,
    on_choose: Callback<Option<Mark>>,
) -> AnyView {
    let (id, mark, symbol) = (choice_id(row, offer.mark), offer.mark, offer.symbol);
    let picture = (symbol != Symbol::Plain && !many).then(|| {
        let shape = view! { <GradeMark symbol=symbol number="" word="" face=GradeFace::Shape /> };
        view! { <span class="mark-cell-picture" aria-hidden="true">{shape}</span> }
    });
    let words = if layout == RowLayout::Grades || offer.short == offer.full {
        offer.full.clone().into_any()
    } else {
        view! {
            <span aria-hidden="true">{offer.short.clone()}</span>
            <span class="visually-hidden">{offer.full.clone()}</span>
        }
        .into_any()
    };
    view! {
        <div class="mark-cell">
            <input
                type="radio"
                class="mark-cell-input"
                name=row.to_owned()
                id=id.clone()
                prop:checked=move || value.get() == Some(mark)
                on:change=move |_| on_choose.run(Some(mark))
            />
            <label class="mark-cell-label" for=id>{picture} {words}</label>
        </div>
    }
    .into_any()
}

/// The sentence for a row without a comment of its own: the comment is written in a box of its section.
fn needs(demands: Memo<bool>) -> AnyView {
    view! { <p class="mark-row-needs">{move || demands.get().then_some(NEEDS_COMMENT)}</p> }.into_any()
}

/// The comment of one row, and whether its box is there: once the score demands one, something is written, or somebody
/// asked for it. Then it stays, so that it does not vanish while the user empties it.
#[derive(Clone)]
struct Opened {
    comment: Comment,
    demands: Memo<bool>,
    asked_for: RwSignal<bool>,
    shown: Memo<bool>,
}

impl Opened {
    fn new(comment: Comment, demands: Memo<bool>) -> Self {
        let (asked_for, written) = (RwSignal::new(false), comment.written);
        let shown = Memo::new(move |before: Option<&bool>| {
            before.copied().unwrap_or(false) || demands.get() || written.get() || asked_for.get()
        });
        Self { comment, demands, asked_for, shown }
    }

    fn open(&self) {
        self.asked_for.set(true);
        let id = self.comment.id.clone();
        request_animation_frame(move || focus_id(&id));
    }

    /// What opens the box. It is no stop for Tab, which goes from row to row; C opens the box from the row.
    fn opener(&self, number: Option<usize>) -> AnyView {
        let (shown, this) = (self.shown, self.clone());
        let about = number.map(|number| view! { <span class="visually-hidden">{format!(" on row {number}")}</span> });
        view! {
            <button
                type="button"
                class="button button-quiet mark-row-opener"
                tabindex="-1"
                hidden=move || shown.get()
                on:click=move |_| this.open()
            >
                {self.comment.opener} {about}
            </button>
        }
        .into_any()
    }

    fn field(&self) -> AnyView {
        let (shown, demands, field) = (self.shown, self.demands, self.comment.field);
        (move || {
            shown.get().then(|| {
                let hint = MaybeProp::derive(move || demands.get().then(|| NEEDS_COMMENT.to_owned()));
                view! { <div class="mark-row-comment">{field.run(hint)}</div> }
            })
        })
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_has_a_button_of_its_own() {
        let marks = [Mark::Score(10), Mark::Score(-1), Mark::NotApplicable, Mark::Abstain];
        let ids = marks.map(|mark| choice_id("mark-a.1", mark));
        assert_eq!(ids, ["mark-a.1-10", "mark-a.1--1", "mark-a.1-na", "mark-a.1-abstain"]);
    }
}
