//! Rule 6: titles.

use crate::source::small_course::write;
use crate::source::{Options, scan};

use super::{check, findings};

#[test]
fn front_matter_gives_the_title_and_headings_are_sections() {
    check(
        "a.md: --- | title: Kneading | --- | # Another",
        "
        Course
          Course
            Kneading
        ",
    );
}

#[test]
fn a_lesson_without_a_title_takes_its_first_heading() {
    check(
        "01-intro/01-hello.md: # Hello there",
        "
        Course
          Intro
            Hello there
        ",
    );
}

#[test]
fn comments_images_and_templating_may_stand_before_the_heading() {
    check(
        "a.md: <!-- license --> |  | ![logo](https://e.org/a.png) |  | {% raw %} |  | # Kneading",
        "
        Course
          Course
            Kneading
        ",
    );
}

#[test]
fn the_only_first_level_heading_may_stand_further_down() {
    check(
        "
        a.md: Words. |  | # Kneading
        b.md: Words. |  | # One |  | # Two
        c.md: ## Section |  | # Late
        ",
        "
        Course
          Course
            Kneading
            B
            C
        ",
    );
}

#[test]
fn a_second_level_heading_that_opens_the_page_is_the_title_when_there_is_no_first() {
    check(
        "
        a.md: ## Kneading | Words.
        b.md: Words. |  | ## Section
        c.md: ### Section | Words.
        ",
        "
        Course
          Course
            Kneading
            B
            C
        ",
    );
}

#[test]
fn the_name_gives_the_title_last() {
    check(
        "
        one/01-my_first-lesson.md
        one/02-second/index.md
        two/index.md
        two/a.md
        ",
        "
        Course
          One
            My first lesson
            Second
          Two
            Two
            A
        ",
    );
}

#[test]
fn a_lesson_whose_name_is_only_a_number_takes_its_first_heading_of_any_level() {
    check(
        "
        1.md: Words. |  | ### Kneading
        2.md
        ",
        "
        Course
          Course
            Kneading
            2
        ",
    );
}

#[test]
fn the_heading_that_became_the_title_leaves_the_body() {
    for text in ["# Kneading | Words.", "Words. |  | ### Kneading", "## Kneading | Words."] {
        let home = write(&format!("1.md: {text}"));
        let course = scan(&home.path().join("course"), &Options::default()).unwrap().course.unwrap();
        let lesson = course.lessons().next().unwrap();
        assert_eq!((lesson.title.as_str(), lesson.body.html().trim()), ("Kneading", "<p>Words.</p>"));
    }
}

#[test]
fn a_category_whose_name_is_only_a_number_takes_the_name_above() {
    check(
        "
        assignments/2016/a.md
        assignments/2017/a.md
        2018/a.md
        x/a.md
        ",
        "
        Course
          2018
            A
          Assignments
            Assignments 2016/
              A
            Assignments 2017/
              A
          X
            A
        ",
    );
}

#[test]
fn short_words_go_with_their_number_and_long_ones_stay() {
    check(
        "
        ch01-00-start.md
        ch01-02-hello.md
        ",
        "
        Course
          Course
            Start
            Hello
        ",
    );
    check(
        "
        w1/a.md
        w2/a.md
        ",
        "
        Course
          W 1
            A
          W 2
            A
        ",
    );
    check(
        "
        week1-dough/a.md
        week2-bread/a.md
        ",
        "
        Course
          Week 1 dough
            A
          Week 2 bread
            A
        ",
    );
}

#[test]
fn a_name_with_spaces_keeps_its_dashes() {
    check(
        "
        part-one/use the fold-over.md
        part-one/snake_case and-more.md
        ",
        "
        Course
          Part one
            Snake_case and-more
            Use the fold-over
        ",
    );
}

#[test]
fn a_language_suffix_is_no_part_of_the_title() {
    check(
        "01-brot.de.md",
        "
        Course
          Course
            Brot
        ",
    );
}

#[test]
fn titles_are_plain_text() {
    check(
        "
        a.md: # The `Drop` *Trait* {#drop}
        b.md: # Introduction[[introduction]]
        c.md: --- | title: A* Pathfinding | --- | x
        d.md: --- | title: <svelte:self> | --- | x
        ",
        "
        Course
          Course
            The Drop Trait
            Introduction
            A* Pathfinding
            <svelte:self>
        ",
    );
}

#[test]
fn an_empty_title_is_an_error() {
    findings("a.md: --- | title: ' ' | --- | x", "a.md:2:8: error[empty-title]: the title is empty");
}

#[test]
fn a_category_file_wins_for_the_title() {
    check(
        r#"
        a/_category_.json: {"label": "Dough"}
        a/index.md: # Index
        a/x.md
        b/meta.json: {"title": "Bread"}
        b/x.md
        "#,
        "
        Course
          Dough
            X
          Bread
            X
        ",
    );
}
