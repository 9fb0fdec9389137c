//! State kept between the pages about plans: the frameworks, the framework for drafts, the filter of the list, and unsaved
//! feedback.

use accord_shared::api::FrameworkSummary;
use accord_shared::framework::{FrameworkId, Subject};
use accord_shared::id::PlanId;
use leptos::prelude::*;
use std::collections::BTreeMap;

use super::listed::Listed;
use crate::net::api;
use crate::ui::Choice;

/// The framework that drafts are judged with unless another is chosen: one grade and three actions.
const LIGHT_TOUCH: &str = "essex-light-touch";

/// That state, in the context of every page.
#[derive(Debug, Clone, Copy)]
pub struct PlanDesk {
    frameworks: RwSignal<Vec<FrameworkSummary>>,
    /// With which framework the button "Judge" judges.
    pub judge_with: RwSignal<FrameworkId>,
    /// Which plans are listed.
    pub listed: RwSignal<Listed>,
    unsaved: StoredValue<BTreeMap<PlanId, String>>,
}

impl PlanDesk {
    /// An empty desk.
    pub fn new() -> Self {
        let light_touch = FrameworkId::new(LIGHT_TOUCH).expect("the text follows the grammar of framework ids");
        Self {
            frameworks: RwSignal::new(Vec::new()),
            judge_with: RwSignal::new(light_touch),
            listed: RwSignal::new(Listed::ToJudge),
            unsaved: StoredValue::new(BTreeMap::new()),
        }
    }

    /// The desk of this browser's page.
    pub fn here() -> Self {
        expect_context::<Self>()
    }

    /// The frameworks of the area, fetched again by each page that needs them: an area may have added one.
    pub fn frameworks(self) -> RwSignal<Vec<FrameworkSummary>> {
        leptos::task::spawn_local(async move {
            // Without the list the pages still work with the framework that is chosen already.
            if let Ok(all) = api::frameworks().await {
                self.frameworks.try_set(all);
            }
        });
        self.frameworks
    }

    /// Feedback for a plan that was begun and not saved.
    pub fn unsaved(self, plan: &PlanId) -> Option<String> {
        self.unsaved.with_value(|texts| texts.get(plan).cloned())
    }

    /// Keeps such a text; nothing once it is saved.
    pub fn keep_unsaved(self, plan: &PlanId, text: Option<String>) {
        self.unsaved.update_value(|texts| match text {
            Some(text) => {
                texts.insert(plan.clone(), text);
            }
            None => {
                texts.remove(plan);
            }
        });
    }
}

/// The frameworks for this subject, to choose from.
pub fn choices(frameworks: &[FrameworkSummary], subject: Subject) -> Vec<Choice<FrameworkId>> {
    let fitting = frameworks.iter().filter(|one| one.subject == subject);
    fitting.map(|one| Choice::new(one.id.clone(), format!("{} (version {})", one.title, one.version))).collect()
}
