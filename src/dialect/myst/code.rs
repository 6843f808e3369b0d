//! Directives that are code: `{code-block} python`, `{code-cell}`, `{literalinclude} file.py`.

use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::lines::Lines;
use crate::dialect::placeholder::Placeholder;
use crate::dialect::rewriter::Rewriter;

use super::directive::Directive;

/// Makes a fence of the directive with a language; its caption is a label.
pub(super) fn code(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    let is_hidden = ["remove-cell", "remove-input", "remove_cell", "remove_input"]
        .iter()
        .any(|tag| directive.has_word("tags", tag));
    if is_hidden {
        return leave_out(rewriter, lines, directive);
    }
    write(rewriter, lines, directive, language(directive), &directive.text(lines).join("\n"));
}

/// Code that is not shown in the book.
fn leave_out(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    let finding = Diagnostic::new(Code::PrivateComment, "code that the book does not show is left out")
        .label("the cell has a tag that removes it");
    rewriter.say_once("cell", &lines.place(directive.head), finding);
    let range = directive.range(lines);
    rewriter.replace(range, String::new());
}

fn language<'d>(directive: &'d Directive<'_>) -> &'d str {
    let first = directive.argument.split_whitespace().next();
    let named = directive.option(&["language", "lexer"]).or(first).unwrap_or_default();
    match named {
        "ipython" | "ipython3" | "ipython2" | "python3" => "python",
        "" if matches!(directive.name.as_str(), "doctest" | "testcode" | "ipython" | "jupyter-execute") => {
            "python"
        }
        "" if directive.name == "prompt" => "bash",
        named => named,
    }
}

/// Puts a fence with a text in the place of a directive.
pub(super) fn write(
    rewriter: &mut Rewriter<'_, '_, '_>,
    lines: &Lines<'_>,
    directive: &Directive<'_>,
    language: &str,
    text: &str,
) {
    let prefix = lines.prefix(directive.head);
    let range = directive.range(lines);
    let is_folded = directive.has_word("class", "dropdown")
        || ["hide-input", "hide-cell", "hide_input", "hide_cell"]
            .iter()
            .any(|tag| directive.has_word("tags", tag));
    let mut pieces = Vec::new();
    if let Some(caption) =
        directive.option(&["caption", "filename", "title"]).filter(|caption| !caption.is_empty())
    {
        pieces.push(rewriter.comment(Placeholder::Label(super::around::plain_title(caption))));
    }
    if is_folded {
        let summary = "Show the code".to_owned();
        pieces.push(rewriter.comment(Placeholder::DetailsStart { summary, is_open: false }));
    }
    let marks = marks(text);
    pieces.push(format!("{marks}{language}"));
    pieces.extend(text.lines().map(str::to_owned));
    pieces.push(marks);
    if is_folded {
        pieces.push(rewriter.comment(Placeholder::DetailsEnd));
    }
    rewriter.replace(range, pieces.join(&format!("\n{prefix}")));
}

/// The marks of a fence around a text: more than it has anywhere in a row.
fn marks(text: &str) -> String {
    let (mut longest, mut run) = (0, 0);
    for c in text.bytes() {
        run = if c == b'`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    "`".repeat(3.max(longest + 1))
}

/// Puts the text of a file in the place of a directive, as code.
pub(super) fn include(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    let place = lines.place(directive.head);
    match rewriter.inclusions.text(&[directive.argument]) {
        Ok(text) => {
            let kept = part(&text, directive).join("\n");
            let extension = directive.argument.rsplit_once('.').map_or("", |(_, extension)| extension);
            let language = directive.option(&["language"]).unwrap_or(extension).to_owned();
            write(rewriter, lines, directive, &language, &kept);
        }
        Err(failure) => {
            rewriter.not_included(&place, directive.argument, &failure);
            let range = directive.range(lines);
            rewriter.replace(range, String::new());
        }
    }
}

/// The lines that the options of an include choose.
pub(super) fn part<'t>(text: &'t str, directive: &Directive<'_>) -> Vec<&'t str> {
    let all: Vec<&str> = text.lines().collect();
    let mut kept = match directive.option(&["lines"]) {
        Some(ranges) => chosen(&all, ranges),
        None => all,
    };
    let position = |lines: &[&str], words: &str| lines.iter().position(|line| line.contains(words));
    for (key, behind) in [("start-after", 1), ("start-at", 0), ("start-line", 0)] {
        let Some(words) = directive.option(&[key]) else { continue };
        let at = if key == "start-line" { words.parse().ok() } else { position(&kept, words) };
        kept.drain(..at.map_or(0, |at| at + behind).min(kept.len()));
    }
    for (key, more) in [("end-before", 0), ("end-at", 1), ("end-line", 0)] {
        let Some(words) = directive.option(&[key]) else { continue };
        let at = if key == "end-line" { words.parse().ok() } else { position(&kept, words) };
        kept.truncate(at.map_or(kept.len(), |at| at + more));
    }
    kept
}

/// The lines of `1-3,5,8-`, each once.
fn chosen<'t>(all: &[&'t str], ranges: &str) -> Vec<&'t str> {
    let mut is_chosen = vec![false; all.len()];
    for range in ranges.split(',').take(1_000) {
        let (from, to) = range.split_once('-').unwrap_or((range, range));
        let from = from.trim().parse::<usize>().unwrap_or(1).max(1);
        let to = to.trim().parse::<usize>().unwrap_or(all.len()).min(all.len());
        if from <= to {
            is_chosen[from - 1..to].fill(true);
        }
    }
    all.iter().zip(is_chosen).filter(|(_, is_chosen)| *is_chosen).map(|(line, _)| *line).collect()
}
