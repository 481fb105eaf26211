//! GetChatappTemplateDetail.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::api::action::Action;
use crate::api::call::{Call, sealed::Sealed};
use crate::api::fields::{Fields, Mismatch};
use crate::api::parameters::Parameters;

/// Asks for one template in one language, by code or by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetChatappTemplateDetailRequest {
    /// The space.
    pub cust_space_id: Option<String>,
    /// The code; this or the name.
    pub template_code: Option<String>,
    /// The name; this or the code.
    pub template_name: Option<String>,
    /// The language.
    pub language: String,
    /// `WHATSAPP` or `VIBER`.
    pub template_type: Option<String>,
    /// The WhatsApp business account, an older way to name the space.
    pub cust_waba_id: Option<String>,
    /// The code of an independent software vendor.
    pub isv_code: Option<String>,
}

/// One template in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TemplateDetail {
    /// The request's id at the service.
    pub request_id: Option<String>,
    /// The code.
    pub template_code: String,
    /// The name.
    pub name: String,
    /// The language.
    pub language: String,
    /// The category.
    pub category: Option<String>,
    /// `WHATSAPP` or `VIBER`.
    pub template_type: Option<String>,
    /// The review state as the service spells it.
    pub audit_status: Option<String>,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// Its quality as the platform sees it.
    pub quality_score: Option<String>,
    /// Whether a marketing template may be sent.
    pub allow_send: Option<bool>,
    /// Whether sending stops when the platform turns it from UTILITY into MARKETING.
    pub category_change_paused: Option<bool>,
    /// How long delivery is tried, in seconds.
    pub message_send_ttl_seconds: Option<i64>,
    /// The product set of a catalog template.
    pub product_set_id: Option<String>,
    /// Samples by variable name: an object, empty where the service says nothing.
    pub example: Value,
    /// The components: a list of objects with keys in PascalCase, empty where the service says nothing.
    pub components: Value,
}

impl Sealed for GetChatappTemplateDetailRequest {}

impl Call for GetChatappTemplateDetailRequest {
    const ACTION: Action = Action::GetChatappTemplateDetail;
    type Response = TemplateDetail;

    fn parameters(&self) -> Parameters {
        Parameters::default()
            .optional("CustSpaceId", self.cust_space_id.as_deref())
            .optional("TemplateCode", self.template_code.as_deref())
            .optional("TemplateName", self.template_name.as_deref())
            .text("Language", &self.language)
            .optional("TemplateType", self.template_type.as_deref())
            .optional("CustWabaId", self.cust_waba_id.as_deref())
            .optional("IsvCode", self.isv_code.as_deref())
    }

    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch> {
        let data = fields.needed_object("Data")?;
        Ok(TemplateDetail {
            request_id: fields.text("RequestId")?,
            template_code: data.required("TemplateCode")?,
            name: data.required("Name")?,
            language: data.required("Language")?,
            category: data.text("Category")?,
            template_type: data.text("TemplateType")?,
            audit_status: data.text("AuditStatus")?,
            reason: data.text("Reason")?,
            quality_score: data.text("QualityScore")?,
            allow_send: data.flag("AllowSend")?,
            category_change_paused: data.flag("CategoryChangePaused")?,
            message_send_ttl_seconds: data.integer("MessageSendTtlSeconds")?,
            product_set_id: data.text("ProductSetId")?,
            example: data.map("Example")?,
            components: data.list("Components")?,
        })
    }
}
