//! Logins of an agency's app in both spellings, an app's own credentials, and the list of locations.

use super::*;

/// Lets an app in for the agency, on the page at this path, and gives the code.
async fn code(sandbox: &Sandbox, page: &str) -> String {
    let scopes = "oauth.readonly oauth.write medias.write";
    let fields = [
        ("response_type", "code"),
        ("client_id", "app"),
        ("redirect_uri", "https://app.example/back"),
        ("scope", scopes),
        ("location", "sandbox-agency"),
        ("may:oauth.readonly", "on"),
        ("may:oauth.write", "on"),
        ("may:medias.write", "on"),
        ("decision", "allow"),
    ];
    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let answer = client
        .post(sandbox.url(page))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await
        .unwrap();
    let location = answer.headers()["location"].to_str().unwrap().to_owned();
    let url = url::Url::parse(&location).unwrap();
    url.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned()
}

async fn post(sandbox: &Sandbox, path: &str, token: &str, body: Value) -> Value {
    let call = sandbox.client.post(sandbox.url(path)).bearer_auth(token).header("Version", "v3");
    let answer = call.json(&body).send().await.unwrap();
    assert!(answer.status().is_success(), "{path}: {answer:?}");
    answer.json().await.unwrap()
}

#[tokio::test]
async fn the_newer_spelling_logs_in_lists_locations_and_refreshes_a_locations_token() {
    let sandbox = Sandbox::start().await;
    let code = code(&sandbox, "/v2/oauth/chooselocation").await;
    let app = json!({ "clientId": "app", "clientSecret": "secret" });
    let with = |fields: Value| {
        let mut body = app.clone();
        body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        body
    };
    let exchange = json!({
        "grantType": "authorization_code", "code": code, "redirectUri": "https://app.example/back",
    });
    let agency = post(&sandbox, "/oauth/token", TOKEN, with(exchange)).await;
    assert_eq!((&agency["userType"], &agency["tokenType"]), (&json!("Company"), &json!("Bearer")));
    let token = agency["accessToken"].as_str().unwrap();

    for path in ["/oauth/installed-locations", "/oauth/installedLocations"] {
        let url = sandbox.url(&format!("{path}?companyId=sandbox-agency&appId=app&limit=1"));
        let call = sandbox.client.get(url).bearer_auth(token).header("Version", "2021-07-28");
        let listed: Value = call.send().await.unwrap().json().await.unwrap();
        assert_eq!((&listed["count"], &listed["locations"][0]["_id"]), (&json!(2), &json!("sandbox")));
    }

    let wanted = json!({ "companyId": "sandbox-agency", "locationId": "sandbox-2" });
    let location = post(&sandbox, "/oauth/location-token", token, wanted).await;
    assert_eq!(location["locationId"], "sandbox-2");
    let part = reqwest::multipart::Part::bytes(b"x".to_vec()).file_name("a.txt");
    let upload = sandbox.client.post(sandbox.url(UPLOAD)).header("Version", "v3");
    let upload = upload.bearer_auth(location["accessToken"].as_str().unwrap());
    let upload = upload.multipart(reqwest::multipart::Form::new().part("file", part)).send().await.unwrap();
    let url = upload.json::<Value>().await.unwrap()["url"].as_str().unwrap().to_owned();
    assert!(url.contains("/media/sandbox-2/"), "{url}");
    assert_eq!(sandbox.client.get(&url).send().await.unwrap().status(), 200);
    for (library, files) in [("sandbox", 0), ("sandbox-2", 1)] {
        let list =
            format!("/medias/files?sortBy=name&sortOrder=asc&type=file&altType=location&altId={library}");
        let listed: Value = sandbox.call(Method::GET, &list).send().await.unwrap().json().await.unwrap();
        assert_eq!(listed["files"].as_array().unwrap().len(), files, "{library}");
    }
    let refresh = json!({ "grantType": "refresh_token", "refreshToken": location["refreshToken"] });
    let renewed = post(&sandbox, "/oauth/token", TOKEN, with(refresh)).await;
    assert_eq!(renewed["locationId"], "sandbox-2");

    let own = json!({ "grantType": "client_credentials", "userType": "Company" });
    let own = post(&sandbox, "/oauth/token", TOKEN, with(own)).await;
    assert!(own["accessToken"].is_string() && own.get("refreshToken").is_none(), "{own}");
}

#[tokio::test]
async fn other_sites_neither_let_an_app_in_nor_speak_for_one() {
    let sandbox = Sandbox::start().await;
    let form = "response_type=code&client_id=app&redirect_uri=https://app.example/back&scope=medias.write\
                &location=sandbox&may:medias.write=on&decision=allow";
    let keys = "grant_type=client_credentials&client_id=app&client_secret=of-somebody-else";
    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let post = |path: &str, body: &'static str| {
        let request = client.post(sandbox.url(path)).body(body);
        request.header("Content-Type", "application/x-www-form-urlencoded")
    };
    let pages = ["/oauth/chooselocation", "/v2/oauth/chooselocation"];
    for (path, body) in pages.map(|page| (page, form)).into_iter().chain([("/oauth/token", keys)]) {
        for (name, value) in
            [("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site")]
        {
            let answer = post(path, body).header(name, value).send().await.unwrap();
            assert_eq!(answer.status(), 403, "{path} {name}: {value}");
            assert!(answer.headers().get("location").is_none());
        }
    }
    for page in pages {
        // An app's own page leads to it, and a browser then sends the form with its origin.
        let asked = client.get(sandbox.url(&format!("{page}?{form}"))).header("Sec-Fetch-Site", "cross-site");
        let asked = asked.header("Sec-Fetch-Mode", "navigate").header("Sec-Fetch-Dest", "document");
        let asked = asked.send().await.unwrap();
        let policy = asked.headers()["referrer-policy"].to_str().unwrap();
        assert_eq!((asked.status().as_u16(), policy), (200, "same-origin"));
        let own = post(page, form).header("Origin", sandbox.running.base_url());
        assert_eq!(own.header("Sec-Fetch-Site", "same-origin").send().await.unwrap().status(), 302);
    }
}
