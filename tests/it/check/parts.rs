//! A folder of a course, named instead of the course.

use super::Course;

fn warning(course: &Course, part: &str) -> Option<String> {
    let said = course.run(&["check", part]);
    assert_eq!(said.exit(), 0, "{}", said.stderr);
    let home = course.above().canonicalize().unwrap();
    let line = said.stderr.lines().find(|line| line.starts_with("warning: "))?;
    Some(line.replace(&home.display().to_string(), "HOME"))
}

#[test]
fn a_part_of_a_course_is_said_to_be_one() {
    let course = Course::of(&[("course.yaml", "title: A\n"), ("01 Start/a.md", "A.\n"), ("b/b.md", "B.\n")]);
    let said = "is part of the course `HOME/course`, but is treated as a separate course";
    assert_eq!(warning(&course, "course/01 Start"), Some(format!("warning: `course/01 Start` {said}")));
    assert_eq!(warning(&course, "course/b"), Some(format!("warning: `course/b` {said}")));
    assert_eq!(warning(&course, "course"), None);
    for other in [&["outline", "course/b"], &["import", "course/b", "--dry-run"][..]] {
        assert!(course.run(other).stderr.contains("warning: `course/b` is part of the course"), "{other:?}");
    }
}

#[test]
fn a_course_of_its_own_is_none() {
    let course =
        Course::of(&[("course.yaml", "title: A\n"), ("b/course.yaml", "title: B\n"), ("b/b.md", "B.\n")]);
    assert_eq!(warning(&course, "course/b"), None);
    let imported =
        Course::of(&[("course.yaml", "title: A\n"), ("b/coursedir.lock", "version 2\n"), ("b/b.md", "B.\n")]);
    assert_eq!(warning(&imported, "course/b"), None);
    let repository = Course::of(&[("course.yaml", "title: A\n"), ("b/.git/HEAD", ""), ("b/b.md", "B.\n")]);
    assert_eq!(warning(&repository, "course/b"), None);
}
