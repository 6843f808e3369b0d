//! `coursedir.lock`: uploads and imports per destination, and their outcomes.
//!
//! TOML, sorted, versioned, replaced as a whole; meant to be committed and read in a diff. Files are
//! keyed by API host, location and the hash of what was sent, imports by host and location. No
//! secrets. A file that cannot be read, or is newer than this program, is refused and kept as it is.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::fs::state::{self, Format, StateError};
use crate::fs::{self, Access, Refused, Unusable, WriteDir};

use super::lock_comments;

/// The file's name, at the root of the course.
pub const FILE_NAME: &str = "coursedir.lock";

const HEADER: &str = "\
# Written by coursedir: which files are uploaded, which courses are imported.
# Commit this file. Without it the same course can be imported twice.

";

/// The contents of the lock file, and where it is.
#[derive(Debug)]
pub struct Lockfile {
    path: PathBuf,
    files: BTreeMap<FileKey, UploadedFile>,
    imports: Vec<Import>,
}

/// What makes an uploaded file the same: the same bytes, in the same place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct FileKey {
    host: String,
    location: String,
    hash: String,
}

/// Where a course goes: an API host and a location (sub-account) there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// Host of the API, with the port where it is not the usual one.
    pub host: String,
    /// The location's id.
    pub location: String,
}

/// A file that the platform has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UploadedFile {
    /// Host of the API.
    pub host: String,
    /// The location's id.
    pub location: String,
    /// BLAKE3 of the bytes that were sent, in hexadecimal.
    pub hash: String,
    /// How many bytes were sent.
    pub bytes: u64,
    /// Its path in the course when it was uploaded, for readers.
    pub path: String,
    /// Where everybody can get it.
    pub url: String,
    /// The platform's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// An import, finished or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Import {
    /// Host of the API.
    pub host: String,
    /// The location's id.
    pub location: String,
    /// Its state.
    pub state: State,
    /// The course's title.
    pub title: String,
    /// When the request was sent (RFC 3339, UTC).
    pub at: String,
    /// BLAKE3 of the request body, in hexadecimal.
    pub body: String,
    /// The platform's id of the course, if it said one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course_id: Option<String>,
    /// Where to look at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What was sent of each category, sub-category and lesson.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Node>,
}

/// The state of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The request was about to be sent when this was written. If this is still so in a later run,
    /// the outcome is unknown.
    Sending,
    /// The request may have arrived.
    Unknown,
    /// The platform took the course.
    Imported,
}

/// A category, sub-category or lesson as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    pub kind: PartKind,
    /// The author's `id`, else its path: survives a new title.
    pub id: String,
    pub title: String,
    /// BLAKE3 of what was sent of it, in hexadecimal; of a category without what it holds.
    pub hash: String,
    /// The fingerprint of its model; none in what an older program wrote. A comment in the file.
    #[serde(skip)]
    pub model: Option<String>,
}

/// The kinds of [`Node`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// A category of the first level.
    Category,
    /// A category of the second level.
    Subcategory,
    Lesson,
}

/// The lock file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct LockfileError(#[from] StateError);

impl From<fs::Error> for LockfileError {
    fn from(error: fs::Error) -> Self {
        Self(error.into())
    }
}

impl LockfileError {
    /// What the author can do.
    pub fn hint(&self) -> &'static str {
        match &self.0 {
            StateError::Disk(error) => disk_hint(error),
            StateError::Damaged { .. } => {
                "restore the file from git or a backup; without one, delete it only if the course is not \
                 on the platform; nothing was sent"
            }
            StateError::Newer { .. } => "update coursedir; nothing was sent",
        }
    }
}

/// What the author can do when something beside the course cannot be written.
pub(super) fn disk_hint(error: &fs::Error) -> &'static str {
    if Refused::of(&error.source).is_some() {
        return "check where the file came from, then remove it; nothing was sent";
    }
    if Unusable::of(&error.source).is_some() {
        return "restore the file from git or a backup; nothing was sent";
    }
    match error.source.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "free disk space: the lock file must be written to the course folder"
        }
        _ => "make the course folder writable: the lock file must be written there",
    }
}

/// The file as it is on disk.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OnDisk {
    version: u32,
    #[serde(default, rename = "import", skip_serializing_if = "Vec::is_empty")]
    imports: Vec<Import>,
    #[serde(default, rename = "file", skip_serializing_if = "Vec::is_empty")]
    files: Vec<UploadedFile>,
}

impl state::State for OnDisk {
    const VERSION: u32 = 1;
    const FORMAT: Format = Format::Toml(HEADER);

    fn version(&self) -> u32 {
        self.version
    }
}

impl OnDisk {
    fn parse(content: Vec<u8>, path: &Path) -> Result<Self, StateError> {
        let models = lock_comments::read(&String::from_utf8_lossy(&content));
        let mut on_disk: Self = state::parse(content, path)?;
        for (import, models) in on_disk.imports.iter_mut().zip(models) {
            for (part, model) in import.parts.iter_mut().zip(models) {
                part.model = model;
            }
        }
        Ok(on_disk)
    }

    /// As [`state::text`] writes it, with the comments.
    fn text(&self) -> String {
        let bare = Self { version: self.version, imports: Vec::new(), files: Vec::new() };
        let mut text = state::text(&bare);
        for import in &self.imports {
            let Import { parts, .. } = import;
            add_table(&mut text, "import", &Import { parts: Vec::new(), ..import.clone() });
            for part in parts {
                add_table(&mut text, "import.parts", part);
                text.extend(part.model.as_deref().map(lock_comments::line));
            }
        }
        self.files.iter().for_each(|file| add_table(&mut text, "file", file));
        text
    }
}

/// Adds an element of a list of tables, which is flat.
fn add_table(text: &mut String, name: &str, table: &impl Serialize) {
    let table = toml::to_string(table).expect("strings and numbers are TOML");
    text.extend(["\n[[", name, "]]\n", &table]);
}

impl Lockfile {
    /// A lock file in `folder` that remembers nothing yet, whatever is there.
    pub fn empty(folder: &Path) -> Self {
        Self { path: folder.join(FILE_NAME), files: BTreeMap::new(), imports: Vec::new() }
    }

    /// Reads the lock file in `folder`; a folder without one has nothing to remember yet.
    pub fn read(folder: &Path) -> Result<Self, LockfileError> {
        let name = Path::new(FILE_NAME);
        let dir = WriteDir::open(folder)?;
        match dir.read(name, state::MAX_BYTES)? {
            Some(content) => Ok(Self::of(OnDisk::parse(content, &dir.disk(name))?, folder)),
            None => Ok(Self::empty(folder)),
        }
    }

    fn of(on_disk: OnDisk, folder: &Path) -> Self {
        let files = on_disk.files.into_iter().map(|file| (file.key(), file)).collect();
        Self { path: folder.join(FILE_NAME), files, imports: on_disk.imports }
    }

    /// Writes the file, whole or not at all.
    pub fn save(&self) -> Result<(), LockfileError> {
        let folder = WriteDir::open(self.path.parent().unwrap_or(Path::new("")))?;
        Ok(folder.replace(Path::new(FILE_NAME), self.text().as_bytes(), Access::Usual)?)
    }

    fn on_disk(&self) -> OnDisk {
        OnDisk {
            version: <OnDisk as state::State>::VERSION,
            imports: self.imports.clone(),
            files: self.files.values().cloned().collect(),
        }
    }

    /// A lock file in `folder` with this content.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn parse(content: Vec<u8>, folder: &Path) -> Result<Self, LockfileError> {
        Ok(Self::of(OnDisk::parse(content, &folder.join(FILE_NAME))?, folder))
    }

    /// The content that is written.
    pub(crate) fn text(&self) -> String {
        self.on_disk().text()
    }

    /// The uploaded file with these bytes at this destination.
    pub fn file(&self, to: &Destination, hash: &str) -> Option<&UploadedFile> {
        self.files.get(&FileKey {
            host: to.host.clone(),
            location: to.location.clone(),
            hash: hash.to_owned(),
        })
    }

    /// Whether any file is known at this destination.
    pub fn knows_any(&self, to: &Destination) -> bool {
        self.files.values().any(|file| file.host == to.host && file.location == to.location)
    }

    /// Whether any file of this size is known at this destination: else there is no need to hash one.
    pub fn knows_size(&self, to: &Destination, bytes: u64) -> bool {
        self.files
            .values()
            .any(|file| file.bytes == bytes && file.host == to.host && file.location == to.location)
    }

    /// Remembers an uploaded file.
    pub fn add_file(&mut self, file: UploadedFile) {
        self.files.insert(file.key(), file);
    }

    /// Forgets a file that is no longer there.
    pub fn remove_file(&mut self, to: &Destination, hash: &str) {
        self.files.remove(&FileKey {
            host: to.host.clone(),
            location: to.location.clone(),
            hash: hash.to_owned(),
        });
    }

    /// The imports of this course into this destination, the oldest first.
    pub fn imports<'a>(&'a self, to: &'a Destination) -> impl DoubleEndedIterator<Item = &'a Import> {
        self.imports.iter().filter(move |import| import.is_in(to))
    }

    /// Remembers that a request is about to be sent.
    pub fn begin(&mut self, import: Import) {
        self.imports.push(import);
    }

    /// The import that was begun last.
    pub fn last_mut(&mut self) -> Option<&mut Import> {
        self.imports.last_mut()
    }

    /// Forgets the import that was begun last: it certainly did not arrive.
    pub fn take_back(&mut self) {
        self.imports.pop();
    }

    /// Forgets every import into this destination; the uploaded files stay known.
    pub fn forget(&mut self, to: &Destination) {
        self.imports.retain(|import| !import.is_in(to));
    }
}

impl UploadedFile {
    fn key(&self) -> FileKey {
        FileKey { host: self.host.clone(), location: self.location.clone(), hash: self.hash.clone() }
    }
}

impl Import {
    fn is_in(&self, to: &Destination) -> bool {
        // Locks of older versions name this machine in several ways.
        crate::platform::host_key(&self.host) == to.host && self.location == to.location
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn destination() -> Destination {
        Destination { host: "api.example.com".into(), location: "loc".into() }
    }

    fn file(hash: &str, path: &str) -> UploadedFile {
        UploadedFile {
            host: "api.example.com".into(),
            location: "loc".into(),
            hash: hash.into(),
            bytes: 3,
            path: path.into(),
            url: format!("https://files.example.com/{hash}"),
            id: None,
        }
    }

    fn import(state: State) -> Import {
        Import {
            host: "api.example.com".into(),
            location: "loc".into(),
            state,
            title: "A \"course\"".into(),
            at: "2026-11-23T10:00:00Z".into(),
            body: "b0".into(),
            course_id: Some("42".into()),
            url: None,
            parts: vec![Node {
                kind: PartKind::Lesson,
                id: "01/a.md".into(),
                title: "A".into(),
                hash: "aa".into(),
                model: Some("1:bb".into()),
            }],
        }
    }

    #[test]
    fn what_is_written_is_read_again_and_reads_well() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Lockfile::read(folder.path()).unwrap();
        journal.add_file(file("ff", "b.png"));
        journal.add_file(file("00", "a.png"));
        journal.begin(import(State::Imported));
        journal.save().unwrap();
        let text = std::fs::read_to_string(folder.path().join(FILE_NAME)).unwrap();
        assert!(text.starts_with("# Written by coursedir"));
        assert!(text.find("hash = \"00\"").unwrap() < text.find("hash = \"ff\"").unwrap(), "sorted:\n{text}");
        let again = Lockfile::read(folder.path()).unwrap();
        assert_eq!((again.files, again.imports), (journal.files, journal.imports));
    }

    #[test]
    fn only_comments_are_added_to_what_older_programs_write() {
        let mut on_disk = OnDisk {
            version: 1,
            imports: vec![import(State::Imported), import(State::Unknown)],
            files: vec![file("00", "a.png"), file("ff", "b.png")],
        };
        let part = on_disk.imports[0].parts[0].clone();
        on_disk.imports[1].parts.push(part);
        let text = on_disk.text();
        assert_eq!(text.replace("# model = \"1:bb\"\n", ""), state::text(&on_disk));
        assert_eq!(text.matches("hash = \"aa\"\n# model = \"1:bb\"\n").count(), 3);
        let older: OnDisk = state::parse(text.into_bytes(), Path::new(FILE_NAME)).unwrap();
        assert_eq!((older.imports.len(), older.files), (2, on_disk.files));
    }

    #[test]
    fn a_damaged_or_newer_file_is_refused_and_kept() {
        for (text, expected) in [
            ("version = 1\n[[file]\n", "is damaged"),
            ("", "is damaged"),
            ("version = 2\nunheard_of = true\n", "newer coursedir"),
            ("version = 1\n[[file]]\nhash = 3\n", "is damaged"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join(FILE_NAME), text).unwrap();
            let error = Lockfile::read(folder.path()).unwrap_err();
            assert!(error.to_string().contains(expected), "{text:?} gives {error}");
            assert_eq!(std::fs::read_to_string(folder.path().join(FILE_NAME)).unwrap(), text);
        }
    }

    #[test]
    fn files_and_imports_are_kept_apart_by_destination() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Lockfile::read(folder.path()).unwrap();
        journal.add_file(file("ff", "a.png"));
        journal.begin(import(State::Unknown));
        let elsewhere = Destination { location: "other".into(), ..destination() };
        assert!(journal.file(&destination(), "ff").is_some() && journal.file(&elsewhere, "ff").is_none());
        assert!(journal.knows_size(&destination(), 3) && !journal.knows_size(&elsewhere, 3));
        journal.forget(&elsewhere);
        assert_eq!(journal.imports(&destination()).count(), 1);
        journal.forget(&destination());
        assert_eq!(journal.imports(&destination()).count(), 0);
    }
}
