//! The files that a course refers to. The preview serves no others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::model::{Course, CoursePath, Packing};
use crate::platform::convert::html::placeholder;

/// Characters of a path that mean something else in an address.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A file, and where the site has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::preview) struct LocalFile {
    /// Its address below the course's own, as it is.
    pub path: String,
    pub course_path: CoursePath,
    /// Where it is on this machine.
    pub disk: PathBuf,
    /// Its size; of a packed folder, that of all its files.
    pub bytes: u64,
    /// How it is sent.
    pub packing: Packing,
}

/// All of a course's files.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Files {
    /// By their address in the import body.
    by_address: BTreeMap<String, LocalFile>,
    /// Path below the course's address to address in the body.
    by_path: BTreeMap<String, String>,
}

impl Files {
    /// The files of a course, but for some.
    pub fn of(course: &Course, without: &[CoursePath]) -> Self {
        let mut files = Self::default();
        for (path, file) in course.files.iter().filter(|(path, _)| !without.contains(path)) {
            let file = LocalFile {
                path: site_path(path, file.packing),
                course_path: path.clone(),
                disk: file.disk.clone(),
                bytes: file.bytes,
                packing: file.packing,
            };
            let address = placeholder(path);
            files.by_path.insert(file.path.clone(), address.clone());
            files.by_address.insert(address, file);
        }
        files
    }

    /// Adds the files of an older version, where some of it is shown.
    #[must_use]
    pub fn and_older(mut self, older: Option<&Self>) -> Self {
        for (address, file) in older.iter().flat_map(|older| &older.by_address) {
            if !self.by_address.contains_key(address) {
                self.by_path.entry(file.path.clone()).or_insert_with(|| address.clone());
                self.by_address.insert(address.clone(), file.clone());
            }
        }
        self
    }

    /// The file behind an address of the body.
    pub fn of_address(&self, address: &str) -> Option<&LocalFile> {
        self.by_address.get(address)
    }

    /// The file at a path of the site.
    pub fn at(&self, path: &str) -> Option<&LocalFile> {
        self.by_address.get(self.by_path.get(path)?)
    }

    /// Every file.
    pub fn all(&self) -> impl Iterator<Item = &LocalFile> {
        self.by_address.values()
    }

    /// Whether one of these files is among them, or is in one that is a folder.
    pub fn hold_any(&self, touched: &BTreeSet<PathBuf>) -> bool {
        !touched.is_empty()
            && self.all().any(|file| match file.packing {
                // What was made of it is elsewhere.
                Packing::Converted(_) => touched.iter().any(|path| path.ends_with(file.course_path.as_str())),
                Packing::ZippedFolder => touched.iter().any(|path| path.starts_with(&file.disk)),
                _ => touched.contains(&file.disk),
            })
    }
}

impl LocalFile {
    /// Its address below the course's own, as written in a link.
    pub fn encoded(&self) -> String {
        utf8_percent_encode(&self.path, ESCAPED).to_string()
    }
}

/// The text of an address.
pub(in crate::preview) fn decode(path: &str) -> Option<String> {
    percent_decode_str(path).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

/// Files of the course are below `files`, those above it below `files-above`, so that no browser takes
/// the dots out of an address.
fn site_path(path: &CoursePath, packing: Packing) -> String {
    let ups = path.segments().take_while(|segment| *segment == "..").count();
    let rest: Vec<&str> = path.segments().skip(ups).collect();
    let below = packing.name_of(&rest.join("/"));
    if ups == 0 { format!("files/{below}") } else { format!("files-above/{ups}/{below}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_has_an_address_of_its_own_without_dots() {
        let path = |text: &str| CoursePath::root().join(text).unwrap();
        assert_eq!(site_path(&path("a/b.png"), Packing::AsIs), "files/a/b.png");
        assert_eq!(site_path(&path("../../img/b.png"), Packing::AsIs), "files-above/2/img/b.png");
        assert_eq!(site_path(&path("data"), Packing::ZippedFolder), "files/data.zip");
    }
}
