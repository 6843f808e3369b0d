//! "Did it arrive?": the outcome of an import for each way it can go.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use wiremock::matchers::{body_string, header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::platform::http::DayUsedUp;
use crate::platform::testing::*;
use crate::platform::*;

const BODY: &str = r#"{"locationId":"l1","products":[]}"#;

fn request() -> ImportRequest {
    ImportRequest::new(BODY.into())
}

async fn server(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/courses/courses-exporter/public/import"))
        .and(header("Authorization", format!("Bearer {TOKEN}").as_str()))
        .and(header("Version", "2021-07-28"))
        .and(header("Content-Type", "application/json"))
        .and(header("Content-Length", BODY.len().to_string().as_str()))
        .and(body_string(BODY))
        .respond_with(answer)
        .mount(&server)
        .await;
    server
}

/// Imports once: the outcome, and the number of requests.
async fn check(answer: ResponseTemplate) -> (Result<Started, SendError>, usize) {
    let server = server(answer).await;
    let outcome = import(&client(&server.uri()), &request(), &|_| {}).await;
    (outcome, server.received_requests().await.unwrap().len())
}

fn started(course_id: Option<&str>, url: Option<&str>) -> Started {
    Started { course_id: course_id.map(Into::into), url: url.map(Into::into), trace_id: None }
}

#[tokio::test]
async fn the_answer_may_name_the_course() {
    let answer = json!({
        "message": "Migration for courses started", "note": "", "traceId": "t-9",
        "processingCourses": [{"id": "c1", "title": "T", "url": "https://app.example/c1"}],
    });
    let (outcome, requests) = check(ResponseTemplate::new(201).set_body_json(answer)).await;
    let expected =
        Started { trace_id: Some("t-9".into()), ..started(Some("c1"), Some("https://app.example/c1")) };
    assert_eq!((outcome.unwrap(), requests), (expected, 1));
}

#[tokio::test]
async fn the_answer_may_be_empty_or_something_else() {
    let bodies =
        ["", "Created", "{}", "[]", "{\"processingCourses\": []}", "{\"processingCourses\": [{\"id\": 7}]}"];
    for body in bodies {
        let (outcome, requests) = check(ResponseTemplate::new(201).set_body_string(body)).await;
        assert_eq!((outcome.unwrap(), requests), (started(None, None), 1), "{body}");
    }
    let (outcome, _) = check(ResponseTemplate::new(200)).await;
    assert_eq!(outcome.unwrap(), started(None, None));
}

#[tokio::test]
async fn a_page_in_place_of_a_201_leaves_the_outcome_unknown() {
    let (outcome, requests) = check(ResponseTemplate::new(200).set_body_string("<html>Log in</html>")).await;
    assert!(matches!(outcome, Err(SendError::Unknown(_))), "{outcome:?}");
    assert_eq!(requests, 1);
}

#[tokio::test]
async fn a_no_is_a_refusal_with_the_platforms_words() {
    for status in [400, 401, 403, 404, 413, 422] {
        let no = ResponseTemplate::new(status)
            .insert_header("traceId", "t-2")
            .set_body_json(json!({"message": "Invalid Post content type"}));
        let (outcome, requests) = check(no).await;
        let error = outcome.unwrap_err();
        assert!(error.hint().is_some());
        let text = said(&error);
        assert!(text.ends_with(": \"Invalid Post content type\" (trace id t-2)"), "{text}");
        let SendError::Refused(refusal) = error else { panic!("{error:?}") };
        assert_eq!((refusal.status.as_u16(), requests), (status, 1));
    }
}

#[tokio::test]
async fn what_a_gateway_says_leaves_the_outcome_unknown_and_is_not_repeated() {
    for status in [408, 409, 425, 499, 500, 502, 503, 504, 520, 524, 527, 530] {
        let (outcome, requests) =
            check(ResponseTemplate::new(status).insert_header("Retry-After", "0")).await;
        let error = outcome.unwrap_err();
        assert!(matches!(error, SendError::Unknown(_)), "{error:?}");
        assert!(error.hint().unwrap().contains("--forget"));
        assert_eq!(requests, 1);
    }
}

#[tokio::test]
async fn too_many_requests_is_waited_out_and_sent_again() {
    for retry_after in [Some("1"), None] {
        let server = server(ResponseTemplate::new(201)).await;
        let mut busy = ResponseTemplate::new(429);
        if let Some(seconds) = retry_after {
            busy = busy.insert_header("Retry-After", seconds);
        }
        Mock::given(method("POST")).respond_with(busy).up_to_n_times(2).with_priority(1).mount(&server).await;
        assert_eq!(import(&client(&server.uri()), &request(), &|_| {}).await.unwrap(), started(None, None));
        assert_eq!(server.received_requests().await.unwrap().len(), 3);
    }
}

#[tokio::test]
async fn endless_too_many_requests_is_a_refusal_in_the_end() {
    let (outcome, requests) = check(ResponseTemplate::new(429)).await;
    assert!(matches!(outcome, Err(SendError::Refused(_))), "{outcome:?}");
    assert_eq!(requests, 7);
}

/// The used-up day, where that is the reason.
fn day_used_up(error: &SendError) -> Option<DayUsedUp> {
    match error {
        SendError::NotSent(failure) | SendError::Unknown(failure) => failure.problem.day_used_up(),
        SendError::Refused(_) => None,
    }
}

#[tokio::test]
async fn a_used_up_day_ends_at_once_and_says_until_when() {
    let over = ResponseTemplate::new(429).insert_header("X-RateLimit-Daily-Remaining", "0");
    let (outcome, requests) = check(over.clone()).await;
    let error = outcome.unwrap_err();
    assert!(matches!(error, SendError::NotSent(_)), "{error:?}");
    assert_eq!((day_used_up(&error), requests), (Some(DayUsedUp { until: None }), 1));
    assert!(said(&error).ends_with("accepts requests again within 24 hours"), "{}", said(&error));

    let (outcome, _) = check(over.insert_header("Retry-After", "3600")).await;
    let error = outcome.unwrap_err();
    assert!(day_used_up(&error).unwrap().until.is_some());
    assert!(said(&error).contains("accepts requests again after "), "{}", said(&error));
}

#[tokio::test]
async fn the_end_of_a_used_up_day_is_read_in_milliseconds() {
    let over = ResponseTemplate::new(429)
        .insert_header("X-RateLimit-Daily-Remaining", "0")
        .insert_header("X-RateLimit-Daily-Reset", "7200000");
    let (outcome, _) = check(over).await;
    let until = day_used_up(&outcome.unwrap_err()).unwrap().until.unwrap();
    let left = until.duration_since(std::time::SystemTime::now()).unwrap().as_secs();
    assert!((7100..=7200).contains(&left), "{left}");
}

#[tokio::test]
async fn after_the_last_request_of_the_day_nothing_more_is_sent() {
    let server = server(ResponseTemplate::new(201).insert_header("X-RateLimit-Daily-Remaining", "0")).await;
    let client = client(&server.uri());
    import(&client, &request(), &|_| {}).await.unwrap();
    assert!(day_used_up(&import(&client, &request(), &|_| {}).await.unwrap_err()).is_some());
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn without_a_connection_nothing_was_sent_and_it_is_tried_again() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let error = import(&client(&format!("http://127.0.0.1:{port}")), &request(), &|_| {}).await.unwrap_err();
    assert!(matches!(error, SendError::NotSent(_)), "{error:?}");
    let text = said(&error);
    let (why, innermost) = text.rsplit_once("\n  caused by: ").unwrap();
    assert!(why.ends_with("failed\n  caused by: cannot reach the platform"), "{text}");
    assert!(why.starts_with("course not sent\n") && !text.contains(&port.to_string()), "{text}");
    // In the system's own words, which differ.
    assert!(innermost.to_lowercase().contains("refused"), "{text}");
}

#[tokio::test]
async fn a_failed_handshake_is_not_sent() {
    let server = RawServer::start(|connection, _| async move { drop(connection) }).await;
    let base = server.base.replace("http://", "https://");
    let error = import(&client(&base), &request(), &|_| {}).await.unwrap_err();
    assert!(matches!(error, SendError::NotSent(_)), "{error:?}");
    assert_eq!(server.connections(), 7);
}

/// Runs an import against a script, which may be asked for once only; the outcome has to be unknown.
async fn check_unknown<F>(script: fn(Connection) -> F) -> String
where
    F: Future<Output = ()> + Send + 'static,
{
    let server = RawServer::start(move |connection, _| script(connection)).await;
    let error = import(&client(&server.base), &request(), &|_| {}).await.unwrap_err();
    assert!(matches!(error, SendError::Unknown(_)), "{error:?}");
    assert_eq!(server.connections(), 1, "an import that may have arrived is not sent again");
    said(&error)
}

#[tokio::test]
async fn a_connection_cut_before_the_request_is_read_leaves_it_unknown() {
    check_unknown(|mut connection| async move {
        // Sent by the client, though never read as a whole.
        tokio::io::AsyncReadExt::read_u8(&mut connection.0).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_connection_cut_at_once_is_tried_again_only_when_nothing_was_written() {
    let server = RawServer::start(|connection, _| async move { drop(connection) }).await;
    let error = import(&client(&server.base), &request(), &|_| {}).await.unwrap_err();
    // Which of the two it is depends on who was faster; that they agree is what matters.
    match error {
        SendError::NotSent(_) => assert_eq!(server.connections(), 7),
        SendError::Unknown(_) => assert!((1..=7).contains(&server.connections())),
        SendError::Refused(_) => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn a_connection_cut_after_the_request_is_read_leaves_it_unknown() {
    let text = check_unknown(|mut connection| async move {
        connection.request().await;
    })
    .await;
    assert!(text.contains("connection lost before the response was complete"), "{text}");
}

#[tokio::test]
async fn an_answer_that_is_no_http_leaves_it_unknown() {
    check_unknown(|mut connection| async move {
        connection.request().await;
        tokio::io::AsyncWriteExt::write_all(&mut connection.0, b"what?\r\n\r\n").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_yes_that_breaks_off_is_a_yes_when_it_is_a_201() {
    let server = RawServer::start(|mut connection, _| async move {
        connection.request().await;
        let half = b"HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"mess";
        tokio::io::AsyncWriteExt::write_all(&mut connection.0, half).await.unwrap();
    })
    .await;
    assert_eq!(import(&client(&server.base), &request(), &|_| {}).await.unwrap(), started(None, None));
}

#[tokio::test]
async fn imports_do_not_share_a_connection_that_may_be_closing() {
    let server = RawServer::start(|mut connection, _| async move {
        while connection.0.peek(&mut [0]).await.is_ok_and(|count| count > 0) {
            connection.request().await;
            connection.answer("201 Created", "", "").await;
        }
    })
    .await;
    let client = client(&server.base);
    import(&client, &request(), &|_| {}).await.unwrap();
    import(&client, &request(), &|_| {}).await.unwrap();
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_its_host_is_named() {
    let elsewhere = MockServer::start().await;
    for status in [301, 307, 308] {
        let to = format!("{}/import?secret=1", elsewhere.uri());
        let (outcome, requests) =
            check(ResponseTemplate::new(status).insert_header("Location", to.as_str())).await;
        let error = outcome.unwrap_err();
        assert!(matches!(error, SendError::Refused(_)), "{error:?}");
        let text = said(&error);
        let host = elsewhere.address().to_string();
        assert!(text.contains(&format!("a redirect to `{host}`")) && !text.contains("secret"), "{text}");
        assert_eq!(requests, 1);
    }
    for status in [302, 303] {
        let (outcome, _) =
            check(ResponseTemplate::new(status).insert_header("Location", elsewhere.uri().as_str())).await;
        assert!(matches!(outcome, Err(SendError::Unknown(_))), "it may say that it is done: {outcome:?}");
    }
    assert_eq!(elsewhere.received_requests().await.unwrap().len(), 0);
}

#[tokio::test]
async fn an_import_can_run_on_any_thread() {
    let server = server(ResponseTemplate::new(201)).await;
    let client = client(&server.uri());
    tokio::spawn(async move { import(&client, &request(), &|_| {}).await }).await.unwrap().unwrap();
}

/// Gives `old` until it is rejected, then [`TOKEN`].
struct Renewing(AtomicUsize);

impl TokenSource for Renewing {
    fn token(&self) -> Later<'_, Token> {
        let text = if self.0.load(Ordering::SeqCst) == 0 { "old-token" } else { TOKEN };
        Box::pin(async move { Token::new(text) })
    }

    fn rejected<'a>(&'a self, used: &'a Token) -> Later<'a, Option<Token>> {
        assert_eq!(used.expose(), "old-token");
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Token::new(TOKEN).map(Some) })
    }
}

#[tokio::test]
async fn a_token_that_can_be_renewed_is_renewed_once_after_a_401() {
    let server = server(ResponseTemplate::new(201)).await;
    Mock::given(header("Authorization", "Bearer old-token"))
        .respond_with(ResponseTemplate::new(401))
        .expect(1)
        .mount(&server)
        .await;
    let tokens = Arc::new(Renewing(AtomicUsize::new(0)));
    let options = Options { tokens: tokens.clone(), ..options(&server.uri()) };
    import(&Client::new(options).unwrap(), &request(), &|_| {}).await.unwrap();
    assert_eq!(tokens.0.load(Ordering::SeqCst), 1);
}

/// Has no token at all.
struct Empty;

impl TokenSource for Empty {
    fn token(&self) -> Later<'_, Token> {
        let message = "nobody is logged in".to_owned();
        Box::pin(async { Err(TokenError::Unavailable { message, hint: None, source: None }) })
    }

    fn rejected<'a>(&'a self, _: &'a Token) -> Later<'a, Option<Token>> {
        unreachable!("no token was used")
    }
}

#[tokio::test]
async fn without_a_token_nothing_is_sent() {
    let server = server(ResponseTemplate::new(201)).await;
    let client = Client::new(Options { tokens: Arc::new(Empty), ..options(&server.uri()) }).unwrap();
    let error = import(&client, &request(), &|_| {}).await.unwrap_err();
    assert!(matches!(error, SendError::NotSent(_)), "{error:?}");
    assert!(said(&error).ends_with("nobody is logged in"));
    assert_eq!(server.received_requests().await.unwrap().len(), 0);
}
