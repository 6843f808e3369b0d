//! The marker file of an export: it lists the files that an export wrote.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use crate::fs::state::{self, Format, StateError};
use crate::fs::{self, WriteDir};

/// The marker's name.
pub(super) const NAME: &str = ".coursedir-export.json";

/// What an export says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Marker {
    version: u32,
    state: State,
    /// Every file that is ours, relative to the folder.
    pub files: BTreeSet<String>,
}

impl state::State for Marker {
    const VERSION: u32 = 1;
    const FORMAT: Format = Format::Json;

    fn version(&self) -> u32 {
        self.version
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Writing,
    Complete,
}

impl Marker {
    /// The marker of an export that has begun.
    pub fn writing(files: BTreeSet<String>) -> Self {
        Self { version: <Self as state::State>::VERSION, state: State::Writing, files }
    }

    /// The marker of an export that is done.
    pub fn complete(files: BTreeSet<String>) -> Self {
        Self { version: <Self as state::State>::VERSION, state: State::Complete, files }
    }

    /// Whether the export was cut off.
    pub fn is_writing(&self) -> bool {
        self.state == State::Writing
    }

    /// Reads the marker of a folder, if there is one that is ours.
    ///
    /// A name in it that leads out of the folder is none that we wrote, and is not believed.
    pub fn read(folder: &WriteDir) -> Result<Option<Self>, StateError> {
        match state::read::<Self>(folder, NAME) {
            Ok(Some(mut marker)) => {
                marker.files.retain(|file| is_below(file));
                Ok(Some(marker))
            }
            // Whatever that is, no export wrote it.
            Err(StateError::Damaged { .. }) => Ok(None),
            other => other,
        }
    }

    /// Writes the marker, whole or not at all.
    pub fn write(&self, folder: &WriteDir) -> Result<(), fs::Error> {
        state::write(folder, NAME, self)
    }
}

fn is_below(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_out_are_not_believed() {
        let folder = tempfile::tempdir().unwrap();
        let files = ["a/b.html", "../x", "/etc/passwd", "", "a/../../x"].map(str::to_owned);
        let folder = WriteDir::open(folder.path()).unwrap();
        Marker::complete(files.into()).write(&folder).unwrap();
        let marker = Marker::read(&folder).unwrap().unwrap();
        assert_eq!(marker.files.into_iter().collect::<Vec<_>>(), ["a/b.html"]);
    }

    #[test]
    fn a_file_that_is_no_marker_makes_nothing_ours() {
        let folder = tempfile::tempdir().unwrap();
        let dir = WriteDir::open(folder.path()).unwrap();
        assert_eq!(Marker::read(&dir).unwrap(), None);
        std::fs::write(folder.path().join(NAME), "{}").unwrap();
        assert_eq!(Marker::read(&dir).unwrap(), None);
        std::fs::write(folder.path().join(NAME), r#"{"version":2,"files":["a"]}"#).unwrap();
        assert!(matches!(Marker::read(&dir), Err(StateError::Newer { .. })));
    }
}
