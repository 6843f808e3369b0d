//! The files of a lock: which there are, and how each is read.

use std::collections::BTreeMap;
use std::path::Path;

use crate::fs::WriteDir;
use crate::fs::state::MAX_BYTES;
use crate::sync::versions::LocalId;

use super::conflict::{self, Side, Sides};
use super::destination::Tag;
use super::error::LockError;
use super::record::{self, Entry, Line, Record};
use super::text::{Text, TextKey};
use super::version1;

/// The file's name, at the root of the course.
pub const FILE_NAME: &str = "coursedir.lock";

/// The version that this program writes, and the newest that it reads.
pub(super) const VERSION: u32 = 2;

/// What git left in conflict, and what was merged in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmerged {
    /// The name of the file, in the course's folder.
    pub file: String,
    /// The line of the first conflict, from 1.
    pub line: usize,
}

/// The records of all files.
#[derive(Default)]
pub(super) struct Found {
    /// Each key once, and the file that each target is in.
    pub(super) entries: BTreeMap<Tag, (String, BTreeMap<String, Entry>)>,
    /// The texts of each lesson.
    pub(super) texts: BTreeMap<(LocalId, TextKey), Text>,
    /// The file that each text is in; the common one, where it is there.
    pub(super) text_homes: BTreeMap<(LocalId, TextKey), String>,
    /// The text of each file, without carriage returns.
    pub(super) texts_on_disk: BTreeMap<String, String>,
    pub(super) unmerged: Vec<Unmerged>,
}

/// Whether a file of this name belongs to a lock.
pub fn is_lock_file(name: &str) -> bool {
    name == FILE_NAME || location_of(name).is_some()
}

/// What a file is named by that holds one target alone.
fn location_of(name: &str) -> Option<&str> {
    let location = name.strip_prefix("coursedir.")?.strip_suffix(".lock")?;
    (!location.is_empty()).then_some(location)
}

/// The name of the file for a location of its own.
pub(super) fn file_of(location: &str) -> String {
    const LONGEST: usize = 64;
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if (1..=LONGEST).contains(&location.len()) && location.bytes().all(is_part) {
        return format!("coursedir.{location}.lock");
    }
    let hash = blake3::hash(location.as_bytes()).to_hex();
    format!("coursedir.{}.lock", &hash[..16])
}

/// The files of the lock in a folder, in the order of their names.
pub(super) fn names(dir: &WriteDir) -> Result<Vec<String>, LockError> {
    let names = dir.names(Path::new(""))?.into_iter().filter_map(|name| name.into_string().ok());
    let mut names: Vec<String> = names.filter(|name| is_lock_file(name)).collect();
    names.sort();
    Ok(names)
}

/// The names of the lock's files in a folder; none where it cannot be listed.
pub fn files(folder: &Path) -> Vec<String> {
    WriteDir::open(folder).ok().and_then(|dir| names(&dir).ok()).unwrap_or_default()
}

/// The names of files of the lock, and of those that a run which was killed began to write.
pub(in crate::sync) fn begun_names(dir: &WriteDir) -> Vec<String> {
    let names = dir.names(Path::new("")).unwrap_or_default();
    let names = names.into_iter().filter_map(|name| name.into_string().ok());
    let stem = |name: String| Some(name.strip_prefix('.')?.rsplit_once('.')?.0.to_owned());
    names.filter_map(stem).filter(|name| is_lock_file(name)).collect()
}

impl Found {
    /// Reads all files of a folder.
    pub(super) fn read(dir: &WriteDir) -> Result<Self, LockError> {
        let mut found = Self::default();
        let mut left = MAX_BYTES;
        for name in names(dir)? {
            let Some(content) = dir.read(Path::new(&name), left)? else { continue };
            left = left.saturating_sub(content.len() as u64);
            found.add(&name, content, &dir.disk(Path::new(&name)))?;
        }
        Ok(found)
    }

    /// Adds a file with this content.
    pub(super) fn add(&mut self, name: &str, content: Vec<u8>, path: &Path) -> Result<(), LockError> {
        let text = String::from_utf8(content)
            .map_err(|error| LockError::damaged(path, error.utf8_error().to_string(), None))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
        let Sides { sides, first_marker } = conflict::sides(&text);
        self.unmerged.extend(first_marker.map(|line| Unmerged { file: name.to_owned(), line }));
        let has_marker = first_marker.is_some();
        let mut is_any = false;
        for side in sides {
            let is_empty = side.iter().all(|(_, line)| line.trim().is_empty());
            if is_empty && has_marker {
                continue;
            }
            is_any = true;
            self.add_side(name, &side, path)?;
        }
        if !is_any {
            return Err(LockError::damaged(path, "it is empty".to_owned(), Some(1)));
        }
        self.texts_on_disk.insert(name.to_owned(), text);
        Ok(())
    }

    fn add_side(&mut self, name: &str, side: &Side<'_>, path: &Path) -> Result<(), LockError> {
        if !side.iter().any(|(_, line)| is_version(line)) {
            return self.add_version1(name, side, path);
        }
        let lines = side.iter().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let damaged = |fault: &dyn std::fmt::Display, line| {
            LockError::damaged(path, format!("line {line}: {fault}"), Some(line))
        };
        // A newer one may hold anything.
        for (_, line) in lines.clone().filter(|(_, line)| is_version(line)) {
            if let Ok(Line::Version(version)) = record::parse(line)
                && version > VERSION
            {
                return Err(LockError::newer(path, version, VERSION));
            }
        }
        for (number, line) in lines {
            match record::parse(line).map_err(|fault| damaged(&fault, *number))? {
                Line::Version(VERSION) => {}
                Line::Version(_) => return Err(damaged(&"the version is not known", *number)),
                Line::Texts(lesson, texts) => {
                    for (key, text) in texts {
                        let home = self.text_homes.entry((lesson.clone(), key)).or_default();
                        if home.is_empty() || name == FILE_NAME {
                            name.clone_into(home);
                        }
                        self.add_text(&lesson, key, text);
                    }
                }
                Line::Entry(entry) => self.add_entry(name, entry),
            }
        }
        Ok(())
    }

    fn add_version1(&mut self, name: &str, side: &Side<'_>, path: &Path) -> Result<(), LockError> {
        let text: String = side.iter().flat_map(|(_, line)| [*line, "\n"]).collect();
        match version1::read(&text) {
            Ok(entries) => entries.into_iter().for_each(|entry| self.add_entry(name, entry)),
            Err(version1::Refused::Version(version)) if version > VERSION => {
                return Err(LockError::newer(path, version, VERSION));
            }
            Err(version1::Refused::Version(version)) => {
                return Err(LockError::damaged(
                    path,
                    format!("the file is TOML, which version {version} is not"),
                    None,
                ));
            }
            Err(version1::Refused::Damaged(what, line)) => {
                let line = side.get(line - 1).or(side.last()).map_or(1, |(number, _)| *number);
                return Err(LockError::damaged(path, format!("line {line}: {what}"), Some(line)));
            }
        }
        Ok(())
    }

    fn add_text(&mut self, lesson: &LocalId, key: TextKey, text: Text) {
        let known = self.texts.entry((lesson.clone(), key)).or_insert_with(|| text.clone());
        // What one branch uses is in use.
        if known.unused_since.is_some() && text.unused_since <= known.unused_since {
            *known = text;
        }
    }

    fn add_entry(&mut self, name: &str, entry: Entry) {
        let (home, entries) = self.entries.entry(entry.tag.clone()).or_default();
        // A file of its own is where a target belongs that is in two.
        if home.is_empty() || (home == FILE_NAME && name != FILE_NAME) {
            name.clone_into(home);
        }
        match entries.get_mut(&entry.key) {
            Some(known) => {
                if is_later(&entry, known) {
                    *known = entry;
                }
            }
            None => drop(entries.insert(entry.key.clone(), entry)),
        }
    }
}

/// Whether a line says a version, in the words of version 2 and later.
fn is_version(line: &str) -> bool {
    let number = line.strip_prefix("version ").map(str::trim_ascii);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Which of two records of one key counts. Where runs and times are equal, both were written by one run, and the later of
/// them says more.
fn is_later(one: &Entry, other: &Entry) -> bool {
    let weight = |entry: &Entry| {
        let content = entry.record.as_ref().map(Record::content);
        let state = match &entry.record {
            Some(Record::Import(import, _)) => Some(import.state),
            _ => None,
        };
        (state, content.as_ref().map(String::len), content)
    };
    match one.stamp.cmp(&other.stamp) {
        std::cmp::Ordering::Equal => weight(one) > weight(other),
        order => order.is_gt(),
    }
}
