//! Colors for the code of lessons, on the pages only: what is imported has none.
//!
//! The crate that finds words, texts and comments writes tabs as spaces and takes longer than a reader waits for very
//! long code. So a tab is another character meanwhile, code that is long stays plain, and so does code of which a
//! single character would be lost.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use synoptic::{Highlighter, TokOpt, from_extension};

use crate::html::escape::escape;

/// Longer code stays plain, in bytes; and so does code with more lines.
const LONGEST: usize = 24 * 1024;
const MOST_LINES: usize = 600;

/// How wide a tab would be; there is none while code is read.
const TAB_WIDTH: usize = 4;

/// Space to all who look for space, and in no code that anybody writes.
const TAB: char = '\u{205f}';

/// Languages: what they are called in fences, by which ending the crate knows them, and their names.
const LANGUAGES: &[(&[&str], &str, &str)] = &[
    (&["sh", "bash", "shell", "zsh", "console", "terminal", "shell-session"], "sh", "Shell"),
    (&["python", "py", "python3"], "py", "Python"),
    (&["javascript", "js", "jsx", "mjs", "node"], "js", "JavaScript"),
    (&["typescript", "ts", "tsx"], "ts", "TypeScript"),
    (&["html", "htm", "xhtml"], "html", "HTML"),
    (&["css", "scss", "less"], "css", "CSS"),
    (&["json", "jsonc", "json5"], "json", "JSON"),
    (&["yaml", "yml"], "yaml", "YAML"),
    (&["toml", "ini"], "toml", "TOML"),
    (&["xml", "svg"], "xml", "XML"),
    (&["sql", "mysql", "postgresql", "sqlite"], "sql", "SQL"),
    (&["rust", "rs"], "rs", "Rust"),
    (&["go", "golang"], "go", "Go"),
    (&["java"], "java", "Java"),
    (&["kotlin", "kt"], "kt", "Kotlin"),
    (&["c", "h"], "c", "C"),
    (&["cpp", "c++", "cxx", "hpp"], "cpp", "C++"),
    (&["csharp", "cs", "c#"], "cs", "C#"),
    (&["php"], "php", "PHP"),
    (&["ruby", "rb"], "rb", "Ruby"),
    (&["swift"], "swift", "Swift"),
    (&["dart"], "dart", "Dart"),
    (&["scala"], "scala", "Scala"),
    (&["lua"], "lua", "Lua"),
    (&["r"], "r", "R"),
    (&["haskell", "hs"], "hs", "Haskell"),
    (&["markdown", "md"], "md", "Markdown"),
    (&["diff", "patch"], "diff", "Diff"),
    (&["tex", "latex"], "tex", "TeX"),
    (&["nu", "nushell"], "nu", "Nushell"),
];

/// The language of a block of code.
pub(super) struct Language {
    /// Its name, as a reader knows it.
    label: String,
    /// The ending by which the crate knows it, if it does.
    ending: Option<&'static str>,
}

/// The language that the classes of a block of code name.
pub(super) fn language(classes: &str) -> Option<Language> {
    let name = classes.split_ascii_whitespace().find_map(|class| class.strip_prefix("language-"))?;
    let lower = name.to_ascii_lowercase();
    let known = LANGUAGES.iter().find(|(names, ..)| names.contains(&lower.as_str()));
    match known {
        Some((_, ending, label)) => Some(Language { label: (*label).to_owned(), ending: Some(*ending) }),
        None if matches!(lower.as_str(), "text" | "txt" | "plain" | "plaintext" | "none") => None,
        None => Some(Language { label: name.to_owned(), ending: None }),
    }
}

impl Language {
    /// Its name, as a reader knows it.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The HTML of `code` with colors; `None` where it stays plain.
    pub fn color(&self, code: &str, budget: &mut Budget) -> Option<String> {
        let is_long =
            code.len() > LONGEST || memchr::memchr_iter(b'\n', code.as_bytes()).count() > MOST_LINES;
        if is_long || code.contains([TAB, '\r']) {
            return None;
        }
        let ending = self.ending?;
        // What is looked at takes time, even if it stays plain in the end.
        budget.code = budget.code.checked_sub(code.len())?;
        let most = budget.colors;
        let colored = self::colored(ending, code, most)?;
        budget.colors -= colored.len().saturating_sub(code.len()).min(most);
        Some(colored)
    }
}

/// How much code of one page is looked at, and how much its colors add, in bytes.
pub(super) struct Budget {
    code: usize,
    colors: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { code: 64 * 1024, colors: 16 * 1024 }
    }
}

/// Colors code; `None` where that takes more than `most` bytes, or a character would be lost.
fn colored(ending: &'static str, code: &str, most: usize) -> Option<String> {
    let lines: Vec<String> = code.split('\n').map(|line| line.replace('\t', &TAB.to_string())).collect();
    let mut highlighter = highlighter(ending)?;
    highlighter.run(&lines);
    let mut out = String::with_capacity(code.len() * 2);
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let tokens = highlighter.line(number, line);
        if tokens.iter().map(|token| token.text().as_str()).collect::<String>() != *line {
            return None;
        }
        for token in &tokens {
            push(&mut out, token);
        }
        if out.len() > code.len() + most {
            return None;
        }
    }
    Some(out)
}

/// Writes a part of code. Its color is an element of the pages' own with a short name, which no lesson can have.
fn push(out: &mut String, token: &TokOpt) {
    let text = escape(token.text()).replace(TAB, "\t");
    let tag = match token {
        TokOpt::Some(_, kind) => tag(kind),
        TokOpt::None(_) => None,
    };
    match tag {
        Some(tag) => out.extend(["<", tag, ">", &text, "</", tag, ">"]),
        None => out.push_str(&text),
    }
}

/// The element for what the crate calls a kind of text; the rest has the color of the code.
fn tag(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "keyword" | "tag" | "boolean" | "heading" | "insertion" => "cd-k",
        "string" | "character" | "quote" => "cd-s",
        "comment" | "deletion" => "cd-c",
        "digit" | "list" => "cd-n",
        "function" | "macro" | "key" | "attribute" | "struct" | "link" => "cd-f",
        _ => return None,
    })
}

/// What finds the parts of code; made once for each language.
fn highlighter(ending: &'static str) -> Option<Highlighter> {
    static MADE: LazyLock<Mutex<BTreeMap<&'static str, Option<Highlighter>>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    made.entry(ending).or_insert_with(|| from_extension(ending, TAB_WIDTH)).clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colored(name: &str, code: &str) -> Option<String> {
        language(&format!("language-{name}"))?.color(code, &mut Budget::default())
    }

    /// The text of HTML that has such elements only.
    fn text(html: &str) -> String {
        let spans = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        crate::html::tokens::decode(&spans.collect::<String>()).into_owned()
    }

    #[test]
    fn words_texts_and_comments_have_colors() {
        let html = colored("Python", "def f(x):\n\treturn \"<b>\"  # 1").unwrap();
        assert!(html.contains("<cd-k>def</cd-k>"), "{html}");
        assert!(html.contains("\n\t<cd-k>return</cd-k>"), "{html}");
        assert!(html.contains("<cd-s>&quot;&lt;b&gt;&quot;</cd-s>"), "{html}");
        assert!(html.contains("<cd-c># 1</cd-c>"), "{html}");
    }

    #[test]
    fn every_language_is_known_to_the_crate_and_loses_nothing() {
        let code = "a = 'b' + \"c\" // <d> # é 日 \"\"\" {x}\n\tif 1 /* <!-- -->*/ `${}` \\\n\n";
        for (names, ending, label) in LANGUAGES {
            let made = from_extension(ending, TAB_WIDTH).unwrap();
            assert!(!made.atom_def.is_empty() || !made.bounded_def.is_empty(), "{label}");
            let html = colored(names[0], code).unwrap();
            assert_eq!(text(&html), code, "{label}");
        }
    }

    #[test]
    fn what_is_long_or_of_no_known_language_stays_plain() {
        assert!(language("note").is_none() && language("language-text").is_none());
        assert_eq!(language("language-mermaid").unwrap().label(), "mermaid");
        assert!(colored("mermaid", "graph").is_none());
        assert!(colored("js", &"x\n".repeat(MOST_LINES + 1)).is_none());
        assert!(colored("js", &"x".repeat(LONGEST + 1)).is_none());
        let mut budget = Budget { code: 1000, colors: 200 };
        let js = language("language-js").unwrap();
        assert!(js.color(&"if (1) ".repeat(100), &mut budget).is_none());
        assert!(js.color("if", &mut budget).is_some());
        assert!(js.color(&"if (1) ".repeat(100), &mut budget).is_none(), "there is no code left to look at");
    }
}
