//! Media files of a project: uploaded once, compared by what they hold, and never from outside of the project.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use chatform::api::{ClientOptions, Credentials, GetChatappTemplateDetailRequest, ListChatappTemplateRequest};
use chatform::context::Context;
use chatform::signature::{Secret, v3::payload_hash};
use serde_json::{Value, json};

use crate::support::{Sandbox, Server};

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n a picture of a box";
const OTHER: &[u8] = b"\x89PNG\r\n\x1a\n another picture";

const TEMPLATE: &str = "name: parcel_packed
category: UTILITY
header: { format: IMAGE, file: ../assets/box.png }
languages:
  en: { body: Your parcel is packed and will leave our warehouse tomorrow morning. }
  es: { body: Tu pedido está empaquetado y saldrá de nuestro almacén mañana por la mañana. }
";

fn project(server: &Server) -> Sandbox {
    let sandbox = Sandbox::project_at(server.endpoint());
    std::fs::remove_file(sandbox.path().join("templates/hello.yaml")).unwrap();
    sandbox.file("templates/parcel.yaml", TEMPLATE).file("assets/box.png", PICTURE)
}

fn asked(server: &Server, action: &str) -> u64 {
    server.control("counters", None)["requests"][action].as_u64().unwrap_or(0)
}

/// The components of a template as the service has them.
fn components(server: &Server, language: &str) -> Value {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let options = ClientOptions {
            endpoint: Some(server.endpoint().into()),
            credentials: Some(Credentials::new("test-ak-id", Secret::new("test-ak-secret"))),
            ..Default::default()
        };
        let client = chatform::api::Client::new(options, &Context::real()).unwrap();
        let rows = client.call(&ListChatappTemplateRequest::default()).await.unwrap().templates;
        let row = rows.into_iter().find(|row| row.language == language).unwrap();
        let request = GetChatappTemplateDetailRequest {
            template_code: Some(row.template_code),
            language: row.language,
            ..Default::default()
        };
        client.call(&request).await.unwrap().components
    })
}

/// What an address serves.
fn download(url: &str) -> (String, Vec<u8>) {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    (String::from_utf8_lossy(&answer[..end]).into_owned(), answer[end + 4..].to_vec())
}

#[test]
fn a_file_is_uploaded_once_and_a_second_apply_uploads_nothing() {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = project(&server);
    let hash = payload_hash(PICTURE);
    let plan = sandbox.run(&["plan"]).exits_with(0);
    assert!(plan.stdout.contains(&format!("sha256:{hash}")), "{}", plan.stdout);
    assert_eq!(asked(&server, "GetChatappUploadAuthorization"), 0, "planning uploaded something");
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    assert_eq!(asked(&server, "GetChatappUploadAuthorization"), 1, "two languages have the same picture");
    let url = components(&server, "es")[0]["Url"].as_str().unwrap().to_owned();
    assert!(url.ends_with(&format!("/chatform-{hash}.png")), "{url}");
    let (head, body) = download(&url);
    assert!(head.to_ascii_lowercase().contains("content-type: image/png"), "{head}");
    assert_eq!(body, PICTURE);
    let again = sandbox.run(&["apply", "--yes"]).exits_with(0);
    assert!(again.stdout.contains("No changes"), "{}", again.stdout);
    assert_eq!(asked(&server, "GetChatappUploadAuthorization"), 1, "it was uploaded again");
}

#[test]
fn another_picture_is_a_change_and_the_same_under_another_name_is_none() {
    let server = Server::start(&Sandbox::new(), &["--review", "manual"]);
    let sandbox = project(&server);
    sandbox
        .write("chatform.yaml", sandbox.read("chatform.yaml").replace("wait_for_review: 10s", "wait_for_review: 0s"));
    sandbox.run(&["apply", "--yes"]);
    std::fs::rename(sandbox.path().join("assets/box.png"), sandbox.path().join("assets/parcel.png")).unwrap();
    sandbox.write("templates/parcel.yaml", TEMPLATE.replace("box.png", "parcel.png"));
    sandbox.run(&["plan", "--detailed-exitcode"]).exits_with(0);
    sandbox.write("assets/parcel.png", OTHER);
    let plan = sandbox.run(&["plan", "--detailed-exitcode"]).exits_with(2);
    assert!(plan.stdout.contains(&payload_hash(OTHER)), "{}", plan.stdout);
}

#[test]
fn pictures_of_cards_are_uploaded_each_content_once() {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = project(&server).file("assets/tea.png", OTHER);
    let card = |file: &str| {
        json!({
            "header": { "format": "IMAGE", "file": format!("../assets/{file}") },
            "body": "Fresh from the first harvest of the year.",
            "buttons": [{ "type": "QUICK_REPLY", "text": "Tell me more" }],
        })
    };
    let template = json!({
        "name": "spring_teas", "category": "MARKETING",
        "languages": { "en": {
            "body": "The spring teas are here. Which one shall we put aside for you?",
            "carousel": [card("box.png"), card("tea.png"), card("box.png")],
        } },
    });
    sandbox.write("templates/parcel.yaml", template.to_string());
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    assert_eq!(asked(&server, "GetChatappUploadAuthorization"), 2);
    let components = components(&server, "en");
    let carousel = components.as_array().unwrap().iter().find(|component| component["Type"] == "CAROUSEL").unwrap();
    let url = |card: usize| carousel["Cards"][card]["CardComponents"][0]["Url"].as_str().unwrap();
    assert!(url(1).contains(&payload_hash(OTHER)), "{carousel}");
    assert_eq!(url(0), url(2));
    sandbox.run(&["plan", "--detailed-exitcode"]).exits_with(0);
}

#[test]
fn what_changed_since_the_plan_is_not_uploaded() {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = project(&server);
    sandbox.run(&["plan", "-o", "plan.json"]).exits_with(0);
    sandbox.write("assets/box.png", OTHER);
    let ran = sandbox.run(&["apply", "plan.json", "--yes"]).exits_with(4);
    let said = ran.stdout + &ran.stderr;
    assert!(said.contains("assets/box.png has changed since the plan"), "{said}");
    assert_eq!(asked(&server, "CreateChatappTemplate") + asked(&server, "GetChatappUploadAuthorization"), 0);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_project_is_not_followed() {
    let server = Server::start(&Sandbox::new(), &[]);
    let (sandbox, elsewhere) = (project(&server), Sandbox::new().file("secret.png", PICTURE));
    std::fs::remove_file(sandbox.path().join("assets/box.png")).unwrap();
    let link = sandbox.path().join("assets/box.png");
    std::os::unix::fs::symlink(elsewhere.path().join("secret.png"), link).unwrap();
    let ran = sandbox.run(&["lint", "--format", "concise"]).exits_with(1);
    assert!(ran.stdout.contains("header/file-outside"), "{}", ran.stdout);
    sandbox.run(&["apply", "--yes"]).exits_with(1);
    assert_eq!(server.control("counters", None)["writes"], json!({}));
}

#[test]
fn a_plan_that_names_a_file_outside_of_the_project_uploads_nothing() {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = project(&server);
    sandbox.run(&["plan", "-o", "plan.json"]).exits_with(0);
    let plan = sandbox.read("plan.json");
    assert!(plan.contains(" assets/box.png"), "{plan}");
    sandbox.write("plan.json", plan.replace(" assets/box.png", " ../box.png"));
    let ran = sandbox.run(&["apply", "plan.json", "--yes"]);
    assert!(ran.code != 0, "{}", ran.stdout);
    assert_eq!(asked(&server, "CreateChatappTemplate") + asked(&server, "GetChatappUploadAuthorization"), 0);
}
