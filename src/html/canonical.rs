//! One spelling for all HTML that means the same, so that a text which somebody's editor wrote anew is still the same text.
//!
//! Equal are:
//! - attributes in another order, in other quotes or without quotes, with names in other cases; `controls`, `controls=""`
//!   and `controls="controls"`; an attribute that a tag has twice counts once, the first time;
//! - spaces in a `class`, spaces and semicolons in a `style` (another order of its declarations is another style);
//! - character references of every spelling, named ones too, and the characters themselves; characters in NFC;
//! - white space of any length, in the text of a page; between blocks and at their edges, white space and none;
//! - comments, declarations, `<br>` and `<br/>`, `<TD>` and `<td>`, a `<tbody>` and none.
//!
//! Not equal is everything else: other tags, attributes or words, non-breaking spaces, white space inside `<pre>`.

use std::borrow::Cow;

use memchr::{memchr, memchr3};
use web_atoms::NAMED_ENTITIES;

use super::elements;
use super::escape::push_text;
use super::tokens::{Tag, Token, Tokens};
use crate::model::nfc;

/// The longest name of a character, with its semicolon.
const LONGEST_NAME: usize = 34;

/// The one spelling of a piece of HTML. Takes time in proportion to its length.
pub(crate) fn canonical(html: &str) -> String {
    let mut page = Page { html: String::with_capacity(html.len()), space: Space::Dropped, pre: 0 };
    for token in Tokens::new(html) {
        match token {
            Token::Text(text) => page.text(&characters(text)),
            Token::Start(tag) => page.start(&tag),
            Token::End(name) => page.end(&lower_case(name)),
        }
    }
    page.html
}

struct Page {
    html: String,
    space: Space,
    /// How many `<pre>` are open.
    pre: usize,
}

/// What becomes of white space.
#[derive(Clone, Copy, PartialEq)]
enum Space {
    /// There was none since the last word.
    None,
    /// There was some; it counts if a word follows.
    Waits,
    /// It is at the edge of a block, or behind white space that counts already.
    Dropped,
}

impl Page {
    fn text(&mut self, text: &str) {
        if self.pre > 0 {
            self.space = Space::Dropped;
            return push_text(&mut self.html, &text.replace("\r\n", "\n"));
        }
        let mut rest = text;
        loop {
            let words = rest.trim_ascii_start();
            if words.len() < rest.len() && self.space == Space::None {
                self.space = Space::Waits;
            }
            if words.is_empty() {
                return;
            }
            self.flush_space();
            let (clean, after) = words.split_at(evenly_spaced(words));
            push_text(&mut self.html, clean);
            self.space = Space::None;
            rest = after;
        }
    }

    /// Writes white space that turned out to count.
    fn flush_space(&mut self) {
        if self.space == Space::Waits {
            self.html.push(' ');
            self.space = Space::Dropped;
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let name = &*lower_case(tag.name);
        if name == "tbody" {
            return self.edge();
        }
        let is_block = is_block(name);
        if is_block {
            self.edge();
        } else {
            self.flush_space();
        }
        self.html.push('<');
        self.html.push_str(name);
        for (name, value) in attributes(tag) {
            self.html.extend([" ", &name, "=\""]);
            push_quoted(&mut self.html, &value);
            self.html.push('"');
        }
        self.html.push('>');
        if name == "pre" {
            self.pre += 1;
        } else if !is_block && elements::is_void(name) {
            // A picture is like a word.
            self.space = Space::None;
        }
    }

    fn end(&mut self, name: &str) {
        if elements::is_void(name) {
            return;
        }
        if is_block(name) {
            self.edge();
        }
        if name == "pre" {
            self.pre = self.pre.saturating_sub(1);
        }
        if name != "tbody" {
            self.html.extend(["</", name, ">"]);
        }
    }

    fn edge(&mut self) {
        self.space = Space::Dropped;
    }
}

/// Whether an element stands on its own, in lines of its own: parts of tables, too, and others around which white space
/// means nothing. Names are in lower case.
pub(super) fn is_block(name: &str) -> bool {
    let is_other = matches!(
        name,
        "body"
            | "br"
            | "caption"
            | "col"
            | "colgroup"
            | "html"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
    );
    is_other || elements::is_block(name)
}

/// How much of a text, which begins with a word, is words with a single space between them.
fn evenly_spaced(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(length) = bytes[at..].iter().position(u8::is_ascii_whitespace) {
        let space = at + length;
        let is_single = bytes.get(space + 1).is_some_and(|next| !next.is_ascii_whitespace());
        if bytes[space] != b' ' || !is_single {
            return space;
        }
        at = space + 2;
    }
    bytes.len()
}

/// Writes the value of an attribute, without its quotes.
fn push_quoted(out: &mut String, value: &str) {
    let mut rest = value;
    while let Some(at) = memchr3(b'"', b'&', b'<', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'"' => "&quot;",
            b'&' => "&amp;",
            _ => "&lt;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

fn lower_case(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// The attributes of a tag with one spelling of their values, by name.
fn attributes<'h>(tag: &Tag<'h>) -> Vec<(Cow<'h, str>, Cow<'h, str>)> {
    let mut attributes = Vec::with_capacity(tag.attributes.len());
    for attribute in &tag.attributes {
        let name = lower_case(attribute.name);
        let value = value(&name, characters(attribute.value));
        attributes.push((name, value));
    }
    // The sort keeps the order of equal names: the first one counts, as in a browser.
    attributes.sort_by(|(one, _), (other, _)| one.cmp(other));
    attributes.dedup_by(|later, first| later.0 == first.0);
    attributes
}

fn value<'h>(name: &str, value: Cow<'h, str>) -> Cow<'h, str> {
    match name {
        "class" if evenly_spaced(&value) == value.len() && !value.starts_with(' ') => value,
        "class" => value.split_ascii_whitespace().collect::<Vec<_>>().join(" ").into(),
        "style" => {
            let declarations = value.split(';').map(declaration).filter(|text| !text.is_empty());
            declarations.collect::<Vec<_>>().join(";").into()
        }
        name if value.eq_ignore_ascii_case(name) => Cow::Borrowed(""),
        _ => value,
    }
}

/// One declaration of a style: `color:red`.
fn declaration(text: &str) -> String {
    let folded = |text: &str| text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    match text.split_once(':') {
        Some((name, value)) => format!("{}:{}", folded(name).to_ascii_lowercase(), folded(value)),
        None => folded(text),
    }
}

/// A text with every character reference resolved, in NFC.
pub(super) fn characters(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else { return nfc(text) };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(after) = rest.strip_prefix('&') {
        let known = after.as_bytes()[..after.len().min(LONGEST_NAME)]
            .iter()
            .position(|&byte| byte == b';')
            .and_then(|end| Some((reference(&after[..=end])?, end + 1)));
        if let Some((characters, length)) = known {
            out.extend(characters.into_iter().flatten());
            rest = &after[length..];
        } else {
            out.push('&');
            rest = after;
        }
        let next = memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        out.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    match nfc(&out) {
        Cow::Owned(out) => Cow::Owned(out),
        Cow::Borrowed(_) => Cow::Owned(out),
    }
}

/// The one or two characters of a reference, which ends with a semicolon.
fn reference(name: &str) -> Option<[Option<char>; 2]> {
    if let Some(digits) = name.strip_prefix('#') {
        let digits = digits.strip_suffix(';')?;
        let number = match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => digits.parse(),
        };
        return Some([Some(number.ok().and_then(char::from_u32).filter(|&c| c != '\0')?), None]);
    }
    // Those that we write ourselves are in every text.
    let common = match name {
        "amp;" => Some('&'),
        "lt;" => Some('<'),
        "gt;" => Some('>'),
        "quot;" => Some('"'),
        _ => None,
    };
    if common.is_some() {
        return Some([common, None]);
    }
    let (first, second) = *NAMED_ENTITIES.get(name)?;
    Some([Some(char::from_u32(first)?), char::from_u32(second).filter(|&c| c != '\0')])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_means_the_same_is_the_same() {
        for (one, other) in [
            ("<p>a</p>\n<p>b</p>\n", "<p>a</p><p>b</p>"),
            ("<p> a\n  b </p>", "<p>a b</p>"),
            ("<p>a <b>b</b> c</p>", "<p>a\n<b>b</b>\tc</p>"),
            ("<a href='x' class=\" b  c \">d</a>", "<A CLASS='b c' href=x>d</A>"),
            ("<img src=\"a&amp;b\" alt=''>", "<img alt src=\"a&b\" />"),
            ("<video controls></video>", "<video controls=\"controls\"></video>"),
            ("<p style=\"color: red; margin:0\">a</p>", "<p style=\"COLOR:red ;margin: 0;\">a</p>"),
            ("<p>&eacute;&hellip;&#8212;&#x27;&quot;</p>", "<p>é…—'\"</p>"),
            ("<p>Cafe\u{301}</p>", "<p>Caf\u{e9}</p>"),
            ("<p>a<br>b</p>", "<p>a<br/>\nb</p>"),
            ("<p>a<!-- c -->b</p>", "<p>ab</p>"),
            ("<table><tbody><tr><td>a</td></tr></tbody></table>", "<table>\n<tr><td>a</td></tr></table>"),
            ("<p a=1 a=2>x</p>", "<p a=1>x</p>"),
            ("<p>a &nosuch; &amp b</p>", "<p>a &amp;nosuch; &amp;amp b</p>"),
            ("<pre>a\r\nb</pre>", "<pre>a\nb</pre>"),
            ("", " \n"),
        ] {
            assert_eq!(canonical(one), canonical(other), "{one} {other}");
        }
    }

    #[test]
    fn what_means_something_else_is_something_else() {
        for (one, other) in [
            ("<p>a</p>", "<p>b</p>"),
            ("<p>a b</p>", "<p>ab</p>"),
            ("<p>a <b>b</b></p>", "<p>a<b>b</b></p>"),
            ("<p>a<img> b</p>", "<p>a<img>b</p>"),
            ("<p>a&nbsp;b</p>", "<p>a b</p>"),
            ("<pre>a  b</pre>", "<pre>a b</pre>"),
            ("<pre> a</pre>", "<pre>a</pre>"),
            ("<p>a</p>", "<h1>a</h1>"),
            ("<p style=\"color:red;color:blue\">a</p>", "<p style=\"color:blue;color:red\">a</p>"),
            ("<a href=\"x\">a</a>", "<a href=\"X\">a</a>"),
            ("<p>&lt;b&gt;</p>", "<p><b></p>"),
            ("<i title='\" x=\"y'>a</i>", "<i title='' x='y'>a</i>"),
        ] {
            assert_ne!(canonical(one), canonical(other), "{one} {other}");
        }
    }

    /// The same pieces in two spellings.
    fn spellings() -> impl Strategy<Value = (String, String)> {
        let pieces: Vec<(&str, &str)> = vec![
            ("word", "word"),
            (" ", "\n  "),
            ("&amp;", "&#38;"),
            ("é", "&eacute;"),
            ("<p>", " <P>"),
            ("</p>", "</p>\n"),
            ("<b>", "<B>"),
            ("</b>", "</b>"),
            ("<br>", "<br />"),
            ("<ul>", "\n<ul>"),
            ("<li id=\"a\" class='b'>", "<li class=b id=a>"),
            ("<img src=\"x\">", "<img src='x'/>"),
        ];
        prop::collection::vec(prop::sample::select(pieces), 0..30).prop_map(|pieces| {
            let (ones, others): (Vec<_>, Vec<_>) = pieces.into_iter().unzip();
            (ones.concat(), others.concat())
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn two_spellings_are_one(html in spellings()) {
            let (one, other) = html;
            prop_assert_eq!(canonical(&one), canonical(&other), "{} {}", one, other);
        }

        #[test]
        fn the_one_spelling_stays(html in "[a-c<>/=\"'& \n;#1pre!-]{0,60}") {
            let once = canonical(&html);
            prop_assert_eq!(canonical(&once), once);
        }
    }
}
