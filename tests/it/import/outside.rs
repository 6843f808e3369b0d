//! Files from outside of the course: named in the plan, and never sent only because nobody was asked.

use super::*;

fn course(setting: &str) -> Course {
    let course = Course::small();
    course.write("course.yaml", format!("title: T\nassets_root: {setting}\n"));
    course.write("01-start/01-hello.md", "# Hello\n\n![A](../../shared/a.png) ![B](../../shared/.env)\n");
    for (file, content) in
        [("../shared/a.png", "picture"), ("../shared/.env", "secret"), ("../.git/HEAD", "")]
    {
        course.write(file, content);
    }
    course
}

/// Without the page that asks for what is hidden.
fn harmless() -> Course {
    let course = course("..");
    course.edit("01-start/01-hello.md", " ![B](../../shared/.env)", "");
    course
}

#[test]
fn yes_does_not_cover_them() {
    let (course, platform) = (harmless(), Platform::start());
    let words =
        ["outside  1 file from outside the course: `../shared/a.png`", "1 file is outside the course"];
    let hint = "hint: check the files in the plan, then run again with `--allow outside-course`";
    let outcome = Program::import(&course, &platform).run().check(4, &words);
    assert!(outcome.stderr.contains(hint), "{}", outcome.stderr);
    assert_eq!(platform.uploads(), 0);
    Program::import(&course, &platform).args(["--allow", "outside-course"]).run().check(0, &["imported"]);
    assert_eq!(platform.uploads(), 1);
}

#[test]
fn the_sandbox_asks_nobody_either() {
    let course = harmless();
    Program::new(&["import", "--sandbox"]).course(&course).run().check(4, &["1 file is outside the course"]);
}

#[test]
fn the_course_itself_cannot_say_that_they_are_meant() {
    let (course, platform) = (harmless(), Platform::start());
    course.edit("course.yaml", "title: T", "title: T\nallow: [outside-course]");
    let outcome = Program::import(&course, &platform).run().check(4, &["1 file is outside the course"]);
    assert!(outcome.stderr.contains("unused-allow"), "{}", outcome.stderr);
}

#[test]
fn a_yes_on_a_terminal_covers_them() {
    let (course, platform) = (harmless(), Platform::start());
    let Some(program) = Program::on_terminal(&course, &platform.base_url()) else { return };
    let mut process = program.start_to_type();
    crate::testkit::wait_until("it asks", || process.stdout().contains("Import into location"));
    assert!(process.stdout().contains("`../shared/a.png`"), "{}", process.stdout());
    process.types("y\r");
    process.end();
    assert_eq!(platform.uploads(), 1);
}

#[test]
fn what_is_hidden_is_never_read() {
    let (course, platform) = (course(".."), Platform::start());
    let allowed = Program::import(&course, &platform).args(["--allow", "outside-course"]);
    let outcome = allowed.run().check(1, &[]);
    let said = outcome.stdout + &outcome.stderr;
    assert!(said.contains("[outside-course]") && said.contains("../../shared/.env"), "{said}");
}

#[test]
fn no_setting_leads_out_of_the_repository() {
    let check = |course: &Course, words: &str| {
        let outcome = course.run(&["check", "course", "--allow", "outside-course"]);
        assert!(outcome.stdout.contains(words), "{}", outcome.stdout);
    };
    check(&course("../.."), "leads out of the course's repository");
    check(&course("/"), "leads out of the course's repository");
    check(&course("../shared/a.png"), "`assets_root` is not a folder: ");
    check(&course("../nowhere"), "`assets_root` is not a folder: ");
    let hidden = course("../.hid/in");
    hidden.write("../.hid/in/key.png", "secret");
    std::os::unix::fs::symlink("../../.hid/in/key.png", hidden.file("01-start/key.png")).unwrap();
    hidden.write("01-start/01-hello.md", "# Hello\n\n![A](key.png)\n");
    check(&hidden, "`assets_root` is a hidden folder");
    check(&hidden, "`key.png` is outside the course");
    let without = course("..");
    std::fs::remove_dir_all(without.file("../.git")).unwrap();
    check(&without, "leads out of the course, which is in no repository");
}

#[test]
fn a_home_folder_that_is_a_repository_is_not_opened() {
    let course = harmless();
    let home = [("HOME", course.above().to_str().unwrap())];
    let outcome = course.run_with(&home, &["check", "course"]);
    assert!(outcome.stdout.contains("which is in no repository"), "{}", outcome.stdout);
}

/// Where this user may give files away.
#[test]
fn a_repository_of_somebody_else_is_not_opened() {
    let course = harmless();
    if std::os::unix::fs::chown(course.file("../.git"), Some(65534), None).is_err() {
        eprintln!("skipped: only root may give files to another user");
        return;
    }
    let outcome = course.run(&["check", "course"]);
    assert!(outcome.stdout.contains("which is in no repository"), "{}", outcome.stdout);
}

#[test]
fn a_link_of_the_course_to_a_file_beside_it_counts_as_one_from_outside() {
    let (course, platform) = (harmless(), Platform::start());
    std::os::unix::fs::symlink("../../shared/a.png", course.file("01-start/own.png")).unwrap();
    course.edit("01-start/01-hello.md", "../../shared/a.png", "own.png");
    Program::import(&course, &platform).run().check(4, &["from outside the course: `01-start/own.png`"]);
}

/// Every word that puts the text of a file into a page.
const INCLUDES: &[(&str, &str)] = &[
    ("a.md", "{{#include NOTES}}"),
    ("a.md", "{{#rustdoc_include NOTES:1}}"),
    ("a.md", "{{#playground NOTES}}"),
    ("a.md", "--8<-- \"NOTES\""),
    ("a.md", "<<< NOTES"),
    ("a.md", "<!--@include: NOTES-->"),
    ("a.md", "{% include_relative NOTES %}"),
    ("a.md", "```{literalinclude} NOTES\n```"),
    ("a.md", "```{include} NOTES\n```"),
    ("a.md", "```{csv-table}\n:file: NOTES\n```"),
    ("a.qmd", "{{< include NOTES >}}"),
    ("a.md", "[!INCLUDE [x](NOTES)]"),
    ("a.mdx", "import Notes from \"NOTES\";\n\n<Notes />"),
];

#[test]
fn no_text_from_outside_is_sent() {
    for (name, include) in INCLUDES {
        for is_link in [false, true] {
            let course = Course::empty();
            course.write("course.yaml", "title: T\nassets_root: ..\nallow: [outside-course]\n");
            course.write("../.git/HEAD", "");
            course.write("../notes.md", "a private word\n");
            let target = if is_link { "./inside.md" } else { "../notes.md" };
            course.write(name, format!("# T\n\nOwn.\n\n{}\n", include.replace("NOTES", target)));
            if is_link {
                std::os::unix::fs::symlink("../notes.md", course.file("inside.md")).unwrap();
            }
            let checked = course.run(&["check", "course"]);
            let said = &checked.stdout;
            assert!(said.contains(&format!("`{target}` is outside the course")), "{include}: {said}");
            assert!(said.contains("copy the file itself into the course"), "{include}: {said}");
            let sandbox = Program::new(&["import", "--sandbox", "--allow", "outside-course"]).course(&course);
            sandbox.run().check(1, &["[outside-course]"]);
        }
    }
}
