//! Media files → the service's bucket, with a leave that it gives.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Method, Request, Response, Uri};
use reqsign_aliyun_oss::{Credential, RequestSigner, SigningVersion};
use reqsign_core::SignRequest as _;

use super::action::{Action, Effect};
use super::actions::UploadAuthorization;
use super::attempts::{Attempts, Next, RetryPolicy};
use super::error::ApiError;
use super::failure::{Failure, Refusal};
use crate::context::Context;
use crate::http::Transport;
use crate::signature::encode;

/// Where the bucket is if its address does not tell: the one region of the service.
const REGION: &str = "ap-southeast-1";
/// Whoever gets the message must be able to see the file.
const ACL: (&str, &str) = ("x-oss-object-acl", "public-read");

/// A file to be uploaded.
pub struct Upload<'a> {
    /// The space.
    pub cust_space_id: Option<String>,
    /// The name of the object; the folder is the service's choice.
    pub name: &'a str,
    /// What kind of file it is, such as `image/png`.
    pub content_type: &'a str,
    /// What it holds.
    pub content: Vec<u8>,
}

/// Where an object goes.
struct Place {
    /// Its address, encoded.
    url: String,
    region: String,
}

/// What sends it.
pub(super) struct Courier<'a> {
    pub transport: &'a Transport,
    pub retry: RetryPolicy,
    pub context: &'a Context,
}

impl Courier<'_> {
    /// Puts the file into the bucket, and says at which address it can be seen. Doing it twice is the same as once.
    pub(super) async fn put(&self, leave: &UploadAuthorization, upload: &Upload<'_>) -> Result<String, ApiError> {
        let place = Place::of(leave, upload.name);
        let content = Bytes::copy_from_slice(&upload.content);
        let mut attempts = Attempts::new(self.retry, Effect::Repeatable);
        let mut is_public = true;
        loop {
            let signed = signed(leave, upload, &place, is_public).await?.map(|()| content.clone());
            let failure = match self.transport.send_foreign(signed).await {
                Ok(response) if response.status().is_success() => return Ok(place.url),
                // Some leaves allow to write and not to say who may read: then the bucket says it.
                Ok(response) if is_public && response.status() == 403 => {
                    is_public = false;
                    continue;
                }
                Ok(response) => refused(&response, leave),
                Err(error) => Failure::from(error),
            };
            match attempts.after(&failure, &*self.context.random) {
                Next::After(pause) | Next::Hold(pause) => self.context.clock.sleep(pause).await,
                Next::Stop => return Err(ApiError::Upload { name: upload.name.to_owned(), reason: said(failure) }),
            }
        }
    }
}

impl Place {
    /// `https://BUCKET.HOST/KEY`, and `http://HOST/BUCKET/KEY` at an emulator.
    fn of(leave: &UploadAuthorization, name: &str) -> Self {
        let host = leave.end_point.trim_end_matches('/');
        let host = host.split_once("://").map_or(host, |(_, host)| host);
        let key = format!("{}/{name}", leave.dir.trim_matches('/'));
        let key: Vec<String> = key.trim_start_matches('/').split('/').map(encode).collect();
        let (key, bucket) = (key.join("/"), &leave.bucket_name);
        let url = if leave.end_point.starts_with("http://") {
            format!("http://{host}/{bucket}/{key}")
        } else {
            format!("https://{bucket}.{host}/{key}")
        };
        let label = host.split('.').next().unwrap_or_default();
        let region = label.strip_prefix("oss-").map(|region| region.trim_end_matches("-internal"));
        let region = region.filter(|region| region.contains('-')).unwrap_or(REGION).to_owned();
        Self { url, region }
    }
}

async fn signed(
    leave: &UploadAuthorization,
    upload: &Upload<'_>,
    place: &Place,
    is_public: bool,
) -> Result<Request<()>, ApiError> {
    let failed = |reason: String| ApiError::Upload { name: upload.name.to_owned(), reason };
    let uri: Uri = place.url.parse().map_err(|_| failed(format!("`{}` is no address", place.url)))?;
    let mut request = Request::builder().method(Method::PUT).uri(uri).header(CONTENT_TYPE, upload.content_type);
    if is_public {
        request = request.header(ACL.0, ACL.1);
    }
    let (mut parts, ()) = request.body(()).map_err(|error| failed(error.to_string()))?.into_parts();
    let credential = Credential {
        access_key_id: leave.access_key_id.clone(),
        access_key_secret: leave.access_key_secret.expose().to_owned(),
        security_token: Some(leave.security_token.expose().to_owned()),
        expires_in: None,
    };
    let signer =
        RequestSigner::new(&leave.bucket_name).with_region(&place.region).with_signing_version(SigningVersion::V4);
    let signed = signer.sign_request(&reqsign_core::Context::new(), &mut parts, Some(&credential), None).await;
    signed.map_err(|error| failed(error.to_string()))?;
    Ok(Request::from_parts(parts, ()))
}

/// What the object store says in its XML.
fn refused(response: &Response<Bytes>, leave: &UploadAuthorization) -> Failure {
    let text = String::from_utf8_lossy(response.body());
    let element = |name: &str| {
        let (_, rest) = text.split_once(&format!("<{name}>"))?;
        Some(rest.split_once(&format!("</{name}>"))?.0.to_owned())
    };
    let refusal = Refusal {
        http: response.status().as_u16(),
        code: element("Code").unwrap_or_default(),
        message: element("Message").unwrap_or_default(),
        ..Refusal::default()
    };
    Failure::of(refusal).without(&leave.security_token)
}

fn said(failure: Failure) -> String {
    match ApiError::last(Action::GetChatappUploadAuthorization, failure, 1) {
        ApiError::Refused { http, code, message, .. } => {
            format!("the object store says {code} (HTTP {http}): {message}")
        }
        ApiError::Unreachable { reason, .. } | ApiError::Unanswered { reason, .. } => reason,
        ApiError::Unsendable { reason, .. } => reason,
        other => other.to_string(),
    }
}
