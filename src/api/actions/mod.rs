//! One file for each action: its request, its answer, and how both travel.

mod create;
mod delete;
mod detail;
mod list;
mod modify;
mod modify_properties;

pub use create::{CreateChatappTemplateRequest, WrittenTemplate};
pub use delete::{DeleteChatappTemplateRequest, DeleteChatappTemplateResponse};
pub use detail::{GetChatappTemplateDetailRequest, TemplateDetail};
pub use list::{ListChatappTemplateRequest, ListChatappTemplateResponse, ListedTemplate, Page};
pub use modify::ModifyChatappTemplateRequest;
pub use modify_properties::{ModifyChatappTemplatePropertiesRequest, ModifyChatappTemplatePropertiesResponse};
