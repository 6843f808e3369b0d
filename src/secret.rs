//! Secrets: values that cannot be printed, and a mask over everything that is said.
//!
//! A [`Secret`] has no `Display` and no `Serialize`, and its `Debug` says `Secret(…)`. That alone does not
//! keep it from coming back: a server may repeat it, a library may log it, a panic may quote it. So each
//! secret is remembered here from the moment it exists, and [`mask`] takes every one of them out of a
//! text. Whatever leaves this program for a person (messages, logs, panics) goes through it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::ops::Range;
use std::sync::{LazyLock, PoisonError, RwLock};

use base64::Engine;
use base64::prelude::{BASE64_STANDARD_NO_PAD as STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD as URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretString};

/// What a secret is replaced with.
const MASK: &str = "[secret]";

/// Shorter "secrets" occur in ordinary words; masking them would only garble messages.
pub(crate) const SHORTEST_MASKED: usize = 6;

/// So long a piece of a secret is hidden wherever it appears: a server may cut what it repeats.
const PIECE: usize = 16;

/// Every secret of this process.
///
/// Global, because a process has one terminal and one log, and none of them may show any secret.
static KNOWN: LazyLock<RwLock<Known>> = LazyLock::new(RwLock::default);

/// Secrets in every form in which they may come back, in small letters.
#[derive(Default)]
struct Known {
    hasher: RandomState,
    /// The hashes of all pieces of [`PIECE`] bytes.
    pieces: HashSet<u64>,
    /// Secrets that are shorter.
    short: Vec<SecretString>,
}

impl Known {
    fn add(&mut self, form: &str) {
        let form = form.to_ascii_lowercase();
        if form.len() >= PIECE {
            let hashes = form.as_bytes().windows(PIECE).map(|piece| self.hasher.hash_one(piece));
            self.pieces.extend(hashes);
        } else if form.len() >= SHORTEST_MASKED {
            self.short.push(SecretString::from(form));
        }
    }

    /// Where secrets are in a text in small letters, from front to back.
    fn found(&self, text: &str) -> Vec<Range<usize>> {
        let windows = text.as_bytes().windows(PIECE).enumerate();
        let is_piece = |piece: &[u8]| self.pieces.contains(&self.hasher.hash_one(piece));
        let pieces = windows.filter(|(_, piece)| is_piece(piece)).map(|(at, _)| at..at + PIECE);
        let short = self.short.iter().map(ExposeSecret::expose_secret);
        let short =
            short.flat_map(|secret| text.match_indices(secret).map(|(at, found)| at..at + found.len()));
        let mut found: Vec<Range<usize>> = pieces.chain(short).collect();
        found.sort_by_key(|range| range.start);
        found
    }
}

/// A text that is never shown.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Takes a text, and hides it from now on wherever it appears.
    pub fn new(text: &str) -> Self {
        remember(text);
        Self(SecretString::from(text))
    }

    /// Opens the secret, for the request and the store that need it.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Takes every secret of this process out of a text: whole or a long piece of it, in any case, also where it is
/// percent-encoded or in Base64.
pub fn mask(text: &str) -> Cow<'_, str> {
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    // This keeps the places of all characters.
    let found = known.found(&text.to_ascii_lowercase());
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for Range { start, end } in found {
        let (start, end) = (text.floor_char_boundary(start), text.ceil_char_boundary(end));
        if start > at || at == 0 {
            out.push_str(&text[at.min(start)..start]);
            out.push_str(MASK);
        }
        at = end.max(at);
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

fn remember(text: &str) {
    if text.len() < SHORTEST_MASKED {
        return;
    }
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    known.add(text);
    let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
    known.add(&encoded);
    known.add(&percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string());
    for before in 0..3 {
        for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
            known.add(&in_base64(engine, text, before));
        }
    }
}

/// The letters of Base64 that depend on a text alone, when `before` other bytes stand before it.
fn in_base64(engine: &impl Engine, text: &str, before: usize) -> String {
    let bytes = [&[0; 2][..before], text.as_bytes()].concat();
    let encoded = engine.encode(&bytes);
    let first = (before * 8).div_ceil(6);
    let shared = usize::from(bytes.len() % 3 != 0);
    encoded[first..encoded.len() - shared].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_shown_by_nothing() {
        let secret = Secret::new("s3cret-of-one-test");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(mask("code=s3cret-of-one-test&x"), "code=[secret]&x");
        assert_eq!(secret.expose(), "s3cret-of-one-test");
    }

    #[test]
    fn a_secret_inside_an_address_is_masked_too() {
        let _secret = Secret::new("a/b+c==of-another-test");
        assert_eq!(mask("?refresh_token=a%2Fb%2Bc%3D%3Dof-another-test"), "?refresh_token=[secret]");
    }

    #[test]
    fn the_longer_of_two_secrets_is_taken_whole() {
        let _secrets = (Secret::new("third-test"), Secret::new("third-test-and-more"));
        assert_eq!(mask("third-test-and-more, third-test"), "[secret], [secret]");
    }

    #[test]
    fn no_form_of_a_secret_is_shown() {
        let _secret = Secret::new("pit-0a1b2c3d-Fourth-test/é");
        for (text, expected) in [
            ("is PIT-0A1B2C3D-FOURTH-TEST/é it", "is [secret] it"),
            ("cut: 0a1b2c3d-Fourth-te…", "cut: [secret]…"),
            ("Fourth-test", "Fourth-test"),
            ("%70it pit%2D0a1b2c3d%2DFourth%2Dtest%2f%C3%A9", "%70it [secret]"),
        ] {
            assert_eq!(mask(text), expected);
        }
        for before in ["", "a", "ab", "id:"] {
            let whole =
                base64::prelude::BASE64_STANDARD.encode(format!("{before}pit-0a1b2c3d-Fourth-test/é"));
            let masked = mask(&whole).into_owned();
            assert!(masked.contains(MASK) && masked.len() < MASK.len() + 10, "{masked}");
        }
    }

    #[test]
    fn several_secrets_in_one_text_are_masked_each() {
        let _secrets = (Secret::new("fifth-test-secret"), Secret::new("sixth"), Secret::new("seventh"));
        assert_eq!(mask("seventh, fifth-test-secret; sixth"), "[secret], [secret]; sixth");
    }

    #[test]
    fn ordinary_words_are_left_alone() {
        let _secret = Secret::new("any");
        assert_eq!(mask("any token"), "any token");
    }
}
