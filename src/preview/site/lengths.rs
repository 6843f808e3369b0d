//! How long videos are, as their containers (MP4, MOV) tell.
//!
//! A file is looked into when a page names its length, and not again until it changes. Nothing but the boxes' headers
//! and the one with the length is read, so the size of a video does not matter.

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use mp4_atom::{Atom as _, FourCC, Header, Mvhd, ReadFrom as _};

/// More boxes than any video has before the one that is looked for.
const MOST_BOXES: usize = 4096;

/// Larger than a movie header is.
const LARGEST_HEADER: usize = 1024;

/// The lengths of files that were looked into.
#[derive(Debug, Default)]
pub struct Lengths(Mutex<BTreeMap<PathBuf, Known>>);

#[derive(Debug)]
struct Known {
    /// Size and time of the file that was looked into.
    state: (u64, Option<SystemTime>),
    seconds: Option<u64>,
}

impl Lengths {
    /// How long the video at a real path is, in whole seconds; `None` where its container does not tell.
    pub fn of(&self, disk: &Path) -> Option<u64> {
        let state = state(&std::fs::symlink_metadata(disk).ok()?);
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(disk).filter(|known| known.state == state) {
            return known.seconds;
        }
        drop(known);
        let seconds = crate::fs::open_real(disk).ok().and_then(seconds);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(disk.to_owned(), Known { state, seconds });
        seconds
    }
}

fn state(metadata: &Metadata) -> (u64, Option<SystemTime>) {
    (metadata.len(), metadata.modified().ok())
}

/// The length in the movie header (`moov` / `mvhd` of ISO/IEC 14496-12).
fn seconds(file: File) -> Option<u64> {
    let mut file = BufReader::new(file);
    let moov = FourCC::new(b"moov");
    for _ in 0..MOST_BOXES {
        let header = Header::read_from(&mut file).ok()?;
        if header.kind == moov {
            continue;
        }
        // The last box may have no size: it ends with the file.
        let size = header.size?;
        if header.kind == Mvhd::KIND {
            return movie_header(&mut file, size);
        }
        file.seek(SeekFrom::Current(i64::try_from(size).ok()?)).ok()?;
    }
    None
}

fn movie_header(file: &mut BufReader<File>, size: usize) -> Option<u64> {
    let mut bytes = vec![0; Some(size).filter(|&size| size <= LARGEST_HEADER)?];
    file.read_exact(&mut bytes).ok()?;
    let header = Mvhd::decode_body(&mut bytes.as_slice()).ok()?;
    // The largest number stands for a length that is not known.
    let is_known = header.timescale > 0
        && !matches!(header.duration, 0 | u64::MAX)
        && header.duration != u64::from(u32::MAX);
    is_known.then(|| header.duration.div_ceil(u64::from(header.timescale)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length_of(bytes: &[u8]) -> Option<u64> {
        let folder = tempfile::tempdir().unwrap();
        let file = std::fs::canonicalize(folder.path()).unwrap().join("a.mp4");
        std::fs::write(&file, bytes).unwrap();
        Lengths::default().of(&file)
    }

    #[test]
    fn a_video_tells_its_length_and_what_is_none_does_not() {
        let video = std::fs::read("example-course/02-baking-day/02-stretch-and-fold.mp4").unwrap();
        assert_eq!(length_of(&video), Some(5));
        for bytes in [&b""[..], b"text", &[0; 64], &[0xff; 64], b"\0\0\0\x08moov\0\0\0\x0cmvhd\0\0\0\0"] {
            assert_eq!(length_of(bytes), None, "{bytes:?}");
        }
        for end in (0..video.len()).step_by(97) {
            length_of(&video[..end]);
        }
    }

    #[test]
    fn a_file_that_changed_is_looked_into_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = std::fs::canonicalize(folder.path()).unwrap().join("a.mp4");
        std::fs::write(&file, "no video").unwrap();
        let lengths = Lengths::default();
        assert_eq!(lengths.of(&file), None);
        std::fs::copy("example-course/02-baking-day/02-stretch-and-fold.mp4", &file).unwrap();
        assert!(lengths.of(&file).is_some());
    }
}
