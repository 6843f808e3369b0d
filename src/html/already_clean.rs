//! Checks whether sanitizing would leave a page unchanged, so that it need not be parsed again.
//!
//! Most pages with the author's own HTML contain a `<kbd>`, a `<details>` or a `<div>`, all of them closed.
//! [`is_already_clean`] reads such a page once, with a stack of names. It returns `false` where a browser would have
//! to correct the page (an element ends another, a table contains text, a character is escaped differently).

use memchr::{memchr2, memchr2_iter};
use url::{ParseError, Url};

use super::{allowed, elements};

/// Whether an element is one of running text.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
    )
}

/// Players, whose end tag follows at once.
const PLAYERS: &[&str] = &["iframe", "video"];

/// What stands for a character that HTML needs, as it is written in text and in attributes.
const IN_TEXT: &[&str] = &["amp;", "lt;", "gt;"];
const IN_ATTRIBUTES: &[&str] = &["amp;", "quot;"];

/// Whether the cleaning of `html` would give `html`. May say no where it would.
pub(super) fn is_already_clean(html: &str) -> bool {
    const ODD: &[&str] = &["\u{a0}", "\u{feff}"];
    let bytes = html.as_bytes();
    let begins_odd = |at: usize| ODD.iter().any(|odd| bytes[at..].starts_with(odd.as_bytes()));
    let has_odd_characters = memchr2(b'\0', b'\r', bytes).is_some()
        || memchr2_iter(ODD[0].as_bytes()[0], ODD[1].as_bytes()[0], bytes).any(begins_odd);
    !has_odd_characters && read_elements(html).is_some()
}

/// Reads all elements; `None` at the first that needs judgement.
fn read_elements(html: &str) -> Option<()> {
    let (mut open, mut seen) = (Vec::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        text(&rest[..at], &open)?;
        rest = &rest[at + 1..];
        rest = match rest.strip_prefix('/') {
            Some(end) => {
                let name = open.pop()?;
                end.strip_prefix(name)?.strip_prefix('>')?
            }
            None => start_tag(rest, &mut open, &mut seen)?,
        };
    }
    text(rest, &open)?;
    open.is_empty().then_some(())
}

fn text(text: &str, open: &[&str]) -> Option<()> {
    if is_between_cells(open) && !text.bytes().all(|byte| matches!(byte, b' ' | b'\n')) {
        return None;
    }
    let has_signs = memchr2(b'>', b'&', text.as_bytes()).is_some();
    (!has_signs || !text.contains('>') && has_only(text, IN_TEXT)).then_some(())
}

fn is_between_cells(open: &[&str]) -> bool {
    matches!(open.last(), Some(&("table" | "thead" | "tbody" | "tr")))
}

/// Whether every `&` begins one of `references`.
fn has_only(text: &str, references: &[&str]) -> bool {
    memchr::memchr_iter(b'&', text.as_bytes())
        .all(|at| references.iter().any(|reference| text[at + 1..].starts_with(reference)))
}

/// Reads a start tag behind its `<`; gives what follows it. `seen` is for the names of its attributes.
fn start_tag<'h>(tag: &'h str, open: &mut Vec<&'h str>, seen: &mut Vec<&'h str>) -> Option<&'h str> {
    let end = tag.bytes().position(|c| !c.is_ascii_lowercase() && !c.is_ascii_digit())?;
    let (name, attributes) = tag.split_at(end);
    let is_text = is_inline(name);
    let fits = if is_text && name != "a" { !is_between_cells(open) } else { fits(name, open) };
    if !fits {
        return None;
    }
    let rest = self::attributes(name, attributes, seen)?;
    if is_text {
        open.push(name);
        return Some(rest);
    }
    if PLAYERS.contains(&name) {
        return rest.strip_prefix("</")?.strip_prefix(name)?.strip_prefix('>');
    }
    // A browser drops a line end here, and cleaning drops the paragraph.
    if name == "pre" && rest.starts_with('\n') || name == "p" && rest.starts_with("</p>") {
        return None;
    }
    if !elements::is_void(name) {
        open.push(name);
    }
    Some(rest)
}

/// Whether an element may be inside the open ones without ending one of them.
fn fits(name: &str, open: &[&str]) -> bool {
    let parent = open.last().copied().unwrap_or_default();
    let is_open = |name: &str| open.contains(&name);
    match (name, parent) {
        ("thead" | "tbody", "table") | ("tr", "thead" | "tbody") | ("th" | "td", "tr") => true,
        (_, "table" | "thead" | "tbody" | "tr")
        | ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", "h1" | "h2" | "h3" | "h4" | "h5" | "h6") => false,
        ("br" | "wbr" | "img" | "input" | "iframe" | "video", _) => true,
        ("a", _) => !is_open("a"),
        ("li", _) => matches!(parent, "ul" | "ol") && !is_open("p"),
        ("dd" | "dt", _) => parent == "dl" && !is_open("p"),
        _ => elements::is_block(name) && !is_open("p"),
    }
}

/// Reads the attributes and the end of a start tag; gives what follows it.
fn attributes<'h>(element: &str, tag: &'h str, seen: &mut Vec<&'h str>) -> Option<&'h str> {
    seen.clear();
    let mut rest = tag;
    while let Some(attribute) = rest.strip_prefix(' ') {
        let (name, value) = attribute.split_at(memchr::memchr(b'=', attribute.as_bytes())?);
        let value = value.strip_prefix("=\"")?;
        let (value, behind) = value.split_at(memchr::memchr(b'"', value.as_bytes())?);
        if seen.contains(&name) || !is_kept(element, name, value) {
            return None;
        }
        seen.push(name);
        rest = &behind[1..];
    }
    rest.strip_prefix('>')
}

fn is_kept(element: &str, name: &str, value: &str) -> bool {
    let is_plain = memchr2(b'<', b'>', value.as_bytes()).is_none() && has_only(value, IN_ATTRIBUTES);
    is_plain
        && match (element, name) {
            ("a", "href") | ("img" | "iframe" | "video", "src") => is_kept_address(value),
            _ => allowed::is_attribute(element, name),
        }
}

fn is_kept_address(address: &str) -> bool {
    match Url::parse(&address.replace("&amp;", "&")) {
        Ok(url) => matches!(url.scheme(), "http" | "https" | "mailto" | "tel"),
        Err(error) => error == ParseError::RelativeUrlWithoutBase,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::html::sanitize;

    #[test]
    fn pages_with_everything_ended_need_no_cleaning() {
        for html in [
            "<p>Press <kbd>Ctrl</kbd> &amp; <kbd>C</kbd>.</p>\n",
            "<details>\n<summary>More</summary>\n<p>H<sub>2</sub>O<br>\nis <b>wet</b></p>\n</details>\n",
            "<div class=\"note\" id=\"a\"><ul>\n<li>one\n<ul>\n<li>two</li>\n</ul>\n</li>\n</ul>\n</div>",
            "<table style=\"color:red\"><thead><tr><th>A</th></tr></thead><tbody>\n<tr><td>b</td></tr>\n\
             </tbody></table>\n",
            "<p><a href=\"https://example.org/?a=1&amp;b=2\">x</a> <img src=\"\u{1}0\u{1}\" alt=\"\"></p>\n",
            "<div style=\"height:0\"><iframe src=\"https://example.org/\" allowfullscreen=\"\"></iframe></div>\n",
            "<video src=\"\u{1}0\u{1}\"></video>\n",
        ] {
            assert!(is_already_clean(html), "{html}");
            assert_eq!(sanitize::by_parsing(html), html);
        }
    }

    #[test]
    fn whatever_needs_judgement_is_left_to_the_cleaning() {
        for html in [
            "<b>a",
            "a</b>",
            "<b><i>a</b></i>",
            "<p><div>a</div></p>",
            "<li>a</li>",
            "<a href=\"#a\"><b><a href=\"#b\">b</a></b></a>",
            "<table>a<tbody></tbody></table>",
            "<p></p>",
            "<pre>\n\na</pre>",
            "<div onclick=\"x\"></div>",
            "<div class=\"a\" class=\"b\"></div>",
            "<iframe src=\"https://example.org/\">a</iframe>",
            "<iframe src=\"data:text/html,x\"></iframe>",
            "<a href=\"javascript:x\">a</a>",
            "<!-- a -->",
            "a > b &copy; c\u{a0}d",
        ] {
            assert!(!is_already_clean(html), "{html}");
        }
    }

    const PIECES: &[&str] = &[
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<a href=\"#x\">",
        "<a href=\"HTTPS://x:y\">",
        "</a>",
        "<div class=\"&amp;\">",
        "</div>",
        "<ul>",
        "</ul>",
        "<ol start=\"3\">",
        "</ol>",
        "<li>",
        "</li>",
        "<dl>",
        "</dl>",
        "<dt>",
        "</dt>",
        "<dd>",
        "</dd>",
        "<h1 id=\"a\">",
        "</h1>",
        "<h2>",
        "</h2>",
        "<table>",
        "</table>",
        "<thead>",
        "</thead>",
        "<tbody>",
        "</tbody>",
        "<tr>",
        "</tr>",
        "<th>",
        "</th>",
        "<td style=\"&quot;\">",
        "</td>",
        "<pre>",
        "</pre>",
        "<code>",
        "</code>",
        "<details open=\"\">",
        "</details>",
        "<summary>",
        "</summary>",
        "<kbd>",
        "</kbd>",
        "<span>",
        "</span>",
        "<center>",
        "</center>",
        "<br>",
        "<hr>",
        "<wbr>",
        "<img src=\"a b.png\" alt=\"&lt;\">",
        "<img src=\"data:x\">",
        "<input disabled=\"\" type=\"checkbox\">",
        "<iframe src=\"https://x\" allowfullscreen=\"\"></iframe>",
        "<iframe src=\"https://x\" referrerpolicy=\"origin\" loading=\"lazy\"></iframe>",
        "<p loading=\"lazy\">",
        "<iframe src=\"x\">",
        "</iframe>",
        "<video src=\"\u{1}0\u{1}\"></video>",
        "<video controls=\"\">",
        "</video>",
        "<blockquote>",
        "</blockquote>",
        "\n",
        " ",
        "text",
        "&amp;",
        "&lt;",
        "&quot;",
        "&nbsp",
        ">",
        "\"",
        "'",
        "\u{1}",
        "\u{c}",
        "é",
    ];

    /// Elements that end where they should, in any order and depth.
    fn nested() -> impl Strategy<Value = String> {
        let names = allowed::TAGS
            .iter()
            .filter(|name| is_inline(name) || elements::is_block(name))
            .chain(&["thead", "tbody", "tr", "td", "th"])
            .copied();
        let names: Vec<&str> = names.filter(|name| *name != "hr").collect();
        let leaf = proptest::sample::select(vec!["", "a", " ", "\n", "<br>", "<hr>", "&amp;", "é\u{1}"]);
        leaf.prop_map(str::to_owned).prop_recursive(6, 40, 4, move |inner| {
            let name = proptest::sample::select(names.clone());
            (name, proptest::collection::vec(inner, 0..4))
                .prop_map(|(name, inner)| format!("<{name}>{}</{name}>", inner.concat()))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1024))]

        #[test]
        fn what_needs_no_cleaning_is_what_cleaning_gives(
            pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..12),
        ) {
            let html = pieces.concat();
            prop_assert!(!is_already_clean(&html) || sanitize::by_parsing(&html) == html, "{html}");
        }

        #[test]
        fn well_nested_elements_that_need_no_cleaning_are_what_cleaning_gives(html in nested()) {
            prop_assert!(!is_already_clean(&html) || sanitize::by_parsing(&html) == html, "{html}");
        }
    }
}
