//! Stores the data of the sandbox on disk, so that a restart finds it.
//!
//! Everything is in the data folder: `media/<id>.<ext>` is the content of a file, and `records/media/` and
//! `records/courses/` hold one JSON file a thing. A record is replaced as a whole, so a killed
//! sandbox leaves whole records only; one file each means that the hundredth upload costs no more than
//! the first, and that two sandboxes over one folder do not undo each other's work.

use std::{
    collections::BTreeMap,
    fs::File,
    io,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::{Host, Url};

use crate::fs::{Unnamed, WriteDir};

use super::records::{self, StoreError};

/// The location of private tokens, and of files that were kept before files had one.
pub(super) const LOCATION: &str = "sandbox";

/// A course as the sandbox keeps it after an import.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportedCourse {
    /// The course's uuid, which the answer to the import names.
    pub id: String,
    /// The `locationId` of the import.
    pub location_id: String,
    /// The course as it was sent (one of the body's `products`), without what was dropped.
    pub product: Value,
    /// The addresses that were dropped in silence, because they are not the sandbox's own files.
    pub dropped: Vec<Dropped>,
    /// Whether copying has ended and the course can be seen.
    pub ready: bool,
    /// When the import was accepted, in milliseconds since 1970.
    pub accepted_at: u64,
    /// The sandbox's address at that time, which the links in descriptions start with.
    pub base_url: String,
}

/// An address that did not make it into the course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// Its field, such as `categories.0.posts.2.bucketVideoUrl`.
    pub field: String,
    /// The address.
    pub url: String,
}

/// A file or folder of the media library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// Its id, 24 hex digits.
    pub id: String,
    /// The location whose library it is in.
    #[serde(default = "first_location")]
    pub location: String,
    /// The location in its address, if that is another: what it was taken for when it was uploaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Its name, as the upload gave it.
    pub name: String,
    /// The id of its folder.
    pub parent_id: Option<String>,
    /// What it is.
    pub content: Content,
    /// When it was made, in milliseconds since 1970.
    pub created_at: u64,
}

fn first_location() -> String {
    LOCATION.to_owned()
}

/// The content of a [`Media`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// A file that was uploaded.
    File {
        /// The end of its address: letters and digits, without the dot, perhaps empty.
        extension: String,
        /// The type that the upload declared.
        content_type: String,
        /// Its size in bytes.
        size: u64,
    },
    /// A file that stays where it is (`hosted`).
    Hosted {
        /// Its address.
        url: String,
    },
    /// A folder.
    Folder,
}

/// The courses and files, in memory and on disk.
#[derive(Debug)]
pub(super) struct Store {
    folder: WriteDir,
    courses: Mutex<BTreeMap<String, Arc<ImportedCourse>>>,
    media: Mutex<BTreeMap<String, Media>>,
}

impl Media {
    /// Returns the path of its public address, such as `/media/sandbox/<id>.mp4`; none for a folder.
    pub(super) fn path(&self) -> Option<String> {
        let location = self.address.as_ref().unwrap_or(&self.location);
        Some(format!("/media/{location}/{}", self.file_name()?))
    }

    fn file_name(&self) -> Option<String> {
        match &self.content {
            Content::File { extension, .. } if !extension.is_empty() => {
                Some(format!("{}.{extension}", self.id))
            }
            Content::File { .. } | Content::Hosted { .. } => Some(self.id.clone()),
            Content::Folder => None,
        }
    }
}

impl Store {
    /// Opens a data folder, making it if there is none.
    pub(super) fn open(root: &Path) -> Result<Self, StoreError> {
        let folder = WriteDir::make(root).map_err(io::Error::other)?;
        for below in ["media", "incoming", "records/media", "records/courses"] {
            folder.make_folder(Path::new(below)).map_err(io::Error::other)?;
            folder.sweep_all(Path::new(below));
        }
        let courses: Vec<ImportedCourse> = records::read(&folder, "records/courses")?;
        let media: Vec<Media> = records::read(&folder, "records/media")?;
        Ok(Self {
            folder,
            courses: Mutex::new(
                courses.into_iter().map(|course| (course.id.clone(), Arc::new(course))).collect(),
            ),
            media: Mutex::new(media.into_iter().map(|media| (media.id.clone(), media)).collect()),
        })
    }

    /// Makes the file that an upload is written to; it is gone again unless [`Store::add_file`] gets it.
    pub(super) fn incoming(&self) -> io::Result<Unnamed> {
        self.folder.begin(Path::new("incoming")).map_err(io::Error::other)
    }

    /// Keeps an uploaded file.
    pub(super) fn add_file(&self, media: Media, content: Unnamed) -> io::Result<()> {
        let name = media.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        self.folder.keep(content, &Path::new("media").join(name)).map_err(io::Error::other)?;
        self.add_media(media)
    }

    /// Keeps a folder or a hosted file, which have no content of their own.
    pub(super) fn add_media(&self, media: Media) -> io::Result<()> {
        records::write(&self.folder, "records/media", &media.id, &media)?;
        lock(&self.media).insert(media.id.clone(), media);
        Ok(())
    }

    /// Forgets a file or folder; returns `false` when there is none of this id.
    pub(super) fn remove_media(&self, id: &str) -> io::Result<bool> {
        let Some(media) = lock(&self.media).remove(id) else { return Ok(false) };
        records::remove(&self.folder, "records/media", &media.id)?;
        if let (Content::File { .. }, Some(name)) = (&media.content, media.file_name()) {
            self.folder.remove(&Path::new("media").join(name)).map_err(io::Error::other)?;
        }
        Ok(true)
    }

    /// Returns the file with this name at the end of its address.
    pub(super) fn media_by_file_name(&self, name: &str) -> Option<Media> {
        let id = name.split('.').next()?;
        lock(&self.media).get(id).filter(|media| media.file_name().as_deref() == Some(name)).cloned()
    }

    /// Returns the file whose address ends with this location and name.
    pub(super) fn media_at(&self, location: &str, name: &str) -> Option<Media> {
        let path = format!("/media/{location}/{name}");
        self.media_by_file_name(name).filter(|media| media.path().as_ref() == Some(&path))
    }

    /// Puts a file or folder into the library of a location. Its address stays.
    pub(super) fn move_media(&self, id: &str, location: &str) -> io::Result<()> {
        let mut all = lock(&self.media);
        let Some(media) = all.get_mut(id).filter(|media| media.location != location) else { return Ok(()) };
        let old = std::mem::replace(&mut media.location, location.to_owned());
        media.address.get_or_insert(old);
        records::write(&self.folder, "records/media", id, media)
    }

    /// Returns the folder of this id.
    pub(super) fn folder(&self, id: &str) -> Option<Media> {
        lock(&self.media).get(id).filter(|media| media.content == Content::Folder).cloned()
    }

    /// Returns every file and folder, sorted by id.
    pub(super) fn media(&self) -> Vec<Media> {
        lock(&self.media).values().cloned().collect()
    }

    /// Opens an uploaded file's content; `None` for what has none.
    pub(super) fn content(&self, media: &Media) -> io::Result<Option<File>> {
        match (&media.content, media.file_name()) {
            (Content::File { .. }, Some(name)) => {
                self.folder.open_file(&Path::new("media").join(name)).map_err(io::Error::other)
            }
            _ => Ok(None),
        }
    }

    /// Returns the path of one of the sandbox's own files, given its whole address.
    ///
    /// The port does not count: a sandbox that was started again has another one, and the same files.
    pub(super) fn own_path(&self, address: &str) -> Option<String> {
        let url = Url::parse(address).ok()?;
        let loopback = match url.host()? {
            Host::Domain(name) => name == "localhost",
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
        };
        let (location, name) = url.path().strip_prefix("/media/")?.split_once('/')?;
        let media = || self.media_at(location, name)?.path();
        (loopback && url.scheme() == "http").then(media)?
    }

    /// Keeps a course, or the newer state of one.
    pub(super) fn put_course(&self, course: ImportedCourse) -> io::Result<()> {
        records::write(&self.folder, "records/courses", &course.id, &course)?;
        lock(&self.courses).insert(course.id.clone(), Arc::new(course));
        Ok(())
    }

    /// Forgets that a course was imported.
    pub(super) fn remove_course(&self, id: &str) -> io::Result<()> {
        lock(&self.courses).remove(id);
        records::remove(&self.folder, "records/courses", id)
    }

    /// Notes that copying has ended for this course.
    pub(super) fn finish_course(&self, id: &str) -> io::Result<()> {
        match self.course(id) {
            Some(course) => self.put_course(ImportedCourse { ready: true, ..(*course).clone() }),
            None => Ok(()),
        }
    }

    /// Returns one course, ready or not.
    pub(super) fn course(&self, id: &str) -> Option<Arc<ImportedCourse>> {
        lock(&self.courses).get(id).cloned()
    }

    /// Returns every course, ready or not, the newest first.
    pub(super) fn courses(&self) -> Vec<Arc<ImportedCourse>> {
        let mut courses: Vec<_> = lock(&self.courses).values().cloned().collect();
        courses.sort_by(|a, b| b.accepted_at.cmp(&a.accepted_at).then_with(|| a.id.cmp(&b.id)));
        courses
    }
}

/// Returns the time as records keep it.
pub(super) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use fs_err as fs;
    use serde_json::json;

    fn course(id: &str) -> ImportedCourse {
        ImportedCourse {
            id: id.into(),
            location_id: "l".into(),
            product: json!({ "title": "T" }),
            dropped: Vec::new(),
            ready: false,
            accepted_at: 7,
            base_url: "http://127.0.0.1:1".into(),
        }
    }

    fn file(id: &str, extension: &str) -> Media {
        let content =
            Content::File { extension: extension.into(), content_type: "text/plain".into(), size: 2 };
        Media {
            id: id.into(),
            location: LOCATION.into(),
            address: None,
            name: "a".into(),
            parent_id: None,
            content,
            created_at: 1,
        }
    }

    #[test]
    fn what_was_kept_is_there_when_the_folder_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        store.put_course(course("c")).unwrap();
        store.finish_course("c").unwrap();
        let mut content = store.incoming().unwrap();
        io::Write::write_all(content.file_mut().unwrap(), b"hi").unwrap();
        store.add_file(file("f", "txt"), content).unwrap();

        let again = Store::open(folder.path()).unwrap();
        assert_eq!(*again.courses()[0], ImportedCourse { ready: true, ..course("c") });
        assert_eq!(again.media(), [file("f", "txt")]);
        let mut content = again.content(&file("f", "txt")).unwrap().unwrap();
        let mut text = String::new();
        io::Read::read_to_string(&mut content, &mut text).unwrap();
        assert_eq!(text, "hi");

        assert!(again.remove_media("f").unwrap());
        assert!(!again.remove_media("f").unwrap());
        assert!(Store::open(folder.path()).unwrap().media().is_empty());
    }

    #[test]
    fn an_address_is_our_own_only_on_loopback_and_with_the_whole_name() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        store.add_media(file("f", "mp4")).unwrap();
        for (address, own) in [
            ("http://127.0.0.1:80/media/sandbox/f.mp4", true),
            ("http://localhost:9/media/sandbox/f.mp4", true),
            ("http://127.0.0.1/media/sandbox/f.mov", false),
            ("http://127.0.0.1/media/sandbox/../f.mp4", false),
            ("http://127.0.0.1/media/other/f.mp4", false),
            ("https://cdn.example/media/sandbox/f.mp4", false),
            ("not an address", false),
        ] {
            assert_eq!(store.own_path(address).is_some(), own, "{address}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn nothing_outside_of_the_folder_is_taken_for_a_record() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        drop(Store::open(&data).unwrap());
        fs::write(folder.path().join("x.json"), serde_json::to_vec(&course("x")).unwrap()).unwrap();
        std::os::unix::fs::symlink("../../../x.json", data.join("records/courses/x.json")).unwrap();
        assert!(Store::open(&data).is_err());
        fs::remove_file(data.join("records/courses/x.json")).unwrap();
        fs::remove_dir(data.join("records/courses")).unwrap();
        std::os::unix::fs::symlink("../..", data.join("records/courses")).unwrap();
        assert!(Store::open(&data).is_err());
    }

    #[test]
    fn a_damaged_record_is_named() {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::open(folder.path()).unwrap());
        fs::write(folder.path().join("records/courses/x.json"), "{").unwrap();
        let error = Store::open(folder.path()).expect_err("damaged").to_string();
        assert!(error.contains("x.json") && error.contains("start over"), "{error}");
    }
}
