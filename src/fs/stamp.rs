//! Whether a file is still what it was when it was read.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// The coarsest clock of a file system in use (FAT).
const UNSURE: Duration = Duration::from_secs(2);

/// What is known of a file without reading it, as far as a change shows in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(Of);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Of {
    Disk {
        len: u64,
        modified: SystemTime,
        /// Device, number, and time of the last change of anything: of a file that took another's place with
        /// its old date, these differ.
        own: [i64; 4],
    },
    /// Each text that is put into an overlay has its own number.
    Overlay { revision: u64 },
}

impl Stamp {
    /// The stamp of a file on the disk.
    pub(super) fn of_disk(metadata: &Metadata) -> Option<Self> {
        let modified = metadata.modified().ok()?;
        Some(Self(Of::Disk { len: metadata.len(), modified, own: own(metadata) }))
    }

    /// The stamp of a file in an overlay.
    pub(super) fn of_overlay(revision: u64) -> Self {
        Self(Of::Overlay { revision })
    }

    /// Whether a change after `now` would show. A file that changed just before may change again within the
    /// same tick of the disk's clock.
    pub fn is_sure(&self, now: SystemTime) -> bool {
        match &self.0 {
            Of::Disk { modified, .. } => now.duration_since(*modified).is_ok_and(|since| since > UNSURE),
            Of::Overlay { .. } => true,
        }
    }
}

#[cfg(unix)]
fn own(metadata: &Metadata) -> [i64; 4] {
    use std::os::unix::fs::MetadataExt as _;
    [metadata.dev().cast_signed(), metadata.ino().cast_signed(), metadata.ctime(), metadata.ctime_nsec()]
}

#[cfg(not(unix))]
fn own(_: &Metadata) -> [i64; 4] {
    [0; 4]
}
