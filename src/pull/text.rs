//! The text of a lesson as Markdown.

use crate::html::to_markdown::{self, Converted, Keep};
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
    written(html, keep_of(html), as_page)
}

/// What is kept of a text: the HTML that its Markdown is read back as.
pub(crate) fn kept(html: &str) -> String {
    to_markdown::kept(html, keep_of(html))
}

/// Some blocks of what is [`kept`] of a text.
pub(crate) fn markdown_of_blocks(html: &str, as_page: ReadAs<'_>) -> String {
    written(html, Keep::All, as_page).markdown()
}

fn written(html: &str, keep: Keep, as_page: ReadAs<'_>) -> Converted {
    let ReadAs { title, is_quiz } = as_page;
    to_markdown::to_markdown(html, keep, &|markdown| read_back(markdown, title, is_quiz).html)
}

fn keep_of(html: &str) -> Keep {
    if is_of_editor(html) { Keep::Meaning } else { Keep::All }
}

/// Whether somebody typed a text into an editor: what this program sends ends its lines behind most blocks.
fn is_of_editor(html: &str) -> bool {
    const BLOCKS: &[&str] =
        &["blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"];
    const SIGNS: &[&str] = &["b", "div", "font", "i", "span", "u"];
    let (mut joined, mut apart, mut signs) = (0_usize, 0_usize, 0_usize);
    let (mut is_behind_block, mut has_line_end) = (false, false);
    for token in Tokens::new(html) {
        match token {
            Token::Start(tag) => {
                if is_behind_block && BLOCKS.contains(&tag.name) {
                    *(if has_line_end { &mut apart } else { &mut joined }) += 1;
                }
                is_behind_block = false;
                signs += usize::from(SIGNS.contains(&tag.name));
            }
            Token::End(name) => (is_behind_block, has_line_end) = (BLOCKS.contains(&name), false),
            Token::Text(text) if text.trim().is_empty() => has_line_end |= text.contains('\n'),
            Token::Text(_) => is_behind_block = false,
        }
    }
    joined > apart || joined == apart && signs > 0 && !html.contains('\n')
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
