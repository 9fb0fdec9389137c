//! One thing to choose from: the same for radio buttons and for drop-down lists.

/// One thing to choose from.
#[derive(Clone)]
pub struct Choice<T> {
    /// What is chosen.
    pub value: T,
    /// What people read.
    pub label: String,
    /// What it means, in a sentence; radio buttons show it.
    pub hint: Option<String>,
}

impl<T> Choice<T> {
    /// A choice with a label.
    pub fn new(value: T, label: impl Into<String>) -> Self {
        Self { value, label: label.into(), hint: None }
    }

    /// The same choice with a sentence about what it means.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
