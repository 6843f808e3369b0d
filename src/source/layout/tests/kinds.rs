//! Rule 8: visibility and type.

use crate::source::Options;

use super::{check, check_with, findings};

#[test]
fn a_lessons_own_visibility_comes_first() {
    check(
        "
        course.yaml:
            defaults: {visibility: draft}
        a.md
        b.md: --- | visibility: published | --- | x
        ",
        "
        Course
          Course [draft]
            A [draft]
            B
        ",
    );
}

#[test]
fn then_its_categorys() {
    check(
        "
        a/_index.md: --- | draft: true | ---
        a/one.md
        a/two.md: --- | draft: false | --- | x
        a/sub/three.md
        b/four.md
        ",
        "
        Course
          A [draft]
            One [draft]
            Two
            Sub/ [draft]
              Three [draft]
          B
            Four
        ",
    );
}

#[test]
fn else_it_is_published_unless_asked_otherwise() {
    let folder = "a.md: --- | visibility: published | --- | x";
    check(
        folder,
        "
        Course
          Course
            A
        ",
    );
    check_with(
        &Options { draft: true, ..Options::default() },
        folder,
        "
        Course
          Course [draft]
            A [draft]
        ",
    );
}

#[test]
fn front_matter_says_the_type_first() {
    check(
        "
        quiz-one.md: --- | type: assignment | --- | x
        b.md: --- | type: read | --- | x
        ",
        "
        Course
          Course
            B
            Quiz one [assignment]
        ",
    );
}

#[test]
fn else_a_whole_word_of_the_name() {
    check(
        "
        01-homework-two.md
        02-final_quiz/index.md
        03-bread/assignment.md
        04-quizzes.md
        05-assignments.md
        ",
        "
        Course
          Course
            Homework two [assignment]
            Final quiz [quiz]
            Bread [assignment]
            Quizzes
            Assignments
        ",
    );
}

#[test]
fn else_the_settings() {
    check(
        "
        course.yaml:
            defaults: {type: assignment}
        a.md
        last-quiz.md
        ",
        "
        Course
          Course
            A [assignment]
            Last quiz [quiz]
        ",
    );
}

#[test]
fn a_quiz_arrives_without_its_questions() {
    findings(
        "quiz.md",
        "quiz.md: info[quiz-questions-not-imported]: the import creates the quiz with its text, but without \
         questions",
    );
}

#[test]
fn a_word_with_a_number_behind_it_is_a_whole_word() {
    check(
        "
        assignment2.md
        homework03-bread.md
        quiz1.md
        quizzical.md
        requiz1.md
        week-quiz12/README.md
        ",
        "
        Course
          Course
            Assignment2 [assignment]
            Homework03 bread [assignment]
            Quiz1 [quiz]
            Quizzical
            Requiz1
            Week quiz12 [quiz]
        ",
    );
}
