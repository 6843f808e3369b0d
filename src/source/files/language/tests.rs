//! Rule 3: translations.

use super::*;
use crate::source::Options;
use crate::source::small_course::{check, check_with, findings};

fn in_language(name: &str, folder: &str, expected: &str) {
    check_with(&Options { language: Some(name.to_owned()), ..Options::default() }, folder, expected);
}

#[test]
fn codes_and_near_misses() {
    for name in [
        "en",
        "pt-BR",
        "ptbr",
        "zh_CN",
        "zh-Hans",
        "EN",
        "fil",
        "eng",
        "zh-chs",
        "es-419",
        "fil-PH",
        "sr-Latn-RS",
        "deu",
    ] {
        assert!(is_code(name), "{name}");
    }
    for name in ["js", "go", "english", "e", "en-", "part", "zz", "cat", "may", "es-41", "en-x", "new"] {
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

#[test]
fn a_language_is_asked_for_by_any_of_its_codes() {
    for (name, wanted) in
        [("pt-BR", "pt"), ("fra", "fr"), ("en", "eng"), ("ptbr", "pt"), ("zh_CN", "zh-Hans")]
    {
        assert!(is_same_language(name, wanted), "{name} {wanted}");
    }
    for (name, wanted) in [("fil", "fi"), ("es", "et"), ("pt", "pl"), ("english", "en")] {
        assert!(!is_same_language(name, wanted), "{name} {wanted}");
    }
}

#[test]
fn the_folder_itself_is_the_language_that_folders_below_repeat() {
    for (folder, place, excluded) in [
        ("a.md: # Apples | x\nes/a.md: # M\nfr/a.md: # P\n", ".", "`es`, `fr`"),
        ("a.md: # Apples | x\nfil/a.md: # M\n", ".", "`fil`"),
        ("a.md: # Apples | x\nspanish/a.md: # M\n", ".", "`spanish`"),
        ("a.md: # Apples | x\nzh-chs/README.md: # T\nzh-chs/a.md: # X\n", ".", "`zh-chs`"),
        ("docs/a.md: # Apples | x\ndocs/es-419/a.md: # M\n", "docs", "`es-419`"),
    ] {
        check(folder, "Course\n  Course\n    Apples");
        findings(
            folder,
            &format!(
                "{place}: info[excluded-language]: the text without a language is used; excluded: {excluded}"
            ),
        );
    }
    in_language(
        "es",
        "
        a.md: # Apples
        b.md: # Bread
        es/a.md: # Manzanas
        fr/a.md: # Pommes
        ",
        "
        Course
          Course
            Manzanas
        ",
    );
}

#[test]
fn folders_of_languages_that_repeat_nothing_are_folders() {
    check(
        "
        a.md: # Apples
        es/b.md: # B
        it/README.md: # It | Words.
        it/c.md: # C
        ",
        "
        Course
          Apples
            Apples
          Es
            B
          It
            It
            C
        ",
    );
}

#[test]
fn one_translation_beside_the_course_is_left_out() {
    for folder in [
        "a.md: # Apples\ntranslations/fr/a.md\n",
        "a.md: # Apples\ntranslations/fr/other.md\n",
        "README.md: # Course\na.md: # Apples\ni18n/pt-BR/README.md\n",
        "a.md: # Apples\nlocales/zh-chs/x/y.md\n",
    ] {
        check(folder, "Course\n  Course\n    Apples");
    }
    // A course about translations has lessons in that folder.
    check(
        "a.md: # Apples\ntranslations/fr.md: # French\ntranslations/rules.md: # Rules\n",
        "Course\n  Apples\n    Apples\n  Translations\n    French\n    Rules",
    );
}

#[test]
fn folders_with_a_code_behind_their_name_are_translations_of_the_one_without() {
    for folder in [
        "docs/a.md: # Apples\ndocs-fr/a.md: # Pommes\n",
        "content/a.md: # Apples\ncontent.fr/a.md: # Pommes\n",
        "content.en/a.md: # Apples\ncontent.fr/a.md: # Pommes\n",
        "docs/a.md: # Apples\ndocs_pt-BR/a.md: # X\ndocs_ja/a.md: # Y\n",
    ] {
        check(folder, "Course\n  Course\n    Apples");
    }
    in_language(
        "fr",
        "
        docs-fr/a.md: # Pommes
        docs/a.md: # Apples
        ",
        "
        Course
          Course
            Pommes
        ",
    );
    // Names that only look like it.
    check("how-to/a.md\nhow/b.md\n", "Course\n  How\n    B\n  How to\n    A");
}

#[test]
fn files_with_a_code_behind_their_name_are_translations_in_company() {
    for folder in [
        "x.md: # X\nx_fr.md: # Y\n",
        "x.md: # X\nx_fil.md: # Y\nx_zh-CN.md: # Z\n",
        "x.md: # X\nx-pt-br.md: # Y\n",
        "x.en.md: # X\nx.fil.md: # Y\n",
        "x_de.md: # Y\nx_en.md: # X\n",
        "README.md: # Course\nREADME_ja.md: # J\nx.md: # X\n",
        "README-fr.md: # F\nREADME.md: # Course\nx.md: # X\n",
    ] {
        check(folder, "Course\n  Course\n    X");
    }
    in_language("fr", "x.md: # X\nx_fr.md: # Y\n", "Course\n  Course\n    Y");
}

#[test]
fn words_behind_a_name_are_no_languages() {
    for name in ["make-it", "make_it", "make-ml", "make-js", "make-no"] {
        check(&format!("{name}.md: # B\nmake.md: # A\n"), "Course\n  Course\n    A\n    B");
    }
    check("log-de.md: # A\nother.md: # B\n", "Course\n  Course\n    A\n    B");
    // Many files with the same one are.
    check(
        "
        a-it.md: # A2
        a.md: # A
        b-it.md: # B2
        b.md: # B
        ",
        "
        Course
          Course
            A
            B
        ",
    );
}
