//! Rule 4: what is a lesson, what is a category, what is an index file.

use super::{check, findings};

#[test]
fn a_page_beside_a_folder_of_lessons_is_its_index_file() {
    check(
        "
        bread.md: # All about bread | Words.
        bread/flour.md
        ",
        "
        Course
          All about bread
            All about bread
            Flour
        ",
    );
}

#[test]
fn a_page_beside_a_folder_without_lessons_owns_its_files() {
    check(
        "
        bread.md: # All about bread
        bread/flour.txt
        cake.md
        ",
        "
        Course
          Course
            All about bread
            Cake
        ",
    );
}

#[test]
fn a_page_beside_a_folder_with_one_index_makes_no_lesson_folder_of_it() {
    check(
        "
        bread.md: # Bread
        bread/main.md: # Main
        ",
        "
        Course
          Bread
            Main
        ",
    );
}

#[test]
fn a_folder_of_one_page_with_a_lessons_name_is_a_lesson() {
    for name in [
        "index",
        "README",
        "lesson",
        "page",
        "+page",
        "content",
        "main",
        "task",
        "en",
        "bread",
        "01-index",
        "korean",
        "02-bread",
        "readme.pt",
    ] {
        check(
            &format!("part/01-bread/{name}.md\npart/01-bread/code.py\npart/02-cake/index.md"),
            "
            Course
              Part
                Bread
                Cake
            ",
        );
    }
}

#[test]
fn the_page_of_a_lesson_folder_may_lie_in_a_wrapper() {
    check(
        "
        part/01-bread/docs/en.md: # Bread
        part/01-bread/code/main.py
        part/02-cake/docs/en.md: # Cake
        ",
        "
        Course
          Part
            Bread
            Cake
        ",
    );
    check(
        "
        01-part/01-bread/deep/en.md: # Bread
        01-part/02-cake/index.md: # Cake
        ",
        "
        Course
          Part
            Cake
            Bread/
              Bread
        ",
    );
}

#[test]
fn an_underscore_index_makes_a_lesson_folder_when_it_has_text() {
    check(
        "
        part/bread/_index.md: # Bread | Words.
        part/cake/_index.md: # Cake
        ",
        "
        Course
          Part
            Bread
        ",
    );
}

#[test]
fn a_folder_with_one_page_of_another_name_is_a_category() {
    check(
        "01-intro/01-welcome.md",
        "
        Course
          Intro
            Welcome
        ",
    );
}

#[test]
fn a_folder_with_two_pages_is_a_category() {
    check(
        "
        bread/index.md: # Bread | Words.
        bread/lesson.md: # Lesson
        ",
        "
        Course
          Bread
            Bread
            Lesson
        ",
    );
}

#[test]
fn the_settings_may_name_more_lesson_files() {
    check(
        "
        course.yaml:
            lesson_file: [instructions.md, 'part/*/text-*.md']
        part/README.md: # Part
        part/bread/instructions.md
        part/cake/text-1.md
        part/pie/words.md
        ",
        "
        Course
          Part
            Bread
            Cake
            Pie/
              Words
        ",
    );
}

#[test]
fn a_video_that_nobody_claims_is_a_lesson() {
    check(
        "
        01-bread/01-flour.mp4: x
        01-bread/02-water.MOV: x
        01-bread/03-salt.md
        01-bread/03-salt.mp4: x
        welcome.mp4: x
        ",
        "
        Course
          Bread
            Flour
            Water
            Salt
          Welcome
            Welcome
        ",
    );
}

#[test]
fn videos_where_files_for_other_purposes_lie_are_no_lessons() {
    check(
        "
        a.md
        assets/clip.mp4: x
        a.assets/clip.mp4: x
        downloads/clip.mp4: x
        _old/clip.mp4: x
        ",
        "
        Course
          Course
            A
        ",
    );
}

#[test]
fn an_index_file_among_videos_makes_a_category() {
    check(
        "
        bread/README.md: # Bread | Words.
        bread/01-flour.mp4: x
        bread/02-water.mp4: x
        cake/README.md: # Cake
        cake/talk.mp4: x
        ",
        "
        Course
          Bread
            Bread
            Flour
            Water
          Cake
            Cake
        ",
    );
}

#[test]
fn git_may_ignore_a_video_lesson_but_not_its_folder() {
    check(
        "
        .gitignore: *.mp4 | /raw
        bread/01-flour.mp4: x
        raw/take-1.mp4: x
        ",
        "
        Course
          Bread
            Flour
        ",
    );
}

#[test]
fn an_index_file_gives_title_order_and_visibility() {
    check(
        "
        a/README.md: --- | title: Apples | order: 2 | draft: true | ---
        a/x.md
        b/index.md: --- | title: Bees | order: 1 | ---
        b/x.md
        ",
        "
        Course
          Bees
            X
          Apples [draft]
            X [draft]
        ",
    );
}

#[test]
fn index_files_may_have_the_number_nought() {
    check(
        "
        a/00-README.md: # Apples
        a/01-x.md
        b/0_index.md: # Bees
        b/01-x.md
        c/01-index.md: # See
        c/02-x.md
        ",
        "
        Course
          Apples
            X
          Bees
            X
          C
            See
            X
        ",
    );
}

#[test]
fn an_index_file_with_text_is_also_the_first_lesson() {
    check(
        "
        a/README.md: # Apples | Words.
        a/01-x.md
        b/README.md: # Bees | - [x](01-x.md)
        b/01-x.md
        ",
        "
        Course
          Apples
            Apples
            X
          Bees
            X
        ",
    );
}

#[test]
fn of_two_index_files_the_second_is_a_lesson() {
    let folder = "
        a/_index.md: # Apples
        a/README.md: # Read me | Words.
        a/x.md
        ";
    check(
        folder,
        "
        Course
          Apples
            Read me
            X
        ",
    );
    findings(
        folder,
        "a/README.md: warning[multiple-index-files]: `a/README.md` becomes a lesson, because `a/_index.md` \
         is already the index file",
    );
}

#[test]
fn so_is_a_page_beside_a_folder_with_an_index_file() {
    let folder = "
        bread.md: # Beside
        bread/README.md: # Within
        bread/x.md
        ";
    check(
        folder,
        "
        Course
          Within
            Beside
            X
        ",
    );
}

#[test]
fn a_category_without_lessons_is_dropped() {
    let folder = "
        a/_index.md: # Apples
        b/x.md
        ";
    check(
        folder,
        "
        Course
          B
            X
        ",
    );
    findings(folder, "a/_index.md: warning[empty-category]: `a` contains no lesson and is skipped");
}
