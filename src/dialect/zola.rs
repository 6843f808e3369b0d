//! Shortcodes of Zola: `{{ youtube(id="…") }}`, `{{ image(src="…") }}`. Without Zola's folders, one whose values are
//! numbers only may be a lesson's own text.

use std::ops::Range;

use crate::html::embeds::{self, Site};

use super::meaning::{image, is_film, is_picture};
use super::placeholder::Placeholder;
use super::rewriter::Rewriter;

/// No shortcode is longer.
const MAX_LENGTH: usize = 300;

/// Looks at the braces that begin at `start`; gives the shortcode's length when it is done with.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, start: usize) -> Option<usize> {
    let text = rewriter.text.as_str();
    let rest = &text[start..text.floor_char_boundary(start + MAX_LENGTH)];
    let length = rest.find("}}")? + 2;
    let call = rest[2..length - 2].trim();
    let (name, arguments) = call.strip_suffix(')')?.split_once('(')?;
    let name = name.trim();
    let is_name =
        !name.is_empty() && name.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'_' | b':'));
    if !is_name || (!rewriter.kind.tools.zola && !has_text(arguments)) {
        return None;
    }
    let range = start..start + length;
    let Some(site) = Site::from_name(name) else {
        match shown(name, arguments) {
            Some(markdown) => rewriter.replace(range, markdown),
            None => unknown(rewriter, name, &range),
        }
        return Some(length);
    };
    let Some(player) = value(arguments, &["id", "url"]).and_then(|id| embeds::from_id(site, id)) else {
        unknown(rewriter, name, &range);
        return Some(length);
    };
    if rewriter.is_alone(&range) {
        rewriter.insert(range, Placeholder::Player(player));
    } else {
        rewriter.replace(range, format!("<{player}>"));
    }
    Some(length)
}

/// Whether one of the values is a text with a key: `a="b"`.
fn has_text(arguments: &str) -> bool {
    let is_text = |value: &str| value.trim_start().starts_with(['"', '\'', '`']);
    let is_key = |key: &str| key.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_') && !key.is_empty();
    let (key, value) = arguments.split_once('=').unwrap_or_default();
    is_key(key.trim()) && (is_text(value) || value.split(',').skip(1).any(|part| part.contains("=\"")))
}

/// The value of the first of these keys.
fn value<'t>(arguments: &'t str, keys: &[&str]) -> Option<&'t str> {
    keys.iter().find_map(|wanted| {
        let mut rest = arguments;
        while let Some((key, after)) = rest.split_once('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
            let (value, next) = match quote {
                Some(quote) => after[1..].split_once(quote)?,
                None => after.split_once(',').unwrap_or((after, "")),
            };
            if key.trim_matches(|c: char| c == ',' || c.is_whitespace()) == *wanted {
                return Some(value.trim());
            }
            rest = next;
        }
        None
    })
}

/// Markdown of an image, a video or a sound.
fn shown(name: &str, arguments: &str) -> Option<String> {
    let source = value(arguments, &["src", "path", "url", "file", "image"])?;
    let is_media =
        ["image", "img", "figure", "picture", "video", "audio", "photo"].iter().any(|it| name.contains(it));
    let is_file = (is_picture(source) || is_film(source)) && !source.contains(['<', '>', '\n']);
    let alt = value(arguments, &["alt", "caption", "title"]).unwrap_or_default();
    (is_media && is_file).then(|| {
        let caption = value(arguments, &["caption", "title"]).filter(|caption| *caption != alt);
        let caption = caption.map(|caption| format!(" {caption}")).unwrap_or_default();
        format!("{}{caption}", image(alt, source))
    })
}

fn unknown(rewriter: &mut Rewriter<'_, '_, '_>, name: &str, range: &Range<usize>) {
    let message = format!("`{{{{ {name}(…) }}}}` is a shortcode of Zola, not Markdown");
    let help = "replace it with Markdown, or remove it";
    rewriter.warn(name, range, message, "shown to learners as written", help);
}
