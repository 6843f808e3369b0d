//! Reads the front matter of a page.
//!
//! It reports everything that is wrong, not only the first mistake. The lesson is listed in any case. Start at
//! [`read`].

use std::ops::Range;

use super::block::BlockText;
use super::fence::{self, Block, Top};
use super::node::{Entry, Node, Parsed, Scalar, ScalarKind};
use super::opening::Format;
use super::report::Report;
use super::spanned::Spanned;
use super::values::FrontMatter;
use super::{fields, hiding, keys, toml, yaml};
use crate::diagnostic::{Code, Diagnostic, Source};
use crate::model::Visibility;

/// Front matter is a few lines, or a quiz of many questions. What is longer is no front matter, or an attack on the
/// parser.
pub(super) const MAX_BYTES: usize = 1024 * 1024;

/// As many values as so many bytes can sensibly hold.
const MAX_NODES: usize = 250_000;

/// Reads the front matter of `source`; gives it and the range of the body in the file.
pub(crate) fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> (FrontMatter, Range<usize>) {
    let mut report = Report { source, diagnostics };
    let end = source.text.len();
    match fence::split(source) {
        Top::Body => (FrontMatter::default(), source.bom()..end),
        Top::Unclosed { fence, closing, keys } => {
            let front = title_only(source, keys.clone());
            say_unclosed(&mut report, fence, closing);
            (front, keys.end..end)
        }
        Top::Unreadable { fence, language, block } => {
            let front = title_only(source, block.content.clone());
            say_unreadable(&mut report, fence, language);
            (front, block.body..end)
        }
        Top::Header { keys, body } => {
            let entries = header(source, keys);
            (fields::read(&mut report, &entries), body..end)
        }
        Top::Below { fence, keys } => {
            let front = title_only(source, keys);
            say_below(&mut report, fence);
            (front, source.bom()..end)
        }
        Top::Block(block) => match front_matter(&mut report, &block) {
            Some(mut front) => {
                if let Some((fence, keys)) = fence::second(source, &block) {
                    front.visibility = title_only(source, keys).visibility.or(front.visibility);
                    say_second(&mut report, fence);
                }
                (front, block.body..end)
            }
            None => (FrontMatter::default(), source.bom()..end),
        },
    }
}

/// The keys of a header, whose values are text up to the end of the line: quotes and colons mean nothing in them.
fn header(source: &Source, keys: Range<usize>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut at = keys.start;
    for line in source.text[keys].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some((key, value)) = line.split_once(':').filter(|_| !line.starts_with([' ', '\t'])) else {
            continue;
        };
        let text = value.trim().to_owned();
        let kind = match text.as_str() {
            "true" | "false" => ScalarKind::Bool(text == "true"),
            _ => ScalarKind::Text,
        };
        let value_start = start + key.len() + 1 + (value.len() - value.trim_start().len());
        let span = value_start..value_start + text.len();
        let value = if text.is_empty() { Node::Null } else { Node::Scalar(Scalar { kind, text }) };
        let key = Spanned { value: key.trim().to_owned(), span: start..start + key.len() };
        entries.push(Entry { key, value: Spanned { value, span } });
    }
    entries
}

/// Reads a closed block; `None` when it is text between two thematic breaks.
fn front_matter(report: &mut Report<'_>, block: &Block) -> Option<FrontMatter> {
    let source = report.source;
    let content = &source.text[block.content.clone()];
    let opens_with_key = block.format == Format::Json || fence::opens_with_a_key(block.format, content);
    if content.len() > MAX_BYTES {
        return opens_with_key.then(|| {
            say_too_long(report, block);
            title_only(source, block.content.clone())
        });
    }
    let text = BlockText::of_block(source, block);
    let parsed = match block.format {
        Format::Toml => toml::parse(&text),
        Format::Yaml | Format::Json => yaml::parse(&text, MAX_NODES),
    };
    match parsed {
        Parsed::Tree(Spanned { value: Node::Map(entries), .. }) => {
            has_a_key(&entries).then(|| fields::read(report, &entries))
        }
        Parsed::Tree(Spanned { value: Node::Null, .. }) => {
            fence::is_commented_out(content).then(FrontMatter::default)
        }
        Parsed::Tree(Spanned { value: Node::List(items), .. }) => {
            let entries = keys_in_list(items)?;
            say_list(report, &entries[0]);
            Some(fields::read(report, &entries))
        }
        Parsed::Tree(root) => {
            let key = keys_without_space(root.value.text()?)?;
            say_missing_space(report, root.span, key);
            Some(title_only(source, block.content.clone()))
        }
        Parsed::Broken(fault) => opens_with_key.then(|| {
            let mut finding = Diagnostic::new(
                Code::InvalidFrontMatter,
                format!("the front matter is not valid {}", block.format.name()),
            )
            .label(fault.label);
            finding.help = fault.help;
            report.add(fault.span, finding);
            title_only(source, block.content.clone())
        }),
    }
}

/// A sentence with a colon between two thematic breaks is a mapping to YAML, but its key has spaces.
fn has_a_key(entries: &[Entry]) -> bool {
    entries.is_empty() || entries.iter().any(|entry| !entry.key.value.contains(char::is_whitespace))
}

/// The keys of a list of keys (`- title: Loops`), if we know one of them.
fn keys_in_list(items: Vec<Spanned<Node>>) -> Option<Vec<Entry>> {
    let entries = items.into_iter().map(|item| match item.value {
        Node::Map(entries) => Some(entries),
        _ => None,
    });
    let entries: Vec<Entry> = entries.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
    let is_ours =
        |entry: &Entry| keys::find(&entry.key.value).is_some() || hiding::is_known(&entry.key.value);
    entries.iter().any(is_ours).then_some(entries)
}

/// The key of `title:Loops`, which is text to YAML.
fn keys_without_space(text: &str) -> Option<&str> {
    let (key, rest) = text.split_once(':')?;
    (keys::find(key).is_some() && !rest.starts_with("//")).then_some(key)
}

/// The title out of a block that does not parse, so that the outline stays readable; a block that seems to
/// hide its page hides it.
fn title_only(source: &Source, block: Range<usize>) -> FrontMatter {
    let mut front = FrontMatter::default();
    let mut at = block.start;
    for line in source.text[block].split_inclusive('\n') {
        if front.title.is_none()
            && let Some(title) = title_on_line(line)
        {
            let start = at + line.find(title).unwrap_or(0);
            front.title = Some(Spanned { value: title.to_owned(), span: start..start + title.len() });
        }
        if front.visibility.is_none() && hiding::line_hides(line) {
            let span = at..at + line.trim_end().len();
            front.visibility = Some(Spanned { value: Visibility::Draft, span });
        }
        at += line.len();
    }
    front
}

/// The title that a line seems to give, in any of the three formats.
fn title_on_line(line: &str) -> Option<&str> {
    let is_json = line.trim_start().starts_with(['"', '{']);
    let start = if is_json { line.trim_start_matches([' ', '\t', '{']) } else { line };
    let rest = start.strip_prefix("title").or_else(|| start.strip_prefix("\"title\""))?.trim_start();
    let value = rest.strip_prefix(':').or_else(|| rest.strip_prefix('='))?.trim();
    let value = if is_json { value.trim_end_matches([',', '}', ' ']) } else { value };
    let value = value.trim_matches(['"', '\'']).trim();
    crate::model::Title::new(value).map(|_| value)
}

fn say_unclosed(report: &mut Report<'_>, fence: Range<usize>, closing: &str) {
    let finding = Diagnostic::new(Code::UnclosedFrontMatter, "the front matter is not closed")
        .label("opened here")
        .help(format!("add a line `{closing}` below the last key"));
    report.add(fence, finding);
}

fn say_unreadable(report: &mut Report<'_>, fence: Range<usize>, language: &str) {
    let message = format!("the front matter cannot be read: its language is `{language}`");
    let finding = Diagnostic::new(Code::InvalidFrontMatter, message)
        .label("not YAML, TOML or JSON")
        .help("write YAML between two lines `---`");
    report.add(fence, finding);
}

fn say_below(report: &mut Report<'_>, fence: Range<usize>) {
    let finding =
        Diagnostic::new(Code::InvalidFrontMatter, "the front matter is not at the top, so learners see it")
            .label("text is above this line")
            .help("move the block to the top of the file");
    report.add(fence, finding);
}

fn say_too_long(report: &mut Report<'_>, block: &Block) {
    let start = block.content.start;
    let finding =
        Diagnostic::new(Code::InvalidFrontMatter, "the front matter is longer than 1 MiB and is ignored")
            .label("begins here")
            .help("add the closing line if it is missing, and move text below it");
    report.add(start..start, finding);
}

fn say_list(report: &mut Report<'_>, first: &Entry) {
    let finding =
        Diagnostic::new(Code::InvalidFrontMatter, "the front matter is a list, not a group of keys")
            .label("an item of a list")
            .help(format!("write `{}:` without `- ` before it", first.key.value));
    report.add(first.key.span.clone(), finding);
}

fn say_second(report: &mut Report<'_>, fence: Range<usize>) {
    let finding =
        Diagnostic::new(Code::InvalidFrontMatter, "a second block of front matter follows the first")
            .label("learners see this block")
            .help("move its keys into the first block");
    report.add(fence, finding);
}

fn say_missing_space(report: &mut Report<'_>, span: Range<usize>, key: &str) {
    let finding = Diagnostic::new(Code::InvalidFrontMatter, "the front matter has no space after a colon")
        .label("read as plain text")
        .help(format!("write `{key}: `, with a space, before the value"));
    report.add(span, finding);
}
