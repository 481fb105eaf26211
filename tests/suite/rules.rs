//! The rules: each one on its fixtures, the registry, and what has to hold of all of them.

mod accuracy;
mod addresses;
mod between;
mod coverage;
mod docs;
mod fixes;
mod fixture;
mod fixtures;
mod forms;
mod mutation;
mod phrases;
mod registry;
mod robust;
mod saying;
mod wording;
