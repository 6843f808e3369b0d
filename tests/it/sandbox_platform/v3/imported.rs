//! What the import made, as the newer calls show it.

use super::*;

#[tokio::test]
async fn the_whole_course_is_there_with_texts_pictures_and_order() {
    let portal = Portal::start().await;
    let course = portal.on_course("GET", "", None).await;
    assert_eq!((&course["title"], &course["description"]), (&json!("Course"), &json!("About")));
    assert_eq!(course["customizations"]["instructorName"], "Ada");
    assert_eq!(course["customizations"]["instructorBio"], "Teaches");
    assert!(course["posterImage"].as_str().unwrap().contains(".pdf"));

    let categories = portal.categories().await;
    let shape: Vec<_> = categories
        .iter()
        .map(|it| {
            (it["title"].as_str().unwrap(), it["visibility"].as_str().unwrap(), it["sequenceNo"].as_u64())
        })
        .collect();
    let expected =
        [("First", "published", Some(1)), ("Inner", "published", Some(1)), ("Second", "draft", Some(2))];
    assert_eq!(shape, expected);
    assert_eq!(categories[0]["posterImage"], course["posterImage"]);

    let lessons = portal.lessons().await;
    let shape: Vec<_> = lessons
        .iter()
        .map(|it| (it["title"].as_str().unwrap(), it["contentType"].as_str().unwrap(), &it["categoryId"]))
        .collect();
    let expected = [
        ("One", "video", &categories[0]["id"]),
        ("Two", "video", &categories[0]["id"]),
        ("Three", "quiz", &categories[1]["id"]),
        ("Four", "assignment", &categories[2]["id"]),
    ];
    assert_eq!(shape, expected);
    assert_eq!(lessons[0]["description"], "<p>One</p>");
    assert_eq!(lessons[3]["visibility"], "draft");
}

#[tokio::test]
async fn videos_and_materials_are_on_the_pages_and_in_no_answer() {
    let portal = Portal::start().await;
    let mut all = String::new();
    for path in ["", "/categories", "/lessons"] {
        all += &portal.on_course("GET", path, None).await.to_string();
    }
    let one = portal.lesson("One").await;
    all += &portal.on_course("GET", &format!("/lessons/{}", id(&one)), None).await.to_string();
    all += &portal.on_course("PUT", &format!("/lessons/{}", id(&one)), Some(json!({}))).await.to_string();
    for hidden in [".mp4", "Sheet", "ideo\":", "aterials"] {
        assert!(!all.contains(hidden), "{hidden} in {all}");
    }
    assert_eq!((&one["contentId"], &one["metaData"]), (&Value::Null, &Value::Null));
    let page =
        portal.sandbox.get(&format!("/courses/{}/lessons/1", portal.course)).await.text().await.unwrap();
    assert!(page.contains(".mp4") && page.contains("Sheet"), "{page}");
}

#[tokio::test]
async fn ids_and_changes_are_there_after_a_restart() {
    let portal = Portal::start().await;
    let two = portal.lesson("Two").await;
    portal.on_course("PUT", &format!("/lessons/{}", id(&two)), Some(json!({ "title": "Renamed" }))).await;
    portal.on_course("DELETE", &format!("/lessons/{}", id(&portal.lesson("Four").await)), None).await;
    let before = (portal.on_course("GET", "", None).await, portal.categories().await, portal.lessons().await);
    let Portal { sandbox, course } = portal;
    let portal = Portal { sandbox: sandbox.restart().await, course };
    let after = (portal.on_course("GET", "", None).await, portal.categories().await, portal.lessons().await);
    assert_eq!(after, before);
    assert_eq!(titles(&after.2), ["One", "Renamed", "Three"]);
}

#[tokio::test]
async fn a_data_folder_from_before_these_calls_is_taken_up() {
    let portal = Portal::start().await;
    let Portal { sandbox, course } = portal;
    let Sandbox { running, client, folder } = sandbox;
    running.stop().await;
    std::fs::remove_dir_all(data(&folder).join("records/portal")).unwrap();
    let running = sandbox::start(Options::new(data(&folder))).await.unwrap();
    let portal = Portal { sandbox: Sandbox { running, client, folder }, course };
    assert_eq!(titles(&portal.lessons().await), ["One", "Two", "Three", "Four"]);
}
