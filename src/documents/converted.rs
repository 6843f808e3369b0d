//! What a document becomes, and the words for what of it is lost.

/// A document as Markdown.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Converted {
    pub markdown: String,
    /// What does not come along, in words: `2 outputs`.
    pub lost: Vec<String>,
}

/// `1 output`, `2 outputs`; nothing for none.
pub(super) fn counted(number: usize, one: &str, more: &str) -> Option<String> {
    match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{number} {more}")),
    }
}

/// A title as front matter.
pub(super) fn front_matter(title: &str) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let quoted = title.replace('\\', "\\\\").replace('"', "\\\"");
    format!("---\ntitle: \"{quoted}\"\n---\n\n")
}
