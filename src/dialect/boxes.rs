//! Boxes whose kind is a value and not the name: `{% hint style="info" %}`, `{{% notice tip %}}`, `<Aside type="tip">`.

use crate::html::admonitions::{self, Look};

use super::containers::Container;
use super::title_words;

/// Whether a name says no more than that it is a box.
pub(super) fn is_box(name: &str) -> bool {
    matches!(
        name,
        "notice"
            | "callout"
            | "alert"
            | "hint"
            | "admonition"
            | "aside"
            | "block"
            | "panel"
            | "message"
            | "box"
            | "infobox"
            | "prompt"
    )
}

/// A box of a kind. A name that is no kind (a color, an icon) makes it a note.
pub(super) fn admonition(kind: Option<&str>, title: Option<String>) -> Container {
    let kind = kind.unwrap_or_default().to_ascii_lowercase();
    let (look, name_as_title) = match kind.as_str() {
        "primary" | "secondary" | "light" | "dark" | "default" | "alert" | "callout" => (Look::NOTE, None),
        "positive" => (Look::TIP, None),
        "negative" | "critical" => (Look::CAUTION, None),
        "warn" => (Look::WARNING, None),
        kind => admonitions::known(kind).unwrap_or((Look::NOTE, None)),
    };
    Container::Admonition { look, title: title.or(name_as_title) }
}

/// Whether a value is the kind of a box.
pub(super) fn is_kind(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    admonitions::known(&value).is_some() || matches!(value.as_str(), "warn" | "positive" | "negative")
}

/// A title as plain text: it may hold Markdown.
pub(super) fn plain_title(title: &str) -> Option<String> {
    let title = title_words::of(title);
    (!title.is_empty()).then_some(title)
}
