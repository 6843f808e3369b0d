//! Sets a key in a page's front matter. Every other letter of the page stays.
//!
//! The result is read again: what is not read as it was meant is not given.

use std::ops::Range;

use super::block::BlockText;
use super::fence::{self, Block, Top};
use super::keys;
use super::node::{Entry, Node, Parsed};
use super::opening::Format;
use super::spanned::Spanned;
use super::spelling::same;
use super::table::Family;
use super::{toml, yaml};
use crate::diagnostic::Source;
use crate::model::{CoursePath, LessonKind, Visibility};

/// As many values as front matter has that is edited.
const MAX_NODES: usize = 10_000;

/// A key and its new value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Set<'v> {
    Title(&'v str),
    Visibility(Visibility),
    Kind(LessonKind),
    /// An address.
    Thumbnail(&'v str),
    Description(&'v str),
    /// A number, as it is written.
    Order(&'v str),
}

/// A page with a key set; `None` where that cannot be done without changing more. `yaml` writes a text as a YAML value.
pub(crate) fn set(page: &str, new: Set<'_>, yaml: &dyn Fn(&str) -> String) -> Option<String> {
    let source = Source::new(CoursePath::root().child("a.md"), page);
    let edited = match fence::split(&source) {
        Top::Body => on_top(&source, new, yaml),
        Top::Block(block) => in_block(&source, &block, new, yaml)?,
        Top::Unclosed { .. } | Top::Unreadable { .. } | Top::Header { .. } | Top::Below { .. } => {
            return None;
        }
    };
    let (before, after) = (keys_of(&source), keys_of(&Source::new(source.path.clone(), edited.as_str())));
    is_right(&before?, &after?, new).then_some(edited)
}

/// New front matter above a page that has none.
fn on_top(source: &Source, new: Set<'_>, yaml: &dyn Fn(&str) -> String) -> String {
    let (bom, text) = source.text.split_at(source.bom());
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let line = line(Format::Yaml, new.key(), &new.written(Format::Yaml, new.key(), yaml));
    let between = if text.is_empty() { "" } else { end };
    format!("{bom}---{end}{line}{end}---{end}{between}{text}")
}

fn in_block(source: &Source, block: &Block, new: Set<'_>, yaml: &dyn Fn(&str) -> String) -> Option<String> {
    let entries = entries(source, block)?;
    let found = entries.iter().find(|entry| new.is_set_by(&entry.key.value));
    let (range, with) = if let Some(entry) = found {
        (place_of(entry)?, new.written(block.format, &entry.key.value, yaml))
    } else {
        let at = block.content.start + usize::from(block.format == Format::Json);
        let end = if source.text.contains("\r\n") { "\r\n" } else { "\n" };
        let line = line(block.format, new.key(), &new.written(block.format, new.key(), yaml));
        let line = match block.format {
            Format::Json => format!("{end}  {line}{}", if entries.is_empty() { end } else { "," }),
            Format::Yaml | Format::Toml => format!("{line}{end}"),
        };
        (at..at, line)
    };
    let text = &source.text;
    Some(format!("{}{with}{}", text.get(..range.start)?, text.get(range.end..)?))
}

/// Where the value of a key is; nothing for what is not a single value.
fn place_of(entry: &Entry) -> Option<Range<usize>> {
    let is_single = matches!(entry.value.value, Node::Scalar(_)) && !entry.value.span.is_empty();
    is_single.then(|| entry.value.span.clone())
}

fn line(format: Format, key: &str, value: &str) -> String {
    match format {
        Format::Yaml => format!("{key}: {value}"),
        Format::Toml => format!("{key} = {value}"),
        Format::Json => format!("\"{key}\": {value}"),
    }
}

fn entries(source: &Source, block: &Block) -> Option<Vec<Entry>> {
    let text = BlockText::of_block(source, block);
    let parsed = match block.format {
        Format::Toml => toml::parse(&text),
        Format::Yaml | Format::Json => yaml::parse(&text, MAX_NODES),
    };
    match parsed {
        Parsed::Tree(Spanned { value: Node::Map(entries), .. }) => Some(entries),
        Parsed::Tree(Spanned { value: Node::Null, .. }) => Some(Vec::new()),
        Parsed::Tree(_) | Parsed::Broken(_) => None,
    }
}

/// The keys of a page with their values, where those are single; and the rest of the page.
type Read = (Vec<(String, Option<String>)>, String);

/// Reads a page so that two can be compared.
fn keys_of(source: &Source) -> Option<Read> {
    let (entries, body) = match fence::split(source) {
        Top::Body => (Vec::new(), source.bom()),
        Top::Block(block) => (entries(source, &block)?, block.body),
        _ => return None,
    };
    let value = |entry: &Entry| entry.value.value.text().map(str::to_owned);
    let keys = entries.iter().map(|entry| (entry.key.value.clone(), value(entry))).collect();
    Some((keys, source.text[body..].trim_start().to_owned()))
}

/// Whether a page has the new value, and all else as it was.
fn is_right((before, body): &Read, (after, body_after): &Read, new: Set<'_>) -> bool {
    let others = |keys: &[(String, Option<String>)]| -> Vec<(String, Option<String>)> {
        keys.iter().filter(|(key, _)| !new.is_set_by(key)).cloned().collect()
    };
    let set: Vec<_> = after.iter().filter(|(key, _)| new.is_set_by(key)).collect();
    let is_set = matches!(set.as_slice(), [(key, Some(value))] if *value == new.value(key));
    is_set && others(before) == others(after) && body == body_after
}

impl Set<'_> {
    fn family(self) -> Family {
        match self {
            Self::Title(_) => Family::Title,
            Self::Visibility(_) => Family::Visibility,
            Self::Kind(_) => Family::Kind,
            Self::Thumbnail(_) => Family::Thumbnail,
            Self::Description(_) => Family::Description,
            Self::Order(_) => Family::Order,
        }
    }

    /// The key that is written where there is none.
    fn key(self) -> &'static str {
        match self {
            Self::Title(_) => "title",
            Self::Visibility(_) => "visibility",
            Self::Kind(_) => "type",
            Self::Thumbnail(_) => "thumbnail",
            Self::Description(_) => "description",
            Self::Order(_) => "order",
        }
    }

    fn is_set_by(self, key: &str) -> bool {
        keys::find(key).is_some_and(|(family, ..)| family == self.family())
    }

    /// The value that this key gets, as it is read.
    fn value(self, key: &str) -> String {
        match self {
            Self::Title(text) | Self::Thumbnail(text) | Self::Description(text) | Self::Order(text) => {
                text.to_owned()
            }
            Self::Kind(kind) => kind.as_str().to_owned(),
            Self::Visibility(visibility) => {
                let is_draft = visibility == Visibility::Draft;
                if same(key, "visibility") {
                    visibility.as_str().to_owned()
                } else {
                    let hides = ["draft", "hidden"].iter().any(|word| same(key, word));
                    (hides == is_draft).to_string()
                }
            }
        }
    }

    fn written(self, format: Format, key: &str, yaml: &dyn Fn(&str) -> String) -> String {
        let value = self.value(key);
        let is_bare = matches!(self, Self::Order(_)) || matches!(value.as_str(), "true" | "false");
        match format {
            _ if is_bare => value,
            Format::Yaml => yaml(&value),
            Format::Toml | Format::Json => serde_json::Value::from(value).to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, new: Set<'_>, expected: Option<&str>) {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        assert_eq!(set(page, new, &quoted).as_deref(), expected, "{page}");
    }

    #[test]
    fn only_the_value_changes() {
        check(
            "---\n# mine\ntitle: One # first\nx: [a,  b]\n---\n\nText.\n",
            Set::Title("Two: it"),
            Some("---\n# mine\ntitle: \"Two: it\" # first\nx: [a,  b]\n---\n\nText.\n"),
        );
        check(
            "+++\ndraft = true\n[a]\nb = 1\n+++\n",
            Set::Visibility(Visibility::Published),
            Some("+++\ndraft = false\n[a]\nb = 1\n+++\n"),
        );
        check(
            "---\nready: true\n---\n",
            Set::Visibility(Visibility::Draft),
            Some("---\nready: false\n---\n"),
        );
        check(
            "---\r\nid: a\r\n---\r\nText.\r\n",
            Set::Kind(LessonKind::Quiz),
            Some("---\r\ntype: \"quiz\"\r\nid: a\r\n---\r\nText.\r\n"),
        );
        check(
            "{\n  \"id\": 1\n}\n\nText.\n",
            Set::Title("A"),
            Some("{\n  \"title\": \"A\",\n  \"id\": 1\n}\n\nText.\n"),
        );
        check(
            "---\nimage: 'a.png'\n---\n",
            Set::Thumbnail("https://x/b.png"),
            Some("---\nimage: \"https://x/b.png\"\n---\n"),
        );
    }

    #[test]
    fn a_page_without_front_matter_gets_some() {
        check("# One\n", Set::Order("1.5"), Some("---\norder: 1.5\n---\n\n# One\n"));
        check("\u{feff}", Set::Title("a"), Some("\u{feff}---\ntitle: \"a\"\n---\n"));
    }

    #[test]
    fn what_would_change_more_is_not_done() {
        check("---\ntitle:\n  a: b\n---\n", Set::Title("c"), None);
        check("---\ntitle: [\n---\n", Set::Title("c"), None);
        check("---\ntitle: a\n", Set::Title("c"), None);
        check("---\ntitle: a\nTitle: b\n---\n", Set::Title("c"), None);
    }
}
