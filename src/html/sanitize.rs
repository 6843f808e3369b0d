//! Sanitizes a page with the author's own HTML: it is balanced afterwards, and contains nothing that runs.
//!
//! The renderer already selects tags. This step guarantees the result, because it parses the page as a browser does.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use super::{allowed, already_clean};

const EMPTY: &str = "<p></p>";

/// Whether cleaning leaves a page, or some of its blocks, as they are. May say no where it does.
pub(crate) fn is_clean(html: &str) -> bool {
    already_clean::is_already_clean(html)
}

/// Cleans a page; marks of references survive it.
pub(crate) fn by_parsing(html: &str) -> String {
    let html = CLEANER.clean(html).to_string();
    // An end tag too many makes a paragraph with nothing in it.
    if html.contains(EMPTY) { html.replace(EMPTY, "") } else { html }
}

/// Cleans a text that is not Markdown, such as a description in `course.yaml`: one without tags stays as it is.
pub(crate) fn clean_text(text: String) -> String {
    let is_tag =
        |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    let has_tags = text.match_indices('<').any(|(at, _)| is_tag(&text[at + 1..]));
    if has_tags { by_parsing(&text) } else { text }
}

/// Whether an address carries its own data.
pub(crate) fn is_data(address: &str) -> bool {
    address.trim_start().get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"))
}

/// A cleaner that lets through what a lesson may hold. Which schemes an address may have is for its user
/// to say.
pub(crate) fn builder() -> Builder<'static> {
    let mut of_tags = HashMap::<_, HashSet<_>>::new();
    for (tag, names) in allowed::ADDRESSES.iter().chain(allowed::OF_TAGS) {
        of_tags.entry(*tag).or_default().extend(names.iter().copied());
    }
    let mut builder = Builder::new();
    builder
        .tags(allowed::TAGS.iter().copied().collect())
        .generic_attributes(allowed::ATTRIBUTES.iter().copied().collect())
        .tag_attributes(of_tags)
        .clean_content_tags(["script", "style"].into());
    builder
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = builder();
    builder
        .url_schemes(["http", "https", "mailto", "tel", "data"].into())
        // An image may carry its own data; a page may not.
        .attribute_filter(|element, _, value| (element == "img" || !is_data(value)).then(|| value.into()))
        // Links from plain Markdown have none either.
        .link_rel(None);
    builder
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_goes_even_if_it_came_this_far() {
        let html = "<div onclick=\"x\"><script>alert(1)</script><a href=\"javascript:x\">a</a><b>c";
        assert_eq!(by_parsing(html), "<div><a>a</a><b>c</b></div>");
        assert_eq!(by_parsing("<a href=\"DATA:text/html,x\">a</a>"), "<a>a</a>");
    }

    #[test]
    fn a_text_with_tags_is_cleaned_and_another_stays() {
        for (text, expected) in [
            ("1 < 2 & 3 <3", "1 < 2 & 3 <3"),
            ("a <b>b</b>", "a <b>b</b>"),
            ("a <img src=x onerror=alert(1)>", "a <img src=\"x\">"),
            ("a <script>b</script>c", "a c"),
        ] {
            assert_eq!(clean_text(text.to_owned()), expected);
        }
    }

    #[test]
    fn marks_survive() {
        let html = "<img src=\"\u{1}0\u{1}\" alt=\"\">";
        assert_eq!(by_parsing(html), html);
    }
}
