//! ArchiveChatappTemplate.

use serde_json::{Value, json};

use crate::api::action::Action;
use crate::api::call::{Call, sealed::Sealed};
use crate::api::fields::{Fields, Mismatch};
use crate::api::parameters::Parameters;

/// Puts templates away, or takes them out again. The API takes WhatsApp templates only (checked 2026-11-20).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArchiveChatappTemplateRequest {
    /// The space.
    pub cust_space_id: Option<String>,
    /// What to do with them, as the service spells it.
    pub archive_type: String,
    /// `WHATSAPP`.
    pub channel_type: String,
    /// Which ones.
    pub template_list: Vec<ArchivedTemplate>,
}

/// One template in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArchivedTemplate {
    /// The code.
    pub template_code: String,
    /// The language.
    pub language: String,
}

/// The templates are put away, or taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArchiveChatappTemplateResponse {
    /// The request's id at the service.
    pub request_id: Option<String>,
}

impl Sealed for ArchiveChatappTemplateRequest {}

impl Call for ArchiveChatappTemplateRequest {
    const ACTION: Action = Action::ArchiveChatappTemplate;
    const SECOND_VERDICT: Option<&'static str> = Some("Data");
    type Response = ArchiveChatappTemplateResponse;

    fn parameters(&self) -> Parameters {
        let entry = |template: &ArchivedTemplate| json!({ "TemplateCode": template.template_code, "Language": template.language });
        Parameters::default()
            .optional("CustSpaceId", self.cust_space_id.as_deref())
            .text("ArchiveType", &self.archive_type)
            .text("ChannelType", &self.channel_type)
            .json("TemplateList", &Value::Array(self.template_list.iter().map(entry).collect()))
    }

    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch> {
        Ok(ArchiveChatappTemplateResponse { request_id: fields.text("RequestId")? })
    }
}
