//! Where credentials are looked for: the vendor's places in the vendor's order, and what is said when there are none.

use std::fs;
use std::path::Path;

use chatform::api::{ApiError, Client, ClientOptions, Found};
use chatform::context::Environment;
use tempfile::TempDir;

use super::World;
use crate::support::{RawServer, json_answer};

/// A home folder, and variables beside it.
pub(super) struct Home {
    folder: TempDir,
    variables: Vec<(&'static str, String)>,
}

impl Home {
    pub(super) fn new() -> Self {
        let no_metadata = ("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true".to_owned());
        Self { folder: tempfile::tempdir().unwrap(), variables: vec![no_metadata] }
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn file(self, name: &str, text: &str) -> Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub(super) fn variable(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    /// The vendor's configuration file, with these profiles; the first is the current one.
    pub(super) fn profiles(self, profiles: serde_json::Value) -> Self {
        let file = serde_json::json!({ "current": profiles[0]["name"], "profiles": profiles, "meta_path": "" });
        self.file(".aliyun/config.json", &file.to_string())
    }

    pub(super) fn world(&self) -> World {
        let home = self.path().to_str().unwrap();
        World::with(Environment::of(self.path(), [("HOME", home)]).with(self.variables.clone()))
    }

    pub(super) fn client(&self, options: ClientOptions) -> Client {
        self.world().client_with(ClientOptions { endpoint: Some("http://127.0.0.1:9".into()), ..options })
    }

    pub(super) async fn found(&self) -> Result<Found, ApiError> {
        self.client(ClientOptions::default()).found().await
    }

    /// Why the place that begins so was passed over.
    pub(super) async fn skipped(&self, place: &str) -> String {
        let skipped = match self.found().await {
            Ok(found) => found.skipped,
            Err(ApiError::Credentials { tried }) => tried,
            Err(other) => panic!("{other}"),
        };
        skipped.into_iter().find(|skipped| skipped.place.starts_with(place)).expect(place).reason
    }
}

const OIDC: [(&str, &str); 3] = [
    ("ALIBABA_CLOUD_ROLE_ARN", "acs:ram::1:role/r"),
    ("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "acs:ram::1:oidc-provider/p"),
    ("ALIBABA_CLOUD_OIDC_TOKEN_FILE", "token"),
];
const INI: &str = "[default]\ntype = access_key\naccess_key_id = from-ini\naccess_key_secret = s\\n=\"1\"\n";

/// Credentials as each of the vendor's services gives them.
pub(super) fn session(id: &str) -> String {
    let fields = format!(
        r#""AccessKeyId":"{id}","AccessKeySecret":"secret-of-{id}","SecurityToken":"token-of-{id}","Expiration":"2999-01-01T00:00:00Z""#
    );
    format!(r#"{{"Code":"Success","RequestId":"R",{fields},"Credentials":{{{fields}}}}}"#)
}

#[tokio::test]
async fn every_place_is_looked_at_in_the_vendors_order() {
    let server = |id: &str| RawServer::start(vec![json_answer(200, &[], &session(id))]);
    let (sts, uri) = (server("from-oidc"), server("from-uri"));
    let machine = RawServer::start(vec![
        json_answer(200, &[], "metadata-token"),
        json_answer(200, &[], "my-role"),
        json_answer(200, &[], &session("from-machine")),
    ]);
    let mut home = Home::new()
        .variable("ALIBABA_CLOUD_ACCESS_KEY_ID", "from-variables")
        .variable("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "s")
        .variable("ALIBABA_CLOUD_STS_ENDPOINT", sts.endpoint())
        .variable("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "false")
        .variable("ALIBABA_CLOUD_ECS_METADATA_SERVICE_ENDPOINT", machine.endpoint())
        .variable("ALIBABA_CLOUD_CREDENTIALS_URI", &format!("{}/creds?user=x", uri.endpoint()))
        .file("token", "a.web.token\n")
        .file(".alibabacloud/credentials", INI)
        .profiles(serde_json::json!([{ "name": "p", "mode": "AK", "access_key_id": "from-profile", "access_key_secret": "s" }]));
    home.variables.extend(OIDC.map(|(name, value)| (name, value.to_owned())));
    let mut order = Vec::new();
    // Each place is taken away once it was found.
    let takings: [(&'static str, &str); 6] = [
        ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", ""),
        ("ALIBABA_CLOUD_ROLE_ARN", ""),
        ("ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "true"),
        ("ALIBABA_CLOUD_CREDENTIALS_FILE", "nowhere"),
        ("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "TRUE"),
        ("ALIBABA_CLOUD_CREDENTIALS_URI", ""),
    ];
    for (name, value) in takings {
        let found = home.found().await.unwrap();
        assert_eq!(found.skipped.len(), order.len(), "{found:?}");
        order.push(found.access_key_id);
        home = home.variable(name, value);
    }
    assert_eq!(order, ["from-variables", "from-oidc", "from-profile", "from-ini", "from-machine", "from-uri"]);
    let Err(ApiError::Credentials { tried }) = home.found().await else { panic!("credentials out of nothing") };
    let told: Vec<String> = tried.iter().map(|skipped| format!("{}: {}", skipped.place, skipped.reason)).collect();
    assert_eq!(told[0], "environment variables: ALIBABA_CLOUD_ACCESS_KEY_SECRET is not set");
    assert_eq!(told[1], "OIDC token file: ALIBABA_CLOUD_ROLE_ARN is not set");
    assert_eq!(told[2], "profile of the aliyun command line: ALIBABA_CLOUD_CLI_PROFILE_DISABLED is set");
    assert!(told[3].starts_with("credentials file: cannot read "), "{}", told[3]);
    assert_eq!(told[4], "role of this machine: ALIBABA_CLOUD_ECS_METADATA_DISABLED is set");
    assert_eq!(told[5], "credentials URI: ALIBABA_CLOUD_CREDENTIALS_URI is not set");
}

#[tokio::test]
async fn a_token_beside_the_variables_makes_the_key_temporary() {
    let home =
        Home::new().variable("ALIBABA_CLOUD_ACCESS_KEY_ID", "STS.1").variable("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "s");
    assert!(!home.found().await.unwrap().is_temporary);
    assert!(home.variable("ALIBABA_CLOUD_SECURITY_TOKEN", "t").found().await.unwrap().is_temporary);
}

#[tokio::test]
async fn a_place_that_fails_does_not_hide_the_next_and_is_named() {
    let refused = r#"{"Code":"AuthenticationFail.OIDCToken.Invalid","Message":"bad a.web.token"}"#;
    let sts = RawServer::start(vec![json_answer(400, &[], refused)]);
    let mut home = Home::new()
        .variable("ALIBABA_CLOUD_STS_ENDPOINT", sts.endpoint())
        .file("token", "a.web.token\n")
        .file(".alibabacloud/credentials.ini", INI);
    home.variables.extend(OIDC.map(|(name, value)| (name, value.to_owned())));
    let found = home.found().await.unwrap();
    assert_eq!(found.access_key_id, "from-ini");
    let reason = &found.skipped[1].reason;
    assert!(reason.contains("OIDCToken.Invalid") && !reason.contains("a.web.token"), "{reason}");
    // The token travels in the body, with the length of the session.
    let received = sts.received();
    assert_eq!(received[0].request_line, "POST / HTTP/1.1");
    assert!(received[0].body.contains("OIDCToken=a.web.token") && received[0].body.ends_with("DurationSeconds=3600"));
}

#[tokio::test]
async fn a_machine_without_the_newer_metadata_is_asked_the_older_way_unless_that_is_forbidden() {
    let metadata = || {
        RawServer::start(vec![json_answer(404, &[], "no such thing"), json_answer(200, &[], &session("from-machine"))])
    };
    let server = metadata();
    let home = Home::new()
        .variable("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "")
        .variable("ALIBABA_CLOUD_ECS_METADATA", "my-role")
        .variable("ALIBABA_CLOUD_ECS_METADATA_SERVICE_ENDPOINT", server.endpoint());
    assert_eq!(home.found().await.unwrap().access_key_id, "from-machine");
    assert_eq!(server.received()[1].header("x-aliyun-ecs-metadata-token"), None);
    let server = metadata();
    let home = home
        .variable("ALIBABA_CLOUD_ECS_METADATA_SERVICE_ENDPOINT", server.endpoint())
        .variable("ALIBABA_CLOUD_IMDSV1_DISABLED", "true");
    assert!(home.found().await.is_err());
}

#[tokio::test]
async fn a_credentials_address_on_the_open_network_needs_encryption() {
    let home = Home::new().variable("ALIBABA_CLOUD_CREDENTIALS_URI", "http://203.0.113.7/creds");
    assert!(home.skipped("credentials URI").await.contains("write `https`"));
}
