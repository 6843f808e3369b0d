//! HTML to plain text.

use std::ops::Range;

use memchr::memmem;

use crate::model::Title;

use super::elements;
use super::tokens::{Token, Tokens, decode, next_tag};

/// The words in HTML on one line.
pub(crate) fn words(html: &str) -> String {
    let words = Tokens::new(html)
        .filter_map(|token| if let Token::Text(text) = token { Some(decode(text)) } else { None });
    fold(words.collect::<String>())
}

/// The words in the author's HTML, without those that no page shows.
pub(crate) fn text_between_tags(html: &str) -> String {
    let mut text = String::new();
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(part) => text.push_str(part),
            Token::Start(tag)
                if elements::WITH_CONTENT.contains(&tag.name.to_ascii_lowercase().as_str())
                    && !tag.self_closing =>
            {
                tokens.skip_past_end(tag.name);
            }
            Token::Start(_) | Token::End(_) => text.push(' '),
        }
    }
    text
}

/// The first heading in finished HTML: its range, and that of what is in it.
pub(crate) fn first_heading(html: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut at = 0;
    while let Some(tag) = next_tag(html, at) {
        at = tag.end;
        let [b'<', b'h', level @ b'1'..=b'6', b'>' | b' ', ..] = &html.as_bytes()[tag.clone()] else {
            continue;
        };
        let closing = [b'<', b'/', b'h', *level, b'>'];
        let end = tag.end + memmem::find(&html.as_bytes()[tag.end..], &closing)?;
        return Some((tag.start..end + closing.len(), tag.end..end));
    }
    None
}

/// Whether something in angle brackets is no HTML but a word of the author's: `<T>`, `<your-name>`.
pub(crate) fn is_word_in_brackets(html: &str) -> bool {
    match Tokens::new(html).next() {
        Some(Token::Start(tag)) => {
            tag.attributes.is_empty()
                && !tag.self_closing
                && !elements::is_known(&tag.name.to_ascii_lowercase())
        }
        Some(Token::End(name)) => !elements::is_known(&name.to_ascii_lowercase()),
        _ => false,
    }
}

/// White space (line ends too) to single spaces, control and invisible characters gone.
pub(crate) fn fold(text: impl Into<String>) -> String {
    Title::from_string(text.into()).map_or_else(String::new, Title::into_string)
}
