//! An emulator of the service: the template actions over HTTP, on the loopback interface.
//!
//! It is a witness of its own. It decodes raw requests itself and shares nothing with the client but the two
//! signature algorithms, which vectors prove. What it does is listed in `docs/emulator.md`, each behaviour as
//! documented, recorded or assumed.

mod actions;
mod answer;
mod authentication;
mod callbacks;
mod config;
mod connection;
mod control;
mod documented;
mod faults;
mod front;
mod journal;
mod messages;
mod objects;
mod parameters;
mod refusal;
mod request;
mod review;
mod server;
mod service;
mod state;
mod sts;
mod time;

pub use actions::DetailForm;
pub use authentication::{Checks, Key};
pub use callbacks::CallbackAddress;
pub use config::EmulatorConfig;
pub use control::{Control, ControlError, Counters, RemoteControl, RemoteError, Snapshot};
pub use faults::{Fault, FaultRule, FaultText};
pub use journal::{Delivery, LogEntry};
pub use messages::{Event, Fates, Message, SentTemplate, Stage};
pub use review::{Decision, ReviewPolicy, UnknownPolicy, Verdict};
pub use server::Emulator;
pub use state::{Review, StoredTemplate};
