//! Rule 5, step 2: numbers at the front of names.

use super::check;

#[test]
fn numbers_of_names_with_every_separator() {
    check(
        "
        1. one.md
        2) two.md
        03_three.md
        4-four.md
        5.md: # Five
        ",
        "
        Course
          Course
            One
            Two
            Three
            Four
            Five
        ",
    );
}

#[test]
fn parts_of_a_number_are_compared_one_by_one() {
    check(
        "
        1.9-early.md
        1.10-late.md
        1-2-first.md
        2-last.md
        ",
        "
        Course
          Course
            First
            Early
            Late
            Last
        ",
    );
}

#[test]
fn letters_count_beside_their_neighbor() {
    check(
        "
        B-alpha.md
        A-zulu.md
        ",
        "
        Course
          Course
            Zulu
            Alpha
        ",
    );
    check(
        "
        a-team.md
        z-index.md
        ",
        "
        Course
          Course
            A team
            Z index
        ",
    );
}

#[test]
fn a_number_and_a_letter_count_beside_another() {
    check(
        "
        04b-apples.md
        04a-zebra.md
        ",
        "
        Course
          Course
            Zebra
            Apples
        ",
    );
    check(
        "
        3d-vision.md
        2-two.md
        9-nine.md
        ",
        "
        Course
          Course
            Two
            Nine
            3d vision
        ",
    );
}

#[test]
fn long_numbers_count_beside_others_as_long() {
    check(
        "
        200-ant.md
        110-bee.md
        ",
        "
        Course
          Course
            Bee
            Ant
        ",
    );
    check(
        "
        404-pages.md
        256-bit.md
        12-zebra.md
        ",
        "
        Course
          Course
            Zebra
            Bit
            Pages
        ",
    );
    check(
        "
        404-pages.md
        12-zebra.md
        ",
        "
        Course
          Course
            Zebra
            404 pages
        ",
    );
}

#[test]
fn dates_count_beside_another() {
    check(
        "
        2020-02-01-ant.md
        2020-01-30-bee.md
        ",
        "
        Course
          Course
            Bee
            Ant
        ",
    );
    check(
        "
        2000-01-02-party.md
        01-zebra.md
        ",
        "
        Course
          Course
            Zebra
            2000 01 02 party
        ",
    );
}

#[test]
fn a_word_and_a_number_count_when_half_of_the_siblings_have_the_word() {
    check(
        "
        week10.md
        week9.md
        extra.md
        ",
        "
        Course
          Course
            Week 9
            Week 10
            Extra
        ",
    );
    check(
        "
        Module 2 — Next/a.md
        Module 1 — Fundamentals/a.md
        ",
        "
        Course
          Module 1 — Fundamentals
            A
          Module 2 — Next
            A
        ",
    );
    check(
        "
        html5.md
        html4.md
        apples.md
        bees.md
        cows.md
        ",
        "
        Course
          Course
            Apples
            Bees
            Cows
            Html4
            Html5
        ",
    );
}

#[test]
fn numbers_of_one_scale_have_as_many_digits_or_go_on() {
    for (names, titles) in [
        (["090-a", "100-b"], ["A", "B"]),
        (["0990-a", "1000-b"], ["A", "B"]),
        (["99-a", "100-b"], ["A", "B"]),
        (["90-a", "100-b"], ["A", "B"]),
        (["90-a", "404-b"], ["A", "404 b"]),
        (["09-a", "100-b"], ["A", "100 b"]),
        (["099-a", "1000-b"], ["A", "1000 b"]),
    ] {
        let folder = names.map(|name| format!("{name}.md\n")).concat();
        let lessons = titles.map(|title| format!("    {title}\n")).concat();
        check(&folder, &format!("Course\n  Course\n{lessons}"));
    }
}

#[test]
fn a_lone_letter_counts_where_folders_beside_its_own_use_letters() {
    check(
        "
        1-bread/A-flour.md
        2-cake/A-eggs.md
        2-cake/B-milk.md
        ",
        "
        Course
          Bread
            Flour
          Cake
            Eggs
            Milk
        ",
    );
    check(
        "
        1-bread/c-flour/x.md
        2-cake/a-eggs/x.md
        2-cake/b-milk/x.md
        ",
        "
        Course
          Bread
            Flour/
              X
          Cake
            Eggs/
              X
            Milk/
              X
        ",
    );
    // Nobody uses letters, or only this folder itself.
    check(
        "
        1-bread/a-tour.md
        2-cake/a-taste.md
        ",
        "
        Course
          Bread
            A tour
          Cake
            A taste
        ",
    );
}
