//! `{{ name }}`: a value that `MkDocs`, `MyST` or another generator puts there. Without its configuration nobody knows
//! it, and where no such tool is, it is text.

use memchr::memmem;

use crate::dialect::rewriter::Rewriter;

/// No name is longer.
const MAX_NAME: usize = 200;

/// Warns of names in two braces.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let tools = rewriter.kind.tools;
    if !tools.mkdocs && !tools.myst {
        return;
    }
    let text = rewriter.text.as_str();
    for start in memmem::find_iter(text.as_bytes(), "{{") {
        let rest = &text[start..text.floor_char_boundary(start + MAX_NAME)];
        let Some(length) = rest.find("}}") else { continue };
        let name = rest[2..length].trim();
        let is_name =
            name.starts_with(|c: char| c.is_alphabetic() || c == '_') && !name.contains(['\n', '{']);
        // Those in addresses are the site's.
        let is_address = text[..start].ends_with(['(', '<', '"', '\'', '=', '}']);
        if is_name && !is_address && rewriter.kept_until(start).is_none() {
            let range = start..start + length + 2;
            let message = format!("`{{{{ {name} }}}}` is a variable of another tool");
            let help = "write the value itself";
            return rewriter.warn("variable", &range, message, "shown to learners as written", help);
        }
    }
}
