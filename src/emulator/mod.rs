//! An emulator of the service over HTTP, on the loopback interface. It is a witness of its own: it decodes raw requests
//! itself and shares with the client only the signature algorithms, which vectors prove. See `docs/emulator.md`.

mod actions;
mod answer;
mod authentication;
mod behaviours;
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
pub use behaviours::{BEHAVIOURS, Behaviour, Mark};
pub use callbacks::CallbackAddress;
pub use config::EmulatorConfig;
pub use control::{Control, ControlError, Counters, RemoteControl, RemoteError, Snapshot};
pub use faults::{Fault, FaultRule, FaultText};
pub use journal::{Delivery, LogEntry};
pub use messages::{Event, Fates, Message, SentTemplate, Stage};
pub use review::{Decision, ReviewPolicy, UnknownPolicy, Verdict};
pub use server::Emulator;
pub use state::{Review, StoredTemplate};
