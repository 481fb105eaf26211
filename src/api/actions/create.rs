//! CreateChatappTemplate.

use serde_json::Value;

use crate::api::action::Action;
use crate::api::call::{Call, sealed::Sealed};
use crate::api::fields::{Fields, Mismatch};
use crate::api::parameters::Parameters;

/// Creates a template in one language and submits it for review.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateChatappTemplateRequest {
    /// The space.
    pub cust_space_id: Option<String>,
    /// The name.
    pub name: String,
    /// The language.
    pub language: String,
    /// The category.
    pub category: String,
    /// `WHATSAPP` or `VIBER`.
    pub template_type: String,
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
    /// Whether the platform may choose another category. The API marks it as deprecated (checked 2026-11-20).
    pub allow_category_change: Option<bool>,
    /// The WhatsApp business account, an older way to name the space.
    pub cust_waba_id: Option<String>,
    /// The code of an independent software vendor.
    pub isv_code: Option<String>,
}

/// What CreateChatappTemplate and ModifyChatappTemplate answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenTemplate {
    /// The request's id at the service.
    pub request_id: Option<String>,
    /// The code.
    pub template_code: Option<String>,
    /// The name.
    pub template_name: Option<String>,
}

impl WrittenTemplate {
    /// Reads it; that the service said "OK" counts, whatever else the answer lacks.
    pub(super) fn read(fields: &Fields<'_>) -> Result<Self, Mismatch> {
        let request_id = fields.text("RequestId")?;
        let Some(data) = fields.object("Data")? else { return Ok(Self { request_id, ..Self::default() }) };
        Ok(Self { request_id, template_code: data.text("TemplateCode")?, template_name: data.text("TemplateName")? })
    }
}

impl Sealed for CreateChatappTemplateRequest {}

impl Call for CreateChatappTemplateRequest {
    const ACTION: Action = Action::CreateChatappTemplate;
    type Response = WrittenTemplate;

    fn parameters(&self) -> Parameters {
        Parameters::default()
            .optional("CustSpaceId", self.cust_space_id.as_deref())
            .text("Name", &self.name)
            .text("Language", &self.language)
            .text("Category", &self.category)
            .text("TemplateType", &self.template_type)
            .json("Components", &self.components)
            .json("Example", &self.example)
            .number("MessageSendTtlSeconds", self.message_send_ttl_seconds)
            .flag("CategoryChangePaused", self.category_change_paused)
            .optional("ProductSetId", self.product_set_id.as_deref())
            .flag("AllowCategoryChange", self.allow_category_change)
            .optional("CustWabaId", self.cust_waba_id.as_deref())
            .optional("IsvCode", self.isv_code.as_deref())
    }

    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch> {
        WrittenTemplate::read(fields)
    }
}
