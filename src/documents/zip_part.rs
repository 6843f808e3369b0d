//! Parts of an archive, with limits: an archive of a few kilobytes may hold gigabytes.

use std::io::{Cursor, Read};

use super::bytes::text;

/// A part of more bytes is not read.
const MAX_PART: u64 = 64 << 20;

/// So many bytes are read of one archive.
const MAX_ALL: u64 = 128 << 20;

/// An archive of more entries is no document.
const MAX_ENTRIES: usize = 20_000;

/// An archive in memory.
pub(super) struct Archive<'b> {
    zip: zip::ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl<'b> Archive<'b> {
    /// Opens an archive, or says why it is none.
    pub fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let zip = zip::ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| format!("it is not a document: {error}"))?;
        if zip.len() > MAX_ENTRIES {
            return Err(format!("it has more than {MAX_ENTRIES} parts"));
        }
        Ok(Self { zip, left: MAX_ALL })
    }

    /// A part of this name; `None` when it is not there, cannot be read, or is too large.
    pub fn part(&mut self, name: &str) -> Option<Vec<u8>> {
        let part = self.zip.by_name(name).ok()?;
        let most = MAX_PART.min(self.left);
        let mut bytes = Vec::new();
        part.take(most + 1).read_to_end(&mut bytes).ok()?;
        let read = bytes.len() as u64;
        self.left = self.left.saturating_sub(read);
        (read <= most).then_some(bytes)
    }

    /// The same as text.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let bytes = self.part(name)?;
        Some(text(&bytes))
    }
}
