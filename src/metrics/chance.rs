//! Whether two shares differ by more than chance.

/// How it was found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// Two-sided z-test of two proportions, pooled: for counts large enough.
    TwoProportionZ,
    /// Fisher's exact test, two-sided: where a count that chance would lead one to expect is below five.
    FisherExact,
}

/// What came out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// The second share less the first.
    pub difference: f64,
    /// How often chance alone would make a difference at least as large.
    pub p_value: f64,
    /// How it was found out.
    pub test: Test,
}

/// Chance alone makes such a difference in fewer than one of twenty cases.
const RARE: f64 = 0.05;

/// A smaller expected count is too small for the z-test: the usual rule of thumb.
const EXPECTED: f64 = 5.0;

impl Test {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::TwoProportionZ => "two-proportion z-test",
            Self::FisherExact => "Fisher's exact test",
        }
    }
}

impl Verdict {
    /// Whether the difference is more than chance, at the level of 5 %.
    pub fn is_more_than_chance(&self) -> bool {
        self.p_value < RARE
    }
}

/// Compares two shares, each a part and its whole; `None` where a whole is empty or a part exceeds it, as clicks may.
pub fn compare(first: (u64, u64), second: (u64, u64)) -> Option<Verdict> {
    let is_share = |(part, whole): (u64, u64)| whole > 0 && part <= whole;
    if !is_share(first) || !is_share(second) {
        return None;
    }
    let (wholes, parts) = ((first.1 + second.1) as f64, (first.0 + second.0) as f64);
    let share = |(part, whole): (u64, u64)| part as f64 / whole as f64;
    let difference = share(second) - share(first);
    let pooled = parts / wholes;
    let least = first.1.min(second.1) as f64 * pooled.min(1.0 - pooled);
    if least < EXPECTED {
        return Some(Verdict { difference, p_value: fisher(first, second), test: Test::FisherExact });
    }
    let deviation = (pooled * (1.0 - pooled) * (1.0 / first.1 as f64 + 1.0 / second.1 as f64)).sqrt();
    let z = difference / deviation;
    let p_value = libm::erfc(z.abs() / std::f64::consts::SQRT_2);
    Some(Verdict { difference, p_value, test: Test::TwoProportionZ })
}

/// The probability of all tables with the same margins that are no likelier than this one.
fn fisher(first: (u64, u64), second: (u64, u64)) -> f64 {
    let (parts, wholes) = (first.0 + second.0, first.1 + second.1);
    let choose = |of: u64, some: u64| {
        libm::lgamma(of as f64 + 1.0) - libm::lgamma(some as f64 + 1.0) - libm::lgamma((of - some) as f64 + 1.0)
    };
    let all = choose(wholes, parts);
    let likelihood = |part: u64| choose(first.1, part) + choose(second.1, parts - part) - all;
    let seen = likelihood(first.0);
    // Rounding must not leave out the table itself.
    let is_no_likelier = |likelihood: &f64| *likelihood <= seen + 1e-7;
    let possible = parts.saturating_sub(second.1)..=parts.min(first.1);
    possible.map(likelihood).filter(is_no_likelier).map(f64::exp).sum::<f64>().min(1.0)
}
