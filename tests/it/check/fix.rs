//! What `check --fix` writes, what it leaves alone, and that it touches nothing else.

use std::fs;

use super::{Course, Outcome};

const PICTURES: &[(&str, &str)] = &[("img/dog.png", "x"), ("img/my cat.png", "x"), ("a.md", "")];

/// A course with some pictures and this lesson.
fn course(lesson: &str) -> Course {
    let course = Course::of(PICTURES);
    course.write("a.md", lesson.as_bytes());
    course
}

fn fix(course: &Course) -> Outcome {
    course.run(&["check", "course", "--fix", "--format", "concise"])
}

fn text(course: &Course, path: &str) -> String {
    fs::read_to_string(course.path().join(path)).unwrap()
}

/// Fixes a lesson, and once more to see that nothing is left to fix.
#[track_caller]
fn check(lesson: &str, fixed: &str) {
    let course = course(lesson);
    let said = fix(&course);
    assert_eq!(text(&course, "a.md"), fixed, "{}{}", said.stdout, said.stderr);
    let again = fix(&course);
    assert!(again.stderr.contains("no finding is fixable"), "{}{}", again.stdout, again.stderr);
    assert_eq!(text(&course, "a.md"), fixed);
}

#[test]
fn a_name_in_the_wrong_case_is_put_right() {
    check("![A dog](img/Dog.png)\n", "![A dog](img/dog.png)\n");
    check(
        "![A dog](./IMG/Dog.PNG \"Dog\") [it](<Img/dog.png>)\n",
        "![A dog](./img/dog.png \"Dog\") [it](<img/dog.png>)\n",
    );
    check("![A cat](img/My%20Cat.png?raw=1#x)\n", "![A cat](img/my%20cat.png?raw=1#x)\n");
    check("<img alt=\"Dog\" src=\"img/Dog.png\">\n", "<img alt=\"Dog\" src=\"img/dog.png\">\n");
    check(
        "---\nthumbnail: \"img/Dog.png\" # a dog\n---\nHi\n",
        "---\nthumbnail: \"img/dog.png\" # a dog\n---\nHi\n",
    );
    check(
        "---\nmaterials: [img/My Cat.png, img/dog.png]\n---\nHi\n",
        "---\nmaterials: [img/my cat.png, img/dog.png]\n---\nHi\n",
    );
}

#[test]
fn a_moved_file_is_found_by_its_name() {
    check("![A dog](pictures/dog.png)\n", "![A dog](img/dog.png)\n");
    check("![A cat](../my%20cat.png)\n", "![A cat](../my%20cat.png)\n");
    check("![A cat](/old/my%20cat.png)\n", "![A cat](/img/my%20cat.png)\n");
}

#[test]
fn the_way_to_a_moved_file_begins_at_the_page() {
    let course = Course::of(&[("img/dog.png", "x"), ("01-one/02-two/a.md", "![A dog](dog.png)\n")]);
    fix(&course);
    assert_eq!(text(&course, "01-one/02-two/a.md"), "![A dog](../../img/dog.png)\n");
}

#[test]
fn a_misspelt_key_is_put_right_and_then_its_value() {
    check("---\ntilte: One\n---\nHi\n", "---\ntitle: One\n---\nHi\n");
    check("---\n\"drafft\": yes\n---\nHi\n", "---\n\"draft\": true\n---\nHi\n");
    check("+++\ntilte = 'One'\n+++\nHi\n", "+++\ntitle = 'One'\n+++\nHi\n");
}

#[test]
fn a_key_of_the_settings_is_put_right() {
    let course = Course::of(&[
        ("a.md", "Hi\n"),
        ("course.yaml", "titel: One\ndefaults:\n  visibilty: draft\ninstructr: Ann\n"),
    ]);
    fix(&course);
    assert_eq!(text(&course, "course.yaml"), "title: One\ndefaults:\n  visibility: draft\ninstructor: Ann\n");
}

#[test]
fn booleans_are_written_as_every_tool_reads_them() {
    check("---\ndraft: Yes\n---\nHi\n", "---\ndraft: true\n---\nHi\n");
    check("---\npublished: \"off\"  # later\n---\nHi\n", "---\npublished: false  # later\n---\nHi\n");
}

#[test]
fn an_address_with_a_space_is_put_right_when_the_file_is_there() {
    check("![A cat](img/my cat.png)\n", "![A cat](img/my%20cat.png)\n");
    check(
        "![A cat](img/our cat.png) costs [x](e.g. 3.50)\n",
        "![A cat](img/our cat.png) costs [x](e.g. 3.50)\n",
    );
}

#[test]
fn what_needs_judgement_is_left_alone() {
    for lesson in [
        "![A dog](img/dogg.png)\n",
        "![A dog](img/dog.jpg)\n",
        "![A dog][d]\n\n[d]: img/Dog.png\n",
        "---\ntitle: One\ntilte: Two\n---\nHi\n",
        "---\nmine: &a yes\ndraft: *a\n---\nHi\n",
        "---\ndownloas: img/dog.png\n---\n![A dog](img/dog.png)\n",
        "[Home](old/readme.md)\n",
        "![A dog](img\\Dog.png)\n",
        "```\n![A dog](img/Dog.png)\n```\n",
    ] {
        check(lesson, lesson);
    }
}

#[test]
fn of_two_files_neither_is_meant_for_certain() {
    let files = [("x/dog.png", "x"), ("y/dog.png", "x"), ("z/cat.png", "x"), ("z/CAT.png", "x")];
    let course = Course::of(&files);
    // Where the disk takes both for one name there is nothing to tell apart.
    let is_sensitive = fs::read_dir(course.path().join("z")).unwrap().count() == 2;
    let lesson = if is_sensitive { "![A](dog.png) ![B](z/Cat.png)\n" } else { "![A](dog.png)\n" };
    course.write("a.md", lesson.as_bytes());
    fix(&course);
    assert_eq!(text(&course, "a.md"), lesson);
}

#[test]
fn byte_order_mark_line_ends_and_permissions_stay() {
    let lesson = "\u{feff}---\r\ntilte: One\r\ndraft: no\r\n---\r\n![](img/Dog.png) and ![](img/DOG.png)\tend  \r\n\r\nlast";
    let fixed = "\u{feff}---\r\ntitle: One\r\ndraft: false\r\n---\r\n![](img/dog.png) and ![](img/dog.png)\tend  \r\n\r\nlast";
    let course = course(lesson);
    let file = course.path().join("a.md");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    }
    let said = fix(&course);
    assert_eq!(text(&course, "a.md"), fixed, "{}", said.stdout);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }
    assert_eq!(fs::read_dir(course.path()).unwrap().count(), 2, "nothing is left beside it");
}

#[test]
fn what_was_done_is_shown_and_what_is_left_is_said() {
    let course = course("# One\n\n![A dog](img/Dog.png)\n![A bird](img/bird.png)\n");
    let said = fix(&course);
    assert_eq!(
        said.stdout,
        "\
--- course/a.md
+++ course/a.md
@@ -1,4 +1,4 @@
 # One
 
-![A dog](img/Dog.png)
+![A dog](img/dog.png)
 ![A bird](img/bird.png)

course/a.md:4:11: error[missing-image]: the image `img/bird.png` does not exist
course/img: warning[unused-file]: no lesson uses `my cat.png`
"
    );
    assert_eq!(
        said.stderr,
        "wrote 1 fix in 1 file\n1 error, 1 warning\n1 file is in no lesson: 1 image (`img/my cat.png`)\n"
    );
    assert_eq!(said.exit(), 1);
}

#[test]
fn a_dry_run_writes_nothing() {
    let lesson = "![A dog](img/Dog.png) ![A dog](img/DOG.png)\n";
    let course = course(lesson);
    let said = course.run(&["check", "course", "--fix", "--dry-run", "--format", "concise"]);
    assert_eq!(text(&course, "a.md"), lesson);
    assert!(said.stdout.contains("\n+![A dog](img/dog.png) ![A dog](img/dog.png)\n"), "{}", said.stdout);
    assert!(said.stdout.contains("error[missing-image]"), "{}", said.stdout);
    assert!(said.stderr.starts_with("would write 2 fixes in 1 file (dry run)\n"), "{}", said.stderr);
    assert_eq!(said.exit(), 1);
}

#[test]
fn without_the_flag_nothing_is_written_and_the_fix_is_said() {
    let lesson = "![A dog](img/Dog.png)\n";
    let course = course(lesson);
    let said = course.run(&["check", "course"]);
    assert_eq!(text(&course, "a.md"), lesson);
    assert!(said.stdout.contains("Names are case-sensitive (fixable with `check --fix`)"), "{}", said.stdout);
    assert!(said.stderr.contains("1 finding is fixable: run with `--fix`"), "{}", said.stderr);
    let said = course.run(&["check", "course", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    let fix = &report["findings"][0]["fix"];
    assert_eq!(fix["replacement"], "img/dog.png");
    assert_eq!(fix["span"], serde_json::json!({ "start": 9, "end": 20 }));
}

#[test]
fn reports_for_programs_stay_whole() {
    let course = course("![A dog](img/Dog.png)\n");
    let said = course.run(&["check", "course", "--fix", "--format", "json"]);
    serde_json::from_str::<serde_json::Value>(&said.stdout).unwrap();
    assert!(said.stderr.contains("+![A dog](img/dog.png)"), "{}", said.stderr);
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_course_is_written() {
    let course = course("Hi\n");
    let outside = course.above().join("outside.md");
    fs::write(&outside, "![A dog](img/Dog.png)\n").unwrap();
    std::os::unix::fs::symlink(&outside, course.path().join("b.md")).unwrap();
    fix(&course);
    assert_eq!(fs::read_to_string(outside).unwrap(), "![A dog](img/Dog.png)\n");
}

#[test]
fn a_web_address_gets_its_beginning() {
    check(
        "[a](www.example.org/x) [b]\n\n[b]: example.com\n",
        "[a](https://www.example.org/x) [b]\n\n[b]: https://example.com\n",
    );
    check(
        "---\nmaterials:\n  - www.example.org/a.pdf\n---\nHi\n",
        "---\nmaterials:\n  - https://www.example.org/a.pdf\n---\nHi\n",
    );
}

#[test]
fn the_folder_above_is_opened_in_the_settings() {
    for (before, after) in [
        (None, "assets_root: ..\n"),
        (Some("title: Dogs\n"), "title: Dogs\nassets_root: ..\n"),
        (Some(""), "assets_root: ..\n"),
        (Some("assets_root: img\n"), "assets_root: ..\n"),
    ] {
        let course = course("![A dog](/pictures/dog.png) ![One](../pictures/one.png)\n");
        fs::create_dir_all(course.above().join("pictures")).unwrap();
        fs::create_dir(course.above().join(".git")).unwrap();
        for name in ["pictures/dog.png", "pictures/one.png"] {
            fs::write(course.above().join(name), "x").unwrap();
        }
        if let Some(before) = before {
            course.write("course.yaml", before.as_bytes());
        }
        let said = fix(&course);
        assert_eq!(said.exit(), 0, "{}{}", said.stdout, said.stderr);
        assert_eq!(text(&course, "course.yaml"), after);
        assert!(said.stdout.contains("+assets_root: .."), "{}", said.stdout);
        let again = fix(&course);
        assert!(again.stderr.contains("no finding is fixable"), "{}{}", again.stdout, again.stderr);
    }
}
