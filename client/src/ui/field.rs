//! Text fields: a label above, a hint below it, then what is wrong, then the control. All are tied together, so that a
//! screen reader says the hint and the error with the control. Each says how long its text may be, and no browser cuts it.

use accord_shared::fit::Limit;
use leptos::prelude::*;

use super::fits;

/// What is typed into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FieldKind {
    /// A line of text.
    #[default]
    Text,
    /// A short code or reference, which is not checked for spelling.
    Code,
    /// The user's own name.
    OwnName,
    /// A day, with the browser's own calendar.
    Day,
    /// A time of the day, with the browser's own clock.
    Time,
    /// An address, which is not checked for spelling.
    Link,
}

impl FieldKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Text | Self::OwnName | Self::Link => "field-input",
            Self::Code => "field-input field-input-code",
            Self::Day | Self::Time => "field-input field-input-day",
        }
    }

    /// The type of the native control.
    const fn control(self) -> &'static str {
        match self {
            Self::Text | Self::OwnName | Self::Code => "text",
            Self::Link => "url",
            Self::Day => "date",
            Self::Time => "time",
        }
    }
}

/// The ids of the hint and error of the control `id`, as `aria-describedby` wants them.
#[must_use]
pub fn described_by(id: &str, has_hint: bool, has_error: bool) -> Option<String> {
    match (has_hint, has_error) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (true, true) => Some(format!("{id}-hint {id}-error")),
    }
}

/// The label, hint and error around a control that has the element id `id`, for controls that are not in this
/// folder. The control itself names [`described_by`].
#[component]
pub fn FieldFrame(
    /// The control's element id.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// Whether only screen readers get the label, because a table heading or the like shows it.
    #[prop(optional)]
    label_hidden: bool,
    /// Whether the label is somebody's name or words, which are never translated.
    #[prop(optional)]
    label_kept: bool,
    /// What to know before filling it in.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong, and what to do.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    view! {
        <div class="field" class:field-wrong=move || error.with(Option::is_some)>
            <label class="field-label" class:visually-hidden=label_hidden for=id translate=label_kept.then_some("no")>{move || label.get()}</label>
            {move || hint.get().map(|hint| view! { <p class="field-hint" id=hint_id.clone()>{hint}</p> })}
            {move || {
                error.get().map(|error| {
                    view! { <p class="field-error" id=error_id.clone()><span class="visually-hidden">"Error: "</span>{error}</p> }
                })
            }}
            {children()}
        </div>
    }
    .into_any()
}

/// A field for one line.
#[component]
pub fn Field(
    /// Its element id.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// What is in it.
    value: RwSignal<String>,
    /// How long it may be.
    limit: Limit,
    /// What is typed into it.
    #[prop(optional)]
    kind: FieldKind,
    /// Whether only screen readers get the label.
    #[prop(optional)]
    label_hidden: bool,
    /// What to know before filling it in.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong, and what to do.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What the Enter key does instead of sending the form.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
) -> impl IntoView {
    let error = fits::watched(&id, label, value.into(), limit, error);
    let own_id = id.clone();
    let described = move || described_by(&own_id, hint.with(Option::is_some), error.with(Option::is_some));
    let key = move |event: leptos::ev::KeyboardEvent| {
        if let (Some(on_enter), "Enter") = (on_enter, event.key().as_str()) {
            event.prevent_default();
            on_enter.run(());
        }
    };
    let spelling = matches!(kind, FieldKind::Code | FieldKind::OwnName | FieldKind::Link).then_some("false");
    view! {
        <FieldFrame id=id.clone() label=label label_hidden=label_hidden hint=hint error=error>
            <input
                class=kind.class()
                type=kind.control()
                id=id
                autocomplete=if kind == FieldKind::OwnName { "name" } else { "off" }
                spellcheck=spelling
                translate="no"
                prop:value=value
                aria-describedby=described
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                on:input=move |event| value.set(event_target_value(&event))
                on:keydown=key
            />
        </FieldFrame>
    }
    .into_any()
}

/// A field for several lines that one person types into. Text that several people type into at once has its own
/// control, which keeps the caret where it is.
#[component]
pub fn TextArea(
    /// Its element id.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// What is in it.
    value: RwSignal<String>,
    /// How long it may be.
    limit: Limit,
    /// How many lines it shows at first.
    #[prop(default = 4)]
    rows: u32,
    /// What to know before filling it in.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong, and what to do.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let error = fits::watched(&id, label, value.into(), limit, error);
    let own_id = id.clone();
    let described = move || described_by(&own_id, hint.with(Option::is_some), error.with(Option::is_some));
    view! {
        <FieldFrame id=id.clone() label=label hint=hint error=error>
            <textarea
                class="field-input field-area"
                id=id
                rows=rows
                translate="no"
                lang="en-GB"
                prop:value=value
                aria-describedby=described
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        </FieldFrame>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_is_described_by_what_is_there() {
        assert_eq!(described_by("a", false, false), None);
        assert_eq!(described_by("a", true, false).as_deref(), Some("a-hint"));
        assert_eq!(described_by("a", false, true).as_deref(), Some("a-error"));
        assert_eq!(described_by("a", true, true).as_deref(), Some("a-hint a-error"));
    }
}
