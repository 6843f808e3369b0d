//! Listing, making, reading, changing and deleting courses.

use super::*;

#[tokio::test]
async fn a_course_is_made_with_all_of_its_documented_fields() {
    let portal = Portal::start().await;
    let (status, made) = portal.call("POST", "", Some(json!({ "title": "New" }))).await;
    assert_eq!(status, 201);
    let expected = json!({
        "id": made["id"], "title": "New", "description": null, "posterImage": null, "commentPrivacy": "public",
        "libraryOrder": 2, "customJs": null, "customCss": null, "customHeader": null, "customFooter": null,
        "customizations": null, "createdAt": made["createdAt"], "updatedAt": made["createdAt"],
    });
    assert_eq!(made, expected);
    assert_eq!(id(&made).len(), 36);
    let time = made["createdAt"].as_str().unwrap();
    assert!(time.len() == 24 && time.ends_with('Z') && &time[10..11] == "T", "{time}");

    let whole = json!({
        "title": "Whole", "description": "<p>All</p>", "posterImage": "https://cdn.example/p.png",
        "commentPrivacy": "instructorOnly", "libraryOrder": 9, "customJs": "a()", "customCss": "a{}",
        "customHeader": "h", "customFooter": "f",
        "customizations": { "heroOverlayColor": "#000000", "heroSpacing": "xs", "settings": { "a": 1 } },
    });
    let (status, made) = portal.call("POST", "", Some(whole.clone())).await;
    assert_eq!(status, 201, "{made}");
    for (name, value) in whole.as_object().unwrap() {
        if name == "customizations" {
            assert_eq!(made[name]["settings"], value["settings"]);
            assert!(made[name]["id"].is_string());
        } else {
            assert_eq!(&made[name], value, "{name}");
        }
    }
    assert_eq!(portal.call("GET", &format!("/{}", id(&made)), None).await, (200, made));
}

#[tokio::test]
async fn what_the_documents_do_not_allow_is_refused() {
    let portal = Portal::start().await;
    for (body, messages) in [
        (json!({}), json!(["title is required"])),
        (json!({ "title": "  " }), json!(["title should not be empty"])),
        (json!({ "title": 1 }), json!(["title must be a string"])),
        (json!({ "title": null }), json!(["title should not be null"])),
        (json!({ "title": "T", "visibility": "draft" }), json!(["visibility should not exist"])),
        (
            json!({ "title": "T", "locationId": "loc", "originId": "x" }),
            json!(["locationId should not exist", "originId should not exist"]),
        ),
        (
            json!({ "title": "T", "commentPrivacy": "private" }),
            json!([
                "commentPrivacy must be one of the following values: public, instructorOnly, publicAndInstructor"
            ]),
        ),
        (
            json!({ "title": "T", "posterImage": "p.png" }),
            json!(["posterImage must be an http or https address"]),
        ),
        (json!({ "title": "T", "libraryOrder": "1" }), json!(["libraryOrder must be a number"])),
        (
            json!({ "title": "T", "customizations": { "color": "red" } }),
            json!(["customizations.color should not exist"]),
        ),
        (
            json!({ "title": "T", "customizations": { "heroImage": 1 } }),
            json!(["customizations.heroImage has the wrong type"]),
        ),
        (
            json!({ "title": "T", "customizations": { "id": NOWHERE } }),
            json!(["customizations.id should not exist"]),
        ),
    ] {
        let (status, answer) = portal.call("POST", "", Some(body.clone())).await;
        assert_eq!(
            (status, &answer["message"], &answer["error"]),
            (422, &messages, &json!("Unprocessable Entity"))
        );
        if body["title"] == "T" {
            portal.refused("PUT", "", Some(body), 422, &messages).await;
        }
    }
    let list = portal.call("GET", "", None).await.1;
    assert_eq!(list["products"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_list_has_pages_and_a_search() {
    let portal = Portal::start().await;
    for number in 0..12 {
        portal.call("POST", "", Some(json!({ "title": format!("Made {number}") }))).await;
    }
    let mut seen = Vec::new();
    let mut cursor = String::new();
    for expected in [5, 5, 3] {
        let (status, page) = portal.call("GET", &format!("?limit=5{cursor}"), None).await;
        assert_eq!(status, 200);
        let products = page["products"].as_array().unwrap();
        assert_eq!(products.len(), expected);
        seen.extend(products.iter().map(|it| id(it).to_owned()));
        cursor = page["nextCursor"].as_str().map(|next| format!("&cursor={next}")).unwrap_or_default();
    }
    assert_eq!(cursor, "", "the last page has none");
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 13);
    let default = portal.call("GET", "", None).await.1;
    assert_eq!(default["products"].as_array().unwrap().len(), 10);
    let found = portal.call("GET", "?search=MADE%201&limit=50", None).await.1;
    assert_eq!(found["products"].as_array().unwrap().len(), 3, "1, 10 and 11");
    assert_eq!(found["nextCursor"], Value::Null);
    for limit in ["0", "51", "x"] {
        let (status, answer) = portal.call("GET", &format!("?limit={limit}"), None).await;
        assert_eq!((status, &answer["message"]), (422, &json!(["limit must be a number from 1 to 50"])));
    }
    assert_eq!(portal.call("GET", "?cursor=x", None).await.0, 422);
}

#[tokio::test]
async fn an_update_sets_what_it_sends_and_a_deletion_takes_everything_along() {
    let portal = Portal::start().await;
    let before = portal.on_course("GET", "", None).await;
    let sent =
        json!({ "title": "Renamed", "description": null, "customizations": { "instructorTitle": "Dr" } });
    let after = portal.on_course("PUT", "", Some(sent)).await;
    assert_eq!((&after["title"], &after["description"]), (&json!("Renamed"), &Value::Null));
    assert_eq!(after["posterImage"], before["posterImage"]);
    assert_eq!(after["customizations"]["instructorName"], "Ada");
    assert_eq!(after["customizations"]["instructorTitle"], "Dr");
    assert_eq!(after["customizations"]["id"], before["customizations"]["id"]);
    let back = json!({ "customizations": after["customizations"] });
    assert_eq!(portal.on_course("PUT", "", Some(back)).await["customizations"], after["customizations"]);

    assert_eq!(portal.on_course("DELETE", "", None).await, "", "no body");
    for path in ["", "/categories", "/lessons"] {
        portal.refused("GET", path, None, 404, &json!("Course not found")).await;
    }
    assert_eq!(portal.call("GET", "", None).await.1["products"], json!([]));
    portal.refused("DELETE", "", None, 404, &json!("Course not found")).await;
    let Portal { sandbox, course } = portal;
    let portal = Portal { sandbox: sandbox.restart().await, course };
    portal.refused("GET", "", None, 404, &json!("Course not found")).await;
    assert_eq!(portal.sandbox.get(&format!("/courses/{}", portal.course)).await.status(), 404);
}
