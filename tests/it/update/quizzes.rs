//! Quizzes and assignments: sent behind the import, updated, compared, and put back.

use coursedir::internals::sandbox::Change;

use super::*;

const QUIZ: &str = "---\ntype: quiz\nquiz: {passing_grade: 60, pass_message: Well done., fail_message: Read again.}\n---\n\
                    # Check\n\nThink first.\n\n## What is in dough?\n\n- [x] FLOUR\n- [ ] SAND\n\n> BECAUSE it is.\n\n\
                    ## Which?\n\n- [x] one\n- [x] two\n- [ ] <b>three</b>\n";

const TASK: &str = "---\ntype: assignment\nassignment: {introduction: Bake., confirm_message: Thanks., graded: true}\n\
                    ---\n# Homework\n\nBake a loaf.\n";

const COURSE: &[(&str, &str)] = &[
    ("course.yaml", "title: Bread\n"),
    ("01-start/01-one.md", "# One\n\nText of one.\n"),
    ("01-start/02-check.md", QUIZ),
    ("01-start/03-homework.md", TASK),
];

/// Calls that write what is beside a lesson, or the lesson.
const WRITES: &[&str] = &[
    "create-lesson-quiz",
    "update-quiz",
    "upsert-quiz-questions",
    "create-lesson-assignment",
    "update-assignment",
    "update-lesson",
    "delete-quiz",
];

/// Every reading that has to do with quizzes.
const READINGS: &[&str] = &[
    "",
    "put=replace",
    "put=complete",
    "questions=upsert",
    "option-text=statement",
    "option-text=statement-only",
    "answers=shown",
    "no-quiz=null",
    "quiz-shells=made",
    "quiz-shells=made,no-quiz=null,questions=upsert,option-text=statement-only,put=replace",
    "html=rewritten",
    "html=attributes",
    "values=unknown",
    "invalid=400",
    "errors=newer",
    "bad-enum=500",
];

/// How often each of these calls was made.
fn counts(world: &World) -> Vec<usize> {
    WRITES.iter().map(|call| world.platform.calls(call)).collect()
}

/// What was written since, by the names of the calls.
fn since(world: &World, before: &[usize]) -> Vec<(&'static str, usize)> {
    let now = counts(world);
    let made = WRITES.iter().zip(now.iter().zip(before)).map(|(call, (now, before))| (*call, now - before));
    made.filter(|(_, number)| *number > 0).collect()
}

fn text(lesson: &Value) -> String {
    lesson["description"].as_str().unwrap().to_owned()
}

/// The options of a question as the platform keeps them.
fn options(question: &Value) -> Vec<(&str, bool)> {
    let options = question["options"].as_array().unwrap();
    options.iter().map(|it| (it["text"].as_str().unwrap(), it["isCorrect"].as_bool().unwrap())).collect()
}

/// Whether everything arrived.
#[track_caller]
fn assert_whole(world: &World, about: &str) {
    let lesson = world.lesson("Check");
    let quiz = &lesson["quiz"];
    let settings = ["title", "requiredPassingGrade", "passingGrade", "passMessage", "failMessage"];
    let settings: Vec<&Value> = settings.iter().map(|name| &quiz[name]).collect();
    let expected = [json!("Check"), json!(true), json!(60), json!("Well done."), json!("Read again.")];
    assert!(settings.into_iter().eq(&expected), "{about}: {lesson}");
    let questions = quiz["questions"].as_array().unwrap();
    assert_eq!(questions.len(), 2, "{about}: {lesson}");
    assert_eq!(
        (&questions[0]["title"], &questions[0]["questionType"]),
        (&json!("What is in dough?"), &json!("single"))
    );
    assert_eq!(options(&questions[0]), [("FLOUR", true), ("SAND", false)], "{about}");
    assert_eq!(questions[0]["explanation"], "BECAUSE it is.", "{about}");
    assert_eq!(questions[1]["questionType"], "multiple", "{about}");
    assert_eq!(options(&questions[1]), [("one", true), ("two", true), ("three", false)], "{about}");
    assert!(text(&lesson).contains("Think first."), "{about}: {lesson}");
    assert!(!text(&lesson).contains("dough"), "{about}: the text holds the questions: {lesson}");
    let assignment = &world.lesson("Homework")["assignment"];
    let expected = (&json!("Bake."), &json!("Thanks."), &json!(false));
    let found =
        (&assignment["introduction"], &assignment["confirmMessage"], &assignment["ungradedAssignment"]);
    assert_eq!(found, expected, "{about}: {assignment}");
}

#[test]
fn a_quiz_and_an_assignment_arrive_with_the_import_and_one_answer_is_one_write() {
    std::thread::scope(|scope| {
        for readings in READINGS {
            scope.spawn(move || {
                let world = World::of(COURSE, readings);
                assert_whole(&world, readings);
                let before = counts(&world);
                world.import().run().check(0, &["nothing to send"]);
                world.status(0);
                assert_eq!(since(&world, &before), [], "{readings}: nothing changed");
                world.course.edit(
                    "01-start/02-check.md",
                    "- [x] FLOUR\n- [ ] SAND",
                    "- [ ] FLOUR\n- [x] SAND",
                );
                world.status(4);
                let told = ["updated 1", "answers", "results of learners may be lost"];
                let said = world.import().run().check(0, &told);
                assert!(!said.stderr.contains("SAND"), "{readings}: {said:?}");
                assert_eq!(since(&world, &before), [("upsert-quiz-questions", 1)], "{readings}: one answer");
                let question = world.lesson("Check")["quiz"]["questions"][0].clone();
                assert_eq!(options(&question), [("FLOUR", false), ("SAND", true)], "{readings}");
                world.import().run().check(0, &["nothing to send"]);
                assert_eq!(since(&world, &before), [("upsert-quiz-questions", 1)], "{readings}: again");
            });
        }
    });
}

#[test]
fn settings_are_one_write_of_the_quiz_or_the_assignment() {
    let world = World::of(COURSE, "");
    let before = counts(&world);
    world.course.edit("01-start/02-check.md", "passing_grade: 60", "passing_grade: 80");
    world.course.edit("01-start/03-homework.md", "graded: true", "graded: false");
    world.import().run().check(0, &["updated 2"]);
    assert_eq!(since(&world, &before), [("update-quiz", 1), ("update-assignment", 1)]);
    assert_eq!(world.lesson("Check")["quiz"]["passingGrade"], 80);
    assert_eq!(world.lesson("Homework")["assignment"]["ungradedAssignment"], true);
    world.status(0);
    // A question that is gone, and one that is new: the whole list, once.
    world.course.edit("01-start/02-check.md", "## Which?", "## Which ones?");
    world.import().run().check(0, &["questions"]);
    assert_eq!(since(&world, &before).last(), Some(&("update-assignment", 1)));
    assert_eq!(world.platform.calls("upsert-quiz-questions"), 2);
    world.status(0);
}

#[test]
fn without_the_newer_calls_questions_are_text_until_they_are_there() {
    let world = World::of(COURSE, "v3=404");
    let lesson = |world: &World| text(&world.lesson("Check"));
    assert!(lesson(&world).contains("What is in dough?"), "{}", lesson(&world));
    let changed = "- [ ] FLOUR\n- [x] SAND";
    world.course.edit("01-start/02-check.md", "- [x] FLOUR\n- [ ] SAND", changed);
    world.import().run().check(4, &["no changes since then"]);
    world.course.edit("01-start/02-check.md", changed, "- [x] FLOUR\n- [ ] SAND");
    world.platform.read_as("");
    world.import().run().check(0, &["updated 2"]);
    assert_whole(&world, "later");
    world.status(0);
    // And once more without them: the same lesson.
    world.platform.read_as("v3=404");
    let status = world.command(&["status", "--exit-code"]).run();
    assert_eq!(status.code, Some(0), "{status:?}");
    world.command(&["status", "--exit-code", "--offline"]).run().check(0, &[]);
}

#[test]
fn what_the_platform_does_not_show_yet_gets_its_quiz_later() {
    let (platform, course) = (Platform::with_readings("lag=900"), Course::of(COURSE));
    let mut world = World { platform, course, kept: tempfile::tempdir().unwrap(), id: String::new() };
    world.import().run().check(0, &["imported"]);
    world.id.clone_from(&world.platform.courses()[0].id);
    assert_eq!(counts(&world).iter().sum::<usize>(), 0);
    world.platform.advance(1000);
    world.import().run().check(0, &["updated 2"]);
    assert_whole(&world, "later");
    world.assert_nothing_doubled("later");
}

#[test]
fn a_quiz_that_is_refused_stops_nothing_else() {
    let world = World::of(&COURSE[..2], "");
    world.course.write("01-start/02-check.md", QUIZ);
    world.course.edit("01-start/01-one.md", "Text of one", "New text of one");
    world.platform.inject("create-lesson-quiz:422x100");
    world.import().run().check(3, &["not sent: `Check`", "updated 1"]);
    assert!(text(&world.lesson("One")).contains("New text"));
    world.platform.clear_faults();
    world.import().run().check(0, &["updated 1"]);
    world.status(0);
}

#[test]
fn a_new_quiz_is_made_with_its_lesson() {
    let world = World::of(&COURSE[..2], "");
    world.course.write("01-start/02-check.md", QUIZ);
    world.course.write("01-start/03-homework.md", TASK);
    world.import().run().check(0, &["added 2"]);
    assert_whole(&world, "new");
    world.status(0);
    // A lesson that becomes a quiz.
    world.course.write("01-start/01-one.md", QUIZ.replace("# Check", "# One"));
    world.import().run().check(0, &["updated 1"]);
    assert_eq!(world.lesson("One")["quiz"]["questions"].as_array().unwrap().len(), 2);
    world.status(0);
}

#[test]
fn a_platform_that_loses_texts_of_options_gets_no_quiz() {
    let world = World::of(&COURSE[..2], "option-text=lost");
    world.course.write("01-start/02-check.md", QUIZ);
    world.course.write("01-start/04-again.md", QUIZ.replace("# Check", "# Again"));
    world.import().run().check(3, &["loses the texts of options"]);
    assert_eq!(world.platform.calls("create-lesson-quiz"), 1, "one was the canary");
    assert_eq!(world.platform.calls("delete-quiz"), 1);
    world.import().run().check(0, &[]);
    for title in ["Check", "Again"] {
        let lesson = world.lesson(title);
        assert!(lesson["quiz"].is_null(), "{lesson}");
        assert!(text(&lesson).contains("What is in dough?"), "{lesson}");
    }
    world.status(0);
    assert_eq!(world.platform.calls("create-lesson-quiz"), 1);
}

#[test]
fn questions_that_stay_are_told() {
    let world = World::of(COURSE, "questions=upsert");
    let both = QUIZ.split("## Which?").next().unwrap();
    world.course.write("01-start/02-check.md", both);
    let told = ["kept 1 question of the quiz `Check`", "`Which?`", "delete them there by hand"];
    world.import().run().check(0, &told);
    world.status(0);
    // Somebody deletes it there: both sides agree.
    let quiz = world.lesson("Check")["quiz"].clone();
    let first = json!([quiz["questions"][0]]);
    world.platform.edit(&id(&quiz), &json!({ "questions": first }));
    world.status(0);
    let before = counts(&world);
    world.import().run().check(0, &["nothing to send"]);
    assert_eq!(since(&world, &before), []);
}

#[test]
fn a_colleagues_change_of_a_quiz_is_seen_and_not_overwritten() {
    let world = World::of(COURSE, "");
    let quiz = world.lesson("Check")["quiz"].clone();
    let mut theirs = quiz["questions"].clone();
    theirs[0]["title"] = json!("What is in THEIR dough?");
    world.platform.edit(&id(&quiz), &json!({ "questions": theirs, "passingGrade": 70 }));
    let status = world.status(4);
    for told in ["its quiz changed there", "its questions changed there"] {
        assert!(status.stdout.contains(told), "{status:?}");
    }
    world.import().run().check(0, &["nothing to send; see above"]);
    // An answer that changed here would take the whole list along.
    world.course.edit("01-start/02-check.md", "- [x] FLOUR\n- [ ] SAND", "- [ ] FLOUR\n- [x] SAND");
    let before = counts(&world);
    let said = world.import().run().check(4, &["its questions changed on both sides", "THEIR"]);
    assert_eq!(since(&world, &before), [], "{said:?}");
    let diff = world.command(&["diff"]).run().check(0, &[]);
    for told in ["passing grade", "THEIR", "answers: changed"] {
        assert!(diff.stdout.contains(told), "{diff:?}");
    }
    world.import().args(["--keep", "remote"]).run().check(0, &[]);
    assert_eq!(since(&world, &before), []);
    world.status(4);
    world.course.edit("01-start/02-check.md", "> BECAUSE it is.", "> BECAUSE.");
    world.import().args(["--keep", "local"]).run().check(0, &["updated 1"]);
    let question = world.lesson("Check")["quiz"]["questions"][0].clone();
    assert_eq!(
        (&question["title"], &question["explanation"]),
        (&json!("What is in dough?"), &json!("BECAUSE."))
    );
    assert_eq!(options(&question), [("FLOUR", false), ("SAND", true)]);
}

#[test]
fn a_quiz_that_a_colleague_changes_during_the_run_is_left_alone() {
    let world = World::of(COURSE, "");
    let quiz = world.lesson("Check")["quiz"].clone();
    let mut theirs = quiz["questions"].clone();
    theirs[0]["title"] = json!("Theirs?");
    world.course.edit("01-start/02-check.md", "- [x] FLOUR\n- [ ] SAND", "- [ ] FLOUR\n- [x] SAND");
    let change = Change::Edit(id(&quiz), json!({ "questions": theirs }).as_object().unwrap().clone());
    world.platform.before("get-quiz-questions", 2, change);
    let before = counts(&world);
    world.import().run().check(4, &["somebody changed its questions on the platform meanwhile"]);
    assert_eq!(since(&world, &before), []);
    world.import().run().check(4, &["conflict"]);
}

#[test]
fn whatever_a_call_answers_nothing_is_doubled_and_the_next_runs_finish() {
    let calls = [
        "get-lesson-quiz",
        "create-lesson-quiz",
        "get-quiz-questions",
        "upsert-quiz-questions",
        "get-lesson-assignment",
        "create-lesson-assignment",
        "update-lesson",
    ];
    std::thread::scope(|scope| {
        for call in calls {
            scope.spawn(move || {
                for fault in ["cut-after", "cut-before", "401", "404", "409", "422", "500", "503x3"] {
                    let world = World::of(COURSE, "v3=404");
                    world.platform.read_as("");
                    world.platform.inject(&format!("{call}:{fault}"));
                    let about = format!("{call}:{fault}");
                    let outcome = world.import().run();
                    if outcome.code != Some(0) {
                        assert!(
                            outcome.stderr.contains("error: ") && outcome.stderr.contains("hint: "),
                            "{about}: {outcome:?}"
                        );
                    }
                    world.platform.clear_faults();
                    world.import_until_done(&about);
                    assert_whole(&world, &about);
                    world.assert_nothing_doubled(&about);
                    let made = world.lesson("Check")["quiz"]["questions"].as_array().unwrap().len();
                    assert_eq!(made, 2, "{about}");
                }
            });
        }
    });
}

#[test]
fn a_run_that_is_killed_between_the_calls_is_finished_by_the_next_one() {
    std::thread::scope(|scope| {
        for call in
            ["create-lesson-quiz", "upsert-quiz-questions", "update-lesson", "create-lesson-assignment"]
        {
            scope.spawn(move || {
                let world = World::of(COURSE, "v3=404");
                world.platform.read_as("");
                world.platform.inject(&format!("{call}:slow=2"));
                let process = world.import().start();
                wait_until(call, || world.platform.calls(call) > 0);
                process.signal("KILL");
                process.end();
                world.platform.clear_faults();
                world.import_until_done(call);
                assert_whole(&world, call);
            });
        }
    });
}

#[test]
fn restore_puts_settings_back_and_says_that_it_cannot_put_back_answers() {
    let world = World::of(COURSE, "");
    world.course.edit("01-start/02-check.md", "passing_grade: 60", "passing_grade: 80");
    world.course.edit("01-start/02-check.md", "## Which?", "## Which ones?");
    world.course.edit("01-start/03-homework.md", "Thanks.", "Thank you.");
    let said = world.import().run().check(0, &["updated 2"]);
    // Questions cannot be put back, so nothing is promised.
    assert!(!said.stderr.contains("coursedir restore"), "{}", said.stderr);
    let told = [
        "settings of the quiz of Check",
        "settings of the assignment of Homework",
        "not the questions of Check",
    ];
    world.command(&["restore", "--yes"]).run().check(0, &told);
    let quiz = world.lesson("Check")["quiz"].clone();
    assert_eq!((&quiz["passingGrade"], &quiz["questions"][1]["title"]), (&json!(60), &json!("Which ones?")));
    assert_eq!(world.lesson("Homework")["assignment"]["confirmMessage"], "Thanks.");
    // The folder's values are changes again.
    world.status(4);
    world.import().run().check(0, &["updated 2"]);
    assert_eq!(world.lesson("Check")["quiz"]["passingGrade"], 80);
}

#[test]
fn programs_are_told_and_no_answer_is() {
    let world = World::of(COURSE, "");
    world.course.edit("01-start/02-check.md", "- [x] FLOUR\n- [ ] SAND", "- [ ] FLOUR\n- [x] SAND");
    let status = world.command(&["status", "--format", "json"]).run().check(0, &[]).json();
    let operation = &status[0]["plan"]["operations"][0];
    assert_eq!(
        (&operation["operation"], &operation["fields"]),
        (&json!("update"), &json!(["answers"])),
        "{status}"
    );
    let diff = world.command(&["diff", "--format", "json"]).run().check(0, &[]).json();
    assert_eq!(diff[0]["differences"][0]["unseen"], json!(["answers"]), "{diff}");
    let report = world.import().args(["--format", "json"]).run().check(0, &[]).json();
    assert_eq!(report[0]["outcome"], "updated", "{report}");
    let lock = world.course.lock().unwrap();
    for secret in ["FLOUR", "SAND", "BECAUSE"] {
        assert!(!lock.contains(secret), "{lock}");
        for said in [&status, &diff, &report] {
            assert!(!said.to_string().contains(secret), "{said}");
        }
    }
    // Requests and copies are the only places: the log has no bodies.
    world.course.edit("01-start/02-check.md", "- [ ] FLOUR", "- [x] FLOUR");
    let said = world.import().arg("--verbose").run().check(0, &[]);
    assert!(!said.stderr.contains("SAND"), "{said:?}");
}

#[test]
fn the_example_course_arrives_whole_and_one_answer_is_one_write() {
    std::thread::scope(|scope| {
        for readings in READINGS {
            scope.spawn(move || {
                let platform = Platform::with_readings(readings);
                let course = Course::example();
                let mut world =
                    World { platform, course, kept: tempfile::tempdir().unwrap(), id: String::new() };
                world.import().run().check(0, &["imported", "updated 2"]);
                world.id.clone_from(&world.platform.courses()[0].id);
                let lesson = world.lesson("Check yourself");
                let questions = lesson["quiz"]["questions"].as_array().unwrap();
                let rights: Vec<usize> = questions
                    .iter()
                    .map(|it| options(it).iter().filter(|(_, is_right)| *is_right).count())
                    .collect();
                assert_eq!(rights, [1, 1, 1], "{readings}: {lesson}");
                assert!(!text(&lesson).contains("<input"), "{readings}: {lesson}");
                let task = &world.lesson("Your first loaf")["assignment"];
                assert_eq!(task["ungradedAssignment"], false, "{readings}: {task}");
                assert_ne!(task["introduction"], "", "{readings}: {task}");
                let before = counts(&world);
                world.import().run().check(0, &["nothing to send"]);
                assert_eq!(since(&world, &before), [], "{readings}");
                let quiz = "01-getting-started/04-check-yourself.md";
                world.course.edit(quiz, "- [ ] A stand mixer", "- [x] A stand mixer");
                world.import().run().check(0, &["updated 1"]);
                assert_eq!(since(&world, &before), [("upsert-quiz-questions", 1)], "{readings}");
                world.import().run().check(0, &["nothing to send"]);
                assert_eq!(since(&world, &before), [("upsert-quiz-questions", 1)], "{readings}");
            });
        }
    });
}
