//! What an update does with what it does not send.

use super::*;

#[tokio::test]
async fn fields_that_are_not_sent_stay_or_are_emptied() {
    for (reading, poster, status, description) in [
        ("put=merge", true, "hidden", true),
        ("put=replace", false, "visible", false),
        ("put-loses=posterImage", false, "hidden", true),
    ] {
        let portal = Portal::start().await;
        let one = portal.lesson("One").await;
        let own = format!("/lessons/{}", id(&one));
        portal.on_course("PUT", &own, Some(json!({ "commentStatus": "hidden" }))).await;
        portal.sandbox.running.set_readings(reading.parse().unwrap());
        let after = portal.on_course("PUT", &own, Some(json!({ "visibility": "draft" }))).await;
        assert_eq!(after, portal.on_course("GET", &own, None).await, "{reading}");
        assert_eq!(after["posterImage"].is_string(), poster, "{reading}");
        assert_eq!(after["commentStatus"], status, "{reading}");
        assert_eq!(after["description"].is_string(), description, "{reading}");
        for kept in ["id", "title", "categoryId", "sequenceNo", "createdAt"] {
            assert_eq!(after[kept], one[kept], "{reading}: {kept}");
        }
        assert!(portal.whole()["categories"][0]["lessons"][0]["video"].is_string(), "{reading}");
    }
}

#[tokio::test]
async fn a_field_is_lost_even_if_it_was_sent() {
    let portal = Portal::with("put-loses=posterImage").await;
    for path in [String::new(), format!("/categories/{}", id(&portal.category("First").await))] {
        let before = portal.on_course("GET", &path, None).await;
        assert!(before["posterImage"].is_string());
        let sent = json!({ "title": "New", "posterImage": before["posterImage"] });
        let after = portal.on_course("PUT", &path, Some(sent)).await;
        assert_eq!((&after["title"], &after["posterImage"]), (&json!("New"), &Value::Null), "{path}");
    }
}

#[tokio::test]
async fn a_partial_body_is_refused_where_updates_are_complete() {
    let portal = Portal::with("put=complete").await;
    let one = portal.lesson("One").await;
    let own = format!("/lessons/{}", id(&one));
    let missing = json!([
        "description is required",
        "visibility is required",
        "posterImage is required",
        "sequenceNo is required",
        "contentType is required",
        "commentStatus is required",
        "commentPermission is required",
    ]);
    portal.refused("PUT", &own, Some(json!({ "title": "New" })), 422, &missing).await;
    let mut whole = one.clone();
    for name in ["id", "categoryId", "createdAt", "updatedAt"] {
        whole.as_object_mut().unwrap().remove(name);
    }
    whole["title"] = json!("New");
    assert_eq!(portal.on_course("PUT", &own, Some(whole)).await["title"], "New");
}

#[tokio::test]
async fn customizations_are_merged_or_replaced() {
    for (reading, name) in [
        ("customizations=merge", json!("Ada")),
        ("customizations=replace", Value::Null),
        ("put=replace", json!("Ada")),
    ] {
        let portal = Portal::with(reading).await;
        let sent = json!({ "customizations": { "instructorTitle": "Dr" } });
        let after = portal.on_course("PUT", "", Some(sent)).await;
        assert_eq!(after["customizations"]["instructorTitle"], "Dr", "{reading}");
        assert_eq!(after["customizations"]["instructorName"], name, "{reading}");
    }
}

#[tokio::test]
async fn a_text_that_is_written_may_cost_the_video_and_no_call_shows_it() {
    for (reading, has_video) in [("media=kept", true), ("media=detached", false)] {
        let portal = Portal::with(reading).await;
        let one = portal.lesson("One").await;
        let own = format!("/lessons/{}", id(&one));
        let page = format!("/courses/{}/lessons/1", portal.course);
        portal.on_course("PUT", &own, Some(json!({ "title": "Renamed" }))).await;
        let video = async || portal.sandbox.get(&page).await.text().await.unwrap().contains("<video");
        assert!(video().await, "{reading}: a title costs nothing");
        let after = portal.on_course("PUT", &own, Some(json!({ "description": "<p>New</p>" }))).await;
        assert_eq!(after["contentId"], Value::Null);
        assert_eq!(video().await, has_video, "{reading}");
        let whole = portal.whole();
        assert!(whole["categories"][0]["lessons"][0]["materials"].is_array(), "{whole}");
    }
}
