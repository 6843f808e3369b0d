//! A placeholder for syntax of another tool that has no equivalent in Markdown: a comment with a number.
//!
//! The comment ends any paragraph or list before it, like the syntax that it replaces. An author cannot write one:
//! its special character is removed from the text first ([`super::prepare`]).

use crate::html::admonitions::Look;
use crate::html::mark::MARK;

/// What a comment stands for.
#[derive(Debug)]
pub(in crate::markdown) enum Placeholder {
    AdmonitionStart {
        look: Look,
        title: Option<String>,
    },
    AdmonitionEnd,
    /// Text that opens when its summary is clicked.
    DetailsStart {
        summary: String,
        is_open: bool,
    },
    DetailsEnd,
    /// A bold line over what follows: the label of a tab.
    Label(String),
    FigureStart,
    CaptionStart,
    CaptionEnd,
    FigureEnd,
    /// A player, by its address.
    Player(String),
}

/// The comment with a number.
pub(super) fn comment(number: usize) -> String {
    format!("<!--{MARK}{number}-->")
}

/// Whether HTML begins with such a comment.
pub(in crate::markdown) fn is_comment(html: &str) -> bool {
    html.strip_prefix("<!--").is_some_and(|rest| rest.starts_with(MARK))
}

/// The number of the comment that the HTML is, if it is one.
pub(in crate::markdown) fn number(html: &str) -> Option<usize> {
    html.trim().strip_prefix("<!--")?.strip_prefix(MARK)?.strip_suffix("-->")?.parse().ok()
}
