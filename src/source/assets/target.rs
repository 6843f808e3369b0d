//! A path as an author writes it in a link: percent escapes, `?query`, `#fragment`.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr2, memchr3};

use crate::model::is_markdown_extension;

/// The paths that a target can mean, the most literal first: a file may really be called `a#b.png` or
/// `100%.png`.
pub(super) fn readings(target: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let plain = memchr3(b'%', b'?', b'#', target.as_bytes()).is_none();
    let literal = Some(Cow::Borrowed(target));
    let decoded = (!plain).then(|| path(target));
    literal.into_iter().chain(decoded)
}

/// The path of a target, without its query and fragment, escapes undone.
pub(super) fn path(target: &str) -> Cow<'_, str> {
    let end = memchr2(b'?', b'#', target.as_bytes()).unwrap_or(target.len());
    decode(&target[..end])
}

/// The path behind a prefix that a tool would replace: `$lesson/`, `@site/`, `~/`, `ASSET_PATH/`, `%PUBLIC_URL%/`,
/// `{base}/`.
pub(super) fn without_prefix(target: &str) -> Option<&str> {
    let (prefix, rest) = target.split_once('/')?;
    let within = |open: &str, close: char| {
        let inner = prefix.strip_prefix(open).and_then(|inner| inner.strip_suffix(close));
        inner.is_some_and(|inner| !inner.is_empty())
    };
    let is_constant = prefix.starts_with(|c: char| c.is_ascii_uppercase())
        && prefix.contains('_')
        && prefix.bytes().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == b'_');
    let is_prefix =
        prefix.starts_with(['$', '@', '~']) || is_constant || within("%", '%') || within("{", '}');
    let rest = rest.trim_start_matches('/');
    (is_prefix && !rest.is_empty()).then_some(rest)
}

/// Whether a target is an address on the web.
pub(super) fn is_remote(target: &str) -> bool {
    let is_host = |at: usize| target[at..].starts_with("://");
    target.starts_with("//") || memchr_iter(b':', target.as_bytes()).any(is_host)
}

/// Whether a target names a page, and not a file that learners would open: Markdown, HTML, a folder,
/// or no extension at all.
pub(super) fn names_page(target: &str) -> bool {
    let path = path(target);
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    match extension(name) {
        Some(extension) => {
            is_markdown_extension(extension)
                || ["html", "htm"].iter().any(|page| extension.eq_ignore_ascii_case(page))
        }
        None => true,
    }
}

/// Whether a target holds what a template fills in: `{{ page.url }}`.
pub(super) fn is_template(target: &str) -> bool {
    ["{{", "{%"].iter().any(|start| target.contains(start))
}

/// Whether a target names a page as websites do, which is not by its Markdown file.
pub(super) fn names_page_of_site(target: &str) -> bool {
    let path = path(target);
    let is_markdown = path.rsplit_once('.').is_some_and(|(_, extension)| is_markdown_extension(extension));
    names_page(target) && !is_markdown
}

/// The path of a page without what websites put behind its name: `.html`, `/`, `/index`.
pub(super) fn without_page_extension(path: &str) -> &str {
    let bare = [".html", ".htm"].iter().find_map(|suffix| path.strip_suffix(suffix)).unwrap_or(path);
    let bare = bare.trim_end_matches('/');
    bare.strip_suffix("/index").unwrap_or(bare)
}

/// Whether the last part of a path has an extension.
pub(super) fn has_extension(path: &str) -> bool {
    extension(path.rsplit('/').next().unwrap_or_default()).is_some()
}

/// What looks like a file's extension: `v1.2` and `..` have none.
fn extension(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    let is_extension = extension.len() <= 8
        && extension.bytes().all(|c| c.is_ascii_alphanumeric())
        && extension.bytes().any(|c| c.is_ascii_alphabetic());
    (is_extension && !stem.is_empty()).then_some(extension)
}

/// Endings of the names of websites that are no extensions of files.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "edu", "gov", "io", "dev", "ai", "co", "tv", "info", "app", "eu", "us", "uk", "de",
    "fr", "es", "pt", "it", "nl", "br", "mx", "ca", "au", "jp", "cn", "ch", "at", "se", "dk", "fi",
];

/// Whether a target begins with the name of a website, without the `https://` in front that makes it
/// an address: `www.example.com/x`, `example.com`.
pub(super) fn begins_with_host(target: &str) -> bool {
    let host = target.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
    let mut labels = host.split('.');
    let is_host = labels.clone().count() >= 2
        && labels
            .all(|label| !label.is_empty() && label.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-'));
    let last = host.rsplit('.').next().unwrap_or_default();
    is_host && (host.starts_with("www.") || DOMAINS.contains(&last))
}

/// Undoes percent escapes; what is no valid escape, or would be no valid text, stays as it is.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%').then(|| bytes.get(at + 1..at + 3)).flatten();
        if let Some(byte) = escape.and_then(hex) {
            decoded.push(byte);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn hex(digits: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(digits[0])? * 16 + digit(digits[1])?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(target: &str, expected: &[&str]) {
        assert_eq!(readings(target).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn pages_have_no_extension_or_that_of_a_page() {
        let pages = ["../x", "../x/", "x.md", "x.HTML#a", "/docs/v1.2", "../..", "..", "x/?q=a.pdf"];
        assert!(pages.into_iter().all(names_page));
        assert!(!["x.pdf", "x.js#L3", "x.ipynb"].into_iter().any(names_page));
        assert!(names_page_of_site("/x.html") && !names_page_of_site("/x.md"));
    }

    #[test]
    fn a_host_is_told_from_a_file() {
        assert!(["www.a.shop/x", "a-b.com", "a.b.org/c.md", "a.io?x"].into_iter().all(begins_with_host));
        let files = ["a.md", "a.pdf/x", "com", "./a.com", "../a.com", "a b.com", "a..com", ".com", "v1.2/x"];
        assert!(!files.into_iter().any(begins_with_host));
    }

    #[test]
    fn what_a_tool_replaces_is_told_from_a_folder() {
        for (target, rest) in [
            ("$lesson/a.png", Some("a.png")),
            ("@site/static/a.png", Some("static/a.png")),
            ("@/a.png", Some("a.png")),
            ("~/x/a.png", Some("x/a.png")),
            ("~@/a.png", Some("a.png")),
            ("ASSET_PATH/a.png", Some("a.png")),
            ("%PUBLIC_URL%/a.png", Some("a.png")),
            ("{base}/a.png", Some("a.png")),
            ("${base}/a.png", Some("a.png")),
            ("$lesson//a.png", Some("a.png")),
            ("IMG/a.png", None),
            ("a/b.png", None),
            ("/a.png", None),
            ("@site/", None),
            ("%20/a.png", None),
            ("$5.png", None),
        ] {
            assert_eq!(without_prefix(target), rest, "{target}");
        }
    }

    #[test]
    fn a_target_is_first_taken_literally() {
        check("a b.png", &["a b.png"]);
        check("a%20b.png?raw=true#x", &["a%20b.png?raw=true#x", "a b.png"]);
        check("100%.png", &["100%.png", "100%.png"]);
        check("%ff%2", &["%ff%2", "%ff%2"]);
    }
}
