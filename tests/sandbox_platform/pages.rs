//! The pages that show what was imported.

use super::*;

/// Imports one course and returns its id.
async fn imported(sandbox: &Sandbox, course: &Value) -> String {
    let answer: Value = sandbox.import(course).await.unwrap().json().await.unwrap();
    sandbox.running.imports_settled().await;
    answer["processingCourses"][0]["id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

async fn page(sandbox: &Sandbox, path: &str) -> String {
    let response = sandbox.get(path).await;
    assert_eq!(response.status(), 200, "{path}");
    let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("script-src"), "{policy}");
    response.text().await.unwrap()
}

#[tokio::test]
async fn the_outline_shows_every_level_and_marks_drafts() {
    let sandbox = Sandbox::start().await;
    assert!(page(&sandbox, "/").await.contains("Nothing has been imported yet"));
    let mut course = body();
    course["products"][0]["imageUrl"] = json!("https://cdn.example/c.png");
    course["products"][0]["categories"][0]["subCategories"] = json!([{
        "title": "Inner", "visibility": "draft", "posts": [{
            "title": "Second", "visibility": "draft", "contentType": "quiz", "description": "",
        }],
    }]);
    let id = imported(&sandbox, &course).await;
    assert!(page(&sandbox, "/").await.contains(&format!("<a href=\"/courses/{id}\">Course</a>")));
    let outline = page(&sandbox, &format!("/courses/{id}")).await;
    for part in [
        "<h2>Part</h2>",
        &format!("<li value=\"1\"><a href=\"/courses/{id}/lessons/1\">Lesson</a></li>"),
        "<h3>Inner <span class=\"mark\">draft</span></h3>",
        &format!(
            "<li value=\"2\"><a href=\"/courses/{id}/lessons/2\">Second</a> <span class=\"mark\">draft</span>"
        ),
        "<span class=\"mark\">quiz</span>",
        "<code>imageUrl</code> https://cdn.example/c.png",
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
        &format!("<video controls preload=\"metadata\" src=\"{video}\"></video>"),
        &format!("<a href=\"{sheet}\">Sheet</a> <span class=\"note\">pdf</span>"),
        &format!("&lt;img src=&quot;{sheet}&quot;&gt;"),
    ] {
        assert!(lesson.contains(part), "{part} in {lesson}");
    }
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
        assert!(!page.contains("<script"), "{path}: {page}");
        assert!(page.contains("&lt;script&gt;"), "{path}: {page}");
    }
    let lesson = page(&sandbox, &format!("/courses/{id}/lessons/1")).await;
    assert!(lesson.contains("<iframe sandbox=\"\" "), "{lesson}");
}
