//! Ids of courses, categories, lessons and the like, checked before they become a part of a path.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The longest id that is taken: a uuid has 36 characters.
const LONGEST: usize = 64;

/// An id of the platform: 1 to 64 letters, digits, hyphens and underscores of ASCII, a digit among them.
///
/// The reference types all of them as uuids. Whatever has another shape but these characters is taken as well; a plain
/// word is not, because `…/categories/sequence` and `…/categories/progress` are other calls.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id(String);

/// A text that is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

impl TryFrom<String> for Id {
    type Error = NotAnId;

    fn try_from(text: String) -> Result<Self, NotAnId> {
        Self::new(&text).ok_or(NotAnId)
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0
    }
}

impl Id {
    /// Takes a text that is an id; `None` for any other.
    pub fn new(text: &str) -> Option<Self> {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let is_id = (1..=LONGEST).contains(&text.len())
            && text.bytes().all(is_part)
            && text.bytes().any(|byte| byte.is_ascii_digit());
        is_id.then(|| Self(text.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn only_what_can_be_one_segment_of_a_path_is_an_id() {
        for text in ["0b1f6c5e-8f0e-4c8f-9d4b-0d6a3f0c2e11", "64f0c0ffee0123456789abcd", "42", "a_1"] {
            assert_eq!(Id::new(text).unwrap().as_str(), text);
        }
        let long = "1".repeat(65);
        for text in ["", "sequence", "progress", "..", "1/2", "1?a", "1#", "1%2f", " 1", "1\n", "é1", &long]
        {
            assert_eq!(Id::new(text), None, "{text:?}");
        }
    }
}
