//! Rule 4: the platform's two levels.

use super::{check, findings};

#[test]
fn a_second_level_of_nothing_but_categories_gives_way_to_them() {
    check(
        "
        01-tools/guides/chrome/a.md
        01-tools/guides/git/b.md
        01-tools/other/c.md
        ",
        "
        Course
          Tools
            Chrome/
              A
            Git/
              B
            Other/
              C
        ",
    );
}

#[test]
fn not_when_it_has_an_index_file_or_a_lesson() {
    check(
        "
        01-tools/guides/README.md: # Guides
        01-tools/guides/chrome/a.md
        01-tools/guides/git/b.md
        01-tools/other/c.md
        ",
        "
        Course
          Tools
            Guides/
              A
              B
            Other/
              C
        ",
    );
}

#[test]
fn what_is_deeper_is_folded_in_place_and_said() {
    let folder = "
        01-a/02-b/01-one.md
        01-a/02-b/02-c/01-two.md
        01-a/02-b/02-c/d/three.md
        01-a/02-b/03-four.md
        x.md
        ";
    check(
        folder,
        "
        Course
          A
            B/
              One
              Two
              Three
              Four
          X
            X
        ",
    );
    findings(
        folder,
        "
        01-a/02-b/02-c: warning[nesting-too-deep]: `01-a/02-b/02-c` is nested too deep; its lessons move to the sub-category above
        ",
    );
    findings(
        "
        a/b/01-c/x.md
        a/b/02-d/x.md
        a/b/y.md
        q/y.md
        ",
        "a/b/01-c: warning[nesting-too-deep]: `a/b/01-c` and 1 more folder beside it are nested too deep; \
         their lessons move to the sub-category above",
    );
}

#[test]
fn a_folded_folders_index_file_with_text_is_a_lesson() {
    check(
        "
        a/b/one.md
        a/b/c/README.md: # See | Words.
        a/b/c/two.md
        x/y.md
        ",
        "
        Course
          A
            B/
              See
              Two
              One
          X
            Y
        ",
    );
}

#[test]
fn folded_lessons_of_the_same_title_carry_their_folders() {
    check(
        "
        a/tools/airflow/setup.md
        a/tools/airflow/run.md
        a/tools/kafka/setup.md
        a/tools/setup.md
        x/y.md
        ",
        "
        Course
          A
            Tools/
              Run
              Airflow: Setup
              Kafka: Setup
              Setup
          X
            Y
        ",
    );
}

#[test]
fn lessons_of_the_root_go_into_one_category_named_like_the_course() {
    check(
        "
        apples.md
        bread/x.md
        zebra.md
        ",
        "
        Course
          Course
            Apples
            Zebra
          Bread
            X
        ",
    );
}

#[test]
fn or_as_the_settings_say() {
    check(
        "
        course.yaml: root_category: First steps
        apples.md
        bread/x.md
        ",
        "
        Course
          First steps
            Apples
          Bread
            X
        ",
    );
}

#[test]
fn one_lesson_beside_categories_names_its_category() {
    check(
        "
        apples.md: # All apples
        bread/x.md
        ",
        "
        Course
          All apples
            All apples
          Bread
            X
        ",
    );
    check(
        "apples.md: # All apples",
        "
        Course
          Course
            All apples
        ",
    );
}

#[test]
fn the_category_stands_where_the_first_lesson_stands() {
    check(
        "
        01-bread/x.md
        apples.md
        zebra.md
        ",
        "
        Course
          Bread
            X
          Course
            Apples
            Zebra
        ",
    );
}

#[test]
fn a_lesson_that_the_author_put_after_a_category_becomes_one() {
    check(
        "
        01-welcome.md
        02-setup.md
        03-bread/x.md
        04-goodbye.md
        05-thanks.md
        zebra.md
        ",
        "
        Course
          Course
            Welcome
            Setup
            Zebra
          Bread
            X
          Goodbye
            Goodbye
          Thanks
            Thanks
        ",
    );
}

#[test]
fn inside_a_category_lessons_come_before_sub_categories() {
    check(
        "
        part/01-bread/x.md
        part/02-apples.md
        part/other/y.md
        z.md
        ",
        "
        Course
          Part
            Apples
            Bread/
              X
            Other/
              Y
          Z
            Z
        ",
    );
}
