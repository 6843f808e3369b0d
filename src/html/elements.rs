//! The kinds of HTML elements, including elements that are not kept ([`super::allowed`]). Names are in lower case.

use super::allowed;

/// Tags that are known and dropped without a word, what is in them kept.
const DROPPED: &[&str] = &[
    "address", "area", "body", "data", "font", "frame", "frameset", "head", "hgroup", "html", "map", "menu",
    "noscript", "param", "picture", "search", "slot", "track", "nobr", "dialog", "base", "meta", "noframes",
    "rtc", "image",
];

/// Tags of forms and the like, dropped with a warning; the words in them are kept.
pub(crate) const FORM: &[&str] = &[
    "button",
    "datalist",
    "fieldset",
    "form",
    "label",
    "legend",
    "meter",
    "optgroup",
    "option",
    "output",
    "progress",
    "select",
    "textarea",
    "applet",
    "marquee",
    "plaintext",
    "xmp",
];

/// Tags that are dropped with a warning together with what is in them: it is no text.
pub(crate) const WITH_CONTENT: &[&str] =
    &["script", "style", "svg", "math", "template", "canvas", "title", "object", "embed", "link"];

/// Whether a tag has no end tag.
pub(crate) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "col"
            | "hr"
            | "img"
            | "input"
            | "source"
            | "wbr"
            | "embed"
            | "link"
            | "meta"
            | "base"
            | "area"
            | "param"
            | "track"
    )
}

/// Whether an element ends a paragraph.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "article"
            | "aside"
            | "blockquote"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "ul"
    )
}

/// Tags of text, which may not reach out of the block that they are in.
pub(crate) const FORMATTING: &[&str] = &[
    "a", "abbr", "b", "big", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "strike", "strong", "sub", "sup", "tt", "u", "var",
];

/// Whether HTML has a tag of this name (lower case), kept or not.
pub(crate) fn is_known(name: &str) -> bool {
    [allowed::TAGS, DROPPED, FORM, WITH_CONTENT].iter().any(|names| names.contains(&name))
}
