//! The pages that show what was imported.

use super::*;

/// Imports one course and returns its id.
async fn imported(sandbox: &Sandbox, course: &Value) -> String {
    let answer: Value = sandbox.import(course).await.unwrap().json().await.unwrap();
    sandbox.running.imports_finished().await;
    answer["processingCourses"][0]["id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

async fn page(sandbox: &Sandbox, path: &str) -> String {
    let response = sandbox.get(path).await;
    assert_eq!(response.status(), 200, "{path}");
    let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
    response.text().await.unwrap()
}

#[tokio::test]
async fn the_outline_shows_every_level_and_marks_drafts() {
    let sandbox = Sandbox::start().await;
    assert!(page(&sandbox, "/").await.contains("No courses yet"));
    let mut course = body();
    course["products"][0]["imageUrl"] = json!("https://cdn.example/c.png");
    course["products"][0]["categories"][0]["subCategories"] = json!([{
        "title": "Inner", "visibility": "draft", "posts": [{
            "title": "Second", "visibility": "draft", "contentType": "quiz", "description": "",
        }],
    }]);
    let id = imported(&sandbox, &course).await;
    assert!(page(&sandbox, "/").await.contains(&format!("href=\"/courses/{id}\"")));
    let outline = page(&sandbox, &format!("/courses/{id}")).await;
    for part in [
        "dir=\"auto\">Part</h2>",
        &format!("<li value=\"1\"><a href=\"/courses/{id}/lessons/1\""),
        "dir=\"auto\">Inner <span class=\"cd-mark is-draft\" lang=\"en\">Draft</span>",
        &format!("<li class=\"cd-draft\" value=\"2\"><a href=\"/courses/{id}/lessons/2\""),
        "<span class=\"cd-kind-name\">Quiz</span>",
        "<code>imageUrl</code> https://cdn.example/c.png",
        "1 draft",
        "into location",
    ] {
        assert!(outline.contains(part), "{part} in {outline}");
    }
    assert_eq!(sandbox.get(&format!("/courses/{id}/lessons/3")).await.status(), 404);
    assert_eq!(sandbox.get(&format!("/courses/{id}/lessons/0")).await.status(), 404);
    assert_eq!(sandbox.get(&format!("/courses/{id}/lessons/x")).await.status(), 404);
    assert_eq!(sandbox.get("/courses/none").await.status(), 404);
}

#[tokio::test]
async fn a_lesson_shows_its_video_text_and_materials_also_after_a_restart() {
    let sandbox = Sandbox::start().await;
    let video = sandbox.uploaded("v.mp4", "video/mp4", b"v").await;
    let sheet = sandbox.uploaded("s.pdf", "application/pdf", b"s").await;
    let mut course = body();
    let post = &mut course["products"][0]["categories"][0]["posts"][0];
    post["bucketVideoUrl"] = json!(sandbox.url(&video));
    post["postMaterials"] = json!([{ "title": "Sheet", "type": "pdf", "url": sandbox.url(&sheet) }]);
    post["description"] = json!(format!("<img src=\"{}\">", sandbox.url(&sheet)));
    let id = imported(&sandbox, &course).await;

    let sandbox = sandbox.restart().await;
    let lesson = page(&sandbox, &format!("/courses/{id}/lessons/1")).await;
    for part in [
        &format!("preload=\"metadata\" src=\"{video}\""),
        &format!("<a class=\"cd-material\" href=\"{sheet}\" download>"),
        "PDF · 1 byte",
        &format!("<img src=\"{sheet}\""),
    ] {
        assert!(lesson.contains(part), "{part} in {lesson}");
    }
}

#[tokio::test]
async fn what_was_imported_can_be_read_searched_and_downloaded() {
    let sandbox = Sandbox::start().await;
    let mut course = body();
    course["products"][0]["categories"][0]["posts"][0]["description"] = json!("<p>Needle &amp; thread</p>");
    let id = imported(&sandbox, &course).await;
    let source = page(&sandbox, &format!("/courses/{id}/lessons/1/body")).await;
    assert!(source.contains("is-part") && source.contains("Needle &amp;amp; thread"), "{source}");
    page(&sandbox, &format!("/courses/{id}/body")).await;
    let whole: Value = sandbox.get(&format!("/courses/{id}/body.json")).await.json().await.unwrap();
    assert_eq!(whole["products"], course["products"]);
    let index: Value = sandbox.get(&format!("/courses/{id}/search/index.json")).await.json().await.unwrap();
    let piece = index["pieces"][0].as_str().unwrap().to_owned();
    let found: Value = sandbox.get(&format!("/courses/{id}/search/{piece}.json")).await.json().await.unwrap();
    assert_eq!(found, json!([[format!("courses/{id}/lessons/1"), "Lesson", "Part", "Needle & thread"]]));
    for (path, status) in [("/assets/style.css", 200), ("/assets/page.js", 200), ("/assets/nothing", 404)] {
        assert_eq!(sandbox.get(path).await.status(), status, "{path}");
    }
}

#[tokio::test]
async fn an_uploaded_file_is_no_script_of_a_page() {
    let sandbox = Sandbox::start().await;
    let file = sandbox.uploaded("a.js", "text/javascript", b"alert(1)").await;
    let ask = |kind: &str| sandbox.client.get(sandbox.url(&file)).header("sec-fetch-dest", kind).send();
    assert_eq!(ask("script").await.unwrap().status(), 403);
    assert_eq!(ask("document").await.unwrap().status(), 200);
}

#[tokio::test]
async fn what_an_author_wrote_cannot_act_in_a_page() {
    let sandbox = Sandbox::start().await;
    let hostile = "</title></h1>\"'><script>alert(1)</script>";
    let mut course = body();
    let product = &mut course["products"][0];
    product["title"] = json!(hostile);
    product["description"] = json!(hostile);
    product["imageUrl"] = json!("https://cdn.example/\"><script>alert(1)</script>");
    product["categories"][0]["title"] = json!(hostile);
    product["categories"][0]["posts"][0]["title"] = json!(hostile);
    product["categories"][0]["posts"][0]["description"] = json!(hostile);
    course["locationId"] = json!(hostile);
    let id = imported(&sandbox, &course).await;
    for path in ["/".to_owned(), format!("/courses/{id}"), format!("/courses/{id}/lessons/1")] {
        let page = page(&sandbox, &path).await;
        let scripts = page.matches("<script").count();
        assert_eq!(scripts, page.matches("<script src=\"/assets/").count(), "{path}: {page}");
        assert!(page.contains("&lt;script&gt;"), "{path}: {page}");
    }
    let lesson = page(&sandbox, &format!("/courses/{id}/lessons/1")).await;
    let prose = lesson.split_once("cd-prose").unwrap().1;
    assert!(!prose.contains("alert"), "{prose}");
}
