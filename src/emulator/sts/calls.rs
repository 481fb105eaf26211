//! AssumeRole, AssumeRoleWithOIDC and GetCallerIdentity.

use std::time::Duration;

use serde_json::{Value, json};

use super::Identity;
use crate::emulator::actions::Desk;
use crate::emulator::answer::Fields;
use crate::emulator::documented::{ROLE_SECONDS, ROLE_SECONDS_DEFAULT};
use crate::emulator::refusal::Refusal;
use crate::signature::format_time;

/// Says who asks.
pub(in crate::emulator) fn get_caller_identity(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    let caller = desk.caller;
    let mut fields = fields([
        ("AccountId", json!(caller.account())),
        ("Arn", json!(caller.arn())),
        ("IdentityType", json!(caller.kind())),
        ("PrincipalId", json!(caller.principal())),
    ]);
    match caller.role_id() {
        Some(role) => fields.insert("RoleId".to_owned(), role.into()),
        None => fields.insert("UserId".to_owned(), caller.account().into()),
    };
    Ok(fields)
}

/// Issues credentials for a role to somebody whose key is known.
pub(in crate::emulator) fn assume_role(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    issue(desk)
}

/// Issues credentials for a role to somebody with a token of an identity provider. Whose token it is, is not checked.
pub(in crate::emulator) fn assume_role_with_oidc(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    desk.parameters.required("OIDCProviderArn")?;
    let token = desk.parameters.required("OIDCToken")?;
    if token.split('.').count() != 3 || token.contains(char::is_whitespace) {
        let message = "Specified OIDCToken is not a token of three parts.";
        return Err(Refusal::gateway(400, "AuthenticationFail.OIDCToken.Invalid", message));
    }
    let mut fields = issue(desk)?;
    let provider = desk.parameters.required("OIDCProviderArn")?;
    let info =
        json!({ "Issuer": provider, "Subject": "emulated", "ClientIds": "emulated", "VerificationInfo": "Success" });
    fields.insert("OIDCTokenInfo".to_owned(), info);
    Ok(fields)
}

fn issue(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    let (account, role) = role(desk.parameters.required("RoleArn")?)?;
    let session = session(desk.parameters.required("RoleSessionName")?)?;
    let seconds = desk.parameters.integer("DurationSeconds")?.unwrap_or(ROLE_SECONDS_DEFAULT);
    if !ROLE_SECONDS.contains(&seconds) {
        let message = format!(
            "The Min/Max value of DurationSeconds is {}s/{}s, it is {seconds}.",
            ROLE_SECONDS.start(),
            ROLE_SECONDS.end()
        );
        return Err(Refusal::gateway(400, "InvalidParameter.DurationSeconds", message));
    }
    let identity = Identity::Role { account, role, session };
    let until = desk.now.saturating_add(Duration::from_secs(seconds.unsigned_abs())).unwrap_or(desk.now);
    let user = json!({ "Arn": identity.arn(), "AssumedRoleId": identity.principal() });
    let issued = desk.issuer.issue(identity, until, &desk.random.hex_id());
    let credentials = json!({
        "AccessKeyId": issued.id,
        "AccessKeySecret": issued.secret.expose(),
        "SecurityToken": issued.token.expose(),
        "Expiration": format_time(issued.until),
    });
    Ok(fields([("AssumedRoleUser", user), ("Credentials", credentials)]))
}

fn fields<const N: usize>(fields: [(&str, Value); N]) -> Fields {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The account and the name of `acs:ram::ACCOUNT:role/NAME`.
fn role(arn: &str) -> Result<(String, String), Refusal> {
    let parts = arn.strip_prefix("acs:ram::").and_then(|rest| rest.split_once(":role/"));
    match parts {
        Some((account, role))
            if !account.is_empty() && account.bytes().all(|b| b.is_ascii_digit()) && is_name(role) =>
        {
            Ok((account.to_owned(), role.to_owned()))
        }
        _ => {
            let message = "The parameter RoleArn is wrongly formed. Write it as acs:ram::ACCOUNT:role/NAME.";
            Err(Refusal::gateway(400, "InvalidParameter.RoleArn", message))
        }
    }
}

fn session(name: &str) -> Result<String, Refusal> {
    if is_name(name) {
        return Ok(name.to_owned());
    }
    let message = "The parameter RoleSessionName is wrongly formed: up to 64 letters, digits and .@-_ are allowed.";
    Err(Refusal::gateway(400, "InvalidParameter.RoleSessionName", message))
}

fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b".@-_".contains(&b))
}
