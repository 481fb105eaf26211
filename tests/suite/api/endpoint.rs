//! Where the client goes, and who it says it is.

use chatform::api::{ApiError, Client, ClientOptions};
use chatform::context::Environment;

use super::{World, options};

fn endpoint(options: ClientOptions, environment: Environment) -> Result<String, ApiError> {
    Client::new(options, &World::with(environment).context).map(|client| client.endpoint())
}

#[test]
fn a_given_endpoint_goes_before_a_region_and_both_before_the_environment() {
    let environment = || {
        Environment::of("/", [("ALIBABA_CLOUD_ENDPOINT", "env.example.com"), ("ALIBABA_CLOUD_REGION_ID", "eu-env-1")])
    };
    let given =
        ClientOptions { endpoint: Some("given.example.com".into()), region: Some("eu-x-1".into()), ..options() };
    assert_eq!(endpoint(given, environment()).unwrap(), "https://given.example.com");
    let region = ClientOptions { region: Some("eu-x-1".into()), ..options() };
    assert_eq!(endpoint(region, environment()).unwrap(), "https://cams.eu-x-1.aliyuncs.com");
    assert_eq!(endpoint(options(), environment()).unwrap(), "https://env.example.com");
    let only_region = Environment::of("/", [("ALIBABA_CLOUD_REGION_ID", "eu-env-1")]);
    assert_eq!(endpoint(options(), only_region).unwrap(), "https://cams.eu-env-1.aliyuncs.com");
}

#[test]
fn without_a_word_it_is_the_one_region_that_is_known() {
    assert_eq!(endpoint(options(), Environment::default()).unwrap(), "https://cams.ap-southeast-1.aliyuncs.com");
}

#[test]
fn plain_http_is_for_loopback_only() {
    for address in ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080", "http://127.3.2.1"] {
        let options = ClientOptions { endpoint: Some(address.into()), ..options() };
        assert_eq!(endpoint(options, Environment::default()).unwrap(), address);
    }
    for address in [
        "http://cams.ap-southeast-1.aliyuncs.com",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://0.0.0.0:80",
        "http://user:secret-word@127.0.0.1:80",
        "https://host.example.com/path",
        "https://host.example.com?query",
        "ftp://127.0.0.1",
        "https://",
        "",
    ] {
        let options = ClientOptions { endpoint: Some(address.into()), ..options() };
        let error = endpoint(options, Environment::default()).expect_err(address);
        assert!(matches!(error, ApiError::Endpoint(_)), "{address}: {error}");
        assert!(!format!("{error:?}").contains("secret-word"));
    }
}

#[test]
fn a_region_that_is_none_is_refused() {
    for region in ["", "EU", "eu west", "evil.example.com/"] {
        let error = endpoint(ClientOptions { region: Some(region.into()), ..options() }, Environment::default());
        assert!(matches!(error, Err(ApiError::Region { .. })), "{region}");
    }
}

#[test]
fn a_profile_says_where_to_go_only_if_it_says_it_of_this_service() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join(".aliyun")).unwrap();
    let goes_to = |profile: &str, variables: &[(&'static str, &str)]| {
        let file = format!(r#"{{"current":"a","profiles":[{{"name":"a",{profile}}}]}}"#);
        std::fs::write(home.path().join(".aliyun/config.json"), file).unwrap();
        let environment = Environment::of("/", [("HOME", home.path().to_str().unwrap())]);
        let environment = environment.with(variables.iter().map(|(name, value)| (*name, (*value).to_owned())));
        endpoint(options(), environment).unwrap()
    };
    let usual = "https://cams.ap-southeast-1.aliyuncs.com";
    assert_eq!(goes_to(r#""endpoint":"cams.eu-x-1.aliyuncs.com""#, &[]), "https://cams.eu-x-1.aliyuncs.com");
    assert_eq!(goes_to(r#""endpoint":"ecs.cn-hangzhou.aliyuncs.com""#, &[]), usual);
    assert_eq!(goes_to(r#""region_id":"cn-hangzhou""#, &[]), usual);
    let given = ("ALIBABA_CLOUD_ENDPOINT", "env.example.com");
    assert_eq!(goes_to(r#""endpoint":"cams.eu-x-1.aliyuncs.com""#, &[given]), "https://env.example.com");
}
