//! How plans and their assessments are read back.

use std::collections::BTreeMap;
use std::sync::Arc;

use accord_shared::api::{Of, Side};
use accord_shared::framework::{Framework, FrameworkId};
use accord_shared::id::{AreaId, CoordinatorId, ParticipantId, PlanId, ReviewId, Time};
use accord_shared::plan::{AdviceKept, AdviceService, AdviceState, Casework, Feedback, Kept, Plan};
use accord_shared::record::RecordFile;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use super::super::read::{json, number, parsed, time};
use super::super::{Store, StoreError, sql};
use super::{Facts, OwnSeat};

impl Store {
    /// One version of a plan, and whether it is redrafted; `None` for another area's.
    pub(crate) async fn plan(&self, area: &AreaId, id: &PlanId) -> Result<Option<(Plan, bool)>, StoreError> {
        let row = sqlx::query(sql::PLAN).bind(id.as_str()).bind(area.as_str()).fetch_optional(&self.readers).await?;
        row.map(|row| Ok((plan(&row)?, row.try_get::<i64, _>("redrafted")? > 0))).transpose()
    }

    /// Every plan of an area with its assessments, as this coordinator sees them; of one chain only where a version
    /// of it is named.
    pub(crate) async fn casework(
        &self,
        area: &AreaId,
        coordinator: &CoordinatorId,
        of: Option<&PlanId>,
    ) -> Result<Casework, StoreError> {
        let of = of.map_or("", PlanId::as_str);
        // One transaction, so that no assessment is read without its plan.
        let mut moment = self.readers.begin().await?;
        let query = |text| sqlx::query(text).bind(area.as_str()).bind(of);
        let plans = query(sql::PLANS).fetch_all(&mut *moment).await?;
        let frameworks = query(sql::FRAMEWORKS_OF_ASSESSMENTS).fetch_all(&mut *moment).await?;
        let assessments = query(sql::ASSESSMENTS).fetch_all(&mut *moment).await?;
        let advice = query(sql::ADVICE).fetch_all(&mut *moment).await?;
        moment.rollback().await?;

        let known = frameworks.iter().map(framework).collect::<Result<BTreeMap<_, _>, _>>()?;
        Ok(Casework::new(
            plans.iter().map(plan).collect::<Result<_, _>>()?,
            assessments.iter().map(|row| kept(row, &known, coordinator)).collect::<Result<_, _>>()?,
            advice.iter().map(advice_kept).collect::<Result<_, _>>()?,
        ))
    }

    /// The coordinator's own open assessment of a version as a whole with a framework.
    pub(crate) async fn own_open_seat(
        &self,
        coordinator: &CoordinatorId,
        plan: &PlanId,
        framework: &FrameworkId,
    ) -> Result<Option<OwnSeat>, StoreError> {
        let query = sqlx::query(sql::OWN_OPEN_SEAT);
        let query = query.bind(coordinator.as_str()).bind(plan.as_str()).bind(framework.as_str());
        query.fetch_optional(&self.readers).await?.as_ref().map(own_seat).transpose()
    }

    /// The coordinator's own assessment of a version under this review, open or closed.
    pub(crate) async fn own_seat(
        &self,
        coordinator: &CoordinatorId,
        plan: &PlanId,
        review: &ReviewId,
    ) -> Result<Option<OwnSeat>, StoreError> {
        let query = sqlx::query(sql::OWN_SEAT);
        let query = query.bind(coordinator.as_str()).bind(plan.as_str()).bind(review.as_str());
        query.fetch_optional(&self.readers).await?.as_ref().map(own_seat).transpose()
    }

    /// Whether the assessment of a seat of the coordinator's own is closed; `None` for any other seat.
    pub(crate) async fn own_is_closed(
        &self,
        coordinator: &CoordinatorId,
        participant: &ParticipantId,
    ) -> Result<Option<bool>, StoreError> {
        let query = sqlx::query_scalar::<_, i64>(sql::OWN_ASSESSMENTS_CLOSED);
        let found = query.bind(coordinator.as_str()).bind(participant.as_str()).fetch_optional(&self.readers).await?;
        Ok(found.map(|closed| closed > 0))
    }
}

fn plan(row: &SqliteRow) -> Result<Plan, StoreError> {
    let facts: Facts = json(row, "facts")?;
    let feedback = match row.try_get::<Option<String>, _>("feedback")? {
        Some(text) => Some(Feedback { text, at: time(row, "feedback_at")? }),
        None => None,
    };
    Ok(Plan {
        id: parsed(row, "id")?,
        case_ref: row.try_get("case_ref")?,
        version: small(row, "version")?,
        previous: optional(row, "previous")?,
        author: facts.author,
        change: facts.change,
        plan_stage: facts.plan_stage,
        cohort: facts.cohort,
        locality: facts.locality,
        where_to_read: facts.where_to_read,
        feedback,
        issued_at: row.try_get::<Option<i64>, _>("issued_at")?.map(Time),
        made_at: time(row, "made_at")?,
    })
}

fn framework(row: &SqliteRow) -> Result<(String, Arc<Framework>), StoreError> {
    let text: String = row.try_get("body")?;
    let framework = Framework::from_json(&text).map_err(|error| StoreError::bad_value("framework", error))?;
    Ok((row.try_get("sha256")?, Arc::new(framework)))
}

fn kept(
    row: &SqliteRow,
    frameworks: &BTreeMap<String, Arc<Framework>>,
    asks: &CoordinatorId,
) -> Result<Kept, StoreError> {
    let sha256: String = row.try_get("framework")?;
    let framework = frameworks.get(&sha256).ok_or_else(|| StoreError::bad_value("framework", "it is not there"))?;
    let record = match row.try_get::<Option<String>, _>("record")? {
        Some(text) => {
            let file: RecordFile =
                serde_json::from_str(&text).map_err(|error| StoreError::bad_value("record", error))?;
            Some(file.record)
        }
        None => None,
    };
    Ok(Kept {
        plan: parsed(row, "plan")?,
        of: match row.try_get::<Option<String>, _>("advice")? {
            Some(slug) => Of::Advice(service(&slug)?),
            None => Of::Plan,
        },
        side: match row.try_get::<String, _>("side")?.as_str() {
            "external" => Side::External,
            _ => Side::Internal,
        },
        own: optional::<CoordinatorId>(row, "coordinator")?.as_ref() == Some(asks),
        made_at: time(row, "made_at")?,
        panel: json(row, "panel")?,
        review: parsed(row, "review")?,
        framework: Arc::clone(framework),
        versions: small(row, "versions")?,
        first_closed_at: row.try_get::<Option<i64>, _>("first_closed_at")?.map(Time),
        record,
    })
}

fn advice_kept(row: &SqliteRow) -> Result<AdviceKept, StoreError> {
    let slug: String = row.try_get("service")?;
    let state = match row.try_get::<String, _>("state")?.as_str() {
        "received" => AdviceState::Received,
        "absent" => AdviceState::Absent,
        _ => AdviceState::NotAskedFor,
    };
    Ok(AdviceKept { plan: parsed(row, "plan")?, service: service(&slug)?, state })
}

fn own_seat(row: &SqliteRow) -> Result<OwnSeat, StoreError> {
    Ok(OwnSeat {
        panel: parsed(row, "panel")?,
        participant: parsed(row, "participant")?,
        review: parsed(row, "review")?,
    })
}

fn service(slug: &str) -> Result<AdviceService, StoreError> {
    AdviceService::from_slug(slug).ok_or_else(|| StoreError::bad_value("service", "no such service"))
}

/// A column that may be empty, as a type that checks itself.
fn optional<T>(row: &SqliteRow, column: &'static str) -> Result<Option<T>, StoreError>
where
    T: TryFrom<String>,
    T::Error: std::fmt::Display,
{
    let text: Option<String> = row.try_get(column)?;
    text.map(T::try_from).transpose().map_err(|error| StoreError::bad_value(column, error))
}

fn small(row: &SqliteRow, column: &'static str) -> Result<u32, StoreError> {
    u32::try_from(number(row, column)?).map_err(|error| StoreError::bad_value(column, error))
}
