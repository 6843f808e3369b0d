//! The order of siblings.

use super::*;

/// The ids of these titles.
async fn ids(portal: &Portal, titles: &[&str]) -> Value {
    let mut all = portal.lessons().await;
    all.extend(portal.categories().await);
    let id =
        |title: &&str| all.iter().find(|it| it["title"] == *title).map_or(NOWHERE, |it| id(it)).to_owned();
    titles.iter().map(id).collect::<Vec<_>>().into()
}

async fn lessons_of_first(portal: &Portal) -> String {
    format!("/categories/{}/lessons/sequence", id(&portal.category("First").await))
}

fn positions(list: &[Value]) -> Vec<(&str, u64)> {
    list.iter().map(|it| (it["title"].as_str().unwrap(), it["sequenceNo"].as_u64().unwrap())).collect()
}

#[tokio::test]
async fn a_whole_group_of_siblings_is_put_in_order() {
    let portal = Portal::start().await;
    let path = lessons_of_first(&portal).await;
    let sent = json!({ "ids": ids(&portal, &["Two", "One"]).await });
    assert_eq!(portal.on_course("PUT", &path, Some(sent)).await, json!({ "ok": true }));
    let expected = [("Two", 1), ("One", 2), ("Three", 1), ("Four", 1)];
    assert_eq!(positions(&portal.lessons().await), expected);

    let sent = json!({ "ids": ids(&portal, &["Second", "First"]).await });
    portal.on_course("PUT", "/categories/sequence", Some(sent)).await;
    assert_eq!(titles(&portal.categories().await), ["Second", "First", "Inner"]);
    let sent = json!({ "ids": ids(&portal, &["Inner"]).await });
    portal.on_course("PUT", "/categories/sequence", Some(sent)).await;
    let sent = json!({ "ids": ids(&portal, &["First", "Inner", "Second"]).await });
    portal.on_course("PUT", "/categories/sequence", Some(sent)).await;
    assert_eq!(titles(&portal.categories().await), ["First", "Inner", "Second"]);
}

#[tokio::test]
async fn what_is_no_list_of_siblings_is_refused() {
    let portal = Portal::start().await;
    let path = lessons_of_first(&portal).await;
    let three = id(&portal.lesson("Three").await).to_owned();
    for (body, message) in [
        (json!({}), "ids must be an array of strings".to_owned()),
        (json!({ "ids": [1] }), "ids must be an array of strings".to_owned()),
        (json!({ "ids": [] }), "ids should not be empty".to_owned()),
        (json!({ "ids": ["a", "a"] }), "ids must be unique".to_owned()),
        (json!({ "ids": [NOWHERE] }), format!("ids has an unknown id: {NOWHERE}")),
        (json!({ "ids": [three] }), format!("ids has an unknown id: {three}")),
    ] {
        portal.refused("PUT", &path, Some(body), 422, &json!([message])).await;
    }
    let more = json!({ "ids": [NOWHERE], "order": 1 });
    portal.refused("PUT", &path, Some(more), 422, &json!(["order should not exist"])).await;
    let nowhere = format!("/categories/{NOWHERE}/lessons/sequence");
    portal
        .refused("PUT", &nowhere, Some(json!({ "ids": [NOWHERE] })), 404, &json!("Category not found"))
        .await;
}

#[tokio::test]
async fn a_list_of_some_siblings_is_refused_applied_or_filled_up() {
    for (reading, expected) in [
        ("sequence=refused", [("One", 1), ("Two", 2), ("Also", 3)]),
        ("sequence=applied", [("One", 1), ("Also", 1), ("Two", 2)]),
        ("sequence=appended", [("Also", 1), ("One", 2), ("Two", 3)]),
        ("sequence=appended,positions-from=0", [("Also", 0), ("One", 1), ("Two", 2)]),
    ] {
        let portal = Portal::with(reading).await;
        let first = portal.category("First").await;
        portal
            .on_course("POST", "/lessons", Some(json!({ "title": "Also", "categoryId": id(&first) })))
            .await;
        let sent = json!({ "ids": ids(&portal, &["Also"]).await });
        let path = format!("/{}{}", portal.course, lessons_of_first(&portal).await);
        let (status, answer) = portal.call("PUT", &path, Some(sent)).await;
        assert_eq!(status == 422, reading == "sequence=refused", "{reading}: {answer}");
        let lessons = portal.lessons().await;
        assert_eq!(positions(&lessons)[..3], expected, "{reading}");
    }
}
