//! EnableWhatsappROIMetric.

use crate::api::action::Action;
use crate::api::call::{Call, sealed::Sealed};
use crate::api::fields::{Fields, Mismatch};
use crate::api::on_behalf::OnBehalf;
use crate::api::parameters::Parameters;

/// Begins to collect metrics; there are none before a day has passed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnableWhatsappROIMetricRequest {
    /// The space.
    pub cust_space_id: Option<String>,
    /// The code of an independent software vendor.
    pub isv_code: Option<String>,
    /// On whose behalf, where not our own.
    pub on_behalf: OnBehalf,
}

/// Metrics are collected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnableWhatsappROIMetricResponse {
    /// The request's id at the service.
    pub request_id: Option<String>,
}

impl Sealed for EnableWhatsappROIMetricRequest {}

impl Call for EnableWhatsappROIMetricRequest {
    const ACTION: Action = Action::EnableWhatsappROIMetric;
    type Response = EnableWhatsappROIMetricResponse;

    fn parameters(&self) -> Parameters {
        Parameters::default()
            .optional("CustSpaceId", self.cust_space_id.as_deref())
            .optional("IsvCode", self.isv_code.as_deref())
            .on_behalf(&self.on_behalf)
    }

    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch> {
        Ok(EnableWhatsappROIMetricResponse { request_id: fields.text("RequestId")? })
    }
}
