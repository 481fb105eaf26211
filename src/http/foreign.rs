//! Requests that another library has put together.

use bytes::Bytes;

use super::{HttpError, Origin, Request, Transport};

impl Transport {
    /// Sends a request of another library: to any `https` address, and by `http` to this machine and to those of a
    /// private network, where metadata of a machine is served.
    pub async fn send_foreign(&self, request: ::http::Request<Bytes>) -> Result<::http::Response<Bytes>, HttpError> {
        let (parts, body) = request.into_parts();
        let unsendable = |reason: String| HttpError::Unsendable { reason };
        let (scheme, authority) = (parts.uri.scheme_str(), parts.uri.authority());
        let (Some(scheme), Some(authority)) = (scheme, authority) else {
            return Err(unsendable("its address names no host".to_owned()));
        };
        let origin = Origin::parse_nearby(&format!("{scheme}://{authority}"))?;
        let mut headers = vec![("host".to_owned(), origin.host())];
        for (name, value) in parts.headers.iter().filter(|(name, _)| *name != ::http::header::HOST) {
            let text = value.to_str().map_err(|_| unsendable(format!("the header {name} is no text")))?;
            headers.push((name.to_string(), text.to_owned()));
        }
        let answer = self
            .send(Request {
                origin: &origin,
                method: parts.method.as_str(),
                path: parts.uri.path(),
                query: parts.uri.query().unwrap_or_default(),
                headers: &headers,
                body: body.into(),
            })
            .await?;
        let mut response = ::http::Response::builder().status(answer.status);
        for (name, value) in &answer.headers {
            response = response.header(name, value);
        }
        response.body(answer.body.into()).map_err(|error| unsendable(error.to_string()))
    }
}
