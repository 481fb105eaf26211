//! ModifyChatappTemplateProperties.

use crate::api::action::Action;
use crate::api::call::{Call, sealed::Sealed};
use crate::api::fields::{Fields, Mismatch};
use crate::api::on_behalf::OnBehalf;
use crate::api::parameters::Parameters;

/// Sets what can be set of a template in one language without a review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModifyChatappTemplatePropertiesRequest {
    /// The space.
    pub cust_space_id: Option<String>,
    /// The code.
    pub template_code: String,
    /// The language.
    pub language: String,
    /// `WHATSAPP` or `VIBER`.
    pub template_type: String,
    /// Whether a marketing template may be sent.
    pub allow_send: Option<bool>,
    /// Whether sending stops when the platform turns it from UTILITY into MARKETING.
    pub category_change_paused: Option<bool>,
    /// On whose behalf, where not our own.
    pub on_behalf: OnBehalf,
}

/// The properties are set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModifyChatappTemplatePropertiesResponse {
    /// The request's id at the service.
    pub request_id: Option<String>,
}

impl Sealed for ModifyChatappTemplatePropertiesRequest {}

impl Call for ModifyChatappTemplatePropertiesRequest {
    const ACTION: Action = Action::ModifyChatappTemplateProperties;
    type Response = ModifyChatappTemplatePropertiesResponse;

    fn parameters(&self) -> Parameters {
        Parameters::default()
            .optional("CustSpaceId", self.cust_space_id.as_deref())
            .text("TemplateCode", &self.template_code)
            .text("Language", &self.language)
            .text("TemplateType", &self.template_type)
            .flag("AllowSend", self.allow_send)
            .flag("CategoryChangePaused", self.category_change_paused)
            .on_behalf(&self.on_behalf)
    }

    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch> {
        Ok(ModifyChatappTemplatePropertiesResponse { request_id: fields.text("RequestId")? })
    }
}
