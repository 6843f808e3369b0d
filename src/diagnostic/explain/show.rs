//! Explanations as text for a terminal, as Markdown, and as the page of all of them.

use std::fmt::Write as _;

use super::{Explanation, Part, of};
use crate::diagnostic::{Code, Severity};

/// The explanation as plain text, with a last line end.
pub fn text(code: Code) -> String {
    let Explanation { means, why, wrong, right } = of(code);
    let mut out = format!("{code} ({})\n\n{means}\n\n{why}\n", code.severity());
    for (title, example) in [("Wrong:", wrong), ("Right:", right)] {
        let _ = write!(out, "\n{title}\n");
        example.iter().for_each(|part| part_as_text(&mut out, part));
    }
    out
}

fn part_as_text(out: &mut String, part: &Part) {
    let (title, content) = match part {
        Part::Words(words) => {
            let _ = write!(out, "\n{}", indented(words, "  "));
            return;
        }
        Part::File { path, language: _, content } if content.is_empty() => (*path, "(nothing)".to_owned()),
        Part::File { path, language: _, content } => (*path, content.clone()),
        Part::Files(paths) => {
            let _ = write!(out, "\n  beside it: {}\n", paths.join(", "));
            return;
        }
        Part::Shown(content) => {
            let _ = write!(out, "\n{}", indented(content, "    "));
            return;
        }
    };
    let _ = write!(out, "\n  {title}\n\n{}", indented(&content, "    "));
}

fn indented(text: &str, indent: &str) -> String {
    text.lines().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "{}", format!("{indent}{line}").trim_end());
        out
    })
}

/// The explanation as Markdown without a heading, with a last line end.
pub fn markdown(code: Code) -> String {
    let Explanation { means, why, wrong, right } = of(code);
    let mut out = format!("{means}\n\n{why}\n");
    for (title, example) in [("Wrong", wrong), ("Right", right)] {
        let _ = write!(out, "\n**{title}:**\n");
        example.iter().for_each(|part| part_as_markdown(&mut out, part));
    }
    out
}

fn part_as_markdown(out: &mut String, part: &Part) {
    let _ = match part {
        Part::Words(words) => write!(out, "\n{words}\n"),
        Part::File { path, language: _, content } if content.is_empty() => {
            write!(out, "\n`{path}`, with nothing in it\n")
        }
        Part::File { path, language, content } => write!(out, "\n`{path}`\n\n{}", block(language, content)),
        Part::Files(paths) => {
            let paths: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
            write!(out, "\nbeside it: {}\n", paths.join(", "))
        }
        Part::Shown(content) => write!(out, "\n{}", block("text", content)),
    };
}

/// A block of code, in a fence longer than any in it.
fn block(language: &str, content: &str) -> String {
    let fence = if content.contains("```") { "````" } else { "```" };
    format!("{fence}{language}\n{content}{fence}\n")
}

/// `docs/diagnostics.md`: the explanations of all codes.
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

/// What stands above the explanations.
const HEAD: &str = "\
# Every finding explained

What `coursedir check` can find, what it means, why it matters, and a small example of each: one with the finding, one
without. In the terminal, the same words are one command away:

```sh
coursedir check --explain missing-image
```

Findings have three [severities](course-format.md#errors-warnings-infos); how to live with one is told
[there as well](course-format.md#living-with-a-finding). This page is written from `src/diagnostic/explain/texts/` by
`BLESS=1 cargo test --test check`; change the texts, not the page.
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_shows_names_of_files_above_their_content() {
        let mut out = String::new();
        for part in [
            Part::Words("Words.".to_owned()),
            Part::File { path: "a.md", language: "md", content: "One\n\nTwo\n".to_owned() },
            Part::File { path: "b.pdf", language: "text", content: String::new() },
            Part::Files(vec!["c.png", "d.png"]),
            Part::Shown("100 MB\n".to_owned()),
        ] {
            part_as_text(&mut out, &part);
        }
        assert_eq!(
            out,
            "\n  Words.\n\n  a.md\n\n    One\n\n    Two\n\n  b.pdf\n\n    (nothing)\n\
             \n  beside it: c.png, d.png\n\n    100 MB\n"
        );
    }

    #[test]
    fn a_fence_holds_what_has_fences_in_it() {
        assert_eq!(block("md", "```\nx\n```\n"), "````md\n```\nx\n```\n````\n");
    }
}
