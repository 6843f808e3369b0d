//! Every text that a user can see is short and uses the words of `docs/glossary.md`.
//!
//! The texts are the string literals of the source, the explanations of findings, and the help of all commands.
//! A sentence has at most 25 words, a line of help at most 80 columns, and no text has a retired word.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use coursedir::internals::diagnostic::{Code, explain};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::visit::{self, Visit};

use crate::testkit::{coursedir, repository};

/// The longest sentence, in words.
const LONGEST: usize = 25;

/// The widest line of help, in columns.
const WIDEST: usize = 80;

/// A literal of fewer words is a name or a part of a text.
const FEWEST: usize = 3;

/// Words that no text uses. A word in backticks is code and does not count.
const RETIRED: &[&str] = &[
    "travel",
    "travels",
    "lie",
    "lies",
    "lying",
    "stand",
    "stands",
    "standing",
    "shelf",
    "telephone",
    "papers",
    "road",
    "roads",
    "says",
    "said",
    "weigh",
    "weighs",
    "weighed",
    "settle",
    "settles",
    "settled",
    "nobody knows",
    "to be had",
    "cannot be had",
    "come to an end",
    "of its own accord",
    "no file of this name",
    "is no",
    "are no",
    "leads nowhere",
];

/// What a retired phrase may be part of.
const ALLOWED: &[&str] = &["there is no", "there are no", "is no longer", "are no longer"];

/// Texts in a language of machines that look like sentences.
const NOT_PROSE: &[&str] = &[
    // Abbreviations of languages.
    "aa ab ae af",
    // What a page may load, and what a frame may do.
    "default-src ",
    "allow-scripts ",
    // Fragments of HTML and CSS.
    "style=",
    "<svg ",
    "<!DOCTYPE",
];

/// A text and where it is from.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Text {
    origin: String,
    text: String,
}

#[test]
fn every_literal_uses_plain_words_in_short_sentences() {
    let texts = literals();
    assert!(texts.len() > 500, "only {} literals were found", texts.len());
    let found: Vec<String> = texts.iter().flat_map(complaints).collect();
    expect_none(&found);
}

#[test]
fn every_explanation_uses_plain_words_in_short_sentences() {
    let texts = Code::ALL.iter().map(|code| {
        let text = explain::markdown(*code);
        Text { origin: format!("{code}.md"), text: without_blocks(&text) }
    });
    let found: Vec<_> = texts.flat_map(|text| complaints(&text)).collect();
    expect_none(&found);
}

#[test]
fn every_help_uses_plain_words_in_short_sentences_and_narrow_lines() {
    let mut pages = Vec::new();
    help(&mut Vec::new(), &mut pages);
    assert!(pages.len() > 10, "only {} pages of help were found", pages.len());
    let mut found = Vec::new();
    for page in &pages {
        let wide = page.text.lines().filter(|line| line.chars().count() > WIDEST);
        found.extend(wide.map(|line| format!("{}: over {WIDEST} columns: {line}", page.origin)));
        for text in paragraphs(&page.text) {
            found.extend(complaints(&Text { origin: page.origin.clone(), text }));
        }
    }
    expect_none(&found);
}

#[track_caller]
fn expect_none(found: &[String]) {
    assert!(found.is_empty(), "{} complaints:\n{}", found.len(), found.join("\n"));
}

/// What is wrong with a text.
fn complaints(Text { origin, text }: &Text) -> Vec<String> {
    if NOT_PROSE.iter().any(|mark| text.contains(mark)) {
        return Vec::new();
    }
    let words = words(&without_code(text));
    let mut found: Vec<String> =
        retired(&words).map(|word| format!("{origin}: the retired word `{word}` in: {text}")).collect();
    for sentence in sentences(text) {
        let count = sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        if count > LONGEST {
            found.push(format!("{origin}: {count} words in: {sentence}"));
        }
    }
    found
}

/// The retired words in a text.
fn retired(words: &str) -> impl Iterator<Item = &'static str> {
    let words =
        ALLOWED.iter().fold(words.to_owned(), |words, allowed| words.replace(&format!(" {allowed} "), " "));
    RETIRED.iter().copied().filter(move |word| words.contains(&format!(" {word} ")))
}

/// The words of a text in lower case, with one space before and behind each.
fn words(text: &str) -> String {
    let mut words = String::from(" ");
    for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-') {
        if !word.is_empty() {
            let _ = write!(words, "{word} ");
        }
    }
    words
}

/// Sentences end with a full stop, a question mark, a colon, or an empty line.
fn sentences(text: &str) -> impl Iterator<Item = String> {
    let mut sentences = vec![String::new()];
    let flat = without_spans(text).replace("\n\n", " . ");
    for word in flat.split_whitespace() {
        let last = sentences.last_mut().expect("there is always one");
        last.push_str(word);
        last.push(' ');
        if word.ends_with(['.', '?', '!', ':']) {
            sentences.push(String::new());
        }
    }
    sentences.into_iter()
}

/// The text without what is in backticks.
fn without_code(text: &str) -> String {
    text.split('`').step_by(2).collect::<Vec<_>>().join(" CODE ")
}

/// The text with one word for all that is between two backticks.
fn without_spans(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts.map(|(place, part)| if place % 2 == 0 { part } else { "CODE" }).collect()
}

/// Markdown without its blocks of code.
fn without_blocks(text: &str) -> String {
    let mut out = String::new();
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let marks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            Some(open) if line == open => fence = None,
            Some(_) => {}
            None if marks.len() >= 3 => fence = Some(marks),
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

/// The paragraphs of a page of help, their lines joined, without command lines. A line with two spaces in it is
/// the row of a list.
fn paragraphs(page: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut indent = None;
    for line in page.lines() {
        let text = line.trim_start();
        let is_code = text.starts_with("coursedir ") || text.starts_with("Usage:") || text.starts_with('-');
        let here = line.len() - text.len();
        if text.is_empty() || is_code {
            indent = None;
        } else if indent == Some(here) && !text.contains("  ") {
            let last = paragraphs.last_mut().expect("a paragraph is open");
            last.push(' ');
            last.push_str(text);
        } else {
            indent = Some(here);
            paragraphs.push(text.to_owned());
        }
    }
    paragraphs
}

/// The help of a command and of all commands below it.
fn help(command: &mut Vec<String>, pages: &mut Vec<Text>) {
    let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
    arguments.push("--help");
    let output = coursedir(&arguments).env("COLUMNS", WIDEST.to_string()).output().expect("the binary runs");
    let text = String::from_utf8(output.stdout).expect("help is UTF-8");
    let list =
        text.split("\nCommands:\n").nth(1).and_then(|list| list.split("\n\n").next()).unwrap_or_default();
    let names = list.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    let names: Vec<String> = names
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect();
    pages.push(Text { origin: format!("coursedir {}", arguments.join(" ")), text });
    for name in names {
        command.push(name);
        help(command, pages);
        command.pop();
    }
}

/// Every literal of the source that is a text, without those of tests.
fn literals() -> Vec<Text> {
    let source = repository().join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    files.sort_unstable();
    let parsed: Vec<_> = files
        .iter()
        .map(|path| (path, syn::parse_file(&fs::read_to_string(path).unwrap()).expect("the source parses")))
        .collect();
    let skipped: BTreeSet<PathBuf> =
        parsed.iter().flat_map(|(path, file)| test_modules(path, file)).collect();
    let mut texts = Vec::new();
    for (path, file) in &parsed {
        let room = path.strip_prefix(&source).expect("it is in the source");
        if skipped.iter().any(|test| path.starts_with(test) || path.with_extension("") == *test) {
            continue;
        }
        let mut literals = Literals(Vec::new());
        literals.visit_file(file);
        let long = literals.0.into_iter().filter(|text| text.split_whitespace().count() >= FEWEST);
        texts.extend(long.map(|text| Text { origin: room.display().to_string(), text }));
    }
    texts
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The paths, without an extension, of the modules that a file declares for tests only.
fn test_modules(path: &Path, file: &syn::File) -> Vec<PathBuf> {
    let is_root =
        ["mod", "lib", "main"].iter().any(|name| path.file_stem().is_some_and(|stem| stem == *name));
    let folder = if is_root { path.parent().unwrap().to_owned() } else { path.with_extension("") };
    let modules = file.items.iter().filter_map(|item| match item {
        syn::Item::Mod(module) if module.content.is_none() && is_for_tests(&module.attrs) => Some(module),
        _ => None,
    });
    modules.map(|module| folder.join(module.ident.to_string())).collect()
}

/// Whether an item is left out of the program.
fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let is_cfg = attribute.path().is_ident("cfg");
        let names_test = |list: &syn::MetaList| list.tokens.to_string().split(' ').any(|word| word == "test");
        attribute.path().is_ident("test") || is_cfg && attribute.meta.require_list().is_ok_and(names_test)
    })
}

/// Whether a group of tokens is a doc comment.
fn is_documentation(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    matches!(first, Some(TokenTree::Ident(name)) if group.delimiter() == Delimiter::Bracket && name == "doc")
}

/// Collects literals, but for documentation and for reasons that only a panic shows.
struct Literals(Vec<String>);

impl Literals {
    fn tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) if is_documentation(&group) => {}
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                        self.0.push(text.value());
                    }
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
    }
}

impl<'a> Visit<'a> for Literals {
    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'a syn::ItemImpl) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_impl(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        if !is_for_tests(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_attribute(&mut self, attribute: &'a syn::Attribute) {
        if attribute.path().is_ident("error")
            && let syn::Meta::List(list) = &attribute.meta
        {
            self.tokens(list.tokens.clone());
        }
    }

    fn visit_expr_method_call(&mut self, call: &'a syn::ExprMethodCall) {
        if call.method == "expect" {
            self.visit_expr(&call.receiver);
        } else {
            visit::visit_expr_method_call(self, call);
        }
    }

    fn visit_macro(&mut self, call: &'a syn::Macro) {
        self.tokens(call.tokens.clone());
    }

    fn visit_lit_str(&mut self, literal: &'a syn::LitStr) {
        self.0.push(literal.value());
    }
}

#[test]
fn a_long_sentence_and_a_retired_word_are_found() {
    let complaints = |text: &str| complaints(&Text { origin: "x".to_owned(), text: text.to_owned() });
    let long = "word ".repeat(LONGEST);
    assert_eq!(complaints(&long), Vec::<String>::new());
    assert_eq!(complaints(&format!("{long}`a b` c")).len(), 1);
    assert_eq!(complaints(&format!("{long}. {long}")), Vec::<String>::new());
    assert_eq!(complaints("what the file says"), ["x: the retired word `says` in: what the file says"]);
    assert_eq!(complaints("`x` is no longer a road").len(), 1);
    assert_eq!(complaints("a broad outstanding `road`"), Vec::<String>::new());
}
