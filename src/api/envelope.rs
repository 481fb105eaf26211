//! What every answer has in common: did it work, and if not, why.

use std::time::Duration;

use crate::http::Answer;

use super::action::Product;
use super::call::Call;
use super::failure::{Failure, Refusal};
use super::fields::{Fields, Mismatch};

/// Reads an answer. It is a success if the status is below 300 *and* the code is `OK`: the service may answer a
/// failed request with status 200. The security token service has no code where there was success.
pub(super) fn read<C: Call>(answer: &Answer) -> Result<C::Response, Failure> {
    let http = answer.status;
    let text = std::str::from_utf8(&answer.body).ok();
    let Some(fields) = text.and_then(Fields::parse) else {
        return Err(unintelligible(answer));
    };
    let unreadable = |mismatch: Mismatch| Failure::Unreadable { http, reason: mismatch.to_string() };
    let refusal = refusal(&fields, answer).map_err(unreadable)?;
    if http >= 300 {
        return Err(Failure::of(refusal));
    }
    match refusal.code.as_str() {
        "OK" => {}
        "" if C::ACTION.product() == Product::Sts => {}
        "" => return Err(Failure::Unreadable { http, reason: "`Code` is missing".into() }),
        _ => return Err(Failure::of(refusal)),
    }
    let second = C::SECOND_VERDICT.map(|name| second_verdict(&fields, name, answer)).transpose();
    if let Some(refusal) = second.map_err(unreadable)?.flatten() {
        return Err(Failure::of(refusal));
    }
    C::response(&fields).map_err(unreadable)
}

/// What an inner object says no with, although the answer itself says `OK`.
fn second_verdict(fields: &Fields<'_>, name: &str, answer: &Answer) -> Result<Option<Refusal>, Mismatch> {
    let Some(inner) = fields.object(name)? else { return Ok(None) };
    let mut refusal = refusal(&inner, answer)?;
    let is_ok = refusal.code == "OK" || refusal.code.is_empty() && inner.flag("Success")? != Some(false);
    if is_ok {
        return Ok(None);
    }
    if refusal.request_id.is_none() {
        refusal.request_id = fields.text("RequestId")?;
    }
    Ok(Some(refusal))
}

fn refusal(fields: &Fields<'_>, answer: &Answer) -> Result<Refusal, Mismatch> {
    Ok(Refusal {
        http: answer.status,
        code: fields.text("Code")?.unwrap_or_default(),
        message: fields.text("Message")?.unwrap_or_default(),
        request_id: fields.text("RequestId")?,
        recommend: fields.text("Recommend")?.map(Into::into),
        denied: fields.raw("AccessDeniedDetail").filter(|detail| *detail != "\"\"").map(Into::into),
        wait: wait(answer),
    })
}

/// An answer that is no JSON object: from something between us and the service, or cut short.
fn unintelligible(answer: &Answer) -> Failure {
    let http = answer.status;
    if http == 429 || http >= 500 {
        let message = "the answer has no JSON body".into();
        return Failure::of(Refusal { http, message, wait: wait(answer), ..Refusal::default() });
    }
    let start: String = String::from_utf8_lossy(&answer.body).chars().take(60).collect();
    let reason =
        if start.is_empty() { "it is empty".into() } else { format!("it is no JSON object, it begins {start:?}") };
    Failure::Unreadable { http, reason }
}

/// How long the service asks us to wait: `x-acs-retry-after` in milliseconds, or `retry-after` in seconds.
fn wait(answer: &Answer) -> Option<Duration> {
    let number = |name| answer.header(name)?.trim().parse::<u64>().ok().filter(|number| *number > 0);
    let milliseconds = number("x-acs-retry-after").map(Duration::from_millis);
    milliseconds.or_else(|| number("retry-after").filter(|_| answer.status == 429).map(Duration::from_secs))
}
