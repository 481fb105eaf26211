//! GetChatappUploadAuthorization.

use crate::api::action::Action;
use crate::api::call::{Call, sealed::Sealed};
use crate::api::fields::{Fields, Mismatch};
use crate::api::on_behalf::OnBehalf;
use crate::api::parameters::Parameters;
use crate::signature::Secret;

/// Asks for leave to put a media file into the service's bucket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetChatappUploadAuthorizationRequest {
    /// The space.
    pub cust_space_id: Option<String>,
    /// On whose behalf, where not our own.
    pub on_behalf: OnBehalf,
}

/// A temporary key for one folder of a bucket. It shows itself to nobody.
#[derive(Clone)]
pub struct UploadAuthorization {
    /// The request's id at the service.
    pub request_id: Option<String>,
    /// The public half of the key pair.
    pub access_key_id: String,
    /// The secret half.
    pub access_key_secret: Secret,
    /// The token of the pair.
    pub security_token: Secret,
    /// The bucket.
    pub bucket_name: String,
    /// The folder in it.
    pub dir: String,
    /// The host of the object store, with or without a scheme.
    pub end_point: String,
    /// When the leave ends, as the service says it.
    pub expire: Option<i64>,
}

impl Sealed for GetChatappUploadAuthorizationRequest {}

impl Call for GetChatappUploadAuthorizationRequest {
    const ACTION: Action = Action::GetChatappUploadAuthorization;
    type Response = UploadAuthorization;

    fn parameters(&self) -> Parameters {
        Parameters::default().optional("CustSpaceId", self.cust_space_id.as_deref()).on_behalf(&self.on_behalf)
    }

    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch> {
        let data = fields.needed_object("Data")?;
        Ok(UploadAuthorization {
            request_id: fields.text("RequestId")?,
            access_key_id: data.required("AccessKeyId")?,
            access_key_secret: data.secret("AccessKeySecret")?,
            security_token: data.secret("SecurityToken")?,
            bucket_name: data.required("BucketName")?,
            dir: data.required("Dir")?,
            end_point: data.required("EndPoint")?,
            expire: data.integer("Expire")?,
        })
    }
}
