//! Addresses in links and images: kept as they are, resolved to a file of the course, or removed.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memrchr};

/// What an address in a page is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// A file or page of the course, as written.
    Local(&'a str),
    /// An image that is in the address itself: `data:image/png;base64,…`.
    Inline(&'a str),
    /// Somewhere else, or a place in the page; ready to be written.
    Elsewhere(Cow<'a, str>),
    /// Nothing at all.
    Empty,
    /// A scheme that could run code, or that no reader's browser can follow.
    Refused,
}

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Link,
    Image,
    Media,
}

/// Extensions of video files.
const VIDEO: &[&[u8]] = &[b"mp4", b"mov", b"webm", b"wmv", b"avi", b"m4v", b"ogv", b"mkv", b"qt"];

/// Sorts an address.
pub(super) fn classify(raw: &str, to: Use) -> Address<'_> {
    let address = raw.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if address.is_empty() {
        return Address::Empty;
    }
    // Docusaurus writes this before files that it is to leave alone.
    let address = address.strip_prefix("pathname://").unwrap_or(address);
    if let Some(rest) = address.strip_prefix("//") {
        return Address::Elsewhere(format!("https://{rest}").into());
    }
    if address.starts_with('#') && to == Use::Link {
        return Address::Elsewhere(address.into());
    }
    let Some(scheme) = scheme(address) else { return Address::Local(address) };
    let allowed = match scheme.as_ref() {
        "http" | "https" => true,
        "mailto" | "tel" => to == Use::Link,
        "data" if to == Use::Image && is_data_image(address) => return Address::Inline(address),
        _ => false,
    };
    if allowed { Address::Elsewhere(address.into()) } else { Address::Refused }
}

/// Whether the address has the extension of a video (before a query or fragment).
pub(super) fn is_video(address: &str) -> bool {
    has_extension(address, VIDEO)
}

fn has_extension(address: &str, extensions: &[&[u8]]) -> bool {
    let end = memchr2(b'?', b'#', address.as_bytes()).unwrap_or(address.len());
    let path = &address.as_bytes()[..end];
    // A name with a `/` behind its last dot ends like none of these.
    memrchr(b'.', path)
        .is_some_and(|dot| extensions.iter().any(|known| path[dot + 1..].eq_ignore_ascii_case(known)))
}

/// The scheme as a browser understands it: it skips tabs, line ends and control characters inside.
/// A single letter is a Windows drive, and a name with a dot in it a file (`a.md:3`).
fn scheme(address: &str) -> Option<Cow<'_, str>> {
    // No scheme ends without it.
    memchr(b':', address.as_bytes())?;
    let is_of_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-');
    let end = address.find(|c: char| !is_of_scheme(c) && !c.is_control())?;
    let (written, rest) = address.split_at(end);
    let scheme = if written.chars().all(|c| is_of_scheme(c) && !c.is_ascii_uppercase()) {
        Cow::Borrowed(written)
    } else {
        Cow::Owned(written.chars().filter(|&c| is_of_scheme(c)).map(|c| c.to_ascii_lowercase()).collect())
    };
    (rest.starts_with(':') && scheme.len() > 1).then_some(scheme)
}

fn is_data_image(address: &str) -> bool {
    address.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("data:image/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, to: Use, expected: &Address<'_>) {
        assert_eq!(classify(address, to), *expected, "{address}");
    }

    #[test]
    fn files_are_local() {
        for address in
            ["a.png", "../a b.png", "/img/a.png", "./a.md#part", "C:\\a.png", "a.md:3", "?x", "2:1.md"]
        {
            check(address, Use::Link, &Address::Local(address));
        }
    }

    #[test]
    fn a_file_that_a_generator_leaves_alone_is_local() {
        check("pathname:///files/a.pdf", Use::Link, &Address::Local("/files/a.pdf"));
        check("pathname://a.pdf", Use::Image, &Address::Local("a.pdf"));
        check("pathname://javascript:x", Use::Link, &Address::Refused);
    }

    #[test]
    fn other_sites_are_elsewhere() {
        for address in ["https://a.b", "HTTP://a.b", "mailto:a@b.c", "tel:+49", "#part"] {
            check(address, Use::Link, &Address::Elsewhere(address.into()));
        }
        check("//a.b/c", Use::Image, &Address::Elsewhere("https://a.b/c".into()));
        check("data:image/png;base64,AA", Use::Image, &Address::Inline("data:image/png;base64,AA"));
    }

    #[test]
    fn schemes_that_run_code_are_refused_however_they_are_spelled() {
        for address in [
            "javascript:x",
            " JavaScript:x",
            "java\tscript:x",
            "\u{1}javascript:x",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc",
        ] {
            check(address, Use::Link, &Address::Refused);
        }
        check("data:image/png;base64,AA", Use::Link, &Address::Refused);
    }

    #[test]
    fn videos_are_known_by_their_extension() {
        for address in ["a.mp4", "/x/a.MOV", "a.webm?t=1#b"] {
            assert!(is_video(address), "{address}");
        }
        for address in ["mp4", "a.mp4.png", "a.mp4/b", "a.png?b.mp4"] {
            assert!(!is_video(address), "{address}");
        }
    }
}
