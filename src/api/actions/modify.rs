//! ModifyChatappTemplate.

use serde_json::Value;

use super::create::WrittenTemplate;
use crate::api::action::Action;
use crate::api::call::{Call, sealed::Sealed};
use crate::api::fields::{Fields, Mismatch};
use crate::api::parameters::Parameters;

/// Replaces the content of a template in one language, by code or by name, and submits it for review.
/// The whole list of components is sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModifyChatappTemplateRequest {
    /// The space.
    pub cust_space_id: Option<String>,
    /// The code; this or the name.
    pub template_code: Option<String>,
    /// The name; this or the code.
    pub template_name: Option<String>,
    /// The language.
    pub language: String,
    /// The category; the service documents that it cannot be changed.
    pub category: Option<String>,
    /// `WHATSAPP` or `VIBER`.
    pub template_type: Option<String>,
    /// The components: a list of objects with keys in PascalCase.
    pub components: Value,
    /// Samples by variable name: an object, or null for none.
    pub example: Value,
    /// How long delivery is tried, in seconds.
    pub message_send_ttl_seconds: Option<u64>,
    /// Whether sending stops when the platform turns it from UTILITY into MARKETING.
    pub category_change_paused: Option<bool>,
    /// The product set of a catalog template.
    pub product_set_id: Option<String>,
    /// The WhatsApp business account, an older way to name the space.
    pub cust_waba_id: Option<String>,
    /// The code of an independent software vendor.
    pub isv_code: Option<String>,
}

impl Sealed for ModifyChatappTemplateRequest {}

impl Call for ModifyChatappTemplateRequest {
    const ACTION: Action = Action::ModifyChatappTemplate;
    type Response = WrittenTemplate;

    fn parameters(&self) -> Parameters {
        Parameters::default()
            .optional("CustSpaceId", self.cust_space_id.as_deref())
            .optional("TemplateCode", self.template_code.as_deref())
            .optional("TemplateName", self.template_name.as_deref())
            .text("Language", &self.language)
            .optional("Category", self.category.as_deref())
            .optional("TemplateType", self.template_type.as_deref())
            .json("Components", &self.components)
            .json("Example", &self.example)
            .number("MessageSendTtlSeconds", self.message_send_ttl_seconds)
            .flag("CategoryChangePaused", self.category_change_paused)
            .optional("ProductSetId", self.product_set_id.as_deref())
            .optional("CustWabaId", self.cust_waba_id.as_deref())
            .optional("IsvCode", self.isv_code.as_deref())
    }

    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch> {
        WrittenTemplate::read(fields)
    }
}
