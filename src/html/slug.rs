//! The ids that GitHub makes of headings.

/// Writes a text as it is in the id of the first heading that reads so.
pub(crate) fn push_slug(slug: &mut String, text: &str) {
    slug.reserve(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | '-' | '_' => slug.push(c),
            ' ' => slug.push('-'),
            'A'..='Z' => slug.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
}
