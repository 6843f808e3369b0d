//! Stalls, and answers that come while the body is still being sent.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::AsyncWriteExt;

use crate::platform::testing::*;
use crate::platform::*;

/// More than the system's buffers hold, so that sending really stops.
const LENGTH: u64 = 64 << 20;

/// How long the server waits before it closes, so that a busy machine's client can read the answer.
const LINGERING: Duration = Duration::from_secs(1);

fn big() -> (tempfile::NamedTempFile, Upload) {
    let file = tempfile::NamedTempFile::new().unwrap();
    file.as_file().set_len(LENGTH).unwrap();
    let source = Source::File(file.path().into());
    (file, Upload { bytes: LENGTH, source, ..a_file("a.mp4", b"") })
}

/// Keeps the connection open and does nothing.
async fn sleep_for_good() {
    std::future::pending::<()>().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_early_413_is_reported_as_such_while_the_body_is_still_being_sent() {
    let server = RawServer::start(|mut connection, _| async move {
        connection.head().await;
        connection
            .answer("413 Payload Too Large", "Connection: close\r\n", "{\"message\": \"too large\"}")
            .await;
        // Servers linger before they close: a reset destroys an answer that is not read yet.
        tokio::time::sleep(LINGERING).await;
        // Closed with unread bytes: the client's writes end in a reset.
    })
    .await;
    let (_file, movie) = big();
    let error = upload(&client(&server.base), &movie, &|_| {}, &|_| {}).await.unwrap_err();
    assert!(error.is_refusal(), "{error:?}");
    assert!(said(&error).contains("413 Payload Too Large: \"too large\""), "{}", said(&error));
}

#[tokio::test]
async fn an_early_413_is_reported_when_the_server_reads_no_further() {
    let server = RawServer::start(|mut connection, _| async move {
        connection.head().await;
        connection.answer("413 Payload Too Large", "", "").await;
        sleep_for_good().await;
    })
    .await;
    let (_file, movie) = big();
    let error = upload(&client(&server.base), &movie, &|_| {}, &|_| {}).await.unwrap_err();
    assert!(error.is_refusal(), "{error:?}");
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn an_upload_that_stops_moving_is_given_up() {
    let server = RawServer::start(|mut connection, _| async move {
        connection.head().await;
        sleep_for_good().await;
    })
    .await;
    let (_file, movie) = big();
    let most = AtomicU64::new(0);
    let on_progress = |bytes| {
        most.fetch_max(bytes, Ordering::SeqCst);
    };
    let error = upload(&impatient(&server.base), &movie, &on_progress, &|_| {}).await.unwrap_err();
    assert!(said(&error).ends_with("timed out after 0.1 seconds without progress"), "{}", said(&error));
    assert!((1..LENGTH).contains(&most.into_inner()));
    assert_eq!(server.connections(), 2, "an upload may be repeated");
}

#[tokio::test]
async fn an_import_that_is_not_answered_is_unknown_and_not_sent_again() {
    let server = RawServer::start(|mut connection, _| async move {
        connection.request().await;
        sleep_for_good().await;
    })
    .await;
    let error =
        import(&impatient(&server.base), &ImportRequest::new(b"{}".into()), &|_| {}).await.unwrap_err();
    assert!(matches!(error, SendError::Unknown(_)), "{error:?}");
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn an_answer_that_stops_in_the_middle_is_given_up() {
    let server = RawServer::start(|mut connection, _| async move {
        connection.request().await;
        connection.0.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{").await.unwrap();
        sleep_for_good().await;
    })
    .await;
    let error =
        import(&impatient(&server.base), &ImportRequest::new(b"{}".into()), &|_| {}).await.unwrap_err();
    assert!(matches!(error, SendError::Unknown(_)), "{error:?}");
}

#[tokio::test]
async fn an_upload_is_repeated_whole_after_a_cut() {
    let server = RawServer::start(|mut connection, number| async move {
        match number {
            0 => drop(connection),
            1 => {
                connection.request().await;
            }
            _ => {
                let (_, body) = connection.request().await;
                assert!(String::from_utf8(body).unwrap().contains("the content"));
                connection.answer("200 OK", "", "{\"url\": \"https://a.example/b\"}").await;
            }
        }
    })
    .await;
    upload(&client(&server.base), &a_file("a.pdf", b"the content"), &|_| {}, &|_| {}).await.unwrap();
    assert_eq!(server.connections(), 3);
}
