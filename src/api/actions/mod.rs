//! One file for each action: its request, its answer, and how both travel.

mod archive;
mod caller_identity;
mod create;
mod delete;
mod detail;
mod enable_metric;
mod list;
mod message_parts;
mod modify;
mod modify_properties;
mod phone_metric;
mod phone_numbers;
mod send;
mod send_mass;
mod template_metric;
mod upload_authorization;

pub use archive::{ArchiveChatappTemplateRequest, ArchiveChatappTemplateResponse, ArchivedTemplate};
pub use caller_identity::{CallerIdentity, GetCallerIdentityRequest};
pub use create::{CreateChatappTemplateRequest, WrittenTemplate};
pub use delete::{DeleteChatappTemplateRequest, DeleteChatappTemplateResponse};
pub use detail::{GetChatappTemplateDetailRequest, TemplateDetail};
pub use enable_metric::{EnableWhatsappROIMetricRequest, EnableWhatsappROIMetricResponse};
pub use list::{ListChatappTemplateRequest, ListChatappTemplateResponse, ListedTemplate, Page};
pub use message_parts::{FallBack, FlowAction, ProductAction, ProductSection};
pub use modify::ModifyChatappTemplateRequest;
pub use modify_properties::{ModifyChatappTemplatePropertiesRequest, ModifyChatappTemplatePropertiesResponse};
pub use phone_metric::{GetChatappPhoneNumberMetricRequest, GetChatappPhoneNumberMetricResponse, PhoneNumberMetric};
pub use phone_numbers::{PhoneNumber, QueryChatappPhoneNumbersRequest, QueryChatappPhoneNumbersResponse};
pub use send::{SendChatappMessageRequest, SendChatappMessageResponse};
pub use send_mass::{Recipient, SendChatappMassMessageRequest, SendChatappMassMessageResponse};
pub use template_metric::{
    ButtonClicks, GetChatappTemplateMetricRequest, GetChatappTemplateMetricResponse, TemplateMetric,
};
pub use upload_authorization::{GetChatappUploadAuthorizationRequest, UploadAuthorization};
