//! A path as an author writes it in a link: percent escapes, `?query`, `#fragment`.

use std::borrow::Cow;

/// The paths that a target can mean, the most literal first: a file may really be called `a#b.png` or
/// `100%.png`.
pub(super) fn readings(target: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let plain = !target.contains(['%', '?', '#']);
    let literal = Some(Cow::Borrowed(target));
    let decoded = (!plain).then(|| path(target));
    literal.into_iter().chain(decoded)
}

/// The path of a target, without its query and fragment, escapes undone.
pub(super) fn path(target: &str) -> Cow<'_, str> {
    let end = target.find(['?', '#']).unwrap_or(target.len());
    decode(&target[..end])
}

/// Whether a target is an address on the web.
pub(super) fn is_remote(target: &str) -> bool {
    target.contains("://") || target.starts_with("//")
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
    fn a_target_is_first_taken_literally() {
        check("a b.png", &["a b.png"]);
        check("a%20b.png?raw=true#x", &["a%20b.png?raw=true#x", "a b.png"]);
        check("100%.png", &["100%.png", "100%.png"]);
        check("%ff%2", &["%ff%2", "%ff%2"]);
    }
}
