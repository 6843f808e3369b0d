//! Hugo's shortcodes: what those of its common themes mean.
//!
//! A theme invents names as it likes, and those of one thing differ little. Unknown ones are named, and what they
//! enclose stays.

use std::ops::Range;

use super::arguments::Arguments;
use super::boxes::{self, plain_title};
use super::containers::{self, Container};
use super::lines::find_from;
use super::meaning::{Meaning, image, link};
use super::rewriter::Rewriter;
use super::tag::{MAX_TAG, Role, Tag, within};

const TITLE: &[&str] = &["title", "header", "name", "label", "summary", "heading"];
const KIND: &[&str] = &["style", "type", "context", "level", "kind", "color", "class"];
const ADDRESS: &[&str] = &["href", "link", "url", "relref", "ref", "to", "src"];
const SOURCE: &[&str] = &["src", "link", "file", "image", "path"];

/// What a shortcode means; `body` is what a pair encloses.
pub(super) fn meaning(tag: &Tag<'_>, body: Option<&str>) -> Option<Meaning> {
    let arguments = &tag.arguments;
    let name = tag.name();
    let title = || arguments.get(TITLE).or_else(|| arguments.first()).and_then(plain_title);
    match (name.as_str(), body) {
        ("figure" | "image" | "img" | "picture", body) => figure(arguments, body.unwrap_or_default()),
        ("card" | "linkcard" | "link-card" | "doc-card", body) => card(arguments, body),
        ("readfile" | "include-file", None) => Some(Meaning::File(source(arguments)?.to_owned())),
        ("audio", None) => Some(Meaning::Instead(image("", source(arguments)?))),
        (_, None) => None,
        ("button" | "btn" | "link" | "linkbutton" | "link-button", Some(body)) => button(arguments, body),
        ("highlight" | "code" | "code-block" | "codeblock" | "prism", Some(_)) => Some(code(arguments)),
        ("mermaid", Some(_)) => Some(Meaning::Code { language: "mermaid".to_owned(), label: None }),
        ("katex" | "math" | "latex", Some(body)) => Some(math(arguments, body)),
        ("tab", Some(_)) if arguments.get(&["code"]).is_some() => {
            let language = arguments.get(&["lang", "code"]).unwrap_or_default().to_owned();
            Some(Meaning::Code { language, label: title() })
        }
        (name, Some(_)) if boxes::is_box(name) => Some(Meaning::Container(notice(arguments))),
        ("details" | "spoiler", Some(_)) => {
            let title = arguments.get(&["text"]).and_then(plain_title).or_else(title);
            let container = containers::of_name("details", title)?;
            Some(Meaning::Container(opened(container, arguments)))
        }
        // The first value of a group of tabs is an id.
        ("tabs" | "tabpane" | "codes" | "tab-set", Some(_)) => Some(Meaning::Container(Container::Plain)),
        (name, Some(_)) => containers::of_name(name, title())
            .or_else(|| theme(name, title()))
            .map(|container| Meaning::Container(opened(container, arguments))),
    }
}

/// Names of themes that say the same in other words.
fn theme(name: &str, title: Option<String>) -> Option<Container> {
    match name {
        "section" | "container" | "grid-item" | "gallery" | "carousel" | "lead" | "wrapper" | "buttons"
        | "small" | "rawhtml" | "raw-html" | "unsafe" | "md" | "markdown" | "table" => Some(Container::Plain),
        "question-answer" | "hidden" | "reveal" | "show" => containers::of_name("details", title),
        _ => None,
    }
}

fn notice(arguments: &Arguments<'_>) -> Container {
    let plain: Vec<&str> = arguments.plain().collect();
    let named = arguments.get(KIND);
    let first = plain.first().copied();
    let kind = named.or_else(|| first.filter(|first| boxes::is_kind(first)));
    let rest = if named.is_none() && kind.is_some() {
        plain.get(1).copied().filter(|value| !matches!(*value, "true" | "false"))
    } else {
        // `circle-info` is the name of an icon.
        first.filter(|value| value.contains(char::is_whitespace) || value.contains(char::is_uppercase))
    };
    let words = arguments.get(&["description", "text"]);
    let title = arguments.get(TITLE).or(rest).or(words).and_then(plain_title);
    boxes::admonition(kind, title)
}

/// Details that are open from the start.
fn opened(container: Container, arguments: &Arguments<'_>) -> Container {
    match container {
        Container::Details { summary, .. } => {
            let is_open = arguments.get(&["open"]).is_some_and(|value| value != "false")
                || arguments.plain().skip(1).any(|value| value == "open");
            Container::Details { summary, is_open }
        }
        other => other,
    }
}

fn source<'t>(arguments: &Arguments<'t>) -> Option<&'t str> {
    let source = arguments.get(SOURCE).or_else(|| arguments.first())?;
    (!source.is_empty() && !source.contains(['<', '>', '\n'])).then_some(source)
}

fn figure(arguments: &Arguments<'_>, body: &str) -> Option<Meaning> {
    let source = source(arguments)?;
    let title = arguments.get(&["title"]).filter(|title| !title.trim().is_empty());
    let caption = arguments.get(&["caption", "attr"]).filter(|caption| !caption.trim().is_empty());
    let words = match (title, caption) {
        (Some(title), Some(caption)) => format!("**{}** {}", title.trim(), caption.trim()),
        (title, caption) => title.or(caption).unwrap_or_default().trim().to_owned(),
    };
    let alt = arguments.get(&["alt"]).map(str::to_owned);
    let alt = alt.or_else(|| plain_title(title.or(caption).unwrap_or(body))).unwrap_or_default();
    Some(Meaning::Figure { image: image(&alt, source), caption: words })
}

fn card(arguments: &Arguments<'_>, body: Option<&str>) -> Option<Meaning> {
    let title = arguments.get(TITLE).or_else(|| arguments.first()).unwrap_or_default();
    let address = arguments.get(&["link", "href", "url"]);
    let description = arguments.get(&["subtitle", "description", "text"]).unwrap_or_default();
    let over = match address {
        Some(address) => format!("**{}**", link(title, address)),
        None if title.is_empty() => return body.map(|_| Meaning::Container(Container::Plain)),
        None => format!("**{}**", title.trim()),
    };
    let over = if description.is_empty() { over } else { format!("{over} {}", description.trim()) };
    Some(Meaning::Over(over))
}

fn button(arguments: &Arguments<'_>, body: &str) -> Option<Meaning> {
    let address = arguments.get(ADDRESS).or_else(|| arguments.first())?;
    let text = if body.trim().is_empty() { arguments.get(TITLE).unwrap_or_default() } else { body };
    Some(Meaning::Instead(link(text, address)))
}

fn code(arguments: &Arguments<'_>) -> Meaning {
    let first = arguments.first().filter(|first| !first.contains(char::is_whitespace));
    let language = arguments.get(&["lang", "language", "lexer"]).or(first).unwrap_or_default();
    let label = arguments.get(&["title", "file", "filename"]).and_then(plain_title);
    Meaning::Code { language: language.to_owned(), label }
}

fn math(arguments: &Arguments<'_>, body: &str) -> Meaning {
    let is_delimited = body.contains('$') || body.contains("\\(") || body.contains("\\[");
    if is_delimited {
        return Meaning::Container(Container::Plain);
    }
    let is_display = body.contains('\n') || arguments.plain().any(|value| value == "display");
    let marks = if is_display { "$$" } else { "$" };
    Meaning::Instead(format!("{marks}{}{marks}", body.trim()))
}

/// Writes the labels of tabs into their own tags, where the group's tag has them (`items="A,B"`, `codes js rust`).
pub(super) fn label_children(
    rewriter: &mut Rewriter<'_, '_, '_>,
    tags: &[Tag<'_>],
    partners: &[Option<usize>],
    parent: usize,
) {
    let Some(end) = partners[parent] else { return };
    let group = &tags[parent];
    let name = group.name();
    let labels: Vec<&str> = match name.as_str() {
        "tabs" => group.arguments.get(&["items"]).map(items).unwrap_or_default(),
        "codes" => group.arguments.plain().collect(),
        "tabpane" => Vec::new(),
        _ => return,
    };
    let is_code = name == "codes" || (name == "tabpane" && group.arguments.get(&["text"]) != Some("true"));
    let (mut at, mut number) = (parent + 1, 0);
    while at < end {
        let child = &tags[at];
        if child.role == Role::Start && matches!(child.name().as_str(), "tab" | "code") {
            let is_code = is_code && rewriter.text.as_str()[child.range.clone()].starts_with("{{<");
            let language = group.arguments.get(&["lang"]).or(labels.get(number).copied());
            let language = is_code.then_some(language.unwrap_or_default());
            relabel(rewriter, child, labels.get(number).copied(), language);
            number += 1;
        }
        at = partners[at].map_or(at, |partner| partner) + 1;
    }
}

fn items(items: &str) -> Vec<&str> {
    items
        .split(',')
        .map(|item| item.trim_matches(|c: char| c.is_whitespace() || "[]\"'`".contains(c)))
        .collect()
}

/// Gives a tab's tag a label, and a language if code is in it.
fn relabel(rewriter: &mut Rewriter<'_, '_, '_>, tag: &Tag<'_>, label: Option<&str>, language: Option<&str>) {
    let has_label = tag.arguments.get(TITLE).is_some() || tag.arguments.first().is_some();
    let label = label.filter(|_| !has_label).map(|label| format!(" title=\"{}\"", label.replace('"', "'")));
    let key = if tag.name() == "tab" { "code" } else { "lang" };
    let language = language
        .filter(|language| tag.arguments.get(&["code"]).is_none() && (key == "code" || !language.is_empty()))
        .map(|language| format!(" {key}=\"{language}\""));
    let more = format!("{}{}", label.unwrap_or_default(), language.unwrap_or_default());
    if !more.is_empty() {
        let Range { start, end } = tag.range.clone();
        let before_end = rewriter.text.as_str()[start..end - 3].trim_end().len();
        rewriter.replace(start + before_end..start + before_end, more);
    }
}

/// Shows `{{</* x */>}}` as Hugo does: as a tag that is text, without the comment marks.
pub(super) fn show_raw(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    let mut at = 0;
    while let Some(start) = find_from(text, "{{", at) {
        at = start + 2;
        let (is_angle, end) = match text.as_bytes()[at..] {
            [b'<', b'/', b'*', ..] => (true, "*/>}}"),
            [b'%', b'/', b'*', ..] => (false, "*/%}}"),
            _ => continue,
        };
        let Some(length) = within(&text[at + 3..], MAX_TAG).find(end) else { continue };
        let inner = &text[at + 3..at + 3 + length];
        let shown = match (is_angle, rewriter.kept_until(start).is_some()) {
            (true, true) => format!("{{{{<{inner}>}}}}"),
            (true, false) => format!("{{{{&lt;{inner}&gt;}}}}"),
            (false, _) => format!("{{{{%{inner}%}}}}"),
        };
        let range = start..at + 3 + length + end.len();
        at = range.end;
        rewriter.replace(range, shown);
    }
}
