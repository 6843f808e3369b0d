//! Fingerprints of HTML that were computed before, kept from run to run.
//!
//! To bring a text into its [one spelling](crate::html::canonical) takes longer than anything else that `status` does, and
//! nearly all texts are those of the last run, on both sides. A fingerprint depends on the text alone, so what is
//! remembered cannot be out of date. The cache is one file in the user's cache folder; one that is damaged or cannot be
//! written counts as empty.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use crate::fs::{Access, WriteDir};

/// The cache's name in its folder.
const FILE: &str = "fingerprints";

/// The first bytes of the file. Another number where texts get other fingerprints.
const MAGIC: &[u8] = b"coursedir fingerprints 1\n";

/// How many texts are remembered, those of the last run first: 2.4 MB.
const MOST: usize = 100_000;

/// The first half of the BLAKE3 of a text, as it is written.
type Text = [u8; 16];

/// The bytes of a [`Print`](super::Print).
pub(super) type PrintBytes = [u8; 8];

const RECORD: usize = size_of::<Text>() + size_of::<PrintBytes>();
const CHECKSUM: usize = blake3::OUT_LEN;

static MEMO: LazyLock<Mutex<Memo>> = LazyLock::new(Mutex::default);

/// What is known of texts.
#[derive(Default)]
struct Memo {
    prints: HashMap<Text, Known>,
    has_new: bool,
}

#[derive(Clone, Copy)]
struct Known {
    print: PrintBytes,
    /// Whether this run asked for it.
    is_used: bool,
}

/// The fingerprint of a text, computed only if it is not known.
pub(super) fn of(html: &str, compute: impl FnOnce() -> PrintBytes) -> PrintBytes {
    let mut text = Text::default();
    text.copy_from_slice(&blake3::hash(html.as_bytes()).as_bytes()[..size_of::<Text>()]);
    if let Some(known) = memo().prints.get_mut(&text) {
        known.is_used = true;
        return known.print;
    }
    let print = compute();
    let mut memo = memo();
    memo.has_new = true;
    memo.prints.insert(text, Known { print, is_used: true });
    print
}

/// Remembers what earlier runs computed.
pub fn load(folder: &Path) {
    let read = || WriteDir::open(folder).ok()?.read(Path::new(FILE), file_size(MOST)).ok()?;
    if let Some(bytes) = read() {
        memo().add(&bytes);
    }
}

/// Keeps what this run computed.
pub fn save(folder: &Path) {
    let mut memo = memo();
    if !std::mem::take(&mut memo.has_new) {
        return;
    }
    let bytes = memo.bytes();
    // Without a cache the next run computes.
    let _ =
        WriteDir::make(folder).and_then(|folder| folder.replace(Path::new(FILE), &bytes, Access::Private));
}

fn file_size(records: usize) -> u64 {
    (MAGIC.len() + records * RECORD + CHECKSUM) as u64
}

fn memo() -> MutexGuard<'static, Memo> {
    MEMO.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Memo {
    fn add(&mut self, file: &[u8]) {
        for (text, print) in records(file).unwrap_or_default() {
            if let Entry::Vacant(entry) = self.prints.entry(text) {
                entry.insert(Known { print, is_used: false });
            }
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut records: Vec<(bool, &Text, PrintBytes)> =
            self.prints.iter().map(|(text, known)| (!known.is_used, text, known.print)).collect();
        records.sort_unstable();
        records.truncate(MOST);
        let mut file = MAGIC.to_vec();
        for (_, text, print) in records {
            file.extend_from_slice(text);
            file.extend_from_slice(&print);
        }
        let checksum = blake3::hash(&file);
        file.extend_from_slice(checksum.as_bytes());
        file
    }
}

/// What a file holds; `None` if it is not whole.
fn records(file: &[u8]) -> Option<Vec<(Text, PrintBytes)>> {
    let (content, checksum) = file.split_last_chunk::<CHECKSUM>()?;
    if blake3::hash(content) != *checksum {
        return None;
    }
    let records = content.strip_prefix(MAGIC)?.chunks_exact(RECORD);
    let record = |record: &[u8]| {
        let (text, print) = record.split_first_chunk::<{ size_of::<Text>() }>()?;
        Some((*text, print.try_into().ok()?))
    };
    records.map(record).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memo_of(texts: &[(u8, u8, bool)]) -> Memo {
        let known =
            |&(text, print, is_used): &(u8, u8, bool)| ([text; 16], Known { print: [print; 8], is_used });
        Memo { prints: texts.iter().map(known).collect(), has_new: true }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let memo = memo_of(&[(1, 11, true), (2, 12, false)]);
        let mut again = Memo::default();
        again.add(&memo.bytes());
        assert_eq!(again.prints.len(), 2);
        assert!(again.prints[&[1; 16]].print == [11; 8] && !again.has_new);
    }

    #[test]
    fn a_damaged_file_counts_as_empty() {
        let bytes = memo_of(&[(1, 11, true)]).bytes();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(records(&damaged), None, "{at}");
            assert_eq!(records(&bytes[..at]), None, "{at}");
        }
    }

    #[test]
    fn texts_of_this_run_are_kept_first() {
        let file = memo_of(&[(1, 11, false), (9, 19, true)]).bytes();
        assert_eq!(records(&file).unwrap()[0], ([9; 16], [19; 8]));
    }
}
