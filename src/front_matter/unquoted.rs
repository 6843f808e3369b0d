//! Values without quotes that end at a `#`: in YAML, a `#` behind a space begins a comment.
//!
//! Behind words that learners read, such a comment is rather a part of them: `title: Loaf #1`. Behind a path it is
//! one of its name only if no space is behind the `#`.

use super::node::{Entry, Node, Scalar, ScalarKind};
use super::report::Report;
use super::spanned::Spanned;
use super::spelling::same;
use crate::diagnostic::{Code, Diagnostic};

/// Parts of a group that learners read.
const TEXTS: &[&str] = &["title", "name", "label", "description"];

/// A longer value is not repeated in the help.
const MAX_HELP: usize = 40;

/// Reports each part of an entry's value that ends at a `#`. `is_text`: learners read it.
pub(crate) fn check(report: &mut Report<'_>, entry: &Entry, is_text: bool) {
    value(report, &entry.key.value, &entry.value, is_text);
}

fn value(report: &mut Report<'_>, key: &str, value: &Spanned<Node>, is_text: bool) {
    match &value.value {
        Node::List(items) => items.iter().for_each(|item| self::value(report, key, item, is_text)),
        Node::Map(parts) => {
            for part in parts {
                let is_text = TEXTS.iter().any(|text| same(text, &part.key.value));
                check(report, part, is_text);
            }
        }
        Node::Scalar(Scalar { kind: ScalarKind::Text, .. }) => scalar(report, key, value, is_text),
        Node::Null | Node::Scalar(_) => {}
    }
}

fn scalar(report: &mut Report<'_>, key: &str, value: &Spanned<Node>, is_text: bool) {
    let text = &report.source.text;
    let Some(written) = text.get(value.span.clone()).map(str::trim_end) else { return };
    let end = value.span.start + written.len();
    let rest = text[end..].lines().next().unwrap_or_default().trim_end();
    let comment = rest.trim_start_matches([' ', '\t']);
    let is_plain =
        !written.is_empty() && !written.starts_with(['"', '\'', '|', '>', '&', '*', '!', '{', '[']);
    if !is_plain || comment.len() == rest.len() || !comment.starts_with('#') {
        return;
    }
    let is_glued = comment[1..].starts_with(char::is_alphanumeric);
    if !is_text && !is_glued {
        return;
    }
    let whole = format!("{written}{rest}");
    let help = if whole.len() <= MAX_HELP && !whole.contains(['"', '\\', '\n']) {
        format!("write `\"{whole}\"`, or put the comment on a line of its own")
    } else {
        "put the value in quotes, or the comment on a line of its own".to_owned()
    };
    let finding = Diagnostic::new(Code::UnquotedValue, format!("the value of `{key}` ends at a `#`"))
        .label("a comment to YAML, not part of the value")
        .help(help);
    let start = end + rest.len() - comment.len();
    report.add(start..start + comment.len(), finding);
}
