//! ListChatappTemplate.

use serde_json::json;

use crate::api::action::Action;
use crate::api::call::{Call, sealed::Sealed};
use crate::api::fields::{Fields, Mismatch};
use crate::api::on_behalf::OnBehalf;
use crate::api::parameters::Parameters;

/// Asks for one page of the templates of a space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListChatappTemplateRequest {
    /// The space.
    pub cust_space_id: Option<String>,
    /// Which page; the service takes the first ten rows without it.
    pub page: Option<Page>,
    /// Only templates of this name.
    pub name: Option<String>,
    /// Only this template code.
    pub code: Option<String>,
    /// Only this language.
    pub language: Option<String>,
    /// Only this review state.
    pub audit_status: Option<String>,
    /// Only this category.
    pub category: Option<String>,
    /// `WHATSAPP` or `VIBER`.
    pub template_type: Option<String>,
    /// The WhatsApp business account, an older way to name the space.
    pub cust_waba_id: Option<String>,
    /// The code of an independent software vendor.
    pub isv_code: Option<String>,
    /// On whose behalf, where not our own.
    pub on_behalf: OnBehalf,
}

/// A page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The page, from 1.
    pub index: u32,
    /// Rows on a page.
    pub size: u32,
}

/// One page, and how many rows there are in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListChatappTemplateResponse {
    /// The request's id at the service.
    pub request_id: Option<String>,
    /// The rows of this page.
    pub templates: Vec<ListedTemplate>,
    /// The rows of all pages.
    pub total: u64,
}

/// A row of the list: one template in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedTemplate {
    /// The code.
    pub template_code: String,
    /// The name.
    pub template_name: String,
    /// The language.
    pub language: String,
    /// The review state as the service spells it: `pass`, `fail`, `auditing`, `unaudit` or another.
    pub audit_status: Option<String>,
    /// The category.
    pub category: Option<String>,
    /// `WHATSAPP` or `VIBER`.
    pub template_type: Option<String>,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// When it last changed, in milliseconds since 1970.
    pub last_update_time: Option<i64>,
}

impl Sealed for ListChatappTemplateRequest {}

impl Call for ListChatappTemplateRequest {
    const ACTION: Action = Action::ListChatappTemplate;
    type Response = ListChatappTemplateResponse;

    fn parameters(&self) -> Parameters {
        let page = self.page.map(|Page { index, size }| json!({ "Index": index, "Size": size }));
        Parameters::default()
            .optional("CustSpaceId", self.cust_space_id.as_deref())
            .json("Page", &page.unwrap_or_default())
            .optional("Name", self.name.as_deref())
            .optional("Code", self.code.as_deref())
            .optional("Language", self.language.as_deref())
            .optional("AuditStatus", self.audit_status.as_deref())
            .optional("Category", self.category.as_deref())
            .optional("TemplateType", self.template_type.as_deref())
            .optional("CustWabaId", self.cust_waba_id.as_deref())
            .optional("IsvCode", self.isv_code.as_deref())
            .on_behalf(&self.on_behalf)
    }

    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch> {
        let total = fields.count("Total")?;
        let templates = fields.objects("ListTemplate")?.iter().map(row).collect::<Result<_, _>>()?;
        Ok(ListChatappTemplateResponse { request_id: fields.text("RequestId")?, templates, total })
    }
}

fn row(fields: &Fields<'_>) -> Result<ListedTemplate, Mismatch> {
    Ok(ListedTemplate {
        template_code: fields.required("TemplateCode")?,
        template_name: fields.required("TemplateName")?,
        language: fields.required("Language")?,
        audit_status: fields.text("AuditStatus")?,
        category: fields.text("Category")?,
        template_type: fields.text("TemplateType")?,
        reason: fields.text("Reason")?,
        last_update_time: fields.integer("LastUpdateTime")?,
    })
}
