//! Looks at addresses, and what a server may do with the token it was sent.

use std::sync::Arc;

use serde_json::json;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::platform::testing::*;
use crate::platform::*;

#[tokio::test]
async fn only_404_and_410_say_that_a_file_is_gone() {
    let server = MockServer::start().await;
    for status in [200, 302, 403, 404, 405, 410, 500] {
        Mock::given(method("HEAD"))
            .and(path(format!("/{status}")))
            .respond_with(ResponseTemplate::new(status).insert_header("Location", "/404"))
            .mount(&server)
            .await;
    }
    // Another host than the API's.
    let client = client("http://127.0.0.1:1");
    for (status, expected) in [
        (200, Alive::Yes),
        (302, Alive::Yes),
        (403, Alive::Yes),
        (404, Alive::Gone),
        (405, Alive::Yes),
        (410, Alive::Gone),
        (500, Alive::Yes),
    ] {
        assert_eq!(is_alive(&client, &format!("{}/{status}", server.uri())).await, expected, "{status}");
    }
    assert_eq!(is_alive(&client, "http://127.0.0.1:1/x").await, Alive::Unknown);
    assert_eq!(is_alive(&client, "upload://a.png").await, Alive::Gone);
    for request in server.received_requests().await.unwrap() {
        let headers = format!("{:?}", request.headers).to_lowercase();
        assert!(!headers.contains("authorization") && !headers.contains(TOKEN), "{headers}");
    }
}

#[tokio::test]
async fn a_look_at_a_silent_server_ends() {
    let server = RawServer::start(|_connection, _| std::future::pending()).await;
    let timeouts = Timeouts::both(std::time::Duration::from_millis(50));
    let client = Client::new(Options { timeouts, ..options(&server.base) }).unwrap();
    assert_eq!(is_alive(&client, &server.base).await, Alive::Unknown);
}

#[tokio::test]
async fn a_token_that_the_server_repeats_is_shown_nowhere() {
    let server = MockServer::start().await;
    let echo = json!({
        "message": [format!("no access for {TOKEN}"), format!("{TOKEN}")],
        "traceId": format!("t-{TOKEN}"),
    });
    for status in [400, 401, 422, 500] {
        server.reset().await;
        let answer = ResponseTemplate::new(status).set_body_json(&echo);
        Mock::given(method("POST")).respond_with(answer).mount(&server).await;
        let client = client(&server.uri());
        let error = import(&client, &ImportRequest::new(b"{}".into()), &|_| {}).await.unwrap_err();
        assert!(said(&error).contains("no access for [token]; [token]"), "{}", said(&error));
        said(&upload(&client, &a_file("a.pdf", b"x"), &|_| {}, &|_| {}).await.unwrap_err());
    }
    server.reset().await;
    let to = format!("http://{TOKEN}.example.com/{TOKEN}");
    let answer = ResponseTemplate::new(302).insert_header("Location", to.as_str());
    Mock::given(method("POST")).respond_with(answer).mount(&server).await;
    said(&import(&client(&server.uri()), &ImportRequest::new(b"{}".into()), &|_| {}).await.unwrap_err());
}

#[tokio::test]
async fn workers_can_share_a_client() {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(200).set_body_string("{\"url\": \"https://a.example/b\"}");
    Mock::given(method("POST")).respond_with(answer).expect(8).mount(&server).await;
    let client = Arc::new(client(&server.uri()));
    let workers: Vec<_> = (0..8)
        .map(|_| {
            let client = Arc::clone(&client);
            tokio::spawn(async move { upload(&client, &a_file("a.pdf", b"x"), &|_| {}, &|_| {}).await })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap().unwrap();
    }
}
