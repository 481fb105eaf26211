//! Free-form messages: what SendChatappMessage takes with `Type=message`, as plain data. Flat, like templates: the
//! content has every field that any message can have; what is needed and allowed *for this channel and type* is for
//! the rules.

mod channel;
mod content;
mod fallback;
mod file;
mod free;
mod kind;
mod phone;

pub use channel::{MessageChannel, RecipientType, ViberLabel};
pub use content::Content;
pub use fallback::{Fallback, FallbackRule};
pub use file::Message;
pub use free::Free;
pub use kind::MessageType;
pub use phone::{NoPhoneNumber, masked_number, phone_digits};
