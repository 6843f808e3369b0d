//! Files that pages of Microsoft's documentation include: `[!INCLUDE [title](file.md)]`.

use std::ops::Range;

use crate::commonmark::findings::Findings;
use crate::commonmark::source_map::{Edit, Text};
use crate::diagnostic::{Code, Diagnostic};

use super::allowance::{Allowance, NotIncluded};
use super::lines::Lines;
use super::mdbook::{outside, too_much, unreadable};
use super::rewriter::Rewriter;

/// No construct is longer.
const MAX_LENGTH: usize = 500;

/// Files that include files that include files: beyond this they stay as they are.
const MAX_DEPTH: usize = 4;

/// Puts included files into the text.
pub(crate) fn resolve<'a>(
    mut text: Text<'a>,
    files: &Allowance<'_>,
    findings: &mut Findings<'_>,
) -> Text<'a> {
    for _ in 0..MAX_DEPTH {
        let mut edits = Vec::new();
        for (range, target) in includes(text.as_str()) {
            match included(files, &target) {
                Ok(with) => edits.push(Edit { range, with }),
                Err(why) => {
                    let kind = if why == NotIncluded::TooMuch { "included" } else { &target };
                    findings.say_once(kind, &text, &range, not_included(&target, &why));
                    edits.push(Edit { range, with: String::new() });
                }
            }
        }
        if edits.is_empty() {
            break;
        }
        text = text.edit(&edits);
    }
    text
}

fn included(files: &Allowance<'_>, target: &str) -> Result<String, NotIncluded> {
    let text = files.text(target)?;
    let text = without_front_matter(&text).trim();
    files.take(text.len())?;
    Ok(text.to_owned())
}

fn not_included(target: &str, why: &NotIncluded) -> Diagnostic {
    match why {
        NotIncluded::Missing => {
            Diagnostic::new(Code::BrokenLink, format!("the included file `{target}` does not exist"))
                .label("no such file in the course")
                .help("write the path relative to this page")
        }
        NotIncluded::Outside => outside(target),
        NotIncluded::Unreadable(why) => unreadable(target, why),
        NotIncluded::TooMuch => too_much(),
    }
}

/// What is included, with its place; none that is in a fence.
fn includes(text: &str) -> Vec<(Range<usize>, String)> {
    let lines = Lines::of(text);
    let mut found = Vec::new();
    for line in 0..lines.lines.len() {
        let content = lines.content(line);
        if !lines.is_text(line) || !content.contains("[!") {
            continue;
        }
        let place = lines.place(line);
        let is_code = |at: usize| content[..at].matches('`').count() % 2 == 1;
        let starts = content.match_indices("[!").map(|(at, _)| at).filter(|&at| !is_code(at));
        found.extend(starts.filter_map(|at| {
            let (length, target) = include(&content[at..])?;
            Some((place.start + at..place.start + at + length, target))
        }));
    }
    found
}

/// The length of an include, and its target.
fn include(rest: &str) -> Option<(usize, String)> {
    let rest = &rest[..rest.floor_char_boundary(MAX_LENGTH)];
    let word = rest.get(2..9).filter(|word| word.eq_ignore_ascii_case("INCLUDE"))?;
    let inner = rest[2 + word.len()..].trim_start();
    let (_, after) = inner.strip_prefix('[')?.split_once("](")?;
    let (target, after) = after.split_once(')')?;
    let after = after.trim_start().strip_prefix(']')?;
    Some((rest.len() - after.len(), target.trim().to_owned()))
}

fn without_front_matter(text: &str) -> &str {
    let rest = text.trim_start_matches('\u{feff}');
    let end = rest.strip_prefix("---").and_then(|rest| rest.split_once("\n---"));
    end.map_or(rest, |(_, body)| body.split_once('\n').map_or("", |(_, body)| body))
}

/// Names code that is to be taken from other files: `[!code-python[name](file.py)]`.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    for (at, _) in text.match_indices("[!code-") {
        let rest = &text[at..text.floor_char_boundary(at + MAX_LENGTH)];
        let line = rest.lines().next().unwrap_or_default();
        let Some(length) = line.find(")]").map(|end| end + 2) else { continue };
        if rewriter.kept_until(at).is_none() {
            rewriter.warn(
                "[!code",
                &(at..at + length),
                "`[!code-…]` shows code of another file, which is not in the lesson".to_owned(),
                "shown to learners as written",
                "write the code here, between lines of three backticks",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_include_names_its_file() {
        for (text, expected) in [
            ("[!INCLUDE [a](b.md)] c", Some((20, "b.md"))),
            ("[!INCLUDE[](b.md)]", Some((18, "b.md"))),
            ("[!include [a b](../c.md)]", Some((25, "../c.md"))),
            ("[!INCLUDE a]", None),
            ("[!NOTE]", None),
        ] {
            assert_eq!(include(text), expected.map(|(length, target)| (length, target.to_owned())), "{text}");
        }
    }

    #[test]
    fn front_matter_is_not_included() {
        assert_eq!(without_front_matter("---\na: b\n---\ntext\n"), "text\n");
        assert_eq!(without_front_matter("text"), "text");
    }
}
