//! The object storage that media go to.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chatform::emulator::EmulatorConfig;
use hmac::Hmac;
use serde_json::Value;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use super::caller::{Answer, Stage, exchange, relaxed};

const DATE: &str = "Fri, 20 Nov 2026 12:00:00 GMT";
const BASIC_DATE: &str = "20261120T120000Z";

/// An upload that the tests change at will.
#[derive(Clone)]
struct Upload {
    id: String,
    secret: String,
    token: String,
    bucket: String,
    key: String,
    date: String,
    host_style: bool,
}

impl Upload {
    async fn authorized(stage: &Stage) -> Self {
        let call = stage.call("GetChatappUploadAuthorization").query("CustSpaceId", "cams-1");
        let data = stage.send(call).await.ok()["Data"].clone();
        let text = |name: &str| data[name].as_str().unwrap().to_owned();
        assert_eq!(text("EndPoint"), stage.emulator.endpoint());
        assert!(data["Expire"].is_i64(), "{data}");
        Self {
            id: text("AccessKeyId"),
            secret: text("AccessKeySecret"),
            token: text("SecurityToken"),
            bucket: text("BucketName"),
            key: format!("{}/a box.png", text("Dir")),
            date: DATE.to_owned(),
            host_style: false,
        }
    }

    fn path(&self) -> String {
        let key = self.key.replace(' ', "%20");
        if self.host_style { format!("/{key}") } else { format!("/{}/{key}", self.bucket) }
    }

    fn host(&self) -> String {
        if self.host_style { format!("{}.127.0.0.1", self.bucket) } else { "127.0.0.1".to_owned() }
    }

    /// Signed the old way.
    fn old(&self, body: &str) -> String {
        let to_sign = format!(
            "PUT\n\nimage/png\n{}\nx-oss-object-acl:public-read\nx-oss-security-token:{}\n/{}/{}",
            self.date, self.token, self.bucket, self.key
        );
        let signature = STANDARD.encode(mac::<Hmac<Sha1>>(self.secret.as_bytes(), &to_sign));
        let headers = format!("date: {}\r\nauthorization: OSS {}:{signature}\r\n", self.date, self.id);
        self.request(&headers, body)
    }

    /// Signed the current way.
    fn current(&self, body: &str) -> String {
        let scope = "20261120/ap-southeast-1/oss/aliyun_v4_request";
        let path = format!("/{}/{}", self.bucket, self.key.replace(' ', "%20"));
        let canonical = format!(
            "PUT\n{path}\n\ncontent-type:image/png\nhost:{}\nx-oss-content-sha256:UNSIGNED-PAYLOAD\nx-oss-date:{BASIC_DATE}\n\
             x-oss-object-acl:public-read\nx-oss-security-token:{}\n\nhost\nUNSIGNED-PAYLOAD",
            self.host(),
            self.token
        );
        let hash: String = Sha256::digest(canonical.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        let to_sign = format!("OSS4-HMAC-SHA256\n{BASIC_DATE}\n{scope}\n{hash}");
        let key = format!("aliyun_v4{}", self.secret).into_bytes();
        let key = scope.split('/').fold(key, |key, part| mac::<Hmac<Sha256>>(&key, part));
        let signature: String = mac::<Hmac<Sha256>>(&key, &to_sign).iter().map(|byte| format!("{byte:02x}")).collect();
        let headers = format!(
            "x-oss-date: {BASIC_DATE}\r\nx-oss-content-sha256: UNSIGNED-PAYLOAD\r\nauthorization: OSS4-HMAC-SHA256 \
             Credential={}/{scope}, AdditionalHeaders=host, Signature={signature}\r\n",
            self.id
        );
        self.request(&headers, body)
    }

    fn request(&self, headers: &str, body: &str) -> String {
        format!(
            "PUT {} HTTP/1.1\r\nhost: {}\r\ncontent-type: image/png\r\nx-oss-object-acl: public-read\r\n\
             x-oss-security-token: {}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}",
            self.path(),
            self.host(),
            self.token,
            body.len()
        )
    }
}

fn mac<M: hmac::Mac + hmac::KeyInit>(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = <M as hmac::KeyInit>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

async fn send(stage: &Stage, request: &str) -> Answer {
    Answer::read(&exchange(&stage.emulator, request.as_bytes()).await.unwrap()).unwrap()
}

async fn fetched(stage: &Stage, path: &str) -> Answer {
    send(stage, &format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n")).await
}

#[tokio::test]
async fn an_upload_is_stored_and_served_whichever_way_it_is_signed_and_addressed() {
    let folder = tempfile::tempdir().unwrap();
    for state in [None, Some(folder.path().to_path_buf())] {
        let stage = Stage::new(EmulatorConfig { state, ..relaxed() }).await;
        let upload = Upload::authorized(&stage).await;
        for host_style in [false, true] {
            let upload = Upload { host_style, ..upload.clone() };
            for (body, request) in [("one", upload.old("one")), ("second", upload.current("second"))] {
                let answer = send(&stage, &request).await;
                assert_eq!(answer.status, 200, "{}", answer.text);
                let path = format!("/{}/{}", upload.bucket, upload.key.replace(' ', "%20"));
                let served = fetched(&stage, &path).await;
                assert_eq!((served.text.as_str(), served.header("content-type")), (body, Some("image/png")));
                assert_eq!(served.header("etag"), answer.header("etag"));
            }
        }
    }
}

#[tokio::test]
async fn an_object_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let config = || EmulatorConfig { state: Some(folder.path().to_path_buf()), ..relaxed() };
    let stage = Stage::new(config()).await;
    let upload = Upload::authorized(&stage).await;
    assert_eq!(send(&stage, &upload.old("kept")).await.status, 200);
    drop(stage);
    assert_eq!(fetched(&Stage::new(config()).await, &upload.path()).await.text, "kept");
}

#[tokio::test]
async fn an_upload_that_is_not_allowed_is_refused_in_xml() {
    let stage = Stage::new(relaxed()).await;
    let upload = Upload::authorized(&stage).await;
    let other = |change: &dyn Fn(&mut Upload)| {
        let mut upload = upload.clone();
        change(&mut upload);
        upload
    };
    let wrong_secret = other(&|upload| upload.secret = "wrong".to_owned());
    let changed = upload.old("x").replace("image/png", "image/gif");
    let changed_current = upload.current("x").replace("public-read", "private");
    for (request, status, code) in [
        (wrong_secret.old("x"), 403, "SignatureDoesNotMatch"),
        (wrong_secret.current("x"), 403, "SignatureDoesNotMatch"),
        (changed, 403, "SignatureDoesNotMatch"),
        (changed_current, 403, "SignatureDoesNotMatch"),
        (other(&|u| u.key = "cams/cams-2/a.png".to_owned()).old("x"), 403, "AccessDenied"),
        (other(&|u| u.bucket = "other".to_owned()).old("x"), 404, "NoSuchBucket"),
        (other(&|u| u.date = "Fri, 20 Nov 2026 11:00:00 GMT".to_owned()).old("x"), 403, "RequestTimeTooSkewed"),
        (other(&|u| u.token.push('x')).old("x"), 403, "InvalidSecurityToken"),
        (other(&|u| u.id = "nobody".to_owned()).old("x"), 403, "InvalidAccessKeyId"),
    ] {
        let answer = send(&stage, &request).await;
        assert_eq!(answer.status, status, "{}", answer.text);
        assert!(answer.text.contains(&format!("<Code>{code}</Code>")), "{code}: {}", answer.text);
        assert_eq!(answer.body, Value::Null, "it is XML");
    }
    let missing = fetched(&stage, &upload.path()).await;
    assert_eq!(missing.status, 404);
    assert!(missing.text.contains("NoSuchKey"), "{}", missing.text);
    let unsigned =
        format!("PUT {} HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", upload.path());
    assert!(send(&stage, &unsigned).await.text.contains("AccessDenied"));
}

#[tokio::test]
async fn an_authorization_ends_after_an_hour() {
    let stage = Stage::new(relaxed()).await;
    let upload = Upload::authorized(&stage).await;
    stage.advance(3600);
    let late = Upload { date: "Fri, 20 Nov 2026 13:00:00 GMT".to_owned(), ..upload };
    let answer = send(&stage, &late.old("x")).await;
    assert!(answer.text.contains("SecurityTokenExpired"), "{}", answer.text);
}
