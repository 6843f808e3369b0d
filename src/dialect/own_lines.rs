//! Puts blocks in the place of tags: each on a line of its own, in the list or quote that the tag is in.

use std::ops::Range;

use super::containers::Container;
use super::placeholder::Placeholder;
use super::rewriter::Rewriter;
use super::surroundings::Surroundings;

/// Puts lines in the place of a range, each on its own.
pub(super) fn put(rewriter: &mut Rewriter<'_, '_, '_>, range: Range<usize>, block: &[&str]) {
    let text = rewriter.text.as_str();
    let around = Surroundings::of(text, &range);
    if around.is_table_row {
        // Nothing but text is in a cell.
        let words = block.iter().filter(|line| !line.starts_with("<!--")).copied();
        return rewriter.replace(range, words.collect::<Vec<_>>().join(" ").trim().to_owned());
    }
    let line_end = format!("\n{}", around.prefix);
    let mut with = String::new();
    if !around.is_first {
        with.push_str(&line_end);
    }
    with.push_str(&block.join("\n").replace('\n', &line_end));
    let mut end = range.end;
    if !around.is_last {
        with.push_str(&line_end);
        end += text[end..].len() - text[end..].trim_start_matches([' ', '\t']).len();
    }
    rewriter.replace(range.start..end, with);
}

/// Puts the comment of a placeholder on a line of its own.
pub(super) fn put_placeholder(
    rewriter: &mut Rewriter<'_, '_, '_>,
    range: Range<usize>,
    placeholder: Placeholder,
) {
    let comment = rewriter.comment(placeholder);
    put(rewriter, range, &[&comment]);
}

/// Begins a block in the place of a tag.
pub(super) fn open(rewriter: &mut Rewriter<'_, '_, '_>, range: Range<usize>, container: Container) {
    if Surroundings::of(rewriter.text.as_str(), &range).is_table_row {
        return rewriter.replace(range, in_a_cell(container));
    }
    let placeholder = match container {
        Container::Admonition { look, title } => Placeholder::AdmonitionStart { look, title },
        Container::Details { summary, is_open } => Placeholder::DetailsStart { summary, is_open },
        Container::Label(text) => Placeholder::Label(text),
        Container::Plain => return rewriter.replace(range, String::new()),
    };
    put_placeholder(rewriter, range, placeholder);
}

/// Where no block can be, its title stays.
fn in_a_cell(container: Container) -> String {
    match container {
        Container::Admonition { title: Some(title), .. }
        | Container::Details { summary: title, .. }
        | Container::Label(title) => format!("**{title}** "),
        Container::Admonition { .. } | Container::Plain => String::new(),
    }
}

/// Ends a block that [`open`] began.
pub(super) fn close(rewriter: &mut Rewriter<'_, '_, '_>, range: Range<usize>, container: &Container) {
    match container {
        Container::Admonition { .. } => put_placeholder(rewriter, range, Placeholder::AdmonitionEnd),
        Container::Details { .. } => put_placeholder(rewriter, range, Placeholder::DetailsEnd),
        // What follows is no part of the last paragraph.
        Container::Label(_) => put(rewriter, range, &[""]),
        Container::Plain => rewriter.replace(range, String::new()),
    }
}
