//! What `--verbose` may show of a call.
//!
//! Tracing remembers for the whole process which events anybody wants, so this is the only test here that listens.

use std::fmt::Write;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use coursedir::internals::model::CoursePath;
use coursedir::internals::platform::{
    self, BaseUrl, Client, Options, RateLimitOptions, Retries, Source, StaticToken, Token, Upload,
};
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

const TOKEN: &str = "pit-5ecret-t0ken";

/// Keeps every event as text.
struct Log(Arc<Mutex<String>>);

impl tracing::Subscriber for Log {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn event(&self, event: &tracing::Event<'_>) {
        event.record(&mut |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
            writeln!(self.0.lock().unwrap(), "{field}={value:?}").unwrap();
        });
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

#[tokio::test]
async fn the_log_tells_of_each_attempt_but_not_of_the_token() {
    let log = Arc::new(Mutex::new(String::new()));
    let _guard = tracing::subscriber::set_default(Log(Arc::clone(&log)));
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(500).set_body_string(TOKEN).insert_header("traceId", TOKEN);
    Mock::given(method("POST")).respond_with(answer).mount(&server).await;
    platform::upload(&client(&server.uri()), &upload(), &|_| {}, &|_| {}).await.unwrap_err();
    let log = log.lock().unwrap();
    for expected in ["message=sending", "status=500", "message=retrying"] {
        assert!(log.contains(expected), "{log}");
    }
    assert!(!log.contains(TOKEN), "{log}");
}

fn client(base: &str) -> Client {
    let token = StaticToken::new(Token::new(TOKEN).unwrap());
    let options = Options::new(BaseUrl::new(base).unwrap(), Arc::new(token));
    Client::new(Options { rate_limit: RateLimitOptions::unpaced(), retries: Retries::at_once(), ..options })
        .unwrap()
}

fn upload() -> Upload {
    Upload {
        path: CoursePath::root().child("a.pdf"),
        name: "a.pdf".to_owned(),
        content_type: "application/pdf".to_owned(),
        bytes: 1,
        source: Source::Bytes(Bytes::from_static(b"x")),
    }
}
