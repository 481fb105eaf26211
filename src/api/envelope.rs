//! What every answer has in common: did it work, and if not, why.

use std::time::Duration;

use crate::http::Answer;

use super::call::Call;
use super::failure::{Failure, Refusal};
use super::fields::{Fields, Mismatch};

/// Reads an answer. It is a success if the status is below 300 *and* the code is `OK`: the service may answer a
/// failed request with status 200.
pub(super) fn read<C: Call>(answer: &Answer) -> Result<C::Response, Failure> {
    let http = answer.status;
    let text = std::str::from_utf8(&answer.body).ok();
    let Some(fields) = text.and_then(Fields::parse) else {
        return Err(unintelligible(answer));
    };
    let unreadable = |mismatch: Mismatch| Failure::Unreadable { http, reason: mismatch.to_string() };
    let refusal = refusal(&fields, answer).map_err(unreadable)?;
    if http < 300 && refusal.code == "OK" {
        return C::response(&fields).map_err(unreadable);
    }
    if http < 300 && refusal.code.is_empty() {
        return Err(Failure::Unreadable { http, reason: "`Code` is missing".into() });
    }
    Err(Failure::of(refusal))
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
