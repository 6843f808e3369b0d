//! The headings of a page as its outline, and the outline of courses.

use lsp_types::{DocumentSymbol, Location, Range, SymbolInformation, SymbolKind};

use super::course::FileRole;
use super::headings::{self, Heading};
use super::positions::Positions;
use super::workspace::{Asked, Workspace};
use crate::model::CoursePath;

/// The headings of an open page, each with those below it.
pub(super) fn of_document(workspace: &Workspace, asked: &Asked<'_>) -> Vec<DocumentSymbol> {
    if FileRole::of(&asked.path) != FileRole::Page {
        return Vec::new();
    }
    let text = &asked.document.text;
    let headings = headings::of(&asked.path, text);
    let positions = Positions::new(text, workspace.encoding);
    nested(&headings, text.len(), &positions)
}

/// Headings up to `end`, the deeper ones in those before them.
fn nested(headings: &[Heading], end: usize, positions: &Positions<'_>) -> Vec<DocumentSymbol> {
    // Open headings, each with the end of its part and the symbols in it.
    let mut open: Vec<(DocumentSymbol, u8)> = Vec::new();
    let mut done = Vec::new();
    for (number, heading) in headings.iter().enumerate() {
        close(&mut open, &mut done, heading.level);
        let later = headings[number + 1..].iter();
        let part_end = later
            .filter(|next| next.level <= heading.level && next.span.start > heading.span.start)
            .map(|next| next.span.start)
            .next()
            .unwrap_or(end)
            .max(heading.span.end);
        let range = positions.range(&(heading.span.start..part_end));
        open.push((symbol(heading, range, positions.range(&heading.span)), heading.level));
    }
    close(&mut open, &mut done, 0);
    done
}

/// Puts the open headings that are not above `level` into those that hold them.
fn close(open: &mut Vec<(DocumentSymbol, u8)>, done: &mut Vec<DocumentSymbol>, level: u8) {
    while open.last().is_some_and(|(_, last)| *last >= level) {
        let Some((symbol, _)) = open.pop() else { return };
        match open.last_mut() {
            Some((above, _)) => above.children.get_or_insert_default().push(symbol),
            None => done.push(symbol),
        }
    }
}

fn symbol(heading: &Heading, range: Range, selection_range: Range) -> DocumentSymbol {
    #[expect(deprecated, reason = "the type has the field and no other way to be made")]
    DocumentSymbol {
        name: heading.text.clone(),
        detail: None,
        kind: SymbolKind::STRING,
        tags: None,
        deprecated: None,
        range,
        selection_range,
        children: None,
    }
}

/// The categories and lessons of all courses whose titles hold the letters of `query` in their order.
pub(super) fn of_workspace(workspace: &Workspace, query: &str) -> Vec<SymbolInformation> {
    let vfs = workspace.vfs();
    let mut symbols = Vec::new();
    for course in workspace.courses() {
        let outline = course.scan.as_ref().and_then(|scan| scan.course.as_ref());
        let (Some(outline), Some(root)) = (outline, course.root(&vfs)) else { continue };
        let mut add = |title: &str, path: &CoursePath, kind: SymbolKind, container: &str| {
            if is_meant(title, query)
                && let Some(uri) = workspace.uri(&root.disk(path))
            {
                symbols.push(named(title, kind, Location::new(uri, Range::default()), container));
            }
        };
        for category in &outline.categories {
            let title = category.head.title.as_str();
            add(title, &category.head.path, SymbolKind::MODULE, outline.title.as_str());
            for lesson in &category.lessons {
                add(lesson.title.as_str(), &lesson.path, SymbolKind::FILE, title);
            }
            for below in &category.subcategories {
                add(below.head.title.as_str(), &below.head.path, SymbolKind::MODULE, title);
                for lesson in &below.lessons {
                    add(lesson.title.as_str(), &lesson.path, SymbolKind::FILE, below.head.title.as_str());
                }
            }
        }
    }
    symbols
}

fn named(title: &str, kind: SymbolKind, location: Location, container: &str) -> SymbolInformation {
    #[expect(deprecated, reason = "the type has the field and no other way to be made")]
    SymbolInformation {
        name: title.to_owned(),
        kind,
        tags: None,
        deprecated: None,
        location,
        container_name: Some(container.to_owned()),
    }
}

/// Whether a title has the letters of a query in their order.
fn is_meant(title: &str, query: &str) -> bool {
    let mut letters = title.chars().flat_map(char::to_lowercase);
    query.chars().flat_map(char::to_lowercase).all(|wanted| letters.any(|letter| letter == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::positions::Encoding;

    fn outline(symbols: &[DocumentSymbol], depth: usize) -> String {
        let each = symbols.iter().map(|symbol| {
            let range = (symbol.range.start.line, symbol.range.end.line);
            let below = outline(symbol.children.as_deref().unwrap_or_default(), depth + 1);
            format!("{}{} {range:?}\n{below}", "  ".repeat(depth), symbol.name)
        });
        each.collect()
    }

    #[test]
    fn deeper_headings_are_in_those_before_them() {
        let text = "# Bread\n\n## `Flour`\n\nx\n\n### Rye\n\n## Water #\n\n# Another\n";
        let headings = headings::of(&CoursePath::root().child("a.md"), text);
        let symbols = nested(&headings, text.len(), &Positions::new(text, Encoding::Utf16));
        let expected = "Bread (0, 11)\n  Flour (2, 8)\n    Rye (6, 8)\n  Water (8, 10)\n  Another (10, 11)\n";
        // The title is above all other headings.
        assert_eq!(outline(&symbols, 0), expected);
    }

    #[test]
    fn a_query_may_leave_letters_out() {
        assert!(is_meant("Mix the Dough", "mdou") && !is_meant("Mix the Dough", "dm"));
    }
}
