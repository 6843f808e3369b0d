//! Rule 3: translations.

use super::*;
use crate::source::Options;
use crate::source::small_course::{check, check_with, findings};

fn in_language(name: &str, folder: &str, expected: &str) {
    check_with(&Options { language: Some(name.to_owned()), ..Options::default() }, folder, expected);
}

#[test]
fn codes_and_near_misses() {
    for name in ["en", "pt-BR", "ptbr", "zh_CN", "zh-Hans", "EN"] {
        assert!(is_code(name), "{name}");
    }
    for name in ["js", "go", "english", "e", "en-", "part", "zz"] {
        assert!(!is_code(name), "{name}");
    }
}

#[test]
fn the_language_asked_for_wins_then_the_unnamed_then_english() {
    assert_eq!(pick(&["fi", "en", "zh-CN"], None), 1);
    assert_eq!(pick(&["fi", "en", "zh-CN"], Some("zh")), 2);
    assert_eq!(pick(&["", "en"], None), 0);
    assert_eq!(pick(&["", "en"], Some("en")), 1);
    assert_eq!(pick(&["pt", "es"], Some("de")), 1);
}

#[test]
fn a_suffix_is_a_language_only() {
    assert_eq!(split_suffix("README.pt"), ("README", Some("pt")));
    assert_eq!(split_suffix("node.js"), ("node.js", None));
}

#[test]
fn files_that_differ_in_a_language_suffix_are_one_lesson() {
    let folder = "
        bread.md: # Bread
        bread.pt.md: # Pão
        cake.de.md: # Kuchen
        cake.en.md: # Cake
        pie.pt.md: # Torta
        ";
    check(
        folder,
        "
        Course
          Course
            Bread
            Cake
            Torta
        ",
    );
    in_language(
        "pt",
        folder,
        "
        Course
          Course
            Pão
            Cake
            Torta
        ",
    );
}

#[test]
fn what_was_left_out_is_said() {
    findings(
        "
        a.md
        a.pt.md
        b.de.md
        b.md
        c.md
        c.pt.md
        ",
        ".: info[excluded-language]: translations are excluded: `de` (1 file), `pt` (2 files)",
    );
}

#[test]
fn an_index_file_with_a_suffix_is_one() {
    check(
        "
        bread/README.de.md: # Brot
        bread/README.md: # Bread
        bread/flour.md
        ",
        "
        Course
          Bread
            Flour
        ",
    );
    in_language(
        "de",
        "
        bread/README.de.md: # Brot
        bread/README.md: # Bread
        bread/flour.md
        ",
        "
        Course
          Brot
            Flour
        ",
    );
}

#[test]
fn folders_named_by_languages_are_translations_when_english_is_one() {
    let folder = "
        chapters/en/a.md: # Apples | Words.
        chapters/fi/b.md: # Omenat | Words.
        chapters/zh-CN/c.md
        ";
    check(
        folder,
        "
        Course
          Course
            Apples
        ",
    );
    findings(folder, "chapters: info[excluded-language]: the language `en` is used; excluded: `fi`, `zh-CN`");
    in_language(
        "fi",
        folder,
        "
        Course
          Course
            Omenat
        ",
    );
}

#[test]
fn or_when_two_hold_a_file_of_the_same_path() {
    check(
        "
        de/chapters/a.md
        fr/chapters/a.md
        ",
        "
        Course
          Course
            A
        ",
    );
}

#[test]
fn subjects_are_no_languages() {
    check(
        "
        cs/intro.md
        ml/models.md
        ",
        "
        Course
          Cs
            Intro
          Ml
            Models
        ",
    );
}

#[test]
fn names_of_languages_are_translations_when_two_hold_the_same() {
    check(
        "
        english/a.md
        korean/a.md
        ",
        "
        Course
          Course
            A
        ",
    );
    check(
        "
        english/a.md
        korean/b.md
        ",
        "
        Course
          English
            A
          Korean
            B
        ",
    );
}

#[test]
fn one_language_alone_is_a_folder_like_others() {
    check(
        "
        en/a.md
        images/x.txt
        notes/b.md
        ",
        "
        Course
          En
            A
          Notes
            B
        ",
    );
}

#[test]
fn the_settings_choose_and_the_command_line_beats_them() {
    let folder = "
        course.yaml: language: fi
        en/a.md: # Apples
        fi/a.md: # Omenat
        sv/a.md: # Äpplen
        ";
    check(
        folder,
        "
        Course
          Course
            Omenat
        ",
    );
    in_language(
        "sv",
        folder,
        "
        Course
          Course
            Äpplen
        ",
    );
}

#[test]
fn languages_inside_parts_are_chosen_everywhere_and_said_once() {
    let folder = "
        1/en/a.md
        1/fi/a.md
        2/en/b.md
        2/fi/b.md
        ";
    check(
        folder,
        "
        Course
          1
            A
          2
            B
        ",
    );
    findings(
        folder,
        "1: info[excluded-language]: the language `en` is used; excluded: `fi`, here and in 1 more folder",
    );
}

#[test]
fn a_folder_of_translations_beside_the_course_is_left_out() {
    let folder = "
        bread/a.md
        cake/b.md
        translations/de/bread/a.md
        translations/en/bread/a.md
        translations/hk/bread/a.md
        ";
    check(
        folder,
        "
        Course
          Bread
            A
          Cake
            B
        ",
    );
    findings(
        folder,
        "translations: info[excluded-language]: the translations in `translations` are \
                      excluded",
    );
}

#[test]
fn a_folder_of_translations_that_is_the_course_is_not() {
    check(
        "
        translations/de/bread.md: # Brot
        translations/en/bread.md: # Bread
        ",
        "
        Course
          Translations
            Bread
        ",
    );
    check(
        "
        translations/reflect.md
        turns/rotate.md
        ",
        "
        Course
          Translations
            Reflect
          Turns
            Rotate
        ",
    );
}
