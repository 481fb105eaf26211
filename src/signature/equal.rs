//! Comparing signatures.

use std::hint::black_box;

/// Whether two signatures are equal, in a time that does not depend on where they differ (only on their lengths).
pub fn equal(left: &str, right: &str) -> bool {
    let difference = left.bytes().zip(right.bytes()).fold(0, |seen, (a, b)| black_box(seen | (a ^ b)));
    left.len() == right.len() && difference == 0
}
