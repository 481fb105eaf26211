//! Where the service is.

use crate::context::Environment;
use crate::http::Origin;

use super::credentials::endpoint_of_profile;
use super::error::ApiError;

/// The one region the service is documented for (SDK endpoint map and API metadata, checked 2026-11-20).
const REGION: &str = "ap-southeast-1";

/// Finds the address: a given endpoint, else a given region, else `ALIBABA_CLOUD_ENDPOINT`, else
/// `ALIBABA_CLOUD_REGION_ID`, else what a profile says, else the one region that is known.
pub(super) fn resolve(
    endpoint: Option<&str>,
    region: Option<&str>,
    profile: Option<&str>,
    environment: &Environment,
) -> Result<Origin, ApiError> {
    let from_variables = || match environment.variable("ALIBABA_CLOUD_ENDPOINT") {
        Some(endpoint) => Some(Ok(endpoint.to_owned())),
        None => environment.variable("ALIBABA_CLOUD_REGION_ID").map(host_of),
    };
    let address = match (endpoint, region) {
        (Some(endpoint), _) => endpoint.to_owned(),
        (None, Some(region)) => host_of(region)?,
        (None, None) => match from_variables() {
            Some(address) => address?,
            None => endpoint_of_profile(profile, environment).map_or_else(|| host_of(REGION), Ok)?,
        },
    };
    Ok(Origin::parse(&address)?)
}

/// Finds the security token service that belongs to an address of ours: `ALIBABA_CLOUD_STS_ENDPOINT`, else an
/// emulator's own, else the one of `ALIBABA_CLOUD_STS_REGION` (inside the vendor's network with
/// `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED`), else the central one.
pub(super) fn resolve_sts(ours: &Origin, environment: &Environment) -> Result<Origin, ApiError> {
    let address = match environment.variable("ALIBABA_CLOUD_STS_ENDPOINT") {
        Some(endpoint) => endpoint.to_owned(),
        None if ours.is_loopback() => return Ok(ours.clone()),
        None => sts_host(environment)?,
    };
    Ok(Origin::parse(&address)?)
}

fn sts_host(environment: &Environment) -> Result<String, ApiError> {
    let Some(region) = environment.variable("ALIBABA_CLOUD_STS_REGION") else {
        return Ok("sts.aliyuncs.com".to_owned());
    };
    let is_inside = environment.variable("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED").is_some_and(|value| value == "true");
    Ok(format!("sts{}.{}.aliyuncs.com", if is_inside { "-vpc" } else { "" }, checked(region)?))
}

/// `cams.<region>.aliyuncs.com`: known for one region, the vendor's rule for all others.
fn host_of(region: &str) -> Result<String, ApiError> {
    Ok(format!("cams.{}.aliyuncs.com", checked(region)?))
}

fn checked(region: &str) -> Result<&str, ApiError> {
    let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_region = !region.is_empty() && region.bytes().all(is_name);
    is_region.then_some(region).ok_or_else(|| ApiError::Region { region: region.to_owned() })
}
