//! What holds for every call: headers, scopes, the location, ids, the rate limit.

use super::*;

/// Method, path below a course, and scope, for each call of the reference's index.
const INDEX: &[(&str, &str, &str)] = &[
    ("GET", "", "courses.readonly"),
    ("PUT", "", "courses.write"),
    ("DELETE", "", "courses.write"),
    ("GET", "/categories", "courses.readonly"),
    ("POST", "/categories", "courses.write"),
    ("PUT", "/categories/sequence", "courses.write"),
    ("GET", "/categories/ID", "courses.readonly"),
    ("PUT", "/categories/ID", "courses.write"),
    ("DELETE", "/categories/ID", "courses.write"),
    ("GET", "/lessons", "courses.readonly"),
    ("POST", "/lessons", "courses.write"),
    ("GET", "/lessons/ID", "courses.readonly"),
    ("PUT", "/lessons/ID", "courses.write"),
    ("DELETE", "/lessons/ID", "courses.write"),
    ("PUT", "/categories/ID/lessons/sequence", "courses.write"),
    ("GET", "/lessons/ID/quiz", "courses.readonly"),
    ("POST", "/lessons/ID/quiz", "courses.write"),
    ("PUT", "/quizzes/ID", "courses.write"),
    ("DELETE", "/quizzes/ID", "courses.write"),
    ("GET", "/quizzes/ID/questions", "courses.readonly"),
    ("PUT", "/quizzes/ID/questions", "courses.write"),
    ("GET", "/lessons/ID/assignment", "courses.readonly"),
    ("POST", "/lessons/ID/assignment", "courses.write"),
    ("PUT", "/assignments/ID", "courses.write"),
    ("DELETE", "/assignments/ID", "courses.write"),
];

/// Every call, those on the list of courses included: method, path, scope.
fn every_call(course: &str) -> Vec<(&'static str, String, &'static str)> {
    let below = INDEX.iter().map(|(method, path, scope)| {
        (*method, format!("{COURSES}/{course}{}", path.replace("ID", NOWHERE)), *scope)
    });
    let all = [("GET", "courses.readonly"), ("POST", "courses.write")];
    all.iter().map(|(method, scope)| (*method, COURSES.to_owned(), *scope)).chain(below).collect()
}

fn request(portal: &Portal, method: &str, path: &str) -> RequestBuilder {
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let has_body = matches!(method, Method::POST | Method::PUT);
    let request = portal.sandbox.client.request(method, portal.sandbox.url(path));
    if has_body { request.json(&json!({})) } else { request }
}

/// A token of the location `sandbox` with only this scope.
async fn token_with(sandbox: &Sandbox, scope: &str) -> String {
    let may = format!("may:{scope}");
    let fields = [
        ("response_type", "code"),
        ("client_id", "app"),
        ("redirect_uri", "https://app.example/back"),
        ("scope", "courses.readonly courses.write"),
        ("location", "sandbox"),
        (may.as_str(), "on"),
        ("decision", "allow"),
    ];
    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let request = client.post(sandbox.url("/oauth/chooselocation"));
    let fields = fields.map(|(name, value)| (name, value.to_owned()));
    let answer = with_form(request, &fields).send().await.unwrap();
    let back = url::Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap();
    let code = back.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
    let exchange = json!({
        "clientId": "app", "clientSecret": "secret", "grantType": "authorization_code", "code": code,
        "redirectUri": "https://app.example/back",
    });
    let call = client.post(sandbox.url("/oauth/token")).header("Version", "v3").json(&exchange);
    let answer: Value = call.send().await.unwrap().json().await.unwrap();
    answer["accessToken"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

#[tokio::test]
async fn every_call_wants_a_token_the_version_and_the_location() {
    let portal = Portal::start().await;
    for (method, path, _) in every_call(&portal.course) {
        let there = format!("{path}?locationId=loc");
        let ask = || request(&portal, method, &there);
        for (request, status, message) in [
            (ask().header("Version", "v3"), 401, json!("Invalid JWT")),
            (ask().bearer_auth(TOKEN), 401, json!("version header was not found.")),
            (
                ask().bearer_auth(TOKEN).header("Version", "2021-07-28"),
                401,
                json!("version header is invalid"),
            ),
            (
                request(&portal, method, &path).bearer_auth(TOKEN).header("Version", "v3"),
                422,
                json!(["locationId should not be empty"]),
            ),
            (
                request(&portal, method, &format!("{there}&extra=1"))
                    .bearer_auth(TOKEN)
                    .header("Version", "v3"),
                422,
                json!(["extra should not exist"]),
            ),
        ] {
            let response = request.send().await.unwrap();
            assert_eq!(response.status(), status, "{method} {path}");
            let answer: Value = response.json().await.unwrap();
            assert_eq!(answer["message"], message, "{method} {path}");
        }
    }
    assert_eq!(portal.lessons().await.len(), 4);
}

#[tokio::test]
async fn a_course_is_found_only_in_its_location_and_ids_are_uuids() {
    let portal = Portal::start().await;
    for (method, path, _) in every_call(&portal.course).into_iter().skip(2) {
        let ask = |path: String| request(&portal, method, &path).bearer_auth(TOKEN).header("Version", "v3");
        let elsewhere = ask(format!("{path}?locationId=other")).send().await.unwrap();
        assert_eq!(elsewhere.status(), 404, "{method} {path}");
        let answer: Value = elsewhere.json().await.unwrap();
        assert_eq!(answer["message"], "Course not found", "{method} {path}");
        let path = path.replace(&portal.course, "1");
        let answer: Value = ask(format!("{path}?locationId=loc")).send().await.unwrap().json().await.unwrap();
        assert_eq!(answer["message"], json!(["productId must be a UUID"]), "{method} {path}");
    }
}

#[tokio::test]
async fn each_call_needs_its_own_scope() {
    let portal = Portal::start().await;
    for scope in ["courses.readonly", "courses.write"] {
        let token = token_with(&portal.sandbox, scope).await;
        for (method, path, needed) in every_call(&portal.course) {
            let path = format!("{path}?locationId=sandbox");
            let request = request(&portal, method, &path).bearer_auth(&token).header("Version", "v3");
            let response = request.send().await.unwrap();
            let status = response.status().as_u16();
            assert_eq!(status == 401, needed != scope, "{method} {path} with {scope}: {status}");
            let elsewhere = path.replace("=sandbox", "=loc");
            let request = self::request(&portal, method, &elsewhere).bearer_auth(&token);
            let status = request.header("Version", "v3").send().await.unwrap().status();
            assert_eq!(status, if needed == scope { 403 } else { 401 }, "{method} {path}: another location");
        }
    }
}

#[tokio::test]
async fn a_method_or_path_that_is_not_documented_is_404_with_an_empty_body() {
    let portal = Portal::start().await;
    for (method, path) in [
        ("PATCH", format!("/{}", portal.course)),
        ("PUT", String::new()),
        ("GET", format!("/{}/categories/sequence", portal.course)),
        ("GET", format!("/{}/quizzes/{NOWHERE}", portal.course)),
        ("POST", format!("/{}/lessons/{NOWHERE}", portal.course)),
    ] {
        assert_eq!(portal.call(method, &path, None).await, (404, json!("")), "{method} {path}");
    }
}

#[tokio::test]
async fn the_rate_limit_counts_these_calls_too() {
    let rate = sandbox::Rate { max: 2, interval: Duration::from_mins(10), daily: 50 };
    let sandbox = Sandbox::with(|options| options.rate = rate).await;
    let portal = Portal { sandbox, course: NOWHERE.to_owned() };
    let mut statuses = Vec::new();
    for _ in 0..3 {
        let (status, headers, _) = portal.full_call("GET", "", None).await;
        statuses.push((status, headers["x-ratelimit-remaining"].to_str().unwrap().to_owned()));
    }
    assert_eq!(statuses, [(200, "1".to_owned()), (200, "0".to_owned()), (429, "0".to_owned())]);
}

#[tokio::test]
async fn a_body_is_json_and_an_object() {
    let portal = Portal::start().await;
    let path = format!("{COURSES}?locationId=loc");
    let client = &portal.sandbox.client;
    let post = || client.post(portal.sandbox.url(&path)).bearer_auth(TOKEN).header("Version", "v3");
    for (request, status, message) in [
        (
            post().header("content-type", "application/json").body("{"),
            400,
            "the body is not JSON: EOF while parsing an object at line 1 column 1",
        ),
        (
            post().header("content-type", "text/plain").body("{}"),
            400,
            "Content-Type must be application/json",
        ),
    ] {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(response.json::<Value>().await.unwrap()["message"], message);
    }
    assert_eq!(portal.call("POST", "", Some(json!([]))).await.0, 422);
}
