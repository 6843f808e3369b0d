//! The fix for a path to a missing file, if only one file can be meant.
//!
//! Start at [`repair`]. A fix is offered only if three things are true. The path is in the file exactly as it was
//! understood: no escapes, and not equal to the text of the link. The new path needs no judgement: it is the same
//! path in the right case, or the only file with this name. And the new path resolves to that file.

use std::ops::Range;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::diagnostic::{Code, Diagnostic, Fix, Source, word_at};
use crate::model::CoursePath;
use crate::source::files::tree::{Entry, fold};

use super::lazy_place::LazyPlace;
use super::resolve::{Finder, Located, Search};
use super::sources::LinkBase;
use super::suggestions::Suggestion;
use super::target;

/// What a target is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// Markdown or HTML.
    Text,
    /// A value of front matter or `course.yaml`.
    Value,
}

/// What would end an address in Markdown or HTML, or mean something else in it.
const IN_TEXT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'&')
    .add(b'\\')
    .add(b'|')
    .add(b'#')
    .add(b'?')
    .add(b'%');

/// The change that makes `target`, written at `place`, name the file that is meant.
pub(super) fn repair(
    finder: &Finder<'_>,
    written: Written,
    target: &str,
    meant: Suggestion,
    place: LazyPlace<'_>,
) -> Option<Fix> {
    let LazyPlace::In(source, span) = place else { return None };
    let tree = finder.sources.tree;
    let Some(Entry::File(page)) = tree.at(&source.path) else { return None };
    let from = finder.sources.link_base(page);
    let span = exact_span(source, span, written, target)?;
    let end = target.find(['?', '#']).unwrap_or(target.len());
    let (path, rest) = target.split_at(end);
    let replacement = match meant {
        Suggestion::OtherCase(file) => recased(path, tree.files[file].path.as_str(), written)?,
        Suggestion::Moved(file) => moved(path, from.folder, &tree.files[file].path, written)?,
    };
    let replacement = format!("{replacement}{rest}");
    let (Suggestion::OtherCase(file) | Suggestion::Moved(file)) = meant;
    leads_to(finder, from, &replacement, &tree.files[file].path).then_some(())?;
    Fix::new(&source.text, span, replacement)
}

/// The change that writes another address for `target`, written at `place`.
pub(super) fn rewrite(written: Written, target: &str, address: String, place: LazyPlace<'_>) -> Option<Fix> {
    let LazyPlace::In(source, span) = place else { return None };
    let span = exact_span(source, span, written, target).or_else(|| definition(source, written, target))?;
    Fix::new(&source.text, span, address)
}

/// Where a link's address is defined below the text: `[name]: address`.
fn definition(source: &Source, written: Written, target: &str) -> Option<Range<usize>> {
    let text = &source.text;
    let is_defined = |&(at, _): &(usize, &str)| {
        let before = text[..at].trim_end_matches([' ', '<']);
        let behind = &text[at + target.len()..];
        before.ends_with("]:") && behind.trim_start_matches('>').starts_with(|c: char| c.is_whitespace())
            || before.ends_with("]:") && behind.is_empty()
    };
    let mut found = text.match_indices(target).filter(is_defined);
    let (at, _) = found.next().filter(|_| written == Written::Text && found.next().is_none())?;
    Some(at..at + target.len())
}

fn exact_span(source: &Source, span: &Range<usize>, written: Written, target: &str) -> Option<Range<usize>> {
    match written {
        Written::Text => is_address(&source.text, span, target).then(|| span.clone()),
        Written::Value => word_at(&source.text, span, target),
    }
}

fn leads_to(finder: &Finder<'_>, from: LinkBase<'_>, target: &str, file: &CoursePath) -> bool {
    matches!(finder.file(from, target), Search::Found(Located::File { path, .. }) if path == *file)
}

/// Leaves an address with a space as it is when it names no file: it may be no address at all.
pub(super) fn keep_fixes_to_files(finder: &Finder<'_>, diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics.iter_mut().filter(|found| found.code == Code::AddressWithSpace) {
        let page = diagnostic.place.as_ref().map(|place| &place.path);
        let is_file = |fix: &Fix| page.is_some_and(|page| is_file_for(finder, page, &fix.replacement));
        if diagnostic.fix.as_ref().is_some_and(|fix| !is_file(fix)) {
            diagnostic.fix = None;
        }
    }
}

fn is_file_for(finder: &Finder<'_>, page: &CoursePath, target: &str) -> bool {
    let Some(Entry::File(page)) = finder.sources.tree.at(page) else { return false };
    matches!(finder.file(finder.sources.link_base(page), target), Search::Found(_))
}

/// Whether what is at `span` is `target` as the address of a Markdown link or image, or of an
/// HTML tag.
fn is_address(text: &str, span: &Range<usize>, target: &str) -> bool {
    if text.get(span.clone()) != Some(target) {
        return false;
    }
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let opened = before.strip_suffix('<').filter(|_| after.starts_with('>'));
    let is_markdown = match opened {
        Some(before) => before.ends_with("]("),
        None => before.trim_end_matches(' ').ends_with("](") && after.starts_with([')', ' ', '\n', '\r']),
    };
    is_markdown || is_attribute(before, after)
}

fn is_attribute(before: &str, after: &str) -> bool {
    let quoted = |quote: char| {
        let before = before.strip_suffix(quote).filter(|_| after.starts_with(quote))?;
        let name = before.trim_end().strip_suffix('=')?.trim_end();
        let at = name.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
        Some(["src", "href", "poster", "data"].iter().any(|known| name[at + 1..].eq_ignore_ascii_case(known)))
    };
    quoted('"').or_else(|| quoted('\'')).unwrap_or(false)
}

/// `path` with its names written as in `meant`, which differs in case only.
fn recased(path: &str, meant: &str, written: Written) -> Option<String> {
    let is_name = |segment: &str| !matches!(segment, "" | "." | "..");
    let segments: Vec<&str> = path.split('/').collect();
    let first = segments.iter().position(|segment| is_name(segment))?;
    let names = &segments[first..];
    let meant: Vec<&str> = meant.split('/').collect();
    let meant = &meant[meant.len().checked_sub(names.len())?..];
    let mut replacement = segments[..first].iter().map(|&segment| segment.to_owned()).collect::<Vec<_>>();
    for (&name, &meant) in names.iter().zip(meant) {
        let decoded = target::path(name);
        if !is_name(name) || fold(&decoded) != fold(meant) {
            return None;
        }
        replacement.push(if decoded == meant { name.to_owned() } else { encoded(meant, written)? });
    }
    Some(replacement.join("/"))
}

/// The way from `folder` to `meant`, in the manner of `path`.
fn moved(path: &str, folder: &CoursePath, meant: &CoursePath, written: Written) -> Option<String> {
    if path.contains('\\') || target::path(path).rsplit('/').next() != Some(meant.name()) {
        return None;
    }
    let meant: Vec<&str> = meant.segments().collect();
    if path.starts_with('/') {
        return Some(format!("/{}", encoded(&meant.join("/"), written)?));
    }
    let folder: Vec<&str> = folder.segments().collect();
    let parents = &meant[..meant.len() - 1];
    let shared = parents.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    let ups = folder.len() - shared;
    let here = if ups == 0 && path.starts_with("./") { "./" } else { "" };
    let down = encoded(&meant[shared..].join("/"), written)?;
    Some(format!("{here}{}{down}", "../".repeat(ups)))
}

/// A path as it can be where the old one stood; nothing if it would need quotes.
fn encoded(path: &str, written: Written) -> Option<String> {
    match written {
        Written::Text => Some(utf8_percent_encode(path, IN_TEXT).to_string()),
        Written::Value => {
            let is_plain =
                |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | ' ' | '(' | ')');
            path.chars().all(is_plain).then(|| path.to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_address_of_a_link_or_tag_is_an_address() {
        let check = |text: &str, expected: bool| {
            let at = text.rfind("A.png").unwrap();
            assert_eq!(is_address(text, &(at..at + 5), "A.png"), expected, "{text}");
        };
        for text in
            ["[x](A.png)", "![](A.png \"A\")", "![](<A.png>)", "<img src=\"A.png\">", "<a HREF = 'A.png'>"]
        {
            check(text, true);
        }
        for text in ["[A.png]", "[x](A.png \"A.png\")", "<img alt=\"A.png\">", "({{x}}/A.png)", "[x]: A.png"]
        {
            check(text, false);
        }
    }

    #[test]
    fn names_are_written_as_they_are_and_the_rest_stays() {
        let check = |path: &str, meant: &str, expected: Option<&str>| {
            assert_eq!(recased(path, meant, Written::Text).as_deref(), expected, "{path}");
        };
        check("../IMG/my%20dog.png", "a/img/my dog.png", Some("../img/my%20dog.png"));
        check("./Dog 1.PNG", "img/dog 1.png", Some("./dog%201.png"));
        check("a/../Dog.png", "dog.png", None);
        check("x/Dog.png", "dog.png", None);
        check("/img/Dog.png", "static/img/dog.png", Some("/img/dog.png"));
    }

    #[test]
    fn the_way_to_a_moved_file_is_as_short_as_can_be() {
        let path = |path: &str| CoursePath::root().join(path).unwrap();
        let check = |written: &str, folder: &str, meant: &str, expected: Option<&str>| {
            assert_eq!(
                moved(written, &path(folder), &path(meant), Written::Text).as_deref(),
                expected,
                "{written}"
            );
        };
        check("a.png", "01/02", "01/img/a.png", Some("../img/a.png"));
        check("./x/a.png", "01", "01/a.png", Some("./a.png"));
        check("/x/a.png", "01", "img dir/a.png", Some("/img%20dir/a.png"));
        check("A.png", "01", "img/a.png", None);
    }
}
