//! Exact fractions, and the one place where a figure is rounded to be shown.
//!
//! Scores, shares and averages stay fractions of whole numbers until they are shown. There is no
//! binary floating point here or in anything that uses this.

use std::cmp::Ordering;

use serde::Serialize;

/// Decimals of a score as it is shown: 16.7 of 20.
pub const SCORE_DECIMALS: u32 = 1;
/// Decimals of a percentage as it is shown: 84%.
pub const PERCENT_DECIMALS: u32 = 0;

/// A fraction of whole numbers, never negative, in its lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fraction {
    numerator: u64,
    /// Invariant: not 0.
    denominator: u64,
}

impl Fraction {
    /// `numerator / denominator`; `None` if the denominator is 0, because nothing is no number.
    #[must_use]
    pub fn new(numerator: u64, denominator: u64) -> Option<Self> {
        let common = greatest_common_divisor(numerator, denominator);
        (denominator > 0).then(|| Self { numerator: numerator / common, denominator: denominator / common })
    }

    /// The upper number, in lowest terms.
    #[must_use]
    pub fn numerator(self) -> u64 {
        self.numerator
    }

    /// The lower number, in lowest terms.
    #[must_use]
    pub fn denominator(self) -> u64 {
        self.denominator
    }

    /// This many times the fraction; `None` where that is too large to be held.
    #[must_use]
    pub fn times(self, factor: u64) -> Option<Self> {
        Self::new(self.numerator.checked_mul(factor)?, self.denominator)
    }

    /// The fraction as it is shown: so many decimals, halves rounded up.
    #[must_use]
    pub fn round_half_up(self, decimals: u32) -> String {
        let scale = 10_u128.pow(decimals.min(9));
        let (numerator, denominator) = (u128::from(self.numerator), u128::from(self.denominator));
        let rounded = (2 * numerator * scale + denominator) / (2 * denominator);
        let (whole, rest) = (rounded / scale, rounded % scale);
        match decimals.min(9) {
            0 => whole.to_string(),
            decimals => format!("{whole}.{rest:0width$}", width = decimals as usize),
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let cross = |a: &Self, b: &Self| u128::from(a.numerator) * u128::from(b.denominator);
        cross(self, other).cmp(&cross(other, self))
    }
}

/// A share of a whole as a percentage, as it is shown; `None` of nothing.
#[must_use]
pub fn percent_shown(part: u64, whole: u64) -> Option<String> {
    Some(Fraction::new(part, whole)?.times(100)?.round_half_up(PERCENT_DECIMALS))
}

const fn greatest_common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 { if a == 0 { 1 } else { a } } else { greatest_common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(numerator: u64, denominator: u64, decimals: u32) -> String {
        Fraction::new(numerator, denominator).unwrap().round_half_up(decimals)
    }

    #[test]
    fn halves_go_up() {
        assert_eq!(shown(1, 2, 0), "1");
        assert_eq!(shown(5, 2, 0), "3");
        assert_eq!(shown(49, 100, 0), "0");
        assert_eq!(shown(1, 20, 1), "0.1");
        assert_eq!(shown(267, 20, 1), "13.4");
        assert_eq!(shown(55, 4, 2), "13.75");
        assert_eq!(shown(20, 1, 1), "20.0");
        assert_eq!(shown(u64::MAX, 1, 9), "18446744073709551615.000000000");
    }

    #[test]
    fn the_shares_of_the_programme_are_those_of_its_report() {
        // 002: 329 plans by rating, then how many plans had each strength or weakness.
        for (plans, percent) in [
            (44, "13"),
            (275, "84"),
            (10, "3"),
            (263, "80"),
            (267, "81"),
            (272, "83"),
            (154, "47"),
            (197, "60"),
            (227, "69"),
        ] {
            assert_eq!(percent_shown(plans, 329).as_deref(), Some(percent), "{plans} of 329");
        }
        assert_eq!(44 + 275 + 10, 329);
        // Each share is rounded by itself: a column of them need not come to 100.
        assert_eq!([1, 1, 1].map(|plans| percent_shown(plans, 3).unwrap()), ["33", "33", "33"]);
        assert_eq!(percent_shown(0, 0), None);
    }

    #[test]
    fn fractions_compare_and_reduce_exactly() {
        assert_eq!(Fraction::new(15, 18), Fraction::new(5, 6));
        assert!(Fraction::new(1, 3) < Fraction::new(333_333_334, 1_000_000_000));
        assert_eq!(Fraction::new(1, 0), None);
        assert_eq!(Fraction::new(u64::MAX, 1).unwrap().times(2), None);
    }
}
