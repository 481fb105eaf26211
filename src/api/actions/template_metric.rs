//! GetChatappTemplateMetric.

use crate::api::action::Action;
use crate::api::call::{Call, sealed::Sealed};
use crate::api::fields::{Fields, Mismatch};
use crate::api::on_behalf::OnBehalf;
use crate::api::parameters::Parameters;

/// Asks what became of the messages of a template. The service counts MARKETING templates only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetChatappTemplateMetricRequest {
    /// The space.
    pub cust_space_id: Option<String>,
    /// The code.
    pub template_code: String,
    /// The language.
    pub language: Option<String>,
    /// `WHATSAPP`, also without it.
    pub template_type: Option<String>,
    /// From when, in milliseconds since 1970.
    pub start: u64,
    /// Until when, in milliseconds since 1970.
    pub end: u64,
    /// `DAILY` or another that the service knows.
    pub granularity: Option<String>,
    /// The code of an independent software vendor.
    pub isv_code: Option<String>,
    /// On whose behalf, where not our own.
    pub on_behalf: OnBehalf,
}

/// The numbers, one row for each span of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetChatappTemplateMetricResponse {
    /// The request's id at the service.
    pub request_id: Option<String>,
    /// The rows.
    pub data: Vec<TemplateMetric>,
}

/// The messages of a template in a span of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateMetric {
    /// The code.
    pub template_code: Option<String>,
    /// The language.
    pub language: Option<String>,
    /// From when, in milliseconds since 1970.
    pub start: Option<i64>,
    /// Until when, in milliseconds since 1970.
    pub end: Option<i64>,
    /// Messages sent.
    pub sent_count: Option<u64>,
    /// Messages delivered.
    pub delivered_count: Option<u64>,
    /// Messages read.
    pub read_count: Option<u64>,
    /// Clicks by button; the service calls this field `Cliented`.
    pub clicks: Vec<ButtonClicks>,
}

/// The clicks on one button.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ButtonClicks {
    /// The kind of button, as the service spells it: `quick_reply_button` and others.
    pub kind: Option<String>,
    /// The text on the button.
    pub button_content: Option<String>,
    /// How many.
    pub count: Option<u64>,
}

impl Sealed for GetChatappTemplateMetricRequest {}

impl Call for GetChatappTemplateMetricRequest {
    const ACTION: Action = Action::GetChatappTemplateMetric;
    type Response = GetChatappTemplateMetricResponse;

    fn parameters(&self) -> Parameters {
        Parameters::default()
            .optional("CustSpaceId", self.cust_space_id.as_deref())
            .text("TemplateCode", &self.template_code)
            .optional("Language", self.language.as_deref())
            .optional("TemplateType", self.template_type.as_deref())
            .number("Start", Some(self.start))
            .number("End", Some(self.end))
            .optional("Granularity", self.granularity.as_deref())
            .optional("IsvCode", self.isv_code.as_deref())
            .on_behalf(&self.on_behalf)
    }

    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch> {
        let data = fields.objects("Data")?.iter().map(row).collect::<Result<_, _>>()?;
        Ok(GetChatappTemplateMetricResponse { request_id: fields.text("RequestId")?, data })
    }
}

fn row(fields: &Fields<'_>) -> Result<TemplateMetric, Mismatch> {
    Ok(TemplateMetric {
        template_code: fields.text("TemplateCode")?,
        language: fields.text("Language")?,
        start: fields.integer("Start")?,
        end: fields.integer("End")?,
        sent_count: fields.natural("SentCount")?,
        delivered_count: fields.natural("DeliveredCount")?,
        read_count: fields.natural("ReadCount")?,
        clicks: fields.objects("Cliented")?.iter().map(clicks).collect::<Result<_, _>>()?,
    })
}

fn clicks(fields: &Fields<'_>) -> Result<ButtonClicks, Mismatch> {
    Ok(ButtonClicks {
        kind: fields.text("Type")?,
        button_content: fields.text("ButtonContent")?,
        count: fields.natural("Count")?,
    })
}
