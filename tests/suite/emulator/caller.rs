//! A client of nothing but bytes: it writes requests to a socket as the tests want them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chatform::context::{Clock, Context, Environment, SeededRandom, Terminal, VirtualClock};
use chatform::emulator::{Emulator, EmulatorConfig};
use chatform::signature::{Pairs, Secret, encode, form, format_time, v1, v3};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub const LIST: &str = "ListChatappTemplate";
pub const DETAIL: &str = "GetChatappTemplateDetail";
pub const CREATE: &str = "CreateChatappTemplate";
pub const MODIFY: &str = "ModifyChatappTemplate";
pub const DELETE: &str = "DeleteChatappTemplate";
pub const FORM_TYPE: &str = "application/x-www-form-urlencoded";

/// An emulator on a clock that only moves when told to.
pub struct Stage {
    pub emulator: Emulator,
    pub clock: Arc<VirtualClock>,
    pub context: Context,
}

/// An emulator without rates, because a virtual clock stands still.
pub fn relaxed() -> EmulatorConfig {
    EmulatorConfig { rates_enforced: false, ..EmulatorConfig::default() }
}

pub fn context() -> (Context, Arc<VirtualClock>) {
    let clock = Arc::new(VirtualClock::at("2026-11-20T12:00:00Z".parse().unwrap()));
    let context = Context {
        clock: Arc::clone(&clock) as Arc<dyn Clock>,
        random: Arc::new(SeededRandom::new(7)),
        environment: Arc::new(Environment::default()),
        terminal: Terminal::default(),
        wire: None,
    };
    (context, clock)
}

impl Stage {
    pub async fn new(config: EmulatorConfig) -> Self {
        let (context, clock) = context();
        Self { emulator: Emulator::start(config, &context).await.unwrap(), clock, context }
    }

    pub fn advance(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// A call signed the current way.
    pub fn call(&self, action: &str) -> Call {
        Call::new(action, &self.context)
    }

    pub async fn send(&self, call: Call) -> Answer {
        call.signed().send(&self.emulator).await
    }

    /// Creates a UTILITY template with a plain body.
    pub async fn create(&self, name: &str, language: &str) -> Answer {
        self.send(self.creation(name, language)).await
    }

    pub fn creation(&self, name: &str, language: &str) -> Call {
        creation(&self.context, name, language)
    }

    pub async fn detail(&self, name: &str, language: &str) -> Answer {
        self.send(self.call(DETAIL).query("TemplateName", name).query("Language", language)).await
    }

    pub fn modification(&self, name: &str, language: &str, text: &str) -> Call {
        self.call(MODIFY)
            .form("TemplateName", name)
            .form("Language", language)
            .form("Components", json!([{ "Type": "BODY", "Text": text }]).to_string())
    }

    /// The audit status of a template as Detail gives it.
    pub async fn status(&self, name: &str, language: &str) -> String {
        self.detail(name, language).await.body["Data"]["AuditStatus"].as_str().unwrap().to_owned()
    }
}

/// The creation of a UTILITY template with a plain body.
pub fn creation(context: &Context, name: &str, language: &str) -> Call {
    let components = json!([{ "Type": "BODY", "Text": "Your order is on its way." }]);
    Call::new(CREATE, context)
        .form("Name", name)
        .form("Language", language)
        .form("Category", "UTILITY")
        .form("TemplateType", "WHATSAPP")
        .form("Components", components.to_string())
}

/// A request, all of it open to change.
#[derive(Clone)]
pub struct Call {
    pub method: String,
    pub path: String,
    pub query: Pairs,
    pub form: Pairs,
    pub headers: Pairs,
    /// The body as it is written; made from `form` when signing.
    pub body: Vec<u8>,
    pub chunked: bool,
    pub target: Option<String>,
    action: String,
    version: String,
    time: jiff::Timestamp,
    nonce: String,
    key: (String, Secret, Option<Secret>),
}

impl Call {
    pub fn new(action: &str, context: &Context) -> Self {
        Self {
            method: "POST".into(),
            path: "/".into(),
            query: Pairs::new(),
            form: Pairs::new(),
            headers: Pairs::new(),
            body: Vec::new(),
            chunked: false,
            target: None,
            action: action.into(),
            version: "2020-06-06".into(),
            time: context.clock.now(),
            nonce: context.random.hex_id(),
            key: ("test-ak-id".into(), Secret::new("test-ak-secret"), None),
        }
    }

    pub fn get(self) -> Self {
        self.method("GET")
    }

    pub fn method(self, method: &str) -> Self {
        Self { method: method.into(), ..self }
    }

    pub fn query(mut self, name: &str, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    pub fn form(mut self, name: &str, value: impl Into<String>) -> Self {
        self.form.push((name.into(), value.into()));
        self
    }

    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub fn at(self, time: jiff::Timestamp) -> Self {
        Self { time, ..self }
    }

    pub fn version(self, version: &str) -> Self {
        Self { version: version.into(), ..self }
    }

    pub fn nonce(self, nonce: &str) -> Self {
        Self { nonce: nonce.into(), ..self }
    }

    pub fn key(self, id: &str, secret: &str, token: Option<&str>) -> Self {
        Self { key: (id.into(), Secret::new(secret), token.map(Secret::new)), ..self }
    }

    /// Makes the body and signs everything the current way (V3).
    pub fn signed(mut self) -> Self {
        self.make_body();
        let (id, secret, token) = self.key.clone();
        let call = v3::Call {
            action: &self.action,
            version: &self.version,
            time: self.time,
            nonce: &self.nonce,
            body: &self.body,
            temporary: token.as_ref().map(|token| (id.as_str(), token)),
        };
        let mut headers = v3::call_headers(&call);
        headers.push(("host".into(), "emulator.test".into()));
        headers.append(&mut self.headers);
        self.headers = headers;
        let signed: Pairs = self
            .headers
            .iter()
            .filter(|(n, _)| n.starts_with("x-acs-") || n == "host" || n == "content-type")
            .cloned()
            .collect();
        let parts = v3::Parts {
            method: &self.method,
            path: "/",
            query: &self.query,
            headers: &signed,
            payload_hash: &v3::payload_hash(&self.body),
        };
        let authorization = v3::authorize(&parts, &id, &secret).to_string();
        self.header("Authorization", authorization)
    }

    /// The parameters of V1, put where the caller has put its own: `in_form` for everything in the form.
    pub fn signed_v1(mut self, in_form: bool) -> Self {
        let (id, secret, token) = self.key.clone();
        let signer = v1::Signer { access_key_id: &id, secret: &secret, security_token: token.as_ref() };
        let common = v1::common_parameters(&signer, &self.action, &self.version, self.time, &self.nonce);
        if in_form {
            self.form.extend(common)
        } else {
            self.query.extend(common)
        }
        let to_sign = v1::string_to_sign(&self.method, &v1::canonical_query(&self.query, &self.form));
        let signature = (v1::PARAMETER.to_owned(), v1::signature(&to_sign, &secret));
        if in_form {
            self.form.push(signature)
        } else {
            self.query.push(signature)
        }
        self.make_body();
        self.header("host", "emulator.test")
    }

    /// As it is, without a signature.
    pub fn unsigned(mut self) -> Self {
        self.make_body();
        self.header("host", "emulator.test")
    }

    fn make_body(&mut self) {
        if self.form.is_empty() {
            return;
        }
        self.body = form(&self.form).into_bytes();
        if self.headers.iter().all(|(name, _)| name != "content-type") {
            self.headers.push(("content-type".into(), FORM_TYPE.into()));
        }
    }

    /// The bytes of the request.
    pub fn bytes(&self) -> Vec<u8> {
        let target = self.target.clone().unwrap_or_else(|| match form(&self.query).as_str() {
            "" => self.path.clone(),
            query => format!("{}?{query}", self.path),
        });
        let mut head = format!("{} {target} HTTP/1.1\r\nconnection: close\r\n", self.method);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let body = if self.chunked {
            head.push_str("transfer-encoding: chunked\r\n\r\n");
            chunks(&self.body)
        } else {
            head.push_str(&format!("content-length: {}\r\n\r\n", self.body.len()));
            self.body.clone()
        };
        [head.into_bytes(), body].concat()
    }

    pub async fn send(&self, emulator: &Emulator) -> Answer {
        self.try_send(emulator).await.unwrap()
    }

    /// The answer of an emulator that runs as its own process.
    pub async fn send_to(&self, address: SocketAddr) -> std::io::Result<Answer> {
        Answer::read(&exchange_at(address, &self.bytes()).await?)
    }

    /// The answer, or what became of the connection.
    pub async fn try_send(&self, emulator: &Emulator) -> std::io::Result<Answer> {
        Answer::read(&exchange(emulator, &self.bytes()).await?)
    }
}

/// Writes bytes and reads until the other end closes.
pub async fn exchange(emulator: &Emulator, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    exchange_at(emulator.address(), bytes).await
}

pub async fn exchange_at(address: SocketAddr, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(bytes).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(answer)
}

fn chunks(body: &[u8]) -> Vec<u8> {
    let mut written = Vec::new();
    for chunk in body.chunks(7) {
        written.extend(format!("{:x}\r\n", chunk.len()).into_bytes());
        written.extend(chunk);
        written.extend(b"\r\n");
    }
    written.extend(b"0\r\n\r\n");
    written
}

/// An answer, read.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Pairs,
    pub body: Value,
    pub text: String,
}

impl Answer {
    pub fn read(bytes: &[u8]) -> std::io::Result<Self> {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        };
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Pairs = lines
            .map(|line| line.split_once(": ").unwrap())
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let length: usize = headers.iter().find(|(name, _)| name == "content-length").unwrap().1.parse().unwrap();
        if body.len() != length && !body.is_empty() {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let body = body.to_owned();
        Ok(Self { status, headers, body: serde_json::from_str(&body).unwrap_or(Value::Null), text: body })
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn code(&self) -> &str {
        self.body["Code"].as_str().unwrap_or_default()
    }

    pub fn message(&self) -> &str {
        self.body["Message"].as_str().unwrap_or_default()
    }

    /// The answer of a request that went well.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert_eq!((self.status, self.code()), (200, "OK"), "{}", self.body);
        self.body
    }

    /// Status and code of a refusal.
    pub fn refusal(&self) -> (u16, &str) {
        (self.status, self.code())
    }
}

/// A time so many seconds from another, as requests write it.
pub fn shifted(time: jiff::Timestamp, seconds: i64) -> String {
    format_time(time + jiff::SignedDuration::from_secs(seconds))
}

/// One value percent-encoded, as the strict SDKs do it.
pub fn encoded(value: &str) -> String {
    encode(value)
}
