//! Where a course goes, and the short name that records have for it.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Where a course goes: an API host and a location (sub-account) there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Destination {
    /// Host of the API, with the port where it is not the usual one.
    pub host: String,
    /// The location's id.
    pub location: String,
}

/// What a record says of its destination: six characters that are made of host and location, so that two people who add
/// the same one give it the same tag, and a record that lost the record of its target is found again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tag(String);

impl Tag {
    const LENGTH: usize = 6;

    pub(super) fn of(to: &Destination) -> Self {
        let hash = blake3::hash(format!("{}\n{}", to.host, to.location).as_bytes());
        let mut text = URL_SAFE_NO_PAD.encode(hash.as_bytes());
        text.truncate(Self::LENGTH);
        Self(text)
    }

    /// Reads what [`fmt::Display`] writes.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        (text.len() == Self::LENGTH && text.bytes().all(is_part)).then(|| Self(text.to_owned()))
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Locks hold these.
    #[test]
    fn tags_are_the_same_for_ever() {
        let to = Destination {
            host: "services.leadconnectorhq.com".into(),
            location: "ve9EPM428h8vShlRW1KT".into(),
        };
        let tag = Tag::of(&to);
        assert_eq!((tag.to_string().len(), Tag::parse(&tag.to_string())), (6, Some(tag)));
        for text in ["", "abcde", "abcdefg", "abcde=", "abcdé"] {
            assert_eq!(Tag::parse(text), None);
        }
    }
}
