//! Where the service is.

use crate::context::Environment;
use crate::http::Origin;

use super::error::ApiError;

/// The one region the service is documented for (SDK endpoint map and API metadata, checked 2026-11-20).
const REGION: &str = "ap-southeast-1";

/// Finds the address: a given endpoint, else a given region, else `ALIBABA_CLOUD_ENDPOINT`, else
/// `ALIBABA_CLOUD_REGION_ID`, else the one region that is known.
pub(super) fn resolve(
    endpoint: Option<&str>,
    region: Option<&str>,
    environment: &Environment,
) -> Result<Origin, ApiError> {
    let address = match (endpoint, region) {
        (Some(endpoint), _) => endpoint.to_owned(),
        (None, Some(region)) => host_of(region)?,
        (None, None) => match environment.variable("ALIBABA_CLOUD_ENDPOINT") {
            Some(endpoint) => endpoint.to_owned(),
            None => host_of(environment.variable("ALIBABA_CLOUD_REGION_ID").unwrap_or(REGION))?,
        },
    };
    Ok(Origin::parse(&address)?)
}

/// `cams.<region>.aliyuncs.com`: known for one region, the vendor's rule for all others.
fn host_of(region: &str) -> Result<String, ApiError> {
    let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if region.is_empty() || !region.bytes().all(is_name) {
        return Err(ApiError::Region { region: region.to_owned() });
    }
    Ok(format!("cams.{region}.aliyuncs.com"))
}
