//! Whether a difference is more than chance. The expected values were computed with SciPy 1.14
//! (`fisher_exact`, and `2 * norm.sf` of the pooled z).

use chatform::metrics::{Test, compare};

fn p_value(first: (u64, u64), second: (u64, u64)) -> (f64, Test) {
    let verdict = compare(first, second).unwrap();
    (verdict.p_value, verdict.test)
}

fn close(value: f64, expected: f64) -> bool {
    (value - expected).abs() <= 1e-9 + 1e-6 * expected
}

#[test]
fn large_counts_are_compared_as_proportions() {
    for (first, second, expected) in EXPECTED_Z {
        let (value, test) = p_value(*first, *second);
        assert_eq!(test, Test::TwoProportionZ, "{first:?} {second:?}");
        assert!(close(value, *expected), "{first:?} {second:?}: {value} is not {expected}");
    }
}

#[test]
fn small_counts_are_compared_exactly() {
    for (first, second, expected) in EXPECTED_FISHER {
        let (value, test) = p_value(*first, *second);
        assert_eq!(test, Test::FisherExact, "{first:?} {second:?}");
        assert!(close(value, *expected), "{first:?} {second:?}: {value} is not {expected}");
    }
}

#[test]
fn the_order_changes_only_the_sign() {
    let (one, other) = (compare((30, 200), (50, 210)).unwrap(), compare((50, 210), (30, 200)).unwrap());
    assert!((one.p_value - other.p_value).abs() < 1e-12 && (one.difference + other.difference).abs() < 1e-12);
    assert!(one.difference > 0.0 && one.is_more_than_chance());
}

#[test]
fn what_is_no_share_is_not_compared() {
    assert_eq!(compare((0, 0), (1, 2)), None);
    assert_eq!(compare((3, 2), (1, 2)), None, "clicks may exceed messages");
    assert!(!compare((5, 5), (7, 7)).unwrap().is_more_than_chance());
}

/// First share, second share, p.
type Expected = ((u64, u64), (u64, u64), f64);

/// Of counts large enough.
const EXPECTED_Z: &[Expected] = &[
    ((120, 1000), (150, 1000), 0.049_640_386_865_368_78),
    ((30, 200), (50, 210), 0.024_454_034_789_014_437),
    ((900, 1000), (905, 1000), 0.706_246_014_962_300_6),
    ((1, 2000), (20, 2000), 3.223_600_742_180_437e-5),
    ((5000, 100_000), (5200, 100_000), 0.042_071_715_304_714_52),
    ((50, 100), (50, 100), 1.0),
];

/// The same for small counts.
const EXPECTED_FISHER: &[Expected] = &[
    ((1, 10), (8, 10), 0.005_477_494_641_581_329),
    ((0, 5), (3, 6), 0.181_818_181_818_181_8),
    ((3, 40), (4, 45), 1.0),
    ((2, 2), (0, 3), 0.100_000_000_000_000_02),
    ((10, 1000), (3, 60), 0.032_853_928_739_024_305),
    ((0, 7), (0, 9), 1.0),
];
