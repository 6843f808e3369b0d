//! What the named blocks of all tools stand for: boxes, details, tabs, figures.
//!
//! `:::note`, ```` ```{note} ````, `!!! note`, `{% hint %}`, `{{% notice %}}` and `<Note>` are spellings of one thing.
//! Each dialect finds its own beginnings and ends; what is written there is decided here, so that it is the same.

use std::ops::Range;

use crate::html::admonitions::{self, Look};

use super::placeholder::Placeholder;
use super::rewriter::Rewriter;

/// What stands at the beginning and at the end of a block.
#[derive(Debug)]
pub(super) enum Container {
    Admonition {
        look: Look,
        title: Option<String>,
    },
    Details {
        summary: String,
        is_open: bool,
    },
    /// A bold line over what follows: a tab, a step, a card.
    Label(String),
    /// Nothing: what is inside stays.
    Plain,
}

/// What a block's name means to the tools that have it; `title` is plain text. `None` for a name that is none of them.
pub(super) fn of_name(name: &str, title: Option<String>) -> Option<Container> {
    let folded = name.to_ascii_lowercase();
    let label = |title: Option<String>| title.map_or(Container::Plain, Container::Label);
    Some(match folded.as_str() {
        "details" | "dropdown" | "collapse" | "collapsible" | "expand" | "expandable" | "accordion"
        | "accordionitem" | "accordion-item" | "toggle" | "spoiler" | "ask" | "detail" => {
            Container::Details { summary: title.unwrap_or_else(|| "Details".to_owned()), is_open: false }
        }
        "tabs" | "tab-set" | "tabset" | "panel-tabset" | "code-group" | "codegroup" | "code-tabs"
        | "tabpane" | "tabbed" | "steps" | "stepper" | "cards" | "cardgroup" | "card-group" | "cardgrid"
        | "columns" | "column" | "grid" | "div" | "center" | "row" | "col" | "filetree" | "file-tree"
        | "accordiongroup" | "accordions" | "tablist" | "tabpanels" | "raw" | "v-pre" | "fragment"
        | "codeblock" => Container::Plain,
        "tab" | "tab-item" | "tabitem" | "tabpanel" | "codegroupitem" | "step" | "card"
        | "grid-item-card" | "linkcard" => label(title),
        _ => {
            let (look, default_title) = admonitions::known(&folded)?;
            Container::Admonition { look, title: title.or(default_title) }
        }
    })
}

/// Writes the beginning of a block in the place of a range.
pub(super) fn open(rewriter: &mut Rewriter<'_, '_, '_>, range: Range<usize>, container: Container) {
    match start(container) {
        Some(placeholder) => rewriter.insert(range, placeholder),
        None => rewriter.replace(range, String::new()),
    }
}

/// What stands at the beginning of a block, if anything does.
pub(super) fn start(container: Container) -> Option<Placeholder> {
    Some(match container {
        Container::Admonition { look, title } => Placeholder::AdmonitionStart { look, title },
        Container::Details { summary, is_open } => Placeholder::DetailsStart { summary, is_open },
        Container::Label(text) => Placeholder::Label(text),
        Container::Plain => return None,
    })
}

/// Writes the end of a block that [`open`] began.
pub(super) fn close(rewriter: &mut Rewriter<'_, '_, '_>, range: Range<usize>, container: &Container) {
    match end(container) {
        Some(placeholder) => rewriter.insert(range, placeholder),
        None => rewriter.replace(range, String::new()),
    }
}

/// What stands at the end of a block, if anything does.
pub(super) fn end(container: &Container) -> Option<Placeholder> {
    match container {
        Container::Admonition { .. } => Some(Placeholder::AdmonitionEnd),
        Container::Details { .. } => Some(Placeholder::DetailsEnd),
        Container::Label(_) | Container::Plain => None,
    }
}
