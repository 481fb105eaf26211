//! DeleteChatappTemplate.

use crate::api::action::Action;
use crate::api::call::{Call, sealed::Sealed};
use crate::api::fields::{Fields, Mismatch};
use crate::api::on_behalf::OnBehalf;
use crate::api::parameters::Parameters;

/// Removes a template, by code or by name. Without a language it removes every language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteChatappTemplateRequest {
    /// The space.
    pub cust_space_id: Option<String>,
    /// The code; this or the name.
    pub template_code: Option<String>,
    /// The name; this or the code.
    pub template_name: Option<String>,
    /// The one language to remove. **Without it all languages go.**
    pub language: Option<String>,
    /// `WHATSAPP` or `VIBER`; needed with a language.
    pub template_type: Option<String>,
    /// The WhatsApp business account, an older way to name the space.
    pub cust_waba_id: Option<String>,
    /// The code of an independent software vendor.
    pub isv_code: Option<String>,
    /// On whose behalf, where not our own.
    pub on_behalf: OnBehalf,
}

/// The template is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteChatappTemplateResponse {
    /// The request's id at the service.
    pub request_id: Option<String>,
}

impl Sealed for DeleteChatappTemplateRequest {}

impl Call for DeleteChatappTemplateRequest {
    const ACTION: Action = Action::DeleteChatappTemplate;
    type Response = DeleteChatappTemplateResponse;

    fn parameters(&self) -> Parameters {
        Parameters::default()
            .optional("CustSpaceId", self.cust_space_id.as_deref())
            .optional("TemplateCode", self.template_code.as_deref())
            .optional("TemplateName", self.template_name.as_deref())
            .optional("Language", self.language.as_deref())
            .optional("TemplateType", self.template_type.as_deref())
            .optional("CustWabaId", self.cust_waba_id.as_deref())
            .optional("IsvCode", self.isv_code.as_deref())
            .on_behalf(&self.on_behalf)
    }

    /// An empty text would be left out, and that means something else entirely.
    fn objection(&self) -> Option<&'static str> {
        (self.language.as_deref() == Some("")).then_some("an empty language would delete every language")
    }

    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch> {
        Ok(DeleteChatappTemplateResponse { request_id: fields.text("RequestId")? })
    }
}
