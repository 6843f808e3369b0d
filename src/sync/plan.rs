//! Plans the uploads: every local file that the destination does not have yet.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use tokio::sync::watch;

use crate::fs;
use crate::model::{Course, CoursePath, LocalFile, Packing};

use super::lock::{Destination, Lock};
use super::pack;

/// The files of a course, compared with what is known of the destination.
#[derive(Debug)]
pub struct Planned {
    /// One for each different content that is not known yet, in the order of their paths.
    pub uploads: Vec<Upload>,
    /// The same for what the lock file knows.
    pub known: Vec<Upload>,
    /// Archives wait in its folder until they are sent.
    _files: Arc<HashedFiles>,
}

/// The files of a course, packed and hashed once for all destinations.
#[derive(Debug)]
pub struct HashedFiles {
    /// One for each file, in the order of their paths.
    files: Vec<Upload>,
    _archives: fs::TemporaryFolder,
}

/// What a file holds, as it would be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// BLAKE3 in hexadecimal.
    pub hash: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// A file to upload.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Where it is in the course; several places may hold the same bytes.
    pub paths: Vec<CoursePath>,
    /// What it is called on the platform.
    pub name: String,
    /// Its MIME type.
    pub content_type: String,
    pub content: Content,
    /// What to read, a real path: the file itself, or its archive.
    pub disk: PathBuf,
    /// When it was last written, before it was hashed.
    pub modified: Option<SystemTime>,
}

impl HashedFiles {
    /// Packs and hashes files on all cores. Gives `None` when `stop` became `true` meanwhile.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or an archive that cannot be written.
    pub fn of(
        files: &BTreeMap<CoursePath, LocalFile>,
        stop: &watch::Receiver<bool>,
    ) -> Result<Option<Self>, fs::Error> {
        let archives = fs::TemporaryFolder::new()?;
        let folder = fs::canonicalize(archives.path())?;
        let all: Vec<(&CoursePath, &LocalFile)> = files.iter().collect();
        let files = prepare_all(&all, &folder, &|| !*stop.borrow())?;
        Ok((!*stop.borrow()).then_some(Self { files, _archives: archives }))
    }

    /// Compares those of the files that a course has with what is known of a destination.
    pub fn plan(self: &Arc<Self>, course: &Course, lock: &Lock, to: &Destination) -> Planned {
        let mut planned = Planned { uploads: Vec::new(), known: Vec::new(), _files: Arc::clone(self) };
        let mut by_hash: BTreeMap<&str, Upload> = BTreeMap::new();
        for upload in self.files.iter().filter(|upload| course.files.contains_key(&upload.paths[0])) {
            by_hash
                .entry(&upload.content.hash)
                .and_modify(|first| first.paths.extend(upload.paths.iter().cloned()))
                .or_insert_with(|| upload.clone());
        }
        for upload in by_hash.into_values() {
            let is_known = lock.file(to, &upload.content.hash).is_some();
            if is_known { planned.known.push(upload) } else { planned.uploads.push(upload) }
        }
        planned.uploads.sort_by(|a, b| a.paths.cmp(&b.paths));
        planned
    }
}

/// Looks at every file of the course. Packs and hashes on all cores; sends nothing. Gives `None` when
/// `stop` became `true` meanwhile.
pub fn plan(
    course: &Course,
    lock: &Lock,
    to: &Destination,
    stop: &watch::Receiver<bool>,
) -> Result<Option<Planned>, fs::Error> {
    let files = HashedFiles::of(&course.files, stop)?;
    Ok(files.map(|files| Arc::new(files).plan(course, lock, to)))
}

impl Planned {
    /// How many bytes have to be sent.
    pub fn bytes(&self) -> u64 {
        self.uploads.iter().map(|upload| upload.content.bytes).sum()
    }

    /// The addresses of the files that the lock knows at this destination.
    pub fn known_addresses(&self, lock: &Lock, to: &Destination) -> BTreeMap<CoursePath, String> {
        let files =
            self.known.iter().filter_map(|upload| Some((upload, lock.file(to, &upload.content.hash)?)));
        let addresses =
            files.flat_map(|(upload, file)| upload.paths.iter().map(|path| (path.clone(), file.url.clone())));
        addresses.collect()
    }

    /// The hash of every file of the course.
    pub fn hashes(&self) -> BTreeMap<CoursePath, String> {
        let all = self.known.iter().chain(&self.uploads);
        let hashes = all
            .flat_map(|upload| upload.paths.iter().map(|path| (path.clone(), upload.content.hash.clone())));
        hashes.collect()
    }
}

/// Prepares the files in their order, as long as `go_on`.
fn prepare_all(
    files: &[(&CoursePath, &LocalFile)],
    archives: &Path,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<Upload>, fs::Error> {
    let prepared = files
        .par_iter()
        .enumerate()
        .map(|(at, (path, file))| go_on().then(|| prepare(path, file, &archives.join(at.to_string()))));
    prepared.while_some().collect::<Vec<_>>().into_iter().collect()
}

fn prepare(path: &CoursePath, file: &LocalFile, archive: &Path) -> Result<Upload, fs::Error> {
    let own_name = path.name();
    let name = file.packing.name_of(own_name);
    let packed = || File::create(archive).map_err(fs::context("write", archive));
    let disk = match file.packing {
        Packing::AsIs | Packing::OfText | Packing::Converted(_) => file.disk.clone(),
        Packing::Zip => {
            pack::pack_file(&file.disk, own_name, &packed()?)?;
            archive.to_owned()
        }
        Packing::ZippedFolder => {
            pack::pack_folder(&file.disk, own_name, &packed()?)?;
            archive.to_owned()
        }
    };
    let (content, modified) = content(&disk)?;
    let content_type = mime_guess::from_path(&name).first_or_octet_stream().essence_str().to_owned();
    Ok(Upload { paths: vec![path.clone()], name, content_type, content, disk, modified })
}

/// Hashes a file without holding it in memory.
fn content(disk: &Path) -> Result<(Content, Option<SystemTime>), fs::Error> {
    let file = fs::open_real(disk)?;
    let metadata = file.metadata().map_err(fs::context("look at", disk))?;
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(&file).map_err(fs::context("read", disk))?;
    let content = Content { hash: hasher.finalize().to_hex().to_string(), bytes: metadata.len() };
    Ok((content, metadata.modified().ok()))
}

impl Upload {
    /// Whether the file is still what was hashed, as far as its size and time tell.
    pub fn is_unchanged(&self) -> io::Result<bool> {
        let metadata = std::fs::metadata(&self.disk)?;
        Ok(metadata.len() == self.content.bytes && metadata.modified().ok() == self.modified)
    }
}

/// The addresses of the course's files that the lock file knows at this destination. Hashes no file
/// of a size that it does not know; a packed file is packed only when it knows any file at all.
pub fn known_files(
    course: &Course,
    lock: &Lock,
    to: &Destination,
) -> Result<BTreeMap<CoursePath, String>, fs::Error> {
    if !lock.knows_any(to) {
        return Ok(BTreeMap::new());
    }
    let archives = fs::TemporaryFolder::new()?;
    let may_be_known = |file: &LocalFile| file.packing.is_packed() || lock.knows_size(to, file.bytes);
    let files: Vec<_> = course.files.iter().filter(|(_, file)| may_be_known(file)).collect();
    let folder = fs::canonicalize(archives.path())?;
    let known = prepare_all(&files, &folder, &|| true)?.into_iter().filter_map(|upload| {
        let file = lock.file(to, &upload.content.hash)?;
        Some((upload.paths[0].clone(), file.url.clone()))
    });
    Ok(known.collect())
}
