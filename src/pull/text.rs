//! The text of a lesson as Markdown.

use crate::html::to_markdown::{Converted, Keep, to_markdown};
use crate::html::tokens::{Token, Tokens};
use crate::markdown::read_back;

/// How a page is read: what is above its text decides what the text means.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReadAs<'t> {
    /// The title in the front matter.
    pub title: Option<&'t str>,
    /// Questions are no part of a quiz's text.
    pub is_quiz: bool,
}

/// A text as Markdown that is read back as the same text.
///
/// Of a text from the platform's editor only the meaning is kept, see `docs/reference/html-to-markdown.md`.
pub(crate) fn markdown(html: &str, as_page: ReadAs<'_>) -> Converted {
    let ReadAs { title, is_quiz } = as_page;
    let keep = if is_of_editor(html) { Keep::Meaning } else { Keep::All };
    to_markdown(html, keep, &|markdown| read_back(markdown, title, is_quiz).html)
}

/// Whether somebody typed a text into an editor: what this program sends ends its lines behind each block.
fn is_of_editor(html: &str) -> bool {
    const BLOCKS: &[&str] =
        &["blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"];
    let mut is_behind_block = false;
    for token in Tokens::new(html) {
        match token {
            Token::Start(tag) if is_behind_block && BLOCKS.contains(&tag.name) => return true,
            Token::End(name) => is_behind_block = BLOCKS.contains(&name),
            Token::Start(_) | Token::Text(_) => is_behind_block = false,
        }
    }
    let mut signs = Tokens::new(html).filter_map(|token| match token {
        Token::Start(tag) => Some(tag),
        _ => None,
    });
    !html.contains('\n') && signs.any(|tag| matches!(tag.name, "b" | "i" | "font" | "span" | "div" | "u"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LESSON: ReadAs<'static> = ReadAs { title: Some("Mix"), is_quiz: false };

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(markdown(html, LESSON).markdown(), expected);
    }

    #[test]
    fn a_heading_that_says_the_title_again_stays() {
        check("<h1 id=\"mix\">Mix</h1>\n<p>a</p>\n", "<h1 id=\"mix\">Mix</h1>\n\na\n");
        check("<h1 id=\"bake\">Bake</h1>\n<p>a</p>\n", "# Bake\n\na\n");
    }

    #[test]
    fn of_a_text_from_an_editor_the_meaning_is_kept() {
        check("<p>a <span style=\"color:red\">b</span></p><p><br></p><p>c</p>", "a b\n\nc\n");
        check("<div>a <b>b</b></div>", "a **b**\n");
        check(
            "<p>a <span style=\"color:red\">b</span></p>\n<p>c</p>\n",
            "a <span style=\"color:red\">b</span>\n\nc\n",
        );
    }

    #[test]
    fn text_that_a_quiz_would_take_for_a_question_stays_text() {
        let html = "<h2 id=\"a\">A</h2>\n<ul>\n<li><input disabled=\"\" type=\"checkbox\"> b</li>\n</ul>\n";
        let quiz = ReadAs { is_quiz: true, ..LESSON };
        let written = markdown(html, quiz);
        assert!(written.is_exact, "{}", written.markdown());
        assert_eq!(read_back(&written.markdown(), Some("Mix"), true).questions, []);
    }
}
