//! The plans of an area, or one case's chain of them, with their assessments: where each version stands, the list, the
//! page of one plan, its advice bundle, and the report on regrading.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{AdviceLine, Of, PlanSummary, PlanVersion, PlanView, RegradeMonth, RegradeReport, SectionKSays};
use crate::framework::SectionId;
use crate::id::{PlanId, Time};

use super::outcome::Kept;
use super::side::side_by_side;
use super::{AdviceService, AdviceState, Judged, Plan, Standing, standing};

/// The section in which a plan lists the advice that fed it.
const SECTION_K: &str = "K";

/// What was last said about one service's advice for one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviceKept {
    /// For which version.
    pub plan: PlanId,
    /// Which service.
    pub service: AdviceService,
    /// Whether its advice is there.
    pub state: AdviceState,
}

/// Versions of plans with everything that is kept about them.
#[derive(Debug)]
pub struct Casework {
    /// Invariant: an earlier version of a chain stands before a later one.
    plans: Vec<Plan>,
    kept: BTreeMap<PlanId, Vec<Kept>>,
    advice: Vec<AdviceKept>,
    redrafted: BTreeSet<PlanId>,
}

impl Casework {
    /// Puts plans together with their assessments, which come in the order in which they were begun.
    #[must_use]
    pub fn new(mut plans: Vec<Plan>, assessments: Vec<Kept>, advice: Vec<AdviceKept>) -> Self {
        plans.sort_by_key(|plan| plan.version);
        let redrafted = plans.iter().filter_map(|plan| plan.previous.clone()).collect();
        let mut kept = BTreeMap::<PlanId, Vec<Kept>>::new();
        for one in assessments {
            kept.entry(one.plan.clone()).or_default().push(one);
        }
        Self { plans, kept, advice, redrafted }
    }

    /// The version with this id.
    #[must_use]
    pub fn plan(&self, id: &PlanId) -> Option<&Plan> {
        self.plans.iter().find(|plan| &plan.id == id)
    }

    /// The assessments of a version, oldest first.
    #[must_use]
    pub fn assessments(&self, plan: &PlanId) -> &[Kept] {
        self.kept.get(plan).map_or(&[], Vec::as_slice)
    }

    /// How many records of a version are closed, counting every version of each.
    #[must_use]
    pub fn records(&self, plan: &PlanId) -> u32 {
        self.assessments(plan).iter().map(|one| one.versions).sum()
    }

    /// Where a version stands.
    #[must_use]
    pub fn standing(&self, plan: &Plan) -> Standing {
        let judged: Vec<Judged> = self.counting(&plan.id).filter_map(Kept::judged).collect();
        standing(plan, self.redrafted.contains(&plan.id), &judged)
    }

    /// The area's own assessments of a version as a whole.
    fn counting(&self, plan: &PlanId) -> impl Iterator<Item = &Kept> {
        self.assessments(plan).iter().filter(|one| one.counts())
    }

    /// The judgement that a version goes by: the newest with a line between good enough and not, else the newest.
    fn judged(&self, plan: &PlanId) -> Option<Judged> {
        self.counting(plan).filter_map(Kept::judged).max_by_key(|judged| (judged.good_enough.is_some(), judged.at))
    }

    /// The newest version of each chain, those entered last first.
    #[must_use]
    pub fn summaries(&self) -> Vec<PlanSummary> {
        let newest = self.plans.iter().filter(|plan| !self.redrafted.contains(&plan.id));
        let mut list: Vec<PlanSummary> = newest
            .map(|plan| PlanSummary {
                plan: plan.clone(),
                standing: self.standing(plan),
                judged: self.judged(&plan.id),
                open: self
                    .assessments(&plan.id)
                    .iter()
                    .filter(|one| one.versions == 0 && one.called_off().is_none())
                    .count(),
            })
            .collect();
        list.sort_by(|a, b| (b.plan.made_at, &a.plan.id).cmp(&(a.plan.made_at, &b.plan.id)));
        list
    }

    /// The page of one version.
    #[must_use]
    pub fn view(&self, id: &PlanId) -> Option<PlanView> {
        let plan = self.plan(id)?;
        let version = |plan: &Plan| PlanVersion {
            plan: plan.clone(),
            standing: self.standing(plan),
            judged: self.judged(&plan.id),
        };
        Some(PlanView {
            plan: plan.clone(),
            standing: self.standing(plan),
            chain: self.chain_of(plan).into_iter().map(version).collect(),
            assessments: self.assessments(id).iter().map(Kept::view).collect(),
            side_by_side: side_by_side(self.assessments(id)),
            bundle: AdviceService::ALL.into_iter().map(|service| self.line(plan, service)).collect(),
            section_k: self.section_k(id),
        })
    }

    /// Every version of the chain that a version belongs to, oldest first.
    fn chain_of<'a>(&'a self, plan: &'a Plan) -> Vec<&'a Plan> {
        let mut chain = self.up_to(plan);
        while let Some(next) =
            chain.last().and_then(|last| self.plans.iter().find(|plan| plan.previous.as_ref() == Some(&last.id)))
        {
            chain.push(next);
        }
        chain
    }

    /// A version and those that it redrafts, oldest first.
    fn up_to<'a>(&'a self, plan: &'a Plan) -> Vec<&'a Plan> {
        let mut versions = vec![plan];
        while let Some(before) = versions.last().and_then(|last| self.plan(last.previous.as_ref()?)) {
            versions.push(before);
        }
        versions.reverse();
        versions
    }

    /// One service's line in the bundle of a version. What fed a plan also feeds its redraft, so that the versions before
    /// it count; the newest word about a service holds.
    #[must_use]
    pub fn line(&self, plan: &Plan, service: AdviceService) -> AdviceLine {
        let versions = self.up_to(plan);
        let about =
            |version: &&Plan| self.advice.iter().find(|known| known.plan == version.id && known.service == service);
        let said = versions.iter().rev().find_map(about).map_or(AdviceState::NotAskedFor, |known| known.state);
        let kept = versions.iter().flat_map(|version| self.assessments(&version.id));
        let assessments: Vec<_> = kept.filter(|one| one.of == Of::Advice(service)).map(Kept::view).collect();
        // An assessment of the advice means that it is there, unless it was called off.
        let had = assessments.iter().any(|one| one.called_off.is_none());
        let state = if had { AdviceState::Received } else { said };
        AdviceLine { service, state, assessments }
    }

    /// What the newest of the area's own judgements with a section K says of it.
    fn section_k(&self, plan: &PlanId) -> Option<SectionKSays> {
        let id = SectionId::new(SECTION_K).ok()?;
        let says = |one: &&Kept| one.record.is_some() && one.framework.section(&id).is_some();
        let newest = self.counting(plan).filter(says).max_by_key(|one| one.first_closed_at)?;
        let section = newest.framework.section(&id)?;
        Some(SectionKSays {
            framework_title: newest.framework.title.clone(),
            title: section.title.clone(),
            words: newest.words_of(section),
            rationale: newest.rationale(section),
        })
    }

    /// How many versions were judged and regraded, by the month of the first judgement of each. Only a version that was
    /// below Good can be redrafted, so that every redraft that was judged is a regrade.
    #[must_use]
    pub fn regrades(&self) -> RegradeReport {
        let mut months = BTreeMap::<String, RegradeMonth>::new();
        for plan in &self.plans {
            let first: Option<Time> = self.counting(&plan.id).filter_map(|one| one.first_closed_at).min();
            let Some(first) = first else { continue };
            let name = first.day()[..7].to_owned();
            let month =
                months.entry(name.clone()).or_insert_with(|| RegradeMonth { month: name, ..Default::default() });
            let good_enough = self.judged(&plan.id).and_then(|judged| judged.good_enough);
            let regraded = plan.previous.is_some();
            month.judged += 1;
            month.below_good += u32::from(good_enough == Some(false));
            month.regraded += u32::from(regraded);
            month.regraded_good += u32::from(regraded && good_enough == Some(true));
        }
        RegradeReport { months: months.into_values().collect() }
    }
}
