//! Renders explanations: as text for a terminal, as Markdown, and as one page of all of them.

use std::fmt::Write as _;

use crate::diagnostic::{Code, Severity};

use super::explanation::{Explanation, Part};
use super::parse::of;

/// The width of words in a terminal: every terminal has as much, and longer lines read worse.
const WIDTH: usize = 80;

/// The explanation as plain text, with a last line end.
pub fn text(code: Code) -> String {
    let Explanation { means, why, wrong, right } = of(code);
    let why = filled(&format!("{WHY}: {why}"));
    let mut out = format!("{code} ({})\n\n{}\n{why}", code.severity(), filled(means));
    for (title, example) in [("Wrong", wrong), ("Right", right)] {
        let _ = write!(out, "\n{title}:\n");
        for (place, part) in example.iter().enumerate() {
            out.push('\n');
            part_as_text(&mut out, part, place == 0);
        }
    }
    out
}

/// The label of the reasons.
const WHY: &str = "Why it matters";

fn part_as_text(out: &mut String, part: &Part, is_first: bool) {
    let (title, content) = match part {
        Part::Words(words) => return out.push_str(&indented(words, "  ")),
        Part::Shown(content) => return out.push_str(&indented(content, "    ")),
        Part::Files(paths) if is_first => return out.push_str(&indented(&paths.join("\n"), "    ")),
        Part::Files(paths) => (format!("next to it: {}", paths.join(", ")), ""),
        Part::File { path, content, .. } if content.is_empty() => (format!("{path} (empty)"), ""),
        Part::File { path, content, .. } => ((*path).to_owned(), content.as_str()),
    };
    let _ = writeln!(out, "  {title}");
    if !content.is_empty() {
        let _ = write!(out, "\n{}", indented(content, "    "));
    }
}

fn indented(text: &str, indent: &str) -> String {
    text.lines().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "{}", format!("{indent}{line}").trim_end());
        out
    })
}

/// A paragraph, wrapped.
fn filled(paragraph: &str) -> String {
    let mut out = String::new();
    let mut columns = 0;
    for word in paragraph.split_whitespace() {
        let width = word.chars().count();
        if columns > 0 {
            let fits = columns + 1 + width <= WIDTH;
            out.push(if fits { ' ' } else { '\n' });
            columns = if fits { columns + 1 } else { 0 };
        }
        out.push_str(word);
        columns += width;
    }
    out.push('\n');
    out
}

/// The explanation as Markdown without a heading, with a last line end.
pub fn markdown(code: Code) -> String {
    let Explanation { means, why, wrong, right } = of(code);
    let mut out = format!("{means}\n\n**{WHY}:** {why}\n");
    for (title, example) in [("Wrong", wrong), ("Right", right)] {
        let _ = write!(out, "\n**{title}:**\n");
        for (place, part) in example.iter().enumerate() {
            out.push('\n');
            part_as_markdown(&mut out, part, place == 0);
        }
    }
    out
}

fn part_as_markdown(out: &mut String, part: &Part, is_first: bool) {
    let _ = match part {
        Part::Words(words) => writeln!(out, "{words}"),
        Part::Shown(content) => write!(out, "{}", block("text", content)),
        Part::Files(paths) if is_first => {
            write!(out, "{}", block("text", &indented(&paths.join("\n"), "")))
        }
        Part::Files(paths) => {
            let paths: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
            writeln!(out, "next to it: {}", paths.join(", "))
        }
        Part::File { path, content, .. } if content.is_empty() => {
            writeln!(out, "`{path}` (empty)")
        }
        Part::File { path, language, content } => write!(out, "`{path}`\n\n{}", block(language, content)),
    };
}

/// A block of code, in a fence longer than any in it.
fn block(language: &str, content: &str) -> String {
    let fence = if content.contains("```") { "````" } else { "```" };
    format!("{fence}{language}\n{content}{fence}\n")
}

/// `docs/reference/findings.md`: the explanations of all codes.
pub fn page() -> String {
    let mut out = String::from(HEAD);
    for (severity, title) in
        [(Severity::Error, "Errors"), (Severity::Warning, "Warnings"), (Severity::Info, "Infos")]
    {
        let _ = write!(out, "\n## {title}\n");
        let mut codes: Vec<Code> =
            Code::ALL.iter().copied().filter(|code| code.severity() == severity).collect();
        codes.sort_unstable_by_key(|code| code.as_str());
        for code in codes {
            let _ = write!(out, "\n### `{code}`\n\n{}", markdown(code));
        }
    }
    out
}

/// The introduction of the page.
const HEAD: &str = "\
# Findings

Every finding of `coursedir check`: what it means, why it matters, and two short examples, one with the finding and one
without. The terminal shows the same text:

```sh
coursedir check --explain missing-image
```

[Checks](checks.md) describes severities and fixes, and how to suppress a finding. This page is generated from
`src/diagnostic/explain/texts/` by `INSTA_UPDATE=always cargo test --test it`: change the texts, not the page.
";

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(parts: &[Part], show: fn(&mut String, &Part, bool)) -> String {
        let mut out = String::new();
        parts.iter().enumerate().for_each(|(place, part)| show(&mut out, part, place == 0));
        out
    }

    fn parts() -> Vec<Part> {
        vec![
            Part::Files(vec!["a/1.md", "a/2.md"]),
            Part::Words("Words.".to_owned()),
            Part::File { path: "a.md", language: "md", content: "One\n\nTwo\n".to_owned() },
            Part::File { path: "b.pdf", language: "text", content: String::new() },
            Part::Files(vec!["c.png", "d.png"]),
            Part::Shown("100 MB\n".to_owned()),
        ]
    }

    #[test]
    fn a_terminal_shows_names_of_files_above_their_content() {
        assert_eq!(
            shown(&parts(), part_as_text),
            "    a/1.md\n    a/2.md\n  Words.\n  a.md\n\n    One\n\n    Two\n  b.pdf (empty)\n  \
             next to it: c.png, d.png\n    100 MB\n"
        );
    }

    #[test]
    fn markdown_shows_them_as_blocks() {
        assert_eq!(
            shown(&parts(), part_as_markdown),
            "```text\na/1.md\na/2.md\n```\nWords.\n`a.md`\n\n```md\nOne\n\nTwo\n```\n`b.pdf` (empty)\n\
             next to it: `c.png`, `d.png`\n```text\n100 MB\n```\n"
        );
    }

    #[test]
    fn words_fill_lines_up_to_the_width() {
        let text = filled(&"four ".repeat(17));
        assert_eq!(text, format!("{}\nfour\n", ["four"; 16].join(" ")));
    }

    #[test]
    fn a_fence_holds_what_has_fences_in_it() {
        assert_eq!(block("md", "```\nx\n```\n"), "````md\n```\nx\n```\n````\n");
    }
}
