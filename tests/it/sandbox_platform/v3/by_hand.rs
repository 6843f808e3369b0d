//! The pages: what the calls changed, and the form where a lesson is edited by hand.

use super::*;

async fn page(portal: &Portal, path: &str) -> String {
    let response = portal.sandbox.get(&format!("/courses/{}{path}", portal.course)).await;
    assert_eq!(response.status(), 200, "{path}");
    response.text().await.unwrap()
}

/// Sends the form of a lesson as a browser would from its own page.
async fn save(portal: &Portal, lesson: &Value, changes: &[(&str, &str)]) -> Response {
    let text = |name: &str| lesson[name].as_str().unwrap_or_default().to_owned();
    let mut fields = vec![
        ("title", text("title")),
        ("visibility", text("visibility")),
        ("place", lesson["sequenceNo"].to_string()),
        ("text", text("description")),
    ];
    for (name, value) in changes {
        let field = fields.iter_mut().find(|field| field.0 == *name).unwrap();
        *field = (field.0, (*value).to_owned());
    }
    let own = portal.sandbox.url(&format!("/courses/{}/edit/{}", portal.course, id(lesson)));
    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let request = client.post(own).header("Origin", portal.sandbox.running.base_url());
    with_form(request, &fields).send().await.unwrap()
}

#[tokio::test]
async fn the_pages_show_what_the_calls_changed() {
    let portal = Portal::start().await;
    let before = page(&portal, "").await;
    assert!(before.contains("One") && !before.contains("Renamed"), "{before}");
    let (one, second) = (portal.lesson("One").await, portal.category("Second").await);
    portal.on_course("PUT", "", Some(json!({ "title": "Better course" }))).await;
    let sent = json!({ "title": "Renamed", "categoryId": id(&second), "description": "<p>Fresh</p>" });
    portal.on_course("PUT", &format!("/lessons/{}", id(&one)), Some(sent)).await;
    portal.on_course("POST", "/categories", Some(json!({ "title": "Third" }))).await;
    let after = page(&portal, "").await;
    for part in ["Better course", "Renamed", "Third"] {
        assert!(after.contains(part), "{part} in {after}");
    }
    assert!(!after.contains(">One<"), "{after}");
    assert!(page(&portal, "/lessons/3").await.contains("<p>Fresh</p>"));
    assert!(page(&portal, "/body.json").await.contains("Better course"));
    let (_, made) = portal.call("POST", "", Some(json!({ "title": "By a call" }))).await;
    let list = portal.sandbox.get("/").await.text().await.unwrap();
    assert!(list.contains("By a call") && list.contains("Better course"), "{list}");
    assert_eq!(portal.sandbox.get(&format!("/courses/{}", id(&made))).await.status(), 200);
}

#[tokio::test]
async fn learners_addresses_lead_to_the_lesson() {
    let portal = Portal::start().await;
    let three = portal.lesson("Three").await;
    let category = three["categoryId"].as_str().unwrap();
    let path = |category: &str, lesson: &str| {
        format!("/courses/products/{}/categories/{category}/posts/{lesson}?source=courses", portal.course)
    };
    let shown = portal.sandbox.get(&path(category, id(&three))).await;
    assert_eq!(shown.status(), 303);
    assert_eq!(shown.headers()["location"], format!("/courses/{}/lessons/3", portal.course).as_str());
    for (category, lesson) in [(NOWHERE, id(&three)), (category, NOWHERE), ("x", "y")] {
        assert_eq!(portal.sandbox.get(&path(category, lesson)).await.status(), 404);
    }
}

#[tokio::test]
async fn a_lesson_is_edited_by_hand() {
    let portal = Portal::start().await;
    let one = portal.lesson("One").await;
    let link = format!("/courses/{}/edit/{}", portal.course, id(&one));
    assert!(page(&portal, "/lessons/1").await.contains(&format!("href=\"{link}\"")));
    let form = portal.sandbox.get(&link).await;
    let policy = form.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("form-action 'self'") && !policy.contains("script"), "{policy}");
    assert_eq!(form.headers()["referrer-policy"], "same-origin", "or a form has no origin");
    let form = form.text().await.unwrap();
    assert!(form.contains("value=\"One\"") && form.contains("&lt;p&gt;One&lt;/p&gt;"), "{form}");

    let changes =
        [("title", "By hand"), ("text", "<p>a</p>\r\n<p>b</p>"), ("visibility", "locked"), ("place", "2")];
    let saved = save(&portal, &one, &changes).await;
    assert_eq!(saved.status(), 303);
    let to = saved.headers()["location"].to_str().unwrap();
    assert_eq!(to, format!("/courses/{}/lessons/2", portal.course));
    let edited = portal.on_course("GET", &format!("/lessons/{}", id(&one)), None).await;
    assert_eq!(edited["title"], "By hand");
    assert_eq!(edited["description"], "<p>a</p>\n<p>b</p>", "a browser's line ends are not kept");
    assert_eq!((&edited["visibility"], &edited["sequenceNo"]), (&json!("locked"), &json!(2)));
    assert_eq!(titles(&portal.lessons().await), ["Two", "By hand", "Three", "Four"]);
    assert!(portal.whole()["categories"][0]["lessons"][1]["video"].is_string(), "the video stays");

    let same = save(&portal, &edited, &[]).await;
    assert_eq!(same.status(), 303);
    assert_eq!(
        portal.on_course("GET", &format!("/lessons/{}", id(&one)), None).await,
        edited,
        "nothing changed"
    );
}

#[tokio::test]
async fn a_wrong_form_says_so_and_changes_nothing() {
    let portal = Portal::start().await;
    let one = portal.lesson("One").await;
    for (change, words) in [
        (("title", " "), "The title is empty."),
        (("visibility", "secret"), "The visibility is unknown."),
        (("place", "0"), "The position is not a positive number."),
    ] {
        let answer = save(&portal, &one, &[change]).await;
        assert_eq!(answer.status(), 400);
        let page = answer.text().await.unwrap();
        assert!(page.contains(words), "{page}");
    }
    assert_eq!(portal.lesson("One").await, one);
    let nowhere = json!({ "id": NOWHERE });
    assert_eq!(save(&portal, &nowhere, &[("title", "T")]).await.status(), 404);
}

#[tokio::test]
async fn other_sites_can_neither_send_the_form_nor_read_it() {
    let portal = Portal::start().await;
    let one = portal.lesson("One").await;
    let own = portal.sandbox.url(&format!("/courses/{}/edit/{}", portal.course, id(&one)));
    let post = || {
        let fields = [("title", "Hacked"), ("visibility", "draft"), ("place", "1"), ("text", "")];
        with_form(portal.sandbox.client.post(&own), &fields.map(|(name, value)| (name, value.to_owned())))
    };
    for request in [
        post().header("Origin", "https://evil.example"),
        post().header("Origin", "null"),
        post().header("Sec-Fetch-Site", "cross-site"),
        portal
            .sandbox
            .client
            .get(&own)
            .header("Sec-Fetch-Site", "cross-site")
            .header("Sec-Fetch-Mode", "cors"),
    ] {
        assert_eq!(request.send().await.unwrap().status(), 403);
    }
    assert_eq!(portal.lesson("One").await, one);
}

#[tokio::test]
async fn what_cannot_be_kept_is_still_in_the_form() {
    let portal = Portal::start().await;
    let one = portal.lesson("One").await;
    let long = "\n<p>An hour's work</p>\r\n<p>&amp; more</p>";
    for (field, value) in [("title", " "), ("place", "0"), ("place", "many"), ("visibility", "secret")] {
        let mut typed =
            vec![("title", "A new title"), ("visibility", "draft"), ("place", "2"), ("text", long)];
        typed.iter_mut().find(|typed| typed.0 == field).unwrap().1 = value;
        let answer = save(&portal, &one, &typed).await;
        assert_eq!(answer.status(), 400, "{field}");
        let form = answer.text().await.unwrap();
        let text = "<textarea name=\"text\" rows=\"24\" cols=\"100\">\n\n&lt;p&gt;An hour's work&lt;/p&gt;\n&lt;p&gt;&amp;amp; more";
        assert!(form.contains(text), "{field}: {form}");
        for (name, value) in typed {
            let is_kept = match name {
                "title" | "place" => form.contains(&format!("value=\"{value}\" required")),
                "visibility" => form.contains(&format!("<option value=\"{value}\" selected>")),
                _ => true,
            };
            assert!(is_kept, "{field}, {name}: {form}");
        }
    }
    assert_eq!(portal.lesson("One").await, one);
}

#[tokio::test]
async fn what_somebody_typed_cannot_act() {
    let portal = Portal::start().await;
    let one = portal.lesson("One").await;
    let hostile = "</textarea></title>\"'><script>alert(1)</script><img src=x onerror=alert(1)>";
    let saved = save(&portal, &one, &[("title", hostile), ("text", hostile)]).await;
    assert_eq!(saved.status(), 303);
    let lesson = page(&portal, "/lessons/1").await;
    assert_eq!(
        lesson.matches("<script").count(),
        lesson.matches("<script src=\"/assets/").count(),
        "{lesson}"
    );
    let text = lesson.split_once("cd-prose").unwrap().1.split_once("cd-pager").unwrap().0;
    assert!(!text.contains("onerror") && !text.contains("alert"), "{text}");
    let form = page(&portal, &format!("/edit/{}", id(&one))).await;
    assert!(
        !form.contains("<script") && !form.contains("<img") && form.contains("&lt;/textarea&gt;"),
        "{form}"
    );
    let kept = portal.on_course("GET", &format!("/lessons/{}", id(&one)), None).await;
    assert_eq!(kept["description"], hostile, "kept as it was typed");
}
