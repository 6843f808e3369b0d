//! Pages that Notion exported: their files end with an id of 32 digits, and their properties are lines above the text.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};

use super::lines::{Lines, before_on_line};
use super::rewriter::Rewriter;

/// Whether a file's name, without its extension, ends as Notion's exports do.
pub(crate) fn is_exported(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    bytes.len() > 33
        && bytes[bytes.len() - 33] == b' '
        && bytes[bytes.len() - 32..].iter().all(u8::is_ascii_hexdigit)
}

/// Removes the properties directly below the title.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let mut at = (0..lines.lines.len()).skip_while(|&line| lines.is_blank(line));
    let Some(title) = at.next().filter(|&line| lines.content(line).starts_with("# ")) else { return };
    let first = (title + 1..lines.lines.len()).find(|&line| !lines.is_blank(line));
    let Some(first) = first else { return };
    let end = (first..lines.lines.len()).find(|&line| lines.is_blank(line)).unwrap_or(lines.lines.len());
    if (first..end).all(|line| is_property(lines.content(line))) {
        leave_out(rewriter, lines, first..end);
    }
}

/// Ends the HTML behind `<aside>` and before `</aside>`: what Notion writes between is Markdown.
pub(super) fn scan_asides(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let is_text_at = |line: usize| lines.lines.get(line).is_some() && !lines.is_blank(line);
    for line in lines.beginning_with(b"<").filter(|&line| lines.is_text(line)) {
        let place = lines.place(line);
        let prefix = lines.prefix(line);
        let blank = prefix.trim_end();
        match lines.content(line) {
            "<aside>" if is_text_at(line + 1) => {
                rewriter.replace(place.end..place.end, format!("\n{blank}"));
            }
            "</aside>" if line > 0 && is_text_at(line - 1) && lines.content(line - 1) != "<aside>" => {
                rewriter.replace(place.start..place.start, format!("\n{prefix}"));
            }
            _ => {}
        }
    }
}

/// Removes the id from the texts of links to other exported pages and files.
pub(super) fn scan_links(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    for (at, _) in text.match_indices("](") {
        let line = before_on_line(text, at);
        let stem = match line.rsplit_once('.') {
            Some((stem, extension)) if extension.len() <= 5 && !extension.contains(' ') => stem,
            _ => line,
        };
        if is_exported(stem) && stem.is_char_boundary(stem.len() - 33) && rewriter.kept_until(at).is_none() {
            let end = at - line.len() + stem.len();
            rewriter.remove(end - 33..end);
        }
    }
}

/// Removes lines that are data about the page.
pub(super) fn leave_out(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, range: Range<usize>) {
    let (first, last) = (lines.place(range.start), lines.place(range.end - 1));
    let place = first.start..last.end;
    if !rewriter.claim(place.clone()) {
        return;
    }
    let message = match range.len() {
        1 => "a line of properties is left out".to_owned(),
        count => format!("{count} lines of properties are left out"),
    };
    let finding = Diagnostic::new(Code::ExcludedProperties, message).label("not sent");
    rewriter.say(&first, finding);
    rewriter.remove(place);
}

/// Whether a line is `Key: value`.
fn is_property(line: &str) -> bool {
    line.split_once(": ").or_else(|| line.strip_suffix(':').map(|key| (key, ""))).is_some_and(|(key, _)| {
        let is_of_key = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '(' | ')' | '&');
        (1..=40).contains(&key.chars().count())
            && key.starts_with(char::is_alphabetic)
            && key.chars().all(is_of_key)
            && key.split(' ').count() <= 4
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_known_by_the_id_in_their_names() {
        assert!(is_exported("Rye bread 0123456789abcdef0123456789abcdef"));
        assert!(!is_exported("0123456789abcdef0123456789abcdef"));
        assert!(!is_exported("Rye bread 0123456789abcdef"));
        assert!(!is_exported("Bröd über alles, das ist sehr gut"));
    }

    #[test]
    fn a_property_has_a_short_name() {
        assert!(["Status: Done", "Last edited time: May 1, 2023 9:00", "Tags:"].into_iter().all(is_property));
        assert!(
            !["Mix it.", "First, mix: then bake", "- a: b", "https://a.b", ""].into_iter().any(is_property)
        );
    }
}
