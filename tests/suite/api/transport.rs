//! The transport by itself: caps, redirects, and what is told apart.

use std::time::Duration;

use chatform::http::{HttpError, Limits, Origin, Request, Transport};

use crate::support::{RawServer, Reply, json_answer};

async fn send(server: &RawServer, limits: Limits) -> Result<chatform::http::Answer, HttpError> {
    let origin = Origin::parse(server.endpoint()).unwrap();
    let headers = [("host".to_owned(), origin.host())];
    let request = Request {
        origin: &origin,
        method: "POST",
        path: "/",
        query: "a=b%20c",
        headers: &headers,
        body: b"x=y".to_vec(),
    };
    Transport::new(limits).send(request).await
}

#[tokio::test]
async fn a_request_arrives_as_it_was_given() {
    let server = RawServer::start(vec![json_answer(418, &["X-Acs-Trace-Id: t"], "{}")]);
    let answer = send(&server, Limits::default()).await.unwrap();
    assert_eq!((answer.status, answer.header("x-acs-trace-id"), &*answer.body), (418, Some("t"), &b"{}"[..]));
    let received = server.received();
    assert_eq!(received[0].request_line, "POST /?a=b%20c HTTP/1.1");
    assert_eq!(received[0].body, "x=y");
    assert_eq!(received[0].headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("host")).count(), 1);
    assert_eq!(received[0].header("referer").or(received[0].header("user-agent")), None);
}

#[tokio::test]
async fn an_answer_on_the_cap_is_read_and_one_over_it_is_not() {
    let limits = Limits { answer: 1000, ..Limits::default() };
    let server = RawServer::start(vec![json_answer(200, &[], &"x".repeat(1000))]);
    assert_eq!(send(&server, limits).await.unwrap().body.len(), 1000);
    let server = RawServer::start(vec![json_answer(200, &[], &"x".repeat(1001))]);
    assert!(matches!(send(&server, limits).await, Err(HttpError::TooLarge { limit: 1000, .. })));
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned();
    let endless = chunked + &format!("100\r\n{}\r\n", "x".repeat(256)).repeat(40);
    let server = RawServer::start(vec![Reply::Bytes(endless.into_bytes())]);
    assert!(matches!(send(&server, limits).await, Err(HttpError::TooLarge { .. })));
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_not_followed() {
    let elsewhere = RawServer::start(vec![json_answer(200, &[], "{}")]);
    let location = format!("Location: {}", elsewhere.endpoint());
    let server = RawServer::start(vec![json_answer(307, &[&location], "{}")]);
    assert_eq!(send(&server, Limits::default()).await.unwrap().status, 307);
    assert_eq!(elsewhere.received().len(), 0);
}

#[tokio::test]
async fn silence_and_hanging_up_are_lost_answers() {
    let limits = Limits { read: Duration::from_millis(100), ..Limits::default() };
    for reply in [Reply::Silence, Reply::HangUp] {
        let server = RawServer::start(vec![reply]);
        assert!(matches!(send(&server, limits).await, Err(HttpError::Lost { .. })));
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn a_header_that_is_none_is_not_sent() {
    let origin = Origin::parse("http://127.0.0.1:9").unwrap();
    for (name, value) in [("x-acs-a", "line\nbreak"), ("bad name", "x")] {
        let headers = [(name.to_owned(), value.to_owned())];
        let request =
            Request { origin: &origin, method: "POST", path: "/", query: "", headers: &headers, body: Vec::new() };
        assert!(matches!(Transport::default().send(request).await, Err(HttpError::Unsendable { .. })));
    }
}

#[tokio::test]
async fn a_failed_tls_handshake_is_a_failed_connection() {
    let plain = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = Origin::parse(&format!("https://{}", plain.local_addr().unwrap())).unwrap();
    let thread = std::thread::spawn(move || drop(plain.accept().unwrap()));
    let request = Request { origin: &origin, method: "POST", path: "/", query: "", headers: &[], body: Vec::new() };
    let failed = Transport::default().send(request).await;
    assert!(matches!(failed, Err(HttpError::Connect { .. })), "{failed:?}");
    thread.join().unwrap();
}
