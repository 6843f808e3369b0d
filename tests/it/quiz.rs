//! Quizzes from outside: the real binary checks them, prints them, shows them, and sends no answer.

use std::fmt::Write as _;

use crate::preview::program::Preview;
use crate::testkit::Course;

const QUIZ: &str = "---\ntype: quiz\nquiz: {passing_grade: 80, pass_message: Well done.}\n---\n# Check\n\nThink.\n\n\
                    ## What is in dough?\n\n- [x] FLOUR\n- [ ] SAND\n\n> BECAUSE\n\n1. Which?\n   - [x] a\n   - [x] b\n   - [ ] <c>\n";

#[test]
fn a_body_has_the_questions_and_no_answer() {
    let course = Course::of(&[("01-check.md", QUIZ)]);
    let said = course.run(&["import", "course", "--dry-run"]).check(0, &[]);
    let body = said.body();
    let post = &body["products"][0]["categories"][0]["posts"][0];
    assert_eq!(post["contentType"], "quiz");
    let text = post["description"].as_str().unwrap();
    for word in ["<p>Think.</p>", "What is in dough?", "FLOUR", "SAND", "&lt;c&gt;"] {
        assert!(text.contains(word), "{text}");
    }
    for secret in ["BECAUSE", "checked", "[x]"] {
        assert!(!said.stdout.contains(secret), "{text}");
    }
    // A tick that moves changes no byte of it.
    course.edit("01-check.md", "- [x] FLOUR\n- [ ] SAND", "- [ ] FLOUR\n- [x] SAND");
    assert_eq!(course.run(&["import", "course", "--dry-run"]).stdout, said.stdout);
}

#[test]
fn questions_are_printed_in_an_order_to_enter_them() {
    let course = Course::of(&[("01-check.md", QUIZ), ("02-more.md", "Text.\n")]);
    let said = course.run(&["quiz", "course", "--print"]).check(0, &[]);
    assert_eq!(
        said.stdout,
        "Check  01-check.md\npassing grade: 80 %\npass message: Well done.\n\n1. What is in dough?\n   (x) FLOUR\n   ( ) SAND\n   \
         explanation: BECAUSE\n\n2. Which?\n   [x] a\n   [x] b\n   [ ] <c>\n"
    );
    let said = course.run(&["quiz", "course", "--markdown"]).check(0, &[]);
    course.write("03-again.md", format!("---\ntype: quiz\n---\n{}", said.stdout));
    let again = course.run(&["quiz", "course", "--markdown"]).check(0, &[]);
    assert_eq!(again.stdout, format!("{}\n{}", said.stdout, said.stdout));
    course.run(&["quiz", "course"]).check(2, &["--print"]);
    course.run(&["quiz", "course/02-more.md", "--print"]).check(2, &["pass the folder of the course"]);
    course.remove("01-check.md");
    course.remove("03-again.md");
    course.run(&["quiz", "course", "--print"]).check(0, &["the course has no quiz"]);
}

#[test]
fn questions_come_from_files() {
    let gift = "What is in dough? {=Flour ~Sand}\n\nWhy? {}\n";
    let course = Course::of(&[
        ("01-named.md", "---\ntype: quiz\nquiz: {file: bank/questions.gift}\n---\nText.\n"),
        ("bank/questions.gift", gift),
        ("02-quiz.md", "Beside.\n"),
        ("02-quiz.gift", gift),
        ("03-quiz/index.md", "In a folder.\n"),
        ("03-quiz/quiz.yaml", "- {question: Q?, options: [a, b], answer: a}\n"),
        ("04-quiz.md", "## Own?\n\n- [x] a\n- [ ] b\n"),
        ("04-quiz.json", "{\"settings\": true}"),
    ]);
    let said = course.run(&["check", "course", "--format", "concise"]);
    assert!(
        !said.stdout.contains("error") && said.stdout.contains("unsupported-question"),
        "{}",
        said.stdout
    );
    assert!(!said.stdout.contains("unused-file") && !said.stdout.contains("unread-file"), "{}", said.stdout);
    let printed = course.run(&["quiz", "course", "--print"]).check(0, &[]).stdout;
    assert_eq!(printed.matches("(x) Flour").count(), 2, "{printed}");
    assert!(printed.contains("1. Q?\n   (x) a\n   ( ) b") && printed.contains("1. Own?"), "{printed}");
    let body = course.run(&["import", "course", "--dry-run"]).check(0, &[]).stdout;
    assert_eq!(body.matches("<p>Why?</p>").count(), 2, "{body}");
    assert!(!body.contains(".gift") && !body.contains("quiz.yaml"), "{body}");

    for file in ["nope.gift", "../outside.gift", "/etc/passwd"] {
        course.write("01-named.md", format!("---\ntype: quiz\nquiz: {{file: {file}}}\n---\nText.\n"));
        let said = course.run(&["check", "course"]);
        assert!(said.stdout.contains("invalid-quiz-file") && said.stdout.contains(file), "{}", said.stdout);
    }
    course.write("bank/questions.gift", "No end {=a ~b\n");
    course.write("01-named.md", "---\ntype: quiz\nquiz: {file: bank/questions.gift}\n---\nText.\n");
    let said = course.run(&["check", "course"]);
    assert!(said.stdout.contains("bank/questions.gift:1:1"), "{}", said.stdout);
}

#[test]
fn settings_belong_to_lessons_of_their_type() {
    let course = Course::of(&[
        ("01-a.md", "---\nquiz: {passing_grade: 80}\n---\nText.\n"),
        ("02-b.md", "---\ntype: exam\n---\nText.\n"),
        ("03-c.md", "---\ntype: assignment\nassignment: {introduction: Bake., graded: false}\n---\nText.\n"),
    ]);
    let said = course.run(&["check", "course", "--format", "concise"]);
    let lines: Vec<&str> = said.stdout.lines().collect();
    assert_eq!(lines.len(), 2, "{}", said.stdout);
    assert!(lines[0].contains("01-a.md:2:1") && lines[0].contains("`quiz` is ignored"), "{}", said.stdout);
    assert!(
        lines[1].contains("02-b.md:2:7") && lines[1].contains("`type: exam` is ignored"),
        "{}",
        said.stdout
    );
}

#[test]
fn a_hostile_quiz_ends_in_findings_and_not_in_a_request() {
    let mut many = String::from("---\ntype: quiz\n---\n");
    for number in 0..10_000 {
        _ = write!(many, "{number}. Question {number}?\n   - [x] a\n   - [ ] b\n");
    }
    let course = Course::of(&[("01-many.md", &many)]);
    course.run(&["import", "course", "--dry-run"]).check(1, &["quiz-too-large"]);
    let hostile = "---\ntype: quiz\n---\n## <script>alert(1)</script>\n\n- [x] <img src=x onerror=alert(1)>\n- [ ]\n\n##\n\n- [ ] a\n\
                   - [ ] a\n\nText.\n\n- [x] again\n";
    course.write("01-many.md", hostile);
    let said = course.run(&["import", "course", "--dry-run"]);
    said.check(1, &["empty-question-text", "duplicate-option", "no-right-answer", "misplaced-answers"]);
}

#[tokio::test]
async fn a_preview_gives_the_answers_to_its_author_and_an_export_to_nobody() {
    let course = Course::of(&[("01-check.md", QUIZ)]);
    let preview = Preview::of(course.path());
    let home = preview.text("/").await;
    let page = preview.text("/lessons/01-check.html").await;
    for text in [&home, &page] {
        // The choice of the view is the one that is made already.
        let text = text.replace(r#"value="author" checked"#, "");
        assert!(!text.contains("BECAUSE") && !text.contains("checked"), "{text}");
    }
    assert!(
        page.contains("data-cd-answers=\"../lessons/01-check.answers.json\" data-cd-kinds=\"sm\""),
        "{page}"
    );
    let answers: serde_json::Value =
        serde_json::from_str(&preview.text("/lessons/01-check.answers.json").await).unwrap();
    let expected = serde_json::json!([
        { "right": [true, false], "explanation": "BECAUSE" },
        { "right": [true, true, false], "explanation": null },
    ]);
    assert_eq!(answers, expected);
    let elsewhere = preview.get("/lessons/01-nope.answers.json").await;
    assert_eq!(elsewhere.status(), 404);
    course.run(&["preview", "course", "--export", "site"]).check(0, &[]);
    let mut files = 0;
    for (path, content) in crate::testkit::contents(&course.above().join("site")) {
        let text = String::from_utf8_lossy(&content);
        assert!(!text.contains("BECAUSE") && !text.contains("data-cd-answers"), "{}", path.display());
        files += 1;
    }
    assert!(files > 5);
}

#[test]
fn a_file_of_questions_with_a_number_is_a_lesson() {
    let course = Course::of(&[
        ("01-start/01-one.md", "# One\n\nText.\n"),
        ("01-start/02-test.gift", "::Q::What is in dough? {=FLOUR ~SAND ####BECAUSE}\n\nWhy? {}\n"),
        ("01-start/03-both.md", "---\ntype: quiz\n---\n# Both\n"),
        ("01-start/03-both.gift", "Which? {=a ~b}\n"),
        ("01-start/04-named.md", "---\ntype: quiz\nquiz: {file: 05-bank.gift}\n---\n# Named\n"),
        ("01-start/05-bank.gift", "Who? {=a ~b}\n"),
        ("01-start/bank.gift", "Where? {=a ~b}\n"),
    ]);
    let said = course.run(&["import", "course", "--dry-run"]).check(0, &[]);
    let body = said.body();
    let posts = body["products"][0]["categories"][0]["posts"].as_array().unwrap();
    let titles: Vec<(&str, &str)> = posts
        .iter()
        .map(|post| (post["title"].as_str().unwrap(), post["contentType"].as_str().unwrap()))
        .collect();
    assert_eq!(
        titles,
        [("One", "video"), ("Test", "quiz"), ("Both", "quiz"), ("Named", "quiz")],
        "{}",
        said.stdout
    );
    let text = posts[1]["description"].as_str().unwrap();
    for word in ["What is in dough?", "FLOUR", "SAND", "Why?"] {
        assert!(text.contains(word), "{text}");
    }
    assert!(!said.stdout.contains("BECAUSE"), "{text}");
    assert!(
        posts.iter().all(|post| post.get("postMaterials").is_none_or(serde_json::Value::is_null)),
        "{}",
        said.stdout
    );
    // A fault in it is a finding at its place.
    course.write("01-start/02-test.gift", "Ok? {=a ~b}\n\nWhat? {~a ~b}\n");
    let said = course.run(&["check", "course"]).check(1, &[]);
    assert!(
        said.stdout.contains("no-right-answer") && said.stdout.contains("02-test.gift:3"),
        "{}",
        said.stdout
    );
}

#[test]
fn questions_come_from_a_package() {
    let item = |title: &str| {
        format!(
            "<item ident=\"{title}\"><presentation><material><mattext>{title}?</mattext></material><response_lid ident=\"r\">\
             <render_choice><response_label ident=\"1\"><material><mattext>RIGHT</mattext></material></response_label>\
             <response_label ident=\"2\"><material><mattext>WRONG</mattext></material></response_label></render_choice>\
             </response_lid></presentation><resprocessing><respcondition><conditionvar><varequal respident=\"r\">1</varequal>\
             </conditionvar><setvar action=\"Set\">100</setvar></respcondition></resprocessing></item>"
        )
    };
    let xml = format!("<questestinterop><section>{}{}</section></questestinterop>", item("One"), item("Two"));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("g/g.xml", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut zip, xml.as_bytes()).unwrap();
    let package = zip.finish().unwrap().into_inner();
    let course = Course::of(&[(
        "01-check.md",
        "---\ntype: quiz\nquiz: {file: 01-check.zip}\n---\n# Check\n\nText.\n",
    )]);
    course.write("01-check.zip", package);
    let said = course.run(&["quiz", "course", "--print"]).check(0, &[]);
    assert!(said.stdout.contains("1. One?\n   (x) RIGHT\n   ( ) WRONG\n\n2. Two?"), "{}", said.stdout);
    let said = course.run(&["import", "course", "--dry-run"]).check(0, &[]);
    let body = said.body();
    let post = &body["products"][0]["categories"][0]["posts"][0];
    assert!(
        post.get("postMaterials").is_none_or(serde_json::Value::is_null),
        "the answers are no download: {post}"
    );
    course.run(&["quiz", "course/01-check.zip", "--print"]).check(0, &[]);
    course.write("01-check.zip", "no archive");
    let said = course.run(&["check", "course"]).check(1, &[]);
    assert!(
        said.stdout.contains("invalid-quiz-file") && said.stdout.contains("01-check.zip"),
        "{}",
        said.stdout
    );
}

#[test]
fn an_export_shows_no_line_with_an_answer() {
    let course = Course::of(&[
        ("01-check.md", "---\ntype: quiz\n---\n# Check\n\n## Q?\n\n- [x] <b>RIGHT</b>\n- [ ] no\n"),
        ("02-test.gift", "Ok? {=<img src\\=x>GOOD ~bad}\n"),
    ]);
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("out");
    course.run(&["preview", "course", "--export", folder.to_str().unwrap()]).check(0, &[]);
    let mut pages = String::new();
    let mut open = vec![folder];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                // The explanations of findings have examples of their own.
                if !path.ends_with("explain") {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "html") {
                pages.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    assert!(pages.contains("quiz-content-dropped"), "the findings are there");
    for secret in ["- [x]", "=&lt;img", "=<img"] {
        assert!(!pages.contains(secret), "{secret}");
    }
}
