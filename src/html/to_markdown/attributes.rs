//! The attributes that a lesson's text keeps, with the values that they have there.

use pulldown_cmark_escape::escape_href;

use crate::html::canonical::characters;
use crate::html::mark::MARK;
use crate::html::sanitize::is_data;
use crate::html::tokens::Tag;
use crate::html::{allowed, style};

/// The attributes of a tag that are kept, in its order. `name` is the tag's, in lower case.
pub(super) fn of(name: &str, tag: &Tag<'_>) -> Vec<(String, String)> {
    let addresses = allowed::ADDRESSES.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, it)| it);
    let mut kept: Vec<(String, String)> = Vec::with_capacity(tag.attributes.len());
    for attribute in &tag.attributes {
        let attribute_name = attribute.name.to_ascii_lowercase();
        if kept.iter().any(|(known, _)| *known == attribute_name) {
            continue;
        }
        let value = characters(attribute.value).replace([MARK, '\0'], "");
        let value = if addresses.contains(&attribute_name.as_str()) {
            address(name, &value)
        } else if !allowed::is_attribute(name, &attribute_name) {
            None
        } else if attribute_name == "style" {
            Some(style::harmless(&value)).filter(|style| !style.is_empty())
        } else {
            Some(value)
        };
        kept.extend(value.map(|value| (attribute_name, value)));
    }
    kept
}

/// An address that is kept, with the characters escaped that a browser would escape.
fn address(tag: &str, value: &str) -> Option<String> {
    let value = value.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if is_data(value) {
        return (tag == "img").then(|| value.to_owned());
    }
    let end = value.find(['/', '?', '#']).unwrap_or(value.len());
    let scheme = value[..end].split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_known = |scheme: &str| match scheme {
        "http" | "https" => true,
        "mailto" | "tel" => tag == "a",
        // A drive of Windows, and a name with a dot in it (`a.md:3`).
        _ => scheme.len() == 1 || scheme.contains('.'),
    };
    if value.is_empty() || !scheme.as_deref().is_none_or(is_known) {
        return None;
    }
    let mut escaped = String::with_capacity(value.len());
    // Writing to a string does not fail.
    let _ = escape_href(&mut escaped, value);
    Some(characters(&escaped).into_owned())
}
