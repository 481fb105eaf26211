//! Plans carried out: on the embedded emulator, under faults, and killed half-way.

mod approved;
mod course;
#[cfg(target_os = "linux")]
mod crashes;
mod faults;
mod first_run;
mod forms;
mod interrupted;
mod journal;
#[cfg(target_os = "linux")]
mod places;
mod retired;
mod saved;
mod standing;
mod story;
mod together;
mod untold;
