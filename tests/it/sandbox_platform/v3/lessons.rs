//! Listing, making, reading, changing and deleting lessons.

use super::*;

#[tokio::test]
async fn a_lesson_is_made_with_all_of_its_documented_fields() {
    let portal = Portal::start().await;
    let (first, one) = (portal.category("First").await, portal.lesson("One").await);
    let least = json!({ "title": "New", "categoryId": id(&first) });
    let (status, made) = portal.call("POST", &format!("/{}/lessons", portal.course), Some(least)).await;
    assert_eq!(status, 201);
    let expected = json!({
        "id": made["id"], "title": "New", "categoryId": id(&first), "description": null, "visibility": "draft",
        "posterImage": null, "sequenceNo": 3, "contentType": null, "contentId": null, "metaData": null,
        "commentStatus": "visible", "commentPermission": "enabled", "lockedByPost": null, "lockedByCategory": null,
        "certificateTemplateId": null, "createdAt": made["createdAt"], "updatedAt": made["createdAt"],
    });
    assert_eq!(made, expected);
    let whole = json!({
        "title": "Whole", "categoryId": id(&first), "description": "<p>x</p>", "visibility": "locked",
        "posterImage": "https://cdn.example/p.png", "sequenceNo": 1, "contentType": "audio", "contentId": "c",
        "metaData": { "embedMediaId": "m" }, "commentStatus": "hidden", "commentPermission": "locked",
        "lockedByPost": id(&one), "lockedByCategory": id(&first), "certificateTemplateId": "t",
    });
    let made = portal.on_course("POST", "/lessons", Some(whole.clone())).await;
    for (name, value) in whole.as_object().unwrap() {
        assert_eq!(&made[name], value, "{name}");
    }
    assert_eq!(portal.on_course("GET", &format!("/lessons/{}", id(&made)), None).await, made);
}

#[tokio::test]
async fn what_the_documents_do_not_allow_is_refused() {
    let portal = Portal::start().await;
    let one = portal.lesson("One").await;
    let own = format!("/lessons/{}", id(&one));
    for (body, message) in [
        (json!({ "title": " " }), "title should not be empty"),
        (json!({ "categoryId": null }), "categoryId should not be null"),
        (json!({ "categoryId": NOWHERE }), "categoryId is not in this product"),
        (json!({ "productId": NOWHERE }), "productId should not exist"),
        (json!({ "id": NOWHERE }), "id should not exist"),
        (json!({ "createdAt": "now" }), "createdAt should not exist"),
        (json!({ "bucketVideoUrl": "https://a.example/v.mp4" }), "bucketVideoUrl should not exist"),
        (json!({ "metadata": {} }), "metadata should not exist"),
        (
            json!({ "visibility": "drip" }),
            "visibility must be one of the following values: draft, published, locked",
        ),
        (
            json!({ "contentType": "text" }),
            "contentType must be one of the following values: video, assignment, quiz, audio, funnel",
        ),
        (json!({ "contentType": null }), "contentType should not be null"),
        (
            json!({ "commentStatus": "open" }),
            "commentStatus must be one of the following values: visible, hidden, locked",
        ),
        (json!({ "description": 1 }), "description must be a string"),
        (json!({ "metaData": [] }), "metaData must be an object"),
        (json!({ "lockedByPost": NOWHERE }), "lockedByPost is not in this product"),
        (json!({ "lockedByCategory": NOWHERE }), "lockedByCategory is not in this product"),
    ] {
        portal.refused("PUT", &own, Some(body), 422, &json!([message])).await;
    }
    let both = json!(["title is required", "categoryId is required"]);
    portal.refused("POST", "/lessons", Some(json!({})), 422, &both).await;
    for method in ["GET", "PUT", "DELETE"] {
        let body = (method == "PUT").then(|| json!({}));
        let nothing = format!("/lessons/{NOWHERE}");
        portal.refused(method, &nothing, body, 404, &json!("Lesson not found")).await;
    }
    assert_eq!(portal.lesson("One").await, one);
}

#[tokio::test]
async fn the_list_goes_through_the_categories_or_shows_one() {
    let portal = Portal::start().await;
    let list = portal.on_course("GET", "/lessons", None).await;
    assert_eq!(list.as_object().unwrap().len(), 1, "no cursor");
    assert_eq!(titles(&portal.lessons().await), ["One", "Two", "Three", "Four"]);
    let first = portal.category("First").await;
    let only = portal.on_course("GET", &format!("/lessons?categoryId={}", id(&first)), None).await;
    assert_eq!(titles(only["lessons"].as_array().unwrap()), ["One", "Two"]);
    let nowhere = format!("/lessons?categoryId={NOWHERE}");
    portal.refused("GET", &nowhere, None, 404, &json!("Category not found")).await;
    let wrong = json!(["categoryId must be a UUID"]);
    portal.refused("GET", "/lessons?categoryId=1", None, 422, &wrong).await;
}

#[tokio::test]
async fn a_lesson_keeps_its_id_when_it_moves_and_is_gone_when_it_is_deleted() {
    let portal = Portal::start().await;
    let (one, second) = (portal.lesson("One").await, portal.category("Second").await);
    let own = format!("/lessons/{}", id(&one));
    let moved = portal.on_course("PUT", &own, Some(json!({ "categoryId": id(&second) }))).await;
    assert_eq!((id(&moved), &moved["categoryId"]), (id(&one), &second["id"]));
    assert_eq!(moved["description"], one["description"]);
    assert_eq!(titles(&portal.lessons().await), ["Two", "Three", "One", "Four"]);
    assert_eq!(portal.on_course("DELETE", &own, None).await, "");
    portal.refused("GET", &own, None, 404, &json!("Lesson not found")).await;
    assert_eq!(titles(&portal.lessons().await), ["Two", "Three", "Four"]);
}
