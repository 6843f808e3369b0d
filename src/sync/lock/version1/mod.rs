//! A lock of version 1: TOML. It is read, and written no more.
//!
//! Of a category or lesson it has hashes of all of it, of two kinds. They become fingerprints of fields when a run sees the
//! folder ([`meet()`]); until then they are kept as [`Part`]s.

mod comments;
mod fingerprint;
mod meet;
mod part;
mod parts_now;
mod sent_hash;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::platform::courses_v3::Id;
use crate::platform::host_key;

use super::destination::{Destination, Tag};
use super::import::{Import, State};
use super::record::{Entry, OfCourse, Record};
use super::stamp::{self, Stamp};
use super::uploaded_file::UploadedFile;

pub(super) use meet::meet;
pub(super) use part::{Part, PartKind};
pub(super) use parts_now::parts_now;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnDisk {
    version: u32,
    #[serde(default, rename = "import")]
    imports: Vec<ImportOnDisk>,
    #[serde(default, rename = "file")]
    files: Vec<FileOnDisk>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ImportOnDisk {
    host: String,
    location: String,
    state: State,
    title: String,
    at: String,
    body: String,
    course_id: Option<String>,
    url: Option<String>,
    #[serde(default)]
    parts: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileOnDisk {
    host: String,
    location: String,
    hash: String,
    bytes: u64,
    path: String,
    url: String,
    id: Option<String>,
}

/// Why a text is no lock of version 1.
pub(super) enum Refused {
    /// It has another version.
    Version(u32),
    /// It is damaged: the parser's message, and the line, from 1.
    Damaged(String, usize),
}

/// Reads the text of a lock.
pub(super) fn read(text: &str) -> Result<Vec<Entry>, Refused> {
    let on_disk: Result<OnDisk, _> = toml::from_str(text);
    match on_disk {
        Ok(OnDisk { version: 1, imports, files }) => Ok(entries(text, imports, files)),
        Ok(OnDisk { version, .. }) => Err(Refused::Version(version)),
        Err(error) => Err(match version(text) {
            Some(version) if version != 1 => Refused::Version(version),
            _ => {
                let start = error.span().map_or(0, |span| span.start.min(text.len()));
                let line = text.get(..start).map_or(0, |before| before.matches('\n').count()) + 1;
                Refused::Damaged(error.message().to_owned(), line)
            }
        }),
    }
}

/// Just the version, whatever else is there.
fn version(text: &str) -> Option<u32> {
    #[derive(Deserialize)]
    struct VersionOnly {
        version: u32,
    }
    toml::from_str::<VersionOnly>(text).ok().map(|only| only.version)
}

fn entries(text: &str, mut imports: Vec<ImportOnDisk>, files: Vec<FileOnDisk>) -> Vec<Entry> {
    for (import, models) in imports.iter_mut().zip(comments::read(text)) {
        for (part, model) in import.parts.iter_mut().zip(models) {
            part.model = model;
        }
    }
    let mut by_tag: BTreeMap<Tag, (Destination, Vec<ImportOnDisk>)> = BTreeMap::new();
    for import in imports {
        let to = destination(&import.host, &import.location);
        by_tag.entry(Tag::of(&to)).or_insert_with(|| (to, Vec::new())).1.push(import);
    }
    let mut entries = Vec::new();
    for file in files {
        let FileOnDisk { host, location, hash, bytes, path, url, id } = file;
        let to = destination(&host, &location);
        let file = Record::File(UploadedFile { hash, bytes, path, url, id });
        add(&mut entries, &Tag::of(&to), Stamp { run: 1, at: 0 }, file);
        by_tag.entry(Tag::of(&to)).or_insert((to, Vec::new()));
    }
    for (tag, (to, imports)) in by_tag {
        add_target(&mut entries, &tag, to, imports);
    }
    entries
}

fn add_target(entries: &mut Vec<Entry>, tag: &Tag, to: Destination, imports: Vec<ImportOnDisk>) {
    let mut target =
        OfCourse { to, course: None, title: String::new(), portal: None, imported_at: None, url: None };
    let mut numbers: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut last = Stamp { run: 1, at: 0 };
    let mut parts = Vec::new();
    for (import, run) in imports.into_iter().zip(1..) {
        let ImportOnDisk { host: _, location: _, state, title, at, body, course_id, url, parts: own } =
            import;
        let time = humantime::parse_rfc3339_weak(&at).map_or(0, stamp::seconds);
        last = Stamp { run, at: time };
        if state == State::Imported {
            target.course = course_id.as_deref().and_then(Id::new);
            target.title.clone_from(&title);
            target.imported_at = Some(at.clone());
            target.url.clone_from(&url);
        }
        parts = own;
        let number = numbers.entry((at.clone(), body.clone())).or_default();
        *number += 1;
        add(entries, tag, last, Record::Import(Import { state, title, at, body, course_id, url }, *number));
    }
    add(entries, tag, last, Record::Target(target));
    for (at, part) in parts.into_iter().enumerate() {
        add(entries, tag, last, Record::Part(part, at));
    }
}

fn add(entries: &mut Vec<Entry>, tag: &Tag, stamp: Stamp, record: Record) {
    entries.push(Entry { tag: tag.clone(), key: record.key(tag), stamp, record: Some(record) });
}

/// Older programs name this machine in several ways.
fn destination(host: &str, location: &str) -> Destination {
    Destination { host: host_key(host), location: location.to_owned() }
}
