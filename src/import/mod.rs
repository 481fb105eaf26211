//! Foreign JSON → template model: payloads of Meta's Graph API, requests and details of CAMS.
//!
//! What the format cannot hold is a finding at its place in the JSON, never silently dropped; the rest of the
//! template is still read. Knows nothing of files or the network.
//!
//! Meta numbers placeholders per component, CAMS has one flat map of samples. So a positional `{{1}}` is named after
//! its place: `header_1`, `body_2`, `button_2` (by the button's position; a second one in it `button_2_2`),
//! `card_1_body_1`, `card_1_button_2`; a sample file becomes `header_media`, a coupon `coupon_code`. Named
//! placeholders keep their name.

mod button;
mod component;
mod document;
mod faults;
mod fields;
mod file_name;
mod group;
mod header;
mod json;
mod otp_link;
mod placeholder;
mod reading;
mod sample;
mod template;
mod variable_names;
mod write;

pub use document::{Imported, read};
pub use faults::metas;
pub use file_name::file_names;
pub use group::template;
pub use write::{to_value, to_yaml};
