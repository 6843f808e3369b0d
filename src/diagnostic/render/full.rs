//! A finding as a compiler shows it: what, where, the source with a mark under it, what to do.
//!
//! Start at [`report`]. `annotate-snippets` draws the source; the line with the place is ours,
//! because it must say the column of the file also where only a part of a long line is kept.

use std::ops::Range;

use annotate_snippets::renderer::DEFAULT_LINE_NUM_STYLE;
use annotate_snippets::{AnnotationKind, Group, Level, Message, Renderer, Snippet, normalize_untrusted_str};

use super::{one_line, path_from};
use crate::diagnostic::{Diagnostic, Place, Region, Severity};

/// How to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether to use colors. The words are the same without.
    pub color: bool,
    /// How many columns the terminal has.
    pub width: usize,
}

/// The narrowest and the widest drawing. Below, nothing of the source would be left; above, lines
/// are no longer read but searched, and more would show than a [`Region`] keeps.
const WIDTHS: (usize, usize) = (40, 300);

/// Columns left of the source: the line number and its frame.
const FRAME: usize = 12;

/// Where there is no line number to line up with, the width that most have.
const USUAL_DIGITS: usize = 2;

/// Renders a finding over several lines, without a last line end.
///
/// `prefix` is the path of the course as the author typed it.
pub fn report(diagnostic: &Diagnostic, prefix: &str, style: Style) -> String {
    let canvas = Canvas::new(style);
    let mut parts = vec![canvas.title(diagnostic)];
    match &diagnostic.place {
        Some(place @ Place { region: Some(region), .. }) => {
            let mark = mark(region, canvas.width);
            let path = path_from(prefix, place);
            let origin = format!("{path}:{}:{}", region.line, region.column);
            parts.push(canvas.origin(&origin, digits(last_line(region, &mark))));
            parts.push(canvas.source(diagnostic, region, mark));
        }
        Some(place) => {
            parts.push(canvas.origin(&path_from(prefix, place), USUAL_DIGITS));
            parts.extend(canvas.help_alone(diagnostic));
        }
        None => parts.extend(canvas.help_alone(diagnostic)),
    }
    parts.join("\n")
}

/// The renderer of one style.
struct Canvas {
    renderer: Renderer,
    color: bool,
    width: usize,
}

impl Canvas {
    fn new(style: Style) -> Self {
        let width = style.width.clamp(WIDTHS.0, WIDTHS.1);
        let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
        Self { renderer: renderer.term_width(width), color: style.color, width }
    }

    /// `error[code]: message`.
    fn title(&self, diagnostic: &Diagnostic) -> String {
        let title = level(diagnostic.severity)
            .primary_title(one_line(&diagnostic.message))
            .id(diagnostic.code.as_str());
        self.renderer.render(&[Group::with_title(title)])
    }

    /// `--> path:line:col`, with the arrow's head over the frame of the source.
    fn origin(&self, origin: &str, digits: usize) -> String {
        let style = if self.color { DEFAULT_LINE_NUM_STYLE } else { anstyle::Style::new() };
        format!("{:digits$}{style}-->{style:#} {origin}", "")
    }

    /// The lines with the mark and its label under them, and the help.
    fn source(&self, diagnostic: &Diagnostic, region: &Region, mark: Range<usize>) -> String {
        let label = diagnostic.label.as_deref().map(one_line);
        let snippet = Snippet::source(without_c1_controls(&region.excerpt))
            .line_start(region.line)
            .annotation(AnnotationKind::Primary.span(mark).label(label));
        let group = Group::with_level(level(diagnostic.severity)).element(snippet);
        self.renderer.render(&[group.elements(help(diagnostic))])
    }

    /// The help where no source is shown. The mark's label would hang in the air and is left out.
    fn help_alone(&self, diagnostic: &Diagnostic) -> Option<String> {
        let help = help(diagnostic)?;
        let drawn = self.renderer.render(&[Group::with_level(level(diagnostic.severity)).element(help)]);
        let indent = " ".repeat(USUAL_DIGITS);
        Some(drawn.lines().map(|line| format!("{indent}{line}")).collect::<Vec<_>>().join("\n"))
    }
}

/// What to do, if there is something to do.
fn help(diagnostic: &Diagnostic) -> Option<Message<'static>> {
    let text = normalize_untrusted_str(diagnostic.help.as_deref()?);
    Some(Level::HELP.message(without_c1_controls(&text)))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// What to mark, in bytes of the excerpt, narrow enough for the renderer to show nothing wider.
///
/// The renderer prints a marked span whole, whatever its length, and all columns between the
/// beginning and the end of a span of several lines. So a span that is too wide loses its end.
fn mark(region: &Region, width: usize) -> Range<usize> {
    let excerpt = &region.excerpt;
    let inside = |at: usize| excerpt.floor_char_boundary(at.saturating_sub(region.excerpt_start));
    let (start, end) = (inside(region.span.start), inside(region.span.end));
    let widest = width - FRAME;
    let line_start = excerpt[..start].rfind('\n').map_or(0, |at| at + 1);
    // A span that includes its line end would be drawn into the next line.
    let covered = excerpt[start..end.max(start)].trim_end_matches(['\r', '\n']);
    let too_wide = match covered.split_once('\n') {
        Some(_) => {
            columns(&excerpt[line_start..start]) > widest
                || covered.lines().any(|line| columns(line) > widest)
        }
        None => columns(covered) > widest,
    };
    if !too_wide {
        return start..start + covered.len();
    }
    let first_line = covered.lines().next().unwrap_or_default();
    start..start + fitting(first_line, widest)
}

/// How many bytes of `text` fit into `widest` columns.
fn fitting(text: &str, widest: usize) -> usize {
    let mut left = widest;
    text.char_indices()
        .find(|&(_, c)| match left.checked_sub(column_width(c)) {
            Some(rest) => {
                left = rest;
                false
            }
            None => true,
        })
        .map_or(text.len(), |(at, _)| at)
}

fn columns(text: &str) -> usize {
    text.chars().map(column_width).sum()
}

/// At most this many columns: enough to keep within the terminal, so no table of widths is needed.
fn column_width(c: char) -> usize {
    match c {
        '\t' => 4,
        c if c.is_ascii() => 1,
        _ => 2,
    }
}

/// The number of the last line that is shown.
fn last_line(region: &Region, mark: &Range<usize>) -> usize {
    region.line + region.excerpt[..mark.end].lines().count().saturating_sub(1)
}

fn digits(number: usize) -> usize {
    number.to_string().len()
}

/// Some terminals obey U+0080 to U+009F as they do escape sequences, and the renderer lets them
/// pass. What stands for them has as many bytes, so that spans stay true.
fn without_c1_controls(text: &str) -> String {
    text.replace(|c| ('\u{80}'..='\u{9f}').contains(&c), "·")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::CoursePath;
    use crate::diagnostic::{Code, Source};

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
            &found(&text, "week-1.pdf").help("`week1.pdf` is there; did you mean that one?"),
            &[
                "error[broken-link]: there is no such file",
                "  --> my-course/a.md:14:13",
                "   |",
                "14 | [Worksheet](week-1.pdf)",
                "   |             ^^^^^^^^^^ not there",
                "   |",
                "   = help: `week1.pdf` is there; did you mean that one?",
            ],
        );
    }

    #[test]
    fn a_finding_about_a_whole_file_shows_its_path_only() {
        let place = Place::whole(CoursePath::root().child("01-intro"));
        check(
            &Diagnostic::new(Code::EmptyCategory, "`01-intro` has no lessons").at(place),
            &["info[empty-category]: `01-intro` has no lessons", "  --> my-course/01-intro"],
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
            &Diagnostic::new(Code::UnmatchedPattern, "`*.docx` matches nothing")
                .help("look again\nor remove it"),
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
    fn any_span_and_any_width_can_be_drawn_in_few_columns() {
        let text = format!("\u{feff}ä\r\n{}\n\n\t\u{9b}31m\r\r\n{}", "漢 ".repeat(900), "\t".repeat(3000));
        for width in [0, 1, 79, 100_000] {
            for start in (0..text.len()).step_by(97) {
                for length in [0, 1, 2, 5, 80, 4000, 90_000] {
                    let drawn = report(&at(&text, start..start + length), ".", Style { color: false, width });
                    assert!(!drawn.contains(['\u{9b}', '\r']), "{start} {length}: {drawn}");
                    assert!(
                        drawn.lines().all(|line| line.chars().count() < 350),
                        "{start} {length}: {drawn}"
                    );
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
}
