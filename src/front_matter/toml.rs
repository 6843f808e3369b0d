//! TOML: from text to a tree of [`Node`]s with places in the file.

use ::toml::de::{DeTable, DeValue};

use super::block::BlockText;
use super::node::{Entry, Node, Parsed, Scalar, ScalarKind, SyntaxFault};
use super::spanned::Spanned;

/// Parses a text.
pub(crate) fn parse(block: &BlockText<'_>) -> Parsed {
    match DeTable::parse(&block.text) {
        Ok(table) => Parsed::Tree(Spanned {
            span: block.in_file(0)..block.in_file(block.text.len()),
            value: Node::Map(entries(table.get_ref(), block)),
        }),
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let span = block.in_file(span.start)..block.in_file(span.end);
            Parsed::Broken(SyntaxFault { span, label: label(error.message()), help: None })
        }
    }
}

/// The parser's message is of several lines; the first one says it.
fn label(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

fn entries(table: &DeTable<'_>, block: &BlockText<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: Spanned {
                value: key.get_ref().to_string(),
                span: block.in_file(key.span().start)..block.in_file(key.span().end),
            },
            value: node(value, block),
        })
        .collect();
    // The parser's table is sorted by name.
    entries.sort_by_key(|entry| entry.key.span.start);
    entries
}

fn node(value: &::toml::Spanned<DeValue<'_>>, block: &BlockText<'_>) -> Spanned<Node> {
    let range = value.span();
    let spelt = |kind| {
        let text = block.text.get(range.clone()).unwrap_or_default();
        Node::Scalar(Scalar { kind, text: text.to_owned() })
    };
    let node = match value.get_ref() {
        DeValue::String(text) => Node::Scalar(Scalar { kind: ScalarKind::Text, text: text.to_string() }),
        DeValue::Integer(_) | DeValue::Float(_) => spelt(ScalarKind::Number),
        DeValue::Boolean(value) => spelt(ScalarKind::Bool(*value)),
        DeValue::Datetime(_) => spelt(ScalarKind::Text),
        DeValue::Array(items) => Node::List(items.iter().map(|item| node(item, block)).collect()),
        DeValue::Table(table) => Node::Map(entries(table, block)),
    };
    Spanned { value: node, span: block.in_file(range.start)..block.in_file(range.end) }
}
