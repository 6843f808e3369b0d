//! HTML to plain text: paragraphs with an empty line between them.

use super::text::normal;
use crate::html::elements;
use crate::html::tokens::{Tag, Token, Tokens, decode};

/// The text of HTML in normal form, and what is left out of it.
pub(super) fn of_html(html: &str) -> (String, Vec<&'static str>) {
    read(html, true)
}

/// The same of HTML among elements of another language, which are no text.
pub(super) fn of_elements(html: &str) -> (String, Vec<&'static str>) {
    read(html, false)
}

fn read(html: &str, may_be_words: bool) -> (String, Vec<&'static str>) {
    let (mut out, mut dropped) = (String::new(), Vec::new());
    let mut preformatted = 0_usize;
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) if preformatted > 0 => out.push_str(&decode(text)),
            Token::Text(text) => push_folded(&mut out, &decode(text)),
            Token::Start(tag) => {
                let name = tag.name.to_ascii_lowercase();
                if may_be_words
                    && !elements::is_known(&name)
                    && tag.attributes.is_empty()
                    && !tag.self_closing
                {
                    // `Vec<T>` is text.
                    out.push_str(&html[tag.range.clone()]);
                    continue;
                }
                if elements::WITH_CONTENT.contains(&name.as_str()) && !tag.self_closing {
                    tokens.skip_past_end(tag.name);
                    continue;
                }
                preformatted += usize::from(name == "pre");
                start(&mut out, &mut dropped, &tag, &name);
            }
            Token::End(name) => {
                let name = name.to_ascii_lowercase();
                preformatted = preformatted.saturating_sub(usize::from(name == "pre"));
                end(&mut out, &name);
            }
        }
    }
    (normal(&out), dropped)
}

fn start(out: &mut String, dropped: &mut Vec<&'static str>, tag: &Tag<'_>, name: &str) {
    match name {
        "br" => out.push('\n'),
        "img" => {
            // The source of a formula is often all that its picture has.
            let formula = tag.get("data-equation-content").map(|tex| format!("${tex}$"));
            if let Some(formula) = formula {
                out.push_str(&formula);
            } else {
                dropped.push("an image");
                out.push_str(&tag.get("alt").unwrap_or_default());
            }
        }
        "audio" | "video" | "iframe" | "object" | "embed" => dropped.push("a recording"),
        "li" => {
            line(out);
            out.push_str("- ");
        }
        "tr" | "dt" | "dd" | "ul" | "ol" => line(out),
        "sup" => out.push('^'),
        name if elements::is_block(name) => paragraph(out),
        _ => {}
    }
}

fn end(out: &mut String, name: &str) {
    match name {
        "td" | "th" => out.push_str(" | "),
        "tr" => {
            let length = out.trim_end_matches([' ', '|']).len();
            out.truncate(length);
            line(out);
        }
        "li" | "ul" | "ol" => line(out),
        name if elements::is_block(name) => paragraph(out),
        _ => {}
    }
}

/// Adds text whose white space is as good as one blank.
fn push_folded(out: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_ascii_whitespace() {
            out.push(if c == '\u{a0}' { ' ' } else { c });
        } else if !out.is_empty() && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
    }
}

fn paragraph(out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") && !out.ends_with("- ") {
        out.push_str("\n\n");
    }
}

fn line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str, dropped: &[&str]) {
        assert_eq!(of_html(html), (expected.to_owned(), dropped.to_vec()));
    }

    #[test]
    fn html_becomes_paragraphs() {
        check(
            "<p>One <b>two</b></p>\n<p>three<br/>four &lt;b&gt;&nbsp;x</p>",
            "One two\n\nthree\nfour <b> x",
            &[],
        );
        check("<ul><li>a</li><li><p>b</p></li></ul>", "- a\n- b", &[]);
        check("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc", &[]);
        check("<pre>if x:\n  y</pre>", "if x:\n  y", &[]);
        check("a Vec<T> <script>alert(1)</script> 10<sup>2</sup>", "a Vec<T> 10^2", &[]);
        check("<img src=x alt=\"a cat\"> <img data-equation-content=\"x^2\">", "a cat $x^2$", &["an image"]);
    }
}
