//! A platform without the newer calls.

use super::*;

#[tokio::test]
async fn a_platform_without_the_calls_answers_as_it_was_seen_to() {
    for (reading, status, is_empty) in
        [("v3=404", 404, true), ("v3=401", 401, false), ("v3=403", 403, false), ("v3=page", 200, false)]
    {
        let portal = Portal::with(reading).await;
        for (method, path, body) in [
            ("GET", "?limit=1", None),
            ("POST", "", Some(json!({ "title": "T" }))),
            ("DELETE", &*format!("/{}", portal.course), None),
        ] {
            let (own, answer) = portal.call(method, path, body).await;
            assert_eq!((own, answer == json!("")), (status, is_empty), "{reading} {method}: {answer}");
        }
        portal.sandbox.running.set_readings("".parse().unwrap());
        assert_eq!(portal.lessons().await.len(), 4, "{reading}: nothing was done");
    }
}
