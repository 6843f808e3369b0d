//! What every call needs, and what every answer carries.

use super::*;

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_call_without_a_token_or_version_gets_the_documented_error() {
    let sandbox = Sandbox::start().await;
    let post = || sandbox.client.post(sandbox.url(IMPORT)).json(&body());
    for (request, message) in [
        (post().header("Version", "2021-07-28"), "Invalid JWT"),
        (post().header("Version", "2021-07-28").header("Authorization", "Bearer "), "Invalid JWT"),
        (post().header("Version", "2021-07-28").header("Authorization", "Basic abc"), "Invalid JWT"),
        (post().bearer_auth(TOKEN), "version header was not found."),
        (post().bearer_auth(TOKEN).header("Version", "2020-01-01"), "version header is invalid"),
    ] {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 401, "{message}");
        let trace = header(&response, "traceId").to_owned();
        assert_eq!(trace.len(), 36, "{message}");
        let error: Value = response.json().await.unwrap();
        assert_eq!(
            error,
            json!({ "statusCode": 401, "message": message, "error": "Unauthorized", "traceId": trace })
        );
    }
    assert!(sandbox.running.courses().is_empty());
}

#[tokio::test]
async fn an_unknown_route_is_404_with_an_empty_body_and_the_usual_headers() {
    let sandbox = Sandbox::start().await;
    for (method, path) in [(Method::GET, "/medias/nothing/here"), (Method::GET, IMPORT), (Method::GET, "/x")]
    {
        let response = sandbox.call(method, path).send().await.unwrap();
        assert_eq!(response.status(), 404, "{path}");
        assert_eq!(header(&response, "traceId").len(), 36, "{path}");
        assert_eq!(header(&response, "x-ratelimit-max"), "100", "{path}");
        assert_eq!(response.text().await.unwrap(), "", "{path}");
    }
    let put = sandbox.call(Method::PUT, "/").send().await.unwrap();
    assert_eq!(put.status(), 404);
    assert_eq!(put.text().await.unwrap(), "");
}

#[tokio::test]
async fn the_rate_headers_count_down_and_then_it_is_429_until_the_interval_ends() {
    let rate = sandbox::Rate { max: 2, interval: Duration::from_secs(3), daily: 50 };
    let sandbox = Sandbox::with(|options| options.rate = rate).await;
    let list = "/medias/files?sortBy=name&sortOrder=asc&type=file&altType=location&altId=l";
    let mut seen = Vec::new();
    for _ in 0..3 {
        let response = sandbox.call(Method::GET, list).send().await.unwrap();
        assert_eq!(header(&response, "X-RateLimit-Limit-Daily"), "50");
        assert_eq!(header(&response, "X-RateLimit-Interval-Milliseconds"), "3000");
        assert_eq!(header(&response, "X-RateLimit-Max"), "2");
        let remaining = header(&response, "X-RateLimit-Remaining").to_owned();
        let daily = header(&response, "X-RateLimit-Daily-Remaining").to_owned();
        seen.push((response.status().as_u16(), remaining, daily));
    }
    let expected = [(200, "1", "49"), (200, "0", "48"), (429, "0", "48")]
        .map(|(s, r, d)| (s, r.to_owned(), d.to_owned()));
    assert_eq!(seen, expected);

    tokio::time::sleep(Duration::from_millis(3050)).await;
    assert_eq!(sandbox.call(Method::GET, list).send().await.unwrap().status(), 200);
    let statuses: Vec<_> = sandbox.running.requests().iter().map(|request| request.status).collect();
    assert_eq!(statuses, [Some(200), Some(200), Some(429), Some(200)]);
}

#[tokio::test]
async fn a_page_of_another_site_cannot_reach_the_sandbox_under_its_own_name() {
    let sandbox = Sandbox::start().await;
    for (host, answered) in [
        ("{host}", true),
        ("evil.example", false),
        ("127.0.0.1", false),
        ("127.0.0.1:1", false),
        ("localhost.evil.example:80", false),
    ] {
        let answer =
            sandbox.raw(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).await;
        let status = if answered { "HTTP/1.1 200" } else { "HTTP/1.1 421" };
        assert!(answer.starts_with(status), "{host}: {answer}");
    }
}

#[tokio::test]
async fn the_token_is_kept_nowhere() {
    let sandbox = Sandbox::start().await;
    sandbox.uploaded("a.txt", "text/plain", b"a").await;
    sandbox.import(&body()).await.unwrap();
    sandbox.running.imports_finished().await;
    let mut folders = vec![data(&sandbox.folder)];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files += 1;
                let text = std::fs::read_to_string(&path).unwrap();
                assert!(!text.contains(TOKEN), "{}", path.display());
            }
        }
    }
    assert_eq!(files, 4, "the file, its record, and the course as it was imported and as it is");
    assert!(!format!("{:?}", sandbox.running).contains(TOKEN));
}

#[tokio::test]
async fn every_supported_version_is_taken() {
    let sandbox = Sandbox::start().await;
    for version in ["2021-07-28", "2021-04-15", "2023-02-21", "v3"] {
        let path = "/medias/files?sortBy=name&sortOrder=asc&type=file&altType=location&altId=sandbox";
        let call = sandbox.client.get(sandbox.url(path)).bearer_auth(TOKEN).header("Version", version);
        assert_eq!(call.send().await.unwrap().status(), 200, "{version}");
    }
}
