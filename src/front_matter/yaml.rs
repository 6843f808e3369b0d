//! YAML, and JSON, which is YAML flow: from text to a tree of [`Node`]s with places in the file.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};

use super::block::BlockText;
use super::node::{Entry, Node, Parsed, Scalar, ScalarKind, SyntaxFault};
use super::spanned::Spanned;
use super::{simple, yaml_help};

/// Deeper trees than any author writes by hand; a page of `[[[[` stops here.
const MAX_DEPTH: usize = 16;

/// Aliases let a few bytes stand for gigabytes.
const MAX_ANCHORS: usize = 32;
const MAX_ALIASES: usize = 64;

/// Parses a text. More than `max_nodes` values is an error, so that aliases cannot blow up.
pub(crate) fn parse(block: &BlockText<'_>, max_nodes: usize) -> Parsed {
    simple::parse(block).map_or_else(|| thoroughly(block, max_nodes), Parsed::Tree)
}

/// The same, with a parser for all of YAML.
pub(super) fn thoroughly(block: &BlockText<'_>, max_nodes: usize) -> Parsed {
    let options = serde_saphyr::options! {
        strict_booleans: true,
        with_snippet: false,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::Merge,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: max_nodes },
        budget: serde_saphyr::budget! {
            max_depth: MAX_DEPTH,
            max_nodes: max_nodes,
            max_documents: 1,
            max_anchors: MAX_ANCHORS,
            max_aliases: MAX_ALIASES,
        }
    };
    match serde_saphyr::from_str_with_options::<Located>(&block.text, options) {
        Ok(root) => Parsed::Tree(place(root, block)),
        Err(error) => Parsed::Broken(fault(&error, block)),
    }
}

fn fault(error: &serde_saphyr::Error, block: &BlockText<'_>) -> SyntaxFault {
    let (line, column) = error.location().map_or((1, 1), |at| {
        (usize::try_from(at.line()).unwrap_or(1), usize::try_from(at.column()).unwrap_or(1))
    });
    let start = block.source.offset(line, column);
    let explained = yaml_help::explain(error, &block.text, line);
    SyntaxFault { span: start..next_char(&block.source.text, start), ..explained }
}

fn next_char(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().filter(|&c| c != '\n').map_or(0, char::len_utf8)
}

type Located = serde_saphyr::Spanned<RawNode>;

/// The tree as the parser hands it over; its scalars do not know their spelling yet.
enum RawNode {
    Null,
    Bool(bool),
    Number,
    Text(String),
    List(Vec<Located>),
    Map(Vec<(Located, Located)>),
}

impl<'de> Deserialize<'de> for RawNode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawNode;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<RawNode, E> {
        Ok(RawNode::Bool(value))
    }

    fn visit_i64<E>(self, _: i64) -> Result<RawNode, E> {
        Ok(RawNode::Number)
    }

    fn visit_i128<E>(self, _: i128) -> Result<RawNode, E> {
        Ok(RawNode::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<RawNode, E> {
        Ok(RawNode::Number)
    }

    fn visit_u128<E>(self, _: u128) -> Result<RawNode, E> {
        Ok(RawNode::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<RawNode, E> {
        Ok(RawNode::Number)
    }

    fn visit_str<E>(self, value: &str) -> Result<RawNode, E> {
        Ok(RawNode::Text(value.to_owned()))
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<RawNode, E> {
        Ok(RawNode::Null)
    }

    fn visit_unit<E>(self) -> Result<RawNode, E> {
        Ok(RawNode::Null)
    }

    fn visit_none<E>(self) -> Result<RawNode, E> {
        Ok(RawNode::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawNode, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<RawNode, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(RawNode::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<RawNode, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(RawNode::Map(map))
    }
}

/// Gives a tree its places in the file and its scalars their spelling.
fn place(node: Located, block: &BlockText<'_>) -> Spanned<Node> {
    let raw = bytes_of(&node.defined, block);
    let spelt = |kind| {
        let text = block.text.get(raw.clone()).unwrap_or_default();
        Node::Scalar(Scalar { kind, text: text.trim_matches(['"', '\'']).to_owned() })
    };
    let mut span = block.in_file(raw.start)..block.in_file(raw.end);
    let value = match node.value {
        RawNode::Null => Node::Null,
        RawNode::Bool(value) => spelt(ScalarKind::Bool(value)),
        RawNode::Number => spelt(ScalarKind::Number),
        RawNode::Text(text) => Node::Scalar(Scalar { kind: ScalarKind::Text, text }),
        RawNode::List(items) => {
            span = block.line_from(span.start);
            Node::List(items.into_iter().map(|item| place(item, block)).collect())
        }
        RawNode::Map(entries) => {
            span = block.line_from(span.start);
            Node::Map(entries.into_iter().filter_map(|(key, value)| entry(key, value, block)).collect())
        }
    };
    Spanned { value, span }
}

/// A key that is no scalar is none of ours and goes without a word.
fn entry(key: Located, value: Located, block: &BlockText<'_>) -> Option<Entry> {
    let key = place(key, block);
    let text = key.value.text()?.to_owned();
    Some(Entry { key: Spanned { value: text, span: key.span }, value: place(value, block) })
}

fn bytes_of(location: &serde_saphyr::Location, block: &BlockText<'_>) -> Range<usize> {
    let number = |value: Option<u64>| value.and_then(|value| usize::try_from(value).ok());
    let start = number(location.span().byte_offset()).unwrap_or(0).min(block.text.len());
    let length = number(location.span().byte_len()).unwrap_or(0);
    start..start.saturating_add(length).min(block.text.len())
}
