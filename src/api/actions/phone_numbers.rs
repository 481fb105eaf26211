//! QueryChatappPhoneNumbers.

use serde_json::Value;

use crate::api::action::Action;
use crate::api::call::{Call, sealed::Sealed};
use crate::api::fields::{Fields, Mismatch};
use crate::api::on_behalf::OnBehalf;
use crate::api::parameters::Parameters;

/// Asks for the phone numbers of a space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryChatappPhoneNumbersRequest {
    /// The space.
    pub cust_space_id: Option<String>,
    /// Only numbers in this state.
    pub status: Option<String>,
    /// The code of an independent software vendor.
    pub isv_code: Option<String>,
    /// On whose behalf, where not our own.
    pub on_behalf: OnBehalf,
}

/// The phone numbers of a space.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueryChatappPhoneNumbersResponse {
    /// The request's id at the service.
    pub request_id: Option<String>,
    /// A text besides the numbers, where the service has one.
    pub data: Option<String>,
    /// The numbers.
    pub phone_numbers: Vec<PhoneNumber>,
}

/// One phone number. All values are as the service spells them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PhoneNumber {
    /// The number.
    pub phone_number: String,
    /// The name that recipients see.
    pub verified_name: Option<String>,
    /// The state of that name.
    pub name_status: Option<String>,
    /// The state of a name that is to replace it.
    pub new_name_status: Option<String>,
    /// Whether it is registered.
    pub status: Option<String>,
    /// Whether its code was verified.
    pub code_verification_status: Option<String>,
    /// Its quality as the platform sees it.
    pub quality_rating: Option<String>,
    /// How many recipients a day it may reach.
    pub messaging_limit_tier: Option<String>,
    /// Whether the platform shows it as official.
    pub is_official: Option<String>,
    /// Where receipts go.
    pub status_callback_url: Option<String>,
    /// The queue that receipts go to.
    pub status_queue: Option<String>,
    /// Where answers of recipients go.
    pub up_callback_url: Option<String>,
    /// The queue that answers of recipients go to.
    pub up_queue: Option<String>,
    /// What is set about calls: an object, empty where the service says nothing.
    pub calling_configure: Value,
}

impl Sealed for QueryChatappPhoneNumbersRequest {}

impl Call for QueryChatappPhoneNumbersRequest {
    const ACTION: Action = Action::QueryChatappPhoneNumbers;
    type Response = QueryChatappPhoneNumbersResponse;

    fn parameters(&self) -> Parameters {
        Parameters::default()
            .optional("CustSpaceId", self.cust_space_id.as_deref())
            .optional("Status", self.status.as_deref())
            .optional("IsvCode", self.isv_code.as_deref())
            .on_behalf(&self.on_behalf)
    }

    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch> {
        Ok(QueryChatappPhoneNumbersResponse {
            request_id: fields.text("RequestId")?,
            data: fields.text("Data")?,
            phone_numbers: fields.objects("PhoneNumbers")?.iter().map(number).collect::<Result<_, _>>()?,
        })
    }
}

fn number(fields: &Fields<'_>) -> Result<PhoneNumber, Mismatch> {
    Ok(PhoneNumber {
        phone_number: fields.required("PhoneNumber")?,
        verified_name: fields.text("VerifiedName")?,
        name_status: fields.text("NameStatus")?,
        new_name_status: fields.text("NewNameStatus")?,
        status: fields.text("Status")?,
        code_verification_status: fields.text("CodeVerificationStatus")?,
        quality_rating: fields.text("QualityRating")?,
        messaging_limit_tier: fields.text("MessagingLimitTier")?,
        is_official: fields.text("IsOfficial")?,
        status_callback_url: fields.text("StatusCallbackUrl")?,
        status_queue: fields.text("StatusQueue")?,
        up_callback_url: fields.text("UpCallbackUrl")?,
        up_queue: fields.text("UpQueue")?,
        calling_configure: fields.map("CallingConfigure")?,
    })
}
