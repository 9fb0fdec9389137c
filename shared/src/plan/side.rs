//! Assessments of the same thing with the same framework, side by side. Quality is compared, never added up.

use crate::api::{Side, SideBySide, SideCell, SideColumn, SideRow};
use crate::framework::{Framework, Section};
use crate::moderation::{Compared, Outcome, compare};

use super::outcome::Kept;

/// Groups the closed assessments that can be compared, in the order in which the first of each group was begun.
pub(super) fn side_by_side(kept: &[Kept]) -> Vec<SideBySide> {
    let mut groups: Vec<Vec<&Kept>> = Vec::new();
    for one in kept.iter().filter(|one| one.record.is_some()) {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| alike(first, one))) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups.into_iter().filter(|group| group.len() > 1).filter_map(table).collect()
}

fn alike(a: &Kept, b: &Kept) -> bool {
    let which = |framework: &Framework| (framework.id.clone(), framework.version.clone());
    a.of == b.of && which(&a.framework) == which(&b.framework)
}

/// One group as a table: the area's own judgements first.
fn table(mut columns: Vec<&Kept>) -> Option<SideBySide> {
    columns.sort_by_key(|one| (one.side != Side::Internal, one.made_at));
    let first = *columns.first()?;
    let mut sections: Vec<&Section> = first.framework.sections.iter().collect();
    sections.sort_by_key(|section| section.overall);
    Some(SideBySide {
        framework_title: first.framework.title.clone(),
        of: first.of,
        columns: columns.iter().map(|one| column(one)).collect(),
        rows: sections.into_iter().map(|section| row(section, first, &columns)).collect(),
    })
}

fn column(one: &Kept) -> SideColumn {
    let total = one.record.as_ref().and_then(|record| record.content.result.last());
    SideColumn {
        review: one.review.clone(),
        side: one.side,
        judges: one.view().judges,
        total: total.map(|line| line.words.clone()).unwrap_or_default(),
    }
}

fn row(section: &Section, first: &Kept, columns: &[&Kept]) -> SideRow {
    let cell = |one: &&Kept| {
        let compared = if one.review == first.review { None } else { Some(against(section, first, one)) };
        let (outcome, differ) = compared.map_or((None, Vec::new()), |c| (Some(c.outcome), c.differ));
        SideCell { words: one.words_of(section), rationale: one.rationale(section), outcome, differ }
    };
    SideRow { section: section.id.clone(), title: section.title.clone(), cells: columns.iter().map(cell).collect() }
}

fn against(section: &Section, first: &Kept, other: &Kept) -> Compared {
    let both = first.marks(section).zip(other.marks(section));
    let compared = both.and_then(|(a, b)| compare(first.framework.scale(&section.scale)?, a, b));
    compared.unwrap_or(Compared { outcome: Outcome::NotComparable, differ: Vec::new() })
}
