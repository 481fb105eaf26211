//! What would have to happen so that the service holds what the files say.
//!
//! Compares desired with actual variants, classifies each difference, holds it against the gates, and puts the
//! outcome into a file that can be reviewed and applied later. Reads nothing and writes nothing itself.

mod classify;
mod compare;
mod desired;
mod drift;
mod effects;
mod file;
mod gates;
mod item;
mod moved;
mod pairing;
mod past;
mod permission;
#[allow(clippy::module_inception, reason = "the layer is named after its one product")]
mod plan;
mod quotas;
mod render;
mod retirement;
mod side_by_side;

pub use classify::{Policy, classify};
pub use compare::{FieldEdit, edits};
pub use desired::{Desired, desired, desired_of};
pub use drift::{Drift, DriftClass, History, drift};
pub use effects::Effects;
pub use file::{PlanFileError, file_schema, read, write};
pub use gates::{Gates, Refusal};
pub use item::{Blocked, Item, Operation, Source, Unmanaged};
pub use moved::{Moved, MovedKind};
pub use past::{Past, Rejection, wording};
pub use permission::{Forbidden, permitted};
pub use plan::{Actual, Counts, Declared, Plan, Target, build};
pub use retirement::{Retirement, retirements};
pub use side_by_side::{Difference, side_by_side};
