//! The sandbox misbehaving, as it was told to.

use super::*;
use std::time::Instant;

#[tokio::test]
async fn a_status_is_answered_once_and_nothing_is_done() {
    for status in [401, 403, 413, 422, 429, 500, 503] {
        let sandbox = Sandbox::with_faults(&[&format!("import:{status}"), &format!("upload:{status}")]).await;
        let refused = sandbox.import(&body()).await.unwrap();
        assert_eq!(refused.status(), status);
        assert!(refused.headers().get("retry-after").is_none());
        let error: Value = refused.json().await.unwrap();
        assert_eq!(error["statusCode"], json!(status));
        sandbox.running.imports_finished().await;
        assert!(sandbox.running.courses().is_empty(), "{status}");

        let refused = sandbox.upload("v.mp4", "video/mp4", vec![0; 3_000_000]).await.unwrap();
        assert_eq!(refused.status(), status);
        assert!(sandbox.running.media().is_empty(), "{status}");

        assert_eq!(sandbox.import(&body()).await.unwrap().status(), 201);
        assert_eq!(sandbox.upload("v.mp4", "video/mp4", vec![0]).await.unwrap().status(), 200);
    }
}

#[tokio::test]
async fn retry_after_says_how_long_to_wait() {
    let sandbox = Sandbox::with_faults(&["upload:429+retry-after=3"]).await;
    let refused = sandbox.upload("a.txt", "text/plain", vec![1]).await.unwrap();
    assert_eq!(refused.status(), 429);
    assert_eq!(refused.headers()["retry-after"], "3");
}

#[tokio::test]
async fn a_fault_comes_at_its_turn() {
    let sandbox = Sandbox::with_faults(&["upload:500@2x2"]).await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(sandbox.upload("a.txt", "text/plain", vec![1]).await.unwrap().status().as_u16());
    }
    assert_eq!(statuses, [200, 500, 500, 200]);
}

#[tokio::test]
async fn slow_does_the_work_at_once() {
    let sandbox = Sandbox::with_faults(&["import:slow=3600"]).await;
    let body = body();
    let arrived = async {
        while sandbox.running.courses().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::select! {
        _ = sandbox.import(&body) => panic!("the answer came first"),
        () = arrived => {}
    }
}

#[tokio::test]
async fn slow_answers_late() {
    let sandbox = Sandbox::with_faults(&["import:slow=0.4"]).await;
    let started = Instant::now();
    assert_eq!(sandbox.import(&body()).await.unwrap().status(), 201);
    assert!(started.elapsed() >= Duration::from_millis(400));
}

#[tokio::test]
async fn cut_before_closes_the_connection_with_nothing_done_and_nothing_said() {
    let sandbox = Sandbox::with_faults(&["cut-beforex*"]).await;
    assert!(sandbox.import(&body()).await.is_err());
    assert!(sandbox.upload("v.mp4", "video/mp4", vec![0; 3_000_000]).await.is_err());
    assert_eq!(sandbox.raw(&raw_import()).await, "");
    sandbox.running.imports_finished().await;
    assert!(sandbox.running.courses().is_empty());
    assert!(sandbox.running.media().is_empty());
    assert!(sandbox.running.requests().iter().all(|request| request.status.is_none()));
}

#[tokio::test]
async fn cut_after_closes_the_connection_with_everything_done_and_nothing_said() {
    let sandbox = Sandbox::with_faults(&["cut-afterx*"]).await;
    assert!(sandbox.import(&body()).await.is_err());
    assert!(sandbox.upload("v.mp4", "video/mp4", vec![0; 3_000_000]).await.is_err());
    assert_eq!(sandbox.raw(&raw_import()).await, "");
    sandbox.running.imports_finished().await;
    assert_eq!(sandbox.running.courses().len(), 2);
    assert_eq!(sandbox.running.media().len(), 1);
}

#[tokio::test]
async fn the_fault_ends_and_the_next_request_is_answered_on_a_new_connection() {
    let sandbox = Sandbox::with_faults(&["import:cut-before"]).await;
    assert!(sandbox.import(&body()).await.is_err());
    assert_eq!(sandbox.import(&body()).await.unwrap().status(), 201);
}

#[tokio::test]
async fn stopping_does_not_wait_for_a_slow_answer() {
    let sandbox = Sandbox::with_faults(&["slow=3600"]).await;
    let request = tokio::spawn(sandbox.call(Method::POST, IMPORT).json(&body()).send());
    while sandbox.running.requests().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let started = Instant::now();
    sandbox.running.stop().await;
    assert!(started.elapsed() < Duration::from_secs(10));
    let _ = request.await.unwrap();
}

fn raw_import() -> String {
    let body = body().to_string();
    format!(
        "POST {IMPORT} HTTP/1.1\r\nHost: {{host}}\r\nAuthorization: Bearer {TOKEN}\r\nVersion: 2021-07-28\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}
