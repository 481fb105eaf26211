//! Linting: every rule over every variant of every file, each finding at its bytes.
//!
//! Owns what comes between rules and reports: values, shared parts, holes, suppressions, levels, baselines, and faults of
//! several files, reported in the last of them; files that alone are shown come last. Opens no connection.

mod apart;
mod as_written;
mod baseline;
mod between;
mod by_hash;
mod duplicates;
mod fingerprint;
mod formatted;
mod guessed;
mod holes;
mod levels;
mod linted;
mod live;
mod live_mended;
mod located;
mod media;
mod mended;
mod merged;
mod replaced_buttons;
mod retired;
mod same_content;
mod standings;
mod suppressed;
mod survey;
mod template_check;
mod unmatched;
mod values;

pub use baseline::{Baseline, BaselineError, Compared, Known};
pub use fingerprint::fingerprints;
pub use linted::{Linted, run, run_knowing};
pub use live::{FileRead, Found, Live};
pub use mended::{Fixes, Mended, mend, replacements};
pub use {formatted::format, located::Located};
pub use {standings::Standings, survey::Survey};
