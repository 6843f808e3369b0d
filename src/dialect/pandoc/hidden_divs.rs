//! Fenced divs that a website's readers do not see: notes for teachers, and what is for other formats or profiles.

use crate::dialect::attributes::Attributes;

/// Formats that are what a lesson is.
const HTML: &[&str] = &["html", "html:js", "html4", "html5"];

/// Why readers do not see a div with these words behind its colons; `None` if they do.
pub(in crate::dialect) fn hidden_div(words: &str) -> Option<&'static str> {
    if words == "instructor" {
        return Some("it is a note for instructors");
    }
    let attributes = Attributes::read(words).filter(|attributes| attributes.length == words.len())?;
    let has = |class: &str| attributes.classes.contains(&class);
    if has("hidden") {
        return Some("its class is `hidden`");
    }
    let is_html = |key: &str| attributes.get(&[key]).map(|format| HTML.contains(&format));
    // Nobody chooses a profile, or sets a value, for an import.
    let is_never = |profile: &str, value: &str| attributes.get(&[profile, value]).is_some();
    let (is_visible, is_hidden) = (has("content-visible"), has("content-hidden"));
    let by_format = is_visible
        && (is_html("when-format") == Some(false) || is_html("unless-format") == Some(true))
        || is_hidden && (is_html("when-format") == Some(true) || is_html("unless-format") == Some(false));
    let by_profile = is_visible && is_never("when-profile", "when-meta")
        || is_hidden && is_never("unless-profile", "unless-meta");
    let is_bare = is_hidden && attributes.values.is_empty();
    match (by_format, by_profile || is_bare) {
        (true, _) => Some("it is for another format than HTML"),
        (_, true) => Some("it is shown in some editions only"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::hidden_div;

    #[test]
    fn what_readers_of_the_website_do_not_see_is_hidden() {
        for (words, is_hidden) in [
            ("instructor", true),
            ("instructor-note", false),
            ("{.hidden}", true),
            ("{.content-visible when-format=\"pdf\"}", true),
            ("{.content-visible when-format=\"html\"}", false),
            ("{.content-visible unless-format=html}", true),
            ("{.content-hidden when-format=\"html\"}", true),
            ("{.content-hidden when-format=\"latex\"}", false),
            ("{.content-hidden unless-format=\"pdf\"}", true),
            ("{.content-visible when-profile=\"teacher\"}", true),
            ("{.content-visible unless-profile=\"teacher\"}", false),
            ("{.content-hidden when-profile=\"teacher\"}", false),
            ("{.content-hidden}", true),
            ("{.callout-note}", false),
        ] {
            assert_eq!(hidden_div(words).is_some(), is_hidden, "{words}");
        }
    }
}
