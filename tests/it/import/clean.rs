//! What a first import sends, keeps and says.

use std::path::Path;

use super::*;

#[test]
fn a_first_import_uploads_every_file_sends_one_course_and_remembers_both() {
    let (platform, course) = (Platform::start(), Course::with_files(3));
    let outcome = Program::import(&course, &platform).run();
    outcome.check(0, &["imported A small course", "uploaded  3 files", "open      http", "uploaded 3/3"]);
    assert_eq!((platform.uploads(), platform.imports()), (3, 1));
    let imported = &platform.courses()[0];
    assert_eq!(imported.product["title"], "A small course");
    assert_eq!(imported.location_id, "sandbox");
    assert!(imported.dropped.is_empty(), "{:?}", imported.dropped);
    let materials = &imported.product["categories"][0]["posts"][0]["postMaterials"];
    assert_eq!(materials.as_array().unwrap().len(), 3);
    let lock = course.lock().unwrap();
    assert!(lock.contains("state=imported") && lock.contains(&imported.id), "{lock}");
    assert_eq!(course.locked_files(), 3);
}

#[test]
fn only_the_lock_file_is_added_to_the_course() {
    let (platform, course) = (Platform::start(), Course::with_files(1));
    let mut before = course.contents();
    Program::import(&course, &platform).run().check(0, &[]);
    let lock = course.file("coursedir.lock");
    before.insert(lock.clone(), std::fs::read(&lock).unwrap());
    assert_eq!(course.contents(), before);
}

#[test]
fn the_same_bytes_are_uploaded_once() {
    let (platform, course) = (Platform::start(), Course::small());
    course.write("01-start/one.txt", "the same");
    course.write("01-start/two.txt", "the same");
    course.write("01-start/01-hello.md", "# Hello\n\n[One](one.txt)\n\n[Two](two.txt)\n");
    Program::import(&course, &platform).run().check(0, &[]);
    assert_eq!(platform.media_names(), ["one.txt"]);
    let materials = &platform.courses()[0].product["categories"][0]["posts"][0]["postMaterials"];
    assert_eq!(materials[0]["url"], materials[1]["url"]);
    assert_eq!(materials.as_array().unwrap().len(), 2);
}

#[test]
fn a_packed_file_is_uploaded_under_its_name_with_zip_behind() {
    let (platform, course) = (Platform::start(), Course::small());
    course.write("01-start/solve.py", "print(1)\n");
    course.write("01-start/data/deep/table.csv", "a,b\n");
    course.write("01-start/01-hello.md", "---\nmaterials: [solve.py, data]\n---\n# Hello\n");
    Program::import(&course, &platform).run().check(0, &["zipped"]);
    assert_eq!(platform.media_names(), ["data.zip", "solve.py.zip"]);
    assert!(platform.courses()[0].dropped.is_empty());
}

#[test]
fn several_courses_are_imported_one_after_the_other() {
    let platform = Platform::start();
    let (first, second) = (Course::with_files(1), Course::with_files(2));
    second.write("course.yaml", "title: Another course\n");
    Program::import(&first, &platform)
        .course(&second)
        .run()
        .check(0, &["imported A small course", "imported Another course"]);
    assert_eq!((platform.imports(), first.locked_files(), second.locked_files()), (2, 1, 2));
}

#[test]
fn a_course_that_is_there_does_not_hold_up_the_next_one() {
    let platform = Platform::start();
    let (first, second) = (Course::small(), Course::small());
    Program::import(&first, &platform).run().check(0, &[]);
    Program::import(&first, &platform).course(&second).run().check(4, &["already imported"]);
    assert_eq!(platform.imports(), 2);
    assert!(second.lock().unwrap().contains("state=imported"));
}

#[test]
fn after_a_failure_the_other_courses_are_not_tried_and_that_is_said() {
    let platform = Platform::with_faults(&["import:403"]);
    let (first, second) = (Course::small(), Course::small());
    Program::import(&first, &platform).course(&second).run().check(3, &["1 course was skipped"]);
    assert_eq!(platform.imports(), 1);
}

#[test]
fn with_draft_every_lesson_arrives_as_a_draft() {
    let (platform, course) = (Platform::start(), Course::small());
    Program::import(&course, &platform).arg("--draft").run().check(0, &["1 draft"]);
    let category = &platform.courses()[0].product["categories"][0];
    assert_eq!(
        (&category["visibility"], &category["posts"][0]["visibility"]),
        (&"draft".into(), &"draft".into())
    );
}

#[test]
fn quiet_says_nothing_when_all_went_well() {
    let (platform, course) = (Platform::start(), Course::with_files(1));
    let outcome = Program::import(&course, &platform).arg("--quiet").run().check(0, &[]);
    assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), ("", ""));
}

#[test]
fn a_course_with_errors_sends_nothing() {
    let (platform, course) = (Platform::start(), Course::small());
    course.write("01-start/01-hello.md", "# Hello\n\n![A dog](dog.png)\n");
    let said = &[
        "import stopped: the course has errors; nothing was sent",
        "hint: run `coursedir check --explain CODE`",
    ];
    Program::import(&course, &platform).run().check(1, said);
    assert_eq!((platform.requests().len(), course.lock()), (0, None));
}

#[test]
fn errors_that_a_command_puts_right_are_said_to_be_so() {
    for (text, them, counted) in [
        ("![A dog](dog.png)", "it", "1 error"),
        ("![A dog](dog.png) ![It](DOG.png)", "them", "2 errors"),
        ("![A dog](dog.png) ![A cat](cat.png)", "1 of them", "2 errors"),
    ] {
        let (platform, course) = (Platform::start(), Course::small());
        course.write("01-start/01-hello.md", format!("# Hello\n\n{text}\n"));
        course.write("01-start/Dog.png", "x");
        let said = Program::import(&course, &platform).run().check(1, &[counted]);
        let hint = said.stderr.lines().find(|line| line.starts_with("hint: ")).unwrap();
        assert!(hint.starts_with("hint: run `coursedir check --fix "), "{hint}");
        assert!(hint.ends_with(&format!("` to fix {them}")), "{hint}");
    }
}

#[test]
fn the_example_course_arrives_whole() {
    let platform = Platform::start();
    let course = Course::small();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-course");
    for (path, bytes) in contents(&example) {
        let path = course.file(path.strip_prefix(&example).unwrap().to_str().unwrap());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    course.remove("01-start/01-hello.md");
    std::fs::remove_dir(course.file("01-start")).unwrap();
    Program::import(&course, &platform).run().check(0, &[]);
    assert!(platform.courses()[0].dropped.is_empty());
    assert_eq!(platform.media().len(), course.locked_files());
}
