//! Plans carried out: on the embedded emulator, under faults, and killed half-way.

mod approved;
mod course;
mod faults;
mod first_run;
mod forms;
mod interrupted;
mod journal;
mod killed;
mod retired;
mod saved;
mod standing;
mod story;
mod untold;
