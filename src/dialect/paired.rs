//! Template tags over whole lines: pairs of them with all that they enclose, and single ones that become a block.
//!
//! What is left for [`super::shortcode`] are single tags in a line, and those that nobody knows.

use super::hugo;
use super::lines::Lines;
use super::liquid;
use super::meaning::{self, Extent, Meaning, is_free};
use super::quarto;
use super::rewriter::Rewriter;
use super::tag::{self, Role, Syntax, Tag};

/// Rewrites the outermost tags.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let text = rewriter.text.as_str();
    let tags = tag::find(text, |range| is_free(rewriter, lines, range));
    let partners = tag::partners_of(&tags);
    let mut at = 0;
    while at < tags.len() {
        let end = partners[at];
        construct(rewriter, lines, &tags, &partners, at);
        at = end.unwrap_or(at) + 1;
    }
}

fn construct(
    rewriter: &mut Rewriter<'_, '_, '_>,
    lines: &Lines<'_>,
    tags: &[Tag<'_>],
    partners: &[Option<usize>],
    at: usize,
) {
    let tag = &tags[at];
    let extent = Extent { start: tag.range.clone(), end: partners[at].map(|end| tags[end].range.clone()) };
    let body = extent.end.as_ref().map(|_| extent.body(rewriter.text.as_str()));
    let meaning = match (tag.role, tag.syntax) {
        (Role::End, _) => None,
        (_, Syntax::Hugo) if rewriter.kind.is_pandoc() && body.is_none() => {
            quarto::meaning(tag).or_else(|| hugo::meaning(tag, body))
        }
        (_, Syntax::Hugo) => hugo::meaning(tag, body),
        (_, Syntax::Liquid) => liquid::meaning(tag, body),
    };
    match meaning {
        Some(meaning) => {
            if matches!(meaning, Meaning::Container(_)) && tag.syntax == Syntax::Hugo {
                hugo::label_children(rewriter, tags, partners, at);
            }
            meaning::write(rewriter, lines, &extent, meaning);
        }
        None if extent.end.is_some() => unknown(rewriter, lines, tag, &extent),
        None => {}
    }
}

/// Removes the tags of a pair that nobody knows; what it encloses stays.
fn unknown(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, tag: &Tag<'_>, extent: &Extent) {
    let name = tag.name();
    if tag.syntax == Syntax::Liquid && liquid::is_logic(&name) {
        return;
    }
    let (written, tool) = match tag.syntax {
        Syntax::Hugo => (format!("{{{{< {name} >}}}}"), "Hugo"),
        Syntax::Liquid => (format!("{{% {name} %}}"), "Jekyll or GitBook"),
    };
    rewriter.warn(
        &written,
        &extent.start,
        format!("`{written}` is a tag of {tool} and is removed"),
        "what it encloses is kept",
        "replace it with Markdown",
    );
    meaning::outdent(rewriter, lines, extent);
    rewriter.remove(extent.start.clone());
    if let Some(end) = extent.end.clone() {
        rewriter.remove(end);
    }
}
