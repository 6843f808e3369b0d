//! A finding as a compiler shows it: the message, the place, the source with a mark, the help.
//!
//! Start at [`report`]. `annotate-snippets` draws the source. The line with the place is drawn here, because it must
//! show the column of the file even if a long line is cut.

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

/// How many rows of the terminal a line may take where a span covers several, so that a link in
/// hard-wrapped text is shown whole.
const ROWS_A_LINE: usize = 2;

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
        Self { renderer, color: style.color, width }
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
        // Lines too long for the terminal are cut at the same columns, which would cut the end of
        // a span of several lines out of its last line. `mark` has seen to their length.
        let several_lines = region.excerpt[mark.clone()].contains('\n');
        let width = if several_lines { ROWS_A_LINE * self.width + FRAME } else { self.width };
        let snippet = Snippet::source(without_c1_controls(&region.excerpt))
            .line_start(region.line)
            .annotation(AnnotationKind::Primary.span(mark).label(label));
        let group = Group::with_level(level(diagnostic.severity)).element(snippet);
        self.renderer.clone().term_width(width).render(&[group.elements(help(diagnostic))])
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
    let mut text = normalize_untrusted_str(diagnostic.help.as_deref()?);
    if diagnostic.fix.is_some() {
        text.push_str(" (fixable with `check --fix`)");
    }
    Some(Level::HELP.message(without_c1_controls(&text)))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// What to mark, in bytes of the excerpt, narrow enough for the renderer to show a few rows only.
///
/// The renderer prints a marked span whole, whatever its length, and all columns between the
/// beginning and the end of a span of several lines. So a span that is too wide loses its end.
fn mark(region: &Region, width: usize) -> Range<usize> {
    let excerpt = &region.excerpt;
    let inside = |at: usize| excerpt.floor_char_boundary(at.saturating_sub(region.excerpt_start));
    let (start, end) = (inside(region.span.start), inside(region.span.end));
    // A span that includes its line end would be drawn into the next line.
    let covered = excerpt[start..end.max(start)].trim_end_matches(['\r', '\n']);
    let fits = match covered.split_once('\n') {
        Some(_) => excerpt[..start + covered.len()].lines().all(|line| columns(line) <= ROWS_A_LINE * width),
        None => columns(covered) <= width - FRAME,
    };
    if fits {
        return start..start + covered.len();
    }
    let first_line = covered.lines().next().unwrap_or_default();
    start..start + fitting(first_line, width - FRAME)
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
mod tests;
