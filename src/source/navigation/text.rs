//! Texts of navigations: titles without tags, and what is an address.

use crate::model::Title;

/// Whether an entry leads to a website, or anywhere else than to a page.
pub(crate) fn is_web_address(name: &str) -> bool {
    let scheme = name.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    name.starts_with("//") || scheme.is_some_and(is_scheme)
}

/// A title without the tags that some tools allow in it.
pub(super) fn title(text: &str) -> Option<Title> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        plain.push_str(before);
        let is_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        if let Some(end) = tag.find('>').filter(|_| is_tag) {
            rest = &tag[end + 1..];
        } else {
            plain.push('<');
            rest = &tag[1..];
        }
    }
    plain.push_str(rest);
    Title::new(&plain).or_else(|| Title::new(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_keeps_what_is_no_tag() {
        let of = |text: &str| title(text).map(|title| title.as_str().to_owned());
        assert_eq!(of("<b>One</b> & <i class=\"x\"></i>two").as_deref(), Some("One & two"));
        assert_eq!(of("a < b").as_deref(), Some("a < b"));
        assert_eq!(of("<br>").as_deref(), Some("<br>"));
        assert_eq!(of(" "), None);
    }

    #[test]
    fn an_address_has_a_scheme() {
        for web in ["https://a.example/x.md", "mailto:a@b.example", "//a.example"] {
            assert!(is_web_address(web), "{web}");
        }
        for page in ["a.md", "a/b:c.md", "c:x.md", "1: One.md"] {
            assert!(!is_web_address(page), "{page}");
        }
    }
}
