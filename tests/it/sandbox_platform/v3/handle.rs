//! What tests do with a sandbox of their own process: counts, faults, changes behind the client's back.

use coursedir::internals::sandbox::Change;

use super::*;

fn object(value: Value) -> serde_json::Map<String, Value> {
    serde_json::from_value(value).unwrap()
}

#[tokio::test]
async fn a_colleague_changes_adds_and_removes_what_they_like() {
    let portal = Portal::start().await;
    let running = &portal.sandbox.running;
    let (one, first) = (portal.lesson("One").await, portal.category("First").await);
    let before = portal.whole();
    let changes = json!({ "title": "Theirs", "commentStatus": "open", "video": "https://a.example/v.mp4" });
    assert!(running.edit(id(&one), &object(changes)));
    let after = portal.lesson("Theirs").await;
    assert_eq!((&after["commentStatus"], &after["description"]), (&json!("open"), &one["description"]));
    assert_eq!(portal.whole()["categories"][0]["lessons"][0]["video"], "https://a.example/v.mp4");
    assert_ne!(portal.whole(), before);

    let category = running.add(&portal.course, &object(json!({ "title": "Their category" }))).unwrap();
    let lesson = running.add(&category, &object(json!({ "title": "Their lesson" }))).unwrap();
    let inner = json!({ "title": "Their inner", "parentCategory": id(&first) });
    running.add(&portal.course, &object(inner)).unwrap();
    assert_eq!(
        titles(&portal.categories().await),
        ["First", "Inner", "Their inner", "Second", "Their category"]
    );
    assert_eq!(id(&portal.lesson("Their lesson").await), lesson);
    assert!(running.remove(&category));
    assert_eq!(portal.lessons().await.len(), 4);
    assert!(!running.remove(&category) && !running.edit(NOWHERE, &object(json!({}))));
    assert!(running.add(NOWHERE, &object(json!({}))).is_none());
    assert!(running.remove(&portal.course) && running.portal(&portal.course).is_none());
}

#[tokio::test]
async fn a_colleague_works_right_before_a_call() {
    let portal = Portal::start().await;
    let running = &portal.sandbox.running;
    let (one, two) = (portal.lesson("One").await, portal.lesson("Two").await);
    let theirs = Change::Edit(id(&one).to_owned(), object(json!({ "title": "Theirs" })));
    assert!(running.before("get-lesson", 2, theirs));
    assert!(running.before("get-lesson", 3, Change::Remove(id(&one).to_owned())));
    assert!(running.before("list-lessons", 2, Change::Read("v3=404".parse().unwrap())));
    assert!(!running.before("read-lesson", 1, Change::Remove(String::new())));
    let path = format!("/{}/lessons/{}", portal.course, id(&one));
    assert_eq!(portal.call("GET", &path, None).await.1["title"], "One");
    assert_eq!(portal.call("GET", &path, None).await.1["title"], "Theirs");
    assert_eq!(portal.call("GET", &path, None).await.0, 404);
    assert_eq!(titles(&portal.lessons().await), ["Two", "Three", "Four"]);
    assert_eq!(portal.call("GET", &format!("/{}/lessons", portal.course), None).await, (404, json!("")));
    assert_eq!(running.portal(&portal.course).unwrap()["categories"][0]["lessons"][0]["id"], two["id"]);
}

#[tokio::test]
async fn every_status_comes_at_its_turn_to_its_own_call() {
    let portal = Portal::start().await;
    let path = format!("/{}/lessons/{}", portal.course, id(&portal.lesson("Two").await));
    for status in [401, 403, 404, 409, 422, 429, 500, 503] {
        portal.sandbox.running.inject(format!("update-lesson:{status}@2").parse().unwrap());
        let mut seen = Vec::new();
        for number in 0..3 {
            let title = json!({ "title": format!("{status} {number}") });
            seen.push(portal.call("PUT", &path, Some(title)).await.0);
            assert_eq!(portal.call("GET", &path, None).await.0, 200, "another call");
        }
        assert_eq!(seen, [200, status, 200]);
        portal.sandbox.running.clear_faults();
    }
    portal.sandbox.running.inject("v3:503x*".parse().unwrap());
    assert_eq!(portal.call("GET", "", None).await.0, 503);
    assert_eq!(portal.sandbox.import(&body()).await.unwrap().status(), 201, "not one of these calls");
}

#[tokio::test]
async fn an_answer_is_lost_after_the_work_was_done_or_before() {
    let portal = Portal::start().await;
    for (fault, done) in [("create-category:cut-before", false), ("create-category:cut-after", true)] {
        portal.sandbox.running.inject(fault.parse().unwrap());
        let before = portal.categories().await.len();
        let url = portal.sandbox.url(&format!("{COURSES}/{}/categories?locationId=loc", portal.course));
        let request = portal.sandbox.client.post(url).bearer_auth(TOKEN).header("Version", "v3");
        assert!(request.json(&json!({ "title": "T" })).send().await.is_err(), "{fault}");
        assert_eq!(portal.categories().await.len() - before, usize::from(done), "{fault}");
        portal.sandbox.running.clear_faults();
    }
}

#[tokio::test]
async fn requests_are_counted_by_method_and_route() {
    let portal = Portal::start().await;
    let two = id(&portal.lesson("Two").await).to_owned();
    for _ in 0..3 {
        portal.on_course("PUT", &format!("/lessons/{two}"), Some(json!({}))).await;
    }
    portal.call("GET", "", None).await;
    let requests = portal.sandbox.running.requests();
    let count = |method: &str, route: &str| {
        requests.iter().filter(|it| it.method == method && it.route.as_deref() == Some(route)).count()
    };
    assert_eq!(count("PUT", "/courses/products/{productId}/lessons/{lessonId}"), 3);
    assert_eq!(count("GET", "/courses/products/{productId}/lessons"), 1);
    assert_eq!(count("GET", "/courses/products"), 1);
    assert_eq!(portal.sandbox.running.calls("update-lesson"), 3);
    assert_eq!(portal.sandbox.running.calls("list-lessons"), 1);
}
