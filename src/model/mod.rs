//! Templates and projects as plain data: files and the service speak in the same types, so the rules can check both.
//! Structs are flat: what is allowed *for this type, category or channel* is a rule's business.

mod button;
pub mod cams;
mod canonical;
mod carousel;
mod component;
mod duration;
mod enums;
pub mod glob;
mod language;
pub mod languages;
pub mod limits;
mod message;
mod overlay;
mod pinned;
mod project;
mod slot;
mod strings;
mod template;
mod texts;
mod trail;
mod variables;
mod variant;

pub use self::{canonical::digest, duration::parse_duration, language::LanguageEntry};
pub use button::{Button, SupportedApp};
pub use carousel::{Card, Carousel};
pub use component::{Body, Footer, Header, LimitedTimeOffer};
pub use enums::{ButtonType, Category, Channel, FlowAction, HeaderFormat, UrlType};
pub use message::*;
pub use overlay::{Origins, origin};
pub use pinned::{PinnedFile, extension};
pub use project::*;
pub use slot::Slot;
pub use strings::{BuildTexts, Undeclared};
pub use template::{KEY_ORDER, Template};
pub use variables::*;
pub use variant::Variant;
