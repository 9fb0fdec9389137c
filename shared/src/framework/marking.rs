//! What a filled form comes to, exactly.
//!
//! Everything is counted in whole numbers and fractions of them; rounding is in `fraction.rs` and
//! happens only where a figure is shown. A row that has no mark is missing: it is never taken for a
//! number, and while one is missing there are sums so far but no score. How results of several
//! reviews are put together is decided elsewhere.

#[cfg(test)]
mod golden;
#[cfg(test)]
mod tests;
mod working;

use serde::Serialize;

use super::fraction::{Fraction, PERCENT_DECIMALS, SCORE_DECIMALS};
use super::{Framework, FrameworkId, Marking, NotApplicable, Scale, Section, TargetId};
use crate::mark::{Mark, Marks};

/// What a filled form comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Marked {
    /// The framework.
    pub framework: FrameworkId,
    /// Its version.
    pub version: String,
    /// Each section, in the printed order.
    pub sections: Vec<Tally>,
    /// Each subtotal, in the printed order.
    pub groups: Vec<Tally>,
    /// The whole form.
    pub total: Tally,
}

/// What a section, a subtotal or the whole form comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tally {
    /// The section's or the subtotal's id; `total` for the whole form.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many marks each point of the scale got; empty where several sections are put together.
    pub counts: Vec<PointCount>,
    /// Everything that is given a mark.
    pub rows: u32,
    /// Those that got a point of the scale.
    pub scored: u32,
    /// Those marked as not applicable.
    pub not_applicable: u32,
    /// Those of them that count in neither sum.
    pub left_out: u32,
    /// Those that the assessor would rather not judge. They earn nothing and stay among the marks available, and there
    /// is no score while there are any: to abstain never raises a result.
    pub abstained: u32,
    /// Those without a mark, by id. They count in neither sum, and while there are any the sums are
    /// sums so far.
    pub missing: Vec<TargetId>,
    /// The marks so far; `None` where marks are judgements and are never added up.
    pub marks: Option<Sum>,
    /// The score that the rule gives; `None` while a row is missing, where one was abstained from, or where none applies.
    pub score: Option<Figure>,
    /// The share of the marks available; `None` as for the score, or where no share is shown.
    pub percent: Option<Figure>,
    /// How the figures came about, in words.
    pub working: String,
}

/// How many marks a point of the scale got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PointCount {
    /// The point's value.
    pub value: i64,
    /// The point's word.
    pub word: String,
    /// How many.
    pub count: u32,
}

/// Marks awarded and marks available, over the rows that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sum {
    /// The marks awarded.
    pub awarded: u32,
    /// The marks that the same rows could have earned.
    pub available: u32,
}

/// An exact figure, and how it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figure {
    /// To be counted with.
    pub exact: Fraction,
    /// To be read: rounded half up.
    pub shown: String,
}

impl Tally {
    /// True when no row is missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }

    /// The exact share of the marks available that were awarded; `None` while a row is missing, where one was abstained
    /// from, or where no row counts.
    #[must_use]
    pub fn share(&self) -> Option<Fraction> {
        let sum = self.marks.filter(|_| self.is_complete() && self.abstained == 0)?;
        Fraction::new(sum.awarded.into(), sum.available.into())
    }
}

impl Marked {
    /// The sections by their share of the marks available, the strongest first; those of equal share
    /// stay in the printed order, and those without a share are not among them.
    #[must_use]
    pub fn strongest_first(&self) -> Vec<&Tally> {
        let mut shares: Vec<_> = self.sections.iter().filter_map(|s| Some((s.share()?, s))).collect();
        shares.sort_by(|(a, _), (b, _)| b.cmp(a));
        shares.into_iter().map(|(_, section)| section).collect()
    }
}

impl Framework {
    /// Works out what the marks of a form come to. A mark that the framework does not take is no
    /// mark: its row is missing.
    #[must_use]
    pub fn mark(&self, marks: &Marks) -> Marked {
        let sections: Vec<(&Section, Count)> = self.sections.iter().map(|s| (s, self.count(s, marks))).collect();
        let adds_up = self.adds_up();
        let tallied = |id: &str, title: &str, count: Count| self.tally(id, title, count, adds_up);
        let groups = self.groups.iter().map(|group| {
            let parts = sections.iter().filter(|(s, _)| group.sections.contains(&s.id));
            tallied(group.id.as_str(), &group.title, Count::sum(parts.map(|(_, count)| count)))
        });
        Marked {
            framework: self.id.clone(),
            version: self.version.clone(),
            groups: groups.collect(),
            total: tallied("total", "Total", Count::sum(sections.iter().map(|(_, count)| count))),
            sections: sections.iter().map(|(s, count)| tallied(s.id.as_str(), &s.title, count.clone())).collect(),
        }
    }

    fn count(&self, section: &Section, marks: &Marks) -> Count {
        let mut count = Count::default();
        let Some(scale) = self.scale(&section.scale) else { return count };
        count.points =
            scale.points.iter().map(|p| PointCount { value: p.value, word: p.word.clone(), count: 0 }).collect();
        for target in section.targets() {
            let id = target.id();
            let mark = marks.get(&id).copied().filter(|mark| mark.fits(self, &id));
            count.add(scale, target.not_applicable(), id, mark);
        }
        count
    }

    fn tally(&self, id: &str, title: &str, count: Count, adds_up: bool) -> Tally {
        let sum = adds_up.then_some(count.sum);
        let mut tally = Tally {
            id: id.to_owned(),
            title: title.to_owned(),
            counts: count.points,
            rows: count.rows,
            scored: count.scored,
            not_applicable: count.left_out + count.full,
            left_out: count.left_out,
            abstained: count.abstained,
            missing: count.missing,
            marks: sum,
            score: None,
            percent: None,
            working: String::new(),
        };
        let share = tally.share();
        match self.marking {
            Marking::Judgement {} => {}
            Marking::Total { percentages, .. } => {
                tally.percent =
                    share.filter(|_| percentages).and_then(|s| Some(figure(s.times(100)?, PERCENT_DECIMALS)));
            }
            Marking::Scaled { out_of } => {
                tally.score = share.and_then(|s| Some(figure(s.times(out_of.into())?, SCORE_DECIMALS)));
            }
        }
        tally.working = working::words(self.marking, &tally);
        tally
    }
}

fn figure(exact: Fraction, decimals: u32) -> Figure {
    Figure { exact, shown: exact.round_half_up(decimals) }
}

/// The marks of one or several sections, counted.
#[derive(Clone, Default)]
struct Count {
    points: Vec<PointCount>,
    rows: u32,
    scored: u32,
    left_out: u32,
    full: u32,
    abstained: u32,
    missing: Vec<TargetId>,
    sum: Sum,
}

impl Count {
    fn add(&mut self, scale: &Scale, rule: NotApplicable, id: TargetId, mark: Option<Mark>) {
        let most = scale.marks_max().unwrap_or(0);
        self.rows += 1;
        match mark {
            None => self.missing.push(id),
            Some(Mark::Abstain) => {
                self.abstained += 1;
                self.sum.available += most;
            }
            Some(Mark::NotApplicable) if rule == NotApplicable::FullMarks => {
                self.full += 1;
                self.sum.awarded += most;
                self.sum.available += most;
            }
            Some(Mark::NotApplicable) => self.left_out += 1,
            Some(Mark::Score(value)) => {
                self.scored += 1;
                self.sum.awarded += scale.point(value).and_then(|p| p.marks).unwrap_or(0);
                self.sum.available += most;
                if let Some(point) = self.points.iter_mut().find(|p| p.value == value) {
                    point.count += 1;
                }
            }
        }
    }

    fn sum<'a>(parts: impl Iterator<Item = &'a Self>) -> Self {
        parts.fold(Self::default(), |mut all, part| {
            all.rows += part.rows;
            all.scored += part.scored;
            all.left_out += part.left_out;
            all.full += part.full;
            all.abstained += part.abstained;
            all.missing.extend_from_slice(&part.missing);
            all.sum.awarded += part.sum.awarded;
            all.sum.available += part.sum.available;
            all
        })
    }
}
