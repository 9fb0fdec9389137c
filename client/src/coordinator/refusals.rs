//! Refusals of a form by the server: errors, or texts that look like personal data and need a second look. Both lead to
//! the fields.

use leptos::prelude::*;

use crate::net::Failure;
use crate::ui::{Button, ErrorSummary, FormFits, Problem};

/// The code with which the server asks to look again at what looks like personal data.
pub const LOOKS_PERSONAL: &str = "looks-personal";

/// What was said against a form the last time that it was sent.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// What is wrong.
    pub problems: RwSignal<Vec<Problem>>,
    /// What looks like personal data.
    pub warnings: RwSignal<Vec<Problem>>,
    /// Whether its texts fit.
    pub fits: FormFits,
}

impl Told {
    /// Nothing yet.
    pub fn new() -> Self {
        let (problems, warnings) = (RwSignal::new(Vec::new()), RwSignal::new(Vec::new()));
        Self { problems, warnings, fits: FormFits::new() }
    }

    /// Whether every text fits, so that the form can be sent; if not, this is said above it.
    pub fn all_fit(self) -> bool {
        self.fits.all_fit()
    }

    /// Keeps what the server said. `id_of` gives the element id of the control behind a field of the API; empty where
    /// there is none.
    pub fn refused(self, failure: Failure, id_of: impl Fn(&str) -> String) {
        let mut told: Vec<Problem> =
            failure.fields.into_iter().map(|wrong| Problem::new(id_of(&wrong.field), wrong.sentence)).collect();
        if told.is_empty() {
            told.push(Problem::new("", failure.sentence));
        }
        let warning = failure.code == LOOKS_PERSONAL;
        let (problems, warnings) = if warning { (Vec::new(), told) } else { (told, Vec::new()) };
        self.problems.set(problems);
        self.warnings.set(warnings);
    }

    /// Forgets it.
    pub fn clear(self) {
        self.problems.set(Vec::new());
        self.warnings.set(Vec::new());
    }

    /// What was said about the control with this element id.
    pub fn error(self, id: impl Into<String>) -> Signal<Option<String>> {
        let id = id.into();
        Signal::derive(move || self.sentence(&id))
    }

    /// The same for fields that ask for it by their id.
    pub fn sentence(self, id: &str) -> Option<String> {
        let of = |problems: &Vec<Problem>| {
            problems.iter().find(|problem| problem.id == id).map(|problem| problem.sentence.clone())
        };
        self.problems.with(of).or_else(|| self.warnings.with(of))
    }

    /// Whether anything is wrong.
    pub fn wrong(self) -> Signal<bool> {
        Signal::derive(move || self.fits.wrong() || self.problems.with(|problems| !problems.is_empty()))
    }
}

/// What stands above a form after it was refused, with the way to go on where it only looked like personal data.
#[component]
pub fn ToldAbove(
    /// What was said.
    told: Told,
    /// The words on the button that goes on all the same, such as "This is not personal data: make the panel".
    go_on: &'static str,
    /// What going on does.
    #[prop(into)]
    on_go_on: Callback<()>,
) -> impl IntoView {
    view! {
        <ErrorSummary problems=told.problems />
        <ErrorSummary problems=told.warnings title="Please look again: is this personal data?" warning=true>
            <p>"Accord must not hold a child’s name, date of birth, NHS number or postcode. Change the text, or go on if it is none of these."</p>
            <Button on_press=on_go_on>{go_on}</Button>
        </ErrorSummary>
    }
    .into_any()
}
