//! The attributes that are kept of the author's HTML.

use crate::html::escape::push_attribute;
use crate::html::tokens::{Tag, decode};
use crate::html::{allowed, style};

use super::writer::Writer;

pub(super) fn open_tag(w: &mut Writer<'_, '_, '_>, name: &str) {
    w.out.push('<');
    w.out.push_str(name);
}

/// Writes the attributes that any tag may have.
pub(super) fn attributes(w: &mut Writer<'_, '_, '_>, tag: &Tag<'_>) {
    let of = tag.name.to_ascii_lowercase();
    for attribute in &tag.attributes {
        let name = attribute.name.to_ascii_lowercase();
        let name = if name == "classname" { "class" } else { name.as_str() };
        if !allowed::is_attribute(&of, name) {
            continue;
        }
        let value = decode(attribute.value);
        match name {
            "id" if !w.page.ids.take(&value) => {}
            "style" => {
                let style = style::harmless(&value);
                if !style.is_empty() {
                    push_attribute(w.out, "style", &style);
                }
            }
            _ => push_attribute(w.out, name, &value),
        }
    }
}
