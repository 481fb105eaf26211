//! Options of the commands that talk to the service.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use crate::support::{RawServer, Sandbox, Server, json_answer};

fn template(name: &str) -> String {
    Sandbox::HELLO.replace("name: hello", &format!("name: {name}")).replace("table", &format!("table {name}"))
}

#[test]
fn two_processes_together_keep_to_the_rates_of_the_service() {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = Sandbox::project_at(server.endpoint());
    for number in 0..8 {
        sandbox.write(&format!("templates/t{number}.yaml"), template(&format!("t{number}")));
    }
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let plan = ["plan", "--refresh", "full"];
    let processes: Vec<_> = (0..2).map(|_| sandbox.command(&plan).spawn().unwrap()).collect();
    for process in processes {
        let output = process.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let counters = server.control("counters", None);
    assert!(counters["requests"]["GetChatappTemplateDetail"].as_u64().unwrap() >= 18, "{counters}");
    assert_eq!(counters["refused"], serde_json::json!({}), "something was refused");
}

#[test]
fn a_rate_can_be_set_and_one_that_is_none_is_refused() {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = Sandbox::project_at(server.endpoint());
    sandbox.run(&["plan", "--qps", "ListChatappTemplate=3,getchatapptemplatedetail=2"]).exits_with(0);
    for (given, expected) in [
        ("Fly=3", "`Fly` is no action of the service"),
        ("ListChatappTemplate", "`ListChatappTemplate` says no rate"),
        ("ListChatappTemplate=0", "`ListChatappTemplate=0` says no rate"),
        ("ListChatappTemplate=-1", "`ListChatappTemplate=-1` says no rate"),
    ] {
        let ran = sandbox.run(&["plan", "--qps", given]).exits_with(64);
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    }
}

#[test]
fn requests_and_answers_are_shown_without_what_gives_access() {
    let server = Server::start(&Sandbox::new(), &[]);
    let ran = Sandbox::project_at(server.endpoint()).run(&["plan", "--debug-http"]).exits_with(0);
    for expected in [
        &format!("> POST {}/?Page=", server.endpoint()),
        "> x-acs-action: ListChatappTemplate\n",
        "> authorization: ACS3-HMAC-SHA256 Credential=test-ak-id,SignedHeaders=host;",
        ",Signature=***\n",
        "< 200\n",
        "\"ListTemplate\":[]",
    ] {
        assert!(ran.stderr.contains(expected), "{expected} is missing: {}", ran.stderr);
    }
    assert!(!ran.stdout.contains("> POST"), "{}", ran.stdout);
}

#[test]
fn temporary_credentials_are_masked_where_they_are_made_and_where_they_are_used() {
    let server = Server::start(&Sandbox::new(), &[]);
    let profile = r#"{"current":"p","profiles":[{"name":"p","mode":"RamRoleArn","access_key_id":"test-ak-id",
        "access_key_secret":"test-ak-secret","ram_role_arn":"acs:ram::1234567890123456:role/r"}]}"#;
    let sandbox = Sandbox::project_at(server.endpoint())
        .file(".aliyun/config.json", profile)
        .variable("ALIBABA_CLOUD_STS_ENDPOINT", server.endpoint());
    let ran = sandbox.run(&["plan", "--profile", "p", "--debug-http"]).exits_with(0);
    assert!(ran.stderr.contains("\"SecurityToken\":\"***\"") && ran.stderr.contains("> x-acs-security-token: ***\n"));
    assert!(ran.stderr.contains("Signature=***"), "{}", ran.stderr);
    // The tokens of the emulator all begin so.
    assert!(!ran.stderr.contains("CAIS"), "{}", ran.stderr);
}

#[test]
fn an_endpoint_on_the_command_line_goes_before_the_project_file() {
    let server = Server::start(&Sandbox::new(), &[]);
    let ran = Sandbox::project_at("http://127.0.0.1:9").run(&["plan", "--endpoint", server.endpoint()]).exits_with(0);
    assert!(ran.stdout.contains(server.endpoint()), "{}", ran.stdout);
}

/// Takes one connection, gives this answer, and says what was asked.
fn proxy(answer: &'static str) -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://user:pass@{}", listener.local_addr().unwrap());
    let asked = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = vec![0; 4096];
        let length = stream.read(&mut bytes).unwrap();
        stream.write_all(answer.as_bytes()).unwrap();
        String::from_utf8_lossy(&bytes[..length]).into_owned()
    });
    (address, asked)
}

#[test]
fn the_proxy_of_the_variables_is_asked_for_a_tunnel() {
    let (address, asked) = proxy("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    let sandbox = Sandbox::project_at("https://cams.example.invalid")
        .variable("HTTPS_PROXY", &address)
        .variable("CHATFORM_QPS", "ListChatappTemplate=50");
    let ran = sandbox.run(&["plan"]);
    let asked = asked.join().unwrap();
    assert!(asked.starts_with("CONNECT cams.example.invalid:443 HTTP/1.1\r\n"), "{asked}");
    assert!(asked.to_ascii_lowercase().contains("proxy-authorization: basic dxnlcjpwyxnz"), "{asked}");
    assert_eq!(ran.code, 69, "{}", ran.stderr);
    assert!(!ran.stderr.contains("pass"), "{}", ran.stderr);
}

#[test]
fn a_host_that_needs_no_proxy_is_reached_without_one() {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = Sandbox::project_at(server.endpoint()).variable("HTTP_PROXY", "http://127.0.0.1:9");
    sandbox.variable("HTTPS_PROXY", "http://127.0.0.1:9").run(&["plan"]).exits_with(0);
}

#[test]
fn the_codes_of_every_operation_page_decide_the_exit_code() {
    for (code, exit) in [
        ("Product.Unsubscript", 77),
        ("Ram.PermissionDeny", 77),
        ("Unknown.ResourceOwnerId", 78),
        ("System.LimitControl", 75),
    ] {
        let body =
            format!(r#"{{"Code":"{code}","Message":"no","RequestId":"R-7","Recommend":"https://help.example"}}"#);
        let server = RawServer::start((0..4).map(|_| json_answer(400, &[], &body)).collect());
        let ran = Sandbox::project_at(server.endpoint()).run(&["plan"]).exits_with(exit);
        assert!(ran.stderr.contains(code) && ran.stderr.contains("R-7"), "{}", ran.stderr);
    }
}
