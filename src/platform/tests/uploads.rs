//! What an upload puts on the wire, and how its answers are read.

use std::sync::Mutex;

use tokio::io::AsyncReadExt;
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::platform::testing::*;
use crate::platform::*;

const YES: &str = r#"{"fileId": "f1", "url": "https://assets.example.com/f1.pdf"}"#;

/// Answers these statuses, one a request; the last is repeated.
async fn server(answers: Vec<ResponseTemplate>) -> MockServer {
    let server = MockServer::start().await;
    let next = Mutex::new(answers.into_iter().peekable());
    Mock::given(method("POST"))
        .and(path("/medias/upload-file"))
        .and(header("Authorization", format!("Bearer {TOKEN}").as_str()))
        .and(header("Version", "2021-07-28"))
        .respond_with(move |_: &wiremock::Request| {
            let mut next = next.lock().unwrap();
            let answer = next.next().unwrap();
            if next.peek().is_none() {
                *next = vec![answer.clone()].into_iter().peekable();
            }
            answer
        })
        .mount(&server)
        .await;
    server
}

fn yes() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_string(YES)
}

/// Uploads once, and gives the outcome in words and the number of requests.
async fn check(answers: Vec<ResponseTemplate>) -> (String, usize) {
    let server = server(answers).await;
    let outcome = upload(&client(&server.uri()), &a_file("a.pdf", b"content"), &|_| {}, &|_| {}).await;
    let text = match outcome {
        Ok(Uploaded { file_id, url }) => format!("{file_id:?} {url}"),
        Err(error) => said(&error),
    };
    (text, server.received_requests().await.unwrap().len())
}

/// The body of the one request, with its boundary replaced.
async fn body_of(server: &MockServer) -> (String, String) {
    let requests = server.received_requests().await.unwrap();
    let [request] = requests.as_slice() else { panic!("one request") };
    let kind = request.headers["content-type"].to_str().unwrap();
    let boundary = kind.split_once("boundary=").unwrap().1;
    let body = String::from_utf8(request.body.clone()).unwrap();
    (kind.replace(boundary, "B"), body.replace(boundary, "B"))
}

#[tokio::test]
async fn the_file_goes_first_then_its_name_and_the_type_is_told() {
    let server = server(vec![yes()]).await;
    let told = Mutex::new(Vec::new());
    let on_progress = |bytes| told.lock().unwrap().push(bytes);
    let file = a_file("week 1 – ü.pdf", b"content");
    let uploaded = upload(&client(&server.uri()), &file, &on_progress, &|_| {}).await.unwrap();
    assert_eq!(
        uploaded,
        Uploaded { file_id: Some("f1".into()), url: "https://assets.example.com/f1.pdf".into() }
    );
    let (kind, body) = body_of(&server).await;
    assert_eq!(kind, "multipart/form-data; boundary=B");
    assert_eq!(
        body,
        "--B\r\n\
         Content-Disposition: form-data; name=\"file\"; filename=\"week 1 – ü.pdf\"\r\n\
         Content-Type: application/pdf\r\n\r\n\
         content\r\n\
         --B\r\n\
         Content-Disposition: form-data; name=\"name\"\r\n\r\n\
         week 1 – ü.pdf\r\n\
         --B--\r\n"
    );
    let request = &server.received_requests().await.unwrap()[0];
    assert_eq!(
        request.headers["user-agent"].to_str().unwrap(),
        concat!("coursedir/", env!("CARGO_PKG_VERSION"))
    );
    assert_eq!(told.lock().unwrap().last(), Some(&7));
}

#[tokio::test]
async fn control_characters_in_a_name_do_not_reach_the_part_header() {
    let server = server(vec![yes()]).await;
    let mut odd = a_file("a\r\nX-Evil: 1\u{7f}.pdf", b"content");
    odd.content_type = "not a type".to_owned();
    upload(&client(&server.uri()), &odd, &|_| {}, &|_| {}).await.unwrap();
    let (_, body) = body_of(&server).await;
    assert!(
        body.contains("filename=\"aX-Evil: 1.pdf\"\r\nContent-Type: application/octet-stream\r\n"),
        "{body}"
    );
}

#[tokio::test]
async fn a_file_on_disk_is_streamed_with_its_length() {
    let server = RawServer::start(|mut connection, _| async move {
        let (head, body) = connection.request().await;
        assert!(!head.contains("transfer-encoding"), "{head}");
        assert!(body.len() > 300_000);
        connection.answer("200 OK", "", YES).await;
    })
    .await;
    let file = tempfile::NamedTempFile::new().unwrap();
    fs_err::write(file.path(), vec![b'x'; 300_000]).unwrap();
    let steps = Mutex::new(Vec::new());
    let on_disk = Upload { bytes: 300_000, source: Source::File(file.path().into()), ..a_file("a.pdf", b"") };
    upload(&client(&server.base), &on_disk, &|bytes| steps.lock().unwrap().push(bytes), &|_| {})
        .await
        .unwrap();
    let steps = steps.into_inner().unwrap();
    assert!(steps.is_sorted() && steps.last() == Some(&300_000), "{steps:?}");
}

#[tokio::test]
async fn a_file_that_is_not_as_long_as_planned_is_not_sent() {
    let server = server(vec![yes()]).await;
    let file = tempfile::NamedTempFile::new().unwrap();
    fs_err::write(file.path(), "four").unwrap();
    for planned in [3, 5] {
        let changed =
            Upload { bytes: planned, source: Source::File(file.path().into()), ..a_file("a.pdf", b"") };
        let error = upload(&client(&server.uri()), &changed, &|_| {}, &|_| {}).await.unwrap_err();
        assert!(matches!(error, UploadError::FileChanged { .. }), "{error:?}");
        assert_eq!(said(&error), "file changed before its upload: `01-intro/a.pdf`");
    }
    assert_eq!(server.received_requests().await.unwrap().len(), 0);
}

/// Starts to upload, changes the file when the server has seen the head, and gives the outcome.
async fn change_on_the_way(change: fn(&fs_err::File)) -> UploadError {
    const LENGTH: u64 = 64 << 20;
    let (head_seen, seen) = tokio::sync::oneshot::channel::<()>();
    let (changed, go_on) = tokio::sync::oneshot::channel::<()>();
    let signals = Mutex::new(Some((head_seen, go_on)));
    let server = RawServer::start(move |mut connection, _| {
        let signals = signals.lock().unwrap().take();
        async move {
            let (head_seen, go_on) = signals.expect("a changed file is not sent again");
            connection.head().await;
            head_seen.send(()).unwrap();
            go_on.await.unwrap();
            let mut bin = vec![0; 1 << 20];
            while connection.0.read(&mut bin).await.is_ok_and(|count| count > 0) {}
        }
    })
    .await;
    let file = tempfile::NamedTempFile::new().unwrap();
    let handle = fs_err::OpenOptions::new().append(true).open(file.path()).unwrap();
    handle.set_len(LENGTH).unwrap();
    let on_disk = Upload { bytes: LENGTH, source: Source::File(file.path().into()), ..a_file("a.mp4", b"") };
    let client = client(&server.base);
    let (outcome, ()) = tokio::join!(upload(&client, &on_disk, &|_| {}, &|_| {}), async {
        seen.await.unwrap();
        change(&handle);
        changed.send(()).unwrap();
    });
    outcome.unwrap_err()
}

#[tokio::test]
async fn a_file_that_grows_on_the_way_is_an_error() {
    let error = change_on_the_way(|file| file.set_len((64 << 20) + 1).unwrap()).await;
    assert!(matches!(error, UploadError::FileChanged { .. }), "{error:?}");
}

#[tokio::test]
async fn a_file_that_shrinks_on_the_way_is_an_error() {
    let error = change_on_the_way(|file| file.set_len((64 << 20) - 1).unwrap()).await;
    assert!(matches!(error, UploadError::FileChanged { .. }), "{error:?}");
}

#[tokio::test]
async fn a_file_that_vanished_is_named_with_its_path() {
    let gone = Upload { source: Source::File("/nowhere/a.pdf".into()), ..a_file("a.pdf", b"x") };
    let error = upload(&client("http://127.0.0.1:1"), &gone, &|_| {}, &|_| {}).await.unwrap_err();
    assert!(matches!(error, UploadError::Unreadable { .. }), "{error:?}");
    assert!(said(&error).starts_with("could not read `01-intro/a.pdf`\n"), "{error}");
}

#[tokio::test]
async fn an_upload_is_repeated_after_a_failure_that_passes() {
    for status in [500, 502, 503, 429, 408] {
        let (text, requests) = check(vec![ResponseTemplate::new(status), yes()]).await;
        assert_eq!(
            (text.as_str(), requests),
            ("Some(\"f1\") https://assets.example.com/f1.pdf", 2),
            "{status}"
        );
    }
}

#[tokio::test]
async fn repeating_ends_after_a_few_times() {
    let (text, requests) = check(vec![ResponseTemplate::new(500).set_body_string("out of order")]).await;
    assert_eq!(requests, 7);
    assert_eq!(
        text,
        "could not upload `01-intro/a.pdf`\n  \
         caused by: the platform answered `POST /medias/upload-file` with 500 Internal Server Error: \"out of order\""
    );
}

#[tokio::test]
async fn what_the_platform_does_not_take_is_a_refusal_with_its_words() {
    for (status, hint) in [(400, ".zip"), (413, "25 MB"), (415, ".zip"), (422, ".zip")] {
        let no = ResponseTemplate::new(status)
            .set_body_json(serde_json::json!({"message": ["too big", "too odd"], "traceId": "t-1"}));
        let server = server(vec![no]).await;
        let error =
            upload(&client(&server.uri()), &a_file("a.pdf", b"x"), &|_| {}, &|_| {}).await.unwrap_err();
        assert!(
            error.is_refusal() && !error.stops_the_run() && error.hint().unwrap().contains(hint),
            "{error:?}"
        );
        assert!(said(&error).ends_with(": \"too big; too odd\" (trace id t-1)"), "{}", said(&error));
        assert_eq!(server.received_requests().await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_refused_token_or_an_unknown_call_stops_the_run() {
    for status in [401, 403, 404] {
        let server = server(vec![ResponseTemplate::new(status)]).await;
        let error =
            upload(&client(&server.uri()), &a_file("a.pdf", b"x"), &|_| {}, &|_| {}).await.unwrap_err();
        assert!(error.stops_the_run() && !error.is_refusal() && error.hint().is_some(), "{error:?}");
        assert_eq!(server.received_requests().await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn an_answer_without_an_address_is_of_no_use() {
    for body in ["hello", "", "[]", "{\"fileId\": \"f1\"}", "{\"url\": \"javascript:1\"}", "{\"url"] {
        let (text, requests) = check(vec![ResponseTemplate::new(200).set_body_string(body)]).await;
        assert_eq!(requests, 1);
        assert!(text.ends_with("unreadable response from the platform (status 200 OK)"), "{text}");
    }
}

#[tokio::test]
async fn a_file_id_is_not_needed() {
    let (text, _) =
        check(vec![ResponseTemplate::new(201).set_body_string("{\"url\": \"https://a.example/b\"}")]).await;
    assert_eq!(text, "None https://a.example/b");
}
