//! Judgements that go beyond what was scored. The panel may agree on them: everyone sees that it does, with the reason,
//! and both are in the record.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::framework::TargetId;
use crate::mark::Marks;
use crate::stage::Round;

/// What a judgement goes beyond, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Beyond {
    /// What was judged as nobody had scored it in the round that it rests on.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub unscored: BTreeSet<TargetId>,
    /// Why. Never empty.
    pub reason: String,
}

/// The targets whose mark no ballot of a round gave.
#[must_use]
pub fn unscored(round: &Round, marks: &Marks) -> BTreeSet<TargetId> {
    let given = |(target, mark): &(&TargetId, &crate::mark::Mark)| {
        round.ballots.iter().any(|ballot| ballot.marks.get(*target) == Some(*mark))
    };
    marks.iter().filter(|judged| !given(judged)).map(|(target, _)| target.clone()).collect()
}
