//! Listing, making, reading, changing and deleting categories.

use super::*;

#[tokio::test]
async fn a_category_is_made_with_all_of_its_documented_fields() {
    let portal = Portal::start().await;
    let (status, made) =
        portal.call("POST", &format!("/{}/categories", portal.course), Some(json!({ "title": "New" }))).await;
    assert_eq!(status, 201);
    let expected = json!({
        "id": made["id"], "title": "New", "description": null, "parentCategory": null, "visibility": "draft",
        "posterImage": null, "sequenceNo": 3, "dripDays": null, "metadata": null, "commentPermission": "enabled",
        "lockedBy": null, "lockedByCategory": null, "createdAt": made["createdAt"], "updatedAt": made["createdAt"],
    });
    assert_eq!(made, expected);
    let (first, one) = (portal.category("First").await, portal.lesson("One").await);
    let whole = json!({
        "title": "Whole", "description": "d", "parentCategory": id(&first), "visibility": "locked",
        "posterImage": "https://cdn.example/p.png", "sequenceNo": 7, "dripDays": 2,
        "metadata": { "dripUnit": "days", "dripDate": null }, "commentPermission": "hidden",
        "lockedBy": id(&one), "lockedByCategory": id(&first),
    });
    let made = portal.on_course("POST", "/categories", Some(whole.clone())).await;
    for (name, value) in whole.as_object().unwrap() {
        assert_eq!(&made[name], value, "{name}");
    }
    let path = format!("/categories/{}", id(&made));
    assert_eq!(portal.on_course("GET", &path, None).await, made);
    let omitted = portal.on_course("PUT", &path, Some(json!({ "commentPermission": null }))).await;
    assert_eq!(omitted["commentPermission"], "hidden", "null is as if it had not been sent");
}

#[tokio::test]
async fn what_the_documents_do_not_allow_is_refused() {
    let portal = Portal::start().await;
    let category = async |title: &str| id(&portal.category(title).await).to_owned();
    let lesson = async |title: &str| id(&portal.lesson(title).await).to_owned();
    let (first, inner, second) = (category("First").await, category("Inner").await, category("Second").await);
    let (one, four) = (lesson("One").await, lesson("Four").await);
    let own = format!("/categories/{first}");
    for (body, message) in [
        (json!({ "title": "" }), "title should not be empty"),
        (json!({ "productId": NOWHERE }), "productId should not exist"),
        (json!({ "metaData": {} }), "metaData should not exist"),
        (json!({ "contentType": "video" }), "contentType should not exist"),
        (
            json!({ "visibility": "archived" }),
            "visibility must be one of the following values: published, draft, locked, drip",
        ),
        (
            json!({ "commentPermission": "visible" }),
            "commentPermission must be one of the following values: hidden, enabled, locked",
        ),
        (json!({ "dripDays": 0 }), "dripDays must be a number above 0"),
        (json!({ "metadata": "x" }), "metadata must be an object"),
        (json!({ "sequenceNo": null }), "sequenceNo should not be null"),
        (json!({ "parentCategory": "x" }), "parentCategory must be a UUID"),
        (json!({ "parentCategory": NOWHERE }), "parentCategory is not in this product"),
        (json!({ "parentCategory": first }), "parentCategory must be another category"),
        (json!({ "parentCategory": inner }), "parentCategory must be a top-level category"),
        (
            json!({ "parentCategory": second }),
            "parentCategory must be null for a category with sub-categories",
        ),
        (
            json!({ "visibility": "locked" }),
            "lockedBy or lockedByCategory is required when visibility is locked",
        ),
        (json!({ "lockedBy": NOWHERE }), "lockedBy is not a lesson of this product"),
        (json!({ "lockedBy": one }), "lockedBy must not be in this category"),
        (json!({ "lockedBy": four }), "lockedBy must be a published lesson in a published category"),
        (json!({ "lockedByCategory": first }), "lockedByCategory must be another category"),
        (json!({ "lockedByCategory": second }), "lockedByCategory must be a published category"),
    ] {
        portal.refused("PUT", &own, Some(body), 422, &json!([message])).await;
    }
    portal.refused("POST", "/categories", Some(json!({})), 422, &json!(["title is required"])).await;
    let deeper = json!({ "title": "T", "parentCategory": inner });
    let message = json!(["parentCategory must be a top-level category"]);
    portal.refused("POST", "/categories", Some(deeper), 422, &message).await;
    for method in ["GET", "PUT", "DELETE"] {
        let body = (method == "PUT").then(|| json!({}));
        let nothing = format!("/categories/{NOWHERE}");
        portal.refused(method, &nothing, body, 404, &json!("Category not found")).await;
    }
    portal.refused("GET", &format!("/categories/{one}"), None, 404, &json!("Category not found")).await;
    assert_eq!(portal.categories().await.len(), 3);
}

#[tokio::test]
async fn the_list_is_flat_and_a_sub_category_names_its_parent() {
    let portal = Portal::start().await;
    let list = portal.on_course("GET", "/categories", None).await;
    assert_eq!(list.as_object().unwrap().len(), 1, "no cursor");
    let categories = portal.categories().await;
    assert_eq!(titles(&categories), ["First", "Inner", "Second"]);
    assert_eq!(categories[1]["parentCategory"], categories[0]["id"]);
    let up = json!({ "parentCategory": null });
    let path = format!("/categories/{}", id(&categories[1]));
    assert_eq!(portal.on_course("PUT", &path, Some(up)).await["parentCategory"], Value::Null);
}

#[tokio::test]
async fn a_deleted_category_takes_its_lessons_and_sub_categories_along() {
    let portal = Portal::start().await;
    let first = portal.category("First").await;
    assert_eq!(portal.on_course("DELETE", &format!("/categories/{}", id(&first)), None).await, "");
    assert_eq!(titles(&portal.categories().await), ["Second"]);
    assert_eq!(titles(&portal.lessons().await), ["Four"]);
}
