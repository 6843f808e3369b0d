//! Rule 2: where a course is, what it is called.

use crate::source::small_course::write;
use crate::source::{Options, find, scan};

use super::{check, findings};

/// Compares the names of the courses that a folder holds.
#[track_caller]
fn courses(folder: &str, expected: &[&str]) {
    let home = write(folder);
    let found = find(&home.path().join("course")).unwrap();
    let names: Vec<_> = found.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, expected);
}

/// Compares the description of a course.
#[track_caller]
fn description(folder: &str, expected: &str) {
    let home = write(folder);
    let scan = scan(&home.path().join("course"), &Options::default()).unwrap();
    assert_eq!(scan.course.unwrap().description, expected);
}

#[test]
fn a_folder_with_settings_is_one_course() {
    courses(
        "
        course.yaml:
        a.md
        html/course.yaml:
        ",
        &["course"],
    );
    courses("course.yml: title: Course", &["course"]);
}

#[test]
fn folders_with_settings_are_courses_in_order_and_the_rest_is_not_read() {
    courses(
        "
        10-css/course.yaml:
        9-html/course.yml:
        notes/a.md
        README.md
        ",
        &["9-html", "10-css"],
    );
}

#[test]
fn a_folder_that_is_left_out_is_no_course() {
    courses(
        "
        lesson-template/course.yaml:
        _old/course.yaml:
        a.md
        ",
        &["course"],
    );
}

#[test]
fn without_settings_the_folder_is_the_course() {
    courses(
        "
        01-html/a.md
        02-css/b.md
        ",
        &["course"],
    );
}

#[test]
fn the_title_comes_from_the_settings_first() {
    check(
        "
        course.yaml: title: Baking
        index.md: # Bread
        flour/x.md
        ",
        "
        Baking
          Flour
            X
        ",
    );
}

#[test]
fn else_from_the_first_index_file_that_has_one() {
    check(
        "
        _index.md: Words without a heading.
        README.md: Badges first. | # Baking bread | Text.
        flour/x.md
        ",
        "
        Baking bread
          Baking bread
            Baking bread
          Flour
            X
        ",
    );
    check(
        "
        README.md: --- | title: Baking | --- | # Bread
        flour/x.md
        ",
        "
        Baking
          Flour
            X
        ",
    );
}

#[test]
fn else_from_the_index_file_of_a_wrapper() {
    check(
        "
        docs/index.md: # Baking
        docs/flour/x.md
        ",
        "
        Baking
          Flour
            X
        ",
    );
}

#[test]
fn else_from_the_folder() {
    check(
        "flour/x.md",
        "
        Course
          Flour
            X
        ",
    );
}

#[test]
fn the_description_is_the_settings_the_front_matter_or_the_first_plain_paragraph() {
    description(
        "
        course.yaml: description: All about bread.
        README.md: Words.
        a.md
        ",
        "All about bread.",
    );
    description(
        "
        README.md: --- | description: Front matter. | --- | Words.
        a.md
        ",
        "Front matter.",
    );
    description(
        "
        README.md:
            # Baking

            [![badge](https://e.org/b.svg)](https://e.org)

            We bake *bread*.

            And more.
        a.md
        ",
        "We bake bread.",
    );
    description("a.md", "Course");
}

#[test]
fn the_repositorys_readme_is_no_lesson() {
    let folder = "
        README.md: # Baking | Words.
        a.md
        ";
    check(
        folder,
        "
        Baking
          Baking
            A
        ",
    );
    findings(
        folder,
        "README.md: info[excluded-readme]: `README.md` is the repository's README, not a lesson",
    );
}

#[test]
fn it_is_when_the_course_has_no_other() {
    check(
        "README.md: # Baking | Words.",
        "
        Baking
          Baking
            Baking
        ",
    );
    findings("README.md: # Baking | Words.", "");
}

#[test]
fn another_index_file_of_the_root_is_the_first_lesson_when_it_has_text() {
    check(
        "
        01-flour.md
        index.md: # Baking | Words.
        ",
        "
        Baking
          Baking
            Baking
            Flour
        ",
    );
    check(
        "
        01-flour.md
        index.md: # Baking
        ",
        "
        Baking
          Baking
            Flour
        ",
    );
}

#[test]
fn a_first_page_that_could_be_any_courses_does_not_name_the_course() {
    check(
        "
        01-flour.md
        index.md: # Introduction | Words.
        ",
        "
        Course
          Course
            Introduction
            Flour
        ",
    );
}

#[test]
fn an_index_file_of_the_root_without_a_title_has_the_courses() {
    check(
        "
        course.yaml: title: Baking
        index.md
        a.md
        ",
        "
        Baking
          Baking
            Baking
            A
        ",
    );
}

#[test]
fn a_folder_without_lessons_is_no_course() {
    findings("notes.csv", ".: error[no-lessons]: the course has no lessons");
    check("notes.csv", "no course");
}
