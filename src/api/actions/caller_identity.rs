//! GetCallerIdentity, of the security token service.

use crate::api::action::Action;
use crate::api::call::{Call, sealed::Sealed};
use crate::api::fields::{Fields, Mismatch};
use crate::api::parameters::Parameters;

/// Asks whose key it is that asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetCallerIdentityRequest {}

/// Whose key it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallerIdentity {
    /// The request's id at the service.
    pub request_id: Option<String>,
    /// The account that pays.
    pub account_id: String,
    /// The user or role as the vendor names resources.
    pub arn: Option<String>,
    /// `Account`, `RAMUser` or `AssumedRoleUser`.
    pub identity_type: Option<String>,
    /// The user's id, or the role's and the session's.
    pub principal_id: Option<String>,
    /// The user's id, where it is a user.
    pub user_id: Option<String>,
    /// The role's id, where it is a role.
    pub role_id: Option<String>,
}

impl Sealed for GetCallerIdentityRequest {}

impl Call for GetCallerIdentityRequest {
    const ACTION: Action = Action::GetCallerIdentity;
    type Response = CallerIdentity;

    fn parameters(&self) -> Parameters {
        Parameters::default()
    }

    fn response(fields: &Fields<'_>) -> Result<Self::Response, Mismatch> {
        Ok(CallerIdentity {
            request_id: fields.text("RequestId")?,
            account_id: fields.required("AccountId")?,
            arn: fields.text("Arn")?,
            identity_type: fields.text("IdentityType")?,
            principal_id: fields.text("PrincipalId")?,
            user_id: fields.text("UserId")?,
            role_id: fields.text("RoleId")?,
        })
    }
}
