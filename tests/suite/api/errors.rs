//! What errors say, and what they never say.

use std::fmt::Debug;

use chatform::api::{
    ClientOptions, CreateChatappTemplateRequest, Credentials, ListChatappTemplateRequest, Signing, help,
};
use chatform::signature::Secret;

use super::{World, options};
use crate::support::{RawServer, Reply, json_answer};

/// Every code of the reference of error codes, with its wildcards filled in.
const CODES: &str = "Authentication.NoAuth InvalidParameter.MessageInvalid InvalidParameter.FooterHaveVariable \
    InvalidParameter.HeaderMoreVarable InvalidParameter.HeaderMoreVariable InvalidParameter.HeaderTypeNotSupport \
    InvalidParameter.ButtonTextHaveVariable InvalidParameter.UrlMoreVarable InvalidParameter.UrlMoreVariable \
    InvalidParameter.PhoneNumberError InvalidParameter.TemplateNameExist InvalidParameter.CreateError \
    InvalidParameter.FileUrlError DelError.TemplateNotExist DetailError.TemplateNotExist \
    InvalidParameter.PageInvalid TemplateListError.QueryError InvalidParameter.LanguageNotSupport \
    InvalidParameter.AuditStatusNotSupport InvalidParameter.TemplateTypeNotSupport \
    InvalidParameter.ChannelTypeNotSupport InvalidParameter.MessageTypeNotEmpty InvalidParameter.ContentNotEmpty \
    InvalidParameter.ContentError InvalidParameter.TextNotEmpty InvalidParameter.MessageTypeNotSupport \
    InvalidParameter.LinkNotEmpty InvalidParameter.TemplateCodeNotEmpty InvalidParameter.LanguageNotEmpty \
    InvalidParameter.SendSmsNotSupport InvalidParameter.FromOnlyNumeric InvalidParameter.ToOnlyNumeric ERR-COMMON-001 \
    Product.Unsubscript Ram.PermissionDeny System.LimitControl Unknown.ResourceOwnerId MissingComponents MissingType \
    MissingParameter InvalidComponents InvalidParameter InvalidParameter.Format InvalidAccessKeyId.NotFound \
    InvalidAccessKeyId.Inactive InvalidSecurityToken.Expired InvalidSecurityToken.Malformed MissingSecurityToken \
    SignatureDoesNotMatch IncompleteSignature InvalidSignatureMethod SignatureNonceUsed InvalidTimeStamp.Expired \
    InvalidTimeStamp.Format IllegalTimestamp Throttling Throttling.User Throttling.Api InvalidApi.NotFound \
    InvalidAction.NotFound InvalidVersion NoSuchVersion InvalidProduct.NotFound InvalidProtocol.NeedSsl \
    UnsupportedHTTPMethod Forbidden Forbidden.RAM NoPermission Forbidden.RiskControl Forbidden.UserVerification \
    InsufficientBalance InternalError ServiceUnavailable ServiceUnavailableTemporary UnknownError";

#[test]
fn every_known_code_has_a_help_in_plain_words() {
    for code in CODES.split_whitespace() {
        let text = help(code).unwrap_or_else(|| panic!("no help for {code}"));
        assert!(!text.ends_with('.') && text.split(' ').count() > 3, "{code}: {text}");
        assert!(text.starts_with(|first: char| first.is_lowercase()), "{code}: {text}");
    }
    assert_eq!(help("SomethingNew"), None);
}

/// The codes of a chapter of the reference: what stands in backticks in the first column, or before a comma.
fn codes_of_the_reference() -> Vec<String> {
    let Some(shared) = crate::support::shared() else { return Vec::new() };
    let text = std::fs::read_to_string(shared.join("reference/rules.md")).unwrap();
    let chapter = text.split("\n# 4. Error codes").nth(1).unwrap().split("\n# 5.").next().unwrap();
    let is_code = |word: &&str| word.chars().all(|c| c.is_ascii_alphanumeric() || ".-{}…".contains(c));
    let mut codes = Vec::new();
    for line in chapter.lines() {
        let place = if line.starts_with('|') { line.split('|').nth(1).unwrap() } else { line };
        let quoted = place.split('`').skip(1).step_by(2).filter(is_code);
        codes.extend(quoted.filter(|code| code.chars().next().is_some_and(char::is_uppercase)).map(str::to_owned));
        if line.starts_with("Creation: ") {
            let numbers = line.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() >= 3);
            codes.extend(numbers.map(str::to_owned));
        }
    }
    codes
}

#[test]
fn every_code_of_the_reference_has_a_help() {
    let codes = codes_of_the_reference();
    // No errors: a success, fields of answers, and the reference's ways to write many codes in one.
    let others = ["OK", "Code", "Message", "Reason", "ToOnlyNumeric"];
    let named = codes.iter().filter(|code| !others.contains(&code.as_str()) && !code.contains(['…', '{']));
    let without: Vec<_> = named.clone().filter(|code| help(code).is_none()).collect();
    assert_eq!(without, Vec::<&String>::new());
    assert!(codes.is_empty() || named.count() > 70, "{codes:?}");
}

#[tokio::test]
async fn a_code_of_metas_in_the_message_decides_the_help() {
    let body = r#"{"Code":"InvalidParameter.CreateError","Message":"(#100) error_subcode 2388299: leading variable"}"#;
    let server = RawServer::start(vec![json_answer(400, &[], body)]);
    let error =
        World::new().client(server.endpoint()).call(&CreateChatappTemplateRequest::default()).await.unwrap_err();
    assert_eq!(error.help(), help("2388299"));
}

#[test]
fn the_more_exact_help_is_given() {
    assert_ne!(help("InvalidSecurityToken.Expired"), help("InvalidSecurityToken.Malformed"));
    assert_ne!(help("MissingSecurityToken"), help("MissingParameter"));
    assert_ne!(help("InvalidParameter.TextNotEmpty"), help("InvalidParameter"));
    assert_eq!(help("InvalidParameter.HeaderMoreVarable"), help("InvalidParameter.HeaderMoreVariable"));
}

#[tokio::test]
async fn no_error_contains_a_secret() {
    for signing in [Signing::V3, Signing::V1] {
        for reply in
            [Reply::HangUp, json_answer(200, &[], "<html>"), json_answer(500, &[], ""), json_answer(400, &[], "{}")]
        {
            let server = RawServer::start(vec![reply]);
            let credentials =
                Credentials::new("some-id", Secret::new("hidden-secret")).with_token(Secret::new("hidden-token"));
            let client = World::new().client_with(ClientOptions {
                endpoint: Some(server.endpoint().into()),
                credentials: Some(credentials),
                retry: chatform::api::RetryPolicy::never(),
                signing,
                ..options()
            });
            let read = client.call(&ListChatappTemplateRequest::default()).await.unwrap_err();
            let write = client.call(&CreateChatappTemplateRequest::default()).await.unwrap_err();
            for error in [read, write] {
                let text = format!("{error} {error:?}");
                assert!(!text.contains("hidden"), "{text}");
            }
        }
    }
}

/// Implemented twice for what has `Debug`, so that naming its function for such a type does not compile.
trait NotDebug<Marker> {
    fn holds() {}
}
impl<T: ?Sized> NotDebug<()> for T {}
impl<T: ?Sized + Debug> NotDebug<u8> for T {}

#[test]
fn what_holds_a_secret_cannot_be_printed() {
    <Secret as NotDebug<_>>::holds();
    <Credentials as NotDebug<_>>::holds();
    <ClientOptions as NotDebug<_>>::holds();
    <chatform::api::Client as NotDebug<_>>::holds();
    <chatform::api::Prepared as NotDebug<_>>::holds();
    <chatform::api::UploadAuthorization as NotDebug<_>>::holds();
    <chatform::http::Request<'_> as NotDebug<_>>::holds();
}
