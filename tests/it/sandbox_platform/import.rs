//! The import: strict at the door, then asynchronous.

use super::*;

#[tokio::test]
async fn an_import_is_answered_first_and_the_course_appears_a_moment_later() {
    let sandbox = Sandbox::with(|options| options.import_delay = Duration::from_millis(200)).await;
    let response = sandbox.import(&body()).await.unwrap();
    assert_eq!(response.status(), 201);
    let answer: Value = response.json().await.unwrap();
    assert_eq!(answer["message"], "Migration for courses started");
    let started = &answer["processingCourses"][0];
    let id = started["id"].as_str().unwrap();
    assert_eq!(started["title"], "Course");
    assert_eq!(started["url"], sandbox.url(&format!("/courses/{id}")));
    assert!(sandbox.running.courses().is_empty(), "too early");
    assert_eq!(sandbox.get(&format!("/courses/{id}")).await.status(), 404);

    sandbox.running.imports_finished().await;
    let courses = sandbox.running.courses();
    assert_eq!(courses.len(), 1);
    assert_eq!((&courses[0].id, &courses[0].product), (&id.to_owned(), &body()["products"][0]));
    assert_eq!(sandbox.get(&format!("/courses/{id}")).await.status(), 200);
}

#[tokio::test]
async fn every_import_makes_a_new_course() {
    let sandbox = Sandbox::start().await;
    sandbox.import(&body()).await.unwrap();
    sandbox.import(&body()).await.unwrap();
    sandbox.running.imports_finished().await;
    assert_eq!(sandbox.running.courses().len(), 2);
}

#[tokio::test]
async fn a_wrong_body_is_422_with_the_path_of_each_wrong_field() {
    let sandbox = Sandbox::start().await;
    let mut wrong = body();
    wrong["products"][0]["title"] = json!(7);
    wrong["products"][0]["categories"][0]["posts"][0]["contentType"] = json!("text");
    wrong["products"][0]["categories"][0]["posts"][0]["tags"] = json!([]);
    let response = sandbox.import(&wrong).await.unwrap();
    assert_eq!(response.status(), 422);
    let error: Value = response.json().await.unwrap();
    assert_eq!(error["error"], "Unprocessable Entity");
    assert_eq!(
        error["message"],
        json!([
            "products.0.title must be a string",
            "products.0.categories.0.posts.0.contentType must be one of the following values: video, assignment, quiz",
            "products.0.categories.0.posts.0.tags should not exist",
        ])
    );
    sandbox.running.imports_finished().await;
    assert!(sandbox.running.courses().is_empty());
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_400_and_one_that_is_too_large_is_413() {
    let sandbox = Sandbox::with(|options| options.body_limit = 10_000).await;
    let post = || sandbox.call(Method::POST, IMPORT);
    let not_json = post().header("Content-Type", "application/json").body("{").send().await.unwrap();
    assert_eq!(not_json.status(), 400);
    assert_eq!(post().body(body().to_string()).send().await.unwrap().status(), 400, "no content type");
    let mut large = body();
    large["products"][0]["description"] = json!("x".repeat(10_000));
    assert_eq!(post().json(&large).send().await.unwrap().status(), 413);
}

#[tokio::test]
async fn what_is_not_the_sandboxs_own_file_is_dropped_in_silence_and_noted() {
    let sandbox = Sandbox::start().await;
    let own = sandbox.url(&sandbox.uploaded("v.mp4", "video/mp4", b"v").await);
    let mut course = body();
    course["products"][0]["imageUrl"] = json!("https://cdn.example/c.png");
    course["products"][0]["categories"][0]["posts"][0]["bucketVideoUrl"] = json!(own);
    assert_eq!(sandbox.import(&course).await.unwrap().status(), 201);
    sandbox.running.imports_finished().await;
    let kept = &sandbox.running.courses()[0];
    assert_eq!(kept.product.get("imageUrl"), None);
    assert_eq!(kept.product["categories"][0]["posts"][0]["bucketVideoUrl"], json!(own));
    let dropped: Vec<_> = kept.dropped.iter().map(|gone| (gone.field.as_str(), gone.url.as_str())).collect();
    assert_eq!(dropped, [("imageUrl", "https://cdn.example/c.png")]);
}

#[tokio::test]
async fn a_restart_keeps_files_and_courses_and_finishes_what_was_being_copied() {
    let sandbox = Sandbox::start().await;
    let path = sandbox.uploaded("a.txt", "text/plain", b"kept").await;
    sandbox.import(&body()).await.unwrap();
    sandbox.running.imports_finished().await;

    let sandbox = sandbox.restart().await;
    assert_eq!(sandbox.get(&path).await.text().await.unwrap(), "kept");
    assert_eq!(sandbox.running.courses().len(), 1);
    sandbox.running.stop().await;

    let mut options = Options::new(data(&sandbox.folder));
    options.import_delay = Duration::from_hours(1);
    let sandbox = Sandbox { running: sandbox::start(options).await.unwrap(), ..sandbox };
    sandbox.import(&body()).await.unwrap();
    let sandbox = sandbox.restart().await;
    sandbox.running.imports_finished().await;
    assert_eq!(sandbox.running.courses().len(), 2);
}
