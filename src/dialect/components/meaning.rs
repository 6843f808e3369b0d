//! What the components of documentation frameworks mean, by the names that they share.

use crate::dialect::boxes::{self, plain_title};
use crate::dialect::containers::{self, Container};
use crate::dialect::jsx;
use crate::dialect::meaning::{Meaning, caption_of, image, is_film, is_picture, link};
use crate::dialect::rewriter::Rewriter;
use crate::dialect::tag::Role;
use crate::html::embeds::{self, Site};

use super::tags::Component;

const TITLE: &[&str] = &["title", "label", "summary", "header", "name", "tab", "value"];
const KIND: &[&str] = &["type", "kind", "variant", "intent", "color", "level", "theme", "status"];
const ADDRESS: &[&str] = &["href", "to", "link", "url", "page"];
const SOURCE: &[&str] =
    &["src", "image", "img", "url", "source", "file", "path", "href", "video", "srcLight", "light", "from"];
const CAPTION: &[&str] = &["caption", "title", "description"];

/// Shown by a website only: a table of its own pages, ornaments.
const ORNAMENTS: &[&str] = &[
    "icon",
    "fontawesome",
    "fontawesomeicon",
    "iconify",
    "tocinline",
    "toc",
    "tableofcontents",
    "br",
    "spacer",
    "divider",
];

/// What a component means; `body` is what a pair encloses.
pub(super) fn of(tag: &Component<'_>, body: Option<&str>) -> Option<Meaning> {
    let kind = tag.kind();
    let title = || tag.get(TITLE).and_then(plain_title);
    let inside = body.unwrap_or_default();
    match (kind.as_str(), body) {
        (name, None) if ORNAMENTS.contains(&name) => Some(Meaning::Instead(String::new())),
        (_, _) if Site::from_name(&kind).is_some() => None,
        (
            "image" | "img" | "figure" | "picture" | "photo" | "screenshot" | "zoomableimage" | "zoomimage"
            | "imagezoom" | "nextimage" | "staticimage" | "themedimage" | "video" | "audio" | "reactplayer"
            | "player" | "videoplayer" | "audioplayer" | "embed" | "iframe",
            _,
        ) => media(tag, &kind, inside),
        ("badge" | "tag" | "chip" | "pill", None) => {
            let text = tag.get(&["text", "label", "title", "children"])?;
            Some(Meaning::Instead(plain_title(text)?))
        }
        ("badge" | "tag" | "chip" | "pill", Some(_)) => Some(Meaning::Container(Container::Plain)),
        ("button" | "linkbutton" | "link" | "navlink" | "btn" | "routerlink" | "nuxtlink", _) => {
            address(tag, inside)
        }
        ("card" | "linkcard" | "doccard" | "docscard" | "featurecard", _) => card(tag, body),
        ("codeblock" | "code" | "highlight", Some(_)) => code(tag, inside),
        ("codeblock" | "code" | "highlight", None) => {
            let code = tag.get(&["code", "content"])?;
            let language = tag.get(&["lang", "language"]).unwrap_or_default();
            let label = tag.get(&["title", "filename"]).and_then(plain_title);
            let over = label.map(|label| format!("**{label}**\n\n")).unwrap_or_default();
            Some(Meaning::Block(format!("{over}{}", fenced(language, code))))
        }
        ("details", Some(_)) if inside.to_ascii_lowercase().contains("<summary") => {
            Some(Meaning::Html("<details>", "</details>"))
        }
        (name, Some(_)) if boxes::is_box(name) => {
            let title = tag.get(&["title", "heading", "header", "label"]).and_then(plain_title);
            Some(Meaning::Container(boxes::admonition(tag.get(KIND), title)))
        }
        ("frame", Some(_)) => Some(match tag.get(CAPTION) {
            Some(caption) => Meaning::Over(caption.to_owned()),
            None => Meaning::Container(Container::Plain),
        }),
        ("tabs" | "steps", Some(_)) => Some(Meaning::Container(Container::Plain)),
        ("tooltip" | "hovertext" | "popover" | "glossary" | "term" | "definition", Some(_)) => {
            tooltip(tag, inside)
        }
        (name, Some(_)) => containers::of_name(name, title())
            .map(|container| {
                let label = tag.get(&["title", "label"]).and_then(plain_title);
                let is_plain = matches!(container, Container::Plain);
                Meaning::Container(label.filter(|_| is_plain).map_or(container, Container::Label))
            })
            .or_else(|| unknown_file(tag, inside)),
        (_, None) => unknown_media(tag).or_else(|| unknown_file(tag, "")),
    }
}

/// An image, a video or a player, with its caption.
fn media(tag: &Component<'_>, kind: &str, body: &str) -> Option<Meaning> {
    let source = tag.get(SOURCE)?;
    let caption = tag.get(CAPTION).unwrap_or_default();
    if body.contains(['<', '{', '|']) || body.trim().contains("\n\n") {
        // More than a caption: it stays below.
        return shown(source, kind, tag.get(&["alt", "label", "title"]), "", false).map(
            |meaning| match meaning {
                Meaning::Figure { image, .. } => {
                    Meaning::Over(format!("{image}\n\n{caption}").trim_end().to_owned())
                }
                Meaning::Player { address, .. } => {
                    Meaning::Over(format!("<{address}>\n\n{caption}").trim_end().to_owned())
                }
                other => other,
            },
        );
    }
    let caption = caption_of(body, caption);
    shown(
        source,
        kind,
        tag.get(&["alt", "label", "title"]),
        &caption,
        kind == "figure" || !body.trim().is_empty(),
    )
}

fn shown(source: &str, kind: &str, alt: Option<&str>, caption: &str, has_caption: bool) -> Option<Meaning> {
    if let Some(address) = embeds::from_url(source) {
        return Some(Meaning::Player { address, caption: caption.trim().to_owned() });
    }
    let is_image = !matches!(
        kind,
        "video" | "audio" | "reactplayer" | "player" | "videoplayer" | "audioplayer" | "embed" | "iframe"
    );
    if !is_image && !is_film(source) {
        return None;
    }
    let words = caption.split_whitespace().collect::<Vec<_>>().join(" ");
    let alt = alt.map(str::to_owned).or_else(|| plain_title(&words)).unwrap_or_default();
    let caption = if has_caption || alt != words { words } else { String::new() };
    Some(Meaning::Figure { image: image(&alt, source), caption })
}

/// The file or player of a component that nobody knows: one attribute names it plainly.
fn unknown_media(tag: &Component<'_>) -> Option<Meaning> {
    let is_shown = |value: &str| is_picture(value) || is_film(value) || embeds::from_url(value).is_some();
    let (_, source) =
        tag.values().find(|(name, value)| *name != "alt" && *name != "title" && is_shown(value))?;
    let caption = tag.get(&["caption", "description"]).unwrap_or_default();
    shown(source, "image", tag.get(&["alt", "title", "label"]), caption, !caption.is_empty())
}

/// What a reader may download from a component that nobody knows, with what it encloses as the words of the link.
fn unknown_file(tag: &Component<'_>, body: &str) -> Option<Meaning> {
    let (_, file) = tag.values().find(|(_, value)| is_document(value))?;
    let is_words = !body.trim().contains('\n') && !body.contains(['<', '{', '[']);
    let title = tag.get(&["title", "label", "name", "text", "caption"]).filter(|title| *title != file);
    let words = if body.trim().is_empty() || !is_words { title.unwrap_or_default() } else { body };
    let link = link(words, file);
    Some(if is_words { Meaning::Instead(link) } else { Meaning::Over(link) })
}

/// Whether a value is the name of a file that is no picture and no code.
fn is_document(value: &str) -> bool {
    const EXTENSIONS: &[&str] = &[
        "pdf", "zip", "csv", "tsv", "xls", "xlsx", "ods", "doc", "docx", "odt", "rtf", "ppt", "pptx", "odp",
        "epub", "txt", "gz", "7z", "rar", "stl", "psd", "ai", "key", "pages", "numbers", "ipynb",
    ];
    let path = value.trim().split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty() && EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// A word, and in brackets behind it what is shown when one points at it.
fn tooltip(tag: &Component<'_>, body: &str) -> Option<Meaning> {
    let names = &["tip", "content", "text", "title", "label", "description", "definition", "tooltip"];
    let tip = tag.get(names).and_then(plain_title)?;
    let is_words = !body.contains("\n\n") && !body.trim().is_empty();
    is_words.then(|| Meaning::Instead(format!("{} ({})", body.trim(), jsx::escaped(&tip))))
}

fn address(tag: &Component<'_>, body: &str) -> Option<Meaning> {
    let address = tag.get(ADDRESS)?;
    let is_words = !body.contains("\n\n") && !body.contains(['<', '{']);
    let text =
        if body.trim().is_empty() { tag.get(&["text", "title", "label"]).unwrap_or_default() } else { body };
    is_words.then(|| Meaning::Instead(link(text, address)))
}

/// A card, with its link and what it says.
fn card(tag: &Component<'_>, body: Option<&str>) -> Option<Meaning> {
    let title = tag.get(TITLE);
    let over = match (tag.get(ADDRESS), title) {
        (Some(address), title) => format!("**{}**", link(title.unwrap_or_default(), address)),
        (None, Some(title)) => format!("**{}**", plain_title(title)?),
        (None, None) => return body.map(|_| Meaning::Container(Container::Plain)),
    };
    let picture = tag.get(&["image", "img", "src"]).filter(|image| is_picture(image));
    let picture = picture.map(|source| format!("{}\n\n", image(title.unwrap_or_default(), source)));
    let description = tag.get(&["description", "text", "subtitle"]).unwrap_or_default().trim();
    let over = format!("{}{over} {description}", picture.unwrap_or_default());
    Some(Meaning::Over(over.trim_end().to_owned()))
}

fn fenced(language: &str, code: &str) -> String {
    let marks = "`".repeat(code.split(|c| c != '`').map(str::len).max().unwrap_or(0).max(2) + 1);
    format!("{marks}{language}\n{}\n{marks}", code.trim_matches('\n'))
}

/// Code: in braces and backticks, as a fence, or as it is.
fn code(tag: &Component<'_>, body: &str) -> Option<Meaning> {
    let language = tag.get(&["language", "lang"]).unwrap_or_default().to_owned();
    let label = tag.get(&["title", "filename"]).and_then(plain_title);
    let literal = body.trim().strip_prefix("{`").and_then(|rest| rest.strip_suffix("`}"));
    if let Some(code) = literal {
        return Some(Meaning::Block(fenced(&language, code)));
    }
    if body.contains("```") || body.contains('<') || body.contains('{') {
        return Some(Meaning::Container(label.map_or(Container::Plain, Container::Label)));
    }
    body.contains('\n').then_some(Meaning::Code { language, label })
}

/// Writes the labels of tabs into their own tags, where the tag of the group has them (`items={['A', 'B']}`).
pub(super) fn label_children(
    rewriter: &mut Rewriter<'_, '_, '_>,
    tags: &[Component<'_>],
    partners: &[Option<usize>],
    parent: usize,
) {
    let Some(end) = partners[parent] else { return };
    let group = &tags[parent];
    let mut items = group.get(&["items"]).map(items).unwrap_or_default().into_iter();
    let values = group.get(&["values"]).map(labels).unwrap_or_default();
    let mut at = parent + 1;
    while at < end {
        let child = &tags[at];
        if child.role == Role::Start && matches!(child.kind().as_str(), "tab" | "tabitem") {
            let named = values.iter().find(|(value, _)| Some(*value) == child.get(&["value"]));
            let label = named.map(|(_, label)| *label).or_else(|| items.next()).unwrap_or_default();
            if !label.is_empty() && child.get(&["label", "title"]).is_none() {
                let name_end = child.range.start + 1 + child.name.len();
                rewriter.replace(name_end..name_end, format!(" label=\"{}\"", label.replace('"', "'")));
            }
        }
        at = partners[at].unwrap_or(at) + 1;
    }
}

/// `A` and `B` of `['A', 'B']`.
fn items(items: &str) -> Vec<&str> {
    let items = items.trim_matches(|c: char| "[] ".contains(c)).split(',');
    items.map(|item| item.trim_matches(|c: char| c.is_whitespace() || "'\"`".contains(c))).collect()
}

/// `a` and `A` of `[{label: 'A', value: 'a'}]`.
fn labels(values: &str) -> Vec<(&str, &str)> {
    let value = |object: &str, key: &str| -> Option<(usize, usize)> {
        let start = object.find(key)? + key.len();
        let rest = object[start..].trim_start_matches(['\'', '"', ':', ' ']);
        let first = object.len() - rest.len();
        Some((first, first + rest.find(['\'', '"', '`'])?))
    };
    let objects = values.split('{').skip(1).map(|object| object.split('}').next().unwrap_or(object));
    objects
        .filter_map(|object| {
            let ((from, to), (first, last)) = (value(object, "value")?, value(object, "label")?);
            Some((&object[from..to], &object[first..last]))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_a_group_are_read() {
        assert_eq!(items("['A b', \"C\"]"), ["A b", "C"]);
        assert_eq!(
            labels("[{label: 'A', value: 'a'}, {value: \"b\", label: \"B b\"}]"),
            [("a", "A"), ("b", "B b")]
        );
    }
}
