//! Lines of Rust that mdBook hides: they make an example complete, and readers need not see them.

use crate::commonmark::source_map::Edit;

use super::lines::{Fence, Lines};

/// Whether code of Rust may be in a text.
pub(crate) fn is_in(text: &str) -> bool {
    text.contains("```rust") || text.contains("~~~rust") || text.contains("``` rust")
}

/// Removes hidden lines (`# use x;`, `#`), and one `#` of two at a line's start.
pub(super) fn edits(lines: &Lines<'_>) -> Vec<Edit> {
    let rust = lines.fences.iter().filter(|fence| is_rust(lines, fence));
    rust.flat_map(|fence| fence.open + 1..fence.close.unwrap_or(lines.lines.len()))
        .filter_map(|line| edit(lines, line))
        .collect()
}

fn is_rust(lines: &Lines<'_>, fence: &Fence) -> bool {
    let info = lines.text[fence.info.clone()].trim_start();
    info.split(|c: char| !c.is_ascii_alphanumeric()).next() == Some("rust")
}

fn edit(lines: &Lines<'_>, line: usize) -> Option<Edit> {
    let content = lines.content(line);
    let whole = lines.lines[line].range.clone();
    let range = if content == "#" || content.starts_with("# ") {
        let next = lines.lines.get(line + 1).map_or(lines.text.len(), |next| next.range.start);
        whole.start..next
    } else if content.starts_with("##") {
        let start = lines.lines[line].start;
        start..start + 1
    } else {
        return None;
    };
    Some(Edit { range, with: String::new() })
}
