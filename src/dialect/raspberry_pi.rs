//! Blocks of the Raspberry Pi Foundation's projects: `--- task ---` … `--- /task ---`, `--- collapse ---`, `--- hints ---`.

use std::ops::Range;

use super::containers::{self, Container};
use super::lines::{Lines, Part};
use super::rewriter::Rewriter;

/// Blocks in blocks: beyond this they stay as they are.
const MAX_DEPTH: usize = 50;

/// A block that is open.
struct Open<'t> {
    name: &'t str,
    line: usize,
    /// The lines of the options behind the first line; the title among them.
    options: Range<usize>,
    title: Option<&'t str>,
    language: Option<&'t str>,
}

/// Rewrites the blocks; one that is not closed is left as text.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut left = Vec::new();
    let mut next = 0;
    for line in lines.beginning_with(b"-") {
        let place = lines.place(line);
        let is_free =
            line >= next && lines.lines[line].part == Part::Text && !rewriter.is_claimed(place.start);
        if let Some(name) = name(lines.content(line)).filter(|_| is_free) {
            if let Some(closed) = name.strip_prefix('/') {
                // What was begun inside and not ended is left.
                let at = open.iter().rposition(|block| block.name == closed.trim());
                match at {
                    Some(at) => {
                        left.extend(open.drain(at + 1..).map(|block| lines.place(block.line)));
                        if let Some(block) = open.pop() {
                            rewrite(rewriter, lines, &block, line);
                        }
                    }
                    None => left.push(place),
                }
            } else if is_known(name) && open.len() < MAX_DEPTH {
                let block = read(lines, line, name);
                next = block.options.end;
                open.push(block);
            } else if name == "save" {
                rewriter.remove(place);
            }
        }
    }
    left.extend(open.iter().map(|block| lines.place(block.line)));
    if let Some(first) = left.into_iter().min_by_key(|range| range.start) {
        rewriter.warn(
            "--- task ---",
            &first,
            "a block such as `--- task ---` is not closed".to_owned(),
            "shown to learners as written",
            "end the block with its name: `--- /task ---`",
        );
    }
}

/// The name in `--- name ---`, with a `/` before it at the end of a block.
fn name(content: &str) -> Option<&str> {
    let name = content.strip_prefix("---")?.strip_suffix("---")?;
    let is_name = |c: char| c.is_ascii_lowercase() || matches!(c, '-' | '_' | '/');
    let trimmed = name.trim();
    (name.starts_with(' ') && trimmed.starts_with(|c: char| c.is_ascii_lowercase() || c == '/'))
        .then_some(trimmed)
        .filter(|name| name.chars().all(is_name))
}

fn is_known(name: &str) -> bool {
    matches!(
        name,
        "task"
            | "hints"
            | "hint"
            | "collapse"
            | "challenge"
            | "code"
            | "no-print"
            | "print-only"
            | "quiz"
            | "question"
    )
}

/// Reads the options behind the first line: `---`, `title: …`, `---`.
fn read<'t>(lines: &Lines<'t>, line: usize, name: &'t str) -> Open<'t> {
    let mut block = Open { name, line, options: line + 1..line + 1, title: None, language: None };
    let count = lines.lines.len();
    let first = (line + 1..count.min(line + 3)).find(|&next| !lines.is_blank(next));
    let Some(first) = first.filter(|&first| lines.content(first) == "---") else { return block };
    let Some(end) = (first + 1..count.min(first + 12)).find(|&end| lines.content(end) == "---") else {
        return block;
    };
    // Other lines between two rules are text.
    let is_option = |line: usize| lines.is_blank(line) || lines.content(line).contains(':');
    if !(first + 1..end).all(is_option) {
        return block;
    }
    let option = |key: &str| {
        let values = (first + 1..end).filter_map(|line| lines.content(line).split_once(':'));
        let mut values = values.filter(|(name, _)| name.trim() == key);
        values
            .next()
            .map(|(_, value)| value.trim().trim_matches(['"', '\'']))
            .filter(|value| !value.is_empty())
    };
    (block.title, block.language) = (option("title").or_else(|| option("filename")), option("language"));
    block.options = line + 1..end + 1;
    block
}

fn rewrite(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, block: &Open<'_>, end: usize) {
    let title = block.title.map(str::to_owned);
    let opening = lines.place(block.line).start..lines.place(block.options.end - 1).end;
    if block.name == "code" {
        let language = block.language.unwrap_or_default();
        let label = title.map(|title| format!("**{title}**\n\n")).unwrap_or_default();
        rewriter.replace(opening, format!("{label}```{language}"));
        rewriter.replace(lines.place(end), "```".to_owned());
        return;
    }
    let container = match block.name {
        "hint" => containers::of_name("details", title.or_else(|| Some("Hint".to_owned()))),
        "collapse" => containers::of_name("details", title),
        "challenge" => containers::of_name("challenge", title),
        _ => None,
    };
    let container = container.unwrap_or(Container::Plain);
    containers::close(rewriter, lines.place(end), &container);
    containers::open(rewriter, opening, container);
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_name_is_between_dashes() {
        assert_eq!(name("--- task ---"), Some("task"));
        assert_eq!(name("--- /no-print ---"), Some("/no-print"));
        for text in ["---", "--- ---", "---task---", "--- Two words ---", "------", "--- a b ---"] {
            assert_eq!(name(text), None, "{text}");
        }
    }
}
