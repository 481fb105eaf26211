//! What differs: between files and service, and who moved it; between environments, commits and snapshots.

mod diff;
mod drift;
mod snapshot;
