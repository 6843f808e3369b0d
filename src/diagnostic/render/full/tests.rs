//! What an author sees, whole: one finding and its drawing a test.

use super::*;
use crate::diagnostic::{Code, Source};
use crate::model::CoursePath;

const PLAIN: Style = Style { color: false, width: 80 };

/// A finding about the first place of `marked` in a file of this text.
fn found(text: &str, marked: &str) -> Diagnostic {
    let start = text.find(marked).unwrap();
    at(text, start..start + marked.len())
}

fn at(text: &str, span: Range<usize>) -> Diagnostic {
    let source = Source::new(CoursePath::root().child("a.md"), text);
    Diagnostic::new(Code::BrokenLink, "there is no such file").at(source.place(span)).label("not there")
}

fn check(diagnostic: &Diagnostic, expected: &[&str]) {
    let report = report(diagnostic, "my-course", PLAIN);
    assert_eq!(report.lines().collect::<Vec<_>>(), expected, "\n{report}");
}

#[test]
fn a_finding_shows_its_line_a_mark_and_the_help() {
    let text = format!("{}[Worksheet](week-1.pdf)\n", "\n".repeat(13));
    check(
        &found(&text, "week-1.pdf").help("did you mean `week1.pdf`?"),
        &[
            "error[broken-link]: there is no such file",
            "  --> my-course/a.md:14:13",
            "   |",
            "14 | [Worksheet](week-1.pdf)",
            "   |             ^^^^^^^^^^ not there",
            "   |",
            "   = help: did you mean `week1.pdf`?",
        ],
    );
}

#[test]
fn a_finding_about_a_whole_file_shows_its_path_only() {
    let place = Place::whole(CoursePath::root().child("01-intro"));
    check(
        &Diagnostic::new(Code::EmptyCategory, "`01-intro` has no lessons").at(place),
        &["warning[empty-category]: `01-intro` has no lessons", "  --> my-course/01-intro"],
    );
}

#[test]
fn the_help_stands_below_a_path_too() {
    let course = Place::whole(CoursePath::root());
    check(
        &Diagnostic::new(Code::NoLessons, "there is no lesson").at(course).help("add a Markdown file"),
        &["error[no-lessons]: there is no lesson", "  --> my-course", "   = help: add a Markdown file"],
    );
}

#[test]
fn a_finding_without_a_place_shows_its_message_and_help() {
    check(
        &Diagnostic::new(Code::UnmatchedPattern, "`*.docx` matches nothing").help("look again\nor remove it"),
        &[
            "warning[unmatched-pattern]: `*.docx` matches nothing",
            "   = help: look again",
            "           or remove it",
        ],
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_not_seen() {
    check(
        &found("\u{feff}[a](b.md)\r\nnext\r\n", "b.md"),
        &[
            "error[broken-link]: there is no such file",
            " --> my-course/a.md:1:5",
            "  |",
            "1 | [a](b.md)",
            "  |     ^^^^ not there",
        ],
    );
}

#[test]
fn tabs_are_shown_as_spaces_and_the_mark_follows() {
    check(
        &found("\t[a]\t(b.md)", "b.md"),
        &[
            "error[broken-link]: there is no such file",
            " --> my-course/a.md:1:7",
            "  |",
            "1 |     [a]    (b.md)",
            "  |             ^^^^ not there",
        ],
    );
}

#[test]
fn the_mark_stands_below_wide_characters() {
    check(
        &found("課程の[画像](絵.png) 👩 z", "絵.png"),
        &[
            "error[broken-link]: there is no such file",
            " --> my-course/a.md:1:9",
            "  |",
            "1 | 課程の[画像](絵.png) 👩 z",
            "  |              ^^^^^^ not there",
        ],
    );
}

#[test]
fn a_span_of_several_lines_is_bracketed() {
    check(
        &found("one\r\n  two (a\r\n  b) c\r\n", "a\r\n  b"),
        &[
            "error[broken-link]: there is no such file",
            " --> my-course/a.md:2:8",
            "  |",
            "2 |     two (a",
            "  |  ________^",
            "3 | |   b) c",
            "  | |___^ not there",
        ],
    );
}

#[test]
fn a_link_in_hard_wrapped_text_is_shown_whole() {
    let text = format!("{}[my\nlink](b.md) and more", "word ".repeat(18));
    check(
        &found(&text, "[my\nlink](b.md)"),
        &[
            "error[broken-link]: there is no such file",
            " --> my-course/a.md:1:91",
            "  |",
            "1 |   word word word word word word word word word word word word word word word word word word [my",
            "  |  ___________________________________________________________________________________________^",
            "2 | | link](b.md) and more",
            "  | |___________^ not there",
        ],
    );
}

#[test]
fn a_span_of_many_lines_is_shown_by_its_first() {
    let block = "---\na: 1\nb: 2\nc: 3\nd: 4\ne: 5\n---";
    check(
        &found(block, block),
        &[
            "error[broken-link]: there is no such file",
            " --> my-course/a.md:1:1",
            "  |",
            "1 | / ---",
            "2 | | a: 1",
            "3 | | b: 2",
            "4 | | c: 3",
            "  | |____^ not there",
        ],
    );
}

#[test]
fn a_span_with_its_line_end_stays_on_its_line() {
    check(
        &found("---\r\ntitle: x\r\n", "---\r\n"),
        &[
            "error[broken-link]: there is no such file",
            " --> my-course/a.md:1:1",
            "  |",
            "1 | ---",
            "  | ^^^ not there",
        ],
    );
}

#[test]
fn an_empty_span_is_one_mark() {
    check(
        &at("abc\n", 3..3),
        &[
            "error[broken-link]: there is no such file",
            " --> my-course/a.md:1:4",
            "  |",
            "1 | abc",
            "  |    ^ not there",
        ],
    );
}

#[test]
fn an_empty_file_has_a_first_line() {
    check(
        &at("", 0..0),
        &[
            "error[broken-link]: there is no such file",
            " --> my-course/a.md:1:1",
            "  |",
            "1 |",
            "  | ^ not there",
        ],
    );
}

#[test]
fn a_long_line_shows_what_is_around_the_mark() {
    let long = format!("{0} [a](b.md) {0}", "word ".repeat(10_000));
    check(
        &found(&long, "b.md"),
        &[
            "error[broken-link]: there is no such file",
            " --> my-course/a.md:1:50006",
            "  |",
            "1 | ...rd word word word word  [a](b.md) word word word word word word word w...",
            "  |                                ^^^^ not there",
        ],
    );
}

#[test]
fn a_long_span_loses_its_end() {
    let long = "word ".repeat(10_000);
    check(
        &at(&long, 25_000..50_000),
        &[
            "error[broken-link]: there is no such file",
            " --> my-course/a.md:1:25001",
            "  |",
            "1 | ...rd word word word word word word word word word word word word word word w...",
            "  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not there",
        ],
    );
}

#[test]
fn a_long_span_of_several_lines_is_shown_by_its_first() {
    let long = "漢".repeat(10_000);
    check(
        &at(&format!("x\n{long}\n{long}"), 0..60_000),
        &[
            "error[broken-link]: there is no such file",
            " --> my-course/a.md:1:1",
            "  |",
            "1 | x",
            "  | ^ not there",
        ],
    );
}

#[test]
fn any_span_can_be_drawn_at_any_width_in_a_few_rows() {
    let text = format!("\u{feff}ä\r\n{}\n\n\t\u{9b}31m\r\r\n{}", "漢 ".repeat(900), "\t".repeat(3000));
    for width in [0, 1, 79, 100_000] {
        for start in (0..text.len()).step_by(97) {
            for length in [0, 1, 2, 5, 80, 4000, 90_000] {
                let drawn = report(&at(&text, start..start + length), ".", Style { color: false, width });
                assert!(!drawn.contains(['\u{9b}', '\r']), "{start} {length}: {drawn}");
                assert!(drawn.lines().all(|line| line.chars().count() < 650), "{start} {length}: {drawn}");
            }
        }
    }
}

#[test]
fn colors_add_and_take_no_words_away() {
    let found = found("[a](b.md)", "b.md").help("look again");
    let colored = report(&found, "my-course", Style { color: true, ..PLAIN });
    assert!(colored.contains("\u{1b}["));
    let words: String = anstream::adapter::strip_str(&colored).to_string();
    assert_eq!(words, report(&found, "my-course", PLAIN));
}
