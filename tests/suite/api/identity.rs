//! GetCallerIdentity: another product, with another version, address and form of answer.

use chatform::api::{ApiError, ClientOptions, GetCallerIdentityRequest};
use chatform::context::Environment;
use chatform::signature::{Secret, v1};

use super::{World, key, options};
use crate::support::{RawServer, json_answer};

const ANSWER: &str = r#"{"RequestId":"R-1","AccountId":"1234567890123456","Arn":"acs:ram::1:user/ci",
    "IdentityType":"RAMUser","PrincipalId":"2","UserId":"2"}"#;

#[tokio::test]
async fn an_answer_without_a_code_says_whose_key_it_is() {
    let server = RawServer::start(vec![json_answer(200, &[], ANSWER)]);
    let caller = World::new().client(server.endpoint()).call(&GetCallerIdentityRequest {}).await.unwrap();
    assert_eq!((&*caller.account_id, caller.identity_type.as_deref()), ("1234567890123456", Some("RAMUser")));
    assert_eq!((caller.user_id.as_deref(), caller.role_id), (Some("2"), None));
}

#[tokio::test]
async fn an_account_of_digits_keeps_them_all() {
    let server = RawServer::start(vec![json_answer(200, &[], r#"{"AccountId":1234567890123456789012}"#)]);
    let caller = World::new().client(server.endpoint()).call(&GetCallerIdentityRequest {}).await.unwrap();
    assert_eq!(caller.account_id, "1234567890123456789012");
}

#[tokio::test]
async fn a_refusal_and_an_answer_without_an_account_are_errors() {
    let refused = r#"{"Code":"InvalidAccessKeyId.NotFound","Message":"Specified access key is not found."}"#;
    let replies = vec![json_answer(404, &[], refused), json_answer(200, &[], "{}")];
    let server = RawServer::start(replies);
    let client = World::new().client(server.endpoint());
    let error = client.call(&GetCallerIdentityRequest {}).await.unwrap_err();
    assert!(error.is_permission(), "{error}");
    let error = client.call(&GetCallerIdentityRequest {}).await.unwrap_err();
    assert!(matches!(error, ApiError::Unreadable { .. }) && error.to_string().contains("AccountId"), "{error}");
}

#[test]
fn it_is_signed_the_older_way_with_everything_in_the_form() {
    let prepared = World::new().client("http://127.0.0.1:18404").prepare(&GetCallerIdentityRequest {}, &key());
    let value = |name: &str| prepared.form.iter().find(|(other, _)| other == name).map(|(_, value)| &**value);
    assert_eq!((value("Action"), value("Version")), (Some("GetCallerIdentity"), Some("2015-04-01")));
    assert!(prepared.query.is_empty() && prepared.header("authorization").is_none());
    let to_sign = v1::string_to_sign("POST", &v1::canonical_query(&[], &prepared.form));
    assert_eq!(value("Signature"), Some(&*v1::signature(&to_sign, &Secret::new("test-ak-secret"))));
}

fn host<const N: usize>(endpoint: &str, variables: [(&str, &str); N]) -> String {
    let world = World::with(Environment::of("", variables));
    let client = world.client_with(ClientOptions { endpoint: Some(endpoint.into()), ..options() });
    client.prepare(&GetCallerIdentityRequest {}, &key()).header("host").unwrap().to_owned()
}

#[test]
fn its_address_follows_from_ours_and_from_the_environment() {
    let service = "https://cams.ap-southeast-1.aliyuncs.com";
    assert_eq!(host(service, []), "sts.aliyuncs.com");
    assert_eq!(host("http://127.0.0.1:18404", []), "127.0.0.1:18404");
    let region = ("ALIBABA_CLOUD_STS_REGION", "eu-central-1");
    assert_eq!(host(service, [region]), "sts.eu-central-1.aliyuncs.com");
    let inside = ("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED", "true");
    assert_eq!(host(service, [region, inside]), "sts-vpc.eu-central-1.aliyuncs.com");
    let given = ("ALIBABA_CLOUD_STS_ENDPOINT", "http://127.0.0.1:7");
    assert_eq!(host(service, [region, given]), "127.0.0.1:7");
}
