//! What a stranger wrote on the platform is text in the folder, and nothing else: it includes no file, names no file of the
//! course, and begins no conflict.
//!
//! Our own reader escapes most of what other tools would take for a command, but which commands there are depends on the
//! folder: on the tools whose settings lie in it, on its files, on the targets' variables. So what could be a command in any
//! of them is broken by a character that nobody sees, and addresses that would lead into the folder are taken out.

use std::borrow::Cow;

use serde_json::Value;

use crate::html::escape::escape;
use crate::html::tokens::{Tag, Token, Tokens};
use crate::platform::courses_v3::Lesson;
use crate::sync::update::snapshot::Snapshot;

/// Nobody sees it, and no command has it.
const BREAK: char = '\u{200b}';

/// What follows `{{` or `{%`, and blanks, in a command that reads a file or a variable.
const COMMANDS: &[&str] = &[
    "#include",
    "#rustdoc_include",
    "#playground",
    "<",
    "%",
    "var.",
    "include",
    "readfile",
    "render",
    "embed",
    "file",
    "code",
    "content-ref",
    "import",
    "extends",
];

/// Other beginnings of commands that read a file, and of conflicts. Cases do not count.
const BEGINNINGS: &[&str] = &[
    "--8<--",
    "@include:",
    "[!include",
    ".. include::",
    ".. literalinclude::",
    ":::{",
    "```{",
    "~~~{",
    "![[",
    "<<<",
    ">>>>>>>",
    "=======",
    "|||||||",
];

/// Markdown, or a title, in which nothing is a command.
pub(crate) fn text(markdown: &str) -> Cow<'_, str> {
    let places: Vec<usize> = (0..markdown.len()).filter(|&at| begins_command(markdown, at)).collect();
    if places.is_empty() {
        return Cow::Borrowed(markdown);
    }
    let mut text = String::with_capacity(markdown.len() + places.len() * BREAK.len_utf8());
    let mut from = 0;
    for at in places {
        // All of them begin with a character of ASCII.
        text.push_str(&markdown[from..=at]);
        text.push(BREAK);
        from = at + 1;
    }
    text.push_str(&markdown[from..]);
    Cow::Owned(text)
}

fn begins_command(text: &str, at: usize) -> bool {
    let Some(rest) = text.as_bytes().get(at..) else { return false };
    let starts = |rest: &[u8], word: &str| {
        rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    };
    match rest {
        [b'{', b'{' | b'%', inside @ ..] => {
            let blanks = |byte: &&u8| byte.is_ascii_whitespace() || matches!(byte, b'-' | b'~');
            let name = &inside[inside.iter().take_while(blanks).count()..];
            COMMANDS.iter().any(|command| starts(name, command))
        }
        _ => BEGINNINGS.iter().any(|beginning| starts(rest, beginning)),
    }
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

fn is_local(address: &str) -> bool {
    let address = address.trim();
    let scheme = address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    });
    !(scheme || address.is_empty() || address.starts_with('#') || address.starts_with("//"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_of_all_tools_are_broken() {
        for command in [
            "{{#include ../.env}}",
            "a {{ #include x }}",
            "{{< include s.md >}}",
            "{{% include s.md %}}",
            "{{var.support}}",
            "{{ var.a }}",
            "{% include \"s.md\" %}",
            "{%- include_relative a.md %}",
            "--8<-- \"a.md\"",
            "<!-- @include: a.md -->",
            "[!INCLUDE [a](b.md)]",
            ".. include:: a",
            ":::{include} a",
            "```{include} a",
            "![[a]]",
            "<<< a.js",
            "<<<<<<< a",
            ">>>>>>> b",
            "=======",
        ] {
            let inert = text(command);
            assert_ne!(inert, command);
            assert_eq!(inert.replace(BREAK, ""), command);
            assert_eq!(text(&inert), inert, "nothing is left of it");
        }
        for words in ["{{ name }}", "{% for a in b %}", "{#id}", "a == b", "{", "", "ä{{ü", "[[a]]"] {
            assert_eq!(text(words), words);
        }
    }

    #[test]
    fn no_address_leads_into_the_folder() {
        for (html, expected) in [
            ("<p><a href=\"../.env\">x</a></p>", Some("<p><a>x</a></p>")),
            ("<p>a <img src='nope.png' alt=\"A &amp; b\"> c</p>", Some("<p>a A &amp; b c</p>")),
            ("<video src=\"/a.mp4\"></video><a href=\"a b:c\">d</a>", Some("</video><a>d</a>")),
            (
                "<a href=\"https://a.example/x\">b</a> <a href=\"#c\">d</a> <a href=\"mailto:a@b.example\">e</a>",
                None,
            ),
        ] {
            assert_eq!(without_addresses(html).as_deref(), expected, "{html}");
        }
    }
}
