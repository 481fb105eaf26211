//! `auth`, and the guard of the account.

use serde_json::{Value, json};

use crate::support::{Sandbox, Server};

#[test]
fn whoami_names_the_place_and_the_account_and_no_secret() {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = Sandbox::project_at(server.endpoint());
    let ran = sandbox.run(&["auth", "whoami"]).exits_with(0);
    assert!(ran.stdout.contains("account      1234567890123456\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("credentials  environment variables\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("access key   test-ak-id (permanent)\n"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("test-ak-secret") && ran.stderr.is_empty(), "{}", ran.stderr);
}

#[test]
fn whoami_works_outside_of_a_project() {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = Sandbox::new()
        .variable("ALIBABA_CLOUD_ACCESS_KEY_ID", "test-ak-id")
        .variable("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "test-ak-secret");
    let ran = sandbox.run(&["auth", "whoami", "--endpoint", server.endpoint()]).exits_with(0);
    assert!(ran.stdout.contains("1234567890123456") && ran.stdout.contains(server.endpoint()), "{}", ran.stdout);
}

#[test]
fn every_mode_that_the_emulator_can_serve_ends_at_an_identity() {
    let server = Server::start(&Sandbox::new(), &[]);
    let endpoint = server.endpoint();
    let key = json!({ "access_key_id": "test-ak-id", "access_key_secret": "test-ak-secret" });
    let with = |fields: Value| {
        let mut profile = key.clone();
        profile.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        profile
    };
    let role = "acs:ram::1234567890123456:role/deployer";
    let profiles = json!([
        with(json!({ "name": "ak", "mode": "AK" })),
        with(json!({ "name": "role", "mode": "RamRoleArn", "ram_role_arn": role, "ram_session_name": "ci" })),
        { "name": "chain", "mode": "ChainableRamRoleArn", "source_profile": "role", "ram_role_arn": role },
        { "name": "machine", "mode": "EcsRamRole" },
        { "name": "oidc", "mode": "OIDC", "ram_role_arn": role, "oidc_provider_arn": "p", "oidc_token_file": "token" },
        { "name": "uri", "mode": "CredentialsURI", "credentials_uri": format!("{endpoint}/creds") },
    ]);
    let sandbox = Sandbox::project_at(endpoint)
        .file(".aliyun/config.json", json!({ "current": "ak", "profiles": profiles }).to_string())
        .file("token", "a.web.token")
        .variable("ALIBABA_CLOUD_STS_ENDPOINT", endpoint)
        .variable("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "false")
        .variable("ALIBABA_CLOUD_ECS_METADATA_SERVICE_ENDPOINT", endpoint);
    for name in ["ak", "role", "chain", "machine", "oidc", "uri"] {
        let ran = sandbox.run(&["auth", "whoami", "--profile", name]).exits_with(0);
        assert!(ran.stdout.contains("account      1234567890123456\n"), "{name}: {}", ran.stdout);
        assert!(ran.stdout.contains(&format!("credentials  profile `{name}`")), "{name}: {}", ran.stdout);
        assert_eq!(ran.stdout.contains("(temporary, until "), name != "ak", "{name}: {}", ran.stdout);
    }
}

#[test]
fn policies_name_the_actions_of_their_commands_and_join() {
    let actions = |arguments: &[&str]| -> Vec<String> {
        let ran = Sandbox::new().run(&[&["auth", "policy"], arguments].concat()).exits_with(0);
        let policy: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!((&policy["Version"], &policy["Statement"][0]["Effect"]), (&json!("1"), &json!("Allow")));
        serde_json::from_value(policy["Statement"][0]["Action"].clone()).unwrap()
    };
    assert_eq!(actions(&["--for", "plan"]), ["cams:GetChatappTemplateDetail", "cams:ListChatappTemplate"]);
    assert!(actions(&["--for", "apply"]).contains(&"cams:CreateChatappTemplate".to_owned()));
    assert!(!actions(&["--for", "plan"]).iter().any(|action| action.contains("Create")));
    let both = actions(&["--for", "send", "--for", "metrics"]);
    assert!(
        both.contains(&"cams:SendChatappMessage".to_owned())
            && both.contains(&"cams:EnableWhatsappROIMetric".to_owned())
    );
    let ran = Sandbox::new().run(&["auth", "policy", "--for", "lint"]).exits_with(0);
    assert_eq!((&*ran.stdout, &*ran.stderr), ("", "nothing is asked of the service: no key is needed\n"));
}

fn guarded(endpoint: &str, account: &str) -> Sandbox {
    let sandbox = Sandbox::project_at(endpoint);
    let environment = format!("{{ endpoint: \"{endpoint}\", account: \"{account}\", wait_for_review: 10s }}");
    sandbox.write("chatform.yaml", format!("environments: {{ test: {environment} }}\n"));
    sandbox
}

#[test]
fn a_key_of_another_account_writes_nothing() {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = guarded(server.endpoint(), "9999999999999999");
    let ran = sandbox.run(&["apply", "--yes"]).exits_with(78);
    let said = "error: the key belongs to account 1234567890123456, environment `test` is of account 9999999999999999";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    assert_eq!(server.control("counters", None)["writes"], json!({}));
    assert!(!sandbox.exists(".chatform/runs"), "a run was begun");
    // A saved plan is guarded too.
    sandbox.run(&["plan", "-o", "plan.json"]).exits_with(0);
    sandbox.run(&["apply", "plan.json", "--yes"]).exits_with(78);
    assert_eq!(server.control("counters", None)["writes"], json!({}));
}

#[test]
fn a_key_of_the_right_account_writes() {
    let server = Server::start(&Sandbox::new(), &[]);
    guarded(server.endpoint(), "1234567890123456").run(&["apply", "--yes"]).exits_with(0);
    assert_eq!(server.control("counters", None)["writes"]["CreateChatappTemplate"], json!(1));
}
