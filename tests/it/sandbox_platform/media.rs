//! The media library: uploads, reading back, folders, the list.

use super::*;
use reqwest::multipart::{Form, Part};

#[tokio::test]
async fn an_uploaded_file_is_served_back_whole_and_in_ranges() {
    let sandbox = Sandbox::start().await;
    let content: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let answer = sandbox.upload("Intro.MP4", "video/mp4", content.clone()).await.unwrap();
    assert_eq!(answer.status(), 200);
    let answer: Value = answer.json().await.unwrap();
    let (id, url) = (answer["fileId"].as_str().unwrap(), answer["url"].as_str().unwrap());
    assert_eq!(url, sandbox.url(&format!("/media/sandbox/{id}.mp4")));

    let whole = sandbox.client.get(url).send().await.unwrap();
    assert_eq!(
        (whole.status().as_u16(), &whole.headers()["content-type"]),
        (200, &"video/mp4".parse().unwrap())
    );
    assert_eq!(whole.headers()["accept-ranges"], "bytes");
    assert_eq!(whole.bytes().await.unwrap(), content);

    let part = sandbox.client.get(url).header("Range", "bytes=1000-1999").send().await.unwrap();
    assert_eq!(part.status(), 206);
    assert_eq!(part.headers()["content-range"], "bytes 1000-1999/100000");
    assert_eq!(part.bytes().await.unwrap(), content[1000..2000]);

    let head = sandbox.client.head(url).send().await.unwrap();
    assert_eq!(
        (head.status().as_u16(), &head.headers()["content-length"]),
        (200, &"100000".parse().unwrap())
    );

    assert_eq!(sandbox.get("/media/other/x.mp4").await.status(), 404);
    assert_eq!(sandbox.get(&format!("/media/sandbox/{id}.mov")).await.status(), 404);
    assert_eq!(sandbox.get("/media/sandbox/..%2f..%2frecords").await.status(), 404);
}

#[tokio::test]
async fn a_file_over_its_limit_is_413_and_a_video_may_be_larger() {
    let sandbox = Sandbox::start().await;
    let large = vec![0; 25 * 1024 * 1024 + 1];
    let refused = sandbox.upload("big.pdf", "application/pdf", large.clone()).await.unwrap();
    assert_eq!(refused.status(), 413);
    let error: Value = refused.json().await.unwrap();
    assert_eq!(error["message"], "File too large: `big.pdf` is over 25 MB");
    assert!(sandbox.running.media().is_empty());
    assert_eq!(sandbox.upload("big.mov", "video/quicktime", large).await.unwrap().status(), 200);

    let incoming = data(&sandbox.folder).join("incoming");
    assert_eq!(std::fs::read_dir(incoming).unwrap().count(), 0, "nothing is left behind");
}

#[tokio::test]
async fn a_form_that_is_not_as_described_is_422_with_what_is_wrong() {
    let sandbox = Sandbox::start().await;
    let file = || Part::bytes(vec![1]).file_name("a.txt");
    for (form, message) in [
        (Form::new().text("name", "a"), "file should not be empty"),
        (Form::new().part("file", Part::bytes(vec![1])), "file must have a file name"),
        (Form::new().part("file", file()).text("altId", "l"), "property altId should not exist"),
        (Form::new().part("file", file()).part("file", file()), "file must be given once"),
        (Form::new().part("file", file()).text("name", " "), "name should not be empty"),
        (
            Form::new().part("file", file()).text("parentId", "nowhere"),
            "parentId must be the id of a folder, and `nowhere` is not",
        ),
        (Form::new().text("hosted", "true"), "fileUrl must be an http or https address"),
        (
            Form::new().text("hosted", "true").text("fileUrl", "a.txt"),
            "fileUrl must be an http or https address",
        ),
        (Form::new().part("file", file()).text("hosted", "1"), "hosted must be a boolean value"),
    ] {
        let response = sandbox.call(Method::POST, UPLOAD).multipart(form).send().await.unwrap();
        assert_eq!(response.status(), 422, "{message}");
        let error: Value = response.json().await.unwrap();
        assert_eq!(error["message"], json!([message]));
    }
    let response = sandbox.call(Method::POST, UPLOAD).body("x").send().await.unwrap();
    assert_eq!(response.status(), 400);
    assert!(sandbox.running.media().is_empty());
}

#[tokio::test]
async fn a_hosted_file_stays_where_it_is() {
    let sandbox = Sandbox::start().await;
    let form = Form::new().text("hosted", "true").text("fileUrl", "https://a.example/b.png");
    let answer = sandbox.call(Method::POST, UPLOAD).multipart(form).send().await.unwrap();
    let answer: Value = answer.json().await.unwrap();
    let response = sandbox.client.get(answer["url"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(response.status(), 307);
    assert_eq!(response.headers()["location"], "https://a.example/b.png");
}

#[tokio::test]
async fn folders_hold_files_and_the_list_finds_them_until_they_are_deleted() {
    let sandbox = Sandbox::start().await;
    let folder = json!({ "altId": "sandbox", "altType": "location", "name": "Course" });
    let made = sandbox.call(Method::POST, "/medias/folder").json(&folder).send().await.unwrap();
    assert_eq!(made.status(), 200);
    let made: Value = made.json().await.unwrap();
    assert_eq!((&made["name"], &made["type"]), (&json!("Course"), &json!("folder")));
    assert!(made.get("parentId").is_none(), "the description has no null: {made}");
    let wrong = json!({ "altId": "l", "altType": "agency", "colour": 1 });
    let refused = sandbox.call(Method::POST, "/medias/folder").json(&wrong).send().await.unwrap();
    let refused: Value = refused.json().await.unwrap();
    assert_eq!(
        refused["message"],
        json!([
            "altType must be one of the following values: location",
            "name is required",
            "colour should not exist",
        ])
    );

    let list = async |query: &str| -> Vec<Value> {
        let path = format!("/medias/files?sortBy=name&sortOrder=asc&altType=location&altId=sandbox&{query}");
        let answer: Value = sandbox.call(Method::GET, &path).send().await.unwrap().json().await.unwrap();
        answer["files"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
    };
    let folders = list("type=folder").await;
    let id = folders[0]["_id"].as_str().unwrap().to_owned();
    let form = Form::new().part("file", Part::bytes(vec![1]).file_name("b.txt")).text("parentId", id.clone());
    sandbox.call(Method::POST, UPLOAD).multipart(form).send().await.unwrap();
    sandbox.uploaded("a.txt", "text/plain", b"a").await;
    let names = |files: &[Value]| files.iter().map(|file| file["name"].clone()).collect::<Vec<_>>();
    assert_eq!(names(&list("type=file").await), ["a.txt", "b.txt"]);
    assert_eq!(names(&list("type=file&limit=1&offset=1").await), ["b.txt"]);
    assert_eq!(names(&list(&format!("type=file&parentId={id}")).await), ["b.txt"]);
    assert_eq!(names(&list("type=file&query=A.T").await), ["a.txt"]);

    let file = list("type=file&query=a.txt").await[0].clone();
    let path = format!("/medias/{}?altType=location&altId=sandbox", file["_id"].as_str().unwrap());
    assert_eq!(sandbox.call(Method::DELETE, &path).send().await.unwrap().status(), 200);
    assert_eq!(sandbox.call(Method::DELETE, &path).send().await.unwrap().status(), 404);
    assert_eq!(sandbox.get(file["path"].as_str().unwrap()).await.status(), 404);

    let unclear = sandbox.call(Method::GET, "/medias/files?altType=location").send().await.unwrap();
    assert_eq!(unclear.status(), 422);
}

#[tokio::test]
async fn a_page_that_was_uploaded_may_not_act() {
    let sandbox = Sandbox::start().await;
    for (name, kind) in [("a.html", "text/html"), ("a.svg", "image/svg+xml")] {
        let path = sandbox.uploaded(name, kind, b"<script>alert(1)</script>").await;
        let policy = sandbox.get(&path).await.headers()["content-security-policy"].clone();
        assert!(policy.to_str().unwrap().ends_with("sandbox"), "{name}: {policy:?}");
    }
}

/// The names of the files in a location's library.
async fn library(sandbox: &Sandbox, location: &str) -> Vec<String> {
    let path = format!("/medias/files?sortBy=name&sortOrder=asc&type=file&altType=location&altId={location}");
    let answer: Value = sandbox.call(Method::GET, &path).send().await.unwrap().json().await.unwrap();
    let files = answer["files"].as_array().unwrap().iter();
    files.map(|file| file["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_private_tokens_files_are_in_the_library_of_the_location_that_it_names() {
    let sandbox = Sandbox::start().await;
    let path = sandbox.uploaded("a.png", "image/png", b"a").await;
    let mut course = body();
    course["products"][0]["imageUrl"] = json!(sandbox.url(&path));
    assert_eq!(sandbox.import(&course).await.unwrap().status(), 201);
    let next = sandbox.uploaded("b.png", "image/png", b"b").await;
    assert!(next.starts_with("/media/loc/"), "{next}");

    sandbox.running.imports_finished().await;
    assert_eq!(sandbox.running.courses()[0].dropped, []);
    let sandbox = sandbox.restart().await;
    assert_eq!(library(&sandbox, "loc").await, ["a.png", "b.png"]);
    assert!(library(&sandbox, "sandbox").await.is_empty());
    // An address is for ever.
    assert_eq!(sandbox.get(&path).await.text().await.unwrap(), "a");
    assert_eq!(sandbox.get(&path.replace("/sandbox/", "/loc/")).await.status(), 404);
}

#[tokio::test]
async fn a_token_of_one_location_makes_and_deletes_nothing_in_another() {
    use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
    let sandbox = Sandbox::start().await;
    let claims = json!({ "authClass": "Location", "authClassId": "loc" }).to_string();
    let token = format!("e30.{}.c2ln", BASE64_URL_SAFE_NO_PAD.encode(claims));
    let part = Part::bytes(vec![1]).file_name("a.txt");
    let call = |method, path: &str| {
        sandbox.client.request(method, sandbox.url(path)).bearer_auth(&token).header("Version", "2021-07-28")
    };
    let answer = call(Method::POST, UPLOAD).multipart(Form::new().part("file", part)).send().await.unwrap();
    let answer: Value = answer.json().await.unwrap();
    assert!(answer["url"].as_str().unwrap().contains("/media/loc/"), "{answer}");
    for (location, status) in [("other", 403), ("loc", 200)] {
        let folder = json!({ "altId": location, "altType": "location", "name": "F" });
        let made = call(Method::POST, "/medias/folder").json(&folder).send().await.unwrap();
        let file = answer["fileId"].as_str().unwrap();
        let delete = format!("/medias/{file}?altType=location&altId={location}");
        let deleted = call(Method::DELETE, &delete).send().await.unwrap();
        assert_eq!((made.status().as_u16(), deleted.status().as_u16()), (status, status), "{location}");
    }
}
