//! No secret reaches an output, a file, a journal or a plan, whatever a command does and however it fails.

use std::path::Path;

use serde_json::json;

use crate::support::{RawServer, Sandbox, Server, json_answer};

const SECRET: &str = "canary-secret-7f3a91";
const TOKEN: &str = "canary-token-c05d22";
const PROXY: &str = "canary-proxy-e81b47";
/// Profiles with secrets in them, in a folder that the search for secrets does not look at.
const PROFILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/secrets.json");

fn project(endpoint: &str) -> Sandbox {
    Sandbox::project_at(endpoint)
        .file(
            "other.json",
            r#"{"name":"other","language":"en","category":"UTILITY","components":[{"type":"BODY","text":"Hi"}]}"#,
        )
        .variable("ALIBABA_CLOUD_ACCESS_KEY_ID", "canary-id")
        .variable("ALIBABA_CLOUD_ACCESS_KEY_SECRET", SECRET)
        .variable("ALIBABA_CLOUD_SECURITY_TOKEN", TOKEN)
        .variable("HTTP_PROXY", &format!("http://user:{PROXY}@127.0.0.1:9"))
        .variable("HTTPS_PROXY", &format!("http://user:{PROXY}@127.0.0.1:9"))
        .variable("NO_PROXY", "127.0.0.1,localhost")
        .variable("ALIBABA_CLOUD_CONFIG_FILE", PROFILES)
        .variable("RUST_BACKTRACE", "1")
        .variable("RUST_LOG", "trace")
}

#[track_caller]
fn keeps(text: &str, place: &str) {
    for secret in [SECRET, TOKEN, PROXY] {
        assert!(!text.contains(secret), "{secret} is in {place}: {text}");
    }
}

fn keep_all_files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() {
                return keep_all_files(&path);
            }
            keeps(&String::from_utf8_lossy(&std::fs::read(&path).unwrap()), &path.display().to_string());
            1
        })
        .sum()
}

/// Runs every command there is, and looks at all that it says and leaves behind.
fn every_command_keeps_it(sandbox: &Sandbox) {
    let commands: &[&[&str]] = &[
        &["--help"],
        &["lint"],
        &["lint", "--format", "json"],
        &["plan", "-o", "plan.json"],
        &["plan", "--format", "json"],
        &["show", "plan.json"],
        &["apply", "plan.json", "--yes"],
        &["apply", "--yes"],
        &["status"],
        &["plan", "--debug-http"],
        &["status", "--debug-http"],
        &["retry"],
        &["journal"],
        &["metrics", "enable", "--debug-http"],
        &["metrics", "phone", "--debug-http"],
        &["auth", "whoami"],
        &["auth", "whoami", "--debug-http"],
        &["auth", "whoami", "--profile", "marked", "--debug-http"],
        &["auth", "whoami", "--profile", "role", "--debug-http"],
        &["auth", "policy", "--for", "apply"],
        &["import", "other.json", "-o", "imported"],
        &["explain", "footer/too-long"],
        &["rules"],
        &["schema"],
        &["exit-codes"],
        &["plan", "--no-such-option"],
        &["plan", "--env", "nowhere"],
        &["emulator", "--listen", "8.8.8.8:1", "--key", &format!("id:{SECRET}")],
        &["emulator", "--key", SECRET],
    ];
    for arguments in commands {
        let ran = sandbox.run(arguments);
        keeps(&ran.stdout, &format!("the output of {arguments:?}"));
        keeps(&ran.stderr, &format!("the talk of {arguments:?}"));
    }
    assert!(keep_all_files(sandbox.path()) >= 3);
}

#[test]
fn a_run_that_works_keeps_its_secrets() {
    let server = Server::start(&Sandbox::new(), &["--key", &format!("canary-id:{SECRET}")]);
    // This key pair is a permanent one.
    every_command_keeps_it(&project(server.endpoint()).variable("ALIBABA_CLOUD_SECURITY_TOKEN", ""));
    assert_eq!(server.control("counters", None)["writes"]["CreateChatappTemplate"], json!(1), "nothing was applied");
}

#[test]
fn a_run_that_is_refused_keeps_its_secrets() {
    let server = Server::start(&Sandbox::new(), &[]);
    every_command_keeps_it(&project(server.endpoint()));
}

#[test]
fn a_run_that_reaches_nobody_keeps_its_secrets() {
    every_command_keeps_it(&project("http://127.0.0.1:9"));
    // The proxy of this one refuses the connection; its password stands in its address.
    every_command_keeps_it(&project("https://cams.example.invalid"));
}

#[test]
fn a_service_that_quotes_what_was_signed_tells_no_token() {
    let token = "canary/token+c05d22==";
    let forms = [token, "canary%2Ftoken%2Bc05d22%3D%3D", "canary%252Ftoken%252Bc05d22%253D%253D"];
    for quoted in forms {
        let message =
            format!("Specified signature does not match. server CanonicalRequest is [x-acs-security-token:{quoted}\n]");
        let body = json!({ "Code": "SignatureDoesNotMatch", "Message": message });
        let server = RawServer::start(vec![json_answer(400, &[], &body.to_string())]);
        let sandbox = project(server.endpoint()).variable("ALIBABA_CLOUD_SECURITY_TOKEN", token);
        let ran = sandbox.run(&["plan"]).exits_with(77);
        assert!(!ran.stderr.contains(quoted) && ran.stderr.contains("[security token]"), "{}", ran.stderr);
    }
}

#[test]
fn a_password_in_the_address_of_the_environment_is_not_repeated() {
    let address = format!("https://user:{PROXY}@cams.example.invalid");
    let sandbox = project("").variable("ALIBABA_CLOUD_ENDPOINT", &address);
    sandbox.write("chatform.yaml", "environments: { test: { space: cams-1 } }\n");
    for arguments in [&["plan"][..], &["apply", "--yes"], &["status"]] {
        let ran = sandbox.run(arguments).exits_with(65);
        keeps(&ran.stdout, "the output");
        keeps(&ran.stderr, "the talk");
    }
}
