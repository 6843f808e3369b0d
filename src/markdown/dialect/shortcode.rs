//! Template tags: `{% … %}`, `{{< … >}}`, `{{% … %}}`, and `{{ site.baseurl }}` in addresses.

use std::ops::Range;

use crate::html::embeds::{self, Site};

use super::placeholder::Placeholder;
use super::rewriter::{MAX_COMMENT, Rewriter};
use super::zola;

/// No tag is longer.
const MAX_TAG: usize = 2_000;

/// Looks at the tag that begins at `start`; gives its length when it is done with.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, start: usize) -> Option<usize> {
    let rest = within(&rewriter.text.as_str()[start..], MAX_TAG);
    let (kind, closing) = match rest.as_bytes() {
        [b'{', b'%', ..] => (Kind::Liquid, "%}"),
        [b'{', b'{', b'<', ..] => (Kind::Hugo, ">}}"),
        [b'{', b'{', b'%', ..] => (Kind::Hugo, "%}}"),
        _ => return site_prefix(rewriter, start).or_else(|| zola::scan(rewriter, start)),
    };
    let opening = if kind == Kind::Liquid { 2 } else { 3 };
    let length = rest[opening..].find(closing)? + opening + closing.len();
    let inner = &rest[opening..length - closing.len()];
    // A tag reaches over lines at times, over paragraphs never.
    if inner.contains("\n\n") {
        return None;
    }
    let range = start..start + length;
    if kind == Kind::Liquid
        && let Some(taken) = comment(rewriter, start, length, inner)
    {
        return Some(taken);
    }
    let arguments = Arguments::read(inner);
    if let Some(player) = player(kind, &arguments) {
        if rewriter.is_alone(&range) {
            rewriter.insert(range, Placeholder::Player(player));
        } else {
            rewriter.replace(range, format!("<{player}>"));
        }
    } else if let Some(markdown) = known(kind, &arguments, rewriter.text.as_str()[..start].ends_with('(')) {
        rewriter.replace(range, markdown);
    } else {
        warn(rewriter, kind, &range);
    }
    Some(length)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Liquid,
    Hugo,
}

fn warn(rewriter: &mut Rewriter<'_, '_, '_>, kind: Kind, range: &Range<usize>) {
    let (name, tool) = match kind {
        Kind::Liquid => ("{% … %}", "Jekyll"),
        Kind::Hugo => ("{{< … >}}", "Hugo"),
    };
    let message = format!("`{name}` is a tag of {tool}, not Markdown");
    rewriter.warn(
        name,
        range,
        message,
        "shown to learners as written",
        "replace it with Markdown, or remove it",
    );
}

/// Removes `{% comment %}` with what is in it, and the two tags of `{% raw %}`.
fn comment(rewriter: &mut Rewriter<'_, '_, '_>, start: usize, length: usize, inner: &str) -> Option<usize> {
    match inner.trim_matches(['-', ' ']) {
        "raw" | "endraw" => Some(rewriter.remove(start..start + length)),
        "comment" => {
            let rest = within(&rewriter.text.as_str()[start + length..], MAX_COMMENT);
            let end = rest.find("endcomment")?;
            let end = end + rest[end..].find("%}")? + 2;
            Some(rewriter.remove(start..start + length + end))
        }
        _ => None,
    }
}

/// The name of a tag, and what follows it.
struct Arguments<'t> {
    name: &'t str,
    /// Each with its key, if it has one.
    values: Vec<(Option<&'t str>, &'t str)>,
}

impl<'t> Arguments<'t> {
    fn read(inner: &'t str) -> Self {
        let inner =
            inner.trim_matches(|c: char| c.is_whitespace() || c == '-').trim_end_matches('/').trim_end();
        let (name, mut rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let mut values = Vec::new();
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return Self { name, values };
            }
            let key_length = rest
                .find(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'' | '`'))
                .unwrap_or(rest.len());
            let key = (rest[key_length..].starts_with('=')).then(|| &rest[..key_length]);
            if key.is_some() {
                rest = &rest[key_length + 1..];
            }
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
            let (value, after) = match quote {
                Some(quote) => rest[1..].split_once(quote).unwrap_or((&rest[1..], "")),
                None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
            };
            values.push((key, value));
            rest = after;
        }
    }

    fn get(&self, keys: &[&str]) -> Option<&'t str> {
        keys.iter()
            .find_map(|key| self.values.iter().find(|(name, _)| *name == Some(*key)).map(|(_, value)| *value))
    }

    /// The first value without a key.
    fn first(&self) -> Option<&'t str> {
        self.values.iter().find(|(key, _)| key.is_none()).map(|(_, value)| *value)
    }
}

const ID: &[&str] = &["id", "video_id", "videoId", "video", "youtubeId", "youtube_id", "url", "src", "key"];

/// The address of the player that a tag asks for.
fn player(kind: Kind, arguments: &Arguments<'_>) -> Option<String> {
    if kind == Kind::Liquid && arguments.name == "include" {
        let file = arguments.first()?.rsplit('/').next()?.to_lowercase();
        let named = ["youtube", "vimeo", "loom", "wistia"].into_iter().find(|name| file.contains(name));
        let site = Site::from_name(arguments.get(&["provider", "type", "host"]).or(named)?)?;
        return embeds::from_id(site, arguments.get(ID)?);
    }
    let site = Site::from_name(arguments.name)?;
    embeds::from_id(site, arguments.get(ID).or_else(|| arguments.first())?)
}

/// Markdown for the other tags that are clear without the tool they are from.
fn known(kind: Kind, arguments: &Arguments<'_>, in_address: bool) -> Option<String> {
    if kind == Kind::Liquid {
        let is_link = matches!(arguments.name, "link" | "post_url") && in_address;
        return is_link.then(|| arguments.first().map(|path| format!("</{path}>"))).flatten();
    }
    let source = || {
        arguments
            .get(&["src", "link", "file"])
            .or_else(|| arguments.first())
            .filter(|source| !source.contains(['<', '>', '\n']))
    };
    match arguments.name {
        "ref" | "relref" if in_address => Some(format!("<{}>", source()?)),
        "figure" | "img" | "image" | "video" => {
            let alt = arguments.get(&["alt", "caption", "title"]).unwrap_or_default();
            let alt = alt.replace(['[', ']', '\n'], " ");
            Some(format!("![{alt}](<{}>)", source()?))
        }
        _ => None,
    }
}

/// Reduces `{{ site.baseurl }}` at the start of an address to nothing, and `{{ "/x" | relative_url }}`
/// to `/x`. Anywhere else double braces may be the lesson's own text.
fn site_prefix(rewriter: &mut Rewriter<'_, '_, '_>, start: usize) -> Option<usize> {
    let text = rewriter.text.as_str();
    let starts_address =
        text[..start].ends_with(['(', '<', '"', '\'', '=', '}']) || text[..start].ends_with("]: ");
    let length = within(&text[start..], MAX_TAG).find("}}").filter(|_| starts_address)? + 2;
    let inner = text[start + 2..start + length - 2].trim_matches(['-', ' ']);
    let after = &text[start + length..];
    let with = match inner {
        "site.baseurl" | "site.url" | "site.base_url" | "base_url" | "page.baseurl" | "base.url"
        | "site.github.url" | "root_url" => {
            if after.starts_with("{{") || after.starts_with('/') {
                ""
            } else {
                "/"
            }
        }
        _ => {
            let (path, filter) = inner.split_once('|')?;
            let is_address = ["relative_url", "absolute_url", "prepend", "url", "relURL", "absURL"]
                .iter()
                .any(|name| filter.trim().starts_with(name));
            is_address
                .then(|| path.trim().trim_matches(['"', '\'']))
                .filter(|path| !path.contains(char::is_whitespace))?
        }
    };
    rewriter.replace(start..start + length, with.to_owned());
    Some(length)
}

/// The first `limit` bytes of a text, or a little less.
fn within(text: &str, limit: usize) -> &str {
    &text[..text.floor_char_boundary(limit)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_have_keys_and_quotes_or_not() {
        let arguments = Arguments::read(" youtube  \"a b\" id='x y' start=3 last ");
        assert_eq!(arguments.name, "youtube");
        assert_eq!(
            arguments.values,
            [(None, "a b"), (Some("id"), "x y"), (Some("start"), "3"), (None, "last")]
        );
        assert_eq!(Arguments::read("a \"open").values, [(None, "open")]);
        assert_eq!(Arguments::read("a =").values, [(Some(""), "")]);
    }
}
