//! Each call against a server with literal JSON of the reference: first what was sent, then what came of it.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use wiremock::matchers::{header, method, path, query_param};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::*;
use crate::platform::testing::{RawServer, TOKEN, client, said};

const COURSE_ID: &str = "0b1f6c5e-8f0e-4c8f-9d4b-0d6a3f0c2e11";
const CATEGORY_ID: &str = "1b1f6c5e-8f0e-4c8f-9d4b-0d6a3f0c2e12";
const LESSON_ID: &str = "2b1f6c5e-8f0e-4c8f-9d4b-0d6a3f0c2e13";

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn course() -> Id {
    id(COURSE_ID)
}

fn api(base: &str) -> CoursesApi {
    CoursesApi::new(client(base), "loc&1")
}

/// A server that answers one call, and holds every request against what all have in common.
async fn server(verb: &str, at: &str, status: u16, answer: Value) -> (MockServer, CoursesApi) {
    let server = MockServer::start().await;
    Mock::given(method(verb))
        .and(path(format!("/courses/products{at}")))
        .and(query_param("locationId", "loc&1"))
        .and(header("Version", "v3"))
        .and(header("Accept", "application/json"))
        .and(header("Authorization", format!("Bearer {TOKEN}").as_str()))
        .respond_with(ResponseTemplate::new(status).set_body_json(answer))
        .expect(1..)
        .mount(&server)
        .await;
    let api = api(&server.uri());
    (server, api)
}

async fn only_request(server: &MockServer) -> Request {
    let mut all = server.received_requests().await.unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// The body of the only request, which has no field that these calls do not accept.
async fn sent(server: &MockServer) -> Value {
    let body: Value = only_request(server).await.body_json().unwrap();
    for refused in ["id", "locationId", "userId", "productId", "originId", "source", "processing"] {
        assert!(body.get(refused).is_none(), "{body}");
    }
    body
}

fn lesson_json() -> Value {
    json!({
        "id": LESSON_ID, "title": "Knead", "categoryId": CATEGORY_ID, "description": "<p>Push.</p>",
        "visibility": "published", "posterImage": null, "sequenceNo": 1, "contentType": "video", "contentId": null,
        "metaData": {"embedMediaId": "m1"}, "commentStatus": "visible", "commentPermission": "enabled",
        "lockedByPost": null, "lockedByCategory": null, "certificateTemplateId": null,
        "createdAt": "2026-09-24T10:00:00.000Z", "updatedAt": "2026-09-24T10:00:00.000Z", "newThing": {"a": 1},
    })
}

fn category_json() -> Value {
    json!({
        "id": CATEGORY_ID, "title": "Start", "description": null, "parentCategory": null, "visibility": "drip",
        "posterImage": null, "sequenceNo": 0, "dripDays": 3, "metadata": {"dripUnit": "days", "dripDate": null},
        "commentPermission": null, "lockedBy": null, "lockedByCategory": null,
        "createdAt": "2026-09-24T10:00:00.000Z", "updatedAt": "2026-09-24T10:00:00.000Z",
    })
}

fn course_json() -> Value {
    json!({
        "id": COURSE_ID, "title": "Bread", "description": "About it", "posterImage": "https://cdn.example/a.png",
        "commentPrivacy": "public", "libraryOrder": 2, "customJs": "x()", "customCss": null, "customHeader": null,
        "customFooter": null, "customizations": {"id": "c1", "heroSpacing": "xs", "settings": {"a": true}},
        "createdAt": "2026-09-24T10:00:00.000Z", "updatedAt": "2026-09-24T10:00:00.000Z",
    })
}

fn with(mut value: Value, field: &str, new: Value) -> Value {
    value[field] = new;
    value
}

fn without(mut value: Value, field: &str) -> Value {
    value.as_object_mut().unwrap().shift_remove(field);
    value
}

fn none() -> BTreeSet<UnknownValue> {
    BTreeSet::new()
}

#[tokio::test]
async fn courses_are_listed_page_by_page() {
    let server = MockServer::start().await;
    let page = |cursor: Option<&str>, course: &str| json!({"products": [with(course_json(), "id", json!(course))], "nextCursor": cursor});
    Mock::given(query_param("cursor", "c/2"))
        .respond_with(ResponseTemplate::new(200).set_body_json(page(None, "b2")))
        .with_priority(1)
        .mount(&server)
        .await;
    Mock::given(query_param("search", "Br"))
        .respond_with(ResponseTemplate::new(200).set_body_json(page(Some("c/2"), "a1")))
        .mount(&server)
        .await;
    let courses = list_courses(&api(&server.uri()), Some("Br")).await.unwrap();
    assert_eq!(courses.iter().map(|course| course.id().as_str()).collect::<Vec<_>>(), ["a1", "b2"]);
    let requests = server.received_requests().await.unwrap();
    assert!(requests.iter().all(|request| request.url.query().unwrap().contains("limit=50")));
    server.reset().await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(200).set_body_json(page(Some("again"), "a1")))
        .mount(&server)
        .await;
    let error = list_courses(&api(&server.uri()), None).await.unwrap_err();
    assert!(matches!(error, CallError::Reply(ReplyError { fault: ReplyFault::EndlessPages, .. })), "{error}");
}

#[tokio::test]
async fn a_whole_course_is_read_in_two_lists() {
    let (_server, api) =
        server("GET", &format!("/{COURSE_ID}/categories"), 200, json!({"categories": [category_json()]}))
            .await;
    let categories = list_categories(&api, &course()).await.unwrap();
    assert_eq!((categories[0].title(), categories[0].visibility()), ("Start", "drip"));
    assert_eq!((categories[0].parent(), categories[0].position().to_bits()), (None, 0.0_f64.to_bits()));
    let (_server, api) =
        self::server("GET", &format!("/{COURSE_ID}/lessons"), 200, json!({"lessons": [lesson_json()]})).await;
    let lessons = list_lessons(&api, &course()).await.unwrap();
    let lesson = &lessons[0];
    assert_eq!((lesson.category(), lesson.html()), (CATEGORY_ID, "<p>Push.</p>"));
    assert_eq!((lesson.visibility(), lesson.content_type()), ("published", Some("video")));
    assert_eq!(Value::Object(lesson.json().clone()), lesson_json(), "unknown fields are kept");
}

#[tokio::test]
async fn lessons_of_one_category_are_those_of_no_other() {
    let server = MockServer::start().await;
    let other = with(with(lesson_json(), "id", json!(CATEGORY_ID)), "categoryId", json!(COURSE_ID));
    Mock::given(method("GET"))
        .and(query_param("categoryId", CATEGORY_ID))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({ "lessons": [lesson_json(), other] })))
        .mount(&server)
        .await;
    let category = Id::new(CATEGORY_ID).unwrap();
    let lessons = list_lessons_in(&api(&server.uri()), &course(), &category).await.unwrap();
    assert_eq!(lessons.iter().map(|lesson| lesson.id().as_str()).collect::<Vec<_>>(), [LESSON_ID]);
}

#[tokio::test]
async fn a_list_that_is_not_as_documented_is_refused_by_name() {
    let lists = |lessons: Value| json!({ "lessons": lessons });
    let one = lesson_json;
    let cases = [
        (json!({"posts": []}), ReplyFault::MissingList("lessons")),
        (json!({"lessons": null}), ReplyFault::MissingList("lessons")),
        (json!([]), ReplyFault::MissingList("lessons")),
        (lists(json!(["x"])), ReplyFault::NotAnObject { object: "lesson" }),
        (
            lists(json!([without(one(), "title")])),
            ReplyFault::MissingField { object: "lesson", field: "title" },
        ),
        (
            lists(json!([without(one(), "description")])),
            ReplyFault::MissingField { object: "lesson", field: "description" },
        ),
        (
            lists(json!([with(one(), "description", json!(["a"]))])),
            ReplyFault::WrongType { object: "lesson", field: "description" },
        ),
        (
            lists(json!([with(one(), "visibility", Value::Null)])),
            ReplyFault::WrongType { object: "lesson", field: "visibility" },
        ),
        (
            lists(json!([with(one(), "id", json!("../offers"))])),
            ReplyFault::NotAnId { object: "lesson", field: "id" },
        ),
        (
            lists(json!([with(one(), "categoryId", json!("sequence"))])),
            ReplyFault::NotAnId { object: "lesson", field: "categoryId" },
        ),
        (
            lists(json!([one(), one()])),
            ReplyFault::DuplicateId { object: "lesson", id: LESSON_ID.to_owned() },
        ),
        (json!({"lessons": [], "nextCursor": "x"}), ReplyFault::UndeclaredCursor("nextCursor".to_owned())),
        (json!({"lessons": [], "hasMore": true}), ReplyFault::UndeclaredCursor("hasMore".to_owned())),
    ];
    for (answer, expected) in cases {
        let (_server, api) = server("GET", &format!("/{COURSE_ID}/lessons"), 200, answer).await;
        let error = list_lessons(&api, &course()).await.unwrap_err();
        said(&error);
        let CallError::Reply(ReplyError { fault, .. }) = error else { panic!("{error:?}") };
        assert_eq!(fault, expected);
    }
    let ends = json!({"lessons": [], "nextCursor": null, "hasMore": false, "next": ""});
    let (_server, api) = server("GET", &format!("/{COURSE_ID}/lessons"), 200, ends).await;
    assert_eq!(list_lessons(&api, &course()).await.unwrap(), []);
}

#[tokio::test]
async fn values_of_a_later_day_are_read_as_text() {
    let strange = json!({
        "id": LESSON_ID, "title": "Knead", "categoryId": CATEGORY_ID, "description": null,
        "visibility": "archived", "contentType": null, "commentStatus": "open", "sequenceNo": "first",
    });
    let lesson = Lesson::from_json(strange).unwrap();
    assert_eq!((lesson.visibility(), lesson.content_type(), lesson.html()), ("archived", None, ""));
    let unknown = lesson.unknown_values();
    let shown: Vec<_> = unknown.iter().map(|it| format!("{}={}", it.field, it.value)).collect();
    let expected =
        ["visibility=\"archived\"", "sequenceNo=\"first\"", "contentType=null", "commentStatus=\"open\""];
    assert_eq!(shown, expected);
    let category = Category::from_json(with(category_json(), "dripDays", json!(0))).unwrap();
    assert_eq!(category.unknown_values().len(), 1);
}

#[tokio::test]
async fn an_update_sends_every_writable_field_as_read_and_nothing_else() {
    let at = format!("/{COURSE_ID}/lessons/{LESSON_ID}");
    let (server, api) = server("PUT", &at, 200, lesson_json()).await;
    let lesson = Lesson::from_json(lesson_json()).unwrap();
    let changes = LessonChanges { html: Some("<p>Fold.</p>"), ..LessonChanges::default() };
    let body = lesson.put(&changes, &none()).unwrap();
    update_lesson(&api, &course(), lesson.id(), &body).await.unwrap();
    let expected = json!({
        "title": "Knead", "description": "<p>Fold.</p>", "visibility": "published", "posterImage": null,
        "sequenceNo": 1, "contentType": "video", "contentId": null, "metaData": {"embedMediaId": "m1"},
        "commentStatus": "visible", "commentPermission": "enabled", "lockedByPost": null,
        "lockedByCategory": null, "certificateTemplateId": null,
    });
    assert_eq!(sent(&server).await, expected);
}

#[tokio::test]
async fn all_changes_of_a_lesson_are_sent() {
    let at = format!("/{COURSE_ID}/lessons/{LESSON_ID}");
    let (server, api) = server("PUT", &at, 200, json!({})).await;
    let other = id(CATEGORY_ID);
    let changes = LessonChanges {
        title: Some("Fold"),
        category: Some(&other),
        html: Some(""),
        visibility: Some(Visibility::Draft),
        content_type: Some(ContentType::Quiz),
        poster_image: Some(Change::To("https://cdn.example/a.png")),
    };
    let body = Lesson::from_json(lesson_json()).unwrap().put(&changes, &none()).unwrap();
    update_lesson(&api, &course(), &id(LESSON_ID), &body).await.unwrap();
    let body = sent(&server).await;
    for (field, value) in [
        ("title", "Fold"),
        ("categoryId", CATEGORY_ID),
        ("description", ""),
        ("visibility", "draft"),
        ("contentType", "quiz"),
        ("posterImage", "https://cdn.example/a.png"),
    ] {
        assert_eq!(body[field], value);
    }
}

#[tokio::test]
async fn an_unknown_value_stops_an_update_unless_it_may_be_left_out() {
    let strange = with(with(lesson_json(), "contentType", json!("text")), "commentStatus", json!("open"));
    let lesson = Lesson::from_json(strange).unwrap();
    let changes = LessonChanges { title: Some("Fold"), ..LessonChanges::default() };
    let unknown = lesson.put(&changes, &none()).unwrap_err();
    assert_eq!(unknown, lesson.unknown_values());
    let known: BTreeSet<_> = unknown.into_iter().collect();
    let body: Value = serde_json::from_slice(lesson.put(&changes, &known).unwrap().bytes()).unwrap();
    assert!(body.get("contentType").is_none() && body.get("commentStatus").is_none(), "{body}");
    // A change of the field itself needs no leave.
    let changes = LessonChanges { content_type: Some(ContentType::Video), ..LessonChanges::default() };
    assert_eq!(lesson.put(&changes, &none()).unwrap_err().len(), 1);
}

#[tokio::test]
async fn categories_are_written_and_moved() {
    let at = format!("/{COURSE_ID}/categories/{CATEGORY_ID}");
    let (server, api) = server("PUT", &at, 200, category_json()).await;
    let category = Category::from_json(category_json()).unwrap();
    let changes = CategoryChanges {
        title: Some("Begin"),
        parent: Some(None),
        poster_image: Some(Change::Clear),
        ..CategoryChanges::default()
    };
    let body = category.put(&changes, &none()).unwrap();
    update_category(&api, &course(), category.id(), &body).await.unwrap();
    let expected = json!({
        "title": "Begin", "description": null, "parentCategory": null, "visibility": "drip", "posterImage": null,
        "sequenceNo": 0, "dripDays": 3, "metadata": {"dripUnit": "days", "dripDate": null},
        "lockedBy": null, "lockedByCategory": null,
    });
    assert_eq!(sent(&server).await, expected);
}

#[tokio::test]
async fn a_course_keeps_its_code_and_customizations() {
    let (server, api) = server("PUT", &format!("/{COURSE_ID}"), 200, course_json()).await;
    let read = Course::from_json(course_json()).unwrap();
    let changes = CourseChanges { title: Some("Cake"), ..CourseChanges::default() };
    update_course(&api, &course(), &read.put(&changes, &none()).unwrap()).await.unwrap();
    let body = sent(&server).await;
    assert_eq!((&body["title"], &body["customJs"]), (&json!("Cake"), &json!("x()")));
    assert_eq!(body["customizations"], json!({"heroSpacing": "xs", "settings": {"a": true}}));
}

#[tokio::test]
async fn what_is_made_is_documented_field_by_field() {
    let (server, api) = server("POST", "", 201, course_json()).await;
    let new = NewCourse { title: "Bread", description: Some("About it"), poster_image: None };
    assert_eq!(create_course(&api, &new).await.unwrap().id(), &course());
    assert_eq!(sent(&server).await, json!({"title": "Bread", "description": "About it"}));

    let (server, api) = self::server("POST", &format!("/{COURSE_ID}/categories"), 201, category_json()).await;
    let parent = id(LESSON_ID);
    let new = NewCategory {
        title: "Start",
        parent_category: Some(&parent),
        visibility: Visibility::Draft,
        poster_image: None,
        sequence_no: Some(3),
    };
    create_category(&api, &course(), &new).await.unwrap();
    let expected =
        json!({"title": "Start", "parentCategory": LESSON_ID, "visibility": "draft", "sequenceNo": 3});
    assert_eq!(sent(&server).await, expected);

    let (server, api) = self::server("POST", &format!("/{COURSE_ID}/lessons"), 201, lesson_json()).await;
    let category = id(CATEGORY_ID);
    let new = NewLesson {
        title: "Knead",
        category_id: &category,
        description: "<p>Push.</p>",
        visibility: Visibility::Published,
        content_type: Some(ContentType::Assignment),
        poster_image: Some("https://cdn.example/a.png"),
        sequence_no: None,
    };
    assert_eq!(create_lesson(&api, &course(), &new).await.unwrap().id(), &id(LESSON_ID));
    let expected = json!({
        "title": "Knead", "categoryId": CATEGORY_ID, "description": "<p>Push.</p>", "visibility": "published",
        "contentType": "assignment", "posterImage": "https://cdn.example/a.png",
    });
    assert_eq!(sent(&server).await, expected);
}

#[tokio::test]
async fn siblings_are_put_in_order() {
    let (server, api) =
        server("PUT", &format!("/{COURSE_ID}/categories/sequence"), 200, json!({"ok": true})).await;
    sequence_categories(&api, &course(), &[id("b2"), id("a1")]).await.unwrap();
    assert_eq!(sent(&server).await, json!({"ids": ["b2", "a1"]}));
    let at = format!("/{COURSE_ID}/categories/{CATEGORY_ID}/lessons/sequence");
    let (_server, api) = self::server("PUT", &at, 200, json!({"ok": false})).await;
    let error = sequence_lessons(&api, &course(), &id(CATEGORY_ID), &[id("a1")]).await.unwrap_err();
    assert!(matches!(error, CallError::Reply(ReplyError { fault: ReplyFault::NotDone, .. })), "{error}");
}

#[tokio::test]
async fn a_quiz_its_questions_and_an_assignment_have_calls_of_their_own() {
    let quiz_json = json!({
        "id": "q1", "title": "Test", "lessonId": LESSON_ID, "requiredPassingGrade": true, "passingGrade": 80,
        "passMessage": "Yes", "failMessage": "No",
    });
    let (_server, api) =
        server("GET", &format!("/{COURSE_ID}/lessons/{LESSON_ID}/quiz"), 200, quiz_json.clone()).await;
    let quiz = lesson_quiz(&api, &course(), &id(LESSON_ID)).await.unwrap().unwrap();
    assert_eq!(quiz.id().as_str(), "q1");

    let (server, api) =
        self::server("PUT", &format!("/{COURSE_ID}/quizzes/q1"), 200, quiz_json.clone()).await;
    let changes = QuizChanges { passing_grade: Some(60), ..QuizChanges::default() };
    update_quiz(&api, &course(), quiz.id(), &quiz.put(&changes, &none()).unwrap()).await.unwrap();
    let expected = json!({
        "title": "Test", "requiredPassingGrade": true, "passingGrade": 60, "passMessage": "Yes", "failMessage": "No",
    });
    assert_eq!(sent(&server).await, expected);

    let at = format!("/{COURSE_ID}/lessons/{LESSON_ID}/quiz");
    let (server, api) = self::server("POST", &at, 201, quiz_json).await;
    let new = NewQuiz {
        title: "Test",
        required_passing_grade: Some(true),
        passing_grade: None,
        pass_message: None,
        fail_message: None,
    };
    create_quiz(&api, &course(), &id(LESSON_ID), &new).await.unwrap();
    assert_eq!(sent(&server).await, json!({"title": "Test", "requiredPassingGrade": true}));

    let at = format!("/{COURSE_ID}/quizzes/q1/questions");
    let answer = json!({"questions": [
        {"id": "n1", "quizId": "q1", "title": "Why?", "questionType": "single", "sequenceNumber": 1,
         "options": [{"id": "o1", "title": "So", "isCorrect": true}, {"sequence": 2, "statement": "No"}]},
    ]});
    let (server, api) = self::server("PUT", &at, 200, answer).await;
    let options =
        vec![NewOption { title: "So", is_correct: true }, NewOption { title: "No", is_correct: false }];
    let new =
        [NewQuestion { title: "Why?", question_type: QuestionType::Single, options, explanation: None }];
    let read = put_questions(&api, &course(), &id("q1"), &new, OptionText::Title).await.unwrap();
    let options: Vec<_> = read[0].options.iter().map(|it| (it.text.as_str(), it.is_correct)).collect();
    assert_eq!(options, [("So", Some(true)), ("No", None)]);
    let expected = json!({"questions": [
        {"title": "Why?", "questionType": "single", "sequenceNumber": 1,
         "options": [{"title": "So", "isCorrect": true}, {"title": "No", "isCorrect": false}]},
    ]});
    assert_eq!(sent(&server).await, expected);

    let assignment = json!({
        "id": "a1", "title": "Bake", "lessonId": LESSON_ID, "introduction": "Go", "confirmMessage": "Done",
        "ungradedAssignment": false,
    });
    let at = format!("/{COURSE_ID}/lessons/{LESSON_ID}/assignment");
    let (server, api) = self::server("POST", &at, 201, assignment).await;
    let new = NewAssignment {
        title: "Bake",
        introduction: Some("Go"),
        confirm_message: None,
        ungraded_assignment: None,
    };
    let made = create_assignment(&api, &course(), &id(LESSON_ID), &new).await.unwrap();
    assert_eq!(sent(&server).await, json!({"title": "Bake", "introduction": "Go"}));
    assert_eq!(made.text("confirmMessage"), Some("Done"));
    let changes = AssignmentChanges { title: Some("Bake it"), ..AssignmentChanges::default() };
    let body: Value = serde_json::from_slice(made.put(&changes, &none()).unwrap().bytes()).unwrap();
    let expected = json!({
        "introduction": "Go", "confirmMessage": "Done", "ungradedAssignment": false, "title": "Bake it",
    });
    assert_eq!(body, expected);
}

#[tokio::test]
async fn a_lesson_without_a_quiz_answers_in_one_of_many_ways() {
    for answer in [
        ResponseTemplate::new(404),
        ResponseTemplate::new(404).set_body_json(json!({"message": "no quiz"})),
        ResponseTemplate::new(200),
        ResponseTemplate::new(200).set_body_json(Value::Null),
    ] {
        let server = MockServer::start().await;
        Mock::given(method("GET")).respond_with(answer).mount(&server).await;
        let api = api(&server.uri());
        assert_eq!(lesson_quiz(&api, &course(), &id(LESSON_ID)).await.unwrap(), None);
        assert_eq!(lesson_assignment(&api, &course(), &id(LESSON_ID)).await.unwrap(), None);
    }
}

#[tokio::test]
async fn only_words_say_that_a_lesson_is_gone() {
    let server = MockServer::start().await;
    let gone = ResponseTemplate::new(404).set_body_json(json!({"message": "Lesson not found"}));
    Mock::given(path(format!("/courses/products/{COURSE_ID}/lessons/{LESSON_ID}")))
        .respond_with(gone)
        .mount(&server)
        .await;
    let api = api(&server.uri());
    assert_eq!(get_lesson(&api, &course(), &id(LESSON_ID)).await.unwrap(), None);
    assert_eq!(delete_lesson(&api, &course(), &id(LESSON_ID)).await.unwrap(), Removal::WasGone);
    // Where the call itself is not there, nothing is known of the lesson.
    let error = get_lesson(&api, &course(), &id("9")).await.unwrap_err();
    assert_eq!((error.outcome(), error.status().unwrap().as_u16()), (CallOutcome::Refused, 404));
    assert!(delete_lesson(&api, &course(), &id("9")).await.is_err());
}

#[tokio::test]
async fn a_delete_needs_no_body_in_its_answer() {
    let server = MockServer::start().await;
    Mock::given(method("DELETE")).respond_with(ResponseTemplate::new(200)).mount(&server).await;
    let api = api(&server.uri());
    assert_eq!(delete_category(&api, &course(), &id(CATEGORY_ID)).await.unwrap(), Removal::Removed);
    assert_eq!(delete_course(&api, &course()).await.unwrap(), Removal::Removed);
    assert_eq!(delete_quiz(&api, &course(), &id("q1")).await.unwrap(), Removal::Removed);
    assert_eq!(delete_assignment(&api, &course(), &id("a1")).await.unwrap(), Removal::Removed);
}

#[tokio::test]
async fn failures_are_sorted_by_what_may_have_happened() {
    use CallOutcome::{NotSent, Refused, Unknown};
    let new = || NewCourse { title: "Bread", description: None, poster_image: None };
    for (status, expected, attempts) in [
        (400, Refused, 1),
        (401, Refused, 1),
        (403, Refused, 1),
        (404, Refused, 1),
        (409, Unknown, 1),
        (422, Refused, 1),
        (429, Refused, 7),
        (500, Unknown, 1),
        (503, Unknown, 1),
    ] {
        let (server, api) = server("POST", "", status, json!({"message": format!("no {TOKEN}")})).await;
        let error = create_course(&api, &new()).await.unwrap_err();
        assert_eq!(error.outcome(), expected, "{status}");
        said(&error);
        assert_eq!(server.received_requests().await.unwrap().len(), attempts, "{status}");
    }
    let error = create_course(&api("http://127.0.0.1:1"), &new()).await.unwrap_err();
    assert_eq!(error.outcome(), NotSent);
    // A yes without an object, or somebody else's page.
    for answer in [
        ResponseTemplate::new(201),
        ResponseTemplate::new(201).set_body_json(json!({"title": "Bread"})),
        ResponseTemplate::new(200).set_body_string("<html><title>Log in</title></html>"),
    ] {
        let server = MockServer::start().await;
        Mock::given(method("POST")).respond_with(answer).expect(1).mount(&server).await;
        assert_eq!(create_course(&api(&server.uri()), &new()).await.unwrap_err().outcome(), Unknown);
    }
}

#[tokio::test]
async fn an_update_is_repeated_after_what_passes_but_not_after_a_500() {
    for (status, attempts) in [(500, 1), (503, 7), (429, 7), (422, 1)] {
        let (server, api) = server("PUT", &format!("/{COURSE_ID}"), status, json!({"message": "no"})).await;
        let body = Course::from_json(course_json()).unwrap().put(&CourseChanges::default(), &none()).unwrap();
        update_course(&api, &course(), &body).await.unwrap_err();
        assert_eq!(server.received_requests().await.unwrap().len(), attempts, "{status}");
    }
}

#[tokio::test]
async fn questions_whose_answer_is_lost_are_not_sent_again() {
    let server = RawServer::start(|mut connection, _| async move {
        connection.request().await;
    })
    .await;
    let error =
        put_questions(&api(&server.base), &course(), &id("q1"), &[], OptionText::Title).await.unwrap_err();
    assert_eq!((error.outcome(), server.connections()), (CallOutcome::Unknown, 1));
}

#[tokio::test]
async fn a_refusal_after_a_lost_answer_is_no_refusal() {
    let server = RawServer::start(|mut connection, number| async move {
        connection.request().await;
        if number > 0 {
            connection
                .answer("422 Unprocessable Entity", "Connection: close\r\n", "{\"message\":\"no\"}")
                .await;
        }
    })
    .await;
    let body = Course::from_json(course_json()).unwrap().put(&CourseChanges::default(), &none()).unwrap();
    let error = update_course(&api(&server.base), &course(), &body).await.unwrap_err();
    assert_eq!((error.outcome(), error.status().unwrap().as_u16()), (CallOutcome::Unknown, 422));
}

#[tokio::test]
async fn a_list_may_be_longer_than_other_answers() {
    let text = "<p>word</p>".repeat(300_000);
    let answer = json!({"lessons": [with(lesson_json(), "description", json!(text))]});
    let (_server, api) = server("GET", &format!("/{COURSE_ID}/lessons"), 200, answer).await;
    assert_eq!(list_lessons(&api, &course()).await.unwrap()[0].html().len(), text.len());
}

#[tokio::test]
async fn the_probe_knows_three_answers() {
    let page = "<html><title>Log in</title></html>";
    let words = || json!({"statusCode": 401, "message": "not authorized for this scope"});
    for (answer, expected) in [
        (
            ResponseTemplate::new(200).set_body_json(json!({"products": [], "nextCursor": null})),
            Some("there"),
        ),
        (ResponseTemplate::new(404), Some("absent")),
        (ResponseTemplate::new(401).set_body_json(words()), Some("unknown")),
        (ResponseTemplate::new(403).set_body_json(words()), Some("unknown")),
        (ResponseTemplate::new(200).set_body_string(page), None),
        (ResponseTemplate::new(403).set_body_string(page), None),
        (ResponseTemplate::new(404).set_body_json(json!({"message": "Cannot GET"})), None),
        (ResponseTemplate::new(200).set_body_json(json!({"items": []})), None),
        (ResponseTemplate::new(500), None),
    ] {
        let server = MockServer::start().await;
        Mock::given(method("GET"))
            .and(path("/courses/products"))
            .and(query_param("limit", "1"))
            .and(query_param("locationId", "loc&1"))
            .and(header("Version", "v3"))
            .respond_with(answer)
            .mount(&server)
            .await;
        let found = match probe(&api(&server.uri())).await {
            Ok(Capability::There) => Some("there"),
            Ok(Capability::Absent) => Some("absent"),
            Ok(Capability::Unknown { scope, says, .. }) => {
                assert_eq!(
                    (scope, says.as_deref()),
                    ("courses.readonly", Some("not authorized for this scope"))
                );
                Some("unknown")
            }
            Err(error) => {
                said(&error);
                None
            }
        };
        assert_eq!(found, expected);
    }
}

#[tokio::test]
async fn a_refused_token_is_told_the_scope_that_it_lacks() {
    let (_server, read) =
        server("GET", &format!("/{COURSE_ID}/lessons"), 403, json!({"message": "no"})).await;
    let hint = list_lessons(&read, &course()).await.unwrap_err().hint().unwrap();
    assert!(hint.contains("`courses.readonly`"), "{hint}");
    let (_server, write) = server("POST", "", 401, json!({"message": "no"})).await;
    let new = NewCourse { title: "Bread", description: None, poster_image: None };
    let hint = create_course(&write, &new).await.unwrap_err().hint().unwrap();
    assert!(hint.contains("`courses.write`"), "{hint}");
}
