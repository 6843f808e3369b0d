//! Quizzes with their questions, and assignments.

use super::*;

/// The path of the quiz of "Three" or of the assignment of "Four", and a lesson that has neither type.
async fn paths(portal: &Portal) -> (String, String, String) {
    let lesson = async |title: &str| id(&portal.lesson(title).await).to_owned();
    (
        format!("/lessons/{}/quiz", lesson("Three").await),
        format!("/lessons/{}/assignment", lesson("Four").await),
        format!("/lessons/{}", lesson("One").await),
    )
}

fn questions() -> Value {
    json!({ "questions": [
        {
            "title": "Which?", "questionType": "single", "sequenceNumber": 1, "explanation": "Because",
            "options": [{ "title": "A", "isCorrect": true }, { "title": "B", "isCorrect": false }],
        },
        { "title": "Why?", "questionType": "multiple", "sequenceNumber": 2, "options": [] },
    ] })
}

#[tokio::test]
async fn a_quiz_is_made_read_changed_and_deleted() {
    let portal = Portal::start().await;
    let (quiz, _, other) = paths(&portal).await;
    portal.refused("GET", &quiz, None, 404, &json!("Quiz not found")).await;
    let (status, made) =
        portal.call("POST", &format!("/{}{quiz}", portal.course), Some(json!({ "title": "Test" }))).await;
    assert_eq!(status, 201);
    let lesson = portal.lesson("Three").await;
    let expected = json!({
        "id": made["id"], "title": "Test", "requiredPassingGrade": false, "passingGrade": 0, "passMessage": "",
        "failMessage": "", "lessonId": id(&lesson),
    });
    assert_eq!(made, expected);
    assert_ne!(made["id"], made["lessonId"]);
    assert_eq!(portal.on_course("GET", &quiz, None).await, made);
    portal
        .refused("POST", &quiz, Some(json!({ "title": "Again" })), 409, &json!("The lesson has a quiz"))
        .await;

    let own = format!("/quizzes/{}", id(&made));
    let sent = json!({ "passingGrade": 70, "requiredPassingGrade": true, "failMessage": "No" });
    let changed = portal.on_course("PUT", &own, Some(sent)).await;
    assert_eq!(changed["passingGrade"], 70);
    assert_eq!((&changed["title"], &changed["failMessage"]), (&json!("Test"), &json!("No")));
    for (body, message) in [
        (json!({ "passingGrade": 101 }), "passingGrade must be a number from 0 to 100"),
        (json!({ "requiredPassingGrade": "yes" }), "requiredPassingGrade must be a boolean"),
        (json!({ "lessonId": NOWHERE }), "lessonId should not exist"),
        (json!({ "title": null }), "title should not be null"),
    ] {
        portal.refused("PUT", &own, Some(body), 422, &json!([message])).await;
    }
    let wrong = json!(["lessonId must be a lesson of type quiz"]);
    portal.refused("POST", &format!("{other}/quiz"), Some(json!({ "title": "T" })), 422, &wrong).await;
    assert_eq!(portal.on_course("DELETE", &own, None).await, "");
    portal.refused("DELETE", &own, None, 404, &json!("Quiz not found")).await;
    portal.refused("GET", &quiz, None, 404, &json!("Quiz not found")).await;
}

#[tokio::test]
async fn an_assignment_is_made_read_changed_and_deleted() {
    let portal = Portal::start().await;
    let (_, assignment, other) = paths(&portal).await;
    portal.refused("GET", &assignment, None, 404, &json!("Assignment not found")).await;
    let sent = json!({ "title": "Write", "introduction": "<p>Do</p>" });
    let made = portal.on_course("POST", &assignment, Some(sent)).await;
    let lesson = portal.lesson("Four").await;
    let expected = json!({
        "id": made["id"], "title": "Write", "introduction": "<p>Do</p>", "confirmMessage": "",
        "ungradedAssignment": false, "lessonId": id(&lesson),
    });
    assert_eq!(made, expected);
    assert_eq!(portal.on_course("GET", &assignment, None).await, made);
    let own = format!("/assignments/{}", id(&made));
    let changed = portal.on_course("PUT", &own, Some(json!({ "ungradedAssignment": true }))).await;
    assert_eq!((&changed["ungradedAssignment"], &changed["title"]), (&json!(true), &json!("Write")));
    portal
        .refused(
            "PUT",
            &own,
            Some(json!({ "passingGrade": 1 })),
            422,
            &json!(["passingGrade should not exist"]),
        )
        .await;
    let wrong = json!(["lessonId must be a lesson of type assignment"]);
    portal.refused("POST", &format!("{other}/assignment"), Some(json!({ "title": "T" })), 422, &wrong).await;
    assert_eq!(portal.on_course("DELETE", &own, None).await, "");
    portal.refused("PUT", &own, Some(json!({})), 404, &json!("Assignment not found")).await;
}

#[tokio::test]
async fn questions_are_written_as_a_list_and_read_without_the_answers() {
    let portal = Portal::start().await;
    let (quiz, ..) = paths(&portal).await;
    let quiz = portal.on_course("POST", &quiz, Some(json!({ "title": "Test" }))).await;
    let path = format!("/quizzes/{}/questions", id(&quiz));
    assert_eq!(portal.on_course("GET", &path, None).await, json!({ "questions": [] }));
    let written = portal.on_course("PUT", &path, Some(questions())).await;
    let first = &written["questions"][0];
    assert_eq!((&first["quizId"], &first["title"]), (&quiz["id"], &json!("Which?")));
    assert_eq!(first["options"][0]["title"], "A");
    assert_eq!(first["options"][0]["isCorrect"], true);
    assert!(first["options"][0]["id"].is_string());

    let mut expected = written.clone();
    for question in expected["questions"].as_array_mut().unwrap() {
        for option in question["options"].as_array_mut().unwrap() {
            option.as_object_mut().unwrap().remove("isCorrect");
        }
    }
    assert_eq!(portal.on_course("GET", &path, None).await, expected);
    let whole = portal.whole();
    let kept = &whole["categories"][0]["categories"][0]["lessons"][0]["quiz"]["questions"];
    assert_eq!(kept[0]["options"][0]["isCorrect"], true, "{whole}");
    portal.sandbox.running.set_readings("answers=shown".parse().unwrap());
    assert_eq!(portal.on_course("GET", &path, None).await, written);
}

#[tokio::test]
async fn questions_that_are_not_documented_so_are_refused() {
    let portal = Portal::start().await;
    let (quiz, ..) = paths(&portal).await;
    let quiz = portal.on_course("POST", &quiz, Some(json!({ "title": "Test" }))).await;
    let path = format!("/quizzes/{}/questions", id(&quiz));
    for (pointer, value, message) in [
        ("/questions/0/title", json!(""), "questions.0.title should not be empty"),
        (
            "/questions/0/questionType",
            json!("text"),
            "questions.0.questionType must be one of the following values: single, multiple",
        ),
        ("/questions/0/sequenceNumber", json!(0), "questions.0.sequenceNumber must be a number above 0"),
        ("/questions/1/sequenceNumber", json!(1), "questions.1.sequenceNumber must be unique"),
        ("/questions/0/explanation", json!(1), "questions.0.explanation must be a string"),
        ("/questions/0/options", json!({}), "questions.0.options must be an array"),
        (
            "/questions/0/options/0",
            json!({ "title": "A" }),
            "questions.0.options.0.isCorrect must be a boolean",
        ),
        (
            "/questions/0/options/1",
            json!({ "title": "B", "isCorrect": true, "statement": "B" }),
            "questions.0.options.1.statement should not exist",
        ),
        ("/questions", json!(1), "questions must be an array"),
    ] {
        let mut body = questions();
        *body.pointer_mut(pointer).unwrap() = value;
        portal.refused("PUT", &path, Some(body), 422, &json!([message])).await;
    }
    let mut body = questions();
    body["questions"][0]["id"] = json!(NOWHERE);
    portal.refused("PUT", &path, Some(body), 422, &json!(["questions.0.id should not exist"])).await;
    let nowhere = format!("/quizzes/{NOWHERE}/questions");
    portal.refused("PUT", &nowhere, Some(questions()), 404, &json!("Quiz not found")).await;
    portal.refused("GET", &nowhere, None, 404, &json!("Quiz not found")).await;
    assert_eq!(portal.on_course("GET", &path, None).await, json!({ "questions": [] }));
}

#[tokio::test]
async fn questions_that_are_left_out_go_or_stay() {
    for (reading, expected) in
        [("questions=replace", vec!["How?"]), ("questions=upsert", vec!["Which?", "How?"])]
    {
        let portal = Portal::with(reading).await;
        let (quiz, ..) = paths(&portal).await;
        let quiz = portal.on_course("POST", &quiz, Some(json!({ "title": "Test" }))).await;
        let path = format!("/quizzes/{}/questions", id(&quiz));
        portal.on_course("PUT", &path, Some(questions())).await;
        let other = json!({ "questions": [
            { "title": "How?", "questionType": "single", "sequenceNumber": 2, "options": [] },
        ] });
        portal.on_course("PUT", &path, Some(other)).await;
        let read = portal.on_course("GET", &path, None).await;
        assert_eq!(titles(read["questions"].as_array().unwrap()), expected, "{reading}");
    }
}

#[tokio::test]
async fn an_options_text_has_one_name_or_another() {
    for (reading, name, text) in [
        ("option-text=title", "title", "A"),
        ("option-text=statement", "statement", "A"),
        ("option-text=statement-only", "statement", ""),
    ] {
        let portal = Portal::with(reading).await;
        let (quiz, ..) = paths(&portal).await;
        let quiz = portal.on_course("POST", &quiz, Some(json!({ "title": "Test" }))).await;
        let path = format!("/quizzes/{}/questions", id(&quiz));
        portal.on_course("PUT", &path, Some(questions())).await;
        let read = portal.on_course("GET", &path, None).await;
        let option = &read["questions"][0]["options"][0];
        assert_eq!(option[name], text, "{reading}: {option}");
        assert_eq!(option.as_object().unwrap().len(), if name == "title" { 2 } else { 3 }, "{option}");
    }
}

#[tokio::test]
async fn a_lesson_without_a_quiz_is_answered_in_one_of_three_ways() {
    let portal = Portal::with("no-quiz=null").await;
    let (quiz, assignment, _) = paths(&portal).await;
    assert_eq!(portal.on_course("GET", &quiz, None).await, Value::Null);
    assert_eq!(portal.on_course("GET", &assignment, None).await, Value::Null);

    let portal = Portal::with("quiz-shells=made").await;
    let (quiz, assignment, _) = paths(&portal).await;
    assert_eq!(portal.on_course("GET", &quiz, None).await["title"], "Three");
    assert_eq!(portal.on_course("GET", &assignment, None).await["title"], "Four");
}

#[tokio::test]
async fn the_pages_show_quizzes_and_assignments() {
    let portal = Portal::start().await;
    let (quiz, assignment, _) = paths(&portal).await;
    let sent =
        json!({ "title": "Test", "requiredPassingGrade": true, "passingGrade": 70, "passMessage": "Good" });
    let quiz = portal.on_course("POST", &quiz, Some(sent)).await;
    portal.on_course("PUT", &format!("/quizzes/{}/questions", id(&quiz)), Some(questions())).await;
    let sent =
        json!({ "title": "Write", "introduction": "<p>Do</p><script>a()</script>", "confirmMessage": "<b>" });
    portal.on_course("POST", &assignment, Some(sent)).await;
    let page = async |number: u8| {
        let path = format!("/courses/{}/lessons/{number}", portal.course);
        portal.sandbox.get(&path).await.text().await.unwrap()
    };
    let shown = page(3).await;
    for part in [
        "Test</h2>",
        "Which?",
        "A <span class=\"cd-mark\" lang=\"en\">correct</span>",
        ">B<",
        "Because",
        "Passed: Good",
        "Passing grade: 70 %",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    let shown = page(4).await;
    assert!(
        shown.contains("<p>Do</p>") && shown.contains("Done: &lt;b&gt;") && !shown.contains("a()"),
        "{shown}"
    );
    assert!(!page(1).await.contains("cd-task"));
}
