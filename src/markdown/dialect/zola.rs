//! Shortcodes of Zola that show a video: `{{ youtube(id="…") }}`. Others may be a lesson's own text.

use crate::html::embeds::{self, Site};

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
    let site = Site::from_name(name.trim())?;
    let id = arguments.split(',').find_map(|argument| {
        let (key, value) = argument.split_once('=')?;
        matches!(key.trim(), "id" | "url").then(|| value.trim().trim_matches(['"', '\'', '`']))
    })?;
    let player = embeds::from_id(site, id)?;
    let range = start..start + length;
    if rewriter.is_alone(&range) {
        rewriter.insert(range, Placeholder::Player(player));
    } else {
        rewriter.replace(range, format!("<{player}>"));
    }
    Some(length)
}
