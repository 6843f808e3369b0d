//! Links of Markdown with the addresses of `MyST`: `[](#label)`, `[](page.md)`, `[text](project:#label)`.

use pulldown_cmark::{Event, LinkType, Tag};

use crate::commonmark::events::Spanned;
use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::image::{link, push_escaped};
use crate::dialect::rewriter::Rewriter;

use super::labels::{Labels, id};
use super::titles;

/// The schemes of addresses of `MyST`.
const SCHEMES: &[&str] = &["project:", "path:", "xref:", "inv:", "myst:", "doc:"];

/// Whether a text may hold links for [`rewrite`].
pub(super) fn may_be_in(text: &str) -> bool {
    memchr::memchr2_iter(b'(', b'<', text.as_bytes()).any(|at| {
        let (before, rest) = (&text[..at], &text[at + 1..]);
        let is_link = before.ends_with(']') && (rest.starts_with('#') || before.ends_with("[]"));
        is_link
            || rest.starts_with(['p', 'x', 'i', 'm', 'd', 'w'])
                && SCHEMES.iter().chain(&["doi:", "wiki:"]).any(|scheme| rest.starts_with(scheme))
    })
}

/// Rewrites a link, of which these are the events.
pub(super) fn rewrite(rewriter: &mut Rewriter<'_, '_, '_>, labels: &mut Labels, events: &[Spanned<'_>]) {
    let (Event::Start(Tag::Link { link_type, dest_url, .. }), range) = &events[0] else { return };
    let inner = &events[1..events.len() - 1];
    let is_bare = *link_type == LinkType::Autolink;
    if !is_bare && *link_type != LinkType::Inline {
        return;
    }
    if let Some(address) = on_the_web(dest_url) {
        let words = inner
            .last()
            .filter(|_| !is_bare)
            .map_or(range.start + 1..range.start + 1, |(_, last)| range.start + 1..last.end);
        let words = rewriter.text.as_str()[words].to_owned();
        let shown =
            if words.is_empty() { dest_url.split_once(':').map_or("", |(_, name)| name) } else { &words };
        return rewriter.replace(range.clone(), link(shown, &address));
    }
    let scheme = SCHEMES.iter().find(|scheme| dest_url.starts_with(**scheme));
    let target = &dest_url[scheme.map_or(0, |scheme| scheme.len())..];
    let is_elsewhere = matches!(scheme, Some(&("xref:" | "inv:" | "myst:")));
    let words = if is_bare { None } else { inner.last().map(|(_, last)| range.start + 1..last.end) };
    if words.is_some() && scheme.is_none() {
        // As it is, except that a label may be written in another way than its id.
        if let Some(label) = target.strip_prefix('#')
            && labels.find(label).is_some()
            && id(label) != label
        {
            let end = words.map_or(range.end, |words| words.end);
            rewriter.replace(end..range.end, format!("](<#{}>)", id(label)));
        }
        return;
    }
    if is_bare && scheme.is_none() {
        return;
    }
    let label = target.strip_prefix('#');
    let title = label.and_then(|label| labels.find(label)).map(str::to_owned);
    let is_lost =
        is_elsewhere || (label.is_some() && title.is_none() && (scheme.is_some() || words.is_none()));
    let address = label
        .filter(|_| title.is_some())
        .map_or_else(|| target.to_owned(), |label| format!("#{}", id(label)));
    if is_lost && words.is_some() {
        dropped(rewriter, range);
    } else if is_lost {
        lost(rewriter, range, target);
    }
    if let Some(words) = words {
        if is_lost {
            rewriter.remove(range.start..range.start + 1);
            rewriter.remove(words.end..range.end);
        } else {
            rewriter.replace(words.end..range.end, format!("](<{address}>)"));
        }
        return;
    }
    let title = title.filter(|title| !title.is_empty()).or_else(|| titles::of_page(rewriter, target));
    let title = title.unwrap_or_else(|| words_of(target));
    let mut text = String::new();
    push_escaped(&mut text, &title);
    rewriter.replace(range.clone(), if is_lost { text } else { link(&text, &address) });
}

/// The address that a short form of one means.
fn on_the_web(address: &str) -> Option<String> {
    let (scheme, name) = address.split_once(':')?;
    match scheme {
        "doi" => Some(format!("https://doi.org/{name}")),
        "wiki" => Some(format!("https://en.wikipedia.org/wiki/{name}")),
        _ => None,
    }
}

/// Words for a target without a title.
fn words_of(target: &str) -> String {
    match target.strip_prefix('#') {
        Some(label) => titles::readable(label),
        None if target.contains("://") => target.to_owned(),
        None => titles::readable(target.split('#').next().unwrap_or(target)),
    }
}

/// Says that a link to another page goes, which has a text.
pub(super) fn dropped(rewriter: &mut Rewriter<'_, '_, '_>, range: &std::ops::Range<usize>) {
    let message = "a link to a label of another page is removed; its text is kept";
    let finding = Diagnostic::new(Code::InternalLinkDropped, message)
        .label("lessons have no address before the import");
    rewriter.say_once("label", range, finding);
}

/// Says that the target of a link is not on this page.
pub(super) fn lost(rewriter: &mut Rewriter<'_, '_, '_>, range: &std::ops::Range<usize>, target: &str) {
    let label = target.trim_start_matches('#');
    let message = format!("the label `{label}` is not on this page");
    let finding = Diagnostic::new(Code::UnsupportedSyntax, message)
        .label("the link is removed, its text is kept")
        .help("link to the page, with the text that readers should see");
    rewriter.say_once("label", range, finding);
}
