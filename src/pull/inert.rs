//! What a stranger wrote on the platform is text in the folder, and nothing else: it includes no file, names no file of the
//! course, and begins no conflict.
//!
//! Our own reader escapes most of what other tools would take for a command, but which commands there are depends on the
//! folder: on the tools whose settings lie in it, on its files, on the targets' variables. So a character of whatever could be
//! a command in any of them is written as a reference, which is read as the same character. Code has no references: there an
//! invisible character breaks the few commands that are carried out in code too. Addresses that would lead into the folder
//! are taken out.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Tag as Block};
use serde_json::Value;

use crate::commonmark::parse::parse;
use crate::html::escape::escape;
use crate::html::tokens::{Tag, Token, Tokens};
use crate::platform::courses_v3::Lesson;
use crate::sync::update::snapshot::Snapshot;

/// Nobody sees it, and no command has it.
const BREAK: char = '\u{200b}';

/// What follows `{{` and blanks in a command that is carried out in code too.
const IN_CODE: &[&str] = &["#include", "#rustdoc_include", "#playground"];

/// The same in commands that are carried out in text alone: shortcodes, and the targets' variables.
const IN_TEXT: &[&str] = &["<", "%", "var."];

/// Beginnings of other commands that are carried out in text alone. Cases do not count.
const BEGINNINGS: &[&str] = &["@include:", "@[code", "[!include", "![["];

/// Beginnings of lines that are a command, or a conflict.
const LINES: &[&str] = &["<<<", ">>>>>>>"];

/// Beginnings of lines that are a conflict in code too.
const LINES_IN_CODE: &[&str] = &["<<<<<<< coursedir:", ">>>>>>> coursedir:"];

/// Markdown in which nothing is a command, and that is read as the same text.
pub(crate) fn markdown(markdown: &str) -> Cow<'_, str> {
    let mut code: Option<Vec<Range<usize>>> = None;
    replaced(markdown, |at| {
        let is_sign = is_sign(markdown, at, LINES, IN_TEXT) || begins_in_text(markdown, at);
        if !is_sign && !is_sign_in_code(markdown, at) {
            return None;
        }
        let code = code.get_or_insert_with(|| code_of(markdown));
        if !code.iter().any(|range| range.contains(&at)) {
            return Some(Instead::Reference);
        }
        is_sign_in_code(markdown, at).then_some(Instead::Broken)
    })
}

/// A title, which may stand in front matter, where a reference would be shown.
pub(crate) fn title(title: &str) -> Cow<'_, str> {
    replaced(title, |at| {
        let is_sign =
            is_sign(title, at, LINES, IN_TEXT) || is_sign_in_code(title, at) || begins_in_text(title, at);
        is_sign.then_some(Instead::Broken)
    })
}

/// What becomes of the first character of a command.
#[derive(Clone, Copy)]
enum Instead {
    /// It is written as a reference.
    Reference,
    /// An invisible character follows it.
    Broken,
}

fn replaced(text: &str, mut instead: impl FnMut(usize) -> Option<Instead>) -> Cow<'_, str> {
    let mut out = String::new();
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let Some(instead) = instead(at) else { continue };
        // All commands begin with a character of ASCII.
        match instead {
            Instead::Reference => out.extend([&text[from..at], &format!("&#{byte};")]),
            Instead::Broken => {
                out.push_str(&text[from..=at]);
                out.push(BREAK);
            }
        }
        from = at + 1;
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

fn is_sign_in_code(text: &str, at: usize) -> bool {
    // Scissors have one blade or more on each side.
    let is_cut = at > 0 && text.as_bytes()[at - 1] == b'-' && starts(&text.as_bytes()[at..], "8<-");
    is_cut || is_sign(text, at, LINES_IN_CODE, IN_CODE)
}

/// Whether a command that is named in braces, or that begins a line, is at a place.
fn is_sign(text: &str, at: usize, lines: &[&str], names: &[&str]) -> bool {
    let rest = &text.as_bytes()[at..];
    match rest {
        [b'{', b'{', inside @ ..] => {
            let blanks = inside.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            names.iter().any(|name| starts(&inside[blanks..], name))
        }
        _ => lines.iter().any(|line| starts(rest, line)) && is_line_start(text, at),
    }
}

/// Whether nothing but blanks and signs of blocks around it are before a place in its line.
fn is_line_start(text: &str, at: usize) -> bool {
    let before = text.as_bytes()[..at].iter().rev().take_while(|&&byte| byte != b'\n');
    before
        .into_iter()
        .all(|byte| matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.') || byte.is_ascii_digit())
}

fn begins_in_text(text: &str, at: usize) -> bool {
    let (before, rest) = text.as_bytes().split_at(at);
    match rest {
        // `{% include`, `{%- include_relative`
        [b'{', b'%', inside @ ..] => {
            let blanks =
                inside.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b'-').count();
            starts(&inside[blanks..], "include")
        }
        // The third colon of a directive: `:::{include}`
        [b':', b'{', ..] => before.ends_with(b"::"),
        _ => BEGINNINGS.iter().any(|beginning| starts(rest, beginning)),
    }
}

fn starts(text: &[u8], word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

/// Where code is, the lines around it included.
fn code_of(markdown: &str) -> Vec<Range<usize>> {
    let is_code = |event: &Event<'_>| matches!(event, Event::Code(_) | Event::Start(Block::CodeBlock(_)));
    parse(markdown).into_iter().filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect()
}

/// A course whose texts name no file of a folder.
pub(crate) fn without_local_addresses(mut snapshot: Snapshot) -> Snapshot {
    for lesson in &mut snapshot.lessons {
        let Some(html) = without_addresses(lesson.html()) else { continue };
        let mut fields = lesson.json().clone();
        fields.insert("description".to_owned(), html.into());
        if let Ok(new) = Lesson::from_json(Value::Object(fields)) {
            *lesson = new;
        }
    }
    snapshot
}

/// The same HTML without addresses that have no host; `None` where it has none of these. Words stay, a picture leaves its
/// description.
fn without_addresses(html: &str) -> Option<String> {
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    for token in Tokens::new(html) {
        let Token::Start(tag) = token else { continue };
        let attributes = ["href", "src", "poster", "data", "srcset"];
        if !attributes.iter().any(|name| tag.get(name).is_some_and(|address| is_local(&address))) {
            continue;
        }
        out.push_str(&html[from..tag.range.start]);
        out.push_str(&instead(&tag));
        from = tag.range.end;
    }
    (from > 0).then(|| out + &html[from..])
}

/// What stands for a tag with a local address: a link is none any more, and a picture is its description.
fn instead(tag: &Tag<'_>) -> String {
    match &*tag.name.to_ascii_lowercase() {
        "a" => "<a>".to_owned(),
        "img" => escape(&tag.get("alt").unwrap_or_default()).into_owned(),
        _ => String::new(),
    }
}

/// Whether an address is one of the web.
pub(crate) fn is_of_web(address: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme))
}

/// Whether an address may be one in the folder: it is none of the web, of a person, of this text, or the file itself.
fn is_local(address: &str) -> bool {
    const OTHERS: &[&str] = &["//", "#", "mailto:", "tel:", "data:"];
    let address = address.trim();
    !(address.is_empty()
        || is_of_web(address)
        || OTHERS.iter().any(|other| starts(address.as_bytes(), other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMANDS: &[&str] = &[
        "{{#include ../.env}}",
        "a {{ #include x }}",
        "{{#playground a.rs}}",
        "{{< include s.md >}}",
        "{{% include s.md %}}",
        "{{< readfile \"s.md\" >}}",
        "{{var.support}}",
        "{{ var.a }}",
        "{% include \"s.md\" %}",
        "{%- include_relative a.md %}",
        "--8<-- \"a.md\"",
        "-8<- \"a.md\"",
        ";--8<-- \"a.md\"",
        "<!-- @include: a.md -->",
        "[!INCLUDE [a](b.md)]",
        ":::{include} a",
        "::::{literalinclude} a",
        "![[a]]",
        "<<< a.js",
        "- <<< a.js",
        "@[code](a.js)",
        "<<<<<<< a",
        ">>>>>>> b",
    ];

    #[test]
    fn commands_of_all_tools_are_text() {
        for command in COMMANDS {
            let inert = markdown(command);
            assert_ne!(inert, *command);
            assert!(!inert.contains(BREAK), "{inert}");
            assert_eq!(markdown(&inert), inert, "nothing is left of it");
            let broken = title(command);
            assert_eq!(broken.replace(BREAK, ""), *command);
            assert_eq!(title(&broken), broken);
        }
        for words in
            ["{{ name }}", "{% for a in b %}", "{#id}", "a == b", "{", "", "ä{{ü", "[[a]]", "a <<< b", "8<-"]
        {
            assert_eq!(markdown(words), words);
            assert_eq!(title(words), words);
        }
    }

    #[test]
    fn code_stays_as_it_is_but_for_what_is_carried_out_in_it() {
        for code in [
            "{{ include \"chart.labels\" . }}",
            "{{< figure src=\"a.png\" >}}",
            "{{ var.region }}",
            "{% include \"nav.html\" %}",
            "cat <<<\"a\"",
            "<<<<<<< HEAD",
            "=======",
            "[ ![[ a ]]",
        ] {
            for page in [
                format!("```sh\n{code}\n```"),
                format!("a `{code}` b"),
                format!("- a\n\n  ```\n  {code}\n  ```"),
            ] {
                assert_eq!(markdown(&page), page);
            }
        }
        for code in ["{{#include ../.env}}", "--8<-- \"a.md\"", "<<<<<<< coursedir: folder"] {
            let page = format!("```sh\n{code}\n```");
            assert_ne!(markdown(&page), page);
            assert_eq!(markdown(&page).replace(BREAK, ""), page);
        }
    }

    #[test]
    fn no_address_leads_into_the_folder() {
        for (html, expected) in [
            ("<p><a href=\"../.env\">x</a></p>", Some("<p><a>x</a></p>")),
            ("<p>a <img src='nope.png' alt=\"A &amp; b\"> c</p>", Some("<p>a A &amp; b c</p>")),
            ("<video src=\"/a.mp4\"></video><a href=\"a b:c\">d</a>", Some("</video><a>d</a>")),
            ("<a href=\"file:../.env\">a</a><a href=\"C:/a.pdf\">b</a>", Some("<a>a</a><a>b</a>")),
            (
                "<a href=\"https://a.example/x\">b</a> <a href=\"#c\">d</a> <a href=\"mailto:a@b.example\">e</a>",
                None,
            ),
        ] {
            assert_eq!(without_addresses(html).as_deref(), expected, "{html}");
        }
    }
}
