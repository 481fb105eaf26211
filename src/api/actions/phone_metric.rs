//! GetChatappPhoneNumberMetric.

use crate::api::action::Action;
use crate::api::call::{Call, sealed::Sealed};
use crate::api::fields::{Fields, Mismatch};
use crate::api::on_behalf::OnBehalf;
use crate::api::parameters::Parameters;

/// Asks how many messages went out from a phone number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetChatappPhoneNumberMetricRequest {
    /// The space.
    pub cust_space_id: Option<String>,
    /// The phone number; without it, all of them.
    pub phone_number: Option<String>,
    /// From when, in milliseconds since 1970.
    pub start: u64,
    /// Until when, in milliseconds since 1970.
    pub end: u64,
    /// `DAILY` or `HALF_HOUR`.
    pub granularity: Option<String>,
    /// The code of an independent software vendor.
    pub isv_code: Option<String>,
    /// On whose behalf, where not our own.
    pub on_behalf: OnBehalf,
}

/// The numbers, one row for each span of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetChatappPhoneNumberMetricResponse {
    /// The request's id at the service.
    pub request_id: Option<String>,
    /// The rows.
    pub data: Vec<PhoneNumberMetric>,
}

/// The messages of a phone number in a span of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhoneNumberMetric {
    /// The phone number.
    pub phone_number: Option<String>,
    /// `DAILY` or `HALF_HOUR`.
    pub granularity: Option<String>,
    /// From when, in milliseconds since 1970.
    pub start: Option<i64>,
    /// Until when, in milliseconds since 1970.
    pub end: Option<i64>,
    /// Messages sent.
    pub sent_count: Option<u64>,
    /// Messages delivered.
    pub delivered_count: Option<u64>,
}

impl Sealed for GetChatappPhoneNumberMetricRequest {}

impl Call for GetChatappPhoneNumberMetricRequest {
    const ACTION: Action = Action::GetChatappPhoneNumberMetric;
    type Response = GetChatappPhoneNumberMetricResponse;

    fn parameters(&self) -> Parameters {
        Parameters::default()
            .optional("CustSpaceId", self.cust_space_id.as_deref())
            .optional("PhoneNumber", self.phone_number.as_deref())
            .number("Start", Some(self.start))
            .number("End", Some(self.end))
            .optional("Granularity", self.granularity.as_deref())
            .optional("IsvCode", self.isv_code.as_deref())
            .on_behalf(&self.on_behalf)
    }

    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch> {
        let data = fields.objects("Data")?.iter().map(row).collect::<Result<_, _>>()?;
        Ok(GetChatappPhoneNumberMetricResponse { request_id: fields.text("RequestId")?, data })
    }
}

fn row(fields: &Fields<'_>) -> Result<PhoneNumberMetric, Mismatch> {
    Ok(PhoneNumberMetric {
        phone_number: fields.text("PhoneNumber")?,
        granularity: fields.text("Granularity")?,
        start: fields.integer("Start")?,
        end: fields.integer("End")?,
        sent_count: fields.natural("SentCount")?,
        delivered_count: fields.natural("DeliveredCount")?,
    })
}
