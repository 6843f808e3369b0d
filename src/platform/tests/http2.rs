//! "Did it arrive?" over HTTP/2, where a server can say that it did not process a request.

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::platform::testing::*;
use crate::platform::*;

const PREFACE: usize = 24;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GO_AWAY: u8 = 7;

const NO_ERROR: u32 = 0;
const INTERNAL_ERROR: u32 = 2;
const REFUSED_STREAM: u32 = 7;
const HTTP_1_1_REQUIRED: u32 = 13;

fn frame(kind: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, 0], &stream.to_be_bytes(), payload].concat()
}

fn reset(reason: u32) -> Vec<u8> {
    frame(RST_STREAM, 1, &reason.to_be_bytes())
}

fn go_away(last: u32, reason: u32) -> Vec<u8> {
    frame(GO_AWAY, 0, &[last.to_be_bytes(), reason.to_be_bytes()].concat())
}

/// Reads a whole request.
async fn request(connection: &mut Connection) {
    const END_OF_DATA: [u8; 2] = [0, 1];
    connection.0.read_exact(&mut [0; PREFACE]).await.unwrap();
    connection.0.write_all(&frame(SETTINGS, 0, &[])).await.unwrap();
    loop {
        let mut head = [0; 9];
        connection.0.read_exact(&mut head).await.unwrap();
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        connection.0.read_exact(&mut vec![0; length as usize]).await.unwrap();
        if head[3..5] == END_OF_DATA {
            return;
        }
    }
}

/// Imports once where each request is answered with this frame: the outcome, and the number of connections.
async fn check(answer: Vec<u8>) -> (SendError, usize) {
    let server = RawServer::start(move |mut connection, _| {
        let answer = answer.clone();
        async move {
            request(&mut connection).await;
            connection.0.write_all(&answer).await.unwrap();
            connection.0.shutdown().await.unwrap();
            let _ = connection.0.read_to_end(&mut Vec::new()).await;
        }
    })
    .await;
    let request = ImportRequest::new(br#"{"locationId":"l1"}"#.to_vec());
    let error = import(&client(&server.base).over_http2(), &request, &|_| {}).await.unwrap_err();
    (error, server.connections())
}

#[tokio::test]
async fn a_request_that_was_not_processed_is_sent_again() {
    for answer in [reset(REFUSED_STREAM), go_away(0, NO_ERROR)] {
        let (error, connections) = check(answer).await;
        assert!(matches!(error, SendError::NotSent(_)), "{error:?}");
        assert!(said(&error).contains("the platform did not process the request"), "{}", said(&error));
        assert_eq!(connections, 7);
    }
}

/// Imports where the first connection is told to use HTTP/1.1, and the others get this answer.
async fn over_http1(status: &'static str) -> (Result<Started, SendError>, usize) {
    let server = RawServer::start(move |mut connection, number| async move {
        if number == 0 {
            request(&mut connection).await;
            connection.0.write_all(&reset(HTTP_1_1_REQUIRED)).await.unwrap();
            connection.0.shutdown().await.unwrap();
            let _ = connection.0.read_to_end(&mut Vec::new()).await;
            return;
        }
        let (head, body) = connection.request().await;
        assert!(head.starts_with("post /courses/courses-exporter/public/import http/1.1"), "{head}");
        assert_eq!(body, br#"{"locationId":"l1"}"#);
        connection.answer(status, "", r#"{"processingCourses":[{"id":"c1"}]}"#).await;
    })
    .await;
    let request = ImportRequest::new(br#"{"locationId":"l1"}"#.to_vec());
    let outcome = import(&client(&server.base).over_http2(), &request, &|_| {}).await;
    (outcome, server.connections())
}

#[tokio::test]
async fn a_server_that_wants_http_1_gets_the_request_over_http_1_once() {
    let (outcome, connections) = over_http1("201 Created").await;
    assert_eq!((outcome.unwrap().course_id.as_deref(), connections), (Some("c1"), 2));
    let (outcome, connections) = over_http1("500 Internal Server Error").await;
    assert!(matches!(outcome, Err(SendError::Unknown(_))), "{outcome:?}");
    assert_eq!(connections, 2);
}

#[tokio::test]
async fn every_other_error_leaves_the_outcome_unknown() {
    for answer in
        [reset(INTERNAL_ERROR), reset(NO_ERROR), go_away(1, NO_ERROR), go_away(0, INTERNAL_ERROR), Vec::new()]
    {
        let (error, connections) = check(answer).await;
        assert!(matches!(error, SendError::Unknown(_)), "{error:?}");
        assert_eq!(connections, 1);
    }
}
