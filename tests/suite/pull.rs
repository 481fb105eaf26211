//! Taking over what the service holds: new files, merged files, and files that are left alone.

mod all_shapes;
mod command;
mod merged;
