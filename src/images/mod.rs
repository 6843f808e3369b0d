//! Photos and scans that no browser shows (HEIC, TIFF), converted by a program of this machine; and images that a text
//! holds as data ([`inline`]), kept as files.
//!
//! Start at [`Images`]. It knows which program there is, and whether the author asked for it (`--convert`). A program is
//! run on a copy with a name of ours ([`run`]), without a shell, for some seconds and with little memory. What it makes
//! is kept in the user's cache under the hash of the original, so that the next run has the same bytes. The original is
//! only read.

mod format;
mod inline;
mod run;
mod tool;

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

pub use format::Format;
pub use inline::InlineImage;

use crate::fs::open_real;

use run::MAX_BYTES;
use tool::Tool;

/// Goes into the name of what is kept; another number where the same original would become something else.
const VERSION: u32 = 1;

/// What this machine can do about images that no browser shows.
#[derive(Debug, Clone, Default)]
pub struct Images {
    machine: Option<Arc<Machine>>,
    /// Whether the author asked for it.
    convert: bool,
}

/// What is known of the machine.
#[derive(Debug)]
struct Machine {
    tools: Vec<Tool>,
    /// What is kept.
    cache: PathBuf,
    /// The variables that a program gets, and no others.
    environment: Vec<(OsString, OsString)>,
    /// What became of each original in this run.
    known: Mutex<HashMap<Original, Result<Converted, String>>>,
    /// One program at a time: each may take much of the machine.
    running: Mutex<()>,
}

/// An original as it was when it was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Original {
    path: PathBuf,
    bytes: u64,
    modified: Option<SystemTime>,
}

/// An image that browsers show, made of one that they do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// Where it is on this machine, without links.
    pub disk: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// The extension that its name gets.
    pub extension: &'static str,
    /// The program that made it, unless that was in an earlier run.
    pub program: Option<&'static str>,
}

impl Images {
    /// Looks for programs in the folders of `path` (`PATH`). `cache` is the folder of the user's caches; of
    /// `environment` a program gets what it needs.
    pub fn on_machine(
        path: &OsStr,
        cache: &Path,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
        convert: bool,
    ) -> Self {
        let machine = Machine {
            tools: tool::find(path),
            cache: cache.join("coursedir").join("images"),
            environment: environment.into_iter().filter(|(name, _)| run::is_needed(name)).collect(),
            known: Mutex::default(),
            running: Mutex::default(),
        };
        Self { machine: Some(Arc::new(machine)), convert }
    }

    /// Whether the author asked for it.
    pub fn converts(&self) -> bool {
        self.convert
    }

    /// What the author can do about a file of this format; `name` is the file's.
    pub fn help(&self, format: Format, name: &str) -> String {
        let tool = self.machine.as_ref().and_then(|machine| machine.tool(format));
        match tool {
            Some(tool) if self.convert => format!("convert it yourself: `{}`", tool.command(format, name)),
            Some(tool) => {
                format!("add `--convert`, or convert it yourself: `{}`", tool.command(format, name))
            }
            None => format!("{}, then add `--convert`", tool::install()),
        }
    }

    /// Whether there is a place for images of a text.
    pub fn can_keep(&self) -> bool {
        self.machine.is_some()
    }

    /// Keeps an image of a text as a file, and gives its place on this machine; in a few words why not.
    pub fn keep(&self, image: &InlineImage) -> Result<PathBuf, String> {
        let Some(machine) = &self.machine else { return Err("there is no place for it".to_owned()) };
        machine.keep(image).map_err(|error| format!("cannot write the cache: {error}"))
    }

    /// Converts a file, or takes what was made of it before; in a few words why not.
    pub fn convert(&self, format: Format, original: &Path) -> Result<Converted, String> {
        let Some(machine) = &self.machine else { return Err("no program was looked for".to_owned()) };
        let mut file = open_real(original).map_err(|error| error.source.to_string())?;
        let metadata = file.metadata().map_err(|error| error.to_string())?;
        let key =
            Original { path: original.to_owned(), bytes: metadata.len(), modified: metadata.modified().ok() };
        let known = |machine: &Machine| {
            let known = machine.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.get(&key).cloned()
        };
        if let Some(result) = known(machine) {
            return result;
        }
        let _running = machine.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(result) = known(machine) {
            return result;
        }
        let result = machine.convert(format, &mut file, metadata.len());
        machine.known.lock().unwrap_or_else(PoisonError::into_inner).insert(key, result.clone());
        result
    }
}

impl Machine {
    /// The program for a format.
    fn tool(&self, format: Format) -> Option<&Tool> {
        self.tools.iter().find(|tool| tool.reads(format))
    }

    fn keep(&self, image: &InlineImage) -> io::Result<PathBuf> {
        fs::create_dir_all(&self.cache)?;
        let kept = fs::canonicalize(&self.cache)?.join(image.name());
        let is_there = fs::symlink_metadata(&kept).is_ok_and(|metadata| metadata.is_file())
            && fs::read(&kept).is_ok_and(|bytes| bytes == image.bytes);
        if !is_there {
            let mut file = tempfile::NamedTempFile::new_in(&self.cache)?;
            file.write_all(&image.bytes)?;
            file.persist(&kept)?;
        }
        Ok(kept)
    }

    fn convert(&self, format: Format, original: &mut File, bytes: u64) -> Result<Converted, String> {
        if bytes > MAX_BYTES {
            return Err("it is larger than 512 MB".to_owned());
        }
        let start = start(original).map_err(|error| error.to_string())?;
        if !format.begins(&start) {
            return Err(format!("its content is not {}", format.name()));
        }
        fs::create_dir_all(&self.cache).map_err(|error| format!("cannot write the cache: {error}"))?;
        let cache = fs::canonicalize(&self.cache).map_err(|error| error.to_string())?;
        let hash = hash(original).map_err(|error| error.to_string())?;
        let kept = cache.join(format!("{hash}-{VERSION}.{}", format.becomes()));
        if let Some(converted) = taken(&kept, format, None) {
            return Ok(converted);
        }
        let tool = self.tool(format).ok_or("there is no program for it on this machine")?;
        let folder =
            tempfile::tempdir_in(&cache).map_err(|error| format!("cannot write the cache: {error}"))?;
        let (from, to) = (folder.path().join(tool.input(format)), folder.path().join(tool.output(format)));
        let copy = |original: &mut File| io::copy(original, &mut File::create(&from)?);
        original.rewind().and_then(|()| copy(original)).map_err(|error| error.to_string())?;
        run::run(tool, format, &from, &to, &self.environment)?;
        if taken(&to, format, None).is_none() {
            return Err(format!("`{}` made no image", tool.name()));
        }
        fs::rename(&to, &kept).map_err(|error| format!("cannot write the cache: {error}"))?;
        taken(&kept, format, Some(tool)).ok_or_else(|| format!("`{}` made no image", tool.name()))
    }
}

/// What was made, if it is an image.
fn taken(disk: &Path, format: Format, by: Option<&Tool>) -> Option<Converted> {
    let metadata = fs::symlink_metadata(disk).ok().filter(fs::Metadata::is_file)?;
    let mut file = open_real(disk).ok()?;
    let is_image = format.is_made(&start(&mut file).ok()?) && metadata.len() <= MAX_BYTES;
    is_image.then(|| Converted {
        disk: disk.to_owned(),
        bytes: metadata.len(),
        extension: format.becomes(),
        program: by.map(Tool::name),
    })
}

fn start(file: &mut File) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    file.rewind()?;
    file.take(16).read_to_end(&mut start)?;
    Ok(start)
}

fn hash(file: &mut File) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    file.rewind()?;
    hasher.update_reader(file)?;
    Ok(hasher.finalize().to_hex().to_string())
}

#[cfg(all(test, unix))]
mod tests;
