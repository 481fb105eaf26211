//! What our client sends, signed again by the official SDKs' own code: the Python core and the Node core.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use chatform::api::{
    Call, Client, ClientOptions, Credentials, GetCallerIdentityRequest, ListChatappTemplateRequest, Page, Prepared,
    Signing,
};
use chatform::context::{Context, Environment, SeededRandom, Terminal, VirtualClock};
use chatform::signature::{Secret, v3};
use serde_json::{Map, Value, json};

use super::parameters::{create, send, send_mass, template_metric};
use crate::support::{node_tools, python_tools};

const SECRET: &str = "test-ak-secret";

const PYTHON: &str = "
import json, sys
from darabonba.request import DaraRequest
from alibabacloud_tea_openapi.utils import Utils
def sign(one):
    if one['kind'] == 'V1':
        return Utils.get_rpcsignature(one['parameters'], one['method'], one['secret'])
    request = DaraRequest()
    request.method, request.pathname = one['method'], '/'
    request.query, request.headers = one['query'], one['headers']
    return Utils.get_authorization(request, 'ACS3-HMAC-SHA256', one['payload'], one['id'], one['secret'])
json.dump([sign(one) for one in json.load(sys.stdin)], sys.stdout)
";

const NODE: &str = "
const util = require('@alicloud/openapi-util').default;
const all = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(all.map(one => one.kind === 'V1'
  ? util.getRPCSignature(one.parameters, one.method, one.secret)
  : util.getAuthorization({ method: one.method, pathname: '/', query: one.query, headers: one.headers },
      'ACS3-HMAC-SHA256', one.payload, one.id, one.secret))));
";

/// What the SDK is asked to sign, and what we signed.
type Signed = (Value, String);

fn client(signing: Signing, endpoint: &str) -> Client {
    let context = Context {
        clock: Arc::new(VirtualClock::at("2026-11-20T14:26:25Z".parse().unwrap())),
        random: Arc::new(SeededRandom::new(3)),
        environment: Arc::new(Environment::default()),
        terminal: Terminal::default(),
        wire: None,
    };
    Client::new(ClientOptions { endpoint: Some(endpoint.into()), signing, ..Default::default() }, &context).unwrap()
}

fn object(pairs: &[(String, String)]) -> Value {
    Value::Object(pairs.iter().map(|(name, value)| (name.clone(), value.clone().into())).collect::<Map<_, _>>())
}

fn asked_of_the_sdk(prepared: &Prepared, id: &str) -> Signed {
    let Some(authorization) = prepared.header("authorization") else {
        let (sent, parameters): (Vec<_>, Vec<_>) =
            prepared.form.iter().cloned().partition(|(name, _)| name == "Signature");
        let asked =
            json!({ "kind": "V1", "method": prepared.method, "parameters": object(&parameters), "secret": SECRET });
        return (asked, sent[0].1.clone());
    };
    let listed = v3::Authorization::parse(authorization).unwrap().signed_headers;
    let headers: Vec<_> = prepared.headers.iter().filter(|(name, _)| listed.contains(name)).cloned().collect();
    let asked = json!({
        "kind": "V3", "method": prepared.method, "query": object(&prepared.query), "headers": object(&headers),
        "payload": v3::payload_hash(prepared.body().as_bytes()), "id": id, "secret": SECRET,
    });
    (asked, authorization.to_owned())
}

fn signed() -> Vec<Signed> {
    let mut all = Vec::new();
    let permanent = Credentials::new("test-ak-id", Secret::new(SECRET));
    let temporary = Credentials::new("STS.test", Secret::new(SECRET)).with_token(Secret::new("CAIS/+token== ~*'()!"));
    for signing in [Signing::V3, Signing::V1] {
        for endpoint in ["https://cams.ap-southeast-1.aliyuncs.com", "http://127.0.0.1:18404"] {
            for credentials in [&permanent, &temporary] {
                let client = client(signing, endpoint);
                let hard = ListChatappTemplateRequest {
                    name: Some("it's (a) * ~/+%2F \u{4f60}\u{597d} ☕ \"=&\"".into()),
                    page: Some(Page { index: 1, size: 100 }),
                    ..Default::default()
                };
                let id = credentials.access_key_id();
                add(&mut all, &client, &hard, credentials, id);
                add(&mut all, &client, &create(), credentials, id);
                add(&mut all, &client, &template_metric(), credentials, id);
                add(&mut all, &client, &send(), credentials, id);
                add(&mut all, &client, &send_mass(), credentials, id);
                add(&mut all, &client, &GetCallerIdentityRequest {}, credentials, id);
            }
        }
    }
    all
}

fn add<C: Call>(all: &mut Vec<Signed>, client: &Client, request: &C, credentials: &Credentials, id: &str) {
    all.push(asked_of_the_sdk(&client.prepare(request, credentials), id));
}

fn check(program: &Path, arguments: &[&str], folder: &Path) {
    let all = signed();
    let asked: Vec<&Value> = all.iter().map(|(asked, _)| asked).collect();
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(&serde_json::to_vec(&asked).unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{} ended with {}", program.display(), output.status);
    let theirs: Vec<String> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(theirs.len(), all.len());
    for ((asked, ours), theirs) in all.iter().zip(&theirs) {
        assert_eq!(ours, theirs, "{asked}");
    }
    println!("{} requests signed alike by {}", all.len(), program.display());
}

#[test]
fn the_python_sdk_signs_our_requests_alike() {
    let Some(programs) = python_tools() else { return };
    check(&programs.join("python"), &["-c", PYTHON], &programs);
}

#[test]
fn the_node_sdk_signs_our_requests_alike() {
    let Some(folder) = node_tools(&["@alicloud/openapi-util@0.3"]) else { return };
    check(Path::new("node"), &["-e", NODE], &folder);
}
