//! Rule 5: the order of a folder's entries.

use super::{check, findings};

#[test]
fn contents_of_the_settings_come_before_everything() {
    check(
        "
        course.yaml:
            contents: [03-c, b.md, '0*-a']
        01-a/x.md
        02-b/x.md
        03-c/x.md
        b.md
        ",
        "
        Course
          C
            X
          B
            B
          A
            X
          B
            X
        ",
    );
}

#[test]
fn contents_inside_a_folder_give_the_order_there() {
    check(
        "
        course.yaml:
            contents: [b/two.md, a, b/one.md]
        a/x.md
        b/one.md
        b/three.md
        b/two.md
        ",
        "
        Course
          B
            Two
            One
            Three
          A
            X
        ",
    );
}

#[test]
fn contents_that_match_nothing_are_said() {
    findings(
        "
        course.yaml:
            contents: [b.md, gone.md]
        b.md
        ",
        "course.yaml:1:18: warning[unmatched-pattern]: `gone.md` matches no file or folder of the course",
    );
}

#[test]
fn a_summary_gives_order_and_titles_and_leaves_out_the_unnamed() {
    check(
        "
        SUMMARY.md:
            - [Zebra](zebra.md)
            - [Bees](bees/hive.md)
            - [Ant](ant.md)
        ant.md
        bees/hive.md
        bees/honey.md
        yak.md
        zebra.md
        ",
        "
        Course
          Course
            Zebra
            Bees
            Ant
        ",
    );
}

#[test]
fn a_page_of_a_summary_with_others_below_it_is_a_category() {
    check(
        "
        SUMMARY.md:
            - [Bread](bread.md)
              - [X](bread/x.md)
            - [Ants](ant/README.md)
              - [Y](ant/x.md)
        ant/README.md: # Ant
        ant/x.md
        bread.md: # Bread
        bread/x.md
        ",
        "
        Course
          Bread
            X
          Ants
            Y
        ",
    );
}

#[test]
fn a_sidebar_does_too_and_in_a_wrapper() {
    check(
        "
        docs/_sidebar.md: * [Two](/two.md) | * [One](one)
        docs/one.md
        docs/two.md
        ",
        "
        Course
          Course
            Two
            One
        ",
    );
}

#[test]
fn a_number_in_front_matter_beats_the_name() {
    check(
        "
        01-late.md: --- | order: 3 | --- | x
        02-second.md
        09-first.md: --- | weight: 1 | --- | x
        ",
        "
        Course
          Course
            First
            Second
            Late
        ",
    );
}

#[test]
fn numbers_in_front_matter_are_integers_decimals_or_with_a_letter() {
    check(
        "
        a.md: --- | order: '13C' | --- | x
        b.md: --- | position: 4a | --- | x
        c.md: --- | nav_order: 4 | --- | x
        d.md: --- | sidebar_position: 1.10 | --- | x
        e.md: --- | sort_order: 1.9 | --- | x
        f.md: --- | weight: -1 | --- | x
        ",
        "
        Course
          Course
            F
            D
            E
            C
            B
            A
        ",
    );
}

#[test]
fn files_and_folders_stand_on_one_scale() {
    check(
        "
        part/01-one/a.md
        part/02-two.md
        part/03-three/index.md: # Three | Words.
        part/04-four/x.md
        part/05-five.md
        ",
        "
        Course
          Part
            Two
            Three
            Five
            One/
              A
            Four/
              X
        ",
    );
}

#[test]
fn lessons_that_come_after_a_sub_category_are_said() {
    findings(
        "
        part/01-one/a.md
        part/02-two.md
        ",
        "part/02-two.md: warning[order-changed]: `Two` follows a sub-category, but the platform shows it \
         before every sub-category",
    );
    findings(
        "
        part/01-one/a.md
        part/02-two.md
        part/03-three/b.md
        part/04-four.md
        ",
        "part/02-two.md: warning[order-changed]: `Two` and 1 more lesson follow a sub-category, but the \
         platform shows them before every sub-category",
    );
    findings(
        "
        part/01-one.md
        part/02-two/a.md
        ",
        "",
    );
    findings(
        "
        part/apples/a.md
        part/zebra.md
        ",
        "",
    );
}

#[test]
fn a_folder_is_ordered_by_its_index_file() {
    check(
        "
        a/_index.md: --- | weight: 2 | ---
        a/x.md
        b/_index.md: --- | weight: 1 | ---
        b/x.md
        ",
        "
        Course
          B
            X
          A
            X
        ",
    );
}

#[test]
fn a_lesson_folder_is_ordered_by_its_file() {
    check(
        "
        part/a/index.md: --- | order: 2 | --- | x
        part/b/index.md: --- | order: 1 | --- | x
        ",
        "
        Course
          Part
            B
            A
        ",
    );
}

#[test]
fn a_category_file_gives_a_place_before_the_index() {
    check(
        r#"
        a/_category_.json: {"position": 2}
        a/x.md
        b/_category_.yml: position: 1
        b/x.md
        c/_category_.json: {"position": 0}
        c/index.md: --- | order: 3 | ---
        c/x.md
        "#,
        "
        Course
          C
            X
          B
            X
          A
            X
        ",
    );
}

#[test]
fn a_page_with_the_name_of_its_folder_is_its_index_file() {
    check(
        "
        a/bread.md
        01-loops/loops.md: --- | title: All about loops | weight: 9 | --- | Words.
        01-loops/01-for.md
        b/b.md: - [Two](two.md) | - [One](one.md)
        b/one.md
        b/two.md
        c/index.md: --- | title: See | ---
        c/c.md
        ",
        "
        Course
          All about loops
            All about loops
            For
          A
            Bread
          B
            Two
            One
          See
            C
        ",
    );
}

#[test]
fn a_weight_of_zero_is_no_weight() {
    check(
        "
        a/one.md: --- | weight: 0 | --- | x
        a/two.md: --- | weight: 7 | --- | x
        a/03-three.md: --- | weight: 0 | --- | x
        ",
        "
        Course
          A
            Three
            Two
            One
        ",
    );
}

#[test]
fn the_entries_of_a_wrapper_stand_with_those_beside_it() {
    check(
        "
        SUMMARY.md
        lessons/02-two.md
        lessons/10-ten.md
        lessons/1-one.md
        ",
        "
        Course
          Course
            One
            Two
            Ten
        ",
    );
}

#[test]
fn links_of_the_index_file_order_what_has_no_number() {
    check(
        "
        part/README.md:
            # Part

            1. [Zebra](zebra.md)
            2. [Bees](./bees/)
            3. [One](01-one.md)
        part/01-one.md
        part/ant.md
        part/bees/index.md: x
        part/zebra.md
        ",
        "
        Course
          Part
            One
            Zebra
            Bees
            Ant
        ",
    );
}

#[test]
fn links_by_name_order_too() {
    check(
        "
        part/README.md:
            # Part

            - [[zebra]]
            - [[Bee]]
        part/ant.md
        part/bee.md
        part/zebra.md
        ",
        "
        Course
          Part
            Zebra
            Bee
            Ant
        ",
    );
}

#[test]
fn links_of_less_than_half_are_no_order() {
    check(
        "
        part/README.md: # Part | - [Zebra](zebra.md)
        part/ant.md
        part/bee.md
        part/zebra.md
        ",
        "
        Course
          Part
            Ant
            Bee
            Zebra
        ",
    );
}

#[test]
fn dates_in_front_matter_order_when_each_has_one() {
    check(
        "
        a.md: --- | date: 2024-02-01 | --- | x
        b.md: --- | date: 2024-01-31 | --- | x
        ",
        "
        Course
          Course
            B
            A
        ",
    );
    check(
        "
        a.md: --- | date: 2024-02-01 | --- | x
        b.md: --- | date: 2024-01-31 | --- | x
        c.md
        ",
        "
        Course
          Course
            A
            B
            C
        ",
    );
}

#[test]
fn names_sort_as_a_person_would() {
    check(
        "
        Zebra.md
        lesson 10.md
        Lesson 2.md
        ärger.md
        apple.md
        ",
        "
        Course
          Course
            Apple
            Lesson 2
            Lesson 10
            Zebra
            Ärger
        ",
    );
}

#[test]
fn equal_explicit_numbers_fall_back_to_the_name_and_are_said() {
    let folder = "
        b.md: --- | order: 1 | --- | x
        a.md: --- | order: 1 | --- | x
        ";
    check(
        folder,
        "
        Course
          Course
            A
            B
        ",
    );
    findings(folder, "b.md:2:8: warning[duplicate-order]: `b.md` has the same number as `a.md`");
}

#[test]
fn a_number_of_a_name_may_equal_an_explicit_one() {
    findings(
        "
        01-a.md
        01-b.md
        c.md: --- | order: 1 | --- | x
        ",
        "",
    );
}

#[test]
fn numbers_that_repeat_count_within_a_date() {
    check(
        "
        a.md: --- | date: 2019-02-01 | order: 1 | --- | x
        b.md: --- | date: 2019-01-31 | order: 2 | --- | x
        c.md: --- | date: 2019-01-31 | order: 1 | --- | x
        ",
        "
        Course
          Course
            C
            B
            A
        ",
    );
    check(
        "
        a.md: --- | date: 2019-02-01 | order: 1 | --- | x
        b.md: --- | date: 2019-01-31 | order: 2 | --- | x
        ",
        "
        Course
          Course
            A
            B
        ",
    );
}

#[test]
fn one_number_that_repeats_does_not_throw_the_order_away() {
    // A date each, newest first by their numbers.
    check(
        "
        a.md: --- | date: 2019-03-01 | order: 1 | --- | x
        b.md: --- | date: 2019-02-01 | order: 2 | --- | x
        c.md: --- | date: 2019-01-01 | order: 2 | --- | x
        d.md: --- | date: 2018-01-01 | order: 4 | --- | x
        ",
        "
        Course
          Course
            A
            B
            C
            D
        ",
    );
    // A number that repeats within a date.
    check(
        "
        a.md: --- | date: 2019-02-01 | weight: 1 | --- | x
        b.md: --- | date: 2019-02-01 | weight: 2 | --- | x
        c.md: --- | date: 2019-01-01 | weight: 3 | --- | x
        d.md: --- | date: 2019-01-01 | weight: 3 | --- | x
        ",
        "
        Course
          Course
            A
            B
            C
            D
        ",
    );
    // Two of many share a date.
    check(
        "
        a.md: --- | date: 2019-05-01 | order: 1 | --- | x
        b.md: --- | date: 2019-05-01 | order: 2 | --- | x
        c.md: --- | date: 2019-03-01 | order: 2 | --- | x
        d.md: --- | date: 2019-02-01 | order: 4 | --- | x
        ",
        "
        Course
          Course
            A
            B
            C
            D
        ",
    );
    // Days of several lessons.
    check(
        "
        a.md: --- | date: 2019-02-01 | order: 1 | --- | x
        b.md: --- | date: 2019-02-01 | order: 2 | --- | x
        c.md: --- | date: 2019-01-01 | order: 1 | --- | x
        d.md: --- | date: 2019-01-01 | order: 2 | --- | x
        ",
        "
        Course
          Course
            C
            D
            A
            B
        ",
    );
}

#[test]
fn without_numbers_introductions_come_first_and_summaries_last() {
    for (first, last) in [
        ("intro", "conclusion"),
        ("introduction", "summary"),
        ("overview", "wrap-up"),
        ("Welcome", "finish"),
        ("preface", "Wrap_up"),
    ] {
        let folder = format!("part/{first}.md: # 1\npart/{last}.md: # 3\npart/baking.md: # 2\nx/a.md\n");
        check(&folder, "Course\n  Part\n    1\n    2\n    3\n  X\n    A\n");
    }
    // Folders too; numbers come before both.
    check(
        "
        02-b/x.md
        conclusion/x.md
        eggs/x.md
        intro/x.md
        ",
        "
        Course
          B
            X
          Intro
            X
          Eggs
            X
          Conclusion
            X
        ",
    );
    // Names that only begin so are names.
    check(
        "
        bread.md
        intro-to-bread.md
        summary-of-bread.md
        ",
        "
        Course
          Course
            Bread
            Intro to bread
            Summary of bread
        ",
    );
}
