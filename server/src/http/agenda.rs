//! The agenda of a panel after it was made.

pub(super) mod add;
pub(super) mod order;
pub(super) mod take_away;

use super::RouteError;
use crate::store::PanelRow;

/// Refuses where the panel was made for one plan.
fn of_its_own(row: PanelRow) -> Result<PanelRow, RouteError> {
    if row.of_plan.is_none() {
        return Ok(row);
    }
    Err(RouteError::Conflict {
        code: "belongs-to-plan",
        sentence: "This was made for one plan. Begin other assessments on the pages of their plans.",
    })
}
