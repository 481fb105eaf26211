//! What goes wrong on purpose: which faults there are, when they strike, and how rules are written.

mod rule;
mod text;

pub(super) use rule::striking;
pub use rule::{Fault, FaultRule};
pub use text::FaultText;
