//! Rules of the project file.

pub(super) mod environment;
pub(super) mod file;
pub(super) mod glob;
pub(super) mod levels;
pub(super) mod retired;

pub use glob::glob_unmatched;
pub use retired::retired_and_declared;
