//! Texts that are too long, said while they are typed and once more before they are sent. Nothing is cut: the text stays in
//! its field, the sentence beside it says by how much it is too long, and its form is not sent until it fits.

use accord_shared::fit::{Limit, TooLong};
use leptos::context::Provider;
use leptos::prelude::*;

use super::{ErrorSummary, Problem, announce, fresh_id};

/// What is wrong with what is in a field: that it is too long, else what the page says. Where the field stands in a form, the
/// form knows as well.
pub fn watched(
    id: &str,
    label: Signal<String>,
    value: Signal<String>,
    limit: Limit,
    error: Signal<Option<String>>,
) -> Signal<Option<String>> {
    let long = Memo::new(move |_| value.with(|text| limit.too_long(text)));
    if let Some(form) = use_context::<FormFits>() {
        form.watch(id.to_owned(), label, long);
    }
    say(long);
    Signal::derive(move || long.get().map(sentence).or_else(|| error.get()))
}

/// The sentence beside a field.
fn sentence(long: TooLong) -> String {
    format!("{long} Shorten it.")
}

/// Tells a screen reader when a text becomes too long, and when it fits again; not for each key.
fn say(long: Memo<Option<TooLong>>) {
    Effect::new(move |before: Option<bool>| {
        let now = long.with(Option::is_some);
        match (before.unwrap_or(false), now) {
            (false, true) => {
                if let Some(long) = long.get_untracked() {
                    announce(&sentence(long));
                }
            }
            (true, false) => announce("This fits now."),
            (true, true) | (false, false) => {}
        }
        now
    });
}

/// Why a text cannot be sent yet: there is none, or it is too long.
pub fn why_not(text: RwSignal<String>, limit: Limit, empty: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || {
        text.with(|text| match limit.too_long(text) {
            Some(long) => Some(sentence(long)),
            None => text.trim().is_empty().then(|| empty.to_owned()),
        })
    })
}

/// The fields of one form, of which it knows whether each fits. Copying it is free.
#[derive(Debug, Clone, Copy)]
pub struct FormFits {
    fields: StoredValue<Vec<Watched>>,
    /// What was too long when the form was to be sent last.
    shown: RwSignal<Vec<Problem>>,
}

#[derive(Debug, Clone)]
struct Watched {
    key: String,
    id: String,
    label: Signal<String>,
    long: Memo<Option<TooLong>>,
}

impl FormFits {
    /// Of a form that has no fields yet.
    pub fn new() -> Self {
        Self { fields: StoredValue::new(Vec::new()), shown: RwSignal::new(Vec::new()) }
    }

    fn watch(self, id: String, label: Signal<String>, long: Memo<Option<TooLong>>) {
        let key = fresh_id("fits");
        let field = Watched { key: key.clone(), id, label, long };
        self.fields.update_value(|fields| fields.push(field));
        on_cleanup(move || {
            // The form may be gone before its fields are.
            self.fields.try_update_value(|fields| fields.retain(|field| field.key != key));
        });
    }

    /// Whether everything fits, so that the form can be sent. If not, the list above the form says which fields do not.
    pub fn all_fit(self) -> bool {
        let problems: Vec<Problem> = self.fields.with_value(|fields| {
            let unfit = |field: &Watched| {
                let most = field.long.get_untracked()?.most;
                let label = field.label.get_untracked();
                // The field itself says by how much, which changes with each key.
                Some(Problem::new(
                    &field.id,
                    format!("{label}: this is too long. Up to {} fit.", accord_shared::fit::characters(most)),
                ))
            };
            fields.iter().filter_map(unfit).collect()
        });
        let fit = problems.is_empty();
        self.shown.set(problems);
        fit
    }

    /// Whether something was too long when the form was to be sent last.
    pub fn wrong(self) -> bool {
        self.shown.with(|shown| !shown.is_empty())
    }
}

/// The fields of a form, and above them which were too long when it was to be sent.
#[component]
pub fn Fitting(
    /// What knows of them.
    fits: FormFits,
    /// The fields, and what else is between them.
    children: Children,
) -> impl IntoView {
    view! {
        <ErrorSummary problems=fits.shown />
        <Provider value=fits>{children()}</Provider>
    }
    .into_any()
}
