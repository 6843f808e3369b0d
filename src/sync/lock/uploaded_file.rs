//! A file that the platform has.

/// A file that the platform has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadedFile {
    /// BLAKE3 of the bytes that were sent, in hexadecimal.
    pub hash: String,
    /// How many bytes were sent.
    pub bytes: u64,
    /// Its path in the course when it was uploaded, for readers.
    pub path: String,
    /// Where everybody can get it.
    pub url: String,
    /// The platform's id.
    pub id: Option<String>,
}

impl UploadedFile {
    /// What it is found by.
    pub(super) fn key(&self) -> &str {
        key(&self.hash)
    }
}

/// What a file with this hash is found by: the half of it. Chance meets that in no course.
pub(super) fn key(hash: &str) -> &str {
    hash.get(..32).unwrap_or(hash)
}
