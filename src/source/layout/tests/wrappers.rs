//! Rule 4: folders that add a level and no sense.

use super::check;

#[test]
fn a_folder_named_as_a_wrapper_gives_way_to_its_children() {
    for name in ["docs", "content", "src", "lessons", "_posts", "courses", "Curriculum"] {
        check(
            &format!("{name}/01-flour.md\n{name}/02-water.md"),
            "
            Course
              Course
                Flour
                Water
            ",
        );
    }
}

#[test]
fn below_the_root_too_unless_both_have_an_index_file() {
    check(
        "
        part/README.md: # Part one
        part/lessons/a.md
        ",
        "
        Course
          Part one
            A
        ",
    );
    check(
        "
        part/lessons/_index.md: # Part two
        part/lessons/a.md
        ",
        "
        Course
          Part two
            A
        ",
    );
    check(
        "
        part/README.md: # Part
        part/lessons/README.md: # Lessons of it
        part/lessons/a.md
        ",
        "
        Course
          Part
            Lessons of it/
              A
        ",
    );
}

#[test]
fn at_the_root_both_may_have_one() {
    check(
        "
        README.md: # Baking
        docs/index.md: # Welcome | Words.
        docs/01-flour.md
        ",
        "
        Baking
          Baking
            Welcome
            Flour
        ",
    );
}

#[test]
fn one_of_several_folders_is_no_wrapper() {
    check(
        "
        docs/a.md
        extras/b.md
        ",
        "
        Course
          Docs
            A
          Extras
            B
        ",
    );
}

#[test]
fn folders_without_lessons_beside_it_do_not_count() {
    check(
        "
        docs/a.md
        images/x.txt
        src/main.rs
        ",
        "
        Course
          Course
            A
        ",
    );
}

#[test]
fn a_folder_beside_a_lesson_is_no_wrapper() {
    check(
        "
        welcome.md
        docs/a.md
        ",
        "
        Course
          Welcome
            Welcome
          Docs
            A
        ",
    );
}

#[test]
fn a_folder_of_nothing_but_folders_is_a_wrapper() {
    check(
        "
        baking/bread/a.md
        baking/cake/a.md
        ",
        "
        Course
          Bread
            A
          Cake
            A
        ",
    );
}

#[test]
fn a_number_makes_it_a_category() {
    check(
        "
        01-baking/bread/a.md
        01-baking/cake/a.md
        ",
        "
        Course
          Baking
            Bread/
              A
            Cake/
              A
        ",
    );
}

#[test]
fn a_folder_of_nothing_but_lesson_folders_is_a_category() {
    check(
        "
        baking/bread/index.md
        baking/cake/index.md
        ",
        "
        Course
          Baking
            Bread
            Cake
        ",
    );
}

#[test]
fn a_folder_with_an_index_file_of_its_own_is_a_category() {
    check(
        "
        baking/README.md: # Baking
        baking/bread/a.md
        baking/cake/a.md
        ",
        "
        Course
          Baking
            Bread/
              A
            Cake/
              A
        ",
    );
}

#[test]
fn wrappers_in_wrappers_give_way_too() {
    check(
        "
        docs/content/course/01-bread/a.md
        docs/content/course/02-cake/a.md
        ",
        "
        Course
          Bread
            A
          Cake
            A
        ",
    );
}
