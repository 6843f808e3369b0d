//! The other readings, one by one.

use super::*;

use coursedir::internals::sandbox::Readings;

/// What is possible, as the error for something impossible says.
fn possible(spec: &str) -> Vec<String> {
    let error = spec.parse::<Readings>().unwrap_err().to_string();
    let words = error.rsplit_once("one of ").map_or("", |it| it.1);
    words.split(", ").filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_reading_is_documented_with_its_values() {
    let page =
        std::fs::read_to_string(crate::testkit::repository().join("docs/reference/sandbox.md")).unwrap();
    let names = possible("nothing=1");
    let listed = page.split_once("## Readings").unwrap().1.lines().filter(|line| line.starts_with("| `"));
    assert_eq!(listed.count(), names.len());
    for name in names {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{name}` | ")));
        let row = row.unwrap_or_else(|| panic!("`{name}` has no row"));
        if name == "put-loses" {
            continue;
        }
        let values =
            possible(&format!("{name}=?")).iter().map(|value| format!("`{value}`")).collect::<Vec<_>>();
        assert!(row.contains(&format!("| {}", values.join(", "))), "{name}: {values:?} and {row}");
    }
}

#[tokio::test]
async fn lists_lag_behind_and_single_objects_do_not() {
    let portal = Portal::with("lag=60").await;
    let lag = |seconds| portal.sandbox.running.advance(Duration::from_secs(seconds));
    assert_eq!(portal.call("GET", "", None).await.1["products"], json!([]), "the course itself is new");
    assert!(portal.categories().await.is_empty() && portal.lessons().await.is_empty());
    assert_eq!(portal.on_course("GET", "", None).await["title"], "Course");
    lag(61);
    let one = portal.lesson("One").await;
    let own = format!("/lessons/{}", id(&one));
    portal.on_course("PUT", &own, Some(json!({ "title": "Renamed" }))).await;
    let made = json!({ "title": "Made", "categoryId": one["categoryId"] });
    let made = portal.on_course("POST", "/lessons", Some(made)).await;
    let by_category = format!("/lessons?categoryId={}", one["categoryId"].as_str().unwrap());
    assert_eq!(titles(&portal.lessons().await), ["One", "Two", "Three", "Four"]);
    let listed = portal.on_course("GET", &by_category, None).await;
    assert_eq!(titles(listed["lessons"].as_array().unwrap()), ["One", "Two"]);
    assert_eq!(portal.on_course("GET", &own, None).await["title"], "Renamed");
    assert_eq!(portal.on_course("GET", &format!("/lessons/{}", id(&made)), None).await, made);
    lag(61);
    assert_eq!(titles(&portal.lessons().await), ["Renamed", "Two", "Made", "Three", "Four"]);

    portal.sandbox.running.set_readings("lag-lists=2".parse().unwrap());
    portal.on_course("DELETE", &own, None).await;
    assert_eq!(portal.lessons().await.len(), 5);
    assert_eq!(portal.categories().await.len(), 3);
    assert_eq!(portal.lessons().await.len(), 4);
}

#[tokio::test]
async fn a_text_comes_back_in_other_bytes() {
    for (reading, expected) in [
        ("html=kept", "<p style=\"color:red\" class=\"b\">Two &#233;</p>"),
        ("html=attributes", "<p class=\"b\" style=\"color:red\">Two &#233;</p>"),
        ("html=entities", "<p style=\"color:red\" class=\"b\">Two é</p>"),
        ("html=styles", "<p class=\"b\">Two &#233;</p>"),
        ("html=rewritten", "<p class=\"b\">Two é</p>"),
    ] {
        let portal = Portal::with(reading).await;
        let two = portal.lesson("Two").await;
        assert_eq!(two["description"], expected, "{reading}");
        let own = format!("/lessons/{}", id(&two));
        assert_eq!(portal.on_course("GET", &own, None).await["description"], expected, "{reading}");
        let back = portal.on_course("PUT", &own, Some(json!({ "description": expected }))).await;
        assert_eq!(back["description"], expected, "{reading}: only once");
    }
}

#[tokio::test]
async fn objects_may_hold_values_that_no_document_has() {
    let portal = Portal::with("values=unknown").await;
    let (two, second) = (portal.lesson("Two").await, portal.category("Second").await);
    assert_eq!((&two["contentType"], &two["commentStatus"]), (&json!("text"), &json!("open")));
    assert_eq!((&second["visibility"], &second["dripDays"]), (&json!("archived"), &json!(0)));
    assert!(
        two["internal"].is_object() && portal.on_course("GET", "", None).await["isArchived"].is_boolean()
    );
    assert_eq!(portal.lesson("One").await["contentType"], "video");
    let own = format!("/lessons/{}", id(&two));
    let kept = portal.on_course("PUT", &own, Some(json!({ "title": "New" }))).await;
    assert_eq!(kept["contentType"], "text");
    assert_eq!(
        portal.call("PUT", &format!("/{}{own}", portal.course), Some(json!({ "internal": {} }))).await.0,
        422
    );

    let portal = Portal::with("values=null").await;
    assert_eq!(portal.lesson("Two").await["contentType"], Value::Null);
    assert_eq!(portal.lesson("Three").await["contentType"], "quiz");
}

#[tokio::test]
async fn a_wrong_body_is_refused_with_one_status_or_another() {
    for (readings, body, status) in [
        ("", json!({ "contentType": "text" }), 422),
        ("invalid=400", json!({ "contentType": "text" }), 400),
        ("bad-enum=500", json!({ "contentType": "text" }), 500),
        ("bad-enum=500", json!({ "title": 1 }), 422),
        ("extra-fields=ignored", json!({ "locationId": "loc" }), 200),
        ("", json!({ "locationId": "loc" }), 422),
    ] {
        let portal = Portal::with(readings).await;
        let path = format!("/{}/lessons/{}", portal.course, id(&portal.lesson("One").await));
        let (own, answer) = portal.call("PUT", &path, Some(body.clone())).await;
        assert_eq!(own, status, "{readings} {body}: {answer}");
        assert!(status == 200 || answer["statusCode"] == status, "{answer}");
    }
}

#[tokio::test]
async fn errors_have_the_older_shape_or_the_newer_one() {
    let portal = Portal::with("errors=newer").await;
    let (status, answer) = portal.call("POST", "", Some(json!({}))).await;
    let expected = json!({
        "error": { "code": "UNPROCESSABLE_ENTITY", "message": "title is required" }, "traceId": answer["traceId"],
    });
    assert_eq!((status, &answer), (422, &expected));
    let request = portal.sandbox.client.get(portal.sandbox.url(COURSES)).bearer_auth(TOKEN);
    let answer: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["error"]["code"], "UNAUTHORIZED");
}

#[tokio::test]
async fn an_import_counts_positions_or_gives_some_twice() {
    for (reading, expected) in
        [("positions-from=0", [0, 1, 0, 0]), ("positions=doubled", [1, 1, 1, 1]), ("", [1, 2, 1, 1])]
    {
        let portal = Portal::with(reading).await;
        let lessons = portal.lessons().await;
        let positions: Vec<_> = lessons.iter().map(|it| it["sequenceNo"].as_u64().unwrap()).collect();
        assert_eq!(positions, expected, "{reading}");
    }
}

#[tokio::test]
async fn a_category_that_is_not_empty_may_refuse_to_go() {
    let portal = Portal::with("delete-category=refused").await;
    for title in ["First", "Second"] {
        let path = format!("/categories/{}", id(&portal.category(title).await));
        portal.refused("DELETE", &path, None, 409, &json!("The category is not empty")).await;
    }
    let (four, second) = (portal.lesson("Four").await, portal.category("Second").await);
    portal.on_course("DELETE", &format!("/lessons/{}", id(&four)), None).await;
    portal.on_course("DELETE", &format!("/categories/{}", id(&second)), None).await;
}

#[tokio::test]
async fn a_picture_that_is_elsewhere_may_be_dropped() {
    for (reading, is_kept) in [("posters=any", true), ("posters=own", false)] {
        let portal = Portal::with(reading).await;
        let one = portal.lesson("One").await;
        let own = format!("/lessons/{}", id(&one));
        let ours = portal.on_course("PUT", &own, Some(json!({ "posterImage": one["posterImage"] }))).await;
        assert_eq!(ours["posterImage"], one["posterImage"], "{reading}");
        let theirs = json!({ "posterImage": "https://cdn.example/p.png" });
        let theirs = portal.on_course("PUT", &own, Some(theirs)).await;
        assert_eq!(theirs["posterImage"].is_string(), is_kept, "{reading}");
    }
}
