//! Calls of the newer API, which is another inhabitant of the same house: what a [`Request`] puts on the wire, and
//! when it is sent again.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::platform::http::{ApiVersion, Content, Request, Response};
use crate::platform::testing::*;
use crate::platform::*;

const GET_COURSE: Call = Call { method: "GET", path: "/courses/products/{id}" };
const PUT_COURSE: Call = Call { method: "PUT", path: "/courses/products/{id}" };
const POST_COURSE: Call = Call { method: "POST", path: "/courses/products" };

/// What a server got: each request with its body, and when.
type Received = Arc<Mutex<Vec<(String, String, Instant)>>>;

/// Cuts the connection or answers with a status and headers, one step a request; then says yes.
async fn server(steps: &'static [Option<(&'static str, &'static str)>]) -> (RawServer, Received) {
    let received = Received::default();
    let kept = Arc::clone(&received);
    let server = RawServer::start(move |mut connection, number| {
        let received = Arc::clone(&kept);
        async move {
            let (head, body) = connection.any_request().await;
            received.lock().unwrap().push((head, String::from_utf8(body).unwrap(), Instant::now()));
            match steps.get(number) {
                Some(None) => drop(connection),
                Some(Some((status, headers))) => connection.answer(status, headers, "").await,
                None => connection.answer("200 OK", "Connection: close\r\n", "{\"id\":\"c-1\"}").await,
            }
        }
    })
    .await;
    (server, received)
}

fn read_course() -> Request<'static> {
    Request::new(GET_COURSE)
        .path_value("id", "c/1 ü")
        .query(&[("locationId", "l&1")])
        .version(ApiVersion::V3)
        .accept_json()
}

fn with_title(call: Call) -> Request<'static> {
    Request::new(call)
        .path_value("id", "c-1")
        .version(ApiVersion::V3)
        .body(Body::json(&json!({"title": "Bread"})))
}

fn id(response: Response) -> String {
    let Content::Json(value) = response.content else { panic!("{response:?}") };
    value["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_get_is_sent_again_after_a_503_with_everything_it_had() {
    let (server, received) = server(&[Some(("503 Service Unavailable", "Connection: close\r\n"))]).await;
    let response = client(&server.base).send(read_course()).await.unwrap();
    assert_eq!(id(response), "c-1");
    let received = received.lock().unwrap();
    assert_eq!(received.len(), 2);
    for (head, body, _) in &*received {
        assert!(
            head.starts_with("get /courses/products/c%2f1%20%c3%bc?locationid=l%261 http/1.1\r\n"),
            "{head}"
        );
        for header in ["version: v3", "accept: application/json", &format!("authorization: bearer {TOKEN}")] {
            assert!(head.contains(&format!("\r\n{header}\r\n")), "{head}");
        }
        assert_eq!(body, "");
    }
}

#[tokio::test]
async fn a_put_is_sent_again_whole_after_a_cut() {
    let (server, received) = server(&[None, None]).await;
    let response = client(&server.base).send(with_title(PUT_COURSE)).await.unwrap();
    assert_eq!(id(response), "c-1");
    let received = received.lock().unwrap();
    assert_eq!(received.len(), 3);
    for (head, body, _) in &*received {
        assert!(head.starts_with("put /courses/products/c-1 http/1.1\r\n"), "{head}");
        assert!(
            head.contains("\r\nversion: v3\r\n") && head.contains("\r\ncontent-length: 17\r\n"),
            "{head}"
        );
        assert!(head.contains("\r\ncontent-type: application/json\r\n"), "{head}");
        assert_eq!(body, "{\"title\":\"Bread\"}");
    }
}

#[tokio::test]
async fn a_post_is_not_sent_again_after_a_cut_or_a_server_error() {
    for step in [&[None], &[Some(("503 Service Unavailable", "Retry-After: 0\r\n"))]] {
        let (server, _) = server(step).await;
        let failure = client(&server.base).send(with_title(POST_COURSE)).await.unwrap_err();
        assert_eq!((failure.call, failure.problem.delivery()), (POST_COURSE, Delivery::Maybe), "{failure:?}");
        assert_eq!(server.connections(), 1);
    }
}

#[tokio::test]
async fn a_post_that_says_so_is_sent_again_after_a_cut() {
    let (server, _) = server(&[None]).await;
    client(&server.base).send(with_title(POST_COURSE).idempotent()).await.unwrap();
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_429_is_waited_out_for_as_long_as_it_says_by_every_method() {
    let wait = Duration::from_secs(1);
    for request in [read_course(), with_title(PUT_COURSE), with_title(POST_COURSE)] {
        let (server, received) =
            server(&[Some(("429 Too Many Requests", "Retry-After: 1\r\nConnection: close\r\n"))]).await;
        let retries = Retries { longest: Duration::from_secs(5), ..Retries::at_once() };
        let client = Client::new(Options { retries, ..options(&server.base) }).unwrap();
        client.send(request).await.unwrap();
        let received = received.lock().unwrap();
        let [(_, _, first), (_, _, second)] = received.as_slice() else { panic!("{received:?}") };
        assert!(second.duration_since(*first) >= wait, "{received:?}");
    }
}

#[tokio::test]
async fn a_read_takes_every_answer_and_is_not_repeated() {
    let (server, _) = server(&[Some(("503 Service Unavailable", ""))]).await;
    let response = client(&server.base).read(read_course()).await.unwrap();
    assert_eq!((response.status.as_u16(), server.connections()), (503, 1));
}

#[tokio::test]
async fn a_request_without_a_version_names_none() {
    let (server, received) = server(&[]).await;
    client(&server.base)
        .send(Request::new(Call { method: "DELETE", path: "/courses/products" }))
        .await
        .unwrap();
    let received = received.lock().unwrap();
    let (head, _, _) = &received[0];
    assert!(
        head.starts_with("delete /courses/products http/1.1\r\n") && !head.contains("\r\nversion:"),
        "{head}"
    );
}
