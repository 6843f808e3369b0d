//! Parses the texts. They are part of the program, so tests check their shape, and there are no errors here.

use crate::diagnostic::Code;

use super::explanation::{Explanation, Part};

/// The explanation of a code.
pub fn of(code: Code) -> Explanation {
    explanation(code.explanation())
}

fn explanation(text: &'static str) -> Explanation {
    let section = |name: &str| text.split_once(&format!("\n## {name}\n")).map_or("", |(_, rest)| rest);
    Explanation {
        means: until_heading(text),
        why: until_heading(section("Why it matters")),
        wrong: parts(section("Wrong")),
        right: parts(section("Right")),
    }
}

fn until_heading(text: &'static str) -> &'static str {
    text.split("\n## ").next().unwrap_or_default().trim()
}

/// The words and blocks of a section. A heading within a block does not end it.
fn parts(section: &'static str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    let mut lines = section.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("## ") {
            break;
        }
        let info = line.trim_start_matches('`');
        let fence = &line[..line.len() - info.len()];
        if fence.len() < 3 {
            words.push(line);
            continue;
        }
        push_words(&mut parts, &mut words);
        parts.push(block(info, lines.by_ref().take_while(|line| *line != fence)));
    }
    push_words(&mut parts, &mut words);
    parts
}

fn push_words(parts: &mut Vec<Part>, words: &mut Vec<&str>) {
    let text = words.join("\n").trim().to_owned();
    words.clear();
    if !text.is_empty() {
        parts.push(Part::Words(text));
    }
}

fn block(info: &'static str, lines: impl Iterator<Item = &'static str>) -> Part {
    if info == "files" {
        return Part::Files(lines.collect());
    }
    let content = lines.fold(String::new(), |content, line| content + line + "\n");
    match info.split_once(' ') {
        Some((language, path)) => Part::File { path, language, content },
        None => Part::Shown(content),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart() {
        let text = "What.\n\n## Why it matters\n\nWhy.\n\n## Wrong\n\nSome words.\n\n````md a b.md\n## x\n```\n````\n\
                    \n## Right\n\n```files\nx.png\n```\n\n```text\n100 MB\n```\n";
        assert_eq!(
            explanation(text),
            Explanation {
                means: "What.",
                why: "Why.",
                wrong: vec![
                    Part::Words("Some words.".to_owned()),
                    Part::File { path: "a b.md", language: "md", content: "## x\n```\n".to_owned() }
                ],
                right: vec![Part::Files(vec!["x.png"]), Part::Shown("100 MB\n".to_owned())],
            }
        );
    }

    #[test]
    fn every_code_is_explained_with_two_examples() {
        for &code in Code::ALL {
            let Explanation { means, why, wrong, right } = of(code);
            assert!(means.ends_with('.') && why.ends_with('.'), "{code}: whole sentences");
            for example in [wrong, right] {
                let shows = example.iter().any(|part| !matches!(part, Part::Words(_)));
                assert!(shows, "{code}: both examples show something");
            }
        }
    }

    #[test]
    fn no_line_is_wider_than_a_terminal() {
        for &code in Code::ALL {
            let wide = code.explanation().lines().find(|line| line.chars().count() > 80);
            assert_eq!(wide, None, "{code}");
        }
    }
}
