//! A placeholder for syntax of another tool that has no equivalent in Markdown: a comment with a number.
//!
//! The comment ends any paragraph or list before it, like the syntax that it replaces. An author cannot write one:
//! its special character is removed from the text first ([`super::prepare`]).

use std::borrow::Cow;

use memchr::memchr;

use crate::html::admonitions::Look;
use crate::html::mark::{MARK, MARK_BYTE};

/// What a comment stands for.
#[derive(Debug)]
pub(crate) enum Placeholder {
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

impl Placeholder {
    /// How many elements it begins that others end; less than none if it ends one.
    pub fn begins(&self) -> isize {
        match self {
            Self::AdmonitionStart { .. }
            | Self::DetailsStart { .. }
            | Self::FigureStart
            | Self::CaptionStart => 1,
            Self::AdmonitionEnd | Self::DetailsEnd | Self::CaptionEnd | Self::FigureEnd => -1,
            Self::Label(_) | Self::Player(_) => 0,
        }
    }
}

/// The comment with a number.
pub(super) fn comment(number: usize) -> String {
    let mut comment = String::with_capacity("<!--".len() + 4 + "-->".len());
    comment.push_str("<!--");
    comment.push(MARK);
    comment.push_str(&number.to_string());
    comment.push_str("-->");
    comment
}

/// Whether HTML begins with such a comment.
pub(crate) fn is_comment(html: &str) -> bool {
    html.strip_prefix("<!--").is_some_and(|rest| rest.starts_with(MARK))
}

/// Code in which such comments are what they say: the parser takes for code what was taken for a block.
pub(crate) fn as_words<'c>(code: &'c str, placeholders: &[Placeholder]) -> Cow<'c, str> {
    if memchr(MARK_BYTE, code.as_bytes()).is_none() {
        return code.into();
    }
    let mut words = String::with_capacity(code.len());
    let mut rest = code;
    let start = format!("<!--{MARK}");
    while let Some((before, after)) = rest.split_once(&start) {
        let (number, after) = after.split_once("-->").unwrap_or((after, ""));
        words.push_str(before);
        words.push_str(
            number.parse().ok().and_then(|number: usize| placeholders.get(number)).map_or("", text),
        );
        rest = after;
    }
    words.push_str(rest);
    words.into()
}

/// Whether any of them says something by itself: a title, a label.
pub(crate) fn have_words(placeholders: &[Placeholder]) -> bool {
    let is_player = |placeholder: &Placeholder| matches!(placeholder, Placeholder::Player(_));
    placeholders.iter().any(|placeholder| !is_player(placeholder) && !text(placeholder).is_empty())
}

/// The author's words in a placeholder.
fn text(placeholder: &Placeholder) -> &str {
    match placeholder {
        Placeholder::AdmonitionStart { title: Some(words), .. }
        | Placeholder::DetailsStart { summary: words, .. }
        | Placeholder::Label(words)
        | Placeholder::Player(words) => words,
        _ => "",
    }
}

/// The number of the comment that the HTML is, if it is one.
pub(crate) fn number(html: &str) -> Option<usize> {
    html.trim().strip_prefix("<!--")?.strip_prefix(MARK)?.strip_suffix("-->")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_code_a_placeholder_is_its_words() {
        let placeholders = [Placeholder::Label("One".to_owned()), Placeholder::AdmonitionEnd];
        let code = format!("a\n{}\n{}{}b", comment(0), comment(1), comment(7));
        assert_eq!(as_words(&code, &placeholders), "a\nOne\nb");
        assert_eq!(as_words("<!--0-->", &placeholders), "<!--0-->");
    }
}
