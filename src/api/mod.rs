//! The RPC client of the service: actions, wire types, credentials, rates, retry, errors.
//! Components and examples are opaque JSON here: it never sees `model`.

mod action;
mod attempts;
mod call;
mod client;
mod create_chatapp_template;
mod credentials;
mod delete_chatapp_template;
mod endpoint;
mod envelope;
mod error;
mod failure;
mod fields;
mod get_chatapp_template_detail;
mod help;
mod list_chatapp_template;
mod modify_chatapp_template;
mod parameters;
mod prepared;
mod rates;
mod send_log;
mod spelling;

pub use action::Action;
pub use attempts::RetryPolicy;
pub use call::Call;
pub use client::{Client, ClientOptions};
pub use create_chatapp_template::{CreateChatappTemplateRequest, WrittenTemplate};
pub use credentials::Credentials;
pub use delete_chatapp_template::{DeleteChatappTemplateRequest, DeleteChatappTemplateResponse};
pub use error::ApiError;
pub use get_chatapp_template_detail::{GetChatappTemplateDetailRequest, TemplateDetail};
pub use help::help;
pub use list_chatapp_template::{ListChatappTemplateRequest, ListChatappTemplateResponse, ListedTemplate, Page};
pub use modify_chatapp_template::ModifyChatappTemplateRequest;
pub use prepared::{Prepared, Signing};
pub use rates::Rates;
pub use send_log::SendLog;
